"""What a browser prints of guides and worksheets: nothing is parted that belongs together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
from conftest import ready, visited

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, dt, [role=heading]")]
  .map(({ textContent }) => textContent.replace(/\\s+/g, "")).filter(Boolean)"""


def last_lines(pdf: bytes) -> list[str]:
    """Return what stands lowest on each page but the last, above the page's number, without spaces."""
    found = []
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for page in list(document)[:-1]:
            words = [word for word in page.get_text("words") if word[3] < 0.93 * page.rect.height]
            lowest = max(word[3] for word in words)
            found.append("".join(word[4] for word in words if word[3] > lowest - 2))
    return found


def test_no_heading_is_left_at_the_foot_of_a_printed_guide(
    browser: Any, site: Path, site_address: str
) -> None:
    guides = [path.parent.name for path in sorted((site / "lv" / "sessions").glob("*/index.html"))]
    assert len(guides) >= 13
    seen = 0
    for page, _, _ in visited(browser, (f"{site_address}/lv/sessions/{name}/" for name in guides)):
        ready(page)
        lines = last_lines(page.pdf(format="A4"))
        assert not set(lines) & set(page.evaluate(HEADINGS)), page.url
        seen += len(lines)
    assert seen > 50


def pages_of(pdf: bytes) -> list[str]:
    """Return the words of each page from above to below, without spaces."""
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        return ["".join(page.get_text(sort=True).split()) for page in document]


SHEET = """() => {
  const squeezed = ({ textContent }) => textContent.replace(/\\s+/g, "");
  const all = (selector) => [...document.querySelectorAll(selector)].map(squeezed);
  const signing = ":is(.field, .sheet-note):has(+ .field-signature), .field-signature";
  return {
    foot: all(".sheet-foot")[0],
    debrief: all(".debrief-title, .debrief li"),
    signing: all(`:is(${signing}) :is(.asked, .prose)`),
  };
}"""


def page_with(pages: list[str], part: str) -> int:
    found = [number for number, page in enumerate(pages) if part in page]
    assert found, part
    return found[-1]


def test_a_printed_sheet_ends_with_something_to_fill_in(browser: Any, site: Path, site_address: str) -> None:
    sheets = [path.parent.name for path in sorted((site / "lv" / "worksheets").glob("*/index.html"))]
    assert len(sheets) >= 36
    boxes = signed = 0
    for page, _, _ in visited(browser, (f"{site_address}/lv/worksheets/{name}/" for name in sheets)):
        ready(page)
        told = page.evaluate(SHEET)
        printed = pages_of(page.pdf(format="A4"))
        # The last line stands in the margin of each page, so that none is made for it.
        assert [words.count(told["foot"]) for words in printed] == [1] * len(printed), page.url
        if told["debrief"]:
            boxes += 1
            places = {page_with(printed, part) for part in told["debrief"]}
            assert places == {len(printed) - 1}, page.url
            title = told["debrief"][0]
            assert len(printed[-1].partition(title)[0].replace(told["foot"], "")) > 10, page.url
        if told["signing"]:
            signed += 1
            assert len({page_with(printed, part) for part in told["signing"]}) == 1, page.url
    assert boxes >= 20
    assert signed >= 3


def test_where_pages_have_no_boxes_in_their_margin_the_last_line_ends_the_sheet(
    browser: Any, site_address: str
) -> None:
    context = browser.new_context()
    context.add_init_script("delete globalThis.CSSMarginRule")
    page = context.new_page()
    page.goto(f"{site_address}/lv/worksheets/smart-goal/")
    ready(page)
    foot = page.evaluate(SHEET)["foot"]
    assert [words.count(foot) for words in pages_of(page.pdf(format="A4"))] == [0, 0, 1]
