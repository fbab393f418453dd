"""One search over the questions of all banks, and one collection: favourites, the worksheet, questions of one's own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import LOCALES, axe_faults, needs_axe, open_page, ready, until

from toolkit.definitions.model import Kind
from toolkit.view import Edition

#: A word in a form that stands in no question’s text alone, by language.
WORDS = {"en": "goals", "es": "objetivos", "lv": "mērķiem", "fi": "tavoitteista"}
ASKED = ".all-list .asked"


def found(page: Any) -> int:
    return int(re.search(r"\d+", page.text_content("[data-all=result]")).group())  # type: ignore[union-attr]


def opened(browser: Any, address: str, **options: Any) -> Any:
    page, said, _ = open_page(browser, address, **options)
    page.said = said
    page.click("[data-all=q]")
    page.wait_for_selector(ASKED)
    return page


def prompts(edition: Edition) -> int:
    banks = edition.of_kind(Kind.question_bank)
    return sum(len(bank.questions) for bank in banks if bank.use.value == "prompts")


@pytest.mark.parametrize("locale", LOCALES)
def test_words_in_any_form_find_questions_of_several_banks(
    browser: Any, site_address: str, editions: dict[str, Edition], locale: str
) -> None:
    page = opened(browser, f"{site_address}/{locale}/questions/")
    whole = prompts(editions[locale])
    assert whole > 200
    assert found(page) == whole
    page.fill("[data-all=q]", WORDS[locale])
    until(lambda: found(page) < whole)
    assert found(page) > 5
    banks = page.locator(f"{ASKED} a").evaluate_all("(links) => [...new Set(links.map((a) => a.pathname))]")
    assert len(banks) > 2
    assert page.locator(f"{ASKED} mark").count() > 3
    found_by_words = found(page)
    page.select_option("[data-all=type]", "scaling")
    until(lambda: found(page) < found_by_words)
    until(lambda: "ask-type=scaling" in page.evaluate("location.search"))
    number = found(page)
    page.reload()
    page.wait_for_selector(ASKED)
    assert found(page) == number
    page.context.close()
    assert page.said == []


def test_one_collection_across_banks_comes_on_one_sheet(browser: Any, site_address: str) -> None:
    page = opened(browser, f"{site_address}/en/questions/")
    chosen = []
    for bank in ("grow-questions", "wellbeing-questions"):
        page.fill("[data-all=q]", "")
        link = page.locator(f"{ASKED}:has(a[href*='{bank}'])").first
        while not link.count():
            page.click("[data-all=more]")
        chosen.append(link.locator(".asked-text").text_content())
        link.locator("[data-choose-of]").click()
        link.locator("[data-star-of]").click()
    page.click(".all-add summary")
    page.fill("[data-all=text]", "What would <b>you</b> ask?")
    page.click("[data-all=add] button")
    until(lambda: page.locator(f"{ASKED} .asked-text").first.text_content() == "What would <b>you</b> ask?")
    page.locator("[data-choose-of]").first.click()
    chosen.append("What would <b>you</b> ask?")
    ready(page)
    page.click("[data-all=fav]")
    until(lambda: found(page) == 2)
    page.goto(f"{site_address}/en/questions/grow-questions/#tk_sheet")
    until(lambda: page.locator(".own-question").all_text_contents() == chosen)
    assert page.locator(".question [data-choose]:checked").count() == 1
    # In another language the banks' questions are said in it, and one's own stays as it was written.
    page.goto(f"{site_address}/fi/questions/leadership-questions/#tk_sheet")
    until(lambda: page.locator(".own-question").first.text_content() not in (chosen[0], ""))
    assert page.locator(".own-question").last.text_content() == chosen[2]
    page.context.close()
    assert page.said == []


OLD = """async () => {
    const { update } = await import("/assets/core/store.js");
    const put = (key, name, ids) => update("marks", key, () => ({ key, title: "", name, date: "", kept: [],
        questions: ids.map((id) => ({ id, lines: 4, answer: `to ${id}` })) }));
    await put("own-sheet/grow-questions", "Anna", ["what-else", "first-step"]);
    await put("own-sheet/session-questions", "", ["arrival"]);
    await put("own-sheet/clear-questions", "Bertil", ["gone"]);
}"""


def test_nothing_that_was_written_by_bank_is_lost(browser: Any, site_address: str) -> None:
    page, said, _ = open_page(browser, f"{site_address}/en/glossary/")
    page.evaluate(OLD)
    page.goto(f"{site_address}/en/questions/grow-questions/#tk_sheet")
    page.wait_for_selector("[data-own]")
    answers = "[...document.querySelectorAll('[data-own] textarea')].map((one) => one.value).sort()"
    seen = [page.evaluate(answers), page.input_value("[name=name]")]
    # Two clients' sheets are not mixed: the other one can be shown instead.
    page.wait_for_selector("[data-bank=others]:visible")
    page.click("[data-bank=others] button")
    until(lambda: page.evaluate(answers) != seen[0])
    seen += [page.evaluate(answers), page.input_value("[name=name]")]
    names = {seen[1]: seen[0], seen[3]: seen[2]}
    assert set(names) == {"Anna", "Bertil"}
    assert sorted(names["Anna"] + names["Bertil"]) == [
        "to arrival",
        "to first-step",
        "to gone",
        "to what-else",
    ]
    assert "to gone" in names["Bertil"]
    page.context.close()
    assert said == []


def test_it_is_asked_during_a_session_and_the_clock_goes_on(browser: Any, site_address: str) -> None:
    page, said, _ = open_page(browser, f"{site_address}/lv/sessions/grow-session/")
    page.click("[data-run=open]")
    page.click("[data-run=begin]")
    page.click("[data-run=questions]")
    page.wait_for_selector(ASKED)
    page.fill("[data-all=q]", WORDS["lv"])
    page.wait_for_selector(f"{ASKED} mark")
    before = page.text_content(".run-left")
    until(lambda: page.text_content(".run-left") != before)
    assert page.get_attribute(f"{ASKED} a >> nth=0", "target") == "_blank"
    page.keyboard.press("Escape")
    assert not page.is_visible("#tk_ask-dialog")
    assert page.is_visible(".run-left")
    page.context.close()
    assert said == []


def test_home_leads_to_it(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/")
    page.click("a[href$='#tk_questions']")
    page.wait_for_selector(ASKED)
    assert page.evaluate("document.activeElement.dataset.all") == "q"
    page.context.close()


def test_where_the_questions_cannot_be_had_the_page_says_so(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/questions/")
    page.route("**/search/questions.js", lambda route: route.abort())
    page.click("[data-all=q]")
    page.wait_for_selector("[data-all=failed]:visible")
    page.unroute("**/search/questions.js")
    page.click("[data-all=phase]")
    page.wait_for_selector(ASKED)
    assert not page.is_visible("[data-all=failed]")
    page.context.close()


@needs_axe
@pytest.mark.parametrize(("locale", "width", "scheme"), [("fi", 320, "dark"), ("lv", 1280, "light")])
def test_it_has_no_accessibility_faults(
    browser: Any, site_address: str, locale: str, width: int, scheme: str
) -> None:
    page = opened(
        browser,
        f"{site_address}/{locale}/questions/",
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
    )
    page.locator("[data-choose-of]").first.click()
    page.locator("[data-star-of]").first.click()
    ready(page)
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
