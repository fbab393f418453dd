"""What a worksheet's page carries so that its scripts can change the sheet for one client.

It holds the definition in the page's language and what the model says of it: which lists there are, their
bounds, and the places of a part that is not there yet. So scripts make up no name and no bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from ..definitions import Part, Worksheet, WorksheetField
from . import changes
from .fieldplaces import fresh_places, sheet_places
from .places import FRESH, AnswerPlace, FieldPlaces


def published(worksheet: Worksheet, words: Mapping[str, str]) -> dict[str, Any]:
    """Return a localised worksheet as the page's scripts change it; ``words`` are those of print."""
    places = sheet_places(worksheet, words).fields
    fields = [field for section in worksheet.sections for field in section.fields]
    return {
        "definition": written(worksheet),
        "limits": {
            "letters": changes.LETTERS,
            "size": changes.SIZE,
            "fields": changes.MOST,
            "types": list(changes.ADDED_TYPES),
        },
        "lists": {
            names: told
            for field in fields
            for names, told in _lists(field, places[field.id], fresh_places(field, words))
        },
        "rows": {
            f"field:{field.id}": _rows(field, rows, places[field.id], fresh_places(field, words))
            for field in fields
            if (rows := changes.rows_of(field))
        },
        "types": {name: _type(name, words) for name in changes.ADDED_TYPES},
    }


def written(value: Any) -> Any:
    """Return a definition, or a part of one, as its file may write it; what goes without saying is left out.

    The entries of a list are pairs: scripts would put those in another order whose ids are numbers.
    """
    if isinstance(value, Part):
        keys = type(value).model_fields
        said = {name: getattr(value, name) for name in keys}
        return {name: written(each) for name, each in said.items() if each != keys[name].default}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [written(child) for child in value]
    return value


def _type(kind: str, words: Mapping[str, str]) -> dict[str, Any]:
    field = changes.new_field(kind, FRESH, "")
    return {
        "places": [place.for_page() for place in fresh_places(field, words)],
    }


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
