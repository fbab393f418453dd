"""An editor with our JSON Schema says what ``toolkit check`` says of one file, as far as a schema can say it.

Numbers have bounds in the model and in the schema alike.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml12
from conftest import LOCALES, REPOSITORY, bank, session, worksheet
from pydantic.fields import FieldInfo
from test_model import CASES, field

from toolkit.definitions.model import KINDS, Kind, Part, definition_schema, validate
from toolkit.definitions.model.schema import _between
from toolkit.definitions.source import read
from toolkit.errors import ContentError

#: What no JSON Schema can say of one file, by code of the problem, each with a file that shows it.
INEXPRESSIBLE = {
    # sums, and comparisons of two values
    "minutes-order": session().replace("minutes: {min: 10", "minutes: {min: 50"),
    "range-order": field('{id: a, type: number, label: "A", min: 9, max: 2}'),
    "scale-steps": field('{id: s, type: scale, label: "S", max: 40, min_label: a, max_label: b}'),
    "minutes-sum": session().replace("length: {min: 10, typical: 20", "length: {min: 10, typical: 25"),
    "minutes-least": session().replace("length: {min: 10", "length: {min: 5"),
    "minutes-most": session().replace("max: 30}\ndifficulty", "max: 90}\ndifficulty"),
    "target-minutes": "",
    "contact-minutes": "",
    # ids within one file
    "duplicate-id": worksheet() + '      - {id: answer, type: date, label: "B"}\n',
    "duplicate-part": worksheet() + '  - {id: more, fields: [{id: answer, type: date, label: "B"}]}\n',
    "unknown-field": field('{id: c, type: computed, label: "C", operation: sum, of: [nowhere]}'),
    "not-numeric": worksheet()
    + '      - {id: c, type: computed, label: "C", operation: sum, of: [answer]}\n',
    "needs-earlier": session().replace("    when: during", "    when: during\n    needs: [talk]"),
    "unknown-module": "",
    "module-order": "",
    "module-circle": "",
    "unlisted-competency": "",
    # sections beside each other, which go by the one before
    "beside-nothing": CASES["a column beside nothing"][0],
    "beside-unlike": CASES["a column unlike the one before"][0],
    "beside-cells": CASES["a column of what has no cell"][0],
    "beside-too-many": CASES["too many columns"][0],
    # answers of a worked example, which go by the rest of their field
    "example-name": field('{id: a, type: ranking, label: "A", items: {b: B}, example: [c]}')
    + "example: Me\n",
    "example-bounds": field('{id: a, type: number, label: "A", max: 9, example: 10}') + "example: Me\n",
    "example-other": field('{id: a, type: multiple_choice, label: "A", options: {b: B}, example_other: C}')
    + "example: Me\n",
    "example-twice": field(
        '{id: a, type: single_choice, label: "A", other: yes, options: {b: B}, example: b, example_other: C}'
    )
    + "example: Me\n",
    "example-empty": worksheet() + "example: Me\n",
    "example-of-nobody": field('{id: a, type: number, label: "A", example: 10}'),
    "day": field('{id: a, type: date, label: "A", example: 2026-02-30}') + "example: Me\n",
    # languages are listed in mkdocs.yml; letters depend on them
    "unknown-locale": worksheet(language="xx"),
    "foreign-letter": worksheet().replace("Why", "Whу"),
    # how a number or a truth value was spelt is gone when an editor looks at the schema
    "whole-number": worksheet().replace("minutes: 10", "minutes: 010"),
    "string-pattern-mismatch": worksheet().replace('"1.0"', "1"),
    "slug": worksheet().replace("id: sheet", "id: 1.0"),
}


def codes(tmp_path: Path, text: str) -> set[str]:
    """Return the codes of what the check says of one file."""
    path = tmp_path / "definition.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        validate(read(path, tmp_path), LOCALES)
    except ContentError as error:
        return {problem.code for problem in error.problems}
    return set()


def test_every_shipped_file_passes_in_an_editor() -> None:
    files = [path for path in (REPOSITORY / "content").rglob("*.yaml") if ".schema" not in path.parts]
    assert len(files) > 75
    assert {path.name: found for path in files if (found := yaml12.faults(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize("name", CASES)
def test_what_the_check_refuses_an_editor_refuses(tmp_path: Path, name: str) -> None:
    text = CASES[name][0]
    assert codes(tmp_path, text) - set(INEXPRESSIBLE) == set() or yaml12.faults(text) != []


@pytest.mark.parametrize("code", INEXPRESSIBLE)
def test_each_exception_is_one(tmp_path: Path, code: str) -> None:
    """The list of exceptions holds nothing that the schema says after all."""
    text = INEXPRESSIBLE[code] or SUMS[code]
    assert code in codes(tmp_path, text)
    assert yaml12.faults(text) == []


def curriculum() -> dict[str, Any]:
    path = REPOSITORY / "content" / "curricula"
    return trimmed(yaml12.yaml.load(sorted(path.glob("*.yaml"))[0].read_text("utf-8"), yaml12.Core))


def trimmed(node: Any) -> Any:
    """Return a definition with at most two entries in each list and mapping of texts: fast, and with every key."""
    if isinstance(node, dict):
        return {key: trimmed(value) for key, value in node.items()}
    return [trimmed(value) for value in node[:2]] if isinstance(node, list) else node


def _summed() -> dict[str, Any]:
    found = curriculum()
    activities = [a for m in found["modules"] for s in m["sessions"] for a in s["activities"]]
    contact = [a for a in activities if a.get("contact", True) in (True, "yes")]
    found["minutes"] = {
        "target": sum(a["minutes"] for a in activities),
        "contact": sum(a["minutes"] for a in contact),
    }
    for activity in activities:
        own = activity.get("competencies", ())
        activity["competencies"] = [name for name in own if name in found["competencies"]]
    known = {m["id"] for m in found["modules"]}
    for stage in found.get("stages", ()):
        stage["modules"] = [m for m in stage.get("modules", ()) if m in known]
    return found


def _after(*names: str) -> str:
    """Return the curriculum with modules that have to come before its modules, in turn."""
    found = _summed()
    for module, name in zip(found["modules"], names, strict=False):
        module["needs"] = [name] if name else []
    return json.dumps(found)


def _changed(key: str, change: int) -> str:
    found = _summed()
    found["minutes"][key] += change
    return json.dumps(found)


SUMS = {
    "target-minutes": _changed("target", 5),
    "contact-minutes": _changed("contact", 5),
    "module-order": _after(curriculum()["modules"][1]["id"]),
    "module-circle": _after(curriculum()["modules"][1]["id"], curriculum()["modules"][0]["id"]),
    "unlisted-competency": json.dumps(_summed() | {"competencies": []}),
    "unknown-module": json.dumps(
        _summed()
        | {"stages": [{"id": "a", "title": "A", "text": "A", "steps": {"b": "B"}, "modules": ["x9"]}]}
    ),
}

FULL = (
    worksheet().replace('label: "What matters?"}', 'label: "What matters?", example: "Rest"}')
    + """      - {id: n, type: number, label: "N", min: 1, max: 20, unit: hours, required: true, hint: "H", example: 2}
      - {id: d, type: date, label: "D", example: 2026-03-06}
      - {id: s, type: scale, label: "S", min: 1, max: 9, min_label: a, max_label: b, example: 3}
      - {id: o, type: single_choice, label: "O", other: no, options: {a: A, b: B}, example: a}
      - {id: m, type: multiple_choice, label: "M", other: true, options: {a: A, b: B}, example: [a], example_other: "C"}
      - {id: t, type: checklist, label: "T", items: {a: A}, example: [a]}
      - {id: x, type: matrix, label: "X", rows: {a: A}, columns: {a: A, b: B}, example: {a: b}}
      - {id: y, type: table, label: "Y", rows: 4, columns: {a: A, b: B}, row_labels: {a: A}, example: {a: {b: "B"}}}
      - {id: w, type: wheel, label: "W", min: 0, max: 10, segments: {a: A, b: B, c: C}, example: {a: 3}}
      - {id: r, type: ranking, label: "R", items: {a: A, b: B}, example: [b, a]}
      - {id: c, type: commitment, label: "C", rows: 2, example: {1: {action: "A", confidence: 3, done: no}}}
      - {id: u, type: computed, label: "U", operation: sum, of: [n, s]}
      - {id: k, type: note, text: "K"}
      - {id: g, type: signature, party: client, label: "G"}
      - {id: l, type: long_text, label: "L", lines: 4, example: "A"}
sources: [{title: "T", author: "A", year: 2020, url: "https://example.org/a"}]
topics: [goals]
debrief: [bank/first]
introduce: "Take your time."
situations: [{id: a, brings: "A", begin: "B", watch: "C"}]
next: [worksheet/sheet, question_bank/bank/first]
example: "Me"
"""
)
GROUP = (
    session()
    .replace("format: one_to_one", "format: group\ngroup_size: {min: 2, max: 9}\nmaterials: {a: A}")
    .replace("when: during", "when: during\n    step: opening\n    optional: no\n    movable: yes")
)
FAQ = (
    bank()
    .replace("authors:", "use: faq\nauthors:")
    .replace('you?"', 'you?", answer: "Yes"')
    .replace('else?"', 'else?", answer: "Yes", phases: {grow: [goal]}, depth: deep, follow_ups: [bank/first]')
)
#: What may stand behind a key; the same in quotes is tried, too.
SCALARS = [
    *(
        "0",
        "1",
        "-1",
        "-5",
        "7",
        "10",
        "15",
        "100",
        "101",
        "601",
        "1800",
        "2201",
        "600001",
        "999999999",
        "1000000000",
    ),
    *("true", "false", "True", "FALSE", "yes", "no", "Yes", "NO", "on", "off", "y", "n"),
    *(
        "a",
        "Aa",
        "a b",
        "a-b",
        "a/b",
        "a/b/c",
        "A/b",
        "con",
        "other",
        "sheet",
        "none",
        "…",
        "x…",
        "ä",
        "a_b",
        "-a",
    ),
    *(
        "during",
        "client",
        "goal",
        "opening",
        "coach",
        "faq",
        "prompts",
        "group",
        "2026-11-22",
        "5:30",
        "1.2.3",
    ),
    *(
        "https://example.org",
        "http://example.org",
        "https://a b",
        "mailto:a@b.c",
        "[]",
        "{}",
        "[a]",
        "{a: b}",
    ),
    *('""', '" "', '" a "', '"a\\nb"', '"\\na\\n"', "'a'", "x" * 61, '"' + "y" * 401 + '"'),
]


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, (*path, index))
    yield path


def written(node: Any, path: tuple[Any, ...], raw: str) -> str:
    """Return a definition as YAML in brackets, with ``raw`` at one place."""
    if not path:
        return raw
    if isinstance(node, dict):
        return (
            "{"
            + ", ".join(
                f"{key}: {written(v, path[1:], raw) if key == path[0] else json.dumps(v)}"
                for key, v in node.items()
            )
            + "}"
        )
    return (
        "["
        + ", ".join(written(v, path[1:], raw) if i == path[0] else json.dumps(v) for i, v in enumerate(node))
        + "]"
    )


def shortened(data: dict[str, Any], path: tuple[Any, ...]) -> tuple[dict[str, Any], tuple[Any, ...]]:
    """Return a worksheet with no fields but the one at a place and those that it refers to, and the place there.

    Each field is held against the schemas of all types; they say nothing of one another.
    """
    (section,) = data["sections"]
    fields = section["fields"]
    first, *inner = path[3:] or (0,)
    kept = [fields[first], *(one for one in fields if one["id"] in fields[first].get("of", ()))]
    place = (*path[:3], 0, *inner) if path[3:] else path
    # Nobody has filled in an example without answers.
    answered = any(one.keys() & {"example", "example_other"} for one in kept)
    rest = {key: value for key, value in data.items() if key != "example" or answered}
    return rest | {"sections": [section | {"fields": kept}]}, place


SAMPLES = {
    "worksheet": FULL,
    "session": GROUP,
    "bank": FAQ,
    "curriculum": json.dumps(_summed()),
    **{
        kind: json.dumps(trimmed(yaml12.yaml.load(next((REPOSITORY / "content" / folder).rglob("*.yaml")).read_text("utf-8"), yaml12.Core)))
        for kind, folder in (("approach", "approaches"), ("pathway", "pathways"), ("checklist", "checklists"), ("framework", "frameworks"))
    },
    "glossary": json.dumps(trimmed(yaml12.yaml.load((REPOSITORY / "content" / "glossary.yaml").read_text("utf-8"), yaml12.Core))),
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_both_say_the_same_of_every_value_at_every_place(tmp_path: Path, name: str) -> None:
    """Every kind of value is put at every place of a definition of each kind."""
    data = yaml12.yaml.load(SAMPLES[name], yaml12.Core)
    assert codes(tmp_path, SAMPLES[name]) == set()
    assert yaml12.faults(SAMPLES[name]) == []
    seen: set[tuple[Any, ...]] = set()
    tried = 0
    unlike: list[str] = []
    # A few values at each place: all of them at all places would take minutes and find no more.
    chance = random.Random(name)
    for path in leaves(data):
        # Keys of one name are of one type, but for the fields of a worksheet.
        shape = path[-3:] if name == "worksheet" else tuple(s for s in path[-2:] if isinstance(s, str))
        if not path or path == ("kind",) or shape in seen:
            continue
        seen.add(shape)
        whole, place = shortened(data, path) if name == "worksheet" else (data, path)
        assert codes(tmp_path, json.dumps(whole)) == set()
        for raw in chance.sample(SCALARS, 4 if name == "worksheet" else 12):
            text = written(whole, place, raw)
            check, editor = codes(tmp_path, text), yaml12.faults(text)
            tried += 1
            if (not editor and check - set(INEXPRESSIBLE)) or (editor and not check):
                unlike.append(f"{path} {raw[:30]}: check {sorted(check)}, editor {(editor or [''])[:1]}")
    assert unlike == []
    assert tried > 150


# -- bounds of numbers ---------------------------------------------------------------------------


def models() -> set[type[Part]]:
    """Return every model of every kind."""
    found: set[type[Part]] = set()
    pending: list[Any] = list(KINDS.values())
    while pending:
        item = pending.pop()
        if isinstance(item, type) and issubclass(item, Part):
            if item not in found:
                found.add(item)
                pending += [info.annotation for info in item.model_fields.values()]
        else:
            pending += get_args(item)
    return found


def is_number(annotation: Any) -> bool:
    return annotation in (int, float) or any(is_number(argument) for argument in get_args(annotation))


def limits_of(annotation: Any) -> Iterator[Any]:
    """Yield the bounds of numbers that stand under keys or in lists."""
    for argument in get_args(annotation):
        if isinstance(argument, FieldInfo):
            yield from argument.metadata
        yield from limits_of(argument)


def test_every_number_of_the_model_has_bounds() -> None:
    numbers = [
        (model.__name__, name, [*info.metadata, *limits_of(info.annotation)])
        for model in models()
        for name, info in model.model_fields.items()
        if is_number(info.annotation)
    ]
    assert len(numbers) > 20
    for model, name, limits in numbers:
        found = {bound for limit in limits for bound in ("ge", "le") if hasattr(limit, bound)}
        assert found == {"ge", "le"}, f"{model}.{name}"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_number_of_the_schema_has_bounds(kind: Kind) -> None:
    pending: list[Any] = [definition_schema(kind)]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            types = node.get("type", ())
            assert "null" not in types
            if "integer" in types and "maxLength" not in node:
                assert node["minimum"] < node["maximum"]
            pending += node.values()
        elif isinstance(node, list):
            pending += node


def test_minutes_are_never_nought(tmp_path: Path) -> None:
    for key in ("min", "typical", "max"):
        assert KINDS[Kind.session].model_fields["length"].annotation.model_fields[key].metadata[0].ge == 1
    nought = session().replace("{min: 10, typical: 20, max: 30}", "{min: 0, typical: 0, max: 0}")
    assert codes(tmp_path, nought) == {"greater-than-equal"}


@pytest.mark.parametrize(
    ("low", "high"), [(0, 0), (1, 600), (2, 20), (1800, 2200), (-40, 7), (-30, -4), (17, 8342)]
)
def test_pattern_of_bounds(low: int, high: int) -> None:
    pattern = re.compile(f"^({_between(low, high)})$")
    fits = [number for number in range(-60, 9000) if pattern.match(str(number))]
    assert fits == [number for number in range(-60, 9000) if low <= number <= high]
    assert not pattern.match("007")
