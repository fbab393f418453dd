"""Question banks in the browser: found, drawn, kept, copied, and made a worksheet of; nothing lost or let in."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from conftest import LOCALES, MAY_LEAVE, axe_faults_light_and_dark, needs_axe, until
from kept_tab import KeptTab
from pypdf import PdfReader

from toolkit.definitions.model import MODEL_STEPS, Kind
from toolkit.definitions.model.question_bank import Question, QuestionBank
from toolkit.view import Edition, PrintMedium, Viewer, markup

BANK = "session-questions"
SHOWN = ".question:not(.filtered-out)"
FACETS = ("phase", "topic", "depth", "type")


@pytest.fixture(scope="session")
def banks(editions: dict[str, Edition]) -> dict[str, dict[str, QuestionBank]]:
    """Return the banks of each language, by id, as the library has them."""
    found: dict[str, dict[str, QuestionBank]] = {}
    for locale in LOCALES:
        entries = editions[locale].of_kind(Kind.question_bank)
        found[locale] = {bank.id: bank for bank in entries if isinstance(bank, QuestionBank)}
    return found


def values(question: Question, facet: str) -> list[str]:
    if facet == "phase":
        return [f"{model}.{step}" for model in MODEL_STEPS for step in getattr(question.phases, model)]
    if facet == "topic":
        return [topic.value for topic in question.topics]
    return [getattr(question, facet).value]


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in decomposed if not unicodedata.category(sign).startswith("M")).lower()


def texts(question: Question) -> str:
    found = (question.text, question.intent, question.formal, question.informal, question.use_when)
    return fold(" ".join(markup.plain(text) for text in found if text))


def fitting(bank: QuestionBank, **choices: str) -> list[str]:
    words = fold(choices.pop("q", "")).split()
    return [
        question.id
        for question in bank.questions
        if all(word in texts(question) for word in words)
        and all(value in values(question, facet) for facet, value in choices.items())
    ]


Open = Callable[..., Any]


@pytest.fixture
def open_bank(browser: Any, tab: KeptTab, site_address: str) -> Iterator[Open]:
    """Return a function that opens a bank's page. No test may leave a word on the console."""
    said: list[str] = []

    def opened(
        locale: str = "en",
        bank: str = BANK,
        query: str = "",
        beside: Any = None,
        init: str = "",
        own: bool = False,
        **options: Any,
    ) -> Any:
        if beside or init or own or tab.is_taken or "permissions" in options:
            options = {"viewport": {"width": 1000, "height": 800}, "accept_downloads": True} | options
            page = (beside.context if beside else browser.new_context(**options)).new_page()
            page.on("console", lambda line: said.append(line.text))
            page.on("pageerror", lambda error: said.append(str(error)))
        else:
            page = tab.take(**options)
        if init:
            page.add_init_script(init)
        page.goto(f"{site_address}/{locale}/questions/{bank}/{query}")
        page.wait_for_selector("[data-bank=result]:not(:empty)", state="attached")
        return page

    yield opened
    assert [*said, *(text for _, text in tab.said)] == []


def shown(page: Any) -> list[str]:
    return list(page.eval_on_selector_all(f"{SHOWN}", "found => found.map((one) => one.id)"))


def counts(page: Any, facet: str) -> dict[str, int]:
    options = page.eval_on_selector_all(
        f"[data-filter={facet}] option[value]:not([value=''])",
        "found => found.map((one) => [one.value, one.textContent, one.disabled])",
    )
    found = {}
    for value, text, disabled in options:
        number = int(re.search(r"\((\d+)\)$", text).group(1))  # type: ignore[union-attr]
        assert disabled == (number == 0), value
        found[value] = number
    return found


def numbers(page: Any) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", page.text_content("[data-bank=result]"))))


def mark(page: Any, key: str) -> Any:
    """Return a record as it is stored on the device."""
    return page.evaluate("async (key) => (await import('/assets/core/store.js')).get('marks', key)", key)


def choose(page: Any, *ids: str) -> None:
    for name in ids:
        page.check(f"[id='{name}'] [data-choose]")


def own_order(page: Any) -> list[str]:
    return list(
        page.eval_on_selector_all(
            "[data-own]", "found => found.map((one) => one.dataset.own.split('/').at(-1))"
        )
    )


def settled(page: Any, word: str = "bank-saved") -> None:
    """Wait until what was done is stored, and told to be."""
    # The words may stand there from before.
    until(lambda: page.evaluate(MAY_LEAVE))
    text = page.text_content(f"[data-word={word}]")
    page.locator("[data-bank=state]").filter(has_text=text).wait_for(state="attached")


# -- to find -----------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
def test_counts_of_every_bank_are_those_of_the_library(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]], locale: str
) -> None:
    checked = 0
    asked = [bank for bank in banks["en"].values() if bank.use.value == "prompts"]
    # Each bank in one language, and so all of them.
    for name in [bank.id for bank in asked][LOCALES.index(locale) :: 4]:
        bank = banks[locale][name]
        page = open_bank(locale, name)
        assert sorted(shown(page)) == sorted(fitting(bank))
        for facet in FACETS:
            wanted = Counter(value for question in bank.questions for value in set(values(question, facet)))
            assert counts(page, facet) == wanted, (name, facet)
            checked += len(wanted)
        page.close()
    assert checked > 60


@pytest.mark.parametrize("locale", LOCALES)
def test_filters_show_what_the_library_says(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]], locale: str
) -> None:
    bank = banks[locale][BANK]
    page = open_bank(locale)
    tried = 0
    for phase, topic, depth in product(
        ("", "general.opening", "grow.goal", "oskar.review"), ("", "goals", "trust"), ("", "deep")
    ):
        choices = {"phase": phase, "topic": topic, "depth": depth}
        chosen = {facet: value for facet, value in choices.items() if value}
        page.evaluate(
            """(choices) => Object.entries(choices).forEach(([facet, value]) => {
              const select = document.querySelector(`[data-filter=${facet}]`);
              select.value = value;
              select.dispatchEvent(new Event("change"));
            })""",
            choices,
        )
        wanted = fitting(bank, **chosen)
        assert sorted(shown(page)) == sorted(wanted), chosen
        # Beside each choice stands what it would show together with the others.
        for facet in ("phase", "type"):
            others = {name: value for name, value in chosen.items() if name != facet}
            expected = {
                value: len(fitting(bank, **others, **{facet: value}))
                for question in bank.questions
                for value in values(question, facet)
            }
            found = page.eval_on_selector_all(
                f"[data-filter={facet}] option:not([value=''])",
                r"all => all.map((one) => [one.value, Number(one.textContent.match(/\((\d+)\)$/)[1])])",
            )
            assert dict(found) == expected
        assert page.evaluate("location.search") == (f"?{urlencode(chosen)}" if chosen else "")
        # A heading stands over each phase that has questions left, and over no other.
        of_wanted = [question for question in bank.questions if question.id in wanted]
        headings = page.eval_on_selector_all(
            ".question-group:not(.filtered-out)", "found => found.map((one) => one.id)"
        )
        firsts = {question.phases.general[0] for question in of_wanted}
        assert headings == [f"tk_group.{step}" for step in MODEL_STEPS["general"] if step in firsts]
        tried += bool(wanted)
    assert tried > 8
    expected = (len(wanted), len(bank.questions)) if wanted else ()
    until(lambda: numbers(page) == expected)


@pytest.mark.parametrize("locale", ["lv", "es", "fi"])
def test_search_needs_no_accents_and_no_capitals(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]], locale: str
) -> None:
    bank = banks[locale][BANK]
    accented = {
        word
        for question in bank.questions
        for word in re.findall(r"\w{4,}", markup.plain(question.text).lower())
        if fold(word) != word
    }
    assert len(accented) > 10
    page = open_bank(locale)
    for word in sorted(accented)[:8]:
        wanted = fitting(bank, q=word)
        assert wanted
        for typed in (word, fold(word), word.upper(), fold(word)[:-1]):
            page.fill("[data-filter=q]", typed)
            assert sorted(shown(page)) == sorted(fitting(bank, q=typed)), typed
            assert set(wanted) <= set(shown(page))
    # All words must be there, in any order, even in parts.
    question = max(bank.questions, key=lambda entry: len(texts(entry)))
    first, *_, last = [word for word in re.findall(r"\w+", texts(question)) if len(word) > 3]
    page.fill("[data-filter=q]", f"  {last[1:]}  {first.upper()}, ")
    assert sorted(shown(page)) == sorted(fitting(bank, q=f"{last[1:]} {first}"))
    assert question.id in shown(page)
    page.fill("[data-filter=q]", f"{first} qqqq")
    assert shown(page) == []
    page.locator("[data-bank=result]").filter(has_text=page.text_content("[data-word=bank-none]")).wait_for()
    assert page.is_disabled("[data-do=draw]")
    page.click("[data-do=reset]")
    assert len(shown(page)) == len(bank.questions)


def test_result_is_told_once_typing_rests(open_bank: Open) -> None:
    page = open_bank(own=True)
    page.clock.install()
    page.reload()
    page.wait_for_selector("[data-bank=result]:not(:empty)", state="attached")
    page.clock.pause_at(datetime.now() + timedelta(minutes=1))
    page.evaluate(
        """() => {
          window.told = [];
          const line = document.querySelector("[data-bank=result]");
          new MutationObserver(() => window.told.push(line.textContent)).observe(line, {childList: true});
        }"""
    )
    for letter in "goal":
        page.locator("[data-filter=q]").press_sequentially(letter)
        page.clock.run_for(40)
    assert page.evaluate("window.told") == []
    page.clock.run_for(600)
    assert len(page.evaluate("window.told")) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_state_is_in_the_address_and_goes_along(open_bank: Open, locale: str) -> None:
    other = LOCALES[LOCALES.index(locale) - 1]
    page = open_bank(locale)
    page.select_option("[data-filter=phase]", "grow.goal")
    page.select_option("[data-filter=depth]", "medium")
    page.fill("[data-filter=q]", "a")
    before = shown(page)
    assert before
    address = page.url
    assert "phase=grow.goal" in address
    page.reload()
    page.wait_for_selector("[data-bank=result]:not(:empty)")
    assert (shown(page), page.url) == (before, address)
    page.click(".languages summary")
    page.click(f".languages a[hreflang={other}]")
    page.wait_for_selector(f"html[lang={other}] [data-bank=result]:not(:empty)")
    assert page.url == address.replace(f"/{locale}/", f"/{other}/")
    assert page.input_value("[data-filter=phase]") == "grow.goal"
    assert page.input_value("[data-filter=depth]") == "medium"
    assert page.input_value("[data-filter=q]") == "a"
    page.click("[data-do=reset]")
    assert "?" not in page.url


def test_other_parameters_and_the_place_stay_in_the_address(open_bank: Open) -> None:
    page = open_bank(query="?with=lv&own=1#tk_content")
    page.select_option("[data-filter=depth]", "deep")
    assert page.url.endswith("?with=lv&own=1&depth=deep#tk_content")


def test_question_that_was_linked_to_is_there_in_spite_of_filters(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]]
) -> None:
    light = next(question.id for question in banks["en"][BANK].questions if question.depth.value == "light")
    page = open_bank(query=f"?depth=deep#{light}")
    assert page.locator(f"[id='{light}']").is_visible()
    assert numbers(page)[0] == len(fitting(banks["en"][BANK], depth="deep"))


@pytest.mark.parametrize("width", [360, 1280])
def test_filters_fold_away_on_a_phone_and_lie_open_where_there_is_room(open_bank: Open, width: int) -> None:
    page = open_bank(query="?depth=deep&type=open", viewport={"width": width, "height": 700})
    assert page.is_visible("[data-filter=phase]") == (width > 1000)
    assert re.search(r"\d", page.text_content("[data-bank=active]")).group() == "2"  # type: ignore[union-attr]
    if width < 1000:
        page.click(".bank-filters summary")
        assert page.is_visible("[data-filter=phase]")


@pytest.mark.parametrize("locale", LOCALES)
def test_answers_for_readers_are_searched(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]], locale: str
) -> None:
    bank = banks[locale]["mentoring-faq"]
    page = open_bank(locale, "mentoring-faq")
    visible = ".asked-often:not(.filtered-out)"

    def found() -> list[str]:
        return list(page.eval_on_selector_all(visible, "all => all.map((one) => one.id)"))

    for question in bank.questions[:3]:
        word = max(re.findall(r"\w+", markup.plain(question.answer or "")), key=len)
        page.fill("[data-filter=q]", fold(word).upper())
        wanted = [
            entry.id
            for entry in bank.questions
            if fold(word) in fold(markup.plain(entry.text) + " " + markup.plain(entry.answer or ""))
        ]
        assert question.id in wanted
        assert found() == wanted
        hidden = page.locator(".asked-often.filtered-out + .prose")
        assert hidden.count() == len(bank.questions) - len(wanted)
        assert all(part.is_hidden() for part in hidden.all())
    # An answer that is linked to is there, whatever was searched for.
    page.fill("[data-filter=q]", "zzzz")
    linked = bank.questions[-1].id
    page.evaluate("(id) => { location.hash = id; }", linked)
    page.locator(f"[id='{linked}']").wait_for()
    assert found() == [linked]
    assert page.locator("[data-do=draw], [data-star], [data-choose]").count() == 0


# -- to draw -------------------------------------------------------------------------------------


def drawn(page: Any) -> str:
    return str(page.get_attribute("[data-bank=card]", "data-question"))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_shown_question_is_drawn_once_before_any_comes_again(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]], locale: str
) -> None:
    bank = banks[locale][BANK]
    wanted = fitting(bank, topic="goals")
    assert len(wanted) > 5
    page = open_bank(locale, query="?topic=goals")
    page.click("[data-do=draw]")
    order = []
    for turn in range(3 * len(wanted)):
        order.append(drawn(page))
        place = tuple(map(int, re.findall(r"\d+", page.text_content("[data-bank=progress]"))))
        assert place == (turn % len(wanted) + 1, len(wanted))
        page.click("[data-do=next]")
    rounds = [order[start : start + len(wanted)] for start in range(0, len(order), len(wanted))]
    assert all(sorted(one) == sorted(wanted) for one in rounds)
    assert len({tuple(one) for one in rounds} | {tuple(shown(page))}) > 2
    assert all(first[-1] != second[0] for first, second in pairwise(rounds))
    # Back through all that were drawn, and no further.
    for name in reversed(order):
        page.click("[data-do=previous]")
        assert drawn(page) == name
    assert page.get_attribute("[data-do=previous]", "aria-disabled") == "true"
    page.click("[data-do=previous]", force=True)
    assert drawn(page) == order[0]
    # The card goes on where it was; other filters mean another deck.
    page.keyboard.press("Escape")
    page.click("[data-do=draw]")
    assert drawn(page) == order[1]
    page.keyboard.press("Escape")
    page.select_option("[data-filter=topic]", "trust")
    page.click("[data-do=draw]")
    assert drawn(page) in fitting(bank, topic="trust")


def test_card_holds_question_and_more(open_bank: Open, banks: dict[str, dict[str, QuestionBank]]) -> None:
    bank = banks["en"][BANK]
    question = next(
        entry
        for entry in bank.questions
        if entry.follow_ups and entry.intent and entry.follow_ups[0].startswith(f"{BANK}/")
    )
    page = open_bank(query=f"?q={quote(question.text)}")
    assert shown(page) == [question.id]
    page.click("[data-do=draw]")
    assert page.text_content("[data-bank=card-question]") == markup.plain(question.text)
    assert not page.is_visible(".card-more .question-intent")
    page.click(".card-more summary")
    assert page.text_content(".card-more .question-intent") == markup.plain(question.intent or "")
    # A follow-up question takes the card, and gives it back.
    page.click(".card-more ul a")
    follow = question.follow_ups[0].split("/")[1]
    assert drawn(page) == follow
    assert page.is_visible("[data-bank=card]")
    page.click("[data-do=previous]")
    assert drawn(page) == question.id


@pytest.mark.parametrize(("width", "least", "most"), [(320, 28, 30), (2000, 44, 44)])
def test_card_is_in_large_type_and_keeps_its_measure(
    open_bank: Open, width: int, least: int, most: int
) -> None:
    page = open_bank(viewport={"width": width, "height": 800})
    page.click("[data-do=draw]")
    size = float(
        page.evaluate("parseFloat(getComputedStyle(document.querySelector('.card-question')).fontSize)")
    )
    assert least <= size <= most
    box = page.locator("[data-bank=card]").bounding_box()
    buttons = page.locator("[data-do=next]").bounding_box()
    for _ in range(10):
        page.click("[data-do=next]")
        assert page.locator("[data-bank=card]").bounding_box() == box
        assert page.locator("[data-do=next]").bounding_box() == buttons
    if width == 320:
        assert (box["width"], box["height"]) == (320, 800)


def test_shuffling_is_even(open_bank: Open) -> None:
    """Each of six orders of three comes as often as the others."""
    page = open_bank()
    orders = page.evaluate(
        """async () => {
          const {shuffled} = await import("/assets/bank/deck.js");
          return Array.from({length: 6000}, () => shuffled("abc").join(""));
        }"""
    )
    found = Counter(orders)
    assert len(found) == 6
    assert all(850 < count < 1150 for count in found.values()), found


# -- to keep ---------------------------------------------------------------------------------------


def star(name: str) -> str:
    return f"[id='{name}'] [data-star]"


@pytest.mark.parametrize("locale", LOCALES)
def test_favourites_survive_in_all_banks_and_languages(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]], locale: str
) -> None:
    other = LOCALES[LOCALES.index(locale) - 1]
    first, second, third = [question.id for question in banks[locale][BANK].questions[:3]]
    page = open_bank(locale)
    for name in (first, second, third):
        page.click(star(name))
    page.click(star(second))
    page.wait_for_selector(f"[id='{second}'] [data-star][aria-pressed=false]")
    elsewhere = open_bank(locale, "grow-questions", beside=page)
    elsewhere.click(star("what-matters"))
    expected = [f"{BANK}/{first}", f"{BANK}/{third}", "grow-questions/what-matters"]
    elsewhere.wait_for_selector("[id=what-matters] [data-star][aria-pressed=true]")
    until(lambda: mark(elsewhere, "favourites") == {"key": "favourites", "questions": expected})
    page.goto(page.url.replace(f"/{locale}/", f"/{other}/") + "?fav=1")
    page.wait_for_selector("[data-bank=result]:not(:empty)")
    assert sorted(shown(page)) == sorted([first, third])
    assert page.get_attribute("[data-filter=fav]", "aria-pressed") == "true"
    assert "(2)" in page.text_content("[data-filter=fav]")
    # A favourite that is given up goes, and the reader stays among those that are left.
    left = [name for name in shown(page) if name != first]
    page.focus(star(first))
    page.keyboard.press("Enter")
    page.wait_for_selector(f"[id='{first}'].filtered-out", state="attached")
    assert shown(page) == left
    assert page.evaluate("document.activeElement.closest('.question').id") == left[0]


def test_two_tabs_keep_each_others_favourites(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]]
) -> None:
    names = [question.id for question in banks["en"][BANK].questions[:8]]
    one = open_bank()
    two = open_bank(beside=one)
    for index, name in enumerate(names):
        # Both at once, without a look at what the other does.
        (one if index % 2 else two).evaluate("(path) => document.querySelector(path).click()", star(name))
    for page in (one, two):
        for name in names:
            page.wait_for_selector(f"[id='{name}'] [data-star][aria-pressed=true]")
    assert sorted(mark(one, "favourites")["questions"]) == sorted(f"{BANK}/{name}" for name in names)


def test_favourite_and_copy_from_the_card(open_bank: Open) -> None:
    page = open_bank(permissions=["clipboard-read", "clipboard-write"])
    page.click("[data-do=draw]")
    name = drawn(page)
    page.click("[data-bank=card] [data-star]")
    page.wait_for_selector("[data-bank=card] [data-star][aria-pressed=true]")
    assert page.get_attribute(star(name), "aria-pressed") == "true"
    page.click("[data-bank=card] [data-copy]")
    page.wait_for_selector("[data-bank=card] [data-copied]")
    text = page.text_content(f"[id='tk_text.{name}']")
    assert page.evaluate("navigator.clipboard.readText()") == text
    page.click("[data-do=next]")
    assert page.get_attribute("[data-bank=card] [data-star]", "aria-pressed") == "false"
    assert page.locator("[data-copied]").count() == 0


BLOCKED = "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };"
FULL = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function () { throw new DOMException("full", "QuotaExceededError"); };
"""


@pytest.mark.parametrize(
    ("init", "word"),
    [(BLOCKED, "bank-storage-blocked"), (FULL, "bank-storage-full")],
    ids=["blocked", "full"],
)
def test_what_cannot_be_stored_is_told_and_stays_on_the_page(open_bank: Open, init: str, word: str) -> None:
    page = open_bank(init=init)
    reason = page.text_content(f"[data-word={word}]")
    name = shown(page)[0]
    page.click(star(name))
    page.locator("[data-bank=trouble]").filter(has_text=reason).wait_for()
    assert page.get_attribute(star(name), "aria-pressed") == "true"
    choose(page, name)
    page.locator("[data-bank=bar-state]").filter(has_text=reason).wait_for()
    page.click("[data-bank=bar] a")
    page.fill("[data-own] textarea", "still here")
    page.locator("[data-bank=state]").filter(has_text=reason).wait_for()
    assert page.input_value("[data-own] textarea") == "still here"
    assert not page.evaluate(MAY_LEAVE)


def test_leaving_is_questioned_until_a_choice_is_written(open_bank: Open) -> None:
    page = open_bank()
    assert page.evaluate(MAY_LEAVE)
    tick = f"[id='{shown(page)[0]}'] [data-choose]"
    assert not page.evaluate(f"document.querySelector({json.dumps(tick)}).click() ?? {MAY_LEAVE}")
    until(lambda: page.evaluate(MAY_LEAVE))
    assert len(mark(page, "own-sheet/")["questions"]) == 1


# -- to copy -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
def test_questions_are_copied(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]], locale: str
) -> None:
    first, second = banks[locale][BANK].questions[3:5]
    page = open_bank(locale, permissions=["clipboard-read", "clipboard-write"])
    page.click(f"[id='{first.id}'] [data-copy]")
    page.wait_for_selector(f"[id='{first.id}'] [data-copied]")

    def lines() -> list[str]:
        text = page.evaluate("navigator.clipboard.readText()")
        return [" ".join(line.replace("\u00a0", " ").split()) for line in text.split("\n")]

    assert lines() == [markup.plain(first.text)]
    choose(page, second.id, first.id)
    page.click("[data-bank=bar] [data-do=copy-list]")
    page.wait_for_selector("[data-do=copy-list][data-copied]")
    assert lines() == [f"– {markup.plain(entry.text)}" for entry in (second, first)]


def test_text_is_selected_where_copying_is_not_allowed(open_bank: Open) -> None:
    refuse = (
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
    )
    page = open_bank(init=refuse)
    name = shown(page)[0]
    page.click(f"[id='{name}'] [data-copy]")
    page.wait_for_selector("[data-bank=copy]", state="visible")
    text = page.text_content(f"[id='tk_text.{name}']")
    assert page.evaluate("getSelection().toString()") == text
    page.keyboard.press("Escape")
    page.click("[data-do=draw]")
    page.click("[data-bank=card] [data-copy]")
    page.wait_for_selector("[data-bank=copy]", state="visible")


# -- a worksheet of one's own ----------------------------------------------------------------------------


ANSWER = 'Quotes “”, <b>signs</b> & "more"\n\nThird line 👩‍👧'


def fill_own(page: Any, ids: list[str]) -> None:
    choose(page, *ids)
    page.click("[data-bank=bar] a")
    page.fill("[name=title]", "Before we meet")
    page.fill("[name=name]", "Ieva Bērziņa")
    page.fill("[name=date]", "2026-12-01")
    page.fill(f"[data-own='{BANK}/{ids[0]}'] textarea", ANSWER)
    page.select_option(f"[data-own='{BANK}/{ids[1]}'] select", "8")
    page.click(f"[data-own='{BANK}/{ids[2]}'] [data-move='-1']")
    page.click(f"[data-own='{BANK}/{ids[2]}'] [data-move='-1']")
    settled(page)


def own_state(page: Any) -> dict[str, Any]:
    return dict(
        page.evaluate(
            """() => ({
              head: ["title", "name", "date"].map((name) => document.querySelector(`[name=${name}]`).value),
              items: [...document.querySelectorAll("[data-own]")].map((one) => [one.dataset.own.split("/").at(-1),
                one.querySelector("select").value, one.querySelector("textarea").value,
                one.querySelector("textarea").rows])})"""
        )
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_worksheet_of_chosen_questions_is_made_kept_saved_and_opened(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]], locale: str
) -> None:
    other = LOCALES[LOCALES.index(locale) - 1]
    ids = [question.id for question in banks[locale][BANK].questions[2:5]]
    wanted = {
        "head": ["Before we meet", "Ieva Bērziņa", "2026-12-01"],
        "items": [[ids[2], "4", "", 4], [ids[0], "4", ANSWER, 4], [ids[1], "8", "", 8]],
    }
    page = open_bank(locale)
    fill_own(page, ids)
    assert own_state(page) == wanted
    page.reload()
    page.wait_for_selector("[data-own]")
    assert own_state(page) == wanted
    assert page.is_visible("[data-bank=sheet]")
    assert not page.is_visible("[data-bank=tools]")

    page.click(".languages summary")
    page.click(f".languages a[hreflang={other}]")
    page.wait_for_selector(f"html[lang={other}] [data-own]")
    assert own_state(page) == wanted
    questions = {question.id: question for question in banks[other][BANK].questions}
    names = page.eval_on_selector_all(".own-question", "all => all.map((one) => one.textContent)")
    said = [" ".join(name.split()) for name in names]
    assert said == [markup.plain(questions[name].text) for name, *_ in wanted["items"]]

    with page.expect_download() as download:
        page.click("[data-do=save]")
    assert download.value.suggested_filename.startswith(f"{BANK}-")
    content = Path(download.value.path()).read_bytes()
    data = json.loads(content)
    assert data.pop("saved")
    assert data == {
        "format": "coaching-toolkit-question-sheet",
        "format_version": 2,
        "language": other,
        "title": "Before we meet",
        "name": "Ieva Bērziņa",
        "date": "2026-12-01",
        "questions": [
            {
                "id": f"{BANK}/{name}",
                "lines": int(lines),
                "answer": answer,
                "text": told,
                "language": other,
            }
            for (name, lines, answer, _), told in zip(wanted["items"], said, strict=True)
        ],
    }
    page.click("[data-do=clear]")
    # The page asks in a dialog of its own; whoever turns away keeps everything.
    page.keyboard.press("Escape")
    page.wait_for_selector("#tk_sheet-ask", state="hidden")
    assert own_state(page) == wanted
    page.click("[data-do=clear]")
    page.click("#tk_sheet-ask button[value=yes]")
    page.wait_for_selector("[data-bank=empty]", state="visible")
    until(lambda: mark(page, "own-sheet/") is None)
    open_file(page, content)
    assert own_state(page) == wanted
    settled(page)
    page.reload()
    page.wait_for_selector("[data-own]")
    assert own_state(page) == wanted


def open_file(page: Any, content: bytes) -> str:
    page.evaluate("document.querySelector('[data-bank=message]').textContent = ''")
    page.set_input_files(
        "[data-bank=file]", {"name": "any.json", "mimeType": "application/json", "buffer": content}
    )
    page.wait_for_selector("[data-bank=message]:not(:empty)")
    return str(page.text_content("[data-bank=message]"))


def test_typed_text_is_stored_within_a_tenth_of_a_second(open_bank: Open) -> None:
    page = open_bank()
    choose(page, shown(page)[0])
    page.click("[data-bank=bar] a")
    settled(page)
    stored = page.evaluate(
        """async (key) => {
          const {get} = await import("/assets/core/store.js");
          const area = document.querySelector("[data-own] textarea");
          area.value = "just typed";
          area.dispatchEvent(new Event("input", {bubbles: true}));
          await new Promise((done) => setTimeout(done, 90));
          return (await get("marks", key)).questions[0].answer;
        }""",
        "own-sheet/",
    )
    assert stored == "just typed"


def test_what_was_written_comes_back_with_the_question(open_bank: Open) -> None:
    page = open_bank()
    first, second = shown(page)[:2]
    choose(page, first, second)
    page.click("[data-bank=bar] a")
    page.fill(f"[data-own='{BANK}/{first}'] textarea", "not to be lost")
    page.click(f"[data-own='{BANK}/{first}'] [data-remove]")
    assert own_order(page) == [second]
    assert page.text_content("[data-bank=message]") == page.text_content("[data-word=bank-removed]")
    # It is not in a file that somebody else may read.
    with page.expect_download() as download:
        page.click("[data-do=save]")
    assert b"not to be lost" not in Path(download.value.path()).read_bytes()
    page.click("[data-bank=back]")
    assert not page.is_checked(f"[id='{first}'] [data-choose]")
    page.reload()
    page.wait_for_selector("[data-bank=bar]:not([hidden])")
    choose(page, first)
    page.click("[data-bank=bar] a")
    assert page.input_value(f"[data-own='{BANK}/{first}'] textarea") == "not to be lost"


def test_two_tabs_keep_each_others_choice_and_words(open_bank: Open) -> None:
    one = open_bank()
    two = open_bank(beside=one)
    first, second, third, fourth, fifth = shown(one)[:5]
    choose(one, first)
    two.wait_for_selector(f"[id='{first}'] [data-choose]:checked")
    for page, name in ((one, second), (two, third)):
        page.evaluate("(path) => document.querySelector(path).click()", f"[id='{name}'] [data-choose]")
    for page in (one, two):
        page.wait_for_selector(f"[data-own='{BANK}/{second}']", state="attached")
        page.wait_for_selector(f"[data-own='{BANK}/{third}']", state="attached")
    one.goto(one.url.split("#")[0] + "#tk_sheet")
    two.goto(two.url.split("#")[0] + "#tk_sheet")
    one.fill(f"[data-own='{BANK}/{first}'] textarea", "from one")
    two.fill(f"[data-own='{BANK}/{second}'] textarea", "from two")
    settled(two)
    # What a tab hears of another comes in order: with a later choice, it has heard of the words.
    for here, other, name in ((one, two, fourth), (two, one, fifth)):
        here.evaluate("(path) => document.querySelector(path).click()", f"[id='{name}'] [data-choose]")
        other.wait_for_selector(f"[data-own='{BANK}/{name}']", state="attached")
    for page in (one, two):
        assert page.input_value(f"[data-own='{BANK}/{first}'] textarea") == "from one"
        assert page.input_value(f"[data-own='{BANK}/{second}'] textarea") == "from two"


def test_tab_that_hears_of_nothing_takes_nothing_away(open_bank: Open) -> None:
    one = open_bank()
    deaf = open_bank(beside=one, init="window.BroadcastChannel = undefined;")
    first, second = shown(one)[:2]
    choose(one, first)
    settled(one)
    choose(deaf, second)
    settled(deaf)
    assert own_order(deaf) == [first, second]
    assert [found["id"] for found in mark(one, "own-sheet/")["questions"]] == [
        f"{BANK}/{first}",
        f"{BANK}/{second}",
    ]


def test_all_that_are_shown_are_chosen_at_once(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]]
) -> None:
    page = open_bank(query="?phase=general.opening")
    last = banks["en"][BANK].questions[-1].id
    page.click("[data-do=choose-shown]")
    assert own_order(page) == shown(page)
    page.select_option("[data-filter=phase]", "")
    choose(page, last)
    assert own_order(page) == [*fitting(banks["en"][BANK], phase="general.opening"), last]
    assert re.search(r"\d+", page.text_content("[data-bank=chosen]")).group() == str(len(own_order(page)))  # type: ignore[union-attr]


def sheet_file(**changes: Any) -> bytes:
    whole = {
        "format": "coaching-toolkit-question-sheet",
        "format_version": 1,
        "bank": BANK,
        "language": "en",
        "saved": "2026-11-22T08:00:00Z",
        "title": "",
        "name": "",
        "date": "",
        "questions": [],
    }
    return json.dumps(whole | changes).encode()


def entry(**changes: Any) -> dict[str, Any]:
    return {"id": "arrival", "lines": 4, "answer": ""} | changes


WRONG = {
    "broken": (b'{"format": ', "bank-not-json"),
    "list": (b"[]", "bank-not-sheet"),
    "null": (b"null", "bank-not-sheet"),
    "too large": (b" " * 2_000_001, "bank-too-large"),
    "answers of a worksheet": (sheet_file(format="coaching-toolkit-answers"), "bank-not-sheet"),
    "newer": (sheet_file(format_version=3), "bank-newer"),
    "version is text": (sheet_file(format_version="1"), "bank-not-sheet"),
    "no bank": (sheet_file(bank="<img src=x onerror=alert(1)>", questions=[entry()]), "bank-unknown"),
    "bank is missing": (sheet_file(bank=""), "bank-wrong-value"),
    "a bank too many": (sheet_file(format_version=2), "bank-wrong-value"),
    "title is a list": (sheet_file(title=["x"]), "bank-wrong-value"),
    "no day": (sheet_file(date="2026-02-30"), "bank-wrong-value"),
    "no list": (sheet_file(questions={"id": "arrival"}), "bank-wrong-value"),
    "no entry": (sheet_file(questions=[None]), "bank-wrong-value"),
    "unknown question": (sheet_file(questions=[entry(id="nowhere")]), "bank-unknown"),
    "inherited name": (sheet_file(questions=[entry(id="constructor")]), "bank-unknown"),
    "prototype": (sheet_file(questions=[entry(id="__proto__")]), "bank-unknown"),
    "twice": (sheet_file(questions=[entry(), entry()]), "bank-twice"),
    "lines": (sheet_file(questions=[entry(lines=5000)]), "bank-wrong-value"),
    "answer is an object": (sheet_file(questions=[entry(answer={"toString": "x"})]), "bank-wrong-value"),
    "more than is known": (sheet_file(questions=[entry(style="x")]), "bank-wrong-value"),
    "control characters": (sheet_file(questions=[entry(answer="a\u0000b")]), "bank-hidden-characters"),
    "turned around": (sheet_file(title="a\u202eb"), "bank-hidden-characters"),
    "own prototype": (sheet_file()[:-1] + b', "__proto__": {"title": "x"}}', "bank-wrong-value"),
}


def test_wrong_file_changes_nothing_and_is_told_why(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]]
) -> None:
    assert "arrival" in {question.id for question in banks["en"][BANK].questions}
    page = open_bank()
    fill_own(page, shown(page)[:3])
    before, stored = own_state(page), mark(page, "own-sheet/")
    for name, (content, word) in WRONG.items():
        said = open_file(page, content)
        assert said.startswith(page.text_content("[data-word=bank-refused]")), name
        assert page.text_content(f"[data-word={word}]").split("{")[0] in said, name
        assert own_state(page) == before, name
    assert mark(page, "own-sheet/") == stored
    assert page.locator("[data-bank=message] *").count() == 0
    # A right one may be refused by the reader, and asks before it takes another's place.
    right = {"name": "a.json", "mimeType": "application/json", "buffer": sheet_file(questions=[entry()])}
    page.set_input_files("[data-bank=file]", right)
    asked = page.locator("#tk_sheet-ask p")
    asked.wait_for()
    assert asked.text_content() == page.text_content("[data-word=bank-replace]")
    page.click("#tk_sheet-ask button[value='']")
    page.wait_for_selector("#tk_sheet-ask", state="hidden")
    # What follows from an answer is done by the time the page gets round to anything else.
    page.evaluate("new Promise((done) => setTimeout(done))")
    assert own_state(page) == before
    page.set_input_files("[data-bank=file]", right)
    page.click("#tk_sheet-ask button[value=yes]")
    page.get_by_text(str(page.text_content("[data-word=bank-opened]"))).locator("visible=true").wait_for()
    assert [item[0] for item in own_state(page)["items"]] == [entry()["id"]]


def test_damaged_record_on_the_device_does_no_harm(open_bank: Open) -> None:
    page = open_bank()
    for number, record in enumerate(
        (
            {"questions": "x"},
            {
                "questions": [None, 7, {"id": 7}, {"id": "gone", "lines": 99, "answer": "kept all the same"}],
                "title": 7,
            },
        )
    ):
        page.evaluate(
            """async ([key, record]) => (await import("/assets/core/store.js")).update(
                 "marks", key, () => ({key, ...record}))""",
            [f"own-sheet/{BANK}", record],
        )
        page.evaluate(
            """async () => (await import("/assets/core/store.js")).update(
                 "marks", "favourites", () => ({key: "favourites", questions: 5}))"""
        )
        page.reload()
        page.wait_for_selector("[data-bank=result]:not(:empty)")
        page.click(star(shown(page)[0]))
        choose(page, shown(page)[number + 1])
        settled(page)
        page.wait_for_selector(star(shown(page)[0]) + "[aria-pressed=true]")
    # What was written to a question that the bank has lost is still there.
    page.click("[data-bank=bar] a")
    assert page.input_value(f"[data-own='{BANK}/gone'] textarea") == "kept all the same"


# -- on paper ---------------------------------------------------------------------------------------------

LONG = "A long answer that has to be printed whole. " * 150 + "THEEND"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("locale", LOCALES)
def test_print_is_the_sheet_and_nothing_else(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]], tmp_path: Path, locale: str, paper: str
) -> None:
    bank = banks[locale][BANK]
    chosen = bank.questions[2:5]
    page = open_bank(locale)
    fill_own(page, [question.id for question in chosen])
    page.fill(f"[data-own='{BANK}/{chosen[1].id}'] textarea", LONG)
    chrome = [
        page.text_content(".site-nav a >> nth=0"),
        page.text_content("[data-bank=back]"),
        page.text_content("[data-bank=heading]"),
        page.text_content("[data-word=bank-saved]"),
        page.text_content("[data-own] [data-remove]").strip(),
        page.text_content("#tk_content"),
    ]
    page.pdf(path=str(tmp_path / "own.pdf"), format=paper)
    pages = [" ".join(part.extract_text().split()) for part in PdfReader(tmp_path / "own.pdf").pages]
    text = " ".join(pages)
    for wanted in ("Before we meet", "Ieva Bērziņa", "THEEND", "<b>signs</b>", f"1 / {len(pages)}"):
        assert wanted in text, wanted
    for question in chosen:
        assert fold(markup.plain(question.text)) in fold(text)
    for question in bank.questions[5:]:
        assert fold(markup.plain(question.text)) not in fold(text)
    # The bank's name stands in the foot alone, beside the licence.
    assert text.count(chrome.pop()) == 1
    for word in chrome:
        assert word not in text, word


def test_a_bank_on_paper_has_no_buttons(open_bank: Open) -> None:
    page = open_bank()
    assert page.locator(".question-tools").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".question").first.is_visible()
    shown_still = page.locator("main button, main [role=button]").evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) => one.textContent.trim())"
    )
    assert shown_still == []


@pytest.mark.parametrize("lines", [2, 4, 8])
def test_empty_answer_prints_as_many_lines_as_were_chosen(open_bank: Open, lines: int) -> None:
    page = open_bank()
    choose(page, shown(page)[0])
    page.click("[data-bank=bar] a")
    page.select_option("[data-own] select", str(lines))
    page.emulate_media(media="print")
    ruled = page.locator("[data-own] .paper i")
    page.wait_for_selector(f"[data-own] .paper i:nth-child({lines}):last-child", state="attached")
    assert ruled.count() == lines
    heights = {round(ruled.nth(index).bounding_box()["height"]) for index in range(lines)}
    assert heights == {34}  # 9 mm
    assert page.is_hidden("[data-own] textarea")


# -- form of address ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "name", "form"),
    [("es", BANK, "formal"), ("lv", "goals-and-obstacles-questions", "informal")],
)
def test_only_the_chosen_form_of_address_is_shown(
    open_bank: Open, banks: dict[str, dict[str, QuestionBank]], locale: str, name: str, form: str
) -> None:
    bank = banks[locale][name]
    other = next(
        question
        for question in bank.questions
        if getattr(question, form) not in (None, question.text) and getattr(question, form)
    )
    wanted, written = markup.plain(getattr(other, form)), markup.plain(other.text)
    page = open_bank(locale, name, permissions=["clipboard-read", "clipboard-write"])

    def read(place: str) -> str:
        return " ".join(page.inner_text(place).replace("\u00a0", " ").split())

    own = f"[id='{other.id}']"
    assert written in read(own)
    assert wanted not in read(own)
    page.select_option("[data-bank=address]", form)
    assert f"address={form}" in page.url
    page.reload()
    page.wait_for_selector("[data-bank=result]:not(:empty)")
    assert wanted in read(own)
    assert written not in read(own)
    assert page.locator(f"{own} .tag:text-is('Formal')").count() == 0 or page.is_hidden(
        f"{own} [data-form] .tag"
    )
    # Every question is there in one form: the chosen one, or the only one there is.
    for question in bank.questions:
        text = markup.plain(getattr(question, form) or question.text)
        assert text in read(f"[id='{question.id}']")
    page.click(f"{own} [data-copy]")
    page.wait_for_selector("[data-copied]")
    assert " ".join(page.evaluate("navigator.clipboard.readText()").split()) == wanted
    page.fill("[data-filter=q]", wanted)
    page.click("[data-do=draw]")
    assert read("[data-bank=card-question]") == wanted
    page.keyboard.press("Escape")
    choose(page, other.id)
    page.click("[data-bank=bar] a")
    assert read(".own-question") == wanted
    page.click("[data-bank=back]")
    page.select_option("[data-bank=address]", "")
    page.click("[data-bank=bar] a")
    assert read(".own-question") == written
    assert "address=" not in page.url


def test_switch_is_there_only_where_a_language_has_forms(open_bank: Open) -> None:
    assert open_bank("en").locator("[data-bank=address]").count() == 0
    assert open_bank("es").locator("[data-bank=address]").count() == 1
    assert open_bank("fi", query="?address=formal").locator(SHOWN).count() == 48


# -- without scripts, by keyboard, for all --------------------------------------------------------------------


def test_without_scripts_it_is_reading_matter_with_all_forms(browser: Any, site_address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_address}/es/questions/{BANK}/?depth=deep#tk_sheet")
        assert page.locator(".question").count() == 48
        assert all(part.is_visible() for part in page.locator("[data-form=formal]").all())
        for control in ("[data-bank=tools]", "[data-star]", "[data-choose]", "[data-bank=sheet]"):
            assert page.locator(control).first.is_hidden()


def press_until(page: Any, selector: str, key: str = "Tab", most: int = 80) -> None:
    for _ in range(most):
        if page.evaluate("(path) => document.activeElement.matches(path)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_by_keyboard_alone(open_bank: Open, locale: str) -> None:
    page = open_bank(locale)
    keys = page.keyboard
    press_until(page, "[data-filter=q]")
    press_until(page, "[data-do=draw]")
    keys.press("Enter")
    first = drawn(page)
    keys.press("Enter")
    assert drawn(page) != first
    keys.press("ArrowLeft")
    assert drawn(page) == first
    press_until(page, "[data-bank=card] [data-star]", "Shift+Tab")
    keys.press("Space")
    page.wait_for_selector("[data-bank=card] [data-star][aria-pressed=true]")
    keys.press("Escape")
    assert page.evaluate("document.activeElement.dataset.do") == "draw"
    press_until(page, "[data-filter=phase]")
    keys.press("ArrowDown")
    assert "phase=general.preparation" in page.url
    press_until(page, "[data-do=reset]")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.dataset.filter") == "q"
    press_until(page, "[data-choose]")
    keys.press("Space")
    press_until(page, "[data-copy]")
    press_until(page, "[data-choose]")
    keys.press("Space")
    wanted = shown(page)[:2]
    press_until(page, ".to-sheet", "Shift+Tab")
    keys.press("Enter")
    page.wait_for_selector("[data-bank=sheet]", state="visible")
    assert page.evaluate("document.activeElement.dataset.bank") == "heading"
    press_until(page, "[name=title]")
    keys.type("By hand")
    press_until(page, f"[data-own='{BANK}/{wanted[0]}'] textarea")
    keys.type("written")
    press_until(page, f"[data-own='{BANK}/{wanted[0]}'] [data-move='1']")
    keys.press("Enter")
    assert own_order(page) == wanted[::-1]
    assert page.evaluate("document.activeElement.dataset.move") == "1"
    press_until(page, f"[data-own='{BANK}/{wanted[0]}'] [data-remove]")
    keys.press("Enter")
    assert own_order(page) == wanted[1:]
    assert page.evaluate("document.activeElement.closest('[data-own]').dataset.own") == f"{BANK}/{wanted[1]}"
    press_until(page, "[data-bank=back]", "Shift+Tab")
    keys.press("Enter")
    page.wait_for_selector("[data-bank=tools]", state="visible")
    assert page.evaluate("document.activeElement.className") == "to-sheet"


def test_focus_is_never_hidden_behind_the_bar(open_bank: Open) -> None:
    page = open_bank(viewport={"width": 320, "height": 640})
    choose(page, shown(page)[0])
    page.focus("[data-choose] >> nth=0")
    for _ in range(40):
        page.keyboard.press("Tab")
        covered = page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const bar = document.querySelector("[data-bank=bar]");
              return !bar.contains(document.activeElement) && box.bottom > bar.getBoundingClientRect().top + 1;
            }"""
        )
        assert not covered


def test_second_language_stands_beside_what_is_filtered(open_bank: Open) -> None:
    page = open_bank("es", query="?topic=goals&with=lv&address=formal")
    page.wait_for_selector("html.beside")
    visible = page.locator(f"{SHOWN} .also:visible")
    assert visible.count() >= len(shown(page))
    page.click("[data-do=reset]")
    # Those that were filtered out have it, too.
    missing = page.eval_on_selector_all(
        ".question", "all => all.filter((one) => !one.querySelector('.question-text > .also')).length"
    )
    assert missing == 0
    assert page.locator(".question-tools .also, .bank-tools .also, .own-sheet .also").count() == 0


STATES = ("page", "filtered", "card", "chosen", "empty sheet", "filled sheet")


@needs_axe
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("width", [320, 1280])
def test_no_accessibility_fault(open_bank: Open, width: int, state: str) -> None:
    locale = LOCALES[STATES.index(state) % 4]
    page = open_bank(locale, viewport={"width": width, "height": 800})
    if state == "filtered":
        page.goto(page.url + "?topic=goals&q=a")
        page.wait_for_selector("[data-bank=result]:not(:empty)")
        if width == 320:
            page.click(".bank-filters summary")
        page.click(star(shown(page)[0]))
    if state == "card":
        page.click("[data-do=draw]")
        page.click("[data-bank=card] [data-star]")
        while not page.is_visible(".card-more"):
            page.click("[data-do=next]")
        page.click(".card-more summary")
    if state == "chosen":
        choose(page, *shown(page)[:2])
        settled(page)
    if state == "empty sheet":
        page.goto(page.url + "#tk_sheet")
    if state == "filled sheet":
        fill_own(page, shown(page)[:3])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_faults_light_and_dark(page) == []


@needs_axe
def test_no_accessibility_fault_of_answers_for_readers(open_bank: Open) -> None:
    page = open_bank("lv", "mentoring-faq", query="?q=a")
    assert axe_faults_light_and_dark(page) == []


def test_targets_are_large_enough(open_bank: Open) -> None:
    page = open_bank(viewport={"width": 320, "height": 800})
    small = page.evaluate(
        """() => [...document.querySelectorAll("article :is(button, select, summary, .question-tools label)")]
          .filter((one) => one.offsetParent).map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
          .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"""
    )
    assert small == []


# -- hostile input ---------------------------------------------------------------------------------------------

ATTACKS = (
    "q=" + quote("<img src=x onerror=document.title='RUN'>"),
    "q=" + quote("\u202e\u0000'\"><script>document.title='RUN'</script>"),
    "phase=__proto__&topic=constructor&depth=toString&type=hasOwnProperty",
    "fav=__proto__&address=" + quote("\"><script>document.title='RUN'</script>"),
    "phase=" + quote("grow.goal'] , *") + "&q=" + "a" * 5000,
    "q=%E0%A4%A&topic=%",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_address_runs_nothing(open_bank: Open, attack: str) -> None:
    page = open_bank(query=f"?{attack}#%E0%A4%A")
    assert "RUN" not in page.title()
    assert page.get_attribute("html", "data-address") is None
    for facet in FACETS:
        assert page.input_value(f"[data-filter={facet}]") == ""
    assert page.locator("article img, article script").count() == 0
    page.click("[data-do=reset], [data-filter=q]")
    page.fill("[data-filter=q]", "")
    assert len(shown(page)) == 48


def test_own_scripts_are_light(site: Path) -> None:
    """All modules that a bank's page loads, compressed, with those of every page."""
    assets = site / "assets"
    waiting, seen = [assets / name for name in ("page.js", "bank.js", "scripts.js")], {}
    while waiting:
        path = waiting.pop().resolve()
        if path in seen:
            continue
        text = path.read_text(encoding="utf-8")
        seen[path] = len(gzip.compress(text.encode(), 9))
        waiting += [path.parent / name for name in re.findall(r'from *"(\.{1,2}/[\w/.-]+\.js)"', text)]
    assert assets.resolve() / "bank" / "sheet.js" in seen
    assert sum(seen.values()) < 24_000, seen


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("grow-questions", {"goal": 8, "reality": 8, "options": 8, "will": 8}),
        ("oskar-questions", {"outcome": 5, "scaling": 6, "know_how": 5, "affirm_action": 4, "review": 4}),
        ("goals-and-obstacles-questions", {"goals": 8, "resources": 7, "obstacles": 8, "motivation": 7}),
        ("leadership-questions", {"leadership": 12, "delegation": 9, "feedback": 9}),
    ],
)
def test_questions_are_grouped_as_their_bank_tells(
    editions: dict[str, Edition], name: str, groups: dict[str, int]
) -> None:
    """What a bank says of itself ("eight questions for each step") holds of the headings above its questions."""
    view = Viewer(editions["en"], PrintMedium()).view(editions["en"].get(Kind.question_bank, name))
    assert {group["id"]: len(group["questions"]) for group in view["groups"]} == groups


def test_a_few_questions_are_not_grouped_by_their_topics(editions: dict[str, Edition]) -> None:
    whole = editions["en"].get(Kind.question_bank, "leadership-questions")
    assert isinstance(whole, QuestionBank)
    few = whole.model_copy(update={"questions": (whole.questions[0], whole.questions[-1])})
    view = Viewer(editions["en"], PrintMedium()).view(few)
    assert [group["id"] for group in view["groups"]] == ["goal", "will"]
