"""Worksheet: sections of fields that a client fills on paper, in the browser or in a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from .base import Definition, ItemCount, Items, Part
from .checks import Fault, all_have, fault, has, having, known, listed
from .kindinfo import Kind
from .labelled import L_, Labelled
from .scalars import FLAGS, Flag, PartOf, Prose, Ref, Slug, Text, Title, Whole, within
from .vocabulary import Role

#: Names of answer places that every sheet or choice has by itself.
HEAD, OTHER = "sheet", "other"
#: The largest number that a field may ask for; more digits fit no box on paper.
LARGEST = 999_999_999


class Cadence(Labelled):
    once = "once", L_("cadence", "Once")
    each_session = "each_session", L_("cadence", "At each session")
    daily = "daily", L_("cadence", "Daily")
    weekly = "weekly", L_("cadence", "Weekly")
    monthly = "monthly", L_("cadence", "Monthly")
    as_needed = "as_needed", L_("cadence", "As needed")


class Operation(Labelled):
    sum = "sum", L_("operation", "Sum")
    mean = "mean", L_("operation", "Mean")


class _Field(Part):
    """What every field has."""

    id: Slug = Field(description="Stable name of this field; answers are kept under it.")
    label: Text = Field(description="The question or label of the field.")
    hint: Text | None = Field(default=None, description="A short help under the label.")
    required: Flag = Field(default=False, description="Whether it should not be left empty.")


class _Bounded(_Field):
    """A field of whole numbers between two bounds."""

    min: Whole = Field(default=1, ge=0, le=100, description="Lowest value.")
    max: Whole = Field(default=10, ge=1, le=100, description="Highest value.")

    def faults(self) -> Iterator[Fault]:
        """Yield bounds that are out of order."""
        yield from super().faults()
        if has(self, "min", "max") and self.min >= self.max:
            yield fault("range_order", min=self.min, max=self.max)


class _Choice(_Field):
    """Options, and on demand a place to write in another one."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {
                "properties": {"other": {"enum": [True, *(word for word, yes in FLAGS.items() if yes)]}},
                "required": ["other"],
            },
            "then": {"properties": {"options": {"properties": {OTHER: False}}}},
        }
    )
    options: Items = Field(description="The options.")
    other: Flag = Field(default=False, description="Whether ‘other: …’ can be written in.")

    def faults(self) -> Iterator[Fault]:
        """Yield an option that has the name of the one that can be written in."""
        yield from super().faults()
        if has(self, "options", "other") and self.other and OTHER in (option.id for option in self.options):
            yield fault("reserved_part", "options", OTHER, value=OTHER)


class ShortText(_Field):
    type: Literal["short_text"] = Field(description="One line of text.")


class LongText(_Field):
    type: Literal["long_text"] = Field(description="Several lines of text.")
    lines: Whole = Field(default=4, ge=2, le=20, description="Writing lines on paper.")


class Number(_Field):
    type: Literal["number"] = Field(description="A number.")
    min: Whole | None = Field(default=None, ge=-LARGEST, le=LARGEST, description="Lowest value.")
    max: Whole | None = Field(default=None, ge=-LARGEST, le=LARGEST, description="Highest value.")
    unit: Text | None = Field(default=None, description="What is counted, such as hours.")

    def faults(self) -> Iterator[Fault]:
        """Yield bounds that are out of order."""
        yield from super().faults()
        if not has(self, "min", "max") or self.min is None or self.max is None:
            return
        if self.min >= self.max:
            yield fault("range_order", min=self.min, max=self.max)


class Date(_Field):
    type: Literal["date"] = Field(description="A date.")


class Scale(_Bounded):
    type: Literal["scale"] = Field(description="One value on a scale.")
    min_label: Text = Field(description="What the lowest value means.")
    max_label: Text = Field(description="What the highest value means.")

    def faults(self) -> Iterator[Fault]:
        """Yield a scale that does not fit a line."""
        yield from super().faults()
        if has(self, "min", "max") and self.max - self.min > 10:
            yield fault("scale_steps", "max", limit=11)


class SingleChoice(_Choice):
    type: Literal["single_choice"] = Field(description="One of several options.")


class MultipleChoice(_Choice):
    type: Literal["multiple_choice"] = Field(description="Any of several options.")


class TickList(_Field):
    type: Literal["checklist"] = Field(description="Things to tick off.")
    items: Items = Field(description="What to tick off.")


class Matrix(_Field):
    type: Literal["matrix"] = Field(description="One choice of the same columns for each row.")
    rows: Items = Field(description="What is rated.")
    columns: Annotated[Items, ItemCount(2, 11)] = Field(description="The choices, two to eleven.")


class Table(_Field):
    type: Literal["table"] = Field(description="A table to write in.")
    columns: Annotated[Items, ItemCount(1, 6)] = Field(description="Column heads, two to six.")
    rows: Whole = Field(default=5, ge=1, le=40, description="Number of empty rows.")
    row_labels: Items | None = Field(default=None, description="Row heads, instead of a number of rows.")


class Wheel(_Bounded):
    type: Literal["wheel"] = Field(description="A wheel whose segments are rated.")
    segments: Annotated[Items, ItemCount(3, 12)] = Field(
        description="The segments, three to twelve, clockwise from the top."
    )


class Ranking(_Field):
    type: Literal["ranking"] = Field(description="Things to put in order.")
    items: Items = Field(description="What is ranked.")


class Commitment(_Field):
    """Action, by when, support, confidence and done: the columns are the same everywhere."""

    type: Literal["commitment"] = Field(description="Actions that the client commits to.")
    rows: Whole = Field(default=3, ge=1, le=12, description="Number of actions.")


class Computed(_Field):
    type: Literal["computed"] = Field(description="A value computed from other fields.")
    operation: Operation = Field(description="Sum or mean.")
    of: tuple[Slug, ...] = Field(min_length=1, description="Ids of the fields it is computed from.")


class Note(Part):
    """Text between fields; nothing to fill."""

    type: Literal["note"] = Field(description="A note to the reader.")
    id: Slug = Field(description="Stable name of this note.")
    text: Prose = Field(description="The note.")


class Signature(Part):
    """A line to sign on, with place for name and date."""

    type: Literal["signature"] = Field(description="A signature.")
    id: Slug = Field(description="Stable name of this field.")
    party: Role = Field(description="Who signs.")
    label: Text | None = Field(default=None, description="A label other than the role’s name.")


WorksheetField = Annotated[
    ShortText
    | LongText
    | Number
    | Date
    | Scale
    | SingleChoice
    | MultipleChoice
    | TickList
    | Matrix
    | Table
    | Wheel
    | Ranking
    | Commitment
    | Computed
    | Note
    | Signature,
    Field(discriminator="type"),
]
#: Fields that hold numbers, from which another can be computed.
NUMERIC = (Number, Scale, Wheel)


class Section(Part):
    id: Slug = Field(description="Stable name of this section.")
    title: Title | None = Field(default=None, description="Title of the section.")
    text: Prose | None = Field(default=None, description="Instruction for this section.")
    fields: tuple[WorksheetField, ...] = Field(min_length=1, description="The fields, in order.")


class Worksheet(Definition):
    """A worksheet."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                within({"properties": {"id": {"not": {"const": HEAD}}}}, "sections", "fields"),
            ]
        }
    )
    kind: Literal[Kind.worksheet] = Field(description="What this file defines.")
    purpose: Prose = Field(description="What it is good for; for the coach who chooses it.")
    use_when: Items | None = Field(default=None, description="When to give it.")
    minutes: Whole = Field(ge=1, le=600, description="How many minutes it takes to fill.")
    cadence: Cadence = Field(description="How often it is filled.")
    instructions: Prose = Field(description="Instruction to the one who fills it.")
    privacy_note: Text | None = Field(
        default=None, description="A privacy note other than the usual one: who sees what is written."
    )
    sections: tuple[Section, ...] = Field(min_length=1, description="Sections of fields.")
    debrief: tuple[Annotated[PartOf, Ref("question_bank", "questions")], ...] = Field(
        default=(), description="Questions to talk about afterwards, as bank/question."
    )

    @property
    def typical_minutes(self) -> int | None:
        """Return how many minutes it usually takes."""
        return self.minutes

    def faults(self) -> Iterator[Fault]:
        """Yield ids that name two things, and fields from which nothing can be computed."""
        yield from super().faults()
        if not has(self, "sections"):
            return
        fields = [
            (("sections", s, "fields", f), field)
            for s, section in having(self.sections, "fields")
            for f, field in enumerate(section.fields)
        ]
        # Answers are kept by field id alone, so one id may not stand in two sections.
        seen: dict[str, str | int] = {}
        for at, field in fields:
            if not has(field, "id"):
                continue
            if field.id == HEAD:
                yield fault("reserved_part", *at, "id", value=field.id)
            # Twice in one list is found for every kind alike.
            if seen.setdefault(field.id, at[1]) != at[1]:
                yield fault("duplicate_part", *at, "id", value=field.id)
        whole = all_have(self.sections, "fields") and all_have((field for _, field in fields), "id")
        yield from self._computed(fields, whole)

    def _computed(
        self, fields: Sequence[tuple[tuple[str | int, ...], WorksheetField]], whole: bool
    ) -> Iterator[Fault]:
        by_id = {field.id: field for _, field in fields if has(field, "id")}
        for at, field in fields:
            if not isinstance(field, Computed) or not has(field, "type", "of"):
                continue
            for o, name in known(field.of):
                if name not in by_id:
                    if whole:
                        yield fault("unknown_field", *at, "of", o, value=name, known=listed(by_id))
                elif has(by_id[name], "type") and not isinstance(by_id[name], NUMERIC):
                    yield fault("not_numeric", *at, "of", o, value=name)
