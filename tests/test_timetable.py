"""Timetables: what the rule promises, for any curriculum, and that page and build lay out days alike."""

from __future__ import annotations

import json
import random
import subprocess
from dataclasses import asdict, replace
from datetime import date

from conftest import NODE, REPOSITORY, needs_node
from hypothesis import given
from hypothesis import strategies as st

from toolkit.project import Timing
from toolkit.view.timetable import Appointment, Slot, Unit, appointments, dates, timetable

USUAL = Timing()
UNITS = st.lists(
    st.builds(Unit, st.integers(0, 3), st.integers(1, 700), st.sampled_from([False, False, False, True])),
    max_size=25,
)
TIMINGS = st.builds(
    Timing,
    start=st.integers(0, 720),
    end=st.integers(780, 1440),
    pause_after=st.integers(15, 480),
    pause=st.sampled_from([0, 5, 15, 120]),
    lunch_after=st.integers(60, 720),
    lunch=st.sampled_from([0, 10, 45, 180]),
    sitting_a_day=st.booleans(),
)


def told(slots: list[Slot]) -> list[str]:
    """Return slots as a reader sees them."""
    clock = [f"{time // 60}:{time % 60:02}" for slot in slots for time in (slot.start, slot.end)]
    return [
        f"{slot.day} {clock[2 * n]}–{clock[2 * n + 1]} {slot.kind if slot.unit is None else slot.unit}"
        + (f" {slot.part}/{slot.parts}" if slot.parts > 1 else "")
        for n, slot in enumerate(slots)
    ]


def units(*minutes: int) -> list[Unit]:
    """Return activities of a sitting; a break is written as a negative number."""
    return [Unit(0, abs(number), number < 0) for number in minutes]


def test_breaks_come_after_at_most_ninety_minutes() -> None:
    assert told(timetable(units(60, 30, 30), USUAL)) == [
        "0 9:00–10:00 0",
        "0 10:00–10:30 1",
        "0 10:30–10:45 break",
        "0 10:45–11:15 2",
    ]


def test_a_break_of_the_curriculum_counts_and_starts_the_rule_anew() -> None:
    assert told(timetable(units(60, -10, 60, 30), USUAL)) == [
        "0 9:00–10:00 0",
        "0 10:00–10:10 1",
        "0 10:10–11:10 2",
        "0 11:10–11:40 3",
    ]


def test_lunch_takes_the_place_of_a_break_and_is_had_once() -> None:
    found = told(timetable(units(90, 90, 60, -10, 30, 60), USUAL))
    assert found == [
        "0 9:00–10:30 0",
        "0 10:30–10:45 break",
        "0 10:45–12:15 1",
        "0 12:15–13:00 lunch",
        "0 13:00–14:00 2",
        "0 14:00–14:10 3",
        "0 14:10–14:40 4",
        "0 14:40–15:40 5",
    ]


def test_the_day_ends_in_time_and_a_break_there_is_left_out() -> None:
    short = replace(USUAL, end=11 * 60)
    assert told(timetable(units(90, -20, 60), short)) == ["0 9:00–10:30 0", "1 9:00–10:00 2"]


def test_what_nobody_can_sit_through_is_cut_into_equal_parts() -> None:
    assert told(timetable(units(100), USUAL)) == [
        "0 9:00–9:50 0 1/2",
        "0 9:50–10:05 break",
        "0 10:05–10:55 0 2/2",
    ]


def test_each_sitting_can_have_a_day() -> None:
    own = [Unit(0, 30, False), Unit(1, 30, False), Unit(1, 30, False)]
    assert [slot.day for slot in timetable(own, USUAL)] == [0, 0, 0]
    assert [slot.day for slot in timetable(own, replace(USUAL, sitting_a_day=True))] == [0, 1, 1]


def test_a_sitting_is_an_appointment_on_each_of_its_days() -> None:
    own = [Unit(0, 60, False), Unit(0, 90, False), Unit(1, 30, False)]
    short = replace(USUAL, end=11 * 60)
    assert appointments(own, timetable(own, short)) == [
        Appointment(0, 1, 0, 540, 600),
        Appointment(0, 2, 1, 540, 630),
        Appointment(1, 1, 2, 540, 570),
    ]


@given(UNITS, TIMINGS)
def test_promises_of_the_rule(given: list[Unit], timing: Timing) -> None:
    slots = timetable(given, timing)
    placed = [slot for slot in slots if slot.kind == "activity"]
    for number, unit in enumerate(given):
        own = sum(slot.end - slot.start for slot in placed if slot.unit == number)
        assert own == (0 if unit.is_break else unit.minutes)
    assert [slot.unit for slot in placed] == sorted(slot.unit for slot in placed if slot.unit is not None)
    for before, slot in zip([None, *slots], slots, strict=False):
        assert timing.start <= slot.start < slot.end <= timing.end
        if before and before.day == slot.day:
            assert slot.start == before.end
            assert "activity" in (before.kind, slot.kind), "two pauses in a row"
        else:
            assert (slot.day, slot.start) == (before.day + 1 if before else 0, timing.start)
            assert slot.kind == "activity", "a day begins with a pause"
            assert not before or before.kind == "activity", "a day ends with a pause"
    if timing.pause:
        run = 0
        for before, slot in zip([None, *slots], slots, strict=False):
            is_on = before and before.day == slot.day and before.kind == "activity"
            run = (run if is_on else 0) + (slot.end - slot.start if slot.kind == "activity" else 0)
            assert run <= timing.pause_after


def test_dates_are_on_the_days_of_the_week_that_are_chosen() -> None:
    monday = date(2027, 1, 11)
    assert dates(monday, (0, 1, 2, 3, 4), 6)[-2:] == [date(2027, 1, 15), date(2027, 1, 18)]
    assert dates(monday, (5,), 2) == [date(2027, 1, 16), date(2027, 1, 23)]


@needs_node
def test_page_and_build_lay_out_days_alike() -> None:
    dice = random.Random(7)
    cases = []
    for _ in range(400):
        own = [
            Unit(dice.randrange(4), dice.randrange(1, 300), dice.random() < 0.25)
            for _ in range(dice.randrange(20))
        ]
        timing = Timing(
            start=dice.randrange(0, 720),
            end=dice.randrange(780, 1441),
            pause_after=dice.randrange(15, 200),
            pause=dice.choice([0, 5, 15, 60]),
            lunch_after=dice.randrange(60, 400),
            lunch=dice.choice([0, 10, 45]),
            sitting_a_day=dice.random() < 0.3,
        )
        cases.append((own, timing))
    first_days = [date(2027, 1, day) for day in range(1, 15)]
    calendars = [
        (day, weekdays, count)
        for day in first_days
        for weekdays in ((0, 1, 2, 3, 4), (5,), (6, 0))
        for count in (0, 1, 9)
    ]
    data = {
        "cases": [
            {"units": [[unit.sitting, unit.minutes, unit.is_break] for unit in own], "timing": asdict(timing)}
            for own, timing in cases
        ],
        "calendars": [
            {"first": day.isoformat(), "weekdays": list(weekdays), "count": count}
            for day, weekdays, count in calendars
        ],
    }
    done = subprocess.run(
        [
            str(NODE),
            REPOSITORY / "tests/timetable_alike.mjs",
            REPOSITORY / "templates/page/assets/curriculum",
        ],
        input=json.dumps(data, default=str),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    got = json.loads(done.stdout)
    assert sum(map(len, got["days"])) > 4000
    assert sum(map(len, got["meetings"])) > 2000
    for (own, timing), days, meetings in zip(cases, got["days"], got["meetings"], strict=True):
        slots = timetable(own, timing)
        assert days == [asdict(slot) for slot in slots], (own, timing)
        assert meetings == [asdict(one) for one in appointments(own, slots)], (own, timing)
    for (day, weekdays, count), found in zip(calendars, got["dates"], strict=True):
        assert found == [one.isoformat() for one in dates(day, weekdays, count)]
