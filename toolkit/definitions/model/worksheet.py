"""Worksheet: sections of fields that a client fills on paper, in the browser or in a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from ...suggestions import listed
from . import beside
from .base import Definition, Items, Part
from .checks import Fault, all_have, fault, has, having, known
from .fieldbase import HEAD
from .fields import NUMERIC, Computed, WorksheetField
from .guidance import INTRODUCE, NEXT, SITUATIONS, Situation
from .kindinfo import Kind
from .labelled import L_, Labelled
from .scalars import Anything, Flag, PartOf, Prose, Ref, Slug, Text, Title, Whole, within


class Cadence(Labelled):
    once = "once", L_("cadence", "Once")
    each_session = "each_session", L_("cadence", "At each session")
    daily = "daily", L_("cadence", "Daily")
    weekly = "weekly", L_("cadence", "Weekly")
    monthly = "monthly", L_("cadence", "Monthly")
    as_needed = "as_needed", L_("cadence", "As needed")


class Section(Part):
    id: Slug = Field(description="Fixed ID of this section.")
    title: Title | None = Field(default=None, description="Title of the section.")
    text: Prose | None = Field(default=None, description="Instructions for this section.")
    beside_previous: Flag = Field(
        default=False,
        description="Whether this section is shown as a column beside the section above it: on paper and in "
        "a wide window, the sections form one table, with a row for each field. All of these "
        "sections need a title, and their fields may differ only in ID and example.",
    )
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
    purpose: Prose = Field(description="What it is useful for; written for the coach who chooses it.")
    use_when: Items | None = Field(default=None, description="When to use it with a client.")
    minutes: Whole = Field(ge=1, le=600, description="How many minutes it takes to fill in.")
    cadence: Cadence = Field(description="How often it is filled in.")
    one_page: Flag = Field(
        default=False,
        description="Whether the site also offers a one-page version to hand out; the worksheet must fit "
        "on one page in every language.",
    )
    instructions: Prose = Field(description="Instructions for the person who fills it in.")
    privacy_note: Text | None = Field(
        default=None,
        description="A privacy note to use instead of the usual one; it says who sees what is written.",
    )
    sections: tuple[Section, ...] = Field(min_length=1, description="Sections, which contain the fields.")
    debrief: tuple[Annotated[PartOf, Ref("question_bank", "questions")], ...] = Field(
        default=(), description="Questions to discuss afterwards, written as bank/question."
    )
    # The page is the client's, too, so these are not marked as the coach's: they stand folded in its part
    # for the coach, and on no sheet.
    introduce: Prose | None = Field(default=None, description=INTRODUCE)
    situations: tuple[Situation, ...] = Field(default=(), description=SITUATIONS)
    next: tuple[Annotated[Anything, Ref()], ...] = Field(default=(), description=NEXT)
    example: Text | None = Field(
        default=None,
        description="One sentence about the person who filled in the worked example; each answer goes "
        "under ‘example’ in its own field.",
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
        yield from self._example([field for _, field in fields])
        yield from beside.faults(self.sections)

    def _example(self, fields: Sequence[WorksheetField]) -> Iterator[Fault]:
        """Yield answers of nobody, and somebody without answers."""
        if not has(self, "example") or not all_have(self.sections, "fields"):
            return
        answered = any(field.has_example for field in fields)
        if self.example and not answered:
            yield fault("example_empty", "example")
        elif not self.example and answered:
            yield fault("example_of_nobody")

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
                elif has(by_id[name], "type") and by_id[name].type not in NUMERIC:
                    yield fault("not_numeric", *at, "of", o, value=name, known=", ".join(NUMERIC))
