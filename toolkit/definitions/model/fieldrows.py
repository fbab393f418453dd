"""Field types of worksheets whose parts have answers of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from .base import ItemCount, Items, Part
from .checks import Fault, has
from .exemplary import ids, in_keys, in_list, numbers, unknown_names
from .fieldbase import Bounded, FieldBase, FieldInfo, FieldModel, Form
from .labelled import N_
from .scalars import Day, Flag, Slug, Text, Whole
from .vocabulary import Role

#: Tables of so many columns need a wider page.
MANY_COLUMNS = 5


class TickList(FieldBase):
    info = FieldInfo(
        example="""\
- id: ready
  type: checklist
  label: "Before we begin"
  items: {phone: The phone is silent., time: We know when we finish.}"""
    )
    type: Literal["checklist"] = Field(description="Things to tick off.")
    items: Items = Field(description="What to tick off.")
    example: tuple[Slug, ...] = Field(
        default=(), description="The answer in the worked example: IDs of the ticked items."
    )

    def faults(self) -> Iterator[Fault]:
        """Yield an answer of the worked example that cannot be given."""
        yield from super().faults()
        if has(self, "items", "example"):
            yield from unknown_names(in_list(self.example), ids(self.items))


class Matrix(FieldBase):
    info = FieldInfo(
        example="""\
- id: values
  type: matrix
  label: "How true is it?"
  rows: {trust: I trust my team., voice: I am heard.}
  columns: {no: not at all, partly: partly, yes: fully}""",
        form=Form.matrix,
    )
    type: Literal["matrix"] = Field(description="One choice for each row, from the same columns.")
    rows: Items = Field(description="What is rated.")
    columns: Annotated[Items, ItemCount(2, 11)] = Field(description="The choices, two to eleven.")
    example: dict[Slug, Slug] | None = Field(
        default=None, description="The answer in the worked example: a column ID for each row ID."
    )

    def faults(self) -> Iterator[Fault]:
        """Yield an answer of the worked example that cannot be given."""
        yield from super().faults()
        if not has(self, "example") or self.example is None:
            return
        if has(self, "rows"):
            yield from unknown_names(in_keys(self.example), ids(self.rows))
        if has(self, "columns"):
            chosen = ((("example", row), column) for row, column in self.example.items())
            yield from unknown_names(chosen, ids(self.columns))


class Table(FieldBase):
    info = FieldInfo(
        example="""\
- id: options
  type: table
  label: "What could you do?"
  columns: {option: Option, gain: What it brings, cost: What it costs}
  rows: 4""",
        form=Form.table,
    )
    type: Literal["table"] = Field(description="A table to fill in.")
    columns: Annotated[Items, ItemCount(1, 6)] = Field(description="Column headings, two to six.")
    rows: Whole = Field(default=5, ge=1, le=40, description="Number of empty rows.")
    row_labels: Items | None = Field(
        default=None, description="Row headings, to use instead of the number in ‘rows’."
    )
    example: dict[Slug, Items] | None = Field(
        default=None,
        description="The answer in the worked example: by row (row ID, or row number from 1) and column.",
    )

    def faults(self) -> Iterator[Fault]:
        """Yield an answer of the worked example that has no place."""
        yield from super().faults()
        if not has(self, "example") or self.example is None:
            return
        if has(self, "rows", "row_labels"):
            yield from unknown_names(in_keys(self.example), self.row_names)
        if has(self, "columns"):
            told = (
                (("example", row, cell.id), cell.id) for row, cells in self.example.items() for cell in cells
            )
            yield from unknown_names(told, ids(self.columns))

    @property
    def row_names(self) -> tuple[str, ...]:
        """Return what its rows are called: by their ids, or by their numbers from 1."""
        return numbers(self.rows) if self.row_labels is None else ids(self.row_labels)

    @property
    def is_wide(self) -> bool:
        """Say whether it has many columns."""
        return len(self.columns) >= MANY_COLUMNS


class Wheel(Bounded):
    info = FieldInfo(
        example="""\
- id: life
  type: wheel
  label: "How content are you with each area?"
  segments: {work: Work, health: Health, friends: Friends}""",
        numeric=True,
        form=Form.wheel,
        words={
            "value": N_("Value"),
            "segment": N_("Area"),
            # The description of a drawn wheel, for those who can't see it.
            "wheel_alt": N_(
                "Wheel with {count} areas, rated from {min} to {max}: {names}. The table "
                "contains the same values."
            ),
        },
    )
    type: Literal["wheel"] = Field(description="A wheel with segments to rate.")
    segments: Annotated[Items, ItemCount(3, 12)] = Field(
        description="The segments, three to twelve, clockwise from the top."
    )
    example: dict[Slug, Annotated[Whole, Field(ge=0, le=100)]] | None = Field(
        default=None, description="The answer in the worked example: a value for each segment ID."
    )

    def faults(self) -> Iterator[Fault]:
        """Yield an answer of the worked example that cannot be given."""
        yield from super().faults()
        if not has(self, "example") or self.example is None:
            return
        if has(self, "segments"):
            yield from unknown_names(in_keys(self.example), ids(self.segments))
        for name, value in self.example.items():
            yield from self.out_of_bounds(value, "example", name)

    @property
    def is_wide(self) -> bool:
        """Say that its drawing needs room."""
        return True


class Ranking(FieldBase):
    info = FieldInfo(
        example="""\
- id: order
  type: ranking
  label: "What comes first?"
  items: {learn: learn something, rest: rest, earn: earn more}""",
        form=Form.ranking,
        words={"rank": N_("Rank")},
    )
    type: Literal["ranking"] = Field(description="Things to put in order.")
    items: Items = Field(description="What is ranked.")
    example: tuple[Slug, ...] = Field(
        default=(), description="The answer in the worked example: IDs of the items, in order."
    )

    def faults(self) -> Iterator[Fault]:
        """Yield an answer of the worked example that cannot be given."""
        yield from super().faults()
        if has(self, "items", "example"):
            yield from unknown_names(in_list(self.example), ids(self.items))


class CommitmentExample(Part):
    """An action in the worked example."""

    action: Text = Field(description="What the client will do.")
    by_when: Day | None = Field(
        default=None, description="The date by which it will be done, such as 2026-12-31."
    )
    support: Text | None = Field(default=None, description="Support that the client needs.")
    confidence: Whole | None = Field(default=None, ge=1, le=10, description="How confident the client is.")
    done: Flag = Field(default=False, description="Whether it is done.")


class Commitment(FieldBase):
    """A table whose columns are always the same: action, by when, support, confidence and done."""

    info = FieldInfo(
        example='- {id: actions, type: commitment, label: "What I will do", rows: 3}',
        form=Form.commitment,
        words={
            "action": N_("Action"),
            "by_when": N_("By when"),
            "support": N_("Support I need"),
            "confidence": N_("Confidence (1–10)"),
            "done": N_("Done"),
        },
    )
    type: Literal["commitment"] = Field(description="Actions that the client commits to.")
    rows: Whole = Field(default=3, ge=1, le=12, description="Number of actions.")
    example: dict[Slug, CommitmentExample] | None = Field(
        default=None, description="The answer in the worked example: actions by number, from 1."
    )

    def faults(self) -> Iterator[Fault]:
        """Yield an action of the worked example that has no row."""
        yield from super().faults()
        if has(self, "rows", "example") and self.example is not None:
            yield from unknown_names(in_keys(self.example), numbers(self.rows))


class Signature(FieldModel):
    """A line to sign on, with space for a name and date."""

    info = FieldInfo(
        example="- {id: signed, type: signature, party: client}",
        form=Form.signature,
        words={"signature": N_("Signature"), "printed_name": N_("Name in block capitals")},
    )
    type: Literal["signature"] = Field(description="A signature.")
    id: Slug = Field(description="Fixed ID of this field.")
    party: Role = Field(description="Who signs.")
    label: Text | None = Field(default=None, description="A label to use instead of the role’s name.")
