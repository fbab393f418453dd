"""A session that is being held: seen on every page, held to its agreed end, and recorded with notes and real times."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import LOCALES, axe_faults, needs_axe, open_page, ready, until

GUIDE = "sessions/coaching-session/"
#: One page of every kind, the home page, an index, and one that is no definition’s.
PAGES = (
    "",
    "sessions/",
    "questions/",
    "sessions/grow-session/",
    "questions/session-questions/",
    "questions/mentoring-faq/",
    "worksheets/wheel-of-life/",
    "checklists/coach-and-client-responsibilities/",
    "curricula/mentoring-introduction/",
    "approaches/coaching/",
    "frameworks/icf-core-competencies/",
    "glossary/",
    "404.html",
)
BAR = "#tk_running"
NOTE = "[data-run=note]"


def begin(page: Any, address: str, minutes: int = 60) -> None:
    page.goto(f"{address}/{GUIDE}?minutes={minutes}")
    ready(page)
    page.click("[data-run=open]")
    page.click("[data-run=begin]")
    ready(page)


@pytest.fixture
def held(browser: Any, site_address: str) -> Iterator[Any]:
    """Return a guide's page on which a session of an hour runs, whose time passes only when a test lets it."""
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.clock.install(time="2026-11-22T10:00:00Z")
    begin(page, f"{site_address}/en")
    page.clock.pause_at("2026-11-22T10:01:00Z")
    yield page
    context.close()
    assert said == []


# -- seen everywhere ----------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_shows_the_phase_and_leads_back(browser: Any, site_address: str, width: int) -> None:
    page, said, _ = open_page(browser, f"{site_address}/lv/", viewport={"width": width, "height": 740})
    begin(page, f"{site_address}/lv")
    title = page.text_content(".run-title")
    for path in PAGES:
        page.goto(f"{site_address}/lv/{path}")
        page.wait_for_selector(f"{BAR}:visible")
        assert page.text_content(f"{BAR} .running-phase") == title, path
        assert ":" in page.text_content(f"{BAR} .running-time"), path
        box = page.locator(BAR).bounding_box()
        assert box["height"] <= 76, path
        # On a phone, it stands on the bar that every page has at its foot.
        below = page.locator(".site-bar").bounding_box() if width < 600 else None
        assert box["y"] + box["height"] == pytest.approx(below["y"] if below else 740, abs=1), path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        # The last line of the page can be scrolled out from under it.
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        foot = page.locator(".site-footer").bounding_box()
        assert foot["y"] + foot["height"] <= box["y"] + 1, path
        page.click(f"{BAR} a")
        page.wait_for_selector("dialog.run[open]")
        assert page.text_content(".run-title") == title, path
        assert not page.url.endswith("#tk_run")
    page.context.close()
    # A page that is not there says so on the console.
    assert [text for text in said if "404" not in text] == []


def test_bar_speaks_the_language_of_its_page(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/lv/")
    begin(page, f"{site_address}/lv")
    for locale in LOCALES:
        page.goto(f"{site_address}/{locale}/worksheets/wheel-of-life/")
        page.wait_for_selector(f"{BAR}:visible")
        shown = page.text_content(f"{BAR} .running-phase")
        assert page.get_attribute(f"{BAR} .running-phase", "lang") is None
        page.goto(f"{site_address}/{locale}/{GUIDE}")
        ready(page)
        assert shown == page.text_content("[data-phase=opening] .bar-title")
    page.context.close()


def test_where_the_guide_cannot_be_read_its_words_say_their_language(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/lv/")
    begin(page, f"{site_address}/lv")
    title = page.text_content(".run-title")
    page.route(f"**/fi/{GUIDE}", lambda route: route.abort())
    page.goto(f"{site_address}/fi/")
    page.wait_for_selector(f"{BAR}:visible")
    assert page.text_content(f"{BAR} .running-phase") == title
    assert page.get_attribute(f"{BAR} .running-phase", "lang") == "lv"
    page.context.close()


def test_without_a_session_nothing_of_the_bar_is_loaded(browser: Any, site_address: str) -> None:
    page = browser.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_address}/en/glossary/")
    ready(page)
    assert any(url.endswith("/running/offer.js") for url in asked)
    assert not [url for url in asked if url.endswith(("/running/bar.js", "/running.css", "/core/timer.js"))]
    assert not page.is_visible(BAR)
    page.context.close()


def test_client_view_comes_back_as_client_view(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/{GUIDE}?view=client")
    page.click("[data-run=open]")
    page.click("[data-run=begin]")
    assert not page.is_visible(NOTE)
    ready(page)
    page.goto(f"{site_address}/en/")
    page.click(f"{BAR} a")
    page.wait_for_selector("dialog.run[open]")
    assert page.evaluate("document.documentElement.classList.contains('client-view')")
    assert not page.is_visible(NOTE)
    page.context.close()


def test_a_session_that_nobody_ended_is_not_shown_for_ever(held: Any, site_address: str) -> None:
    held.clock.fast_forward(3 * 60 * 60_000)
    held.goto(f"{site_address}/en/glossary/")
    held.wait_for_selector(f"{BAR}:visible")
    held.clock.fast_forward(60 * 60_000)
    held.reload()
    ready(held)
    assert not held.is_visible(BAR)
    held.goto(f"{site_address}/en/{GUIDE}")
    held.wait_for_selector(f"{BAR}:visible")


# -- the agreed end -----------------------------------------------------------------------------------


def test_a_pause_eats_from_the_rest_and_the_rest_is_fitted_anew(held: Any) -> None:
    whole = held.text_content(".run-whole")
    assert "on time" in whole
    agreed = whole.split("agreed end: ")[1]
    assert not held.is_visible("[data-run=spread]")
    held.click("[data-run=pause]")
    held.clock.run_for(10 * 60_000)
    assert "10 min behind" in held.text_content(".run-whole")
    held.click("[data-run=resume]")
    held.clock.run_for(1000)
    held.click("[data-run=spread]")
    text = held.text_content(".run-whole")
    assert "on time" in text
    assert text.split("agreed end: ")[1] == agreed
    assert held.text_content("[data-run=spread-said]")
    assert held.evaluate("document.activeElement.className") == "run-title"
    assert not held.is_visible("[data-run=spread]")
    # What is left of the plan, phase after phase, ends where it was agreed.
    left = held.evaluate(
        "[...document.querySelectorAll('.run-line li')].map((one) => Number(one.style.flexGrow))"
    )
    assert sum(left) in (49, 50)


def test_minutes_are_set_on_the_start_screen(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/fi/{GUIDE}")
    page.click("[data-run=open]")
    number = page.locator("dialog.run [data-fit=number]")
    number.fill("47")
    number.press("Enter")
    until(lambda: "47" in page.text_content(".run-summary"))
    assert page.input_value(".session-tools [data-fit=number]") == "47"
    assert "minutes=47" in page.url
    page.locator("dialog.run [data-minutes='60']").click()
    assert "60" in page.text_content(".run-summary")
    number.fill("53")
    number.press("Enter")
    page.click("[data-run=begin]")
    minutes = "[...document.querySelectorAll('.run-line li')].map((one) => Number(one.style.flexGrow))"
    assert sum(page.evaluate(minutes)) == 53
    page.context.close()


# -- notes and the record -----------------------------------------------------------------------------


def test_notes_and_times_survive_reload_and_a_closed_tab(held: Any, site_address: str) -> None:
    held.fill(NOTE, "Wants a decision by Friday")
    held.click("[data-run=next]")
    assert held.input_value(NOTE) == ""
    held.fill(NOTE, "Tired of\nwaiting")
    ready(held)
    held.reload()
    held.click(f"{BAR} a")
    assert held.input_value(NOTE) == "Tired of\nwaiting"
    other = held.context.new_page()
    held.close()
    other.goto(f"{site_address}/lv/{GUIDE}")
    other.click(f"{BAR} a")
    assert other.input_value(NOTE) == "Tired of\nwaiting"
    other.click("[data-run=previous]")
    assert other.input_value(NOTE) == "Wants a decision by Friday"


def test_notes_of_two_tabs_do_not_take_each_other_away(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/")
    begin(page, f"{site_address}/en")
    other = page.context.new_page()
    other.goto(f"{site_address}/fi/{GUIDE}")
    other.click(f"{BAR} a")
    page.fill(NOTE, "one")
    ready(page)
    until(lambda: other.input_value(NOTE) == "one")
    other.click("[data-run=next]")
    other.fill(NOTE, "two")
    ready(other)
    page.click("[data-run=finish-now]")
    page.wait_for_selector(".record")
    assert page.locator(".record-notes textarea").evaluate_all("(all) => all.map((one) => one.value)")[
        :2
    ] == [
        "one",
        "two",
    ]
    # The other tab has come to the end as well.
    other.wait_for_selector("dialog.run[data-screen=end] .record")
    page.context.close()


def test_record_holds_real_times_and_notes_and_can_be_handed_over(held: Any) -> None:
    held.fill(NOTE, "First note")
    held.clock.run_for(4 * 60_000)
    held.click("[data-run=next]")
    held.fill(NOTE, "=SUM(A1)\n<b>second</b>")
    held.clock.run_for(90_000)
    held.click("[data-run=finish-now]")
    held.wait_for_selector(".record")
    held.locator(".record-notes textarea").nth(2).fill("Afterwards")
    ready(held)
    with held.expect_download() as saved:
        held.click("[data-record=save]")
    text = saved.value.path().read_text(encoding="utf-8")
    assert saved.value.suggested_filename == "coaching-session-2026-11-22.txt"
    for part in ("Coaching session", "2026", "First note", "<b>second</b>", "Afterwards", "taken: 1:30"):
        assert part in text, part
    # What is printed is the record alone.
    held.emulate_media(media="print")
    held.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert held.is_visible(".record-paper")
    assert not held.is_visible("main")
    paper = held.inner_text("body")
    assert "<b>second</b>" in paper
    assert "First note" in paper
    held.evaluate("dispatchEvent(new Event('afterprint'))")
    held.emulate_media(media="screen")
    assert held.locator(".record-paper").count() == 0


def test_records_stay_when_another_session_begins_and_go_when_deleted(held: Any, site_address: str) -> None:
    held.fill(NOTE, "first session")
    held.click("[data-run=finish-now]")
    held.wait_for_selector(".record")
    held.click("[data-run=done]")
    held.wait_for_selector("[data-run=records]:visible")
    held.clock.run_for(60_000)
    held.click("[data-run=open]")
    held.click("[data-run=begin]")
    assert held.input_value(NOTE) == ""
    held.fill(NOTE, "second session")
    held.click("[data-run=finish-now]")
    held.wait_for_selector(".record")
    held.click("[data-run=done]")
    ready(held)
    held.reload()
    held.click("[data-run=records]")
    held.wait_for_selector("#tk_records .record")
    assert held.locator(".record-entry").count() == 2
    assert held.input_value("#tk_records textarea >> nth=0") == "second session"
    held.click("#tk_records [data-record=delete]")
    until(lambda: held.locator(".record-entry").count() == 1)
    assert held.input_value("#tk_records textarea >> nth=0") == "first session"
    held.keyboard.press("Escape")
    held.click("#tk_device-open")
    until(lambda: held.text_content("[data-count=records]") == "1")


def test_a_session_that_goes_on_after_all_is_no_record(held: Any) -> None:
    held.fill(NOTE, "kept")
    held.click("[data-run=finish-now]")
    held.wait_for_selector(".record")
    held.locator(".record-notes textarea").first.fill("kept and more")
    ready(held)
    held.click("[data-run=reopen]")
    until(lambda: held.is_visible(NOTE))
    assert held.input_value(NOTE) == "kept and more"
    ready(held)
    held.reload()
    held.wait_for_selector(f"{BAR}:visible")
    assert not held.is_visible("[data-run=records]")
    held.click(f"{BAR} a")
    assert held.input_value(NOTE) == "kept and more"


@pytest.mark.parametrize(
    "record",
    [
        "{...good, path: '//evil.example/'}",
        "{...good, path: 'javascript:alert(1)'}",
        "{...good, path: '../../x/'}",
        "{...good, titles: null}",
        "{...good, titles: {en: {opening: 5}}}",
        "{...good, plan: []}",
        "{...good, language: 7}",
        "{key: good.key}",
    ],
)
def test_a_damaged_record_shows_no_bar(browser: Any, site_address: str, record: str) -> None:
    page, said, _ = open_page(browser, f"{site_address}/en/glossary/")
    write = """async () => {
        const { update } = await import("/assets/core/store.js");
        const good = { key: "run/x", started: Date.now(), plan: [{ id: "opening", minutes: 9 }], spent: [0], at: 0,
            since: Date.now(), ended: null, path: "sessions/x/", language: "en", titles: { en: { opening: "Opening" } } };
        await update("marks", good.key, () => (RECORD));
    }"""
    page.evaluate(write.replace("RECORD", "good"))
    page.reload()
    page.wait_for_selector(f"{BAR}:visible")
    page.evaluate(write.replace("RECORD", record))
    page.reload()
    ready(page)
    assert not page.is_visible(BAR)
    page.context.close()
    assert said == []


@needs_axe
@pytest.mark.parametrize(("locale", "scheme"), [("lv", "light"), ("fi", "dark")])
def test_the_bar_has_no_accessibility_faults(
    browser: Any, site_address: str, locale: str, scheme: str
) -> None:
    page, _, _ = open_page(
        browser, f"{site_address}/{locale}/", viewport={"width": 320, "height": 640}, color_scheme=scheme
    )
    begin(page, f"{site_address}/{locale}")
    page.goto(f"{site_address}/{locale}/questions/session-questions/")
    page.wait_for_selector(f"{BAR}:visible")
    assert axe_faults(page) == []
    page.context.close()
