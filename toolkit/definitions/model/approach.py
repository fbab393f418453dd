"""Approach: a way of helping (coaching, mentoring, …), described so that two can be compared."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Definition, Items, Part
from .kindinfo import Kind
from .labelled import L_, Labelled
from .scalars import Prose, Ref, Slug, Text
from .vocabulary import Role


class Responsibility(Part):
    """What one role is responsible for."""

    id: Slug = Field(description="Fixed ID of this entry.")
    role: Role = Field(description="Who is responsible.")
    text: Text = Field(description="What this role is responsible for.")


class Difference(Part):
    """How the approach differs from another."""

    id: Slug = Field(description="Fixed ID of this entry.")
    approach: Annotated[Slug, Ref("approach")] | None = Field(
        default=None, description="The other approach, if the toolkit has a page for it."
    )
    text: Text = Field(description="The difference, in one sentence.")


class Criterion(Labelled):
    """What approaches are compared by: a row of the table for each key of :class:`Comparison`."""

    focus = "focus", L_("comparison", "Focus")
    agenda = "agenda", L_("comparison", "Who sets the agenda")
    expertise = "expertise", L_("comparison", "Whose knowledge it draws on")
    relationship = "relationship", L_("comparison", "Relationship")
    duration = "duration", L_("comparison", "Time frame")
    result = "result", L_("comparison", "What you come away with")
    question = "question", L_("comparison", "A typical question")
    choose_it = "choose_it", L_("comparison", "Choose it when")


class Comparison(Part):
    """The rows of the table that compares approaches, in short phrases."""

    focus: Text = Field(description="Comparison row ‘Focus’: what receives attention.")
    agenda: Text = Field(description="Comparison row ‘Who sets the agenda’: who decides what to talk about.")
    expertise: Text = Field(
        description="Comparison row ‘Whose knowledge it draws on’: whose knowledge and experience "
        "the work is based on."
    )
    relationship: Text = Field(
        description="Comparison row ‘Relationship’: how the two people relate to each other."
    )
    duration: Text = Field(description="Comparison row ‘Time frame’: how long and how often.")
    result: Text = Field(
        description="Comparison row ‘What you come away with’: what the person has gained by the end."
    )
    question: Text = Field(
        description="Comparison row ‘A typical question’: one question, worded as it would be asked."
    )
    choose_it: Text = Field(
        description="Comparison row ‘Choose it when’: when this approach is suitable, in a few words."
    )


class Approach(Definition):
    """An approach, described in the same form as the others so that readers can choose between them."""

    kind: Literal[Kind.approach] = Field(description="What this file defines.")
    what_it_is: Prose = Field(description="What the approach is, in a few paragraphs.")
    aims: Items = Field(description="What it aims to achieve.")
    key_content: Items = Field(description="What the work consists of.")
    methods: Items = Field(description="How the work is done.")
    responsibilities: tuple[Responsibility, ...] = Field(
        min_length=1, description="Who is responsible for what."
    )
    when_to_choose: Items = Field(description="Signs that this approach is suitable.")
    when_not: Items = Field(description="Signs that another kind of help would be better.")
    how_it_differs: tuple[Difference, ...] = Field(
        default=(), description="Differences from other approaches."
    )
    comparison: Comparison = Field(description="The rows of the comparison table for this approach.")
