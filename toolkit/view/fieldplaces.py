"""The answer places of each field type, made from a localised field and interface words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..definitions import HEAD, OTHER, Item, Worksheet, WorksheetField, model
from ..translation import Foreign, State, Wording, composed
from . import markup, places
from .places import FRESH, AnswerPlace, Computation, FieldPlaces, PlaceKind, SheetPlaces

CONFIDENCE = (1, 10)


def sheet_places(worksheet: Worksheet, words: Mapping[str, str]) -> SheetPlaces:
    """Return a localised worksheet's answer places.

    ``words`` are the interface words of :func:`toolkit.view.print_words`.
    """
    fields = [field for section in worksheet.sections for field in section.fields]
    found = {field.id: _of(field, words) for field in fields}
    for field in fields:
        whole = found[field.id].whole
        if isinstance(field, model.fields.Computed) and whole:
            # A wheel counts as the mean of its segments.
            of = tuple(tuple(place.name for place in found[name]) for name in field.of)
            computed = Computation(field.operation.value, of)
            found[field.id] = FieldPlaces(replace(whole, computed=computed))
    found |= _in_columns(worksheet, found)
    return SheetPlaces(
        AnswerPlace(places.name_of(HEAD, "name"), "text", words["for_whom"], ""),
        AnswerPlace(places.name_of(HEAD, "date"), "date", words["date"], ""),
        found,
    )


def _in_columns(worksheet: Worksheet, found: Mapping[str, FieldPlaces]) -> Iterator[tuple[str, FieldPlaces]]:
    """Yield the places of fields in the cells of a table: their names begin with that of their column."""
    counts = model.beside.columns(worksheet.sections)
    for section, count in zip(worksheet.sections, counts, strict=True):
        if count == 1 or section.title is None:
            continue
        for field in section.fields:
            if whole := found[field.id].whole:
                label = composed("{}: {}", plain(section.title), whole.label)
                yield field.id, replace(found[field.id], whole=replace(whole, label=label))


def counted(rows: int) -> dict[str, str]:
    """Return the ids and names of rows that have none of an author's."""
    return {str(n): str(n) for n in range(1, rows + 1)}


def fresh_places(field: WorksheetField, words: Mapping[str, str]) -> FieldPlaces:
    """Return the places of a field whose lists hold one entry each, without words, under the id ``FRESH``."""
    maker = _Maker(field.id, words)
    if isinstance(field, model.fieldrows.Table) and not field.row_labels:
        return maker.table_of({FRESH: FRESH}, field, plain(field.label))
    if isinstance(field, model.fieldrows.Commitment):
        return maker.commitment_of([FRESH], plain(field.label))
    lists = {key for key in ("segments", "rows", "row_labels", "items", "options") if hasattr(field, key)}
    return _of(field.model_copy(update=dict.fromkeys(lists, (Item(FRESH, ""),))), words)


def plain(text: str) -> str:
    """Return the words of a text, which know their language where it is a gap in the sheet's."""
    words = markup.plain(text)
    is_gap = isinstance(text, Wording) and text.state in (State.missing, State.outdated)
    return Foreign(words, text.lang) if is_gap and isinstance(text, Wording) else words


def _of(field: WorksheetField, words: Mapping[str, str]) -> FieldPlaces:
    if isinstance(field, model.fields.Note):
        return FieldPlaces()
    maker = _Maker(field.id, words)
    if isinstance(field, model.fieldrows.Signature):
        return maker.signature(field)
    label = plain(field.label)
    match field:
        case model.fields.ShortText():
            return FieldPlaces(maker.whole("text", label, field.required))
        case model.fields.LongText():
            return FieldPlaces(maker.whole("area", label, field.required))
        case model.fields.Date():
            return FieldPlaces(maker.whole("date", label, field.required))
        case model.fields.Number():
            said = composed("{} ({})", label, plain(field.unit)) if field.unit else label
            bounds = {"min": field.min, "max": field.max}
            return FieldPlaces(maker.whole("number", said, field.required, measures=True, **bounds))
        case model.fields.Computed():
            said = composed("{} ({})", label, words[field.operation])
            return FieldPlaces(maker.whole("number", said, measures=True))
        case model.fields.Scale():
            return FieldPlaces(maker.scale(field, label))
        case model.fields.SingleChoice():
            return maker.single(field, label)
        case model.fields.MultipleChoice() | model.fieldrows.TickList():
            return maker.ticks(field, label)
        case model.fieldrows.Matrix():
            return maker.matrix(field, label)
        case model.fieldrows.Table():
            return maker.table(field, label)
        case model.fieldrows.Wheel():
            return maker.wheel(field, label)
        case model.fieldrows.Ranking():
            return maker.ranking(field, label)
        case model.fieldrows.Commitment():
            return maker.commitment(field, label)


@dataclass(frozen=True)
class _Maker:
    """Makes the places of one field."""

    field: str
    words: Mapping[str, str]

    def part(self, path: tuple[str, ...], kind: PlaceKind, label: str, **more: Any) -> AnswerPlace:
        asked = places.text_name(self.field, "label") if more.get("measures") else ""
        return AnswerPlace(places.name_of(self.field, *path), kind, label, self.field, asked=asked, **more)

    def whole(self, kind: PlaceKind, label: str, required: bool = False, **more: Any) -> AnswerPlace:
        return self.part((), kind, label, required=required, **more)

    def written_in(self, label: str) -> AnswerPlace:
        # A group of its own: a radio group's name cannot be the beginning of another name.
        name = places.name_of(HEAD, OTHER, self.field)
        return AnswerPlace(name, "text", composed("{} {}", label, self.words["other"]), self.field)

    def scale(self, field: model.fields.Scale, label: str) -> AnswerPlace:
        ends = {field.min: plain(field.min_label), field.max: plain(field.max_label)}
        values = tuple(
            (str(n), composed(f"{n} – {{}}", ends[n]) if n in ends else str(n))
            for n in range(field.min, field.max + 1)
        )
        bounds = {"min": field.min, "max": field.max, "step": 1}
        return self.whole("radio", label, field.required, values=values, measures=True, **bounds)

    def single(self, field: model.fields.SingleChoice, label: str) -> FieldPlaces:
        values = tuple((option.id, plain(option.text)) for option in field.options)
        if not field.other:
            return FieldPlaces(self.whole("radio", label, field.required, values=values))
        values += ((OTHER, self.words["other"]),)
        return FieldPlaces(
            self.whole("radio", label, field.required, values=values), written_in=self.written_in(label)
        )

    def ticks(self, field: model.fields.MultipleChoice | model.fieldrows.TickList, label: str) -> FieldPlaces:
        entries = field.options if isinstance(field, model.fields.MultipleChoice) else field.items
        found = {
            entry.id: self.part((entry.id,), "check", composed("{} {}", label, plain(entry.text)))
            for entry in entries
        }
        if not isinstance(field, model.fields.MultipleChoice) or not field.other:
            return FieldPlaces(None, found)
        found[OTHER] = self.part((OTHER,), "check", composed("{} {}", label, self.words["other"]))
        return FieldPlaces(None, found, self.written_in(label))

    def matrix(self, field: model.fieldrows.Matrix, label: str) -> FieldPlaces:
        values = tuple((column.id, plain(column.text)) for column in field.columns)
        return FieldPlaces(
            parts={
                row.id: self.part(
                    (row.id,), "radio", composed("{} {}", label, plain(row.text)), values=values
                )
                for row in field.rows
            }
        )

    def wheel(self, field: model.fieldrows.Wheel, label: str) -> FieldPlaces:
        more: dict[str, Any] = {"min": field.min, "max": field.max, "step": 1, "measures": True}

        def place(segment: Item) -> AnswerPlace:
            text = places.text_name(self.field, "segments", segment.id)
            return self.part(
                (segment.id,), "number", composed("{} {}", label, plain(segment.text)), text=text, **more
            )

        return FieldPlaces(parts={segment.id: place(segment) for segment in field.segments})

    def ranking(self, field: model.fieldrows.Ranking, label: str) -> FieldPlaces:
        bounds = {"min": 1, "max": len(field.items), "step": 1}
        return FieldPlaces(
            parts={
                item.id: self.part((item.id,), "number", composed("{} {}", label, plain(item.text)), **bounds)
                for item in field.items
            }
        )

    def table(self, field: model.fieldrows.Table, label: str) -> FieldPlaces:
        if field.row_labels is None:
            return self.table_of(counted(field.rows), field, label)
        return self.table_of({row.id: plain(row.text) for row in field.row_labels}, field, label)

    def table_of(self, rows: Mapping[str, str], field: model.fieldrows.Table, label: str) -> FieldPlaces:
        return FieldPlaces(
            parts={
                row: {
                    column.id: self.part(
                        (row, column.id), "text", composed("{} {}: {}", label, said, plain(column.text))
                    )
                    for column in field.columns
                }
                for row, said in rows.items()
            }
        )

    def commitment(self, field: model.fieldrows.Commitment, label: str) -> FieldPlaces:
        return self.commitment_of(counted(field.rows), label)

    def commitment_of(self, rows: Iterable[str], label: str) -> FieldPlaces:
        columns: tuple[tuple[str, PlaceKind, str], ...] = (
            ("action", "area", "action"),
            ("by-when", "date", "by_when"),
            ("support", "area", "support"),
            ("confidence", "number", "confidence"),
            ("done", "check", "done"),
        )
        bounds = {"min": CONFIDENCE[0], "max": CONFIDENCE[1], "step": 1}

        def place(row: str, column: str, kind: PlaceKind, word: str) -> AnswerPlace:
            said = composed(f"{{}} {row}: {{}}", label, self.words[word])
            return self.part((row, column), kind, said, **(bounds if kind == "number" else {}))

        return FieldPlaces(
            parts={
                row: {column: place(row, column, kind, word) for column, kind, word in columns}
                for row in rows
            }
        )

    def signature(self, field: model.fieldrows.Signature) -> FieldPlaces:
        party = plain(field.label) if field.label else self.words[f"role_{field.party}"]
        lines: tuple[tuple[str, PlaceKind, str], ...] = (
            ("signature", "text", "signature"),
            ("name", "text", "printed_name"),
            ("date", "date", "date"),
        )
        return FieldPlaces(
            parts={
                part: self.part((part,), kind, composed("{}: {}", party, self.words[word]))
                for part, kind, word in lines
            }
        )
