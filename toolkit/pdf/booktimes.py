"""How long a curriculum takes by module and by type of activity, together and alone."""

from __future__ import annotations

from collections.abc import Sequence

from ..view import View, Viewer
from .contract import BookTimes, TimeRow


def times_of(viewer: Viewer, view: View) -> BookTimes:
    """Return the times of a curriculum's view, in words of the viewer's language."""

    def row(activities: Sequence[View]) -> TimeRow:
        total = sum(activity["minutes"] for activity in activities)
        together = sum(activity["minutes"] for activity in activities if activity["contact"])
        told = [
            viewer.minutes(minutes) if minutes else "–" for minutes in (together, total - together, total)
        ]
        return {"together": told[0], "alone": told[1], "total": told[2]}

    modules = [
        (module["title"], [activity for sitting in module["sessions"] for activity in sitting["activities"]])
        for module in view["modules"]
    ]
    every = [activity for _, activities in modules for activity in activities]
    labels = {activity["type"]["value"]: activity["type"]["label"] for activity in every}
    return {
        "modules": [{"title": title, **row(activities)} for title, activities in modules],
        "types": [
            {"label": label, **row([activity for activity in every if activity["type"]["value"] == value])}
            for value, label in labels.items()
        ],
        "whole": row(every),
    }
