"""Curricula: how long their parts take, when they are held, and what their hours are for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, TypedDict

from ...definitions import HEAD, Part, model
from ..days import DayView, PlanView, days, plan
from ..formats import weekday_names
from ..hours import HoursView, report
from ..outputs import CALENDAR
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

    needs: Annotated[list[ModuleLink], "Modules that have to come first."]


class ProgrammeStageView(TypedDict):
    """What a stage of the programme has otherwise than it is written."""

    modules: Annotated[list[ModuleLink], "Modules that belong to it."]


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
            duration=_duration(speaker, activities), needs=[links[name] for name in module["needs"]]
        )
    for stage in view["stages"]:
        stage |= ProgrammeStageView(modules=[links[name] for name in stage["modules"]])
    first = speaker.edition.project.configured.timing.first_days.get(curriculum.id)
    return {
        "target": speaker.minutes(curriculum.minutes.target),
        "contact": speaker.minutes(curriculum.minutes.contact),
        "days": days(speaker, curriculum, view, first),
        "calendar": f"{view['path']}{CALENDAR}" if first else None,
        "plan": plan(speaker, curriculum, first),
        "weekdays": weekday_names(speaker.edition.locale),
        "hours": report(speaker, curriculum, view),
        "places": _places(speaker),
    }


def _duration(speaker: Speaker, activities: Iterable[View]) -> str:
    return speaker.minutes(sum(activity["minutes"] for activity in activities))


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
