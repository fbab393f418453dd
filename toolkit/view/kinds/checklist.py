"""Checklists: who does what, in columns of their roles."""

from __future__ import annotations

from ...definitions import Checklist
from ..speaker import Speaker
from ..text import View


def extra(speaker: Speaker, checklist: Checklist, view: View) -> View:
    """Return what a checklist's view has besides its fields."""
    for group, group_view in zip(checklist.groups, view["groups"], strict=True):
        for item, item_view in zip(group.items, group_view["items"], strict=True):
            item_view["key"] = f"{group.id}/{item.id}"
            # What several are responsible for stands across all columns of the roles.
            item_view["side"] = checklist.roles.index(item.responsible[0]) + 1
            if len(item.responsible) > 1:
                item_view["side"] = 0
        sides = {item_view["side"] for item_view in group_view["items"]}
        group_view["sides"] = [
            {"number": number, "label": speaker.label(role)}
            for number, role in enumerate(checklist.roles, 1)
            if number in sides
        ]
        group_view["shared"] = 0 in sides
        # A group of one role alone stands whole in that role's column.
        group_view["side"] = sides.pop() if len(sides) == 1 else 0
    return {"total": sum(len(group.items) for group in checklist.groups)}


def facts(speaker: Speaker, view: View) -> list[str]:  # noqa: ARG001  # all kinds are asked alike
    """Return what to know of a checklist at a glance."""
    return [view["stage"]["label"], *(role["label"] for role in view["roles"])]
