"""Days and times of a curriculum, computed from minutes.

The page's script computes the same from what a reader chooses (timetable.js in
templates/page/assets/curriculum); a test asks both for many cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ..definitions import Curriculum, model
from ..project import Timing

SlotKind = Literal["activity", "break", "lunch"]


@dataclass(frozen=True)
class Unit:
    """An activity held together: its sitting by number, its minutes, and whether it is a break."""

    sitting: int
    minutes: int
    is_break: bool


@dataclass(frozen=True)
class Slot:
    """A piece of a day, from 0; ``start`` and ``end`` are minutes from midnight.

    ``unit`` is the number of the activity, none for a pause that the rule has added. Of an activity in
    several ``parts`` it is one, from 1.
    """

    day: int
    start: int
    end: int
    kind: SlotKind
    unit: int | None = None
    part: int = 1
    parts: int = 1


def sittings_of(curriculum: Curriculum) -> Iterator[tuple[str, model.curriculum.Lesson]]:
    """Yield the sittings of all modules in order, each with a name that no other has."""
    for module in curriculum.modules:
        for lesson in module.sessions:
            yield f"{module.id}.{lesson.id}", lesson


def units_of(curriculum: Curriculum) -> list[Unit]:
    """Return what a curriculum holds together, in order; self-study has no place in its days."""
    return [
        Unit(number, activity.minutes, activity.type is model.curriculum.ActivityType.break_)
        for number, (_, lesson) in enumerate(sittings_of(curriculum))
        for activity in lesson.activities
        if activity.contact
    ]


def clock(minutes: int) -> str:
    """Return minutes from midnight as a time of day, such as 09:05."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def timetable(units: Iterable[Unit], timing: Timing) -> list[Slot]:
    """Return when everything takes place, in order, by a rule.

    What would last longer than anybody can sit is cut into equal parts. Breaks that the curriculum has itself
    count, and are left out where a day ends.
    """
    slots: list[Slot] = []
    longest = min(timing.pause_after if timing.pause else timing.end, timing.end - timing.start)
    day, now, worked, meal = 0, timing.start, 0, timing.start
    sitting: int | None = None
    own, waiting = 0, None
    for number, unit in enumerate(units):
        if unit.is_break:
            own, waiting = own + unit.minutes, number if waiting is None else waiting
            continue
        parts = -(-unit.minutes // longest)
        for part in range(1, parts + 1):
            size = unit.minutes // parts + (part <= unit.minutes % parts)
            pause, kind = own, "break"
            if timing.lunch and now + own + size - meal > timing.lunch_after:
                pause, kind, waiting = max(own, timing.lunch), "lunch", None
            elif timing.pause and not own and worked + size > timing.pause_after:
                pause = timing.pause
            begins_anew = timing.sitting_a_day and unit.sitting != sitting
            if worked and (begins_anew or now + pause + size > timing.end):
                day, now, worked, meal = day + 1, timing.start, 0, timing.start
            elif worked and pause:
                slots.append(Slot(day, now, now + pause, kind, waiting))  # type: ignore[arg-type]
                now, worked = now + pause, 0
                meal = now if timing.lunch and pause >= timing.lunch else meal
            slots.append(Slot(day, now, now + size, "activity", number, part, parts))
            now, worked, sitting = now + size, worked + size, unit.sitting
            own, waiting = 0, None
    return slots


@dataclass(frozen=True)
class Appointment:
    """What a sitting has of a day, from 0: by its number, the ``part``-th of it, from 1."""

    sitting: int
    part: int
    day: int
    start: int
    end: int


def appointments(units: Sequence[Unit], slots: Iterable[Slot]) -> list[Appointment]:
    """Return when people have to be there: each sitting on each of its days, without pauses around it."""
    found: list[Appointment] = []
    for slot in slots:
        if slot.unit is None or slot.kind != "activity":
            continue
        sitting, last = units[slot.unit].sitting, found[-1] if found else None
        if last and (last.sitting, last.day) == (sitting, slot.day):
            found[-1] = replace(last, end=slot.end)
        else:
            part = last.part + 1 if last and last.sitting == sitting else 1
            found.append(Appointment(sitting, part, slot.day, slot.start, slot.end))
    return found


def dates(first: date, weekdays: Iterable[int], count: int) -> list[date]:
    """Return the dates of so many days from the first on, on these days of the week (0 is Monday)."""
    wanted, day = frozenset(weekdays), first
    found: list[date] = []
    while len(found) < count:
        if day.weekday() in wanted:
            found.append(day)
        day += timedelta(days=1)
    return found
