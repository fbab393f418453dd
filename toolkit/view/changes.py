"""What a coach changes of a worksheet for one client, and the worksheet that comes of it.

The page makes the changes and keeps them with the client's answers; templates/page/assets/worksheet/ applies
them there (changed-sheet.js) by the same rules, and tests/test_changes.py asks both for the same sheet.

A part has a name: ``title``, ``section:ID``, ``question:ID`` or ``question:ID:LIST.ID``. A list has one, too:
``sections``, ``section:ID`` for its fields, ``question:ID:LIST`` for a field's entries. Ids of what was added
begin with an underscore, which no author's id may.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from ..definitions import FIELD_TYPES, Item, Worksheet, WorksheetField, model, outline
from ..translation import State, Wording
from .literal import literal

#: Lists of a field that go by another name on the page.
NAMES = {"row_labels": "rows"}
#: Lists to which no entry can be added; all others have places of their own or are values.
_FIXED = ("columns",)
#: Field types that can be added: they need no more than words.
ADDED_TYPES = ("short_text", "long_text", "number", "date")
#: How many letters the words of a part may have: all of them may need a mark before them in a definition.
LETTERS = model.scalars.MAX_TEXT // 2
#: How many fields can be added, and how many entries a list may have where its model has no bound.
MOST = 40
#: How many letters all changes of a sheet may have as JSON.
SIZE = 20_000


@dataclass(frozen=True)
class Changes:
    """Changes of one worksheet.

    ``words`` are the client's own by part, each with the language it was written in. ``out`` names the parts
    left out. ``order`` holds the ids of lists that were put in another order or added to: what it does not
    name stands after what it followed. ``own`` holds the types of added fields, ``rows`` how many rows are
    counted out in a field, by its part.
    """

    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    out: frozenset[str] = frozenset()
    order: Mapping[str, Sequence[str]] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)


def packed_changes(changes: Changes) -> str:
    """Return changes as text for the page, as templates/page/assets/worksheet/changes.js packs them."""
    written = {**vars(changes), "out": sorted(changes.out)}
    told = {name: part for name, part in written.items() if part}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def is_own(name: str) -> bool:
    """Say whether an id is of a part that was added."""
    return name.startswith("_")


def part_of(names: str, name: str) -> str:
    """Return the name of a part in a list."""
    if names == "sections":
        return f"section:{name}"
    return f"question:{name}" if names.startswith("section:") else f"{names}.{name}"


def lists_of(field: WorksheetField) -> dict[str, tuple[str, int, int]]:
    """Return the lists of a field whose entries can be changed, by name: key, least and most entries."""
    return {
        f"question:{field.id}:{NAMES.get(key.name, key.name)}": (
            key.name,
            key.least or 1,
            key.most or max(MOST, len(getattr(field, key.name))),
        )
        for key in outline(type(field))
        if key.shape.form == "items" and key.name not in _FIXED and getattr(field, key.name)
    }


def rows_of(field: WorksheetField) -> tuple[int, int, int] | None:
    """Return how many rows a field counts out, and the least and the most that it may; None for another."""
    if not isinstance(field, model.fieldrows.Table | model.fieldrows.Commitment):
        return None
    if isinstance(field, model.fieldrows.Table) and field.row_labels:
        return None
    (rows,) = (key for key in outline(type(field)) if key.name == "rows")
    return field.rows, rows.least or 1, rows.most or MOST


def new_field(kind: str, name: str, label: str) -> WorksheetField:
    """Return an added field; its id is none that an author may write."""
    values: dict[str, Any] = {"type": kind, "id": name, "label": label}
    return cast(WorksheetField, FIELD_TYPES[kind].model_construct(**values))


def arranged(ids: Sequence[str], names: str, changes: Changes) -> list[str]:
    """Return the ids of a list as they stand with the changes."""
    left = [name for name in ids if part_of(names, name) not in changes.out]
    found = [name for name in changes.order.get(names, ()) if name in left or is_own(name)]
    given = set(found)
    for n, name in enumerate(left):
        if name not in given:
            found.insert(found.index(left[n - 1]) + 1 if n else 0, name)
    return found


def broken(worksheet: Worksheet, changes: Changes) -> Iterator[str]:
    """Yield the names of lists, and of fields whose rows are counted, whose bounds the changes break."""
    if len(changes.own) > MOST:
        yield "sections"
    for section in worksheet.sections:
        for each in section.fields:
            for names, (key, least, most) in lists_of(each).items():
                ids = [entry.id for entry in getattr(each, key)]
                if not least <= len(arranged(ids, names, changes)) <= most:
                    yield names
            rows = rows_of(each)
            if rows and not rows[1] <= changes.rows.get(f"question:{each.id}", rows[0]) <= rows[2]:
                yield f"question:{each.id}"
    if not any(section.fields for section in _Changer(worksheet, changes).sections()):
        yield "sections"


def changed(worksheet: Worksheet, changes: Changes, locale: str) -> Worksheet:
    """Return a worksheet with its changes, whose bounds they do not break, in a locale.

    What the client says in other words is read as these words, whatever marks they hold.
    """
    changer = _Changer(worksheet, changes, locale)
    return worksheet.model_copy(
        update={"title": changer.words("title", worksheet.title), "sections": changer.sections()}
    )


@dataclass(frozen=True)
class _Changer:
    worksheet: Worksheet
    changes: Changes
    locale: str = ""

    def words(self, part: str, usual: Any) -> Any:
        if part not in self.changes.words:
            return usual
        text, language = self.changes.words[part]
        return Wording(literal(text), language, State.source if language == self.locale else State.missing)

    def sections(self) -> tuple[model.worksheet.Section, ...]:
        by_id = {section.id: section for section in self.worksheet.sections}
        found = [self._section(by_id[name]) for name in arranged(list(by_id), "sections", self.changes)]
        present = {field.id for section in found for field in section.fields}
        made = (
            section.model_copy(update={"fields": tuple(_made(section.fields, present))}) for section in found
        )
        return tuple(section for section in made if section.fields)

    def _section(self, section: model.worksheet.Section) -> model.worksheet.Section:
        by_id = {field.id: field for field in section.fields}
        names = f"section:{section.id}"
        ids = arranged(list(by_id), names, self.changes)
        fields = tuple(
            self._field(by_id[name]) if name in by_id else self._own(name)
            for name in ids
            if name in by_id or name in self.changes.own
        )
        title = section.title and self.words(f"section:{section.id}", section.title)
        return section.model_copy(update={"title": title, "fields": fields})

    def _own(self, name: str) -> WorksheetField:
        return new_field(self.changes.own[name], name, self.words(f"question:{name}", ""))

    def _field(self, field: WorksheetField) -> WorksheetField:
        update: dict[str, Any] = {}
        for names, (key, _, _) in lists_of(field).items():
            texts = dict(getattr(field, key))
            update[key] = tuple(
                Item(name, self.words(part_of(names, name), texts.get(name)))
                for name in arranged(list(texts), names, self.changes)
            )
        part = f"question:{field.id}"
        if part in self.changes.rows and rows_of(field):
            update["rows"] = self.changes.rows[part]
        if not isinstance(field, model.fields.Note):
            update["label"] = self.words(part, field.label)
        return field.model_copy(update=update)


def _made(fields: Sequence[WorksheetField], present: set[str]) -> Iterator[WorksheetField]:
    """Yield fields; what is computed without those that are gone, and not at all where all are."""
    for each in fields:
        if not isinstance(each, model.fields.Computed):
            yield each
        elif left := tuple(name for name in each.of if name in present):
            yield each.model_copy(update={"of": left})
