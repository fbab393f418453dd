"""What an answer place of a worksheet is, and what it is called: the one home of both.

Places are made once for each field (``fieldplaces.py``) and stand in the field's view. The page draws
them and carries them as data for its scripts, print draws them, the form pass makes form fields of them,
and an answers file is held to them. Nobody else makes up a name, a bound or a choice.

A name is the field's id and then, with dots, what tells its places apart: an option, a row and a column. Ids
hold no dots, so no two places can share a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Annotated, Any, Literal

PlaceKind = Literal["text", "area", "number", "date", "check", "radio"]
#: How print marks a place; see :attr:`AnswerPlace.marks`.
MARK = "field:"
#: The id of a part that is not there yet, in what a page has ready for it. No author's id begins so.
FRESH = "_0"


def name_of(*parts: str) -> str:
    """Return the name of a place; its first part is the field's id."""
    return ".".join(parts)


def unmarked(address: str) -> tuple[str, str] | None:
    """Return the kind and the name of the place that an address marks; None for any other link."""
    kind, colon, name = address.removeprefix(MARK).partition(":")
    return (kind, name) if address.startswith(MARK) and colon and name else None


def text_name(field: str, *parts: str) -> str:
    """Return what a text of a field is called on the page, in every language.

    A part that an author named comes with the list it is in and a dot, so that it can be none of ours.
    """
    return f"field:{field}:{'.'.join(parts)}"


@dataclass(frozen=True)
class Computation:
    """What a place's number is made from: of each group of places the mean, of these the sum or the mean."""

    operation: Annotated[str, "sum or mean."]
    of: Annotated[tuple[tuple[str, ...], ...], "Names of places, in groups; of each the mean counts."]


@dataclass(frozen=True)
class AnswerPlace:
    """One answer place.

    ``label`` says what is asked, for tooltips and assistive technology, and knows its language where that is
    not the sheet's. ``values`` are the choices of a radio group with their labels. ``min`` and ``max`` bound
    a number; ``step`` is 1 where it has no decimals. ``measures`` says that its values can be kept
    with a date and compared later. ``text`` is the page's text that names the place within its field,
    ``asked`` the one that is the field's question.
    """

    name: Annotated[str, "Its name: the field’s id, then what tells the field’s places apart."]
    kind: Annotated[PlaceKind, "text, area, number, date, check or radio."]
    label: Annotated[str, "What is asked, for tooltips and assistive technology."]
    field: Annotated[str, "Id of the field."]
    values: Annotated[tuple[tuple[str, str], ...], "Choices of a radio group with their labels."] = ()
    min: Annotated[int | None, "Least value of a number."] = None
    max: Annotated[int | None, "Greatest value of a number."] = None
    required: Annotated[bool, "Whether the field should be filled in."] = False
    step: Annotated[int | None, "1 where a number has no decimals."] = None
    measures: Annotated[bool, "Whether values can be kept with a date and compared later."] = False
    text: Annotated[str, "Name of the page’s text that names the place within its field."] = ""
    asked: Annotated[str, "Name of the page’s text that is the field’s question."] = ""
    computed: Annotated[Computation | None, "What its number is made from."] = None

    @property
    def control(self) -> str:
        """The name of the page's control: never that of a form's own property, whatever an author's id is."""
        return name_of("answer", self.name)

    @property
    def bounded(self) -> bool:
        """Whether a number has a least and a greatest value."""
        return self.min is not None and self.max is not None

    @property
    def marks(self) -> dict[str, str]:
        """The addresses by which print marks where the place is, by value; a radio group has one for each."""
        if self.kind != "radio":
            return {"": f"{MARK}{self.kind}:{self.name}"}
        return {value: f"{MARK}{self.kind}:{name_of(self.name, value)}" for value, _ in self.values}

    def for_page(self) -> dict[str, Any]:
        """Return the place as a page carries it for its scripts; what says nothing is left out."""
        told = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        told |= {"control": self.control, "values": [value for value, _ in self.values]}
        if self.computed:
            told["computed"] = {"operation": self.computed.operation, "of": self.computed.of}
        # Nought is a bound like any other.
        return {name: value for name, value in told.items() if value or (value == 0 and value is not False)}

    def for_print(self) -> dict[str, Any]:
        """Return the place as print templates get it."""
        return {"kind": self.kind, "marks": self.marks, "min": self.min, "max": self.max}


@dataclass(frozen=True)
class FieldPlaces:
    """The places of one field: that of the whole, those of its parts, and the text behind "other:".

    A part is an option, an item, a row or a row's column, by its id; rows without an id are counted.
    """

    whole: Annotated[AnswerPlace | None, "The place of the whole field."] = None
    parts: Annotated[Mapping[str, AnswerPlace | Mapping[str, AnswerPlace]], "Those of its parts."] = field(
        default_factory=dict
    )
    written_in: Annotated[AnswerPlace | None, "The place to write another option in."] = None

    def __post_init__(self) -> None:
        # Keys are an author's; what looks through a view knows a text by the keys of a dict.
        object.__setattr__(self, "parts", MappingProxyType(dict(self.parts)))

    def __iter__(self) -> Iterator[AnswerPlace]:
        """Yield the places in reading order."""
        if self.whole:
            yield self.whole
        for part in self.parts.values():
            if isinstance(part, AnswerPlace):
                yield part
            else:
                yield from part.values()
        if self.written_in:
            yield self.written_in


@dataclass(frozen=True)
class SheetPlaces:
    """The places of a worksheet: those of its head, which every sheet has, and those of its fields by id."""

    name: Annotated[AnswerPlace, "The place for whom the sheet is."]
    date: Annotated[AnswerPlace, "The place for the date."]
    fields: Annotated[Mapping[str, FieldPlaces], "The places of each field, by its id."]

    def __iter__(self) -> Iterator[AnswerPlace]:
        """Yield all places in reading order."""
        yield from (self.name, self.date)
        for found in self.fields.values():
            yield from found

    @property
    def measures(self) -> bool:
        """Whether the sheet has values that can be compared over time."""
        return any(place.measures for place in self)

    def for_page(self) -> dict[str, Any]:
        """Return what a page's scripts know of the sheet."""
        return {"who": self.name.name, "places": [place.for_page() for place in self]}


@dataclass(frozen=True)
class CertificatePlaces:
    """The places of a certificate of attendance."""

    name: Annotated[AnswerPlace, "The place for whoever has attended."]
    dates: Annotated[AnswerPlace, "The place for when it was held."]
    hours: Annotated[AnswerPlace, "The place for how long they attended."]
    trainer: Annotated[AnswerPlace, "The place for the trainer’s name."]
    date: Annotated[AnswerPlace, "The place for when it is signed."]
    signature: Annotated[AnswerPlace, "The place for the trainer’s signature."]

    def __iter__(self) -> Iterator[AnswerPlace]:
        """Yield all places in reading order."""
        yield from (self.name, self.dates, self.hours, self.trainer, self.signature, self.date)
