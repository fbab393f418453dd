"""What a client writes goes from page to file to paper and comes back the same, in every language and field type."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result
from conftest import CONFIG, LOCALES, bank, served, session
from pypdf import PdfReader
from test_worksheet_page import ALL_TYPES, READY, answers_file, open_file
from test_worksheet_page import ANSWERS as ON_PAGE

from toolkit.answers.file import load as load_answers
from toolkit.build.run import build
from toolkit.cli import main
from toolkit.definitions.library import load
from toolkit.definitions.model import Kind
from toolkit.definitions.model.worksheet import Worksheet, WorksheetField
from toolkit.errors import ContentError
from toolkit.project.opened import Project
from toolkit.site.pages import Pages
from toolkit.view import edition, print_words
from toolkit.view.fieldplaces import sheet_places
from toolkit.view.formats import written_day, written_number
from toolkit.view.places import AnswerPlace

#: Pictures are refused in print, with a message of their own; all letters of Europe are not.
ANSWERS = {
    name: answer.replace("👩‍👧", "Юля и Γιώργος") if isinstance(answer, str) else answer
    for name, answer in ON_PAGE.items()
}
ASSETS = Path(__file__).resolve().parents[1] / "templates" / "page" / "assets"
CHECKLIST = """\
kind: checklist
id: list
language: en
title: "List"
summary: "Summary"
version: "1.0"
authors: [Tester]
audience: [coach]
stage: before
roles: [coach]
groups:
  - id: all
    title: "All"
    items:
      - {id: one, term: "One", text: "One is done.", responsible: [coach]}
"""

#: Places per field type of the sheet with all types; the head of the sheet has two more.
PLACES = {
    "short_text": 1,
    "long_text": 1,
    "number": 2,
    "date": 1,
    "scale": 1,
    "single_choice": 2,
    "multiple_choice": 4,
    "checklist": 2,
    "matrix": 2,
    "table": 5,
    "wheel": 3,
    "ranking": 2,
    "commitment": 10,
    "computed": 2,
    "note": 0,
    "signature": 3,
}
#: What is typed instead of what a file holds, in languages with a decimal comma and in those with a point.
TYPED = {"free": ("−2,5", "-2.5")}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]) -> Project:
    root = tmp_path_factory.mktemp("round-trip")
    for name, text in {
        "mkdocs.yml": CONFIG,
        "content/worksheets/all-types.yaml": ALL_TYPES,
        "content/worksheets/sheet.yaml": ALL_TYPES.replace("id: all-types", "id: sheet"),
        "content/questions/bank.yaml": bank(),
        "content/sessions/talk.yaml": session(),
        "content/checklists/list.yaml": CHECKLIST,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    lay_caches(root)
    found = Project.open(root)
    build(found, lambda done, total: None)
    return found


@pytest.fixture(scope="module")
def address(project: Project) -> Iterator[str]:
    with served(project.site) as found:
        yield found


@pytest.fixture
def open_sheet(browser: Any, address: str) -> Iterator[Any]:
    """Return a function that opens the empty sheet in a language; its page says nothing on the console."""
    contexts: list[Any] = []
    said: list[str] = []

    def opened(locale: str = "en", path: str = "worksheets/all-types/", **options: Any) -> Any:
        contexts.append(browser.new_context(accept_downloads=True, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda line: said.append(line.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}/{locale}/{path}")
        if path.startswith("worksheets/"):
            page.wait_for_selector(READY, state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def places(project: Project, locale: str) -> tuple[Worksheet, tuple[AnswerPlace, ...]]:
    current = edition(project, load(project), locale)
    sheet = current.get(Kind.worksheet, "all-types")
    assert isinstance(sheet, Worksheet)
    return sheet, tuple(sheet_places(sheet, print_words(current)))


def fill(page: Any, found: tuple[AnswerPlace, ...], locale: str) -> None:
    """Fill the whole sheet as a person does who writes numbers in the language's way."""
    for slot in found:
        answer = ANSWERS.get(slot.name)
        control = f"[name='answer.{slot.name}']"
        if answer is None or page.evaluate(f'document.querySelector("{control}").readOnly === true'):
            continue
        if answer is True:
            page.check(control)
        elif slot.kind == "radio":
            page.check(f"{control}[value='{answer}']")
        elif slot.kind == "date":
            page.fill(control, answer)
        else:
            page.focus(control)
            text = TYPED.get(slot.name, (answer, answer))[locale == "en"]
            page.keyboard.insert_text(text) if "\n" in text or "\t" in text else page.keyboard.type(text)


def download(page: Any, button: str = ".sheet-tools [data-do=save]") -> tuple[str, bytes]:
    with page.expect_download() as saved:
        page.click(button)
    return saved.value.suggested_filename, Path(saved.value.path()).read_bytes()


def printed(project: Project, file: Path, out: Path, *options: str) -> Result:
    given = ["--project", str(project.root), "print", "all-types", "--answers", str(file), "--out", str(out)]
    return CliRunner().invoke(main, [*given, *options])


def read_back(path: Path) -> dict[str, str]:
    """Return the form's values by name, without groups and what is empty."""
    found = PdfReader(path).get_fields() or {}
    return {
        name: str(field["/V"])
        for name, field in found.items()
        if "/FT" in field and field["/V"] not in ("", "/Off")
    }


def expected(found: tuple[AnswerPlace, ...], answers: dict[str, Any], locale: str) -> dict[str, str]:
    shown = {}
    for slot in found:
        answer = answers.get(slot.name)
        if not answer:
            continue
        if slot.kind == "check":
            shown[slot.name] = "/Yes"
        elif slot.kind == "radio":
            shown[slot.name] = f"/{answer}"
        elif slot.kind == "date":
            shown[slot.name] = written_day(date.fromisoformat(answer), locale)
        elif slot.kind == "number":
            shown[slot.name] = written_number(Decimal(answer), locale)
        else:
            shown[slot.name] = answer
    return shown


# -- page, file, form -------------------------------------------------------------------------


def test_the_sheet_has_every_field_type(project: Project) -> None:
    sheet, found = places(project, "en")
    types = {field.id: field.type for section in sheet.sections for field in section.fields}
    known = {
        get_args(cls.model_fields["type"].annotation)[0] for cls in get_args(get_args(WorksheetField)[0])
    }
    assert set(types.values()) == known == set(PLACES)
    counted = Counter(types[slot.field] for slot in found if slot.field)
    assert {name: counted[name] for name in PLACES} == PLACES
    assert [slot.name for slot in found if not slot.field] == ["sheet.name", "sheet.date"]
    assert {slot.kind for slot in found} == {"text", "area", "number", "date", "check", "radio"}
    # Ticked and not, chosen and not: every kind of place is tried both ways.
    for kind in ("text", "area", "number", "date", "check"):
        assert {slot.name in ANSWERS for slot in found if slot.kind == kind} >= {True}
    assert {slot.name in ANSWERS for slot in found if slot.kind == "check"} == {True, False}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_filled_in_comes_back_from_the_form(
    project: Project, open_sheet: Any, tmp_path: Path, locale: str
) -> None:
    """Every field type: filled on the page, saved, printed prefilled in all languages, read from the form."""
    page = open_sheet(locale)
    _, found = places(project, locale)
    fill(page, found, locale)
    page.fill("#tk_copy-nickname", "Anna Ž.")
    page.click("#tk_values button:first-child")
    page.wait_for_selector("#tk_values .message:not(:empty)")
    page.wait_for_selector(".sheet-state[data-state=saved]")
    name, content = download(page)
    data = json.loads(content)
    assert data["answers"] == ANSWERS
    assert (data["language"], data["nickname"], len(data["snapshots"])) == (locale, "Anna Ž.", 1)
    assert name.startswith("all-types-")

    (tmp_path / "saved.json").write_bytes(content)
    # A file is read whatever the language that it was saved in.
    run = printed(project, tmp_path / "saved.json", tmp_path / "out")
    assert run.exit_code == 0, run.output
    for other in LOCALES:
        _, there = places(project, other)
        filled = read_back(tmp_path / "out" / other / "all-types-fillable.pdf")
        assert filled == expected(there, ANSWERS, other)
        assert len(filled) == len(ANSWERS) == 35
        assert (filled["free"], filled["day"]) == {
            "en": ("-2.5", "29 Feb 2028"),
            "es": ("-2,5", "29 feb 2028"),
            "lv": ("-2,5", "2028. gada 29. febr."),
            "fi": ("−2,5", "29.2.2028"),
        }[other]


def drawn(page: str) -> str:
    """Return what a page draws of a worksheet's places and says of them to its scripts."""
    start = page.index('<form class="sheet"')
    return page[start : page.index("</script>", page.index('id="tk_places"', start))]


def test_page_file_and_form_agree_however_places_are_named(
    project: Project, open_sheet: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names come from one function: with odd ones all works as before, since nobody else makes one up."""
    usual = {place.name: place.field for place in places(project, "en")[1]}
    monkeypatch.setattr("toolkit.view.places.name_of", lambda *parts: "~".join(("odd", *reversed(parts))))
    sheet, found = places(project, "en")
    named = dict(zip(usual, found, strict=True))
    assert not {place.name for place in found} & set(usual)
    ours = Pages(edition(project, load(project), "en")).definition(sheet).body

    def answered(route: Any) -> None:
        built = (project.site / "en/worksheets/all-types/index.html").read_text(encoding="utf-8")
        route.fulfill(body=built.replace(drawn(built), drawn(ours)), content_type="text/html; charset=utf-8")

    page = open_sheet()
    page.route("**/en/worksheets/all-types/", answered)
    page.reload()
    page.wait_for_selector(READY, state="attached")
    for name, answer in ANSWERS.items():
        place = named[name]
        control = page.locator(f"[name='{place.control}']")
        assert control.count() == max(1, len(place.values)), name
        if answer is True:
            control.check()
        elif place.kind == "radio":
            page.check(f"[name='{place.control}'][value='{answer}']")
        elif place.computed is None:
            control.fill(answer)
    page.click("#tk_values button:first-child")
    page.wait_for_selector("#tk_values .message:not(:empty)")
    page.click("#tk_values button:last-child")
    page.wait_for_selector("#tk_compare[open]")
    assert page.locator("#tk_compare-body table").count() == 2
    page.keyboard.press("Escape")
    assert page.get_attribute(f"path[data-slot='{named['wheel.a'].name}']", "d")
    page.wait_for_selector(".sheet-state[data-state=saved]")

    _, content = download(page)
    answers = json.loads(content)["answers"]
    assert answers == {named[name].name: answer for name, answer in ANSWERS.items()}
    (snapshot,) = json.loads(content)["snapshots"]
    assert set(snapshot["values"]) <= {place.name for place in found if place.measures}
    assert len(snapshot["values"]) > 5
    (tmp_path / "saved.json").write_bytes(content)
    run = printed(project, tmp_path / "saved.json", tmp_path / "out", "--lang", "en")
    assert run.exit_code == 0, run.output
    (made,) = (tmp_path / "out").rglob("*.pdf")
    assert read_back(made) == expected(found, answers, "en")


#: Sheets that are hardly filled, and the form that each is printed in.
SPARSE: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    ({}, ()),
    ({}, ("--bilingual", "fi")),
    ({"plan.1.done": True}, ()),
    ({"plan.1.done": True, "multiple.a": True}, ("--bilingual", "fi")),
    ({"multiple.other": True, "sheet.other.multiple": "cits\nun vēl\n"}, ("--large-print",)),
    (
        {"single": "other", "sheet.other.single": "cits", "matrix.r": "x", "lines": "viens\n\n  divi\n"},
        ("--paper", "letter", "--ink-saving"),
    ),
    (
        {"hours": "7.5", "wheel.a": "1", "ranking.a": "2", "plan.2.by-when": "2026-12-31", "total": "16.5"},
        ("--bilingual", "en", "--large-print"),
    ),
    ({"line": "", "scale": "", "day": "", "hours": "", "lines": " \n"}, ()),
]


@pytest.mark.parametrize(("answers", "options"), SPARSE)
def test_any_answers_print_in_any_form(
    project: Project, tmp_path: Path, answers: dict[str, Any], options: tuple[str, ...]
) -> None:
    file = tmp_path / "saved.json"
    file.write_bytes(answers_file(answers))
    run = printed(project, file, tmp_path / "sheet.pdf", "--lang", "lv", *options)
    assert run.exit_code == 0, run.output
    _, found = places(project, "lv")
    given = {name: answer for name, answer in answers.items() if answer is True or answer.strip()}
    assert read_back(tmp_path / "sheet.pdf") == expected(found, given, "lv")


# -- page and toolkit agree -------------------------------------------------------------------

#: Answers to one place, by the place; right ones and wrong ones.
TRIED: dict[str, list[Any]] = {
    "plan.1.done": [True, False, "true", "yes", 1, None, ""],
    "ticks.a": [True, "x"],
    "line": ["text", "", " ", True, 7, None, ["x"], {"x": "y"}, "a\x00b", "a\u202eb", "a\tb\nc"],
    "sheet.other.single": ["text", True],
    "hours": ["0", "60", "60.1", "-1", "7.5", "7,5", "1e1", "", "٣", "7.", " 7", "0.12345678901", 7, True],
    "free": ["-2.5", "999999999999999", "1000000000000000", "−2", "+1"],
    "day": ["2026-12-31", "2026-02-29", "2028-02-29", "31.12.2026", "0000-01-01", "2026-1-1", "", True],
    "scale": ["1", "5", "6", "0", "1.0", True],
    "single": ["a", "other", "c", "", True],
    "matrix.r": ["x", "z", True],
    "wheel.a": ["1", "10", "11", "2.5", "2.0", "0"],
    "ranking.a": ["1", "2", "3", "1.5"],
    "plan.1.confidence": ["1", "10", "11", "5.5"],
    "plan.1.by-when": ["2026-12-31", "soon"],
    "total": ["16.5", "x"],
    "sign.date": ["2026-12-31", "x"],
    "nowhere": ["x"],
    "__proto__": ["x"],
}


def test_page_and_toolkit_take_and_refuse_the_same(project: Project, open_sheet: Any, tmp_path: Path) -> None:
    page = open_sheet()
    pairs = [(name, answer) for name, given in TRIED.items() for answer in given]
    assert len(pairs) == 85
    assert {slot.kind for slot in places(project, "en")[1] if slot.name in TRIED} == {
        "text",
        "number",
        "date",
        "check",
        "radio",
    }
    files = [answers_file({name: answer}).decode() for name, answer in pairs]
    theirs = page.evaluate(
        """async (files) => {
          const { check } = await import(new URL("../../../assets/worksheet/answers.js", location.href));
          const form = document.querySelector("form.sheet");
          return files.map((text) => {
            try {
              check(JSON.parse(text), form);
              return true;
            } catch (error) {
              if (!error.word) throw error;
              return false;
            }
          });
        }""",
        files,
    )
    sheet, found = places(project, "en")
    ours = []
    for text in files:
        (tmp_path / "one.json").write_text(text, encoding="utf-8")
        try:
            load_answers(tmp_path / "one.json", sheet, found)
            ours.append(True)
        except ContentError:
            ours.append(False)
    different = [(pair, a, b) for pair, a, b in zip(pairs, theirs, ours, strict=True) if a != b]
    assert different == []
    assert 25 < sum(ours) < 50


@pytest.mark.parametrize("locale", LOCALES)
def test_dates_and_numbers_are_written_alike_on_screen_and_paper(open_sheet: Any, locale: str) -> None:
    page = open_sheet(locale)
    days = [date(2026, 1, 1) + timedelta(days=7 * n) for n in range(120)]
    numbers = ["0", "7.5", "-2.5", "1000", "1234567.25", "0.0000000001", "-999999999999999", "16.333333"]
    theirs = page.evaluate(
        """async ([days, numbers]) => {
          const { writtenDay, writtenNumber } = await import(new URL("../../../assets/core/formats.js", location.href));
          return [days.map(writtenDay), numbers.map(writtenNumber)];
        }""",
        [[day.isoformat() for day in days], numbers],
    )
    ours = [
        [written_day(day, locale) for day in days],
        [written_number(Decimal(number), locale) for number in numbers],
    ]
    assert theirs == ours
    assert len(set(ours[0])) == 120


# -- numbers as people type them --------------------------------------------------------------

NUMBERS = {
    "7,5": "7.5",
    "7.5": "7.5",
    "0,25": "0.25",
    ",5": "0.5",
    "7": "7",
    "7,": "7",
    "07": "7",
    " 7 ": "7",
    "-2,5": "-2.5",
    "−2.5": "-2.5",
    "–3": "-3",
    "+4": "4",
    "1 234,5": "1234.5",
    "1\u00a0234": "1234",
    "1\u202f234": "1234",
    "1.234,5": "1234.5",
    "1,234.5": "1234.5",
    "1.234.567": "1234567",
    "1’234.5": "1234.5",
    "７，５": "7.5",
}
NO_NUMBERS = ("1,234", "1.234", "1e5", "abc", "7,5,1", "1 2", "5²", "--1", "½", "12,34,567", "0x1", "1" * 16)


@pytest.mark.parametrize("locale", LOCALES)
def test_decimals_are_read_alike_in_every_language(open_sheet: Any, locale: str) -> None:
    """Typed key by key in a real browser: what is saved is what was meant, or is not called saved."""
    page = open_sheet(locale)
    for typed, meant in NUMBERS.items():
        page.fill("[name='answer.free']", "")
        page.focus("[name='answer.free']")
        page.keyboard.type(typed)
        page.wait_for_selector(".sheet-state[data-state=saved]")
        # Whoever leaves the field sees how it was read.
        page.keyboard.press("Tab")
        assert page.input_value("[name='answer.free']") == written_number(Decimal(meant), locale), typed
        _, content = download(page)
        answers = json.loads(content)["answers"]
        assert (answers["free"], answers["total"]) == (meant, meant), typed
    for typed in NO_NUMBERS:
        page.fill("[name='answer.free']", "")
        page.focus("[name='answer.free']")
        page.keyboard.type(typed)
        page.wait_for_selector(".sheet-state[data-state=unsaved]")
        assert page.input_value("[name='answer.free']") == typed
        assert page.input_value("[name='answer.total']") == ""
        assert page.get_attribute("[name='answer.free']", "aria-invalid") == "true"
        assert page.text_content("[id='tk_fault.answer.free']")


@pytest.mark.parametrize(
    ("name", "wrong", "said", "right"),
    [
        ("hours", "61", "from 0 to 60", "60"),
        ("hours", "-1", "from 0 to 60", "0"),
        ("hours", "60,1", "from 0 to 60", "7,5"),
        ("wheel.a", "11", "from 1 to 10", "10"),
        ("wheel.a", "2,5", "whole number", "2"),
        ("ranking.a", "3", "from 1 to 2", "2"),
        ("ranking.a", "1.5", "whole number", "1"),
        ("plan.1.confidence", "0", "from 1 to 10", "1"),
        ("plan.1.confidence", "7,5", "whole number", "7"),
    ],
)
def test_bounds_and_steps_are_told_before_saved(
    open_sheet: Any, name: str, wrong: str, said: str, right: str
) -> None:
    page = open_sheet()
    control = f"[name='answer.{name}']"
    page.focus(control)
    page.keyboard.type(wrong)
    page.wait_for_selector(".sheet-state[data-state=unsaved]")
    assert said in page.inner_text("#tk_sheet-state")
    assert said in page.inner_text("#tk_sheet-said")
    # Beside the field, and read out with it.
    note = page.locator(f"[id='tk_fault.answer.{name}']")
    assert said in note.inner_text()
    assert note.is_visible()
    assert f"tk_fault.answer.{name}" in page.get_attribute(control, "aria-describedby").split()
    page.click(".sheet-tools [data-do=save]")
    page.wait_for_selector("#tk_sheet-message.wrong")
    assert page.evaluate("document.activeElement.name") == f"answer.{name}"

    page.fill(control, right)
    page.wait_for_selector(".sheet-state[data-state=saved]")
    assert not note.is_visible()
    assert page.get_attribute(control, "aria-invalid") is None
    assert "fault" not in (page.get_attribute(control, "aria-describedby") or "")
    _, content = download(page)
    assert json.loads(content)["answers"][name] == right.replace(",", ".")


def test_numbers_of_a_stored_copy_are_shown_in_the_language(open_sheet: Any) -> None:
    page = open_sheet("lv")
    open_file(page, answers_file({"hours": "7.50", "free": "1.125", "wheel.a": "3"}))
    shown = [page.input_value(f"[name='answer.{name}']") for name in ("hours", "free", "total", "average")]
    assert shown == ["7,5", "1,125", "11,625", "3,9"]
    # What nobody has changed is what it was.
    answers = json.loads(download(page)[1])["answers"]
    assert (answers["hours"], answers["free"], answers["total"]) == ("7.50", "1.125", "11.625")
    page.click("#tk_values button:first-child")
    page.fill("[name='answer.hours']", "6")
    page.click("#tk_values button:last-child")
    page.wait_for_selector("#tk_compare[open]")
    assert page.locator("#tk_compare-body tr", has_text="Hours").locator("td").all_inner_texts() == [
        "7,5",
        "6",
        "−1,5",
    ]
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    assert page.inner_text("[name='answer.free'] ~ .paper") == "1,125"


def test_stored_answers_that_do_not_fit_are_kept_until_there_is_another(open_sheet: Any) -> None:
    """Earlier pages called such answers saved: what they stored is shown, not lost, and does not stand in the way."""
    page = open_sheet()
    page.fill("[name='answer.line']", "word")
    page.wait_for_selector(".sheet-state[data-state=saved]")
    page.evaluate(
        """async () => {
          const { list, update } = await import("/assets/core/store.js");
          const [copy] = await list("copies");
          const answers = { ...copy.answers, "wheel.c": "2.5", hours: "99" };
          await update("copies", copy.id, (old) => ({ ...old, revision: old.revision + 1, answers }));
        }"""
    )
    page.reload()
    page.wait_for_selector(READY, state="attached")
    assert page.input_value("[name='answer.wheel.c']") == ""
    assert re.findall(r"\S+", page.inner_text("#tk_sheet-unplaced dl")) == ["wheel.c", "2.5", "hours", "99"]
    assert json.loads(download(page)[1])["answers"] == {"line": "word"}
    page.fill("[name='answer.wheel.c']", "3")
    page.fill("[name='answer.hours']", "7,5")
    assert not page.is_visible("#tk_sheet-unplaced")
    answers = json.loads(download(page)[1])["answers"]
    assert (answers["wheel.c"], answers["hours"]) == ("3", "7.5")


@pytest.mark.parametrize("typed", ["7,5", "0", "10081", "abc", "-5"])
def test_minutes_of_a_session_are_whole_or_not_taken(open_sheet: Any, typed: str) -> None:
    """The kind: every number that is typed anywhere on the site."""
    page = open_sheet("en", "sessions/talk/")
    page.wait_for_selector("html.scripts [data-fit=number]")
    page.fill("[data-fit=number]", "25")
    page.keyboard.press("Tab")
    assert "minutes=25" in page.url
    page.fill("[data-fit=number]", "")
    page.focus("[data-fit=number]")
    page.keyboard.type(typed)
    page.keyboard.press("Tab")
    page.wait_for_selector("[data-fit=message].wrong")
    assert page.get_attribute("[data-fit=number]", "aria-invalid") == "true"
    assert "minutes=25" in page.url
    # Nobody types an address: what it says has one form.
    page.goto(page.url.replace("minutes=25", "minutes=015"))
    assert page.input_value("[data-fit=number]") == "20"


def test_no_field_leaves_numbers_to_the_browser(project: Project) -> None:
    pages = list(project.site.rglob("index.html"))
    assert len(pages) > 40
    fields = 0
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert 'type="number"' not in text, path
        fields += len(re.findall(r"<input[^>]* data-number=", text))
    # Four of them are in parts that a sheet may get: an area, a rank, a row of a plan, a number.
    assert fields == 2 * len(LOCALES) * (11 + 4)


def test_half_a_date_on_a_question_sheet_is_not_called_saved(open_sheet: Any) -> None:
    page = open_sheet("en", "questions/bank/")
    page.check("[id='first'] [data-choose]")
    page.click("[data-bank=bar] a")
    date_field = "[data-bank=form] [name=date]"
    page.fill(date_field, "2026-12-31")
    page.focus(date_field)
    page.keyboard.press("Backspace")
    page.wait_for_selector("[data-bank=message].wrong")
    page.click("[data-do=save]")
    assert page.text_content("[data-bank=message]").startswith("Not saved: the date is incomplete.")
    assert page.evaluate("document.activeElement.name") == "date"
    assert page.evaluate(STORED)[1][0]["date"] == "2026-12-31"
    page.fill(date_field, "2027-01-02")
    assert page.text_content("[data-bank=message]") == ""
    assert json.loads(download(page, "[data-do=save]")[1])["date"] == "2027-01-02"


# -- the reader's own day ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Pacific/Auckland", "2026-12-31"), ("Pacific/Honolulu", "2026-12-30"), ("UTC", "2026-12-30")],
)
def test_files_carry_the_readers_own_day(open_sheet: Any, zone: str, day: str) -> None:
    page = open_sheet(timezone_id=zone)
    page.clock.install(time="2026-12-30T12:30:00Z")
    page.reload()
    page.wait_for_selector(READY, state="attached")
    page.fill("[name='answer.line']", "word")
    assert download(page)[0] == f"all-types-{day}.json"
    page.click(".sheet-tools [data-do=lock]")
    page.fill("#tk_passphrase-first", "parūs ūdens kaķis māja")
    page.fill("#tk_passphrase-second", "parūs ūdens kaķis māja")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename == f"all-types-{day}.sealed.json"

    page.goto(page.url.replace("worksheets/all-types/", "questions/bank/"))
    page.check("[id='first'] [data-choose]")
    page.click("[data-bank=bar] a")
    assert download(page, "[data-do=save]")[0] == f"bank-{day}.json"


def test_no_script_cuts_a_day_out_of_a_moment() -> None:
    scripts = list(ASSETS.rglob("*.js"))
    assert len(scripts) > 50
    for path in scripts:
        assert not re.search(r"toISOString\(\)\s*\.(slice|split|substring)", path.read_text("utf-8")), path


# -- a client's words -------------------------------------------------------------------------

WORDS = "Zaļknābis told nobody"


def test_words_stand_in_no_address_title_or_file_name(
    project: Project, open_sheet: Any, tmp_path: Path
) -> None:
    page = open_sheet()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    for name in ("sheet.name", "line", "lines", "sheet.other.single", "plan.1.action", "sign.name"):
        page.fill(f"[name='answer.{name}']", WORDS)
    page.fill("#tk_copy-nickname", WORDS)
    page.wait_for_selector(".sheet-state[data-state=saved]")
    name, content = download(page)
    assert content.count(WORDS.encode()) == 7
    page.reload()
    page.wait_for_selector(READY, state="attached")
    page.click("nav a[hreflang=lv], a[hreflang=lv]", force=True)
    page.wait_for_selector(READY, state="attached")
    kept = page.evaluate(
        "JSON.stringify([{...sessionStorage}, {...localStorage}, history.state, document.cookie])"
    )
    for text in (name, page.url, page.title(), kept, *seen):
        assert "Zaļkn" not in text
        assert "Za%C4%BCkn" not in text
    assert len(seen) > 20

    # The file's name was chosen by whoever gave it.
    (tmp_path / "saved.json").write_bytes(content)
    run = printed(project, tmp_path / "saved.json", tmp_path / "out")
    assert run.exit_code == 0
    assert "Zaļkn" not in run.output
    made = sorted(path.name for path in (tmp_path / "out").rglob("*.pdf"))
    assert made == ["all-types-fillable.pdf"] * 4
    for path in (tmp_path / "out").rglob("*.pdf"):
        reader = PdfReader(path)
        assert read_back(path)["line"] == WORDS
        xmp = reader.xmp_metadata
        assert xmp is not None
        known = json.dumps(dict(reader.metadata or {}), ensure_ascii=False) + xmp.stream.get_data().decode()
        assert "All types" in known
        assert "Zaļkn" not in known


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"hours": WORDS}, "not valid for this question: Hours."),
        ({"scale": WORDS}, "not valid for this question: A scale."),
        ({"matrix.r": WORDS}, "not valid for this question: Row R."),
        ({"single": WORDS}, "not valid for this question: One of."),
        ({"plan.1.done": WORDS}, "not valid for this question: Done (Action 1)."),
        ({"plan.2.by-when": WORDS}, "not valid for this question: By when (Action 2)."),
        ({"wheel.a": "11"}, "not valid for this question: Area A (1–10)."),
        (
            {"line": f"{WORDS}\x00"},
            "contains hidden control characters in the answer to this question: One line (required).",
        ),
        ({"old-field": WORDS}, "not on this worksheet: old-field."),
        ({WORDS: "x"}, "not on this worksheet: –."),
    ],
)
def test_refused_files_name_the_field_and_quote_nothing(
    project: Project, open_sheet: Any, tmp_path: Path, answers: dict[str, Any], said: str
) -> None:
    content = answers_file({"sheet.name": WORDS, **answers})
    message = open_file(open_sheet(), content)
    assert message.endswith(said)
    assert "Zaļkn" not in message

    (tmp_path / "saved.json").write_bytes(content)
    run = printed(project, tmp_path / "saved.json", tmp_path / "out", "--lang", "lv")
    assert run.exit_code == 1
    assert "saved.json:1:" in run.output
    assert "Zaļkn" not in run.output
    assert "Traceback" not in run.output
    assert not (tmp_path / "out").exists()


def test_locked_and_question_files_are_told_apart_in_print(
    project: Project, open_sheet: Any, tmp_path: Path
) -> None:
    page = open_sheet()
    page.fill("[name='answer.line']", WORDS)
    page.click(".sheet-tools [data-do=lock]")
    for field in ("#tk_passphrase-first", "#tk_passphrase-second"):
        page.fill(field, "parūs ūdens kaķis māja")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    sealed = Path(saved.value.path()).read_bytes()
    page.goto(page.url.replace("worksheets/all-types/", "questions/bank/"))
    page.check("[id='first'] [data-choose]")
    page.click("[data-bank=bar] a")
    page.fill("[data-own='bank/first'] textarea", WORDS)
    _, made = download(page, "[data-do=save]")
    assert WORDS.encode() in made
    for content, said in ((sealed, "protected with a passphrase"), (made, "made from questions")):
        (tmp_path / "saved.json").write_bytes(content)
        run = printed(project, tmp_path / "saved.json", tmp_path / "out")
        assert run.exit_code == 1
        assert said in run.output
        assert "open the file on" in run.output
        assert "Zaļkn" not in run.output


# -- what is stored on the device -------------------------------------------------------------

STORED = """async () => {
  const { list } = await import("/assets/core/store.js");
  return [await list("copies"), await list("marks")];
}"""


def is_kept(page: Any, key: str) -> None:
    """Wait until a record is on the disk: what is written while the page is left may be lost."""
    read = "async (key) => (await import('/assets/core/store.js')).get('marks', key)"
    until = time.monotonic() + 15
    while page.evaluate(read, key) is None:
        assert time.monotonic() < until, key


def test_everything_on_the_device_has_a_class_of_its_own(open_sheet: Any) -> None:
    page = open_sheet()
    page.fill("[name='answer.line']", "word")
    page.wait_for_selector(".sheet-state[data-state=saved]")
    at = page.url.removesuffix("worksheets/all-types/")

    page.goto(f"{at}checklists/list/")
    page.check("article input[type=checkbox] >> nth=0")
    is_kept(page, "checklist/list")
    page.goto(f"{at}sessions/talk/")
    page.click("[data-run=open] >> nth=0")
    page.click("[data-run=begin]")
    is_kept(page, "run/talk")
    page.goto(f"{at}questions/bank/")
    page.click("[id='second'] [data-star]")
    is_kept(page, "favourites")
    page.check("[id='first'] [data-choose]")
    page.click("[data-bank=bar] a")
    page.fill("[data-own='bank/first'] textarea", "word")
    is_kept(page, "own-sheet/")
    is_kept(page, "recent")

    copies, marks = page.evaluate(STORED)
    keys = {mark["key"] for mark in marks}
    assert keys == {"own-sheet/", "checklist/list", "run/talk", "favourites", "recent"}
    page.click("#tk_device-open")
    page.wait_for_selector("#tk_device[open]")
    page.wait_for_function("document.querySelector('[data-count=copies]').textContent === '1'")
    rows = page.locator("#tk_device .facts div:visible")
    found = {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows.all()}
    assert found == {
        "Saved copies of worksheets": "1",
        "Worksheets made from questions": "1",
        "Checklists in use": "1",
        "Curricula in progress": "0",
        "Session timers": "1",
        "Session records": "0",
        "Favourite questions": "1",
        "My own questions": "0",
        "Recently opened pages": "4",
    }
    assert len(copies) == 1


def test_every_key_that_scripts_write_is_known_to_the_dialog() -> None:
    """Whoever adds a record gives it a class: keys come from the one list that the dialog counts."""
    writers, named = set(), set()
    for path in ASSETS.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        named.update(re.findall(r'keyOf\("(\w+)"', text))
        if re.search(r'update\(\s*"marks"', text):
            name = path.relative_to(ASSETS).as_posix()
            writers.add(name)
            # The bar writes again what it was given under the key of a run.
            assert "keyOf(" in text or name == "running/bar.js", name
    assert writers == {
        "checklist/record.js",
        "core/carried.js",
        "core/favourites.js",
        "core/own-questions.js",
        "core/own-sheet.js",
        "core/recent.js",
        "curriculum/progress.js",
        "running/bar.js",
        "search/shortcut.js",
        "session/keeping.js",
        "session/record.js",
    }
    records = (ASSETS / "core" / "records.js").read_text(encoding="utf-8")
    classes = re.findall(r"^  (\w+): \{ (?:key|prefix)", records, re.MULTILINE)
    dialog = (ASSETS.parent / "theme" / "device.html").read_text(encoding="utf-8")
    assert set(classes) == named
    assert sorted(re.findall(r'data-count="(\w+)"', dialog)) == sorted([*classes, "copies", "other"])
