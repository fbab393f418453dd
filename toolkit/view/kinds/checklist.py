"""Checklists: who does what, in columns of their roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypedDict

from ...definitions import Part, model
from ..speaker import Speaker
from ..text import View


class ItemView(TypedDict):
    """What an item has besides its own keys."""

    key: Annotated[str, "Its name within the list: group/item."]
    side: Annotated[int, "Column of the role that is responsible, from 1; 0 where several are."]


class Side(TypedDict):
    """A column of a group."""

    number: Annotated[int, "Its number, from 1."]
    label: Annotated[str, "What its role is called."]


class GroupView(TypedDict):
    """What a group of items has besides its own keys."""

    sides: Annotated[list[Side], "Columns in which the group has items."]
    shared: Annotated[bool, "Whether it has items that several are responsible for."]
    side: Annotated[int, "The one column that holds all of it; 0 where there are more."]


class ChecklistView(TypedDict):
    """What a checklist has besides its own keys."""

    total: Annotated[int, "How many items it has."]


#: What views have besides the keys of a definition, by the part of it.
ADDED: Mapping[type[Part], type] = {
    model.checklist.Checklist: ChecklistView,
    model.checklist.ChecklistGroup: GroupView,
    model.checklist.ChecklistItem: ItemView,
}


def extra(speaker: Speaker, checklist: model.checklist.Checklist, view: View) -> ChecklistView:
    """Return what a checklist's view has besides its fields."""
    for group, group_view in zip(checklist.groups, view["groups"], strict=True):
        for item, item_view in zip(group.items, group_view["items"], strict=True):
            # What several are responsible for stands across all columns of the roles.
            is_shared = len(item.responsible) > 1
            side = 0 if is_shared else checklist.roles.index(item.responsible[0]) + 1
            item_view |= ItemView(key=f"{group.id}/{item.id}", side=side)
        sides = {item_view["side"] for item_view in group_view["items"]}
        group_view |= GroupView(
            sides=[
                {"number": number, "label": speaker.label(role)}
                for number, role in enumerate(checklist.roles, 1)
                if number in sides
            ],
            shared=0 in sides,
            # A group of one role alone stands whole in that role's column.
            side=next(iter(sides)) if len(sides) == 1 else 0,
        )
    return {"total": sum(len(group.items) for group in checklist.groups)}


def facts(speaker: Speaker, view: View) -> list[str]:  # noqa: ARG001  # all kinds are asked alike
    """Return what to know of a checklist at a glance."""
    return [view["stage"]["label"], *(role["label"] for role in view["roles"])]
