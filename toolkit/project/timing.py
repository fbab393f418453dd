"""How days of a curriculum are laid out: ``extra: toolkit: timetable:``, checked and with its defaults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import yaml

from ..errors import Message
from .configfile import Reader, Rule, Where, is_empty, said
from .rules import Told, kept, one_of, several, tells

#: The days of a week as they are written, Monday first.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WHERE = ("extra", "toolkit", "timetable")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])|24:00")
#: The shortest day, in minutes.
_LEAST_DAY = 60


@dataclass(frozen=True)
class Timing:
    """A rule for days. Times are minutes from midnight, lengths are minutes; a pause of 0 is none.

    A ``pause`` comes after at most ``pause_after`` minutes without one, ``lunch`` after at most
    ``lunch_after`` minutes of a day. ``weekdays`` are numbers from 0, Monday. With ``sitting_a_day`` each
    sitting begins a day. ``first_days`` are dates by the id of the curriculum.
    """

    start: int = 9 * 60
    end: int = 17 * 60
    pause_after: int = 90
    pause: int = 15
    lunch_after: int = 240
    lunch: int = 45
    sitting_a_day: bool = False
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    first_days: Mapping[str, date] = field(default_factory=dict)


def timing_of(found: Mapping[Where, Any]) -> Timing:
    """Return the rule out of the values that :data:`RULES` have kept."""
    own = {where[len(_WHERE)]: value for where, value in found.items() if where[: len(_WHERE)] == _WHERE}
    weekdays = sorted({value for where, value in found.items() if where[:-1] == (*_WHERE, "weekdays")})
    renamed = {"break": "pause", "break_after": "pause_after", "first_day": "first_days"}
    values = {renamed.get(str(key), str(key)): value for key, value in own.items() if key != "weekdays"}
    return replace(Timing(**values), weekdays=tuple(weekdays) or Timing.weekdays)


def clock(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Keep a time of day, as minutes from midnight."""
    if is_empty(node):
        return
    told = _CLOCK.fullmatch(str(node.value)) if isinstance(node, yaml.ScalarNode) else None
    if told is None:
        what = Message("the value of ‘{key}’ is not a time of day", key=said(where))
        reader.complain(node, what, Message("write hours and minutes, such as 09:00"))
    else:
        hours, minutes = told[0].split(":")
        reader.found[where] = 60 * int(hours) + int(minutes)


def _minutes(least: int, most: int) -> Rule:
    """Return a rule for a number of minutes within bounds."""

    def rule(reader: Reader, where: Where, node: yaml.Node) -> None:
        if is_empty(node):
            return
        text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if not re.fullmatch(r"[0-9]{1,4}", text) or not least <= int(text) <= most:
            what = Message("the value of ‘{key}’ is not a suitable number of minutes", key=said(where))
            advice = Message(
                "write a whole number of minutes in digits, from {least} to {most}", least=least, most=most
            )
            reader.complain(node, what, advice)
        else:
            reader.found[where] = int(text)

    return tells(rule, Told(choices=(f"{least}–{most}",)))


def _weekday(reader: Reader, where: Where, node: yaml.Node) -> None:
    one_of(WEEKDAYS, _DAYS)(reader, where, node)
    if isinstance(node, yaml.ScalarNode) and node.value in WEEKDAYS:
        reader.found[where] = WEEKDAYS.index(str(node.value))


def _weekdays(reader: Reader, where: Where, node: yaml.Node) -> None:
    if isinstance(node, yaml.SequenceNode) and not node.value:
        reader.complain(node, Message("no days of the week are left for the timetable"), _DAYS)
    several(_weekday)(reader, where, node)


def first_days(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Keep the date on which each curriculum begins, by its id; whether there is one is for others to say."""
    if is_empty(node):
        return
    if not isinstance(node, yaml.MappingNode):
        reader.complain(node, Message("‘{key}’ needs keys with values below it", key=said(where)), _FIRST)
        return
    found: dict[str, date] = {}
    for key, name, value in reader.pairs(node):
        reader.places[(*where, name)] = reader.at(key)
        try:
            text = str(value.value) if isinstance(value, yaml.ScalarNode) else ""
            found[name] = date.fromisoformat(text if re.fullmatch(r"(19|20|21)\d\d-\d\d-\d\d", text) else "")
        except ValueError:
            what = Message("‘{key}’ is not set to a valid date", key=name[:60])
            reader.complain(value, what, _FIRST)
    reader.found[where] = found


def timetable(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Check the keys of a timetable, and that its days are long enough to hold anything."""
    reader.mapping(where, node, RULES)
    told = timing_of(reader.found)
    if told.end - told.start < _LEAST_DAY:
        place = reader.places.get((*where, "end")) or reader.places.get((*where, "start"), reader.at(node))
        what = Message("the course days in the timetable are shorter than an hour")
        reader.complain(place, what, Message("set ‘end’ at least an hour after ‘start’"))
        for key in ("start", "end"):
            reader.found.pop((*where, key), None)


_DAYS = Message("write a list with one or more of: {known}", known=", ".join(WEEKDAYS))
_FIRST = Message("write the ID of each curriculum and its first day, such as ‘my-course: 2027-01-11’")
RULES: dict[str, Rule] = {
    "start": clock,
    "end": clock,
    "break_after": _minutes(15, 480),
    "break": _minutes(0, 120),
    "lunch_after": _minutes(60, 720),
    "lunch": _minutes(0, 180),
    "sitting_a_day": kept,
    "weekdays": tells(_weekdays, Told(choices=WEEKDAYS)),
    "first_day": first_days,
}
tells(timetable, Told(below=RULES))
