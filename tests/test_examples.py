"""Worked examples: each field type's answer, what is wrong with one, and that no example meets a client's own answers."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdf
import pytest
from conftest import LOCALES, MakeProject, worksheet
from lxml import html

from toolkit.answers.answer import wrong
from toolkit.build import print_sheets
from toolkit.build import run as builder
from toolkit.definitions import FIELD_TYPES, Worksheet
from toolkit.definitions.library import load
from toolkit.definitions.model import Kind, validate
from toolkit.definitions.source import read
from toolkit.errors import ContentError, UsageError
from toolkit.view import PrintOptions, edition, example_answers, print_words, sheet_places

#: A field of each type that can have an answer, with its answer, and that answer by place.
FIELDS: list[tuple[str, dict[str, str | bool]]] = [
    ('{id: line, type: short_text, label: "L", example: "One *line*"}', {"line": "One line"}),
    ('{id: text, type: long_text, label: "T", example: "A long answer"}', {"text": "A long answer"}),
    ('{id: hours, type: number, label: "N", min: 0, max: 24, unit: h, example: 0}', {"hours": "0"}),
    ('{id: day, type: date, label: "D", example: 2026-03-06}', {"day": "2026-03-06"}),
    ('{id: much, type: scale, label: "S", min_label: a, max_label: b, example: 6}', {"much": "6"}),
    ('{id: one, type: single_choice, label: "O", options: {a: Alpha, b: Beta}, example: b}', {"one": "b"}),
    (
        '{id: own, type: single_choice, label: "W", other: true, options: {a: Alpha}, example_other: "Mine"}',
        {"own": "other", "sheet.other.own": "Mine"},
    ),
    (
        '{id: some, type: multiple_choice, label: "M", other: true, options: {a: Alpha, b: Beta, c: Gamma},'
        ' example: [c, a], example_other: "More"}',
        {"some.c": True, "some.a": True, "some.other": True, "sheet.other.some": "More"},
    ),
    ('{id: ticks, type: checklist, label: "C", items: {p: Phone, t: Time}, example: [t]}', {"ticks.t": True}),
    (
        '{id: grid, type: matrix, label: "X", rows: {r: Row, s: Rest}, columns: {n: no, y: yes}, example: {s: y}}',
        {"grid.s": "y"},
    ),
    (
        '{id: free, type: table, label: "F", columns: {a: A, b: B}, rows: 2, example: {2: {b: "Cell"}}}',
        {"free.2.b": "Cell"},
    ),
    (
        '{id: named, type: table, label: "Z", columns: {a: A}, row_labels: {up: Up, low: Low},'
        ' example: {low: {a: "Below"}}}',
        {"named.low.a": "Below"},
    ),
    (
        '{id: life, type: wheel, label: "V", segments: {w: Work, h: Health, f: Friends}, example: {w: 7, f: 4}}',
        {"life.w": "7", "life.f": "4"},
    ),
    (
        '{id: order, type: ranking, label: "R", items: {l: Learn, r: Rest, e: Earn}, example: [r, l]}',
        {"order.r": "1", "order.l": "2"},
    ),
    (
        '{id: acts, type: commitment, label: "A", rows: 2, example: {1: {action: "Call", by_when: 2026-04-01,'
        ' support: "Time", confidence: 8, done: yes}, 2: {action: "Rest"}}}',
        {
            "acts.1.action": "Call",
            "acts.1.by-when": "2026-04-01",
            "acts.1.support": "Time",
            "acts.1.confidence": "8",
            "acts.1.done": True,
            "acts.2.action": "Rest",
        },
    ),
    ('{id: sum, type: computed, label: "Y", operation: sum, of: [hours, life, much]}', {"sum": "11.5"}),
    ('{id: mean, type: computed, label: "Q", operation: mean, of: [life, much]}', {"mean": "5.8"}),
    ('{id: said, type: note, text: "A note"}', {}),
    ("{id: sign, type: signature, party: client}", {}),
]
WHO = "A head of a library in her first year."
SHEET = (
    worksheet()
    + "".join(f"      - {field}\n" for field, _ in FIELDS)
    + f'introduce: "Take your time with it."\nexample: "{WHO}"\n'
)
EXPECTED = {name: value for _, answers in FIELDS for name, value in answers.items()}
#: Answers that nothing else of the page or of a sheet says.
SAID = ("One line", "A long answer", "Mine", "Cell", "Below", "Call")


@pytest.fixture
def answers(make_project: MakeProject) -> tuple[dict[str, str | bool], list[object]]:
    """Return the example by place, and what would be wrong with it in a file of answers."""
    project = make_project({"content/worksheets/sheet.yaml": SHEET})
    current = edition(project, load(project), "en")
    sheet = current.get(Kind.worksheet, "sheet")
    assert isinstance(sheet, Worksheet)
    places = sheet_places(sheet, print_words(current))
    found = example_answers(sheet, places)
    known = {place.name: place for place in places}
    return dict(found), [wrong(known[name], value) for name, value in found.items()]


def test_each_type_gives_answers_that_a_file_could_hold(
    answers: tuple[dict[str, str | bool], list[object]],
) -> None:
    found, faults = answers
    assert found == EXPECTED
    assert faults == [None] * len(EXPECTED)
    assert {field.partition("type: ")[2].split(",")[0] for field, _ in FIELDS} == set(FIELD_TYPES)


#: What is written, the code of the problem, and where it stands.
WRONG: dict[str, tuple[str, str, str]] = {
    "no such option": (FIELDS[5][0].replace("example: b", "example: beta"), "example-name", "beta}"),
    "no such tick": (FIELDS[8][0].replace("[t]", "[t, x]"), "example-name", "x]"),
    "no such row": (FIELDS[9][0].replace("{s: y}", "{q: y}"), "example-name", "y}}"),
    "no such column": (FIELDS[9][0].replace("{s: y}", "{s: maybe}"), "example-name", "maybe"),
    "no such row of a table": (FIELDS[10][0].replace("{2: {b", "{3: {b"), "example-name", '{b: "Cell"'),
    "no such cell": (FIELDS[10][0].replace('{b: "Cell"', '{c: "Cell"'), "example-name", '"Cell"'),
    "no such segment": (FIELDS[12][0].replace("{w: 7", "{x: 7"), "example-name", "7, f"),
    "no such item": (FIELDS[13][0].replace("[r, l]", "[r, z]"), "example-name", "z]"),
    "no such action": (FIELDS[14][0].replace("2: {action", "3: {action"), "example-name", '{action: "Rest"'),
    "number out of bounds": (FIELDS[2][0].replace("example: 0", "example: 25"), "example-bounds", "25}"),
    "scale out of bounds": (FIELDS[4][0].replace("example: 6", "example: 11"), "example-bounds", "11}"),
    "wheel out of bounds": (FIELDS[12][0].replace("w: 7", "w: 11"), "example-bounds", "11, f"),
    "confidence out of bounds": (
        FIELDS[14][0].replace("confidence: 8", "confidence: 11"),
        "less-than-equal",
        "11,",
    ),
    "no day": (FIELDS[3][0].replace("2026-03-06", "2026-02-30"), "day", "2026-02-30"),
    "no number": (FIELDS[12][0].replace("w: 7", "w: seven"), "whole-number", "seven"),
    "nowhere to write": (FIELDS[6][0].replace("other: true, ", ""), "example-other", '"Mine"'),
    "two answers": (
        FIELDS[6][0].replace("example_other", "example: a, example_other"),
        "example-twice",
        '"Mine"',
    ),
}


def problems(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    """Return the code of each problem of a file, and what stands at its place."""
    path = tmp_path / "sheet.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        validate(read(path, tmp_path), LOCALES)
    except ContentError as error:
        lines = text.split("\n")
        return [(one.code, lines[one.place.line - 1][one.place.column - 1 :]) for one in error.problems]
    return []


@pytest.mark.parametrize("name", WRONG)
def test_an_answer_that_cannot_be_given_is_told_at_its_place(tmp_path: Path, name: str) -> None:
    field, code, at = WRONG[name]
    found = problems(tmp_path, worksheet() + f'      - {field}\nexample: "{WHO}"\n')
    assert [one for one, _ in found] == [code]
    assert found[0][1].startswith(at)


def test_an_example_is_somebodys_and_has_answers(tmp_path: Path) -> None:
    answered = worksheet() + f"      - {FIELDS[2][0]}\n"
    assert [code for code, _ in problems(tmp_path, answered)] == ["example-of-nobody"]
    assert [code for code, _ in problems(tmp_path, worksheet() + 'example: "Me"\n')] == ["example-empty"]
    assert problems(tmp_path, answered + 'example: "Me"\n') == []


def test_the_page_shows_the_example_apart_from_the_sheet(make_project: MakeProject) -> None:
    project = make_project({"content/worksheets/sheet.yaml": SHEET})
    builder.build(project, lambda done, total: None)
    root = html.parse(str(project.root / "site" / "en" / "worksheets" / "sheet" / "index.html")).getroot()
    (shown,) = root.xpath("//details[@id='tk_example']")
    said = " ".join(" ".join(shown.itertext()).split())
    assert [text for text in (*SAID, WHO, "Example", "Gamma", "6 Mar 2026", "11.5") if text not in said] == []
    assert "screen-only" in shown.get("class").split()
    assert shown.get("open") is None
    assert not shown.xpath(".//input|.//textarea|.//select|.//button|ancestor::form")
    # Neither the sheet nor what its scripts know has a word of it; nor has how to use it.
    (form,) = root.xpath("//form[@id='tk_sheet']")
    (data,) = root.xpath("//script[@id='tk_places']")
    written = html.tostring(form, encoding="unicode") + data.text
    assert [text for text in (*SAID, WHO, "Take your time") if text in written] == []
    assert json.loads(data.text)["places"]
    (use,) = root.xpath("//details[@id='tk_use']")
    assert use.xpath("ancestor::*[contains(@class, 'screen-only')]")
    assert "Take your time with it." in " ".join(use.itertext())


def text_of(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages]


def test_the_example_is_printed_only_where_it_is_asked_for(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project({"content/worksheets/sheet.yaml": SHEET})
    out = tmp_path / "out"
    (plain,) = print_sheets(project, ("sheet",), ("en",), PrintOptions(), out)
    (form,) = print_sheets(project, ("sheet",), ("en",), PrintOptions(fillable=True), out)
    (shown,) = print_sheets(project, ("sheet",), ("en",), PrintOptions(fillable=True, example=True), out)
    assert shown.name == "sheet-example.pdf"
    for path in (plain, form):
        said = " ".join(text_of(path))
        assert [text for text in (*SAID, WHO, "Example", "Take your time") if text in said] == []
    assert not any(field.get("/V") not in (None, "", "/Off") for field in fields_of(form).values())
    pages = text_of(shown)
    assert len(pages) > 1
    assert all("Example" in page for page in pages)
    filled = {name: str(field.get("/V")) for name, field in fields_of(shown).items() if field.get("/V")}
    assert filled["line"] == "One line"
    assert filled["acts.1.action"] == "Call"
    assert filled["some.c"] == filled["acts.1.done"] == "/Yes"
    assert "Take your time" not in " ".join(pages)


def fields_of(path: Path) -> dict[str, dict[str, object]]:
    return dict(pypdf.PdfReader(io.BytesIO(path.read_bytes())).get_fields() or {})


def test_a_sheet_without_example_says_so(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet()})
    with pytest.raises(UsageError, match="sheet"):
        print_sheets(
            project, ("sheet",), ("en",), PrintOptions(fillable=True, example=True), tmp_path / "out"
        )
