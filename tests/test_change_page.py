"""A sheet changed for one client on its page: by keyboard, kept, filed, opened, compared and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import axe_faults, needs_axe, until
from test_round_trip import printed
from test_worksheet_page import READY, address, answers_file, is_saved, open_file, page, project, save

from toolkit.checks import survey
from toolkit.project.opened import Project

__all__ = ["address", "page", "project"]

WHEEL = "question:wheel:segments"
CHANGES: dict[str, Any] = {
    "words": {
        "title": ["Ievas lapa", "lv"],
        f"{WHEEL}._1": ["<b>Dog</b> & cat", "en"],
        "question:line": ["Viens", "lv"],
    },
    "out": [f"{WHEEL}.b"],
    "order": {WHEEL: ["_1", "c", "a"]},
    "rows": {"question:plan": 3},
}


def control(name: str) -> str:
    return f"[name='answer.{name}']"


def part(key: str) -> str:
    return f"#tk_change-parts [data-key='{key}']"


def open_editor(page: Any) -> None:
    page.click("[data-do=change]")
    page.wait_for_selector("#tk_change[open]")


def close_editor(page: Any) -> None:
    page.keyboard.press("Escape")
    page.wait_for_selector("#tk_change:not([open])", state="attached")


def rename(page: Any, name: str, words: str) -> None:
    page.fill(part(f"words {name}"), words)
    page.keyboard.press("Tab")


def add(page: Any, names: str, words: str, kind: str = "") -> None:
    if kind:
        page.select_option(part(f"type {names}"), kind)
    page.fill(part(f"new {names}"), words)
    page.keyboard.press("Enter")


def said(page: Any) -> str:
    return str(page.text_content("#tk_change-said"))


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.dataset.key ?? document.activeElement.tagName"))


def names(page: Any, beginning: str) -> list[str]:
    found: list[str] = page.evaluate(
        """(start) => [...new Set([...document.querySelectorAll("form.sheet [name]")].map((c) => c.name))]
             .filter((name) => name.startsWith(start)).map((name) => name.slice("answer.".length))""",
        f"answer.{beginning}",
    )
    return found


def reopened(page: Any) -> None:
    is_saved(page)
    page.reload()
    page.wait_for_selector(READY, state="attached")


# -- what can be changed -------------------------------------------------------------------------


def test_every_kind_of_part_is_renamed_added_left_out_and_moved(page: Any) -> None:
    written = {
        "wheel.a": "7",
        "wheel.c": "3",
        "line": "A line",
        "plan.2.action": "Write",
        "table.r.x": "cell",
    }
    for name, value in written.items():
        page.fill(control(name), value)
    page.check(f"{control('single')}[value=b]")
    open_editor(page)
    rename(page, f"{WHEEL}.a", "Mans uzņēmums")
    rename(page, "question:line", "In one line")
    rename(page, "section:main", "All of it")
    rename(page, "title", "Sheet for Ieva")
    add(page, WHEEL, "Walks")
    page.click(part(f"out {WHEEL}.b"))
    page.click(part(f"up {WHEEL}._1"))
    for names_of in (
        "question:single:options",
        "question:multiple:options",
        "question:ticks:items",
        "question:matrix:rows",
    ):
        add(page, names_of, f"Added to {names_of}")
    add(page, "question:table:rows", "Another row")
    add(page, "question:ranking:items", "Third")
    page.click(part("more question:plan"))
    page.click(part("more question:empty-table"))
    for kind in ("short_text", "long_text", "number", "date"):
        add(page, "section:main", f"My own {kind}", kind)
    page.click(part("out question:free"))
    close_editor(page)

    assert names(page, "wheel.") == ["wheel.a", "wheel._1", "wheel.c"]
    assert names(page, "plan.3") != []
    assert names(page, "empty-table.3") == ["empty-table.3.x", "empty-table.3.y"]
    assert len(names(page, "ranking.")) == 3
    assert names(page, "free") == []
    own = names(page, "_")
    assert len(own) == 4
    page.fill(control("wheel._1"), "10")
    page.fill(control(own[0]), "mine")
    page.fill(control(own[2]), "7,5")
    page.fill(control(own[3]), "2026-12-01")
    page.fill(control("ranking.a"), "3")
    page.fill(control("plan.3.action"), "Call")
    assert page.input_value(control("total")) == "6.666667"
    for _ in range(2):
        assert {name: page.input_value(control(name)) for name in written} == written
        assert page.is_checked(f"{control('single')}[value=b]")
        assert page.text_content("h1") == "Sheet for Ieva"
        assert page.text_content(".section-title") == "All of it"
        assert page.get_attribute("path[data-slot='wheel._1']", "d") != ""
        assert page.locator(".rim-name").all_text_contents() == ["Mans uzņēmums", "Walks", "Area C"]
        nameless = page.evaluate(
            """[...document.querySelectorAll("form.sheet [name]")].filter(
                (c) => !(c.ariaLabel || c.labels?.[0]?.textContent.trim())
                  || /_0|[{}]/.test(c.ariaLabel + c.labels?.[0]?.textContent + c.outerHTML)).map((c) => c.name)"""
        )
        assert nameless == []
        assert page.get_attribute(control("wheel.a"), "aria-label") == "Mans uzņēmums (1–10)"
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
        assert len(ids) == len(set(ids))
        reopened(page)
    kept = save(page)
    assert kept["format_version"] == 2
    assert kept["answers"] | written == kept["answers"]


def test_all_of_it_goes_by_keyboard_with_the_focus_kept_and_news_told(page: Any) -> None:
    keys = page.keyboard
    page.focus("[data-do=change]")
    keys.press("Enter")
    page.wait_for_selector("#tk_change[open]")
    assert focused(page) == "H2"
    seen = []
    while focused(page) != f"words {WHEEL}.a":
        keys.press("Tab")
        seen.append(focused(page))
        assert len(seen) < 200
    assert len(set(seen)) > 20
    keys.press("Control+A")
    keys.type("First")
    keys.press("Tab")
    assert (focused(page), said(page)) == (f"down {WHEEL}.a", "Renamed: ‘First’")
    keys.press("Enter")
    assert (focused(page), said(page)) == (f"down {WHEEL}.a", "‘First’ is now number 2 of 3.")
    keys.press("Enter")
    # At the end there is no way down.
    assert (focused(page), said(page)) == (f"up {WHEEL}.a", "‘First’ is now number 3 of 3.")
    keys.press("Tab")
    assert focused(page) == f"out {WHEEL}.a"
    keys.press("Enter")
    # A wheel has three areas at least.
    assert "not possible" in said(page)
    assert focused(page) == f"out {WHEEL}.a"
    keys.press("Tab")
    assert focused(page) == f"new {WHEEL}"
    keys.type("Fourth")
    keys.press("Enter")
    assert (focused(page), said(page)) == (f"new {WHEEL}", "‘Fourth’ has been added.")
    keys.press("Shift+Tab")
    keys.press("Enter")
    assert (focused(page), said(page)) == (f"out {WHEEL}.a", "‘Fourth’ has been removed. ‘Undo’ restores it.")
    keys.press("Escape")
    assert page.evaluate("document.activeElement.dataset.do") == "change"


def test_what_is_written_is_asked_for_first_and_comes_back(page: Any) -> None:
    page.fill(control("line"), "Kept or not")
    open_editor(page)
    for answer, left in (("", ["line"]), ("remove", [])):
        page.click(part("out question:line"))
        page.wait_for_selector("#tk_sheet-ask[open]")
        assert "One line" in page.text_content("#tk_sheet-ask p")
        page.click(f"#tk_sheet-ask button[value='{answer}']")
        page.wait_for_selector("#tk_sheet-ask:not([open])", state="attached")
        until(lambda left=left: [name for name in names(page, "line") if name == "line"] == left)
    assert focused(page) == "back question:line"
    page.click("#tk_change-undo")
    assert page.input_value(control("line")) == "Kept or not"
    # What holds nothing goes at once, and can be restored.
    page.click(part("out question:day"))
    assert names(page, "day") == []
    page.click(part("back question:day"))
    assert names(page, "day") == ["day"]
    rename(page, "question:day", "Which day?")
    page.click("#tk_change-usual")
    assert page.is_disabled("#tk_change-usual")
    close_editor(page)
    assert save(page)["format_version"] == 1


def test_numbers_that_cannot_be_read_are_mended_first(page: Any) -> None:
    page.fill(control("wheel.a"), "11")
    page.click("[data-do=change]")
    page.wait_for_selector("#tk_sheet-message:not(:empty)")
    assert page.evaluate("document.activeElement.name") == "answer.wheel.a"
    assert page.query_selector("#tk_change[open]") is None


@needs_axe
@pytest.mark.parametrize("width", [360, 1000])
def test_the_dialog_is_accessible(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_editor(page)
    add(page, WHEEL, "Fourth")
    page.click(part(f"out {WHEEL}.a"))
    assert axe_faults(page) == []
    assert page.evaluate(
        "document.querySelector('#tk_change').scrollWidth <= document.querySelector('#tk_change').clientWidth"
    )
    small = page.evaluate(
        """[...document.querySelectorAll('#tk_change :is(button, input, select)')].filter((e) => {
             const { width, height } = e.getBoundingClientRect(); return width < 24 || height < 24; }).length"""
    )
    assert small == 0


# -- as a file -----------------------------------------------------------------------------------


def test_a_changed_sheet_goes_through_a_file(page: Any) -> None:
    answers = {"wheel._1": "9", "wheel.a": "7", "plan.3.action": "Call", "single": "a"}
    snapshots = [{"saved": "2026-10-01T08:00:00Z", "values": {"wheel.b": "3", "wheel._1": "5"}}]
    file = answers_file(answers, format_version=2, changes=CHANGES, snapshots=snapshots)
    assert open_file(page, file).startswith("The file is open.")
    assert names(page, "wheel.") == ["wheel._1", "wheel.c", "wheel.a"]
    # Nothing that somebody wrote is markup.
    assert page.query_selector(".wheel-parts b") is None
    assert "<b>Dog</b> & cat" in page.text_content(".wheel-table")
    assert page.is_visible("#tk_sheet-changed")
    # The client's own words say which language they were written in.
    assert page.get_attribute("h1 [data-own], h1[data-own]", "lang") == "lv"
    kept = save(page)
    assert kept["answers"] == answers | {"total": "8", "average": "8"}
    assert (kept["changes"]["order"], kept["snapshots"]) == (CHANGES["order"], snapshots)
    page.click("#tk_values button:nth-of-type(2)")
    page.wait_for_selector("#tk_compare[open]")
    rows = page.locator("#tk_compare tbody th").all_text_contents()
    assert rows[:3] == ["<b>Dog</b> & cat", "Area C", "Area A"]
    page.keyboard.press("Escape")
    page.click("[data-do=new-copy]")
    page.wait_for_selector("#tk_copy-nickname:focus")
    # A new copy is as published.
    assert names(page, "wheel.") == ["wheel.a", "wheel.b", "wheel.c"]
    assert page.text_content("h1") == "All types"
    assert page.is_hidden("#tk_sheet-changed")


@pytest.mark.parametrize("broken", [False, True], ids=["as it was made", "with damaged changes"])
def test_a_changed_sheet_goes_through_a_pdf(
    page: Any, project: Project, tmp_path: Path, broken: bool
) -> None:
    answers = {"wheel._1": "9", "wheel.a": "7", "plan.3.action": "Call", "single": "a"}
    (tmp_path / "saved.json").write_bytes(answers_file(answers, format_version=2, changes=CHANGES))
    target = tmp_path / "sheet.pdf"
    run = printed(project, tmp_path / "saved.json", target, "--lang", "en")
    assert run.exit_code == 0, run.output
    if broken:
        with pikepdf.open(target, allow_overwriting_input=True) as document:
            document.docinfo["/ToolkitChanges"] = "e30x"
            document.save(target)
    said = open_file(page, target.read_bytes(), "sheet.pdf")
    if broken:
        assert "cannot be read" in said
        assert names(page, "wheel.") == ["wheel.a", "wheel.b", "wheel.c"]
        return
    assert said.startswith("The file is open.")
    assert names(page, "wheel.") == ["wheel._1", "wheel.c", "wheel.a"]
    assert not page.is_visible("#tk_sheet-unread")
    kept = save(page)
    assert kept["answers"] == answers | {"total": "8", "average": "8"}
    assert {name: part for name, part in kept["changes"].items() if part} == CHANGES


HOSTILE: dict[str, tuple[Any, str]] = {
    "ten thousand areas": ({"order": {WHEEL: [f"_{n}" for n in range(1, 10_001)]}}, "more changes"),
    "thirteen areas": (
        {
            "order": {WHEEL: [f"_{n}" for n in range(1, 12)]},
            "words": {f"{WHEEL}._{n}": ["x", "en"] for n in range(1, 12)},
        },
        "sheet allows: Wheel.",
    ),
    "a prototype": ({"words": {"__proto__": ["x", "en"]}}, "cannot be read"),
    "a name of markup": ({"words": {'title"><img src=x onerror=alert(1)>': ["x", "en"]}}, "cannot be read"),
    "twice": ({"out": ["question:line", "question:line"]}, "cannot be read"),
    "no object": ("x", "cannot be read"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_changes_are_refused_and_nothing_is_lost(page: Any, name: str) -> None:
    page.fill(control("line"), "Mine")
    changes, told = HOSTILE[name]
    message = open_file(page, answers_file({"line": "Theirs"}, format_version=2, changes=changes))
    assert "not opened" in message
    assert told in message
    assert page.input_value(control("line")) == "Mine"
    assert len(names(page, "wheel.")) == 3


def test_what_comes_from_another_version_shows_what_it_can(page: Any) -> None:
    changes = {
        "order": {"section:main": ["gone", "sign"], "question:gone:items": ["x"]},
        "out": ["question:gone2"],
    }
    assert open_file(page, answers_file({}, format_version=2, changes=changes)).startswith(
        "The file is open."
    )
    assert names(page, "sign.") != []
    assert save(page)["changes"]["out"] == ["question:gone2"]


# -- in another language, and as a definition ----------------------------------------------------


def test_own_words_are_said_once_in_both_languages(page: Any, address: str) -> None:
    open_editor(page)
    rename(page, "question:line", "In one line")
    close_editor(page)
    page.select_option("#tk_sheet-also", "lv")
    page.wait_for_selector(".also", state="attached")
    assert page.query_selector("#field-line [data-own] .also") is None
    is_saved(page)
    page.goto(f"{address}/lv/worksheets/all-types/")
    page.wait_for_selector(READY, state="attached")
    label = page.locator("#field-line .asked [data-own]")
    assert (label.text_content(), label.get_attribute("lang")) == ("In one line", "en")


def test_the_definition_that_the_page_makes_is_accepted_as_it_is(
    page: Any, project: Project, tmp_path: Path
) -> None:
    open_editor(page)
    rename(page, "title", "Lapa *Ievai*: #1")
    rename(page, f"{WHEEL}.a", "- yes: [no](x) & `so`")
    add(page, WHEEL, "Suņa “pastaigas” \\ un")
    page.click(part("out question:hours"))
    add(page, "section:main", "How *much*?", "number")
    with page.expect_download() as download:
        page.click("#tk_change-yaml")
    name = download.value.suggested_filename
    assert name == "own-lapa-ievai-1.yaml"
    assert name in said(page)
    target = project.content / "worksheets" / name
    target.write_bytes(Path(download.value.path()).read_bytes())
    try:
        found, problems = survey(project)
        assert problems == ()
        assert ("worksheet", "own-lapa-ievai-1") in found.entries
    finally:
        target.unlink()
