"""Days and times of a curriculum, computed from minutes.

The page's script computes the same from what a reader chooses (templates/page/assets/curriculum/timetable.js);
a test asks both for many cases.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

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

    ``unit`` is the number of the activity, none for a pause that the rule has added. Of an activity in several
    ``parts`` it is one, from 1.
    """

    day: int
    start: int
    end: int
    kind: SlotKind
    unit: int | None = None
    part: int = 1
    parts: int = 1


def timetable(units: Iterable[Unit], timing: Timing) -> list[Slot]:
    """Return when everything takes place, in order, by a rule.

    What would last longer than anybody can sit is cut into equal parts. Breaks that the curriculum has itself
    count, and are left out where a day ends.
    """
    slots: list[Slot] = []
    longest = min(timing.pause_after if timing.pause else timing.end, timing.end - timing.start)
    day, clock, worked, meal = 0, timing.start, 0, timing.start
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
            if timing.lunch and clock + own + size - meal > timing.lunch_after:
                pause, kind, waiting = max(own, timing.lunch), "lunch", None
            elif timing.pause and not own and worked + size > timing.pause_after:
                pause = timing.pause
            begins_anew = timing.sitting_a_day and unit.sitting != sitting
            if worked and (begins_anew or clock + pause + size > timing.end):
                day, clock, worked, meal = day + 1, timing.start, 0, timing.start
            elif worked and pause:
                slots.append(Slot(day, clock, clock + pause, kind, waiting))  # type: ignore[arg-type]
                clock, worked = clock + pause, 0
                meal = clock if timing.lunch and pause >= timing.lunch else meal
            slots.append(Slot(day, clock, clock + size, "activity", number, part, parts))
            clock, worked, sitting = clock + size, worked + size, unit.sitting
            own, waiting = 0, None
    return slots


def dates(first: date, weekdays: Iterable[int], count: int) -> list[date]:
    """Return the dates of so many days from the first on, on these days of the week (0 is Monday)."""
    wanted, found, day = frozenset(weekdays), [], first
    while len(found) < count:
        if day.weekday() in wanted:
            found.append(day)
        day += timedelta(days=1)
    return found
