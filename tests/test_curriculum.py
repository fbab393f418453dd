"""Curricula: minutes that do not add up, hours, days in calendars, certificates, and what their pages do."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import icalendar
import pypdf
import pytest
from conftest import (
    NODE,
    REPOSITORY,
    TWO,
    MakeProject,
    axe_faults,
    needs_axe,
    needs_node,
    open_page,
    quiet,
    ready,
    served,
    until,
)
from lxml import html
from pdf_faults import syntax_faults, ua_faults

from toolkit.build import run as builder
from toolkit.definitions import Curriculum, library
from toolkit.definitions.model import Kind, Visibility
from toolkit.pdf import Printer
from toolkit.project import Project
from toolkit.view import PageMedium, PrintOptions, Scope, Viewer, edition
from toolkit.view.hours import Share, hours

FRAME = """\
kind: framework
id: frame
language: en
title: "A frame"
summary: "S"
version: "1.0"
authors: [Tester]
audience: [coach]
organisation: "A body"
edition: "Third"
year: 2020
competencies:
  - {id: trust, code: "1", gist: "=Trust; or so"}
  - {id: listen, code: "2", gist: "Listening"}
"""
COURSE = """\
kind: curriculum
id: course
language: en
title: "A, course"
summary: "S"
version: "1.0"
authors: [Tester]
audience: [coach]
provider: P
introduction: "I"
minutes: {target: 150, contact: 120}
delivery: online
competencies: [frame/trust, frame/listen]
assessment: "A"
completion: {a: "A"}
languages: [en]
modules:
  - id: one
    title: "One"
    summary: "M"
    questions: {a: "A"}
    objectives: {a: "A"}
    keypoints: {a: "A"}
    sessions:
      - id: first
        title: "First; sitting"
        activities:
          - {id: talk, title: "Talk", type: input, minutes: 60, text: "A", competencies: [frame/trust, frame/listen]}
          - {id: rest, title: "Rest", type: break, minutes: 10, text: "A"}
          - {id: try, title: "Try", type: practice, minutes: 20, text: "A", competencies: [frame/listen],
             trainer_notes: "Hush: let them try."}
  - id: two
    title: "Two"
    summary: "M"
    needs: [one]
    questions: {a: "A"}
    objectives: {a: "A"}
    keypoints: {a: "A"}
    sessions:
      - id: second
        title: "Second"
        activities:
          - {id: more, title: "More", type: input, minutes: 30, text: "A"}
          - {id: read, title: "Read", type: reflection, minutes: 30, contact: no, text: "A"}
"""
TIMED = TWO + (
    "extra: {toolkit: {timetable: {start: '10:00', end: '12:00', first_day: {course: 2027-01-15}}}}\n"
)
FILES: dict[str, str | bytes] = {
    "content/frameworks/frame.yaml": FRAME,
    "content/curricula/course.yaml": COURSE,
}


def told(project: Project) -> list[tuple[int, str, str]]:
    """Return line, code and words of all problems."""
    return [(p.place.line, p.code, f"{p.what}: {p.advice}") for p in builder.survey(project)[1]]


# -- what is wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("target: 150", "target: 145", 11, "add up to 150 minutes: 5 more than the planned 145"),
        ("target: 150", "target: 157", 11, "add up to 150 minutes: 7 fewer than the planned 157"),
        ("contact: 120", "contact: 130", 11, "adds up to 120 minutes: 10 fewer than the planned 130"),
        ("minutes: 60, ", "", 28, "minutes"),
        ("needs: [one]", "needs: [two]", 35, "they depend on one another in a circle: two → two"),
        ("needs: [one]", "needs: [gone]", 35, "there is no module ‘gone’"),
        ('"M"\n    questions', '"M"\n    needs: [two]\n    questions', 21, "they depend on one another in a circle: one → two → one"),
        ("[frame/trust, frame/listen]\nass", "[frame/listen]\nass", 28, "‘frame/trust’ is not one of the competencies"),
    ],
)  # fmt: skip
def test_a_problem_says_what_is_wrong(
    make_project: MakeProject, old: str, new: str, line: int, words: str
) -> None:
    assert COURSE.count(old) >= 1
    found = told(make_project({**FILES, "content/curricula/course.yaml": COURSE.replace(old, new, 1)}, TWO))
    assert len([one for one in found if words in one[2]]) == 1, found
    assert line in [one[0] for one in found if words in one[2]]


def test_a_module_before_one_that_it_has_to_follow_is_told(make_project: MakeProject) -> None:
    text = COURSE.replace("    needs: [one]\n", "").replace(
        '"M"\n    questions', '"M"\n    needs: [two]\n    questions', 1
    )
    found = told(make_project({**FILES, "content/curricula/course.yaml": text}, TWO))
    assert [(one[0], one[1]) for one in found] == [(21, "module-order")]


def test_every_circle_is_told_once(make_project: MakeProject) -> None:
    modules = COURSE[COURSE.index("  - id: one") : COURSE.index("  - id: two")]
    more = "".join(
        modules.replace("id: one", f"id: {name}").replace(
            "    questions", f"    needs: [{before}]\n    questions"
        )
        for name, before in (("a", "b"), ("b", "a"), ("c", "e"), ("d", "c"), ("e", "d"))
    )
    text = COURSE.replace("target: 150, contact: 120", "target: 600, contact: 570") + more
    found = told(make_project({**FILES, "content/curricula/course.yaml": text}, TWO))
    circles = sorted(one[2].split(": ")[1] for one in found if one[1] == "module-circle")
    assert circles == ["a → b → a", "c → d → e → c"]


def test_a_tolerance_allows_some_per_cent(make_project: MakeProject) -> None:
    for target, is_fine in ((143, True), (142, False), (157, True), (158, False)):
        text = COURSE.replace("target: 150, contact: 120", f"target: {target}, contact: 120, tolerance: 5")
        found = told(make_project({**FILES, "content/curricula/course.yaml": text}, TWO))
        assert [one[1] for one in found] == ([] if is_fine else ["target-minutes"]), target


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("start: '9 am'", "not a time of day"),
        ("end: '25:00'", "not a time of day"),
        ("start: '10:00', end: '10:30'", "shorter than an hour"),
        ("break_after: 1", "from 15 to 480"),
        ("lunch: half an hour", "from 0 to 180"),
        ("weekdays: [monday]", "mon, tue"),
        ("weekdays: []", "no days of the week are left"),
        ("first_day: {course: 2027-02-30}", "not set to a valid date"),
        ("first_day: {cuorse: 2027-02-03}", "did you mean ‘course’"),
        ("first_day: 2027-02-03", "needs keys"),
        ("brake: 3", "not a recognised key"),
    ],
)
def test_a_rule_that_cannot_be_used_is_told(make_project: MakeProject, rule: str, words: str) -> None:
    config = TWO + f"extra: {{toolkit: {{timetable: {{{rule}}}}}}}\n"
    found = told(make_project(FILES, config))
    assert len(found) == 1, found
    assert words in found[0][2]


# -- hours ---------------------------------------------------------------------------------------


def test_hours_count_in_full_for_each_competency(make_project: MakeProject) -> None:
    course = library.load(make_project(FILES, TWO)).get(Kind.curriculum, "course")
    assert isinstance(course, Curriculum)
    found = hours(course, course.competencies)
    assert found.whole == Share(120, 30)
    assert dict(found.competencies) == {"frame/trust": Share(60, 0), "frame/listen": Share(80, 0)}
    assert found.unassigned == Share(40, 30)
    assert {kind.value: share.total for kind, share in found.types.items()} == {
        "input": 90, "practice": 20, "reflection": 30, "break": 10,
    }  # fmt: skip
    # What a reader is not told of is of no competency to them.
    assert hours(course, ["frame/trust"]).unassigned == Share(60, 30)


# -- a site --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def course_site(tmp_path_factory: pytest.TempPathFactory, lay_caches: Any) -> Path:
    """Build a site of the course, without PDFs; return its folder."""
    root = tmp_path_factory.mktemp("course")
    lay_caches(root)
    for name, text in {**FILES, "mkdocs.yml": TIMED}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(str(text), encoding="utf-8")
    scope = Scope(Visibility.trainer, printed=frozenset())
    builder.build(Project.open(root), quiet, scope=scope)
    return root / "site"


def test_hours_are_a_table_for_spreadsheets(course_site: Path) -> None:
    for locale, delimiter in (("en", ","), ("lv", ";")):
        data = (course_site / locale / "curricula/course/hours.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))
        assert {len(row) for row in rows} == {8}
        # A text that looks like a formula is none.
        assert rows[1][1:] == ["1", "'=Trust; or so", "A frame", "Third (2020)", "60", "0", "60"]
        assert rows[3][5:] == ["40", "30", "70"]
        assert rows[-1][5:] == ["120", "30", "150"]


def test_days_with_dates_go_into_calendars(course_site: Path) -> None:
    data = (course_site / "en/curricula/course/timetable.ics").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    events = list(icalendar.Calendar.from_ical(data).walk("VEVENT"))
    assert [(e["SUMMARY"], e.decoded("DTSTART"), e.decoded("DTEND")) for e in events] == [
        ("A, course: First; sitting", datetime(2027, 1, 15, 10), datetime(2027, 1, 15, 11, 30)),
        ("A, course: Second", datetime(2027, 1, 15, 11, 30), datetime(2027, 1, 15, 12)),
    ]
    assert events[0]["DESCRIPTION"] == "10:00–11:00 Talk\n11:00–11:10 Rest\n11:10–11:30 Try"
    assert events[0]["UID"] == "course.one.first.1@coaching-toolkit"
    assert events[0]["URL"] == "https://toolkit.test/en/curricula/course/"


def test_without_scripts_the_page_has_days_and_hours(course_site: Path) -> None:
    page = html.parse(course_site / "en/curricula/course/index.html").getroot()
    rows = [[c.text_content() for c in row] for row in page.xpath("//*[@class='days no-scripts']//tbody/tr")]
    assert rows == [
        ["10:00–11:00", "Talk", "60 min"],
        ["11:00–11:10", "Rest", "10 min"],
        ["11:10–11:30", "Try", "20 min"],
        ["11:30–12:00", "More", "30 min"],
    ]
    assert page.xpath("string(//*[@class='days no-scripts']//caption)") == "Day 1 · 15 Jan 2027"
    heads = page.xpath("//table//th")
    assert len(heads) > 20
    assert all(head.get("scope") in {"row", "col"} for head in heads)
    assert "add up to 2 hr 30 min, which is the planned" in page.text_content()


def test_notes_for_trainers_are_in_their_edition_alone(course_site: Path, make_project: MakeProject) -> None:
    assert "Hush" in (course_site / "en/curricula/course/index.html").read_text(encoding="utf-8")
    project = make_project(FILES, TIMED)
    builder.build(project, quiet, ("en",), scope=Scope(printed=frozenset()))
    assert "Hush" not in (project.site / "en/curricula/course/index.html").read_text(encoding="utf-8")


def test_over_and_short_are_shown(make_project: MakeProject) -> None:
    text = COURSE.replace("target: 150, contact: 120", "target: 155, contact: 120, tolerance: 10")
    project = make_project({**FILES, "content/curricula/course.yaml": text}, TWO)
    builder.build(project, quiet, ("en",), scope=Scope(printed=frozenset()))
    page = (project.site / "en/curricula/course/index.html").read_text(encoding="utf-8")
    assert "2 hr 30 min: 5 min less than the planned learning time of 2 hr 35 min" in page
    # Without a first day there is nothing for a calendar.
    assert not (project.site / "en/curricula/course/timetable.ics").exists()


# -- what the page's script makes ----------------------------------------------------------------


@needs_node
def test_a_page_writes_calendars_that_can_be_read() -> None:
    title = "Ķēniņš, \\ ; 👩‍👧 " + "ļoti garš nosaukums " * 8
    meetings = [
        {
            "name": "a.b.1",
            "title": title,
            "text": "10:00–11:00 A\nB",
            "day": "2027-12-31",
            "start": 600,
            "end": 660,
        },
        {"name": "a.b.2", "title": "T", "text": "", "day": "2027-12-31", "start": 1380, "end": 1440},
    ]
    about = {"maker": "coaching-toolkit", "made": "2027-01-02T03:04:05.678Z", "page": "https://a.test/b/"}
    done = subprocess.run(
        [str(NODE), REPOSITORY / "tests/calendar_made.mjs", REPOSITORY / "templates/page/assets/curriculum"],
        input=json.dumps({"meetings": meetings, "about": about}).encode(),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert len(lines) > 20
    assert all(line.decode("utf-8") is not None and b"\n" not in line for line in lines)
    first, second = icalendar.Calendar.from_ical(done.stdout).walk("VEVENT")
    assert (first["SUMMARY"], first["DESCRIPTION"], first["UID"]) == (
        title, "10:00–11:00 A\nB", "a.b.1@coaching-toolkit",
    )  # fmt: skip
    assert second.decoded("DTEND") == datetime(2028, 1, 1)
    assert first.decoded("DTSTAMP").isoformat() == "2027-01-02T03:04:05+00:00"


@needs_axe
def test_a_reader_chooses_days_and_keeps_what_is_done(
    browser: Any, course_site: Path, tmp_path: Path
) -> None:
    with served(course_site) as address:
        url = f"{address}/en/curricula/course/"
        page, said, asked = open_page(browser, url, viewport={"width": 360, "height": 800})
        ready(page)
        caption = page.locator("#tk_days caption").first
        assert caption.inner_text() == "Day 1 · 15 Jan 2027"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.fill("#tk_plan-first", "2027-03-06")
        page.fill("#tk_plan-end", "11:00")
        page.keyboard.press("Tab")
        # The sixth is a Saturday, and there is no course on Saturdays.
        until(lambda: page.locator("#tk_days caption").count() == 2)
        assert caption.inner_text() == "Day 1 · 8 Mar 2027"
        with page.expect_download() as download:
            page.click("#tk_plan-save")
        download.value.save_as(tmp_path / "days.ics")
        events = icalendar.Calendar.from_ical((tmp_path / "days.ics").read_bytes()).walk("VEVENT")
        assert [event.decoded("DTSTART") for event in events] == [
            datetime(2027, 3, 8, 10), datetime(2027, 3, 9, 10), datetime(2027, 3, 9, 10, 20),
        ]  # fmt: skip
        page.fill("#tk_plan-end", "10:05")
        page.keyboard.press("Tab")
        until(lambda: "at least an hour" in page.inner_text("#tk_plan-message"))
        assert page.locator("#tk_days caption").count() == 2
        page.check("[data-done='one.first']")
        until(lambda: "Saved" in page.inner_text("#tk_course-saved"))
        assert not page.is_visible("text=Hush")
        page.check("#tk_course [value=trainer]", force=True)
        assert page.is_visible("text=Hush")
        page.reload()
        ready(page)
        assert page.is_visible("text=Hush")
        assert caption.inner_text() == "Day 1 · 8 Mar 2027"
        page.click("#tk_plan summary")
        assert axe_faults(page) == []
        page.check("#tk_course [value=participant]", force=True)
        assert page.inner_text("#tk_course-progress") == "Done: 1 of 2"
        page.evaluate("import(`${location.origin}/assets/core/store.js`).then((store) => store.clear())")
        until(lambda: page.inner_text("#tk_course-progress") == "Done: 0 of 2")
        assert said == []
        assert {one.startswith((address, "blob:")) for one in asked} == {True}


# -- on paper ------------------------------------------------------------------------------------


@pytest.fixture
def printed(make_project: MakeProject) -> Iterator[Any]:
    project = make_project(FILES, TWO)
    found = library.load(project)
    current, other = (edition(project, found, locale) for locale in ("en", "lv"))
    with Printer(project) as printer:

        def pdf(**how: Any) -> bytes:
            second = other if how.get("bilingual") else None
            return printer.pdf(current, current.get(Kind.curriculum, "course"), PrintOptions(**how), second)

        yield pdf


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"large": True, "bilingual": "lv"},
        {"sheet": "certificate", "bilingual": "lv"},
        {"sheet": "certificate", "fillable": True},
    ],
    ids=str,
)
def test_prints_are_accessible(printed: Any, how: dict[str, Any], tmp_path: Path, faults_found: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(printed(**how))
    assert ua_faults(path, faults_found) == []
    assert syntax_faults(path) == []


def test_the_label_of_a_certificate_has_no_capital_behind_its_name(make_project: MakeProject) -> None:
    project = make_project(FILES, TIMED)
    current = edition(project, library.load(project), "en")
    view = Viewer(current, PageMedium()).view(current.curriculum("course"))
    assert [entry["label"] for entry in view["prints"]][:3] == [
        "To print (PDF), A4",
        "To print (PDF), Letter",
        "Certificate of attendance, to print (PDF), A4",
    ]


def test_a_certificate_is_a_form_that_says_what_for(printed: Any) -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed(sheet="certificate", fillable=True)))
    fields = reader.get_fields() or {}
    assert list(fields)[1:] == [
        f"sheet.{n}" for n in ("name", "dates", "hours", "trainer", "signature", "date")
    ]
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in ("Certificate of attendance", "A, course", "2 hr 30 min", "A frame, 1", "Third", "P "):
        assert words in text, words
    assert "Hush" not in text


def test_the_hours_are_printed(printed: Any) -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed()))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in ("Hours report", "Third (2020)", "80 min", "Without a competency", "2 hr 30 min"):
        assert words in text, words
