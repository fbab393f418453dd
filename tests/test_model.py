"""The model refuses what cannot be right, at the place where it stands, and says what to do."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path
from typing import get_args

import pytest
from conftest import LOCALES, REPOSITORY, bank, session, worksheet

from toolkit.definitions.model import (
    KINDS,
    AnyDefinition,
    Kind,
    definition_schema,
    texts,
    validate,
)
from toolkit.definitions.model.fieldbase import Form
from toolkit.definitions.model.fieldrows import Signature
from toolkit.definitions.model.fields import FIELD_TYPES, NUMERIC, Note
from toolkit.definitions.model.walk import field_specs, references, translate
from toolkit.definitions.model.worksheet import WorksheetField
from toolkit.definitions.source import read
from toolkit.errors import ContentError, Problem


def load(tmp_path: Path, text: str) -> AnyDefinition:
    path = tmp_path / "definition.yaml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return validate(read(path, tmp_path), LOCALES)


def problems_of(tmp_path: Path, text: str) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        load(tmp_path, text)
    return caught.value.problems


def field(text: str) -> str:
    """Return the sample worksheet with another field, written as a YAML flow mapping."""
    return worksheet().replace('{id: answer, type: long_text, label: "What matters?"}', text)


def columns(*types: str) -> str:
    """Return a worksheet with sections of these types of fields, side by side."""
    sections = "".join(
        f"  - {{id: s{n}, title: S{n}, beside_previous: {str(n > 0).lower()}, fields: "
        f"[{{id: f{n}, type: {kind}{'' if kind.startswith('note') else ', label: L'}}}]}}\n"
        for n, kind in enumerate(types)
    )
    head, _, _ = worksheet().partition("sections:")
    return f"{head}sections:\n{sections}"


CASES = {
    "unknown key": (worksheet() + "minuts: 3\n", "unknown-key", 'minuts: 3', "minutes"),
    "unknown key in a field": (
        field('{id: a, type: long_text, label: "A", lnes: 4}'), "unknown-key", 'lnes: 4', "lines",
    ),
    "missing key": (worksheet().replace("minutes: 10\n", ""), "missing", 'kind: worksheet', "minutes"),
    "unknown kind": ("kind: workshet\nid: x\n", "kind", 'workshet', "worksheet"),
    "no kind": ("id: x\n", "missing", 'id: x', "kind"),
    "unknown value": (worksheet().replace("cadence: once", "cadence: onec"), "enum", 'onec', "once"),
    "unknown field type": (field('{id: a, type: longtext, label: "A"}'), "union-tag-invalid", 'longtext', "long_text"),
    "field without a type": (field('{id: a, label: "A"}'), "union-tag-not-found", '{id: a, label', "long_text"),
    "empty text": (worksheet().replace('"Why"', '"  "'), "empty-text", '"  "', "write"),
    "text left to write": (worksheet().replace('"Why"', "…"), "placeholder", '…', "replace"),
    "two lines where one fits": (
        worksheet().replace('title: "Title of sheet"', "title: |\n  one\n  two"), "one-line", '|', "join",
    ),
    "long label": (field('{id: a, type: long_text, label: "' + "x" * 4000 + '"}'), "long-text", '"xxx', "shorten"),
    "octal": (worksheet().replace("minutes: 10", "minutes: 010"), "whole-number", '010', "digits"),
    "sexagesimal": (worksheet().replace("minutes: 10", "minutes: 5:30"), "whole-number", '5:30', "digits"),
    "out of range": (worksheet().replace("minutes: 10", "minutes: 0"), "greater-than-equal", '0', "from 1 to 600"),
    "version read as a number": (worksheet().replace('"1.0"', "1"), "string-pattern-mismatch", '1', "quotes"),
    "flag": (field('{id: a, type: short_text, label: "A", required: on}'), "flag", 'on}', "true"),
    "unknown locale": (worksheet(language="no"), "unknown-locale", 'no', "mkdocs.yml"),
    "bad id": (worksheet().replace("id: sheet", "id: Hoja uno"), "slug", 'Hoja uno', "lower-case"),
    "device name": (worksheet().replace("id: sheet", "id: con"), "reserved-name", 'con', "another"),
    "duplicate field": (
        worksheet() + '      - {id: answer, type: date, label: "B"}\n', "duplicate-id", 'answer, type: date', "different ID",
    ),
    "Cyrillic look-alike": (worksheet().replace("Why", "Whу"), "foreign-letter", '"Wh', "keyboard"),
    "items without ids": (
        worksheet() + "use_when: [one, two]\n", "dict-type", '[one, two]', "ID",
    ),
    "text where a list belongs": (worksheet() + "debrief: bank/first\n", "tuple-type", 'bank/first', "hyphen"),
    "a list where text belongs": (worksheet().replace('"Why"', "[a]"), "string-type", '[a]', "quotes"),
    "wheel of two": (
        field('{id: w, type: wheel, label: "W", segments: {a: A, b: B}}'), "too-many", '{a: A', "merge",
    ),
    "wheel of forty": (
        field('{id: w, type: wheel, label: "W", segments: {' + ", ".join(f"s{i}: S" for i in range(40)) + "}}"),
        "too-many", '{s0: S', "merge",
    ),
    "scale too long": (
        field('{id: s, type: scale, label: "S", max: 40, min_label: a, max_label: b}'), "scale-steps", '40', "11",
    ),
    "scale turned round": (
        field('{id: s, type: scale, label: "S", min: 9, max: 2, min_label: a, max_label: b}'),
        "range-order", '{id: s', "lower",
    ),
    "a column beside nothing": (
        worksheet().replace("sections:\n  - id:", "sections:\n  - beside_previous: true\n    id:"),
        "beside-nothing", 'true', "delete",
    ),
    "a column unlike the one before": (
        columns("date", "number"), "beside-unlike", 'true', "same fields",
    ),
    "a column of what has no cell": (
        columns("note, text: Mind", "note, text: Mind"), "beside-cells", 'true', "short_text",
    ),
    "too many columns": (
        columns(*["number"] * 5), "beside-too-many", 'true', "at most 4",
    ),
    "computed from nothing": (
        field('{id: c, type: computed, label: "C", operation: sum, of: [nowhere]}'), "unknown-field", 'nowhere', "c",
    ),
    "computed from words": (
        worksheet() + '      - {id: c, type: computed, label: "C", operation: sum, of: [answer]}\n',
        "not-numeric", 'answer]', "number",
    ),
    "minutes do not add up": (
        session().replace("length: {min: 10, typical: 20", "length: {min: 10, typical: 25"),
        "minutes-sum", '25', "typical",
    ),
    "minutes too many": (
        session().replace("length: {min: 10", "length: {min: 5"), "minutes-least", '5, typical', "optional",
    ),
    "minutes too few": (
        session().replace("max: 30}\ndifficulty", "max: 90}\ndifficulty"), "minutes-most", '90}', "max",
    ),
    "minutes out of order": (
        session().replace("minutes: {min: 10", "minutes: {min: 50"), "minutes-order", '{min: 50', "must not be greater",
    ),
    "nothing happens": (session().replace("when: during", "when: before"), "no-meeting", '- id: talk', "during"),
    "unknown step": (
        session().replace("    when: during", "    when: during\n    step: goal"), "unknown-step", 'goal', "opening",
    ),
    "needs a later phase": (
        session().replace("    when: during", "    when: during\n    needs: [talk]"), "needs-earlier", 'talk]', "before this one",
    ),
    "group without size": (session().replace("one_to_one", "group"), "group-size", 'group', "group_size"),
    "answer in a bank of prompts": (
        bank().replace('to you?"', 'to you?", answer: "Yes"'), "stray-answer", '{id: first', "faq",
    ),
    "question without an answer": (bank() + "use: faq\n", "faq-answer", '{id: first', "prompts"),
    "reference to nothing": (session().replace("bank/first", "first"), "part-reference", 'first]', "definition/part"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_problem_has_place_and_advice(tmp_path: Path, name: str) -> None:
    text, code, begins, advised = CASES[name]
    problems = problems_of(tmp_path, text)
    found = [problem for problem in problems if problem.code == code]
    assert found, [(problem.code, str(problem.what)) for problem in problems]
    place = found[0].place
    assert text.split("\n")[place.line - 1][place.column - 1 :].startswith(begins), place
    assert advised in str(found[0].advice)


def test_samples_are_valid(tmp_path: Path) -> None:
    for text in (worksheet(), bank(), session()):
        assert load(tmp_path, text).id


def test_definitions_are_frozen(tmp_path: Path) -> None:
    definition = load(tmp_path, worksheet())
    with pytest.raises(ValueError, match="frozen"):
        definition.id = "other"  # type: ignore[misc]


def test_texts_and_references_walk_the_same_definition(tmp_path: Path) -> None:
    definition = load(tmp_path, session())
    paths = ["/".join(entry.path) for entry in texts(definition)]
    assert "phases/talk/steps/coach/ask" in paths
    assert "outcomes/one" in paths
    assert len(paths) == len(set(paths))
    hidden = {"/".join(entry.path) for entry in texts(definition) if entry.visibility == "coach"}
    assert hidden == {"phases/talk/coach_notes", "phases/talk/watch_for/sign"}
    assert [(found.kind, found.part, found.value) for found in references(definition)] == [
        ("question_bank", "questions", "bank/first"),
        ("worksheet", None, "sheet"),
    ]


def test_translating_replaces_every_text_and_nothing_else(tmp_path: Path) -> None:
    definition = load(tmp_path, session())
    shouted = translate(definition, lambda path, text: text.upper())
    assert [entry.text for entry in texts(shouted)] == [entry.text.upper() for entry in texts(definition)]
    assert [entry.path for entry in texts(shouted)] == [entry.path for entry in texts(definition)]
    assert shouted.id == definition.id


def test_what_a_field_type_is_stands_in_its_record() -> None:
    assert len(FIELD_TYPES) >= 16
    for name, model in FIELD_TYPES.items():
        assert f"type: {name}" in model.info.example
        assert model.info.room in {"box", "row", "line", None}
    assert {model.info.form for model in FIELD_TYPES.values()} - {None} == set(Form)
    assert set(NUMERIC) >= {"number", "scale", "wheel"}


def test_no_style_sheet_or_template_lists_field_types() -> None:
    """What several types have in common is a key of their views; each may have rules of its own."""
    folder = REPOSITORY / "templates"
    sheets = sorted((folder / "page" / "assets").glob("*.css"))
    listed = [
        (path.name, selector)
        for path in sheets
        for selector in re.findall(r"[^{}]+(?={)", path.read_text(encoding="utf-8"))
        # Where a field may break depends on the rows that its own type has.
        if len(set(re.findall(r"\.field-(\w+)(?!\w|:has)", selector))) > 1
    ]
    assert len(sheets) > 5
    assert listed == []
    several = re.compile(r'[\[(]"({0})", "({0})"'.format("|".join(FIELD_TYPES)))
    assert several.search('#let boxes = ("number", "date", "computed")')
    prints = sorted((folder / "print").glob("*.typ"))
    assert len(prints) >= 6
    assert [
        path.name for path in prints if path.name != "fields.typ" and several.search(path.read_text("utf-8"))
    ] == []


def test_every_field_type_has_all_its_parts() -> None:
    """A new field type needs a macro for the page and a function for print, named as it is."""
    models = get_args(get_args(WorksheetField)[0])
    types = [get_args(model.model_fields["type"].annotation)[0] for model in models]
    assert len(types) >= 16
    assert types == list(FIELD_TYPES)
    macros = (REPOSITORY / "templates" / "page" / "parts" / "fields.j2").read_text(encoding="utf-8")
    functions = (REPOSITORY / "templates" / "print" / "fields.typ").read_text(encoding="utf-8")
    page = (REPOSITORY / "templates" / "page" / "worksheet.md.j2").read_text(encoding="utf-8")
    assert "fields[field.type](field)" in page
    for name in types:
        assert f"{{% macro {name}(f) %}}" in macros
        assert name.replace("_", "-") in functions or name in functions
    # A macro is found by its name.
    page = (REPOSITORY / "templates" / "page" / "worksheet.md.j2").read_text(encoding="utf-8")
    assert "fields[field.type](field)" in page
    # A tag that is also a key would mislead the search for a problem's place.
    keys = {key for model in models for key in model.model_fields}
    assert not keys & set(types)


def test_every_field_has_a_note_for_translators_and_editors() -> None:
    seen: set[type] = set()
    pending: list[type] = [*KINDS.values(), *get_args(get_args(WorksheetField)[0]), Note, Signature]
    count = 0
    while pending:
        model = pending.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, spec in field_specs(model).items():
            count += 1
            assert spec.note, f"{model.__name__}.{name}"
    assert count > 100


@pytest.mark.parametrize("kind", list(Kind))
def test_schema_describes_every_key(kind: Kind) -> None:
    schema = definition_schema(kind)
    assert schema["properties"]["title"]["description"]
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == set(KINDS[kind].model_fields)
    json.dumps(schema)
