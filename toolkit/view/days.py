"""The days of a curriculum as pages show them, and what the page's script lays days out by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, TypedDict

from ..definitions import Curriculum
from . import timetable
from .formats import written_day
from .speaker import Speaker
from .text import View
from .typed import Text


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


def days(speaker: Speaker, curriculum: Curriculum, view: View, first: date | None) -> list[DayView]:
    """Return the days of a localised curriculum by the project’s rule; ``view`` is its view so far."""
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


def plan(speaker: Speaker, curriculum: Curriculum, first: date | None) -> PlanView:
    """Return what the page’s script needs to lay the days out anew."""
    timing = asdict(speaker.edition.project.configured.timing)
    del timing["first_days"]
    return {
        "id": curriculum.id,
        "units": [(unit.sitting, unit.minutes, unit.is_break) for unit in timetable.units_of(curriculum)],
        "sittings": [name for name, _ in timetable.sittings_of(curriculum)],
        "timing": timing,
        "first": first.isoformat() if first else "",
    }
