"""Two languages: the switcher keeps the page's state, and any guide can be read in two languages side by side."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from conftest import LOCALES, axe_faults_light_and_dark, needs_axe, open_page, ready, visited
from lxml import html

#: A guide of each kind, and the least number of its parts that must have a second language.
GUIDES = {
    "approaches/coaching/": 40,
    "sessions/coaching-session/": 80,
    "checklists/coach-and-client-responsibilities/": 30,
    "curricula/management-coaching-programme/": 100,
    "frameworks/icf-core-competencies/": 8,
    "questions/mentoring-faq/": 15,
    "questions/session-questions/": 30,
}


def show_beside(page: Any, language: str) -> None:
    """Choose a second language by keyboard alone."""
    ready(page)
    page.locator(".languages summary").focus()
    page.keyboard.press("Enter")
    page.locator(f"[data-beside={language}]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("html.beside .also", state="attached")


def settled(page: Any) -> str:
    """Return what the page says when its scripts have shown what the device keeps."""
    ready(page)
    return str(page.locator("article").inner_text())


@pytest.mark.parametrize(("first", "second"), [("en", "lv"), ("es", "fi"), ("lv", "en"), ("fi", "es")])
def test_every_guide_can_be_read_in_two_languages(
    browser: Any, site: Path, site_address: str, first: str, second: str
) -> None:
    addresses = (f"{site_address}/{first}/{path}" for path in GUIDES)
    for (path, least), (page, said, _) in zip(GUIDES.items(), visited(browser, addresses), strict=True):
        alone = settled(page)
        show_beside(page, second)
        lead = page.locator(".lead > .also")
        assert lead.get_attribute("lang") == second
        (other,) = html.parse(str(site / second / path / "index.html")).getroot().find_class("lead")
        assert lead.inner_text().split() == other.text_content().split()
        languages = page.eval_on_selector_all(".also", "found => found.map((each) => each.lang)")
        assert len(languages) >= least, path
        assert set(languages) == {second}, path
        assert f"with={second}" in page.url
        page.reload()
        page.wait_for_selector("html.beside .also", state="attached")
        page.locator(".languages summary").click()
        page.locator(f"[data-beside={second}]").click()
        assert page.locator(".also").count() == 0
        assert settled(page) == alone
        assert "with=" not in page.url
        assert said == [], path


def test_every_pair_of_languages_pairs_the_same_parts(browser: Any, site_address: str) -> None:
    """A second language must not depend on which is the first: the parts of both pages lie alike."""
    counts = {}
    pairs = list(permutations(LOCALES, 2))
    addresses = (f"{site_address}/{first}/sessions/grow-session/?with={second}" for first, second in pairs)
    for pair, (page, _, _) in zip(pairs, visited(browser, addresses), strict=True):
        page.wait_for_selector("html.beside .also", state="attached")
        counts[pair] = page.locator(".phase-body .entries .also").count()
    assert len(set(counts.values())) == 1
    assert min(counts.values()) > 20


def test_missing_second_language_is_told(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/sessions/grow-session/")
    ready(page)
    page.route("**/lv/sessions/**", lambda route: route.abort())
    page.locator(".languages summary").click()
    page.locator("[data-beside=lv]").click()
    page.wait_for_selector("#tk_beside-failed", state="visible")
    assert page.locator("[data-beside=lv]").get_attribute("aria-pressed") == "false"
    page.context.close()


def test_language_links_keep_the_pages_state(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/sessions/grow-session/?with=fi&minutes=45#goal")
    page.locator(".languages summary").click()
    page.locator(".languages a[hreflang=es]").click()
    assert page.url.endswith("/es/sessions/grow-session/?with=fi&minutes=45#goal")
    page.context.close()


@needs_axe
@pytest.mark.parametrize("width", [320, 1280])
def test_two_languages_are_accessible(browser: Any, site_address: str, width: int) -> None:
    addresses = (f"{site_address}/fi/{path}?with=lv" for path in GUIDES)
    look = {"viewport": {"width": width, "height": 900}}
    for path, (page, _, _) in zip(GUIDES, visited(browser, addresses, **look), strict=True):
        page.wait_for_selector("html.beside .also", state="attached")
        assert axe_faults_light_and_dark(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_gap_in_the_second_language_is_marked(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/sessions/grow-session/")

    def with_gap(route: Any) -> None:
        response = route.fetch()
        root = html.fromstring(response.text())
        (lead,) = root.find_class("lead")
        lead.clear()
        lead.set("class", "lead")
        lead.append(html.fragment_fromstring('<span lang="fi" class="gap">Vielä kääntämättä</span>'))
        route.fulfill(response=response, body=html.tostring(root, encoding="unicode"))

    page.route("**/lv/sessions/grow-session/", with_gap)
    show_beside(page, "lv")
    gap = page.locator(".lead > .also")
    assert gap.get_attribute("lang") == "fi"
    assert "gap" in str(gap.get_attribute("class"))
    assert page.locator("#tk_beside-gaps").is_visible()
    page.context.close()
