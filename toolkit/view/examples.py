"""The worked example of a worksheet: its answers by place, and what a page shows of each field.

An answer is what the file of a client's answers holds for its place (``toolkit.answers``), so that an example
is printed as such a file is. A page shows it apart from the sheet, in a form of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any, Literal, TypedDict

from ..definitions import OTHER, Worksheet, WorksheetField, model
from . import markup
from .formats import as_written
from .places import AnswerPlace, Computation, FieldPlaces, SheetPlaces
from .speaker import Speaker
from .text import View

ByPlace = Mapping[str, str | Literal[True]]
_Answered = Iterator[tuple[str, str | Literal[True]]]


class ExampleRow(TypedDict):
    """A row of an answer."""

    name: Annotated[Any, "What the row is about, as text; nothing where the answer says it all."]
    cells: Annotated[list[Any], "What is answered, as text; one for each column."]


class ExampleView(TypedDict):
    """The answer of a field in the worked example."""

    head: Annotated[list[Any], "What the columns are called, as text; empty where there is one."]
    rows: Annotated[list[ExampleRow], "The rows, in order."]


def example_answers(worksheet: Worksheet, places: SheetPlaces) -> dict[str, str | Literal[True]]:
    """Return the worked example of a localised worksheet by place; empty where it has none."""
    found: dict[str, str | Literal[True]] = {}
    fields = [field for section in worksheet.sections for field in section.fields]
    for field in fields:
        found |= _of(field, places.fields[field.id])
    if found:
        for field in fields:
            whole = places.fields[field.id].whole
            if whole and whole.computed and (value := _computed(whole.computed, found)):
                found[whole.name] = value
    return found


def _of(field: WorksheetField, places: FieldPlaces) -> dict[str, str | Literal[True]]:
    given = getattr(field, "example", None)
    found: dict[str, str | Literal[True]] = {}
    if places.written_in and (other := getattr(field, "example_other", None)):
        found[places.written_in.name] = markup.plain(other)
        if places.whole:
            found[places.whole.name] = OTHER
        else:
            found |= dict(_ticked(places, (OTHER,)))
    if given is None:
        return found
    match field:
        case model.fields.MultipleChoice() | model.fieldrows.TickList():
            found |= dict(_ticked(places, given))
        case model.fieldrows.Ranking():
            found |= dict(_by_part(places, {name: number for number, name in enumerate(given, 1)}))
        case model.fieldrows.Table():
            found |= dict(_cells(places, {row: dict(cells) for row, cells in given.items()}))
        case model.fieldrows.Commitment():
            found |= dict(_cells(places, {row: _action(told) for row, told in given.items()}))
        case model.fieldrows.Matrix() | model.fieldrows.Wheel():
            found |= dict(_by_part(places, given))
        case _:
            found |= {places.whole.name: _written(given)} if places.whole else {}
    return found


def _written(value: object) -> str:
    return markup.plain(value) if isinstance(value, str) else str(value)


def _ticked(places: FieldPlaces, names: Iterable[str]) -> _Answered:
    for name in names:
        place = places.parts[name]
        if isinstance(place, AnswerPlace):
            yield place.name, True


def _by_part(places: FieldPlaces, given: Mapping[str, object]) -> _Answered:
    for name, value in given.items():
        place = places.parts[name]
        if isinstance(place, AnswerPlace):
            yield place.name, _written(value)


def _cells(places: FieldPlaces, given: Mapping[str, Mapping[str, object]]) -> _Answered:
    for row, cells in given.items():
        columns = places.parts[row]
        for column, value in cells.items():
            if not isinstance(columns, AnswerPlace) and value is not None and value is not False:
                yield columns[column].name, True if value is True else _written(value)


def _action(told: model.fieldrows.CommitmentExample) -> dict[str, object]:
    return {
        "action": told.action,
        "by-when": told.by_when,
        "support": told.support,
        "confidence": told.confidence,
        "done": told.done,
    }


def _computed(asked: Computation, found: ByPlace) -> str:
    """Return a sum or a mean as the page's script computes it (compute.js); empty where nothing is given."""
    groups = [[Decimal(str(found[name])) for name in group if name in found] for group in asked.of]
    means = [sum(group, Decimal()) / len(group) for group in groups if group]
    if not means:
        return ""
    is_mean = asked.operation == "mean"
    value = sum(means, Decimal()) / (len(means) if is_mean else 1)
    exact = value.quantize(Decimal("0.1" if is_mean else "0.000001"), ROUND_HALF_UP)
    return f"{exact.normalize():f}"


@dataclass(frozen=True)
class Shown:
    """Shows the worked example of a sheet's fields as a reader gets it."""

    speaker: Speaker
    words: Mapping[str, str]
    answers: ByPlace

    def of(self, field: WorksheetField, view: View, places: FieldPlaces) -> ExampleView | None:
        """Return what is shown of a field; ``view`` is that of the field itself. None without an answer."""
        match field:
            case model.fieldrows.Table():
                heads = [entry["text"] for entry in view["columns"]]
                rows = list(self._table(view, places))
            case model.fieldrows.Commitment():
                keys = ("action", "by_when", "support", "confidence", "done")
                heads = [self.words[key] for key in keys]
                rows = list(self._table(view, places))
            case _:
                heads, rows = [], list(self._plain(field, view, places))
        return {"head": heads, "rows": rows} if rows else None

    def _plain(self, field: WorksheetField, view: View, places: FieldPlaces) -> Iterator[ExampleRow]:
        """Yield the rows of a field that has one answer, or one for each of its parts."""
        if places.whole and places.whole.name in self.answers:
            choices = {entry["id"]: entry["text"] for entry in view.get("options", ())}
            given = self.answers[places.whole.name]
            if given in choices:
                yield {"name": None, "cells": [choices[given]]}
            elif given != OTHER or not choices:
                # Texts of the author's come with their own language.
                said = view.get("example") if isinstance(field, _TEXTS) else self._said(places.whole)
                yield {"name": None, "cells": [said]}
        listed = next((view[key] for key in ("options", "items", "rows", "segments") if key in view), ())
        columns = {entry["id"]: entry["text"] for entry in view.get("columns", ())}
        rows = []
        for entry in listed if isinstance(listed, list) else ():
            place = places.parts.get(entry["id"])
            if not isinstance(place, AnswerPlace) or place.name not in self.answers:
                continue
            if place.kind == "check":
                yield {"name": None, "cells": [entry["text"]]}
            else:
                given = self.answers[place.name]
                rows.append((entry["text"], columns.get(given) or self._said(place)))
        if isinstance(field, model.fieldrows.Ranking):
            rows.sort(key=lambda row: int(row[1]))
        yield from (ExampleRow(name=name, cells=[cell]) for name, cell in rows)
        if places.written_in and places.written_in.name in self.answers:
            yield {"name": self.words["other"], "cells": [view["example_other"]]}

    def _table(self, view: View, places: FieldPlaces) -> Iterator[ExampleRow]:
        named = {entry["id"]: entry["text"] for entry in view.get("row_labels") or ()}
        for row, columns in places.parts.items():
            if isinstance(columns, AnswerPlace) or not any(
                place.name in self.answers for place in columns.values()
            ):
                continue
            given = view["example"][row]
            told = {entry["id"]: entry["text"] for entry in given} if isinstance(given, list) else given
            cells = [
                told[column] if place.kind in ("text", "area") and told.get(column) else self._said(place)
                for column, place in columns.items()
            ]
            yield {"name": named.get(row), "cells": cells}

    def _said(self, place: AnswerPlace) -> str:
        """Return an answer as the reader's language writes it; a tick as a word."""
        given = self.answers.get(place.name, "")
        if given is True:
            return self.speaker.edition.interface.gettext("yes")
        return as_written(place, given, self.speaker.edition.locale)


#: Types whose answer is a text of the author's.
_TEXTS = (model.fields.ShortText, model.fields.LongText)
