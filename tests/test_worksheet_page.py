"""Worksheet pages: filled in a browser by keyboard, saved, opened, printed; and nothing lost or let in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CONFIG, LOCALES, axe_faults_light_and_dark, needs_axe, served, until
from kept_tab import KeptTab
from lxml import html
from pypdf import PdfReader

from toolkit.answers.file import load as load_answers
from toolkit.build.run import build
from toolkit.definitions.library import load
from toolkit.definitions.model import Kind
from toolkit.definitions.model.worksheet import Worksheet
from toolkit.project.opened import Project
from toolkit.view import Edition, edition, print_words
from toolkit.view.fieldplaces import sheet_places

HEAD = """\
kind: worksheet
id: {id}
language: en
title: "{title}"
summary: "Summary of the sheet"
version: "1.0"
authors: [Tester]
audience: [coach]
purpose: "COACH-PURPOSE"
minutes: 10
cadence: once
instructions: "Take your time."
sections:
  - id: main
    title: "Everything"
    fields:
"""

ALL_TYPES = (
    HEAD.format(id="all-types", title="All types")
    + """\
      - {id: line, type: short_text, label: "One line", hint: "A short help", required: true}
      - {id: lines, type: long_text, label: "Many lines", lines: 3}
      - {id: hours, type: number, label: "Hours", min: 0, max: 60, unit: "hours"}
      - {id: free, type: number, label: "Any number"}
      - {id: day, type: date, label: "A day"}
      - {id: scale, type: scale, label: "A scale", min: 1, max: 5, min_label: "low", max_label: "high"}
      - {id: single, type: single_choice, label: "One of", options: {a: "Option A", b: "Option B"}, other: true}
      - {id: multiple, type: multiple_choice, label: "Any of", options: {a: "Any A", b: "Any B"}, other: true}
      - {id: ticks, type: checklist, label: "To tick", items: {a: "Tick A", b: "Tick B"}}
      - {id: matrix, type: matrix, label: "Rate", rows: {r: "Row R", s: "Row S"}, columns: {x: "No", y: "Yes"}}
      - {id: empty-table, type: table, label: "Table", columns: {x: "Column X", y: "Column Y"}, rows: 2}
      - {id: table, type: table, label: "Rows", columns: {x: "Column Z"}, row_labels: {r: "Named row"}}
      - {id: wheel, type: wheel, label: "Wheel", min: 1, max: 10, segments: {a: "Area A", b: "Area B", c: "Area C"}}
      - {id: ranking, type: ranking, label: "Rank", items: {a: "Rank A", b: "Rank B"}}
      - {id: plan, type: commitment, label: "Plan", rows: 2}
      - {id: total, type: computed, label: "Total", operation: sum, of: [hours, free, scale, wheel]}
      - {id: average, type: computed, label: "Average", operation: mean, of: [hours, free, scale, wheel]}
      - {id: notice, type: note, text: "A note to the reader"}
      - {id: sign, type: signature, party: client}
"""
)
OTHER = (
    HEAD.format(id="other", title="Other sheet") + '      - {id: line, type: short_text, label: "One line"}\n'
)

#: The sheet shows what was stored, and keeps what is typed.
READY = "form[data-ready]"

#: An answer for every place of the sheet with all types; computed ones follow from the others.
ANSWERS: dict[str, Any] = {
    "sheet.name": "Ieva Bērziņa",
    "sheet.date": "2026-11-22",
    "line": '“Quotes”, <b>signs</b> & "more"',
    "lines": "First\n\nThird  with two blanks 👩‍👧\ttab",
    "hours": "10",
    "free": "-2.5",
    "day": "2028-02-29",
    "scale": "4",
    "single": "other",
    "sheet.other.single": "Something else",
    "multiple.a": True,
    "multiple.other": True,
    "sheet.other.multiple": "And this",
    "ticks.b": True,
    "matrix.r": "y",
    "matrix.s": "x",
    "empty-table.1.x": "cell",
    "empty-table.2.y": "two\nlines",
    "table.r.x": "named",
    "wheel.a": "10",
    "wheel.b": "1",
    "wheel.c": "4",
    "ranking.a": "2",
    "ranking.b": "1",
    "plan.1.action": "Call",
    "plan.1.by-when": "2026-12-01",
    "plan.1.support": "A friend",
    "plan.1.confidence": "8",
    "plan.1.done": True,
    "plan.2.action": "Write",
    "total": "16.5",
    "average": "4.1",
    "sign.signature": "I. B.",
    "sign.name": "IEVA",
    "sign.date": "2026-11-22",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]) -> Project:
    root = tmp_path_factory.mktemp("sheets")
    (root / "content" / "worksheets").mkdir(parents=True)
    # Two languages are enough here and take half the time.
    config = "".join(
        line for line in CONFIG.splitlines(True) if "locale: es" not in line and "locale: fi" not in line
    )
    (root / "mkdocs.yml").write_text(config)
    (root / "content" / "worksheets" / "all-types.yaml").write_text(ALL_TYPES)
    (root / "content" / "worksheets" / "other.yaml").write_text(OTHER)
    catalog = root / "locales" / "lv" / "LC_MESSAGES" / "content.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "worksheet/all-types/sections/main/fields/line/label"\n'
        'msgid "One line"\nmsgstr "Viena rinda"\n'
    )
    lay_caches(root)
    found = Project.open(root)
    build(found, lambda done, total: None)
    return found


@pytest.fixture(scope="module")
def address(project: Project) -> Iterator[str]:
    with served(project.site) as found:
        yield found


@pytest.fixture
def page(tab: KeptTab, address: str) -> Iterator[Any]:
    """Return the empty page of the sheet with all types. No test may leave an error on the console."""
    opened = tab.take({"width": 1000, "height": 900})
    opened.goto(f"{address}/en/worksheets/all-types/")
    opened.wait_for_selector(READY, state="attached")
    yield opened
    assert [text for kind, text in tab.said if kind in ("error", "warning")] == []


def answers_file(answers: dict[str, Any], **head: Any) -> bytes:
    whole = {
        "format": "coaching-toolkit-answers",
        "format_version": 1,
        "worksheet": "all-types",
        "worksheet_version": "1.0",
        "language": "en",
        "saved": "2026-11-22T08:00:00Z",
        "answers": answers,
    }
    return json.dumps(whole | head).encode()


def open_file(page: Any, content: bytes, name: str = "any.json", choice: str = "new") -> str:
    """Open a file on the page, answer where it should go if that is asked, and return what the page says."""
    page.evaluate("document.getElementById('tk_sheet-message').textContent = ''")
    page.set_input_files("#tk_sheet-file", {"name": name, "mimeType": "application/json", "buffer": content})
    page.wait_for_selector("#tk_sheet-message:not(:empty), #tk_sheet-ask[open]")
    if page.query_selector("#tk_sheet-ask[open]"):
        page.click(f"#tk_sheet-ask button[value='{choice}']")
        if choice:
            page.wait_for_selector("#tk_sheet-message:not(:empty)")
    return str(page.text_content("#tk_sheet-message"))


def is_saved(page: Any) -> None:
    """Wait until the page says that what stands on it is saved on this device, and nothing is being written."""
    page.wait_for_selector(".sheet-state[data-state=saved]")
    until(lambda: not is_guarded(page))


def save(page: Any) -> Any:
    with page.expect_download() as download:
        page.click(".sheet-tools [data-do=save]")
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def blank_sheet(page: Any) -> None:
    """Wait until a blank sheet has come, which may be kept waiting by a copy that is still being written."""
    page.wait_for_selector("#tk_copy-nickname:focus")


def is_guarded(page: Any) -> bool:
    """Return whether leaving the page would be questioned."""
    return bool(page.evaluate("!window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"))


# -- the controls -----------------------------------------------------------------------------


def test_controls_are_the_answer_places(editions: dict[str, Edition], site: Path) -> None:
    """Page, PDF and answers file know the same places, in every worksheet and language, in one order."""
    checked = 0
    for locale in LOCALES:
        current = editions[locale]
        for sheet in current.of_kind(Kind.worksheet):
            assert isinstance(sheet, Worksheet)
            root = html.parse(str(site / locale / "worksheets" / sheet.id / "index.html"))
            controls = root.xpath(
                "//form[@id='tk_sheet']//*[self::input or self::textarea or self::select or self::output]"
            )
            names = list(dict.fromkeys(control.get("name").removeprefix("answer.") for control in controls))
            wanted = tuple(sheet_places(sheet, print_words(current)))
            assert names == [slot.name for slot in wanted], sheet.id
            for slot in wanted:
                values = [c.get("value") for c in controls if c.get("name") == f"answer.{slot.name}"]
                if slot.kind == "radio":
                    assert values == [value for value, _ in slot.values], slot.name
                checked += 1
    assert checked > 4 * 36 * 5


def test_every_control_has_a_name_for_assistive_technology(page: Any) -> None:
    nameless = page.evaluate(
        """[...document.querySelectorAll("form.sheet [name]")].filter(
            (c) => !(c.ariaLabel || c.labels?.[0]?.textContent.trim())).map((c) => c.name)"""
    )
    assert nameless == []


def test_sheet_is_filled_by_keyboard_alone(page: Any) -> None:
    page.focus("[name='answer.sheet.name']")
    keys = page.keyboard
    keys.type("Ieva")
    seen = ["sheet.name"]
    for _ in range(120):
        keys.press("Tab")
        found = page.evaluate(
            """(() => { const a = document.activeElement;
                return [(a.name ?? '').replace('answer.', ''), a.dataset.number ? "number" : a.type ?? '', a.readOnly] })()"""
        )
        name, kind, read_only = found
        if not name or not page.evaluate("document.activeElement.closest('form.sheet') !== null"):
            if seen[-1] == "sign.date":
                break
            continue
        if name == seen[-1]:
            continue  # a date has three parts
        seen.append(name)
        if kind in ("checkbox", "radio"):
            keys.press("Space")
        elif kind == "number" and not read_only:
            keys.type("1")
        elif kind == "date":
            keys.type("12012026")
        elif not read_only:
            keys.type("word")
    every = page.evaluate(
        "[...new Set([...document.querySelectorAll('form.sheet [name]')].map((c) => c.name.replace('answer.', '')))]"
    )
    assert seen == every
    saved = save(page)["answers"]
    assert set(saved) == set(every)
    assert saved["plan.2.by-when"] == "2026-12-01"


def test_chosen_radio_button_can_be_taken_back(page: Any) -> None:
    for take_back in (
        lambda: page.click("[name='answer.scale'][value='3']"),
        lambda: page.keyboard.press("Delete"),
    ):
        page.click("[name='answer.scale'][value='3']")
        assert page.is_checked("[name='answer.scale'][value='3']")
        take_back()
        assert not page.is_checked("[name='answer.scale'][value='3']")


def test_words_in_other_choose_it(page: Any) -> None:
    page.fill("[name='answer.sheet.other.single']", "mine")
    page.fill("[name='answer.sheet.other.multiple']", "mine")
    assert page.is_checked("[name='answer.single'][value=other]")
    assert page.is_checked("[name='answer.multiple.other']")


# -- what is computed and drawn ------------------------------------------------------------------


def test_computed_fields_follow(page: Any) -> None:
    def shown() -> tuple[str, str]:
        return page.input_value("[name='answer.total']"), page.input_value("[name='answer.average']")

    assert shown() == ("", "")
    page.fill("[name='answer.hours']", "10")
    assert shown() == ("10", "10")
    page.check("[name='answer.scale'][value='4']")
    assert shown() == ("14", "7")
    page.fill("[name='answer.wheel.a']", "10")
    page.fill("[name='answer.wheel.b']", "1")
    assert shown() == ("19.5", "6.5")  # the wheel counts as 5.5
    page.fill("[name='answer.free']", "0.1")
    assert shown() == ("19.6", "4.9")
    page.fill("[name='answer.hours']", "61")  # out of bounds: left out
    assert shown() == ("9.6", "3.2")
    assert page.evaluate("document.querySelector(\"[name='answer.total']\").readOnly")


def test_wheel_follows_its_table(page: Any) -> None:
    assert page.get_attribute("path[data-slot='wheel.a']", "d") == ""
    page.fill("[name='answer.wheel.a']", "10")
    page.fill("[name='answer.wheel.b']", "5")
    # The first of three segments goes from the top to a third of the way round.
    assert page.get_attribute("path[data-slot='wheel.a']", "d") == "M0 0L0.00 -55.00A55 55 0 0 1 47.63 27.50Z"
    assert "A27.5 27.5" in page.get_attribute("path[data-slot='wheel.b']", "d")
    assert page.text_content("text[data-slot='wheel.a']") == "10"
    page.fill("[name='answer.wheel.a']", "11")
    assert page.get_attribute("path[data-slot='wheel.a']", "d") == ""
    assert page.text_content("text[data-slot='wheel.a']") == ""


@pytest.mark.parametrize("typed", ["11", "0", "−3", "7.5"])
def test_number_that_does_not_fit_is_told_until_it_is_mended(page: Any, typed: str) -> None:
    field, note = "[name='answer.wheel.a']", "[id='tk_fault.answer.wheel.a']"
    page.fill("[name='answer.line']", "stored")
    is_saved(page)
    page.fill(field, typed)
    page.wait_for_selector(".sheet-state[data-state=unsaved]")
    told = page.inner_text(note)
    assert told
    assert told in page.inner_text("#tk_sheet-state")
    assert "Area A" in page.inner_text("#tk_sheet-state")
    assert is_guarded(page)
    for task, message in (
        ("[data-do=save]", "#tk_sheet-message"),
        ("#tk_values button", "#tk_values .message"),
    ):
        page.locator(f".sheet-tools {task}, {task}").first.click()
        page.wait_for_selector(f"{message}:not(:empty)")
    page.fill(field, "7")
    is_saved(page)
    for gone in (note, "#tk_sheet-message", "#tk_values .message"):
        assert page.text_content(gone) == ""
    assert page.get_attribute(field, "aria-invalid") is None
    assert page.text_content("text[data-slot='wheel.a']") == "7"


@pytest.mark.parametrize("width", [320, 360, 390])
def test_no_word_leaves_its_button(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    out = page.evaluate(
        """() => [...document.querySelectorAll(".sheet-actions .button")].filter((button) => {
          // Finnish has the longest words of our languages.
          button.lastChild.textContent = "Tallenna salalauseella";
          const words = document.createRange();
          words.selectNodeContents(button);
          return words.getBoundingClientRect().right > button.getBoundingClientRect().right;
        }).length"""
    )
    assert out == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_note_on_a_required_answer_stays_on_one_line_in_two_languages(page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.select_option("#tk_sheet-also", "lv")
    page.wait_for_selector("#field-line .required .also")
    found = page.evaluate(
        """() => {
          const label = document.querySelector("#field-line .asked > [data-text]");
          const note = document.querySelector("#field-line .required");
          const words = document.createRange();
          words.selectNodeContents(note);
          // Wherever the question ends, also at the end of a line.
          return Array.from({ length: 60 }, (_, n) => {
            label.textContent = "Wo ".repeat(n + 1);
            const all = [...words.getClientRects()];
            return [note.textContent, all.every(({ top, bottom }) => top < all[0].bottom && bottom > all[0].top)];
          });
        }"""
    )
    assert len(found) == 60
    assert {" ".join(text.split()) for text, _ in found} == {"(required obligāti)"}
    assert all(is_one for _, is_one in found)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_lies_below_the_corner_can_be_tapped(page: Any) -> None:
    page.fill("[name='answer.line']", "stored")
    is_saved(page)
    under = page.evaluate(
        """() => {
          const { left, right, top, bottom } = document.querySelector(".sheet-state").getBoundingClientRect();
          const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          return right > left && !found.closest(".sheet-state");
        }"""
    )
    assert under
    page.fill("[name='answer.wheel.a']", "11")
    page.wait_for_selector(".sheet-state[data-state=unsaved]")


# -- saving and opening ------------------------------------------------------------------------


def test_saved_and_opened_sheet_is_the_same(page: Any, project: Project, tmp_path: Path) -> None:
    assert open_file(page, answers_file(ANSWERS)).startswith("The file is open.")
    first = save(page)
    assert first["answers"] == ANSWERS
    assert {key: first[key] for key in ("worksheet", "worksheet_version", "language")} == {
        "worksheet": "all-types",
        "worksheet_version": "1.0",
        "language": "en",
    }
    page.click("[data-do=new-copy]")
    blank_sheet(page)
    assert page.input_value("[name='answer.lines']") == ""
    open_file(page, json.dumps(first).encode())
    assert save(page)["answers"] == ANSWERS

    # The toolkit reads the same file, for print.
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(first), encoding="utf-8")
    current = edition(project, load(project), "en")
    sheet = current.get(Kind.worksheet, "all-types")
    assert isinstance(sheet, Worksheet)
    found = load_answers(path, sheet, tuple(sheet_places(sheet, print_words(current))))
    assert found == ANSWERS


def test_opened_file_empties_what_it_does_not_hold(page: Any) -> None:
    open_file(page, answers_file(ANSWERS))
    open_file(page, answers_file({"line": "only this"}), choice="replace")
    assert save(page)["answers"] == {"line": "only this"}


HOSTILE = {
    "broken": b'{"format": ',
    "list": b"[]",
    "null": b"null",
    "too large": b" " * 2_000_001,
    "another format": answers_file({}, format="other"),
    "newer": answers_file({}, format_version=3),
    "another sheet": answers_file({}, worksheet="other"),
    "answers are a list": answers_file([]),  # type: ignore[arg-type]
    "unknown name": answers_file({"line": "new", "nowhere": "x"}),
    "prototype": b'{"format":"coaching-toolkit-answers","format_version":1,"worksheet":"all-types",'
    b'"worksheet_version":"1.0","answers":{"line":"new","__proto__":{"line":"x"}}}',
    "inherited name": answers_file({"line": "new", "constructor": "x", "toString": "x"}),
    "object": answers_file({"line": {"toString": "x"}}),
    "number": answers_file({"line": 7}),
    "truth": answers_file({"line": True}),
    "tick is text": answers_file({"ticks.a": "true"}),
    "no such choice": answers_file({"scale": "6"}),
    "out of range": answers_file({"wheel.a": "11"}),
    "no number": answers_file({"hours": "1e1"}),
    "no date": answers_file({"day": "2026-02-30"}),
    "control characters": answers_file({"line": "a\u0000b"}),
    "turned around": answers_file({"line": "a\u202eb"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_wrong_file_changes_nothing_and_is_told_why(page: Any, name: str) -> None:
    page.fill("[name='answer.line']", "mine")
    page.fill("[name='answer.hours']", "7")
    is_saved(page)
    before = page.evaluate("document.documentElement.querySelectorAll('*').length")
    said = open_file(page, HOSTILE[name])
    assert said.startswith("The file was not opened, and nothing has been changed. ")
    assert len(said) > 60
    assert save(page)["answers"] == {"line": "mine", "hours": "7", "total": "7", "average": "7"}
    assert page.evaluate("document.documentElement.querySelectorAll('*').length") == before


def test_markup_in_a_file_stays_text(page: Any) -> None:
    attack = "<img src=x onerror=\"document.title='gone'\"></textarea><script>document.title='gone'</script>"
    open_file(page, answers_file({"line": attack, "lines": attack, "empty-table.1.x": attack}))
    # What no field is called may be somebody's words, and is not told at all.
    said = open_file(page, answers_file({attack: "x"}))
    assert said.endswith("It contains an answer to a question that is not on this worksheet: –.")
    assert page.title().startswith("All types")
    assert page.query_selector("article img") is None
    assert page.input_value("[name='answer.lines']") == attack


def test_half_typed_date_is_neither_saved_nor_lost_silently(page: Any) -> None:
    page.focus("[name='answer.day']")
    page.keyboard.type("12")
    assert is_guarded(page)
    assert "A day" in page.inner_text("#tk_sheet-state")
    page.click(".sheet-tools [data-do=save]")
    assert "A day" in page.text_content("#tk_sheet-message")
    assert page.evaluate("document.activeElement.name") == "answer.day"
    page.keyboard.type("12312026")
    is_saved(page)
    assert not is_guarded(page)


@pytest.mark.parametrize(("name", "typed"), [("hours", "61"), ("free", "1e5"), ("free", "0.00000000001")])
def test_number_that_no_file_could_hold_is_not_saved_to_one(page: Any, name: str, typed: str) -> None:
    page.fill(f"[name='answer.{name}']", typed)
    page.click(".sheet-tools [data-do=save]")
    page.wait_for_selector("#tk_sheet-message.wrong")
    assert page.evaluate("document.activeElement.name") == f"answer.{name}"


# -- nothing is told to others -------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
def test_page_says_what_is_stored_where(browser: Any, address: str, scripts: bool) -> None:
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"{address}/en/worksheets/all-types/")
        said = page.inner_text(".privacy")
    assert ("not sent to anyone and not saved" in said) is not scripts
    for word in ("this browser on this device", "not encrypted", "seven days", "save it to a file"):
        assert (word in said) is scripts, word


def test_answers_never_leave_the_page(page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.fill("[name='answer.line']", "mine")
    page.press("[name='answer.line']", "Enter")
    save(page)
    assert [url for url in asked if not url.startswith("blob:")] == []
    assert "mine" not in page.url
    assert page.evaluate("[localStorage.length, document.cookie.length]") == [0, 0]
    # What the tab remembers is which copy it shows, by a random number.
    kept = page.evaluate("Object.values(sessionStorage)")
    assert len(kept) == 1
    assert re.fullmatch("[0-9a-f]{32}", kept[0])


# -- a second language ------------------------------------------------------------------------


def test_second_language_stands_below_the_first(page: Any) -> None:
    page.fill("[name='answer.line']", "mine")
    page.select_option("#tk_sheet-also", "lv")
    page.wait_for_selector("#field-line .also")
    assert page.inner_text("#field-line .also") == "Viena rinda"
    assert page.get_attribute("#field-line .also", "lang") == "lv"
    # What is not translated would only be said twice.
    assert page.query_selector("#field-lines .also") is None
    assert page.input_value("[name='answer.line']") == "mine"
    page.select_option("#tk_sheet-also", "")
    assert page.query_selector(".also") is None


def test_second_language_can_be_linked(page: Any) -> None:
    page.goto(page.url + "?with=lv")
    page.wait_for_selector("#field-line .also")
    page.goto(page.url.replace("=lv", "=%3Cscript%3E"))
    assert page.query_selector(".also") is None


def test_missing_second_language_is_told(browser: Any, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/lv/**", lambda route: route.abort())
        page.goto(f"{address}/en/worksheets/all-types/")
        page.select_option("#tk_sheet-also", "lv")
        page.wait_for_selector("#tk_sheet-message.wrong")
        assert page.input_value("#tk_sheet-also") == ""


@pytest.mark.parametrize(
    ("task", "script"), [("lock", "locking"), ("link", "link"), ("change", "change-editor")]
)
def test_a_part_that_does_not_come_is_told(browser: Any, address: str, task: str, script: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route(f"**/worksheet/{script}.js", lambda route: route.abort())
        page.goto(f"{address}/en/worksheets/all-types/")
        page.wait_for_selector(READY)
        page.fill("[name='answer.line']", "mine")
        page.click(f".sheet-actions [data-do={task}]")
        page.wait_for_selector("#tk_sheet-message.wrong >> text=could not be loaded")
        assert page.input_value("[name='answer.line']") == "mine"


def test_page_in_a_folder_says_what_it_cannot_do(browser: Any, project: Project) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((project.site / "en" / "worksheets" / "all-types" / "index.html").as_uri())
        page.wait_for_selector(".without-scripts", state="visible")
        assert not page.is_visible(".sheet-tools [data-do=save]")
        page.fill("[name='answer.line']", "to print")


# -- on paper -----------------------------------------------------------------------------------

LONG = "A long answer that has to be printed whole. " * 120 + "THEEND"


def printed(page: Any, path: Path, **options: Any) -> list[str]:
    page.pdf(path=str(path), **options)
    return [" ".join(part.extract_text().split()) for part in PdfReader(path).pages]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_print_of_the_page_is_the_sheet_and_nothing_else(
    page: Any, project: Project, tmp_path: Path, paper: str
) -> None:
    page.fill("[name='answer.lines']", LONG)
    page.fill("[name='answer.line']", "A single line can be long as well. " * 12 + "LINEEND")
    page.fill("[name='answer.plan.1.action']", LONG)
    page.fill("[name='answer.sheet.name']", "Ieva Bērziņa")
    pages = printed(page, tmp_path / "sheet.pdf", format=paper)
    text = " ".join(pages)
    current = edition(project, load(project), "en")
    sheet = current.get(Kind.worksheet, "all-types")
    assert isinstance(sheet, Worksheet)
    labels = [
        field.label for section in sheet.sections for field in section.fields if getattr(field, "label", None)
    ]
    assert len(labels) == 17
    options = ["Option B", "Any A", "Tick B", "Row S", "Column Y", "Named row", "Area C", "Rank B"]
    words = ["All types", "Take your time.", "Everything", "A note to the reader", "Client", "Tester"]
    for wanted in (*labels, *options, *words, "By when", "Support I need", "Ieva Bērziņa", "LINEEND"):
        assert wanted in text, wanted
    assert text.count("THEEND") == 2
    for chrome in (
        "Home",
        "Print this page",
        "COACH-PURPOSE",
        "Also show in",
        "Saved on",
        "Summary of",
        "Values over",
    ):
        assert chrome not in text, chrome
    assert "stored" not in text
    assert f"1 / {len(pages)}" in pages[0]


def test_print_keeps_the_order_of_the_sheet(page: Any, tmp_path: Path) -> None:
    pages = printed(page, tmp_path / "sheet.pdf", format="A4")
    text = " ".join(pages)
    order = ["All types", "Name", "Take your time.", "Everything", "One line", "Hours", "A scale", "Rate"]
    order += ["Column X", "Wheel", "Plan", "Average", "A note to the reader"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    # Who wrote it stands in the margin of each.
    assert [words.count("Tester") for words in pages] == [1] * len(pages)


def test_question_and_its_room_stay_on_one_page(page: Any, tmp_path: Path) -> None:
    """No field is parted by a page's end; only a table or list of many rows may be, and none is here."""
    page.emulate_media(media="print")
    found = page.evaluate(
        """[...document.querySelectorAll(".field")].map(
            (field) => [field.id, getComputedStyle(field).breakInside])"""
    )
    assert len(found) == 19
    assert [name for name, rule in found if rule != "avoid"] == []


@pytest.mark.parametrize("scripts", [True, False])
def test_empty_sheet_prints_with_and_without_scripts(
    browser: Any, address: str, tmp_path: Path, scripts: bool
) -> None:
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(f"{address}/en/worksheets/all-types/")
        text = " ".join(printed(page, tmp_path / "sheet.pdf", format="A4"))
    for wanted in ("All types", "One line", "Many lines", "Area A", "Support I need", "Signature"):
        assert wanted in text
    assert "You can fill in this worksheet" not in text


def test_values_of_a_wheel_are_printed_without_scripts(browser: Any, address: str, tmp_path: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/en/worksheets/all-types/")
        values = page.locator(".wheel-table input")
        assert values.count() >= 3
        for n in range(values.count()):
            values.nth(n).fill("10")
        (page_with,) = [
            text for text in printed(page, tmp_path / "sheet.pdf", format="A4") if "Area C" in text
        ]
        after = page_with[page_with.index("Area A") :]
        assert after.split().count("10") >= values.count()
        # What is drawn is as wide as what was typed.
        page.emulate_media(media="print")
        cut = values.evaluate_all("all => all.filter((one) => one.scrollWidth > one.clientWidth).length")
        assert cut == 0


def test_two_languages_print_one_below_the_other(page: Any, tmp_path: Path) -> None:
    page.select_option("#tk_sheet-also", "lv")
    page.wait_for_selector("#field-line .also")
    text = " ".join(printed(page, tmp_path / "sheet.pdf", format="A4"))
    assert text.index("One line") < text.index("Viena rinda") < text.index("Many lines")


# -- accessibility ------------------------------------------------------------------------------


@needs_axe
@pytest.mark.parametrize("filled", [False, True], ids=["blank", "filled"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_accessibility_fault(browser: Any, address: str, width: int, filled: bool) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}/en/worksheets/all-types/")
        page.wait_for_selector(READY, state="attached")
        if filled:
            open_file(page, answers_file(ANSWERS))
            is_saved(page)
            page.select_option("#tk_sheet-also", "lv")
            page.wait_for_selector("#field-line .also")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe_faults_light_and_dark(page) == []
