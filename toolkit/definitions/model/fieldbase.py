"""What every field type of worksheets is made of, and the record of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from pydantic import ConfigDict, Field

from .base import Items, Part
from .checks import Fault, fault, has
from .exemplary import Named, ids, unknown_names
from .labelled import L_, Labelled
from .scalars import FLAGS, Flag, Slug, Text, Whole

#: Names of answer places that every sheet or choice has by itself.
HEAD, OTHER = "sheet", "other"
#: The room that an answer takes: a box or a row of marks beside what is asked, or a line below it.
Room = Literal["box", "row", "line"]


class Form(Labelled):
    """Forms that somebody looks for a worksheet by, in the order in which a filter shows them."""

    wheel = "wheel", L_("form", "Wheel")
    scale = "scale", L_("form", "Scale")
    matrix = "matrix", L_("form", "Rating table")
    ranking = "ranking", L_("form", "Ranking")
    table = "table", L_("form", "Table")
    commitment = "commitment", L_("form", "Action plan")
    signature = "signature", L_("form", "Signature")


@dataclass(frozen=True)
class FieldInfo:
    """What a field type is, wherever something goes by type."""

    #: A field of this type as an author writes it, with a label of its own; the reference shows it.
    example: str
    #: Whether it holds numbers, from which another can be computed.
    numeric: bool = False
    #: None where its room is of another shape; short answers stand closer together.
    room: Room | None = None
    #: What readers look for it by, where they do.
    form: Form | None = None
    #: Words of its print besides those that all sheets have, by name.
    words: Mapping[str, str] = field(default_factory=dict)


class FieldModel(Part):
    """A field type."""

    info: ClassVar[FieldInfo]

    @property
    def has_example(self) -> bool:
        """Say whether the worked example has an answer here; one that is wrong is one all the same."""
        keys = type(self).model_fields.keys() & {"example", "example_other"}
        return any(not has(self, key) or getattr(self, key) not in (None, ()) for key in keys)

    @property
    def is_wide(self) -> bool:
        """Say whether it needs a page that is wider than a column of text."""
        return False


class FieldBase(FieldModel):
    """What every field has."""

    id: Slug = Field(description="Fixed ID of this field; answers are saved under it.")
    label: Text = Field(description="The question or label of the field.")
    hint: Text | None = Field(default=None, description="A short help text below the label.")
    required: Flag = Field(default=False, description="Whether the field should be filled in.")


class Bounded(FieldBase):
    """A field of whole numbers between two bounds."""

    min: Whole = Field(default=1, ge=0, le=100, description="Lowest value.")
    max: Whole = Field(default=10, ge=1, le=100, description="Highest value.")

    def faults(self) -> Iterator[Fault]:
        """Yield bounds that are out of order."""
        yield from super().faults()
        if has(self, "min", "max") and self.min >= self.max:
            yield fault("range_order", min=self.min, max=self.max)

    def out_of_bounds(self, value: int, *at: str) -> Iterator[Fault]:
        """Yield a value of the worked example that the bounds leave out; ``at`` is where it stands."""
        if has(self, "min", "max") and not self.min <= value <= self.max:
            yield fault("example_bounds", *at, value=value, min=self.min, max=self.max)


class Choice(FieldBase):
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
    other: Flag = Field(
        default=False, description="Whether people can add an option of their own (‘Other: …’)."
    )
    example_other: Text | None = Field(
        default=None,
        description="The answer written after ‘Other: …’ in the worked example; giving one also selects "
        "that option.",
    )

    def faults(self) -> Iterator[Fault]:
        """Yield an option that has the name of the one that can be written in."""
        yield from super().faults()
        if has(self, "options", "other") and self.other and OTHER in (option.id for option in self.options):
            yield fault("reserved_part", "options", OTHER, value=OTHER)

    def chosen(self, names: Iterable[Named]) -> Iterator[Fault]:
        """Yield what the worked example chooses and the field does not offer; each with its place."""
        if has(self, "options"):
            yield from unknown_names(names, ids(self.options))

    def written_in(self) -> Iterator[Fault]:
        """Yield another option that the worked example writes in where there is no place for it."""
        if has(self, "other", "example_other") and self.example_other and not self.other:
            yield fault("example_other", "example_other")
