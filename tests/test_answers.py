"""Answers from a file: taken over whole, or refused with a place and without a word of what was written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import MakeProject

from toolkit.answers import file as answers
from toolkit.cli import report
from toolkit.definitions.library import load as load_library
from toolkit.definitions.model import Kind
from toolkit.definitions.model.worksheet import Worksheet
from toolkit.errors import ContentError
from toolkit.view import edition, print_words
from toolkit.view.fieldplaces import sheet_places
from toolkit.view.places import AnswerPlace

SHEET = """\
kind: worksheet
id: sheet
language: en
title: "Sheet"
summary: "Summary"
version: "1.0"
authors: [Tester]
audience: [coach]
purpose: "Why"
minutes: 10
cadence: once
instructions: "How"
sections:
  - id: main
    fields:
      - {id: text, type: long_text, label: "Text"}
      - {id: number, type: number, label: "Number", min: 1, max: 60}
      - {id: day, type: date, label: "Day"}
      - {id: choice, type: single_choice, label: "Choice", options: {one: "One", two: "Two"}}
      - {id: scale, type: scale, label: "Scale", min: 1, max: 5, min_label: "low", max_label: "high"}
      - {id: wheel, type: wheel, label: "Wheel", min: 1, max: 10, segments: {a: "A", b: "B", c: "C"}}
      - {id: ticks, type: checklist, label: "Ticks", items: {one: "One", two: "Two"}}
"""
SECRET = "what-the-client-said"


@pytest.fixture
def sheet(make_project: MakeProject) -> tuple[Worksheet, tuple[AnswerPlace, ...]]:
    project = make_project({"content/worksheets/sheet.yaml": SHEET})
    current = edition(project, load_library(project), "en")
    worksheet = current.get(Kind.worksheet, "sheet")
    assert isinstance(worksheet, Worksheet)
    return worksheet, tuple(sheet_places(worksheet, print_words(current)))


@pytest.fixture
def read(
    sheet: tuple[Worksheet, tuple[AnswerPlace, ...]], tmp_path: Path
) -> Callable[[str | bytes], dict[str, answers.Answer]]:
    def read(content: str | bytes) -> dict[str, answers.Answer]:
        path = tmp_path / "answers.json"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return answers.load(path, *sheet)

    return read


Read = Callable[[str | bytes], dict[str, answers.Answer]]


def file(given: Any, **head: Any) -> str:
    whole = {
        "format": "coaching-toolkit-answers",
        "format_version": 1,
        "worksheet": "sheet",
        "worksheet_version": "1.0",
        "language": "en",
        "saved": "2026-11-22T08:00:00Z",
        "answers": given,
    }
    return json.dumps(whole | head, indent=1, ensure_ascii=False)


def test_answers_are_taken_over_whole(read: Read) -> None:
    given = {
        "sheet.name": "Ieva Bērziņa",
        "sheet.date": "2026-11-22",
        "text": "Two\nlines, a\ttab, ‘quotes’ and 👩‍👧",
        "number": "2.5",
        "day": "2028-02-29",
        "choice": "two",
        "ticks.one": True,
    }
    assert read(file(given)) == given
    assert read("\ufeff" + file(given)) == given


def test_empty_answers_are_left_out(read: Read) -> None:
    assert read(file({})) == {}
    assert read(file({"text": " \n", "choice": "", "number": "", "day": ""})) == {}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"nowhere": SECRET}, "no answer field ‘nowhere’"),
        ({"text": [SECRET]}, "‘text’ is not text"),
        ({"text": {SECRET: SECRET}}, "‘text’ is not text"),
        ({"text": 7}, "‘text’ is not text"),
        ({"text": None}, "‘text’ is not text"),
        ({"text": True}, "‘text’ is not text"),
        ({"text": SECRET + "\x1b[2J"}, "‘text’ contains hidden control"),
        ({"text": SECRET + "\u202e"}, "‘text’ contains hidden control"),
        ({"text": SECRET + "\r\n"}, "‘text’ contains hidden control"),
        ({"choice": SECRET}, "‘choice’ is not one of the choices"),
        ({"ticks.one": SECRET}, "‘ticks.one’ is a tick box"),
        ({"ticks.one": False}, "‘ticks.one’ is a tick box"),
        ({"ticks.one": 1}, "‘ticks.one’ is a tick box"),
        ({"number": SECRET}, "‘number’ is not a number"),
        ({"number": "1e3"}, "‘number’ is not a number"),
        ({"number": "NaN"}, "‘number’ is not a number"),
        ({"number": "٣"}, "‘number’ is not a number"),
        ({"number": "0.9"}, "‘number’ is too low"),
        ({"number": "60.1"}, "‘number’ is too high"),
        ({"wheel.a": "2.5"}, "‘wheel.a’ is not a whole number"),
        ({"day": SECRET}, "‘day’ is not a date"),
        ({"day": "2026-02-29"}, "‘day’ is not a date"),
        ({"day": "20260228"}, "‘day’ is not a date"),
    ],
)
def test_wrong_answers_are_named_but_never_quoted(read: Read, given: Any, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(file({"sheet.name": "Ieva", **given}))
    (problem,) = caught.value.problems
    assert said in str(problem.what)
    # Each answer has a line of its own in what the page writes: head, brace, name, then this one.
    assert problem.place.line == 10
    for shown in (
        "\n".join(report.as_text([problem], str, str)),
        report.as_json([problem], str, str),
        "\n".join(report.as_github([problem], str, str)),
    ):
        assert SECRET not in shown
        assert "Ieva" not in shown


def moment(day: int = 1, **values: Any) -> dict[str, Any]:
    return {"saved": f"2026-11-{day:02}T08:00:00.000Z", "values": values}


def test_nickname_and_earlier_values_are_taken_and_left_aside(read: Read) -> None:
    kept = [moment(1, scale="4", number="2.5", **{"wheel.a": "10"}), moment(2)]
    assert read(file({"scale": "3"}, nickname="Anna Ž.", snapshots=kept)) == {"scale": "3"}
    assert read(file({}, nickname="", snapshots=[])) == {}


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ({"nickname": 7}, "nickname is not text"),
        ({"nickname": None}, "nickname is not text"),
        ({"nickname": SECRET * 10}, "nickname is too long"),
        ({"nickname": SECRET + "\u202e"}, "nickname contains hidden control"),
        ({"nickname": SECRET + "\n"}, "nickname contains hidden control"),
        ({"snapshots": {}}, "must be a list"),
        ({"snapshots": None}, "must be a list"),
        ({"snapshots": [moment()] * 501}, "must be a list of at most 500"),
        ({"snapshots": [SECRET]}, "no date or no values"),
        ({"snapshots": [{"values": {}}]}, "no date or no values"),
        ({"snapshots": [{"saved": "2026-11-01", "values": {}}]}, "no date or no values"),
        ({"snapshots": [{"saved": "2026-02-30T08:00:00Z", "values": {}}]}, "no date or no values"),
        ({"snapshots": [{"saved": "2026-11-01T24:00:00Z", "values": {}}]}, "no date or no values"),
        ({"snapshots": [{"saved": "2026-11-01T08:00:00Z", "values": []}]}, "no date or no values"),
        ({"snapshots": [moment(2), moment(1)]}, "not in date order"),
        ({"snapshots": [moment(2), moment(2)]}, "not in date order"),
        ({"snapshots": [moment(scale="6")]}, "‘scale’ is not one of the choices"),
        ({"snapshots": [moment(number="61")]}, "‘number’ is too high"),
        ({"snapshots": [moment(text=SECRET)]}, "no answer field ‘text’"),
        ({"snapshots": [moment(**{"__proto__": SECRET})]}, "no answer field ‘__proto__’"),
    ],
)
def test_wrong_nickname_or_earlier_values_are_refused(read: Read, head: Any, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(file({"sheet.name": "Ieva"}, **head))
    (problem,) = caught.value.problems
    assert said in str(problem.what)
    assert SECRET not in "\n".join(report.as_text([problem], str, str))


def test_all_wrong_answers_are_named_at_once(read: Read) -> None:
    with pytest.raises(ContentError) as caught:
        read(file({"number": "0", "day": "soon", "choice": "three"}))
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        ("", (1, 1), "not JSON"),
        ('{"format": 1,\n  "a" 2}', (2, 7), "not JSON"),
        ("[1, 2]", (1, 1), "not an answers file"),
        ('"text"', (1, 1), "not an answers file"),
        (file([]), (1, 1), "not an answers file"),
        (file({}, format="other"), (1, 1), "not an answers file"),
        (file({}, format_version=3), (3, 2), "format that this version of the toolkit does not recognise"),
        (
            file({}, format_version=10**300),
            (3, 2),
            "format that this version of the toolkit does not recognise",
        ),
        (file({}, worksheet="values"), (4, 2), "belong to ‘values’, not to ‘sheet’"),
        (file({}, worksheet=["values"]), (4, 2), "belong to ‘–’"),
        (file({}, worksheet_version="0.9"), (5, 2), "version 0.9 of the worksheet; this is version 1.0"),
        ('{"format": "x",\n "format": "y"}', (1, 2), "‘format’ appears twice"),
        ("[" * 100_000, (1, 1), "nested too deeply"),
        (b'{"format": "\xff"}', (1, 1), "not UTF-8"),
        (b"\0" * 100, (1, 1), "not JSON"),
        (b" " * (answers.MAX_BYTES + 1), (1, 1), "too large"),
    ],
)
def test_other_files_are_refused(read: Read, content: str | bytes, place: tuple[int, int], said: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(content)
    (problem,) = caught.value.problems
    assert said in str(problem.what)
    assert (problem.place.line, problem.place.column) == place
    assert problem.private


WORDS = "I told my manager"


@pytest.mark.parametrize(
    "content",
    [
        file({WORDS: "a"}),
        file({"\x1b]0;title\x07" + "x" * 500: "a"}),
        file({}, snapshots=[moment(**{WORDS: "1"})]),
        file({}, worksheet=WORDS),
        file({}, worksheet_version=WORDS),
        file({}, nickname=WORDS * 9),
        f'{{"{WORDS}": 1, "{WORDS}": 2}}',
        f'{{"answers": {{"text": "{WORDS}"',
        f'{{"answers": {{"text": "{WORDS}',
        file({"text": [WORDS]}),
        file({}, format=WORDS),
    ],
)
def test_words_out_of_the_file_are_never_shown(read: Read, content: str) -> None:
    """Names in a file may be words, too: only what looks like an id is told."""
    with pytest.raises(ContentError) as caught:
        read(content)
    (problem,) = caught.value.problems
    said = f"{problem.what} {problem.advice}"
    assert WORDS not in said
    assert said.isprintable()
    assert len(said) < 200


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("coaching-toolkit-sealed-answers", "protected with a passphrase"),
        ("coaching-toolkit-question-sheet", "made from questions"),
    ],
)
def test_other_files_of_ours_are_told_apart(read: Read, name: str, said: str) -> None:
    """What the pages save besides answers is named, with what to do about it."""
    with pytest.raises(ContentError) as caught:
        read(f'{{\n "format": "{name}",\n "sealed": "x"\n}}')
    (problem,) = caught.value.problems
    assert said in str(problem.what)
    assert "open the file on" in str(problem.advice)
    assert problem.place.line == 2


def test_pipe_does_not_make_us_wait(sheet: tuple[Worksheet, tuple[AnswerPlace, ...]], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ContentError, match="Problems: 1"):
        answers.load(tmp_path / "pipe", *sheet)


def test_missing_file_is_the_systems_fault(
    sheet: tuple[Worksheet, tuple[AnswerPlace, ...]], tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        answers.load(tmp_path / "none.json", *sheet)
