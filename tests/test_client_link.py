"""A link for the client: the sheet at once, tools folded, and nothing of it that a server sees."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import segno
import segno.encoder
from conftest import (
    LOCALES,
    NODE,
    REPOSITORY,
    axe_faults_light_and_dark,
    drawn,
    needs_axe,
    needs_node,
    open_page,
)

from toolkit.build import folder

SHEET = "worksheets/wheel-of-life/"
NICKNAME = "Ānna & co #1"
READY = "form[data-ready]"


def said_by(page: Any) -> str:
    return str(page.inner_text(".sheet-state p"))


def link_for(page: Any, nickname: str, language: str) -> str:
    """Make a link on a worksheet's page, as a coach does."""
    page.click("[data-do=link]")
    page.fill("#tk_link-name", nickname)
    page.select_option("#tk_link-language", language)
    return str(page.input_value("#tk_link-address"))


# -- codes --------------------------------------------------------------------------------------------------


def padded(bits: Any, version: int, length: int) -> None:
    """Fill the last byte with zeros, as the standard says: segno adds a whole one where nothing is missing."""
    bits.extend([0] * (-length % 8))


@needs_node
def test_codes_are_those_of_another_encoder_dot_by_dot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segno.encoder, "write_padding_bits", padded)
    texts = ["https://toolkit.test/lv/" + "x" * length for length in (0, 7, 14, *range(20, 970, 9))]
    texts += ["a", "koučings", "🙂" * 40]
    script = REPOSITORY / "tests" / "codes_made.mjs"
    run = subprocess.run(
        [str(NODE), script], input=json.dumps(texts), capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    versions = set()
    for text, made in zip(texts, json.loads(run.stdout), strict=True):
        how: dict[str, Any] = {"mode": "byte", "error": "m", "boost_error": False, "encoding": "utf-8"}
        code = segno.make(text, micro=False, mask=made["mask"], **how)
        assert [[bool(dot) for dot in row] for row in code.matrix] == made["dots"], len(text)
        versions.add(code.version)
    assert versions == set(range(1, 26))


# -- who makes it -------------------------------------------------------------------------------------------


def test_a_link_tells_its_language_and_a_nickname_that_no_server_sees(
    browser: Any, site_address: str
) -> None:
    page, said, _ = open_page(browser, f"{site_address}/lv/{SHEET}?with=fi")
    page.wait_for_selector(READY, state="attached")
    link = link_for(page, NICKNAME, "fi")
    address, _, fragment = link.partition("#")
    assert address == f"{site_address}/fi/{SHEET}"
    assert fragment.startswith("tk_client&name=")
    # The code says the same as the link.
    assert page.locator("#tk_link-code svg[role=img]").get_attribute("aria-label")
    first = page.locator("#tk_link-code path").get_attribute("d")
    page.fill("#tk_link-name", "")
    assert page.input_value("#tk_link-address") == f"{address}#tk_client"
    assert page.locator("#tk_link-code path").get_attribute("d") != first
    page.click("[data-link=copy]")
    page.wait_for_selector("#tk_link-said:not(:empty)")

    theirs, said_there, asked = open_page(browser, link)
    theirs.wait_for_selector(READY, state="attached")
    assert NICKNAME in said_by(theirs)
    assert theirs.url == f"{address}#tk_client"
    assert not [url for url in asked if "nna" in url.partition("#")[0]]
    assert len(asked) > 5
    assert said == said_there == []


def test_where_a_device_can_share_the_link_is_shared(browser: Any, site_address: str) -> None:
    context = browser.new_context()
    context.add_init_script("navigator.share = async (what) => { window.shared = what; }")
    page = context.new_page()
    page.goto(f"{site_address}/en/{SHEET}")
    page.wait_for_selector(READY, state="attached")
    link = link_for(page, "Bo", "en")
    page.click("[data-link=share]")
    assert page.evaluate("window.shared.url") == link


# -- who comes by it ----------------------------------------------------------------------------------------


def test_who_comes_again_finds_what_was_written_and_another_client_a_blank_sheet(
    browser: Any, site_address: str
) -> None:
    context = browser.new_context()

    def come(fragment: str) -> Any:
        page = context.new_page()
        page.goto(f"{site_address}/en/{SHEET}{fragment}")
        page.wait_for_selector(READY, state="attached")
        return page

    first = come("#tk_client&name=Anna")
    box = first.locator(".sheet-section input").first
    box.fill("7")
    first.wait_for_selector(".sheet-state[data-state=saved]")
    first.reload()
    first.wait_for_selector(READY, state="attached")
    assert box.input_value() == "7"
    first.close()

    again = come("#tk_client&name=Anna")
    assert again.locator(".sheet-section input").first.input_value() == "7"
    other = come("#tk_client&name=Bo")
    assert other.locator(".sheet-section input").first.input_value() == ""
    assert said_by(other).startswith("Bo")
    # The same page, by another link, in the same tab.
    with other.expect_event("domcontentloaded"):
        other.evaluate("location.hash = 'tk_client&name=Anna'")
    other.wait_for_selector(READY, state="attached")
    assert other.locator(".sheet-section input").first.input_value() == "7"


def test_this_clients_sheet_travels_in_the_link(browser: Any, site_address: str) -> None:
    page, said, _ = open_page(browser, f"{site_address}/en/{SHEET}")
    page.wait_for_selector(READY, state="attached")
    packed = page.evaluate(
        """async (base) => {
          const { pack } = await import(base + "/assets/worksheet/changes.js");
          return pack({ words: { title: ["Wheel of <b>Anna</b>", "en"] }, out: [], order: {}, own: {}, rows: {} });
        }""",
        site_address,
    )
    theirs, said_there, _ = open_page(
        browser, f"{site_address}/lv/{SHEET}#tk_client&name=Anna&changes={packed}"
    )
    theirs.wait_for_selector(READY, state="attached")
    assert theirs.inner_text("h1") == "Wheel of <b>Anna</b>"
    # Name and date follow what is asked, also when the sheet was drawn anew.
    assert theirs.evaluate(
        "document.querySelector('.sheet').lastElementChild.matches('.privacy, .screen-only')"
    )
    # Made anew from the copy, the link carries the same.
    theirs.evaluate("document.querySelector('[data-do=link]').click()")
    theirs.wait_for_selector("#tk_link[open]")
    assert f"changes={packed}" in theirs.input_value("#tk_link-address")
    assert theirs.locator("#tk_link-changes").is_visible()

    broken, _, _ = open_page(browser, f"{site_address}/en/{SHEET}#tk_client&name=Anna&changes=AAAA")
    broken.wait_for_selector(READY, state="attached")
    assert broken.locator("#tk_sheet-message.wrong").is_visible()
    assert broken.inner_text("h1") == "Wheel of life"
    assert said == said_there == []


def test_tools_are_below_the_sheet_and_folded(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(
        browser, f"{site_address}/en/{SHEET}#tk_client", viewport={"width": 360, "height": 640}
    )
    page.wait_for_selector(READY, state="attached")
    assert not page.locator(".sheet-tools").is_visible()
    page.locator(".sheet-section input").first.fill("7")
    with page.expect_download() as download:
        page.click(".client-end > p [data-do=save]")
    assert json.loads(Path(download.value.path()).read_text())["answers"]
    assert page.locator("#tk_sheet-message").is_visible()
    page.click(".client-end summary")
    assert page.locator(".sheet-tools [data-do=open]").is_visible()
    order = page.evaluate(
        "[...document.querySelectorAll('h1, .sheet-section, .sheet-who, .client-end')].map((one) => one.tagName)"
    )
    assert order[0] == "H1"
    assert order[-1] == "DIV"


#: Where the sheet's first field is, and how far down the window is free.
FIRST = """() => {
  const bar = document.querySelector(".site-bar");
  const isFixed = getComputedStyle(bar).position === "fixed";
  const field = document.querySelector(".sheet-section :is(input, textarea, select)");
  return { top: field.getBoundingClientRect().top, end: isFixed ? bar.getBoundingClientRect().top : innerHeight };
}"""


#: A phone and a laptop.
SIZES = ({"width": 360, "height": 640}, {"width": 1280, "height": 720})


@pytest.mark.parametrize("locale", LOCALES)
def test_the_first_field_is_in_the_first_screen(
    browser: Any, site: Path, site_address: str, locale: str
) -> None:
    names = sorted(path.parent.name for path in (site / locale / "worksheets").glob("*/index.html"))
    assert len(names) >= 36
    page = browser.new_context().new_page()
    for name in names:
        page.set_viewport_size(SIZES[0])
        page.goto(f"{site_address}/{locale}/worksheets/{name}/#tk_client")
        page.wait_for_selector(READY, state="attached")
        for size in SIZES:
            page.set_viewport_size(size)
            found = page.evaluate(FIRST)
            # Enough of it is seen to be touched.
            assert 0 < found["top"] <= found["end"] - 24, (name, size)


@needs_axe
def test_it_is_accessible(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(
        browser, f"{site_address}/fi/{SHEET}#tk_client&name=Anna", viewport={"width": 360, "height": 640}
    )
    page.wait_for_selector(READY, state="attached")
    drawn(page)
    assert axe_faults_light_and_dark(page) == []
    page.goto(f"{site_address}/fi/{SHEET}")
    page.reload()
    page.wait_for_selector(READY, state="attached")
    link_for(page, "Anna", "fi")
    assert axe_faults_light_and_dark(page) == []


def test_a_folder_says_that_it_has_no_address(browser: Any, handed: Any) -> None:
    sheet = handed.index.parent / folder.PAGES / "en" / SHEET / "index.html"
    page, said, _ = open_page(browser, sheet.as_uri())
    page.wait_for_selector(READY, state="attached")
    page.click("[data-do=link]")
    assert page.locator("#tk_link [data-folder]").is_visible()
    assert not page.locator("#tk_link-address").is_visible()
    assert said == []
