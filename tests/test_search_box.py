"""The search in the header: opened by button, key or address, read by all, and led through by keys alone.

What it finds is made up here: the box is looked at, not the index.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import (
    REPOSITORY,
    TWO,
    axe_faults,
    bank,
    needs_axe,
    open_page,
    quiet,
    ready,
    served,
    session,
    until,
    worksheet,
)

from toolkit.build.run import build
from toolkit.project.opened import Project
from toolkit.site import joining

#: Finds by the query’s first letter: of several kinds, parts, another language; or near words, or nothing.
ENGINE = """
const result = (kind, id, part, title, more = {}) => ({
  kind, id, part, title: [[title, false]], passage: async () => [], of: "", language: "en",
  address: `${kind === "session" ? "sessions" : kind === "worksheet" ? "worksheets" : "questions"}/${id}/`
    + (part ? `#${part}` : ""), ...more });
const several = [
  result("question_bank", "bank", "second", "What else?", {
    title: [["What ", false], ["else", true], ["?", false]], of: "Title of bank",
    passage: async () => [["Asks what ", false], ["else", true], [" there is", false]] }),
  result("session", "talk", "talk", "<img src=x onerror=alert(1)>", { language: "lv" }),
  result("question_bank", "bank", "first", "What matters to you?"),
  ...Array.from({ length: 9 }, (_, n) => result("question_bank", "bank", null, `Question ${n + 3}`)),
  result("worksheet", "sheet", null, "Title of sheet"),
];
let asked = 0;
export async function open(root) {
  asked += 1;
  if (!root.endsWith("/en/") && !root.endsWith("/lv/")) throw new Error(root);
  if (location.search.includes("broken") && asked === 1) throw new Error("cut short");
  return { find(query) {
    if (query.startsWith("e")) return { results: several, near: [] };
    if (query.startsWith("w")) return { results: several.slice(-1), near: [] };
    return { results: [], near: query.startsWith("n") ? ["else", "worksheet"] : [] };
  } };
}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]) -> Iterator[str]:
    """Serve a small site in two languages; give its address."""
    folder = tmp_path_factory.mktemp("search-box")
    files = {
        "mkdocs.yml": TWO,
        "content/worksheets/sheet.yaml": worksheet(),
        "content/sessions/talk.yaml": session(),
        "content/questions/bank.yaml": bank(),
        "pages/about.md": "# About me\n\nI climb.\n\n## Prices\n\nSixty for an hour\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    lay_caches(folder)
    project = Project.open(folder)
    build(project, quiet)
    with served(project.site) as where:
        yield where


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the script of the search's engine, with the one that is made up here in it."""
    assets = tmp_path_factory.mktemp("panel") / "assets"
    shutil.copytree(REPOSITORY / "templates/page/assets", assets)
    (assets / "search/engine.js").write_text(ENGINE, encoding="utf-8")
    joining.join(assets)
    made = (assets / "search/engine.js").read_text(encoding="utf-8")
    assert "broken" in made
    return made


@pytest.fixture
def show(browser: Any, address: str, engine: str) -> Callable[..., tuple[Any, list[str], list[str]]]:
    """Return a function that opens a page whose search finds what is made up here."""

    def opened(path: str, **options: Any) -> tuple[Any, list[str], list[str]]:
        page, said, asked = open_page(browser, "about:blank", **options)
        fake = {"body": engine, "content_type": "text/javascript"}
        page.route("**/search/engine.js", lambda route: route.fulfill(**fake))
        page.goto(f"{address}/{path}")
        ready(page)
        asked.clear()
        return page, said, asked

    return opened


def query(page: Any) -> dict[str, str]:
    """Return what the address says of the search."""
    return dict(page.evaluate("[...new URLSearchParams(location.search)]"))


def told(page: Any) -> str:
    """Wait until the search has said what it found; return it."""
    page.wait_for_selector("#tk_search-status:not(:empty)")
    return str(page.inner_text("#tk_search-status"))


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def test_keys_alone_lead_to_a_result_and_back_to_all_of_them(show: Any, address: str) -> None:
    page, said, asked = show("en/sessions/talk/")
    page.locator(".breadcrumb a").first.focus()
    page.keyboard.press("/")
    assert focused(page) == "tk_search-text"
    page.keyboard.press("Escape")
    assert page.locator("#tk_search").is_hidden()
    assert focused(page) == "Home"
    page.keyboard.press("/")
    # Opened and closed twice, nothing was asked for; the first letter asks.
    assert asked == []
    page.keyboard.type("else/")
    assert told(page) == "Results: 13"
    names = [url.rsplit("/", 1)[1] for url in asked]
    # Whoever draws icons asks for them as often as it likes.
    names = [name for name in names if name != "icons.svg"]
    assert {"panel.js", "engine.js", "index.js", "search.css"} <= set(names)
    assert len(names) == len(set(names))
    page.keyboard.press("ArrowUp")
    assert focused(page) == "tk_search-text"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "What else?"
    described = page.evaluate(
        "document.activeElement.getAttribute('aria-describedby').split(' ')"
        ".map((id) => document.getElementById(id).textContent)"
    )
    assert described == ["Title of bank", "Asks what else there is"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert focused(page) == "tk_search-text"
    # Enter leads to the best one, and opens it.
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/en/questions/bank/#second")
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") >= 0
    assert page.evaluate("getComputedStyle(document.querySelector(':target')).animationName") == "pointed-at"
    page.go_back()
    assert page.input_value("#tk_search-text") == "else/"
    assert told(page) == "Results: 13"
    assert query(page) == {"find": "else/"}
    assert focused(page) == "What else?"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    page.wait_for_url(f"{address}/en/sessions/talk/")
    page.wait_for_selector("#tk_search", state="hidden")
    # Opened again, it is as it was left.
    page.keyboard.press("/")
    page.wait_for_selector("#tk_search[open]")
    until(lambda: query(page) == {"find": "else/"})
    assert focused(page) == "tk_search-text"
    assert page.locator(".search-link:visible").count() == 6
    assert said == []


def test_results_stand_by_kind_and_can_be_one_kind_alone(show: Any) -> None:
    page, said, _ = show("en/?find=else")
    assert told(page) == "Results: 13"
    titles = page.locator("#tk_search-found h3").all_inner_texts()
    assert [title.split() for title in titles] == [
        ["Questions", "11"],
        ["Sessions", "1"],
        ["Worksheets", "1"],
    ]
    assert page.locator("#tk_search-found h3 svg").count() == 3
    first = page.locator(".search-group").first
    assert first.locator("a").count() == 4
    assert first.locator("mark").all_inner_texts() == ["else", "else"]
    first.locator("button").click()
    assert first.locator("a").count() == 11
    assert focused(page) == "Question 5"
    # A text of another language says so, and is text.
    foreign = page.locator(".search-result[lang=lv]")
    assert foreign.inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator("#tk_search-found img").count() == 0
    chips = page.locator("#tk_search-chips button")
    assert [" ".join(text.split()) for text in chips.all_inner_texts()] == [
        "All results 13",
        "Questions 11",
        "Sessions 1",
        "Worksheets 1",
    ]
    chips.nth(2).click()
    assert page.locator(".search-group").count() == 1
    assert told(page) == "Results: 1"
    assert query(page) == {"find": "else", "find-in": "session"}
    page.reload()
    assert told(page) == "Results: 1"
    assert page.locator("#tk_search-chips [aria-pressed=true]").inner_text().startswith("Sessions")
    # Where a query finds nothing of that kind, all is shown that it finds.
    page.fill("#tk_search-text", "w")
    page.wait_for_url("**/?find=w")
    assert page.locator(".search-link").all_inner_texts() == ["Title of sheet"]
    assert page.locator("#tk_search-chips").is_hidden()
    assert said == []


def test_nothing_found_offers_near_words_and_the_indexes(show: Any) -> None:
    page, _, _ = show("lv/worksheets/sheet/")
    page.click("#tk_search-open")
    kinds = page.locator("#tk_search-kinds a:visible")
    assert kinds.evaluate_all("all => all.map((one) => new URL(one.href).pathname)") == [
        "/lv/sessions/",
        "/lv/questions/",
        "/lv/worksheets/",
    ]
    page.keyboard.type("nichts")
    assert "nichts" in told(page)
    assert kinds.count() == 3
    page.click("#tk_search-words button >> nth=0")
    page.wait_for_selector(".search-link")
    assert page.input_value("#tk_search-text") == "else"
    assert focused(page) == "tk_search-text"
    assert kinds.count() == 0
    page.fill("#tk_search-text", "")
    page.wait_for_url("**/lv/worksheets/sheet/")
    assert kinds.count() == 3
    assert page.locator("#tk_search-status").inner_text() == ""


def test_an_index_that_is_broken_can_be_tried_again(show: Any) -> None:
    page, _, _ = show("en/?broken")
    page.click("#tk_search-open")
    page.keyboard.type("e")
    page.wait_for_selector("#tk_search-failed:visible")
    assert page.locator("#tk_search-kinds a:visible").count() == 3
    page.click("#tk_search-failed button")
    assert told(page) == "Results: 13"
    assert page.locator("#tk_search-failed").is_hidden()
    # The same where its own scripts cannot be had.
    page, _, _ = show("en/")
    gone: list[Any] = []
    page.route(
        "**/search/panel.js", lambda route: gone.append(route.abort()) if not gone else route.fallback()
    )
    page.click("#tk_search-open")
    page.keyboard.type("e")
    page.wait_for_selector("#tk_search-failed:visible")
    page.click("#tk_search-failed button")
    assert told(page) == "Results: 13"


def test_a_part_of_the_same_page_is_gone_to_without_loading_it_anew(show: Any, address: str) -> None:
    page, _, _ = show("en/questions/bank/?q=matters")
    second = page.locator("[id='second']")
    assert second.is_hidden()
    page.evaluate("window.stays = 1")
    page.click("#tk_search-open")
    page.keyboard.type("e")
    page.click("text=What else? >> visible=true")
    page.wait_for_url(f"{address}/en/questions/bank/?q=matters#second")
    assert page.locator("#tk_search").is_hidden()
    assert second.is_visible()
    assert page.evaluate("window.stays") == 1
    page.go_back()
    assert told(page) == "Results: 13"
    assert page.evaluate("window.stays") == 1


def test_the_key_is_no_shortcut_where_it_would_hinder(show: Any) -> None:
    page, _, _ = show("en/worksheets/sheet/")
    page.locator("form.sheet textarea").first.click()
    page.keyboard.type("1/2")
    assert page.locator("form.sheet textarea").first.input_value() == "1/2"
    assert page.locator("#tk_search").is_hidden()
    page.click("#tk_search-open")
    page.uncheck("#tk_search-key")
    page.wait_for_selector("#tk_search-open:not([aria-keyshortcuts])", state="attached")
    page.goto(page.url)
    ready(page)
    page.locator(".breadcrumb a").first.focus()
    page.keyboard.press("/")
    assert page.locator("#tk_search").is_hidden()
    page.click("#tk_device-open")
    assert page.locator("#tk_device dt:visible").last.inner_text() == "Settings"


def test_without_scripts_there_is_no_box(browser: Any, address: str) -> None:
    page, _, _ = open_page(browser, f"{address}/en/", java_script_enabled=False)
    assert page.locator("#tk_search-open").is_hidden()
    assert page.locator("#tk_search").is_hidden()
    assert page.locator(".site-nav a:visible").count() == 4


def test_the_search_stands_on_the_page_for_what_is_missing(show: Any, address: str) -> None:
    page, _, _ = show("en/404.html")
    page.click("#tk_search-open")
    page.keyboard.type("e")
    told(page)
    links = page.locator(".search-link").evaluate_all("all => all.map((one) => one.href)")
    # Its addresses are whole paths from the host of the site.
    assert links[0].endswith("/en/questions/bank/#second")


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_search_has_no_accessibility_faults(show: Any, scheme: str) -> None:
    page, said, _ = show("en/", viewport={"width": 360, "height": 780}, color_scheme=scheme)
    header = page.locator(".site-header").bounding_box()
    assert header
    page.click("#tk_search-open")
    box = page.locator("#tk_search").bounding_box()
    assert (box["width"], box["height"]) == (360, 780)
    assert axe_faults(page) == []
    page.keyboard.type("e")
    told(page)
    page.keyboard.press("ArrowDown")
    assert axe_faults(page) == []
    assert page.evaluate("document.querySelector('#tk_search').scrollWidth") <= 360
    page.set_viewport_size({"width": 1280, "height": 780})
    assert axe_faults(page) == []
    page.fill("#tk_search-text", "n")
    page.wait_for_selector("#tk_search-near:visible")
    assert axe_faults(page) == []
    assert said == []


def test_a_real_index_answers_and_one_that_is_cut_short_is_told(browser: Any, address: str) -> None:
    page, _, _ = open_page(browser, "about:blank")
    whole = page.request.get(f"{address}/en/search/index.js").text()
    cut = whole[: len(whole) // 2] + '"];\n'
    page.route("**/en/search/index.js", lambda route: route.fulfill(body=cut, content_type="text/javascript"))
    page.goto(f"{address}/en/")
    ready(page)
    page.keyboard.press("/")
    page.keyboard.type("mattrs")
    page.wait_for_selector("#tk_search-failed:not([hidden])")
    assert page.locator("#tk_search-kinds a:visible").count() >= 3
    page.unroute("**/en/search/index.js")
    page.click("#tk_search-failed button")
    # Mistyped as it is, it leads to the sheet's field and the bank's question, each at its place.
    page.wait_for_selector(".search-link")
    found = page.locator(".search-link").evaluate_all(
        "links => links.map((link) => link.getAttribute('href'))"
    )
    assert any(href.endswith("/worksheets/sheet/#field-answer") for href in found)
    assert any(href.endswith("/questions/bank/#first") for href in found)


def test_own_pages_are_results_of_a_kind_with_a_name(browser: Any, address: str) -> None:
    page, said, _ = open_page(browser, f"{address}/en/worksheets/sheet/")
    ready(page)
    page.locator("h1").click()
    page.keyboard.press("/")
    page.keyboard.type("sixty hours")
    page.wait_for_selector(".search-link")
    ready(page)
    group = page.locator(".search-group", has=page.locator("[id='tk_search-kind.page']"))
    assert group.locator("h3").inner_text().split() == ["Pages", "2"]
    assert group.locator("h3 svg").count() == 1
    part = group.locator(".search-result", has_text="About me").filter(has_text="Prices").first
    assert "Sixty for an hour" in part.locator(".search-passage").inner_text()
    part.locator("a").click()
    page.wait_for_url(f"{address}/en/about/#prices")
    assert page.locator("h2#prices").is_visible()
    assert said == []
