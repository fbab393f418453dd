"""The hours of a curriculum: minutes by competency and by activity. Nothing is made up or spread."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..definitions import Curriculum, model

Activity = model.curriculum.Activity
ActivityType = model.curriculum.ActivityType


@dataclass(frozen=True)
class Share:
    """Minutes spent together, and those of self-study."""

    together: int = 0
    alone: int = 0

    @property
    def total(self) -> int:
        return self.together + self.alone


@dataclass(frozen=True)
class Hours:
    """The minutes of a curriculum. Those of an activity count in full for each competency that it names."""

    whole: Share
    #: By competency, as framework/competency, in the curriculum's order.
    competencies: Mapping[str, Share]
    #: Of activities that name none.
    unassigned: Share
    #: By what occurs.
    types: Mapping[ActivityType, Share]


def hours(curriculum: Curriculum, listed: Collection[str]) -> Hours:
    """Return the hours of a curriculum; ``listed`` are the competencies that a reader is told of."""
    activities = curriculum.activities
    return Hours(
        whole=_share(activities),
        competencies={
            name: _share(activity for activity in activities if name in activity.competencies)
            for name in curriculum.competencies
            if name in listed
        },
        unassigned=_share(
            activity for activity in activities if not any(name in listed for name in activity.competencies)
        ),
        types={
            kind: _share(activity for activity in activities if activity.type is kind)
            for kind in ActivityType
            if any(activity.type is kind for activity in activities)
        },
    )


def _share(activities: Iterable[Activity]) -> Share:
    found = list(activities)
    together = sum(activity.minutes for activity in found if activity.contact)
    return Share(together, sum(activity.minutes for activity in found) - together)
