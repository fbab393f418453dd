"""Checklist: groups of items, each with the roles that are responsible."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import ConfigDict, Field

from ...suggestions import listed
from .base import Definition, Part
from .checks import Fault, fault, has, having, known
from .kindinfo import Kind
from .labelled import L_, Labelled
from .scalars import Flag, Plain, Prose, Slug, Text, Title, Whole, within
from .vocabulary import Role


class Stage(Labelled):
    choosing = "choosing", L_("stage", "Choosing")
    contracting = "contracting", L_("stage", "Agreeing how to work")
    before = "before", L_("stage", "Before the session")
    during = "during", L_("stage", "During the session")
    after = "after", L_("stage", "After the session")
    ongoing = "ongoing", L_("stage", "Throughout")
    evaluation = "evaluation", L_("stage", "Evaluation")


class Reference(Part):
    """The source of a responsibility."""

    document: Plain = Field(description="Name of the document, such as a code of ethics.")
    clause: Plain | None = Field(default=None, description="Clause or section.")
    year: Whole | None = Field(default=None, ge=1800, le=2200, description="Year of the edition.")


class ChecklistItem(Part):
    """One thing to do or agree on."""

    id: Slug = Field(description="Fixed ID of this item.")
    term: Title = Field(description="A short name for the item, in a few words.")
    text: Text = Field(description="The item as a full sentence.")
    responsible: tuple[Role, ...] = Field(min_length=1, description="Who is responsible for it.")
    required: Flag = Field(default=True, description="Whether it must be done.")
    rationale: Text | None = Field(default=None, description="Why it matters.")
    reference: Reference | None = Field(default=None, description="The source of the responsibility.")


class ChecklistGroup(Part):
    id: Slug = Field(description="Fixed ID of this group.")
    title: Title = Field(description="Title of the group.")
    text: Text | None = Field(default=None, description="An introductory sentence.")
    items: tuple[ChecklistItem, ...] = Field(min_length=1, description="The items, in order.")


class Checklist(Definition):
    """A checklist, for one role or several."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {
                    "if": {"properties": {"roles": {"not": {"contains": {"const": role.value}}}}},
                    "then": within({"not": {"const": role.value}}, "groups", "items", "responsible"),
                }
                for role in Role
            ]
        }
    )
    kind: Literal[Kind.checklist] = Field(description="What this file defines.")
    stage: Stage = Field(description="When it is used.")
    roles: tuple[Role, ...] = Field(min_length=1, description="The roles that appear in the checklist.")
    introduction: Prose | None = Field(default=None, description="How to use the checklist.")
    groups: tuple[ChecklistGroup, ...] = Field(min_length=1, description="Groups of items.")

    def faults(self) -> Iterator[Fault]:
        """Yield those who are responsible, but not among the roles of the list."""
        yield from super().faults()
        # A role that is written wrongly may be the one that is missed.
        if not has(self, "roles", "groups") or None in self.roles:
            return
        for g, group in having(self.groups, "items"):
            for i, item in having(group.items, "responsible"):
                for r, role in known(item.responsible):
                    if role not in self.roles:
                        at = ("groups", g, "items", i, "responsible", r)
                        yield fault("unlisted_role", *at, value=role.value, known=listed(self.roles))
