"""What a reader does on the pages: the same over a web address and in a folder, opened by ``file://``.

Each test runs over both, and nothing asks anybody else for anything.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, drawn, open_page, ready, until
from test_worksheet_store import copies

from toolkit.build import folder

NODE_MODULES = REPOSITORY / ".venv" / "node" / "node_modules"
PUPPETEER = NODE_MODULES / "puppeteer-core"
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
NODE = shutil.which("node")
needs_firefox = pytest.mark.skipif(
    not (FIREFOX and NODE and PUPPETEER.is_dir()),
    reason="firefox-esr (Debian) or puppeteer-core (npm) is not installed",
)

GUIDE = "sessions/coaching-session/"
SHEET = "worksheets/wheel-of-life/"
BANK = "questions/session-questions/"
LIST = "checklists/coach-and-client-responsibilities/"

Open = Callable[..., Any]


@pytest.fixture(params=["http", "file"])
def form(request: pytest.FixtureRequest) -> str:
    """Return the form of the site that a test runs over."""
    return str(request.param)


@pytest.fixture
def address(form: str, site_address: str, handed: folder.Handed) -> Callable[[str], str]:
    """Return what makes an address of a page's path, with what may follow it, in either form."""

    def made(path: str, more: str = "") -> str:
        if form == "http":
            return f"{site_address}/{path}{more}"
        return f"{(handed.index.parent / folder.PAGES / path).as_uri()}/index.html{more}"

    return made


@pytest.fixture
def opened(browser: Any, form: str, address: Callable[[str], str], site_address: str) -> Iterator[Open]:
    """Return a function that opens a page. In the end nothing was said or asked of others by any of them."""
    heard: list[tuple[list[str], list[str]]] = []

    def opens(path: str, more: str = "", **options: Any) -> Any:
        page, said, asked = open_page(browser, address(path, more), **options)
        heard.append((said, asked))
        ready(page)
        return page

    yield opens
    own = site_address if form == "http" else "file:///"
    for said, asked in heard:
        assert said == []
        assert asked
        assert [url for url in asked if not url.startswith((own, "data:", "blob:"))] == []


def test_reading(opened: Open) -> None:
    """From the first page to a part of a guide and to another language, by links alone."""
    page = opened("en/")
    page.click(".home-doors a[href*=sessions]")
    page.locator(".card-title", has_text="GROW session").first.click()
    ready(page)
    page.locator(".toc a").nth(3).click()
    anchor = page.evaluate("location.hash")
    assert page.locator(f"[id='{anchor[1:]}']").evaluate("each => each.getBoundingClientRect().top") < 200
    page.click(".languages summary")
    page.click(".languages a[hreflang=lv]")
    page.wait_for_selector("html[lang=lv]", state="attached")
    assert page.url.endswith(anchor)
    drawn(page)
    assert page.evaluate("[...document.fonts].filter(({ status }) => status === 'loaded').length") >= 2
    icon = page.locator(".languages svg use").evaluate("each => each.getBoundingClientRect().width")
    assert icon > 0
    page.click(".brand")
    page.wait_for_selector("html[lang=lv] .home-title")
    # What was read is known on the first page.
    page.locator("#tk_recent-list a", has_text="GROW sesija").wait_for()


def test_a_worksheet_is_kept_saved_and_opened(opened: Open, tmp_path: Path, form: str) -> None:
    page = opened(f"en/{SHEET}")
    page.wait_for_selector("form[data-ready]")
    assert page.locator("[data-folder].notice").is_visible() == (form == "file")
    page.fill("#tk_copy-nickname", "Anna")
    page.fill("form.sheet input[type=text] >> nth=0", "Ķīšezers")
    # "Saved" stands there since the nickname was.
    until(lambda: [copy for copy in copies(page) if "Ķīšezers" in copy["answers"].values()])
    page.reload()
    page.wait_for_selector("form[data-ready]")
    assert page.input_value("form.sheet input[type=text] >> nth=0") == "Ķīšezers"
    assert page.input_value("#tk_copy-nickname") == "Anna"
    with page.expect_download() as download:
        page.click(".sheet-actions [data-do=save]")
    saved = tmp_path / "copy.json"
    download.value.save_as(saved)
    assert "Ķīšezers" in json.loads(saved.read_text(encoding="utf-8"))["answers"].values()

    # On another device, in another language.
    other = opened(f"lv/{SHEET}")
    other.wait_for_selector("form[data-ready]")
    other.set_input_files("#tk_sheet-file", saved)
    other.locator(".sheet-state[data-state=saved]").wait_for()
    assert other.input_value("form.sheet input[type=text] >> nth=0") == "Ķīšezers"
    # On paper: the answer, and neither tools nor what is to be known of this device.
    other.emulate_media(media="print")
    assert other.locator("form.sheet").is_visible()
    assert (
        not other.locator(".sheet-tools, [data-folder].notice, .site-header").locator("visible=true").count()
    )


def test_a_session_is_fitted_and_run(opened: Open) -> None:
    page = opened(f"en/{GUIDE}")
    page.click("[data-minutes='45']")
    assert "45" in page.url
    page.click("[data-run=open]")
    page.click("[data-run=begin]")
    first = page.text_content(".run-title")
    page.click("[data-run=next]")
    page.locator(".run-title").filter(has_not_text=first).wait_for()
    now = page.text_content(".run-title")
    assert page.text_content(".run-left")
    ready(page)
    page.reload()
    page.click("#tk_running a")
    page.locator(".run-title", has_text=now).wait_for()


def test_two_languages_side_by_side(opened: Open) -> None:
    guide = opened(f"en/{GUIDE}", "?with=lv")
    guide.wait_for_selector("html.beside .also", state="attached")
    assert guide.locator(".also").count() > 200
    assert guide.locator(".lead > .also").get_attribute("lang") == "lv"
    assert "Individuālas" in guide.inner_text(".lead > .also")
    sheet = opened(f"es/{SHEET}")
    sheet.select_option("#tk_sheet-also", "fi")
    sheet.locator("form.sheet .also").first.wait_for(state="attached")
    assert set(sheet.eval_on_selector_all(".also", "found => found.map((each) => each.lang)")) == {"fi"}


def test_questions_are_found_drawn_and_kept(opened: Open, address: Callable[..., str]) -> None:
    page = opened(f"en/{BANK}")
    page.fill("[data-filter=q]", "goal")
    page.wait_for_selector("[data-bank=result]")
    page.click("[data-do=draw]")
    page.locator("[data-bank=card]").wait_for()
    page.keyboard.press("Escape")
    page.locator("[data-star] >> visible=true").first.click()
    page.locator("[data-bank=favourite-count]", has_text="1").wait_for()
    ready(page)
    page.goto(address(f"en/{BANK}", "?fav=1"))
    page.locator("[data-bank=favourite-count]", has_text="1").wait_for()


def test_a_checklist_is_kept(opened: Open, form: str) -> None:
    page = opened(f"fi/{LIST}")
    page.locator("article input[type=checkbox]").first.check()
    page.locator("#tk_list-saved", has_text=page.text_content("[data-word=list-saved]")).wait_for()
    page.reload()
    ready(page)
    assert page.locator("article input[type=checkbox]").first.is_checked()
    page.click("#tk_device-open")
    page.locator("#tk_device[open] [data-count=checklists]", has_text="1").wait_for()
    assert page.locator("#tk_device [data-folder]").is_visible() == (form == "file")


#: As a browser that lets no page in a folder keep anything.
REFUSES = "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"


@pytest.mark.parametrize(
    ("path", "place", "word"),
    [
        (SHEET, "#tk_sheet-state", "state-storage-blocked"),
        (LIST, "#tk_list-saved", "list-storage-blocked"),
        (f"{BANK}#tk_sheet", "[data-bank=state]", "bank-storage-blocked"),
    ],
)
def test_what_is_not_kept_is_told_before_anything_is_written(
    browser: Any, address: Callable[..., str], path: str, place: str, word: str
) -> None:
    page, _, _ = open_page(browser, "about:blank")
    page.add_init_script(REFUSES)
    path, _, anchor = path.partition("#")
    page.goto(address(f"en/{path}", f"#{anchor}" if anchor else ""))
    page.locator(place, has_text=page.text_content(f"[data-word={word}]")).wait_for()


@needs_firefox
def test_firefox_opens_the_folder(handed: folder.Handed) -> None:
    script = REPOSITORY / "tests" / "folder_firefox.mjs"
    command = [str(NODE), str(script), str(PUPPETEER), str(FIREFOX), handed.index.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=240)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["said"] == []
    # Firefox tells nothing of files; that it tells of all else, the last address shows, which was asked for on purpose.
    others = [url for url in told["asked"] if not url.startswith(("file:///", "data:"))]
    assert others[0] == told["control"]
    assert {url.removesuffix("favicon.ico") for url in others} == {told["control"]}
    assert told["first"].endswith("/pages/en/index.html")
    assert told["fonts"] >= 2
    assert told["icon"] > 0
    assert told["beside"] > 200
    assert told["anchored"] < 200
    assert told["kept"] == "Ķīšezers"
    assert told["notice"]
    assert told["also"] > 10
    assert told["phase"]
    assert told["continued"] == told["phase"]
    assert told["card"]
    assert told["printed"] > 10_000


def test_what_is_stored_is_told(opened: Open, form: str) -> None:
    page = opened("en/")
    page.click("#tk_device-open")
    page.wait_for_selector("#tk_device[open]")
    # In a folder there is nothing to be kept for when there is no network.
    assert page.locator("#tk_device .offline").is_visible() == (form == "http")
    assert page.locator("#tk_device [data-folder]").is_visible() == (form == "file")


def test_a_search_leads_to_a_part(opened: Open) -> None:
    """What is typed without accents finds a sheet, and a question at its place, with the passage that answers."""
    page = opened("lv/")
    page.keyboard.press("/")
    page.keyboard.type("merkiem")
    page.locator(".search-link", has_text="SMART").first.wait_for()
    assert page.locator(".search-passage mark").count() > 0
    page.fill("#tk_search-text", "kas notiks ja neko nemainisiet")
    page.locator(".search-link[href*='#']").first.click()
    ready(page)
    target = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert target
    assert page.locator(f"[id='{target}']").is_visible()
    page.go_back()
    page.locator(".search-result").first.wait_for()
    assert page.input_value("#tk_search-text") == "kas notiks ja neko nemainisiet"
