"""On a phone: a low header, what is reached most within the thumb's reach, and nothing hidden below it."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import LOCALES, drawn, open_page, until, visited

from toolkit.definitions.model import Kind
from toolkit.view import Edition
from toolkit.view.markup import plain

#: Pixels that the header may take of a phone's screen.
LOW = 64

#: A page of every kind, an index, the home page and a page that is not there.
PAGES = (
    "",
    "sessions/",
    "approaches/",
    "approaches/coaching/",
    "sessions/coaching-session/",
    "questions/session-questions/",
    "worksheets/wheel-of-life/",
    "checklists/coach-and-client-responsibilities/",
    "curricula/",
    "glossary/",
    "frameworks/icf-core-competencies/",
    "../404.html",
)

UPRIGHT, SIDEWAYS, MAGNIFIED = (
    {"width": 360, "height": 640},
    {"width": 740, "height": 360},
    {"width": 320, "height": 256},
)

#: Where the parts of the header are, in pixels of the window.
MEASURED = """() => {
  const of = (name) => {
    const found = document.querySelector(name)?.getBoundingClientRect();
    return found && { top: found.top, bottom: found.bottom, height: found.height };
  };
  const seen = [...document.querySelectorAll(".bar-item")].filter((item) => item.checkVisibility());
  return {
    header: of(".site-header").height, bar: of(".site-bar"), window: innerHeight,
    wide: document.documentElement.scrollWidth - innerWidth,
    items: seen.map((item) => {
      const { width, height, top } = item.getBoundingClientRect();
      return { width, height, top, isCut: item.scrollWidth > item.clientWidth + 1 };
    }),
  };
}"""


def addresses(site_address: str, locale: str) -> list[str]:
    return [f"{site_address}/{locale}/{path}" for path in PAGES]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_header_is_low_and_its_parts_are_below_the_thumb(
    browser: Any, site_address: str, locale: str
) -> None:
    seen = 0
    for page, _, _ in visited(browser, addresses(site_address, locale), viewport=UPRIGHT):
        drawn(page)
        found = page.evaluate(MEASURED)
        assert 40 <= found["header"] <= LOW, page.url
        assert found["wide"] <= 0, page.url
        assert found["bar"]["bottom"] == found["window"], page.url
        assert found["bar"]["height"] <= LOW, page.url
        # Search, menu and languages on every page, and what is done with it on some.
        wanted = 3 + any(kind in page.url for kind in ("coaching-session", "wheel-of-life"))
        assert len(found["items"]) == wanted, page.url
        for item in found["items"]:
            assert item["width"] >= 44, page.url
            assert item["height"] >= 44, page.url
            assert item["top"] >= found["bar"]["top"], page.url
            assert not item["isCut"], page.url
        seen += 1
    assert seen == len(PAGES)


@pytest.mark.parametrize("size", [SIDEWAYS, MAGNIFIED], ids=["sideways", "magnified"])
def test_where_the_window_is_low_nothing_lies_over_the_page(
    browser: Any, site_address: str, size: dict[str, int]
) -> None:
    seen = 0
    for page, _, _ in visited(browser, addresses(site_address, "lv"), viewport=size):
        drawn(page)
        found = page.evaluate(MEASURED)
        assert 40 <= found["header"] <= LOW, page.url
        assert found["wide"] <= 0, page.url
        assert len(found["items"]) == 3, page.url
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert all(item["top"] < 0 for item in page.evaluate(MEASURED)["items"]), page.url
        seen += 1
    assert seen == len(PAGES)


#: Lets the focus go through all that takes it, and counts what the bar hides meanwhile.
HIDDEN = """() => {
  const top = () => document.querySelector(".site-bar").getBoundingClientRect().top;
  const main = document.querySelectorAll("main :is(a, button, input, select, textarea), .site-footer :is(a, button)");
  const hidden = [];
  let seen = 0;
  for (const element of main) {
    if (!element.checkVisibility()) continue;
    element.focus();
    if (document.activeElement !== element) continue;
    seen += 1;
    const { bottom, height } = element.getBoundingClientRect();
    if (height < 300 && bottom > top() + 0.5) hidden.push(element.outerHTML.slice(0, 100));
  }
  scrollTo(0, document.documentElement.scrollHeight);
  const last = document.querySelector(".site-footer p:last-child").getBoundingClientRect();
  return { seen, hidden, isLastSeen: last.bottom <= top() };
}"""


def test_nothing_is_hidden_below_the_bar(browser: Any, site_address: str) -> None:
    seen = 0
    for page, _, _ in visited(browser, addresses(site_address, "fi"), viewport=UPRIGHT):
        drawn(page)
        found = page.evaluate(HIDDEN)
        assert found["hidden"] == [], page.url
        assert found["isLastSeen"], page.url
        seen += found["seen"]
    assert seen > 100


def test_what_the_bar_hides_is_seen(browser: Any, site_address: str) -> None:
    page, _, _ = next(visited(browser, addresses(site_address, "fi")[4:], viewport=UPRIGHT))
    drawn(page)
    page.evaluate(
        "document.documentElement.style.scrollPaddingBottom = 0; document.body.style.paddingBottom = 0"
    )
    found = page.evaluate(HIDDEN)
    assert found["hidden"] or not found["isLastSeen"]


@pytest.mark.parametrize("size", [UPRIGHT, SIDEWAYS, MAGNIFIED], ids=["upright", "sideways", "magnified"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_menu_leads_everywhere_by_keyboard_and_without_scripts(
    browser: Any, site_address: str, size: dict[str, int], scripts: bool
) -> None:
    address = f"{site_address}/lv/worksheets/wheel-of-life/"
    page, _, _ = next(visited(browser, [address], viewport=size, java_script_enabled=scripts))
    links = page.locator(".site-nav a")
    assert links.count() > 5
    assert not links.locator("visible=true").count()
    page.locator(".menu-open").focus()
    page.keyboard.press("Enter")
    assert links.locator("visible=true").count() == links.count()
    page.keyboard.press("Tab")
    if scripts:
        assert page.evaluate("document.activeElement.matches('.site-nav a')")
    page.keyboard.press("Escape")
    assert not links.locator("visible=true").count()
    page.locator(".menu-open").click()
    for link in links.all():
        link.scroll_into_view_if_needed()
        box = link.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size["height"]
    page.locator(".site-nav a[href$='glossary/']").click()
    assert page.url == f"{site_address}/lv/glossary/"


def test_a_session_is_run_from_the_bar(browser: Any, site_address: str) -> None:
    address = f"{site_address}/lv/sessions/coaching-session/#closing"
    page, _, _ = next(visited(browser, [address], viewport=UPRIGHT))
    drawn(page)
    page.click(".bar-action")
    assert page.locator("dialog.run").is_visible()


@pytest.mark.parametrize("locale", LOCALES)
def test_no_word_of_a_title_is_parted(
    browser: Any, site_address: str, editions: dict[str, Edition], locale: str
) -> None:
    page, _, _ = next(visited(browser, [f"{site_address}/{locale}/glossary/"], viewport=UPRIGHT))
    titles = [plain(one.title) for kind in Kind for one in editions[locale].of_kind(kind)]
    assert len(titles) >= 95
    parted = page.evaluate(
        """(titles) => {
          const title = document.querySelector("h1");
          title.style.overflowWrap = "normal";
          title.style.hyphens = "none";
          return titles.filter((text) => {
            title.textContent = text;
            return title.scrollWidth > title.clientWidth;
          });
        }""",
        titles,
    )
    assert parted == []


@pytest.mark.parametrize(
    ("locale", "query"), [("en", "goal"), ("es", "reflexion"), ("lv", "merki"), ("fi", "tavoite")]
)
def test_the_first_result_stands_above_the_keyboard(
    browser: Any, site_address: str, locale: str, query: str
) -> None:
    """Keyboards take about half of a phone; kinds to choose from are one row that can be pushed aside."""
    page, said, _ = open_page(browser, f"{site_address}/{locale}/", viewport={"width": 360, "height": 640})
    page.click("#tk_search-open")
    page.keyboard.type(query)
    page.wait_for_selector(".search-result")
    until(lambda: page.locator("#tk_search-chips button").count() > 5)
    first = page.locator(".search-result").first.bounding_box()
    assert first
    assert first["y"] + 40 < 320
    last = page.locator("#tk_search-chips button").last
    last.focus()
    box = last.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert said == []
