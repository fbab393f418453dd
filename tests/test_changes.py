"""A sheet changed for one client: page and print make the same of the changes, and a definition that is accepted."""

from __future__ import annotations

import io
import json
import re
import subprocess
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any

import pytest
from conftest import NODE, REPOSITORY, MakeProject, needs_node
from pypdf import PdfReader

from toolkit.answers import changes as reading
from toolkit.answers import file as answers
from toolkit.build import print_sheets
from toolkit.checks import survey
from toolkit.definitions.library import load
from toolkit.definitions.model import Kind
from toolkit.definitions.model.worksheet import Worksheet
from toolkit.errors import ContentError
from toolkit.project.opened import Project
from toolkit.view import Edition, PageMedium, PrintOptions, edition, plain, print_words
from toolkit.view.changes import LETTERS, SIZE, Changes, broken, changed
from toolkit.view.fieldplaces import sheet_places
from toolkit.view.published import published
from toolkit.view.viewer import Viewer

COUNT = 2


def told(current: Edition, sheet: Worksheet) -> dict[str, Any]:
    """Return what a worksheet's page carries, as its scripts read it."""
    view = Viewer(current, PageMedium()).view(sheet)
    data = published(sheet, view, print_words(current)).data
    places = [place.for_page() for place in sheet_places(sheet, print_words(current))]
    found: dict[str, Any] = json.loads(json.dumps({"published": data, "places": places}))
    return found


def sheets_of(current: Edition) -> list[Worksheet]:
    return [sheet for sheet in current.of_kind(Kind.worksheet) if isinstance(sheet, Worksheet)]


@pytest.fixture(scope="module")
def made(editions: dict[str, Edition]) -> list[tuple[Worksheet, list[dict[str, Any]]]]:
    """Return every shipped worksheet with what the page's scripts make of some changes of it."""
    sheets = sheets_of(editions["lv"])
    given = {"sheets": [told(editions["lv"], sheet) for sheet in sheets], "count": COUNT}
    done = subprocess.run(
        [str(NODE), str(REPOSITORY / "tests" / "changes_alike.mjs")],
        input=json.dumps(given).encode(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    return list(zip(sheets, json.loads(done.stdout), strict=True))


def same(place: dict[str, Any]) -> dict[str, Any]:
    # What is asked is said by the page itself.
    return {name: value for name, value in place.items() if name != "label"}


def words_of(field: Any) -> list[str]:
    """Return the words of a field and of its entries, without the marks that keep them literal."""
    lists = (getattr(field, name) for name in type(field).model_fields)
    entries = [
        entry.text for one in lists if isinstance(one, tuple) for entry in one if hasattr(entry, "text")
    ]
    return [plain(text) for text in [getattr(field, "label", None) or "", *entries]]


@needs_node
def test_page_and_print_make_the_same_of_changes(made: Any, editions: dict[str, Edition]) -> None:
    words = print_words(editions["lv"])
    compared = own = 0
    for sheet, found in made:
        for one in found:
            changes = reading.read(one["changes"])
            assert isinstance(changes, Changes), (sheet.id, one["changes"], changes)
            assert list(broken(sheet, changes)) == []
            after = changed(sheet, changes, "lv")
            places = [place.for_page() for place in sheet_places(after, words)]
            assert [same(place) for place in one["places"]] == json.loads(json.dumps([*map(same, places)]))
            compared += len(places)
            own += len(changes.own)
            assert re.fullmatch(r"[\w-]*", one["packed"])
            assert len(one["packed"]) < SIZE
    assert len(made) >= 36
    assert compared > 36 * COUNT * 5
    assert own > 36


@needs_node
def test_every_changed_sheet_is_a_definition_that_is_accepted(
    made: Any, make_project: MakeProject, editions: dict[str, Edition]
) -> None:
    files: dict[str, str] = {}
    wanted: dict[str, tuple[Worksheet, Changes]] = {}
    for sheet, found in made:
        for n, one in enumerate(found):
            changes = reading.read(one["changes"])
            assert isinstance(changes, Changes)
            # Nobody keeps four of one sheet beside each other under one name.
            name = f"own-{n}-{sheet.id}"
            assert re.fullmatch("own(-[a-z0-9]+)*", one["id"])
            assert len(one["id"]) <= 60
            text = one["yaml"].replace(f"\nid: {one['id']}\n", f"\nid: {name}\n", 1)
            assert text.startswith("kind: worksheet\nid: ")
            files[f"content/worksheets/{name}.yaml"] = text
            wanted[name] = sheet, changes
    shipped = {
        f"content/questions/{path.name}": path.read_text(encoding="utf-8")
        for path in (REPOSITORY / "content" / "questions").glob("*.yaml")
    }
    project = make_project(shipped | files)
    library, problems = survey(project)
    assert [f"{one.code} {one.place.path.name}:{one.place.line} {one.what}" for one in problems] == []
    current = edition(project, library, "lv")
    compared = 0
    for name, (sheet, changes) in wanted.items():
        kept, after = current.worksheet(name), changed(sheet, changes, "lv")
        assert [section.id for section in kept.sections] == [section.id for section in after.sections]
        for one, other in zip(kept.sections, after.sections, strict=True):
            assert [field.type for field in one.fields] == [field.type for field in other.fields]
            assert [words_of(field) for field in one.fields] == [words_of(field) for field in other.fields]
            compared += len(one.fields)
        said = kept.sources[-1]
        assert (said.title, said.url) == ("Based on it", "https://toolkit.test/lv/worksheets/sheet/")
        assert said.author == ", ".join(sheet.authors)
    assert compared > 36 * COUNT * 3
    assert len(wanted) == len(made) * COUNT


# -- in an answers file --------------------------------------------------------------------------

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
    title: "Main"
    fields:
      - {id: text, type: long_text, label: "Text"}
      - {id: wheel, type: wheel, label: "Wheel", segments: {a: "Area A", b: "Area B", c: "Area C", d: "Area D"}}
      - {id: mean, type: computed, label: "Mean", operation: mean, of: [wheel]}
      - {id: plan, type: commitment, label: "Plan", rows: 2}
"""
CHANGES: dict[str, Any] = {
    "words": {
        "title": ["Ieva’s *sheet*", "en"],
        "question:wheel:segments.a": ["Mans uzņēmums", "lv"],
        "question:wheel:segments._1": ["Walks [with](https://example.org) <b>dog</b>", "en"],
        "question:_2": ["What would Anna say?", "en"],
    },
    "out": ["question:wheel:segments.b"],
    "order": {
        "question:wheel:segments": ["_1", "d", "a", "c"],
        "section:main": ["_2", "text", "wheel", "mean", "plan"],
    },
    "own": {"_2": "short_text"},
    "rows": {"question:plan": 3},
}
ANSWERS = {"wheel._1": "9", "wheel.a": "7", "_2": "Go on", "plan.3.action": "Walk"}
SNAPSHOTS = [{"saved": "2026-10-01T08:00:00Z", "values": {"wheel.b": "3", "wheel._1": "5"}}]


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project({"content/worksheets/sheet.yaml": SHEET})


def answers_file(folder: Path, changes: object, **more: Any) -> Path:
    whole = {
        "format": answers.FORMAT,
        "format_version": 2,
        "worksheet": "sheet",
        "worksheet_version": "1.0",
        "changes": changes,
        "answers": ANSWERS,
        "snapshots": SNAPSHOTS,
    }
    path = folder / "saved.json"
    path.write_text(json.dumps(whole | more), encoding="utf-8")
    return path


def printed(project: Project, path: Path, **options: Any) -> PdfReader:
    target = path.with_suffix(".pdf")
    print_sheets(project, ("sheet",), ("en",), PrintOptions(fillable=True, **options), target, path)
    return PdfReader(io.BytesIO(target.read_bytes()))


def test_a_changed_sheet_is_printed_with_its_changes(project: Project, tmp_path: Path) -> None:
    reader = printed(project, answers_file(tmp_path, CHANGES))
    fields = {name: field for name, field in (reader.get_fields() or {}).items() if "/FT" in field}
    given = {name: field["/V"] for name, field in fields.items() if field.get("/V", "") not in ("", "/Off")}
    assert given == ANSWERS
    assert "wheel.b" not in fields
    assert [name for name in fields if name.startswith("wheel.")] == [
        "wheel._1",
        "wheel.d",
        "wheel.a",
        "wheel.c",
    ]
    text = " ".join("\n".join(page.extract_text() for page in reader.pages).split())
    for words in ("Ieva’s *sheet*", "Mans uzņēmums", "<b>dog</b>", "What would Anna say?"):
        assert words in text
    assert "Area B" not in text


def test_a_form_tells_the_page_what_was_changed(project: Project, tmp_path: Path) -> None:
    reader = printed(project, answers_file(tmp_path, CHANGES))
    packed = str((reader.metadata or {})["/ToolkitChanges"])
    assert json.loads(urlsafe_b64decode(packed + "=" * (-len(packed) % 4))) == {
        **CHANGES,
        "out": sorted(CHANGES["out"]),
    }


def test_both_languages_show_the_clients_own_words(project: Project, tmp_path: Path) -> None:
    reader = printed(project, answers_file(tmp_path, CHANGES), bilingual="lv")
    text = " ".join("\n".join(page.extract_text() for page in reader.pages).split())
    assert "What would Anna say?" in text
    assert "Mans uzņēmums" in text


def test_files_without_changes_are_what_they_were(project: Project, tmp_path: Path) -> None:
    path = answers_file(tmp_path, None)
    data = json.loads(path.read_text())
    del data["changes"]
    path.write_text(json.dumps(data | {"format_version": 1, "answers": {"wheel.b": "2"}, "snapshots": []}))
    assert answers.changes_in(path, edition(project, load(project), "en").worksheet("sheet")) is None
    assert printed(project, path).get_fields()["wheel.b"]["/V"] == "2"  # type: ignore[index]


def changes_with(**parts: Any) -> dict[str, Any]:
    return CHANGES | parts


TOO_MANY = [f"_{n}" for n in range(1, 10_001)]
HOSTILE: dict[str, object] = {
    "text": "x",
    "list": [],
    "another key": changes_with(html="<b>"),
    "a prototype": changes_with(words={"__proto__": ["x", "en"]}),
    "markup in a name": changes_with(words={'question:text"><script>': ["x", "en"]}),
    "no language": changes_with(words={"question:text": ["x"]}),
    "no words": changes_with(words={"question:text": ["", "en"]}),
    "long words": changes_with(words={"question:text": ["x" * (LETTERS + 1), "en"]}),
    "two lines": changes_with(words={"question:text": ["x\ny", "en"]}),
    "hidden": changes_with(words={"question:text": ["x\u202ey", "en"]}),
    "twice out": changes_with(out=["question:text", "question:text"]),
    "twice in a list": changes_with(order={"question:wheel:segments": ["a", "a"]}),
    "in two lists": changes_with(order={"question:wheel:segments": ["_2"], "section:main": ["_2"]}),
    "without words": changes_with(order={"question:wheel:segments": ["_7"], "section:main": ["_2"]}),
    "without a type": changes_with(own={}),
    "no type": changes_with(own={"_2": ["short_text"]}),
    "an added section": changes_with(order={"sections": ["_9"], "section:main": ["_2"]}),
    "no number": changes_with(rows={"question:plan": True}),
    "too many rows": changes_with(rows={"question:plan": 13}),
    "ten thousand areas": changes_with(order={"question:wheel:segments": TOO_MANY}),
    "two areas": changes_with(
        out=["question:wheel:segments.b", "question:wheel:segments.c", "question:wheel:segments.d"]
    ),
    "nothing left": {"out": ["section:main"]},
    "nothing to compute from": {"out": ["question:text", "question:wheel", "question:plan"]},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_changes_are_refused_without_quoting(project: Project, tmp_path: Path, name: str) -> None:
    with pytest.raises(ContentError) as refused:
        printed(project, answers_file(tmp_path, HOSTILE[name]))
    assert {problem.code for problem in refused.value.problems} == {"answers-changes"}
    assert all(problem.private and problem.place.line for problem in refused.value.problems)
    assert "Anna" not in "".join(f"{one.what} {one.advice}" for one in refused.value.problems)
    assert not (tmp_path / "saved.pdf").exists()


def test_answers_to_what_is_left_out_are_not_dropped_silently(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as refused:
        printed(project, answers_file(tmp_path, CHANGES, answers={"wheel.b": "2"}))
    assert [problem.code for problem in refused.value.problems] == ["answers-unknown"]


def test_words_that_no_font_has_are_told(project: Project, tmp_path: Path) -> None:
    found = changes_with(words=CHANGES["words"] | {"title": ["漢字 SECRET", "en"]})
    with pytest.raises(ContentError) as refused:
        printed(project, answers_file(tmp_path, found))
    (problem,) = refused.value.problems
    assert (problem.code, problem.private) == ("answers-letters", True)
    assert "SECRET" not in str(problem.what)
