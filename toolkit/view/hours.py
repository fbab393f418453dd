"""The hours of a curriculum by competency, activity and module. Nothing is made up or spread."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypedDict

from ..definitions import Curriculum, Kind, model
from .outputs import HOURS
from .speaker import Speaker
from .text import View
from .typed import Text

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
    #: By module, in their order.
    modules: tuple[Share, ...]
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
        modules=tuple(
            _share(activity for lesson in module.sessions for activity in lesson.activities)
            for module in curriculum.modules
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


class ShareView(TypedDict):
    """Minutes, as numbers and in words."""

    together: Annotated[str, "Those spent together, in words."]
    alone: Annotated[str, "Those of self-study, in words."]
    total: Annotated[str, "Both, in words."]
    minutes: Annotated[Mapping[str, int], "The same three as numbers, by name."]


class CompetencyHours(ShareView):
    """The hours of a competency."""

    code: Annotated[str, "Its number or code."]
    gist: Annotated[Text, "What it is about."]
    title: Annotated[Text, "Title of its framework."]
    edition: Annotated[str, "Version or edition of the framework."]
    year: Annotated[int, "Year of the edition."]
    path: Annotated[str, "Address of the framework below the language’s folder."]
    anchor: Annotated[str, "Where it stands on that page."]


class NamedHours(ShareView):
    """The hours of a sort of activity."""

    label: Annotated[str, "What it is called."]


class ModuleHours(ShareView):
    """The hours of a module."""

    title: Annotated[Text, "Its title."]


class HoursView(TypedDict):
    """The hours report."""

    whole: Annotated[ShareView, "All hours."]
    competencies: Annotated[
        list[CompetencyHours], "Hours by competency; an activity counts for each it names."
    ]
    unassigned: Annotated[ShareView, "Hours of activities that name no competency, breaks included."]
    modules: Annotated[list[ModuleHours], "Hours by module."]
    types: Annotated[list[NamedHours], "Hours by sort of activity."]
    off: Annotated[int, "Minutes by which the activities are over the target; below 0, short of it."]
    off_text: Annotated[str, "The same in words, without a sign."]
    path: Annotated[str, "Address of the same as a table for spreadsheets, below the language’s folder."]


def report(speaker: Speaker, curriculum: Curriculum, view: View) -> HoursView:
    """Return the hours report of a localised curriculum; ``view`` is its view so far."""
    told = {f"{entry['id']}/{entry['anchor']}": entry for entry in view["competencies"]}
    found = hours(curriculum, told)
    off = found.whole.total - curriculum.minutes.target
    rows: list[CompetencyHours] = []
    for name, share in found.competencies.items():
        entry = told[name]
        framework: Any = speaker.edition.get(Kind.framework, entry["id"])
        rows.append(
            {
                "code": entry["part"]["code"],
                "gist": entry["part"]["gist"],
                "title": entry["title"],
                "edition": speaker.plain(framework.edition),
                "year": framework.year,
                "path": entry["path"],
                "anchor": entry["anchor"],
                **_share_view(speaker, share),
            }
        )
    return {
        "whole": _share_view(speaker, found.whole),
        "competencies": rows,
        "unassigned": _share_view(speaker, found.unassigned),
        "modules": [
            {"title": module["title"], **_share_view(speaker, share)}
            for module, share in zip(view["modules"], found.modules, strict=True)
        ],
        "types": [
            {"label": speaker.label(kind), **_share_view(speaker, share)}
            for kind, share in found.types.items()
        ],
        "off": off,
        "off_text": speaker.minutes(abs(off)),
        "path": f"{view['path']}{HOURS}",
    }


def _share_view(speaker: Speaker, share: Share) -> ShareView:
    numbers = {"together": share.together, "alone": share.alone, "total": share.total}
    return {
        "together": speaker.minutes(share.together),
        "alone": speaker.minutes(share.alone),
        "total": speaker.minutes(share.total),
        "minutes": numbers,
    }
