"""Curricula: how long their parts take, when they are held, and what their hours are for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, TypedDict

from ...definitions import HEAD, Kind, Part, model
from .. import timetable
from ..formats import weekday_names, written_day
from ..hours import Share, hours
from ..outputs import CALENDAR, HOURS
from ..places import AnswerPlace, CertificatePlaces, name_of
from ..speaker import Speaker
from ..text import View
from ..typed import Text
from ..words import print_words


class Lasting(TypedDict):
    """What modules, sittings and activities have besides their own keys."""

    duration: Annotated[str, "How long it takes, in words."]


class LessonView(Lasting):
    """What a sitting has besides its own keys."""

    name: Annotated[str, "Module and sitting, a name that no other sitting of the curriculum has."]


class ActivityView(Lasting):
    """What an activity has besides its own keys."""

    unit: Annotated[int | None, "Its number among what is held together; none for self-study."]


class ModuleLink(TypedDict):
    """A module of the same curriculum."""

    id: Annotated[str, "Its id, which is its anchor on the page."]
    title: Annotated[Text, "Its title."]


class ModuleView(Lasting):
    """What a module has otherwise than it is written."""

    after: Annotated[list[ModuleLink], "Modules that have to come first."]


class ProgrammeStageView(TypedDict):
    """What a stage of the programme has otherwise than it is written."""

    modules: Annotated[list[ModuleLink], "Modules that belong to it."]


class SlotView(TypedDict):
    """A piece of a day."""

    start: Annotated[str, "When it begins, such as 09:00."]
    end: Annotated[str, "When it ends."]
    duration: Annotated[str, "How long it takes, in words."]
    kind: Annotated[str, "activity, break or lunch."]
    title: Annotated[Text | None, "Title of the activity; nothing for a pause that the rule has added."]
    part: Annotated[int, "Which part of the activity it is, from 1."]
    parts: Annotated[int, "In how many parts the activity is held."]


class DayView(TypedDict):
    """A day of the timetable."""

    number: Annotated[int, "Its number, from 1."]
    date: Annotated[str | None, "Its date in words, where mkdocs.yml has the first."]
    slots: Annotated[list[SlotView], "What takes place, in order."]


class PlanView(TypedDict):
    """What the page’s script lays days out by."""

    id: Annotated[str, "Id of the curriculum."]
    units: Annotated[list[tuple[int, int, bool]], "What is held together: sitting, minutes, whether a break."]
    sittings: Annotated[list[str], "Names of the sittings, as the script and the device know them."]
    timing: Annotated[Mapping[str, Any], "The rule for days: minutes from midnight, and lengths."]
    first: Annotated[str, "The first day, such as 2027-01-11; empty where mkdocs.yml has none."]


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


class HoursView(TypedDict):
    """The hours report."""

    whole: Annotated[ShareView, "All hours."]
    competencies: Annotated[
        list[CompetencyHours], "Hours by competency; an activity counts for each it names."
    ]
    unassigned: Annotated[ShareView, "Hours of activities that name no competency, breaks included."]
    types: Annotated[list[NamedHours], "Hours by sort of activity."]
    off: Annotated[int, "Minutes by which the activities are over the target; below 0, short of it."]
    off_text: Annotated[str, "The same in words, without a sign."]
    path: Annotated[str, "Address of the same as a table for spreadsheets, below the language’s folder."]


class CurriculumView(TypedDict):
    """What a curriculum has besides its own keys."""

    target: Annotated[str, "All learning time, in words."]
    contact: Annotated[str, "Of it together, in words."]
    days: Annotated[list[DayView], "The timetable, by the rule of mkdocs.yml."]
    calendar: Annotated[str | None, "Address of the timetable for calendars, where it has dates."]
    plan: Annotated[PlanView, "What the page’s script lays days out by."]
    weekdays: Annotated[list[str], "Short names of the days of the week, Monday first."]
    hours: Annotated[HoursView, "The hours report."]
    places: Annotated[CertificatePlaces, "The answer places of a certificate."]


#: What views have besides the keys of a definition, by the part of it.
ADDED: Mapping[type[Part], type] = {
    model.curriculum.Curriculum: CurriculumView,
    model.curriculum.ProgrammeStage: ProgrammeStageView,
    model.curriculum.Module: ModuleView,
    model.curriculum.Lesson: LessonView,
    model.curriculum.Activity: ActivityView,
}


def extra(speaker: Speaker, curriculum: model.curriculum.Curriculum, view: View) -> CurriculumView:
    """Return what a curriculum's view has besides its fields."""
    links: dict[str, ModuleLink] = {
        module["id"]: {"id": module["id"], "title": module["title"]} for module in view["modules"]
    }
    unit = 0
    for module in view["modules"]:
        activities = [activity for lesson in module["sessions"] for activity in lesson["activities"]]
        for lesson in module["sessions"]:
            duration = _duration(speaker, lesson["activities"])
            lesson |= LessonView(name=f"{module['id']}.{lesson['id']}", duration=duration)
        for activity in activities:
            own = unit if activity["contact"] else None
            unit += activity["contact"]
            activity |= ActivityView(duration=speaker.minutes(activity["minutes"]), unit=own)
        module |= ModuleView(
            duration=_duration(speaker, activities), after=[links[name] for name in module["after"]]
        )
    for stage in view["stages"]:
        stage |= ProgrammeStageView(modules=[links[name] for name in stage["modules"]])
    first = speaker.edition.project.configured.timing.first_days.get(curriculum.id)
    return {
        "target": speaker.minutes(curriculum.minutes.target),
        "contact": speaker.minutes(curriculum.minutes.contact),
        "days": _days(speaker, curriculum, view, first),
        "calendar": f"{view['path']}{CALENDAR}" if first else None,
        "plan": _plan(speaker, curriculum, first),
        "weekdays": weekday_names(speaker.edition.locale),
        "hours": _hours(speaker, curriculum, view),
        "places": _places(speaker),
    }


def _duration(speaker: Speaker, activities: Iterable[View]) -> str:
    return speaker.minutes(sum(activity["minutes"] for activity in activities))


def _days(
    speaker: Speaker, curriculum: model.curriculum.Curriculum, view: View, first: date | None
) -> list[DayView]:
    timing = speaker.edition.project.configured.timing
    activities = (
        a for module in view["modules"] for lesson in module["sessions"] for a in lesson["activities"]
    )
    titles = [activity["title"] for activity in activities if activity["contact"]]
    slots = timetable.timetable(timetable.units_of(curriculum), timing)
    count = slots[-1].day + 1 if slots else 0
    written = (
        [written_day(day, speaker.edition.locale) for day in timetable.dates(first, timing.weekdays, count)]
        if first
        else [None] * count
    )
    return [
        {
            "number": number + 1,
            "date": day,
            "slots": [
                {
                    "start": timetable.clock(slot.start),
                    "end": timetable.clock(slot.end),
                    "duration": speaker.minutes(slot.end - slot.start),
                    "kind": slot.kind,
                    "title": None if slot.unit is None else titles[slot.unit],
                    "part": slot.part,
                    "parts": slot.parts,
                }
                for slot in slots
                if slot.day == number
            ],
        }
        for number, day in enumerate(written)
    ]


def _plan(speaker: Speaker, curriculum: model.curriculum.Curriculum, first: date | None) -> PlanView:
    timing = asdict(speaker.edition.project.configured.timing)
    del timing["first_days"]
    return {
        "id": curriculum.id,
        "units": [(unit.sitting, unit.minutes, unit.is_break) for unit in timetable.units_of(curriculum)],
        "sittings": [name for name, _ in timetable.sittings_of(curriculum)],
        "timing": timing,
        "first": first.isoformat() if first else "",
    }


def _hours(speaker: Speaker, curriculum: model.curriculum.Curriculum, view: View) -> HoursView:
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
                "edition": framework.edition,
                "year": framework.year,
                "path": entry["path"],
                "anchor": entry["anchor"],
                **_share(speaker, share),
            }
        )
    return {
        "whole": _share(speaker, found.whole),
        "competencies": rows,
        "unassigned": _share(speaker, found.unassigned),
        "types": [
            {"label": speaker.label(kind), **_share(speaker, share)} for kind, share in found.types.items()
        ],
        "off": off,
        "off_text": speaker.minutes(abs(off)),
        "path": f"{view['path']}{HOURS}",
    }


def _share(speaker: Speaker, share: Share) -> ShareView:
    numbers = {"together": share.together, "alone": share.alone, "total": share.total}
    return {
        "together": speaker.minutes(share.together),
        "alone": speaker.minutes(share.alone),
        "total": speaker.minutes(share.total),
        "minutes": numbers,
    }


def _places(speaker: Speaker) -> CertificatePlaces:
    words = print_words(speaker.edition)

    def place(name: str, word: str, *, is_date: bool = False) -> AnswerPlace:
        return AnswerPlace(name_of(HEAD, name), "date" if is_date else "text", words[word], "")

    return CertificatePlaces(
        name=place("name", "for_whom"),
        dates=place("dates", "attended_on"),
        hours=place("hours", "attended_hours"),
        trainer=place("trainer", "trainer"),
        date=place("date", "date", is_date=True),
        signature=place("signature", "signature"),
    )


def facts(speaker: Speaker, view: View) -> list[str]:  # noqa: ARG001  # all kinds are asked alike
    """Return what to know of a curriculum at a glance."""
    return [view["target"], view["delivery"]["label"]]
