"""What stands beside a curriculum's page for other programs: its hours as a table, its days as a calendar.

The only importer of icalendar. The page's script makes a calendar of the days that a reader chooses
(calendar.js in templates/page/assets/curriculum); a test reads both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from babel import Locale
from icalendar import Calendar, Event

from .. import spreadsheets
from ..definitions import Curriculum, Kind
from ..distribution import DISTRIBUTION
from ..project import absolute
from ..view import Edition, PrintMedium, View, Viewer, outputs, timetable


def downloads(edition: Edition, name: str, seconds: int) -> dict[str, str]:
    """Return the files of a curriculum of an edition by their paths below the language's folder.

    ``seconds`` since 1970 is when calendars say that they were made.
    """
    viewer = Viewer(edition, PrintMedium(), edition.scope.reader)
    found: dict[str, str] = {}
    for path, _ in outputs.downloads(edition.project, [(Kind.curriculum, name)]):
        curriculum = edition.curriculum(name)
        view = viewer.view(curriculum)
        if path.endswith(outputs.HOURS):
            found[path] = _table(edition, view)
        else:
            found[path] = _calendar(edition, curriculum, view, datetime.fromtimestamp(seconds, UTC))
    return found


def _table(edition: Edition, view: View) -> str:
    """Return the hours report, in minutes, as a spreadsheet of the language opens it."""
    # Where a comma parts decimals, it cannot part columns.
    is_comma = Locale.parse(edition.locale, sep="-").number_symbols["latn"]["decimal"] == ","
    return spreadsheets.table(_rows(edition, view), ";" if is_comma else ",")


def _rows(edition: Edition, view: View) -> Iterator[list[str | int]]:
    _ = edition.interface.gettext
    report = view["hours"]

    def minutes(share: View) -> list[int]:
        return [share["minutes"][name] for name in ("together", "alone", "total")]

    yield [
        _("Report"),
        _("Code"),
        _("Item"),
        _("Framework"),
        _("Version"),
        _("Contact time (minutes)"),
        _("Self-study (minutes)"),
        _("Total minutes"),
    ]
    for row in report["competencies"]:
        version = f"{row['edition']} ({row['year']})"
        what, framework = row["gist"]["plain"], row["title"]["plain"]
        yield [_("By competency"), row["code"], what, framework, version, *minutes(row)]
    yield [
        _("By competency"),
        "",
        _("Without a competency, including breaks"),
        "",
        "",
        *minutes(report["unassigned"]),
    ]
    for row in report["types"]:
        yield [_("By type of activity"), "", row["label"], "", "", *minutes(row)]
    yield [_("By mode of delivery"), "", view["delivery"]["label"], "", "", *minutes(report["whole"])]


def _calendar(edition: Edition, curriculum: Curriculum, view: View, made: datetime) -> str:
    """Return the days with their dates as iCalendar (RFC 5545), in the time of wherever it is opened."""
    timing = edition.project.configured.timing
    units = timetable.units_of(curriculum)
    slots = timetable.timetable(units, timing)
    count = slots[-1].day + 1 if slots else 0
    days = timetable.dates(timing.first_days[curriculum.id], timing.weekdays, count)
    sittings = [
        (f"{module['id']}.{lesson['id']}", lesson["title"]["plain"])
        for module in view["modules"]
        for lesson in module["sessions"]
    ]
    calendar = Calendar()
    calendar.add("prodid", f"-//{DISTRIBUTION}//{edition.locale.upper()}")
    calendar.add("version", "2.0")
    for one in timetable.appointments(units, slots):
        name, title = sittings[one.sitting]
        event = Event()
        event.add("uid", f"{curriculum.id}.{name}.{one.part}@{DISTRIBUTION}")
        event.add("dtstamp", made)
        event.add("dtstart", _moment(days[one.day], one.start))
        event.add("dtend", _moment(days[one.day], one.end))
        event.add("summary", f"{view['plain_title']}: {title}")
        event.add("description", "\n".join(_lines(view["days"][one.day], one)))
        if page := absolute(edition.project.site_url, edition.locale, view["path"]):
            event.add("url", page)
        calendar.add_component(event)
    return str(calendar.to_ical().decode())


def _lines(day: Any, appointment: timetable.Appointment) -> Iterator[str]:
    """Yield what takes place during an appointment, with times."""
    for slot in day["slots"]:
        inside = timetable.clock(appointment.start) <= slot["start"] < timetable.clock(appointment.end)
        if inside and slot["title"]:
            yield f"{slot['start']}–{slot['end']} {slot['title']['plain']}"


def _moment(day: date, minutes: int) -> datetime:
    """Return a time without a zone, which is that of wherever it is read."""
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
