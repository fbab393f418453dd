"""Situations: a page of steps with what serves in each, found by what a coach sees, and named to no client."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import HEAD, MakeProject, bank, session, worksheet
from lxml import html

from toolkit.build import run as builder
from toolkit.definitions.library import survey
from toolkit.definitions.model import Kind
from toolkit.search import answer, index_of
from toolkit.search.entries import entries_of
from toolkit.view import Edition, edition

WAY = (
    HEAD.format(kind="pathway", id="way", language="en").replace(
        '"Title of way"', '"A client who is late again"'
    )
    + """\
signs:
  hurry: "The client arrives with the phone at the ear."
  excuse: "Traffic is to blame each time."
steps:
  - id: breathe
    title: "Arrive together"
    text: "Give it two minutes."
    say: "Shall we take a breath first?"
    uses: [session/talk/talk, question_bank/bank/first, worksheet/sheet]
  - id: agree
    title: "Agree anew"
    text: "Talk about the agreement."
watch: {illness: "It may be illness."}
"""
)
FILES = {
    "content/pathways/way.yaml": WAY,
    "content/worksheets/sheet.yaml": worksheet(),
    "content/questions/bank.yaml": bank(),
    "content/sessions/talk.yaml": session(),
}
#: What is written wrongly, the code of the problem, and the text at its place.
WRONG = {
    "no such kind": ("session/talk/talk", "sesion/talk", "reference-kind", "sesion"),
    "no such definition": ("worksheet/sheet", "worksheet/shet", "dangling-reference", "worksheet/shet"),
    "no such part": ("session/talk/talk", "session/talk/walk", "dangling-reference", "session/talk/walk"),
    "a kind without parts": (
        "worksheet/sheet",
        "worksheet/sheet/answer",
        "reference-part",
        "worksheet/sheet/answer",
    ),
    "no kind at all": ("worksheet/sheet", "sheet", "any-reference", "sheet"),
    "a sign as a step": ("  excuse:", "  agree:", "duplicate-part", "agree"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_leads_nowhere_is_told_at_its_place(make_project: MakeProject, name: str) -> None:
    right, wrong, code, at = WRONG[name]
    project = make_project({**FILES, "content/pathways/way.yaml": WAY.replace(right, wrong, 1)})
    _, problems = survey(project)
    assert [problem.code for problem in problems] == [code]
    line = WAY.replace(right, wrong, 1).split("\n")[problems[0].place.line - 1]
    assert line[problems[0].place.column - 1 :].startswith(at)


@pytest.fixture
def built_way(make_project: MakeProject) -> Path:
    project = make_project(FILES)
    builder.build(project, lambda done, total: None)
    return project.root / "site" / "en"


def test_the_page_leads_to_definitions_and_their_parts_in_order(built_way: Path) -> None:
    root = html.parse(str(built_way / "pathways" / "way" / "index.html")).getroot()
    assert [item.get("id") for item in root.xpath("//ul[contains(@class, 'signs')]/li")] == [
        "sign-hurry",
        "sign-excuse",
    ]
    assert [step.get("id") for step in root.xpath("//h3[contains(@class, 'step')]")] == ["breathe", "agree"]
    links = root.xpath("//ul[contains(@class, 'leads')]//a")
    assert [link.get("href") for link in links] == [
        "../../sessions/talk/#talk",
        "../../questions/bank/#first",
        "../../worksheets/sheet/",
    ]
    assert [link.text_content() for link in links][1] == "What matters to you?"
    assert (
        root.xpath("//blockquote[@class='speech']")[0].text_content().strip()
        == "Shall we take a breath first?"
    )
    home = html.parse(str(built_way / "index.html")).getroot()
    assert "pathways/" in home.xpath("//ul[contains(@class, 'doors')]//a/@href")
    assert (built_way / "print" / "way.pdf").read_bytes().startswith(b"%PDF-")


def test_no_page_or_sheet_of_a_client_names_it(built_way: Path) -> None:
    """A client who opens a sheet must not read there in which situation coaches hand it out."""
    assert "late again" in (built_way / "sessions" / "talk" / "index.html").read_text("utf-8")
    assert "late again" not in (built_way / "worksheets" / "sheet" / "index.html").read_text("utf-8")


def test_signs_and_steps_are_found_at_their_place(make_project: MakeProject) -> None:
    project = make_project(FILES)
    library, problems = survey(project)
    assert not problems
    current = edition(project, library, "en")
    found = {entry.part: entry for entry in entries_of(current, current.get(Kind.pathway, "way"))}
    assert set(found) == {None, "sign-hurry", "sign-excuse", "breathe", "agree"}
    assert found["sign-hurry"].address == "pathways/way/#sign-hurry"
    assert "It may be illness." in found[None].body


@pytest.mark.parametrize(
    ("typed", "part"),
    [("client late again", None), ("phone at the ear", "sign-hurry"), ("traffic to blame", "sign-excuse")],
)
def test_what_a_coach_sees_comes_first(make_project: MakeProject, typed: str, part: str | None) -> None:
    """Others that say the same words, in a shorter title, too, stand behind the situation."""
    said = "Is a client late again, with traffic to blame and the phone at the ear?"
    project = make_project(
        {
            **FILES,
            "content/questions/bank.yaml": bank().replace("What matters to you?", said),
            "content/worksheets/sheet.yaml": worksheet().replace("Title of sheet", "Client late again"),
        }
    )
    current: Edition = edition(project, survey(project)[0], "en")
    first = answer(index_of(current), typed).entries[0]
    assert (first.kind, first.part) == ("pathway", part)
