"""A sheet changed for one client: page and print make the same of the changes, and a definition that is accepted."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable
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
        said, origin = kept.sources[-1], sheet.authors[0]
        assert (said.title, said.url) == ("Based on it", "https://toolkit.test/lv/worksheets/sheet/")
        assert said.author == ", ".join(sheet.authors) and origin in said.author
    assert compared > 36 * COUNT * 3
    assert len(wanted) == len(made) * COUNT
