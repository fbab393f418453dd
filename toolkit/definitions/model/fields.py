"""Field types of worksheets that have one answer, and the union of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field

from .checks import Fault, fault, has
from .exemplary import in_list
from .fieldbase import Bounded, Choice, FieldBase, FieldInfo, FieldModel, Form
from .fieldrows import Commitment, Matrix, Ranking, Signature, Table, TickList, Wheel
from .labelled import L_, N_, Labelled
from .scalars import Day, Prose, Slug, Text, Whole

#: The largest number that a field may ask for; more digits fit no box on paper.
LARGEST = 999_999_999


class Operation(Labelled):
    sum = "sum", L_("operation", "Sum")
    mean = "mean", L_("operation", "Average")


class ShortText(FieldBase):
    info = FieldInfo(example='- {id: goal, type: short_text, label: "My goal in one line"}', room="line")
    type: Literal["short_text"] = Field(description="One line of text.")
    example: Text | None = Field(default=None, description="The answer in the worked example.")


class LongText(FieldBase):
    info = FieldInfo(example='- {id: today, type: long_text, label: "What matters today?", lines: 6}')
    type: Literal["long_text"] = Field(description="Several lines of text.")
    lines: Whole = Field(
        default=4,
        ge=2,
        le=20,
        description="Number of lines to write on when printed; between 60% and 160% of this number is "
        "printed where that makes a sheet fit its pages.",
    )
    example: Prose | None = Field(default=None, description="The answer in the worked example.")


class Number(FieldBase):
    info = FieldInfo(
        example='- {id: hours, type: number, label: "Hours of sleep", min: 0, max: 24, unit: hours}',
        numeric=True,
        room="box",
    )
    type: Literal["number"] = Field(description="A number.")
    min: Whole | None = Field(default=None, ge=-LARGEST, le=LARGEST, description="Lowest value.")
    max: Whole | None = Field(default=None, ge=-LARGEST, le=LARGEST, description="Highest value.")
    unit: Text | None = Field(default=None, description="The unit that is counted, such as hours.")
    example: Whole | None = Field(
        default=None, ge=-LARGEST, le=LARGEST, description="The answer in the worked example."
    )

    def faults(self) -> Iterator[Fault]:
        """Yield bounds that are out of order, and an answer of the worked example that they leave out."""
        yield from super().faults()
        if not has(self, "min", "max"):
            return
        least, most = self.min, self.max
        if least is not None and most is not None and least >= most:
            yield fault("range_order", min=least, max=most)
        if not has(self, "example") or self.example is None:
            return
        if (least is not None and self.example < least) or (most is not None and self.example > most):
            shown = {"min": "–" if least is None else least, "max": "–" if most is None else most}
            yield fault("example_bounds", "example", value=self.example, **shown)


class Date(FieldBase):
    info = FieldInfo(example='- {id: by-when, type: date, label: "By when?"}', room="box")
    type: Literal["date"] = Field(description="A date.")
    example: Day | None = Field(
        default=None, description="The answer in the worked example, such as 2026-12-31."
    )


class Scale(Bounded):
    info = FieldInfo(
        example="""\
- id: energy
  type: scale
  label: "How much energy do you have?"
  min_label: none at all
  max_label: as much as I need""",
        numeric=True,
        room="row",
        form=Form.scale,
    )
    type: Literal["scale"] = Field(description="One value on a scale.")
    min_label: Text = Field(description="What the lowest value means.")
    max_label: Text = Field(description="What the highest value means.")
    example: Whole | None = Field(default=None, ge=0, le=100, description="The answer in the worked example.")

    def faults(self) -> Iterator[Fault]:
        """Yield a scale that does not fit a line, and an answer of the worked example that is not on it."""
        yield from super().faults()
        if has(self, "min", "max") and self.max - self.min > 10:
            yield fault("scale_steps", "max", limit=11)
        if has(self, "example") and self.example is not None:
            yield from self.out_of_bounds(self.example, "example")


class SingleChoice(Choice):
    info = FieldInfo(
        example="""\
- id: place
  type: single_choice
  label: "Where shall we meet?"
  options: {room: in a room, walk: on a walk}
  other: true""",
        words={"choose_one": N_("Choose one.")},
    )
    type: Literal["single_choice"] = Field(description="One of several options.")
    example: Slug | None = Field(
        default=None, description="The answer in the worked example: the ID of an option."
    )

    def faults(self) -> Iterator[Fault]:
        """Yield an answer of the worked example that cannot be given."""
        yield from super().faults()
        yield from self.written_in()
        if has(self, "example") and self.example is not None:
            yield from self.chosen([(("example",), self.example)])
            if has(self, "example_other") and self.example_other:
                yield fault("example_twice", "example_other")


class MultipleChoice(Choice):
    info = FieldInfo(
        example="""\
- id: helpers
  type: multiple_choice
  label: "Who can help?"
  options: {family: family, team: my team, coach: my coach}""",
        words={"choose_any": N_("Choose any that apply.")},
    )
    type: Literal["multiple_choice"] = Field(description="One or more of several options.")
    example: tuple[Slug, ...] = Field(
        default=(), description="The answer in the worked example: IDs of the options."
    )

    def faults(self) -> Iterator[Fault]:
        """Yield an answer of the worked example that cannot be given."""
        yield from super().faults()
        yield from self.written_in()
        if has(self, "example"):
            yield from self.chosen(in_list(self.example))


class Computed(FieldBase):
    info = FieldInfo(
        example='- {id: mean, type: computed, label: "Mean of the wheel", operation: mean, of: [life]}',
        room="box",
        words={"sum": N_("Sum"), "mean": N_("Average")},
    )
    type: Literal["computed"] = Field(description="A value calculated from other fields.")
    operation: Operation = Field(description="Whether to calculate the sum or the mean.")
    of: tuple[Slug, ...] = Field(
        min_length=1, description="IDs of the fields from which the value is calculated."
    )


class Note(FieldModel):
    """Text between fields, with nothing to fill in."""

    info = FieldInfo(example='- {id: break, type: note, text: "Take a break here if you need one."}')
    type: Literal["note"] = Field(description="A note to the reader.")
    id: Slug = Field(description="Fixed ID of this note.")
    text: Prose = Field(description="The note.")


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
#: The field types by name, in the order in which authors read of them.
FIELD_TYPES: Mapping[str, type[FieldModel]] = {
    get_args(model.model_fields["type"].annotation)[0]: model
    for model in get_args(get_args(WorksheetField)[0])
}
#: Those that hold numbers, from which another can be computed.
NUMERIC = tuple(name for name, model in FIELD_TYPES.items() if model.info.numeric)
