"""The answer places of a worksheet, by the one name that page, PDF form and answers file share.

A name is the field's id and then, with dots, what tells its places apart: an option, a
row and a column. Ids hold no dots, so no two places can share a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from . import markup
from .catalog import State
from .foreign import Foreign, composed
from .localise import Wording
from .model.worksheet import (
    Commitment,
    Computed,
    Date,
    LongText,
    Matrix,
    MultipleChoice,
    Note,
    Number,
    Ranking,
    Scale,
    ShortText,
    Signature,
    SingleChoice,
    Table,
    TickList,
    Wheel,
    Worksheet,
    WorksheetField,
)

SlotKind = Literal["text", "area", "number", "date", "check", "radio"]
#: The head of every sheet.
NAME, DATE = "sheet.name", "sheet.date"
#: Group of the texts behind "other:"; a radio group's name cannot be the beginning of another name.
WRITTEN_IN = "sheet.other"
CONFIDENCE = (1, 10)


@dataclass(frozen=True)
class Slot:
    """One answer place.

    ``label`` says what is asked, for tooltips and assistive technology, and knows its language where
    that is not the sheet's. ``values`` are the choices of a radio group with their labels; ``min`` and
    ``max`` bound a number, and ``whole`` says that it has no decimals.
    """

    name: str
    kind: SlotKind
    label: str
    field: str
    values: tuple[tuple[str, str], ...] = ()
    min: int | None = None
    max: int | None = None
    required: bool = False
    whole: bool = False


def slots(worksheet: Worksheet, words: Mapping[str, str]) -> tuple[Slot, ...]:
    """Return a localised worksheet's answer places in reading order.

    ``words`` are the interface words of :func:`toolkit.views.print_words`.
    """
    head = (Slot(NAME, "text", words["for_whom"], ""), Slot(DATE, "date", words["date"], ""))
    fields = (field for section in worksheet.sections for field in section.fields)
    return (*head, *(slot for field in fields for slot in _of(field, words)))


def plain(text: str) -> str:
    """Return the words of a text, which know their language where it is a gap in the sheet's."""
    words = markup.plain(text)
    is_gap = isinstance(text, Wording) and text.state in (State.missing, State.outdated)
    return Foreign(words, text.lang) if is_gap and isinstance(text, Wording) else words


def _of(field: WorksheetField, words: Mapping[str, str]) -> Iterator[Slot]:
    if isinstance(field, Note):
        return
    name = field.id
    if isinstance(field, Signature):
        party = plain(field.label) if field.label else words[f"role_{field.party}"]
        for part, kind, word in (
            ("signature", "text", "signature"),
            ("name", "text", "printed_name"),
            ("date", "date", "date"),
        ):
            yield Slot(f"{name}.{part}", kind, composed("{}: {}", party, words[word]), name)  # type: ignore[arg-type]
        return
    label = plain(field.label)
    needed = field.required
    match field:
        case ShortText():
            yield Slot(name, "text", label, name, required=needed)
        case LongText():
            yield Slot(name, "area", label, name, required=needed)
        case Number():
            asked = composed("{} ({})", label, plain(field.unit)) if field.unit else label
            yield Slot(name, "number", asked, name, (), field.min, field.max, needed)
        case Computed():
            said = composed("{} ({})", label, words[field.operation])
            yield Slot(name, "number", said, name)
        case Date():
            yield Slot(name, "date", label, name, required=needed)
        case Scale():
            ends = {field.min: plain(field.min_label), field.max: plain(field.max_label)}
            values = tuple(
                (str(n), composed(f"{n} – {{}}", ends[n]) if n in ends else str(n))
                for n in range(field.min, field.max + 1)
            )
            yield Slot(name, "radio", label, name, values, required=needed)
        case SingleChoice():
            other = (("other", words["other"]),) if field.other else ()
            values = (*((option.id, plain(option.text)) for option in field.options), *other)
            yield Slot(name, "radio", label, name, values, required=needed)
            if field.other:
                yield Slot(f"{WRITTEN_IN}.{name}", "text", composed("{} {}", label, words["other"]), name)
        case MultipleChoice() | TickList():
            entries = field.options if isinstance(field, MultipleChoice) else field.items
            for option in entries:
                yield Slot(f"{name}.{option.id}", "check", composed("{} {}", label, plain(option.text)), name)
            if isinstance(field, MultipleChoice) and field.other:
                yield Slot(f"{name}.other", "check", composed("{} {}", label, words["other"]), name)
                yield Slot(f"{WRITTEN_IN}.{name}", "text", composed("{} {}", label, words["other"]), name)
        case Matrix():
            values = tuple((column.id, plain(column.text)) for column in field.columns)
            for row in field.rows:
                yield Slot(
                    f"{name}.{row.id}", "radio", composed("{} {}", label, plain(row.text)), name, values
                )
        case Table():
            if field.row_labels is None:
                rows = [(str(n), str(n)) for n in range(1, field.rows + 1)]
            else:
                rows = [(row.id, plain(row.text)) for row in field.row_labels]
            for row_name, row_label in rows:
                for column in field.columns:
                    said = composed("{} {}: {}", label, row_label, plain(column.text))
                    yield Slot(f"{name}.{row_name}.{column.id}", "text", said, name)
        case Wheel():
            for segment in field.segments:
                said = composed("{} {}", label, plain(segment.text))
                yield Slot(f"{name}.{segment.id}", "number", said, name, (), field.min, field.max, whole=True)
        case Ranking():
            for item in field.items:
                said = composed("{} {}", label, plain(item.text))
                yield Slot(f"{name}.{item.id}", "number", said, name, (), 1, len(field.items), whole=True)
        case Commitment():
            parts: tuple[tuple[str, SlotKind, str], ...] = (
                ("action", "area", "action"),
                ("by-when", "date", "by_when"),
                ("support", "area", "support"),
                ("confidence", "number", "confidence"),
                ("done", "check", "done"),
            )
            for number in range(1, field.rows + 1):
                for part, kind, word in parts:
                    least, most = CONFIDENCE if part == "confidence" else (None, None)
                    said = composed(f"{{}} {number}: {{}}", label, words[word])
                    place = f"{name}.{number}.{part}"
                    yield Slot(place, kind, said, name, (), least, most, whole=kind == "number")
