"""What a worksheet's page carries so that its scripts can change the sheet for one client.

It holds the definition in the page's language and what the model says of it: which lists there are, their
bounds, and the places of a part that is not there yet. So scripts make up no name and no bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from ..definitions import Part, Worksheet, WorksheetField
from . import changes
from .fieldplaces import fresh_places, sheet_places
from .kinds.worksheet import drawn
from .places import FRESH, AnswerPlace, FieldPlaces
from .text import View

#: What is told of the published sheet, and would not be true of one that is changed for a client.
_NOT_KEPT = frozenset({"example", "example_other", "excused", "introduce", "situations", "next"})
#: What scripts put the words of a new part in place of.
TEXT = "{text}"


@dataclass(frozen=True)
class Published:
    """A worksheet as its page's scripts change it."""

    data: Annotated[Mapping[str, Any], "The definition, its bounds and places, for the scripts."]
    parts: Annotated[Mapping[str, View], "Fields with one new entry or row, by the list’s name."]
    types: Annotated[Mapping[str, View], "Fields that can be added, by type."]


def published(worksheet: Worksheet, view: View, words: Mapping[str, str]) -> Published:
    """Return a localised worksheet, with its view, as scripts change it; ``words`` are those of print."""
    places = sheet_places(worksheet, words).fields
    fields = [field for section in worksheet.sections for field in section.fields]
    views = [field for section in view["sections"] for field in section["fields"]]
    lists: dict[str, Any] = {}
    rows: dict[str, Any] = {}
    parts: dict[str, View] = {}
    for field, told in zip(fields, views, strict=True):
        fresh = fresh_places(field, words)
        found = dict(_lists(field, places[field.id], fresh))
        lists |= found
        parts |= {names: _with_fresh(field, told, fresh) for names in found}
        if counted := changes.rows_of(field):
            rows[f"question:{field.id}"] = _rows(field, counted, places[field.id], fresh)
            parts[f"question:{field.id}"] = _with_fresh(field, told, fresh)
    new = {kind: changes.new_field(kind, FRESH, TEXT) for kind in changes.ADDED_TYPES}
    data = {
        "definition": _written(worksheet),
        "limits": {
            "letters": changes.LETTERS,
            "size": changes.SIZE,
            "fields": changes.MOST,
            "types": list(new),
        },
        "lists": lists,
        "rows": rows,
        "types": {kind: {"places": _told(fresh_places(field, words))} for kind, field in new.items()},
    }
    types = {kind: _new(field, fresh_places(field, words)) for kind, field in new.items()}
    return Published(data, parts, types)


def _with_fresh(field: WorksheetField, view: View, fresh: FieldPlaces) -> View:
    """Return the view of a field whose lists hold a new entry alone."""
    entry = {"id": FRESH, "text": TEXT}
    told = {**view, **{key: [dict(entry)] for key, _, _ in changes.lists_of(field).values()}}
    return told | drawn(field, told, fresh)


def _new(field: WorksheetField, fresh: FieldPlaces) -> View:
    told: View = {name: getattr(field, name) for name in type(field).model_fields}
    return told | drawn(field, told, fresh)


def _written(value: Any) -> Any:
    """Return a definition, or a part of one, as its file may write it; what goes without saying is left out.

    The entries of a list are pairs: scripts would put those in another order whose ids are numbers.
    """
    if isinstance(value, Part):
        keys = type(value).model_fields
        said = {name: getattr(value, name) for name in keys if name not in _NOT_KEPT}
        return {name: _written(each) for name, each in said.items() if each != keys[name].default}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_written(child) for child in value]
    return value


def _lists(
    field: WorksheetField, found: FieldPlaces, fresh: FieldPlaces
) -> Iterator[tuple[str, dict[str, Any]]]:
    for names, (key, least, most) in changes.lists_of(field).items():
        ids = [entry.id for entry in getattr(field, key)]
        told = {"field": field.id, "key": key, "least": least, "most": most}
        told |= {"entries": [(name, _names(found, name)) for name in ids], "fresh": _fresh(fresh)}
        # A rank goes up to the number of what is ranked.
        yield names, told | ({"ranked": True} if field.type == "ranking" else {})


def _rows(
    field: WorksheetField, rows: tuple[int, int, int], found: FieldPlaces, fresh: FieldPlaces
) -> dict[str, Any]:
    count, least, most = rows
    entries = [(name, _names(found, name)) for name in found.parts]
    told = {"field": field.id, "count": count, "least": least, "most": most}
    return told | {"entries": entries, "fresh": _fresh(fresh)}


def _of(found: FieldPlaces, name: str) -> list[AnswerPlace]:
    part = found.parts.get(name)
    if part is None:
        # A choice of the whole field has no place of its own.
        return []
    return [part] if isinstance(part, AnswerPlace) else list(part.values())


def _names(found: FieldPlaces, name: str) -> list[str]:
    return [place.name for place in _of(found, name)]


def _fresh(found: FieldPlaces) -> list[dict[str, Any]]:
    return [place.for_page() for place in _of(found, FRESH)]


def _told(found: FieldPlaces) -> list[dict[str, Any]]:
    return [place.for_page() for place in found]
