"""Worksheets from Word documents: what structure tells is taken, and all else is named with its place."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result
from conftest import MakeProject
from docx.oxml import parse_xml
from PIL import Image

from toolkit.checks import survey
from toolkit.cli import main
from toolkit.definitions import Kind
from toolkit.project.opened import Project

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def imported(project: Project, fill: Callable[[Any], None], *options: str) -> Result:
    document = docx.Document()
    fill(document)
    path = project.root / "My sheet.docx"
    document.save(str(path))
    return CliRunner().invoke(main, ["--project", str(project.root), "import", str(path), *options])


def sheet(project: Project, name: str = "my-sheet") -> Any:
    found, problems = survey(project)
    assert [str(one.what) for one in problems] == []
    return found.get(Kind.worksheet, name)


def table(document: Any, *rows: tuple[str, ...]) -> Any:
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            made.cell(row, column).text = text
    return made


def lines(document: Any, *texts: str, style: str | None = None) -> None:
    for text in texts:
        document.add_paragraph(text, style=style)


def fields(found: Any) -> list[tuple[str, str, str]]:
    return [
        (field.type, getattr(field, "label", None) or field.text, field.id)
        for section in found.sections
        for field in section.fields
    ]


def test_structure_becomes_a_worksheet(make_project: MakeProject) -> None:
    project = make_project()

    def fill(document: Any) -> None:
        document.add_heading("My goals", 0)
        lines(document, "For the first talk", style="Subtitle")
        lines(document, "Take your time.", "Be honest.")
        document.add_heading("Where I am", 1)
        lines(document, "Think of the last month.", "What went well?", "________", "________", "________")
        lines(
            document,
            "Name: ________  Date: ......",
            "What did you learn?",
            "",
            "",
            "My one word:",
            "________",
        )
        document.add_heading("Part two", 1)
        document.add_heading("Choices", 2)
        lines(document, "Who can help?")
        lines(document, "family", "friends", style="List Bullet")
        lines(
            document,
            "Before we begin:",
            "☐ the phone is silent",
            "[ ] we have time",
            "Where?",
            "○ here",
            "○ there",
        )
        lines(document, "Is anything missing?", style="List Number")
        lines(document, "Thank you.", "Then:")
        lines(document, "breathe", "rest", style="List Number")

    result = imported(project, fill)
    assert result.exit_code == 0, result.output
    assert (
        "my-sheet: these keys were filled in for you; please check them: purpose, minutes, cadence, audience\n"
        in result.stdout
    )
    found = sheet(project)
    assert (found.title, found.summary) == ("My goals", "For the first talk")
    assert found.instructions == "Take your time.\n\nBe honest."
    assert [(section.title, section.text) for section in found.sections] == [
        ("Where I am", "Think of the last month."),
        ("Part two – Choices", None),
    ]
    assert fields(found) == [
        ("long_text", "What went well?", "what-went-well"),
        ("short_text", "Name", "name"),
        ("short_text", "Date", "date"),
        ("long_text", "What did you learn?", "what-did-you-learn"),
        ("short_text", "My one word", "my-one-word"),
        ("multiple_choice", "Who can help?", "who-can-help"),
        ("checklist", "Before we begin", "before-we-begin"),
        ("single_choice", "Where?", "where"),
        ("long_text", "Is anything missing?", "is-anything-missing"),
        ("note", "Thank you.\n\nThen:\n\n1. breathe\n2. rest", "note"),
    ]
    assert found.sections[0].fields[0].lines == 3
    assert found.sections[1].fields[0].options == (("family", "family"), ("friends", "friends"))


def test_tables_by_their_empty_cells(make_project: MakeProject) -> None:
    project = make_project()

    def fill(document: Any) -> None:
        lines(document, "What could you do?")
        table(document, ("Option", "Gain"), ("", ""), ("", ""))
        lines(document, "By when?")
        table(document, ("Step", "Day"), ("call", ""), ("write", ""))
        lines(document, "How true is it?")
        table(document, ("", "no", "yes"), ("I rest.", "☐", "☐"), ("I work.", "☐", "☐"))
        lines(document, "Your picture:")
        table(document, ("",), ("",))
        table(document, ("Next step:", ""), ("With whom?", ""))
        lines(document, "An example:")
        table(document, ("One", "Two"), ("three", "four"))

    result = imported(project, fill)
    found = sheet(project)
    assert fields(found) == [
        ("table", "What could you do?", "what-could-you-do"),
        ("table", "By when?", "by-when"),
        ("matrix", "How true is it?", "how-true-is-it"),
        ("long_text", "Your picture", "your-picture"),
        ("short_text", "Next step", "next-step"),
        ("short_text", "With whom?", "with-whom"),
        ("note", "An example\n\nOne – Two\n\nthree – four", "note"),
    ]
    by_when = found.sections[0].fields[1]
    assert [item.text for item in by_when.row_labels] == ["call", "write"]
    told = [line for line in result.stdout.splitlines() if line.startswith("My sheet.docx")]
    assert len(told) == 2
    assert "table 2 (‘Step’): the heading of the first column is not imported: Step" in told[0]
    assert "table 6 (‘One’): it has too many columns, or no empty cells below" in told[1]


def test_what_is_not_taken_over_is_named_with_its_place(make_project: MakeProject) -> None:
    project = make_project()
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    picture.seek(0)

    def fill(document: Any) -> None:
        document.add_heading("My sheet", 1)
        shown = document.add_paragraph("Look here.")
        shown.add_run().add_picture(picture)
        document.add_comment(
            document.add_paragraph("Is it so?").runs, text="Really?", author="a", initials="a"
        )
        document.sections[0].header.paragraphs[0].text = "My school"
        boxed = "<w:pict><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:pict>"
        body = document.element.body
        body.insert(3, parse_xml(f"<w:p {W}><w:r><w:t>Beside</w:t></w:r><w:r>{boxed}</w:r></w:p>"))
        revised = (
            "<w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        )
        body.insert(4, parse_xml(f"<w:p {W}>{revised}<w:r><w:rPr><w:b/></w:rPr><w:t>words</w:t></w:r></w:p>"))
        framed = "<w:sdtContent><w:p><w:r><w:t>In a frame, Wh\u00ady?</w:t></w:r></w:p></w:sdtContent>"
        body.insert(5, parse_xml(f"<w:sdt {W}>{framed}</w:sdt>"))
        lines(document, "Long? " + "x" * 500, "Smile 😀", "y" * 401 + "?")

    result = imported(project, fill, "--title", "Mine", "--id", "mine")
    assert result.exit_code == 1
    told = [line.split(" — ")[0] for line in result.stdout.splitlines() if line.startswith("My sheet.docx")]
    assert told == [
        "My sheet.docx:1:1: page header: not imported: My school",
        "My sheet.docx:2:1: paragraph 2 (‘Look here.’): this picture was not imported",
        "My sheet.docx:3:1: paragraph 3 (‘Is it so?’): this comment was not imported: Really?",
        "My sheet.docx:4:1: paragraph 4 (‘Beside’): this text box was not imported: In a box",
        "My sheet.docx:8:1: paragraph 8 (‘Smile 😀’): the print font has no character 😀 (U+1F600 GRINNING FACE)",
        f"My sheet.docx:9:1: paragraph 9 (‘{'y' * 39}…’): the text has 402 characters; the limit is 400",
    ]
    assert "imported without bold, italics, colours or font sizes" in result.stdout
    assert "tracked changes in the document are treated as accepted" in result.stdout
    found = sheet(project, "mine")
    assert found.title == "Mine"
    assert [label for _, label, _ in fields(found)] == [
        "Is it so?",
        "Beside\n\nnew words",
        "In a frame, Why?",
        "Long? " + "x" * 500 + "\n\nSmile",
    ]


def test_text_without_structure_and_no_text(make_project: MakeProject) -> None:
    project = make_project()
    result = imported(project, lambda document: lines(document, "Only *words*.", "And more."))
    assert result.exit_code == 0, result.output
    assert fields(sheet(project)) == [("note", "Only \\*words\\*.\n\nAnd more.", "note")]
    result = imported(project, lambda document: None, "--id", "empty")
    assert (result.exit_code, "there is no text in the document" in result.stderr) == (1, True)
    again = imported(project, lambda document: lines(document, "What?"))
    assert (again.exit_code, "already exists" in again.stderr) == (2, True)
