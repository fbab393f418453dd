"""Question banks, cards, tables and documents that are made of a curriculum, read again as others read them."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import textwrap
import zipfile
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml
from click.testing import CliRunner
from conftest import HEAD, TWO, MakeProject, quiet
from docx.oxml.ns import qn
from lxml import etree, html

from toolkit.cli import main
from toolkit.definitions import FIELD_TYPES, Kind
from toolkit.project.opened import Project
from toolkit.publish import FORMS, form, gate
from toolkit.publish.docx_fields import Fields
from toolkit.publish.gift import escaped
from toolkit.publish.material import Publication, publication
from toolkit.publish.wording import view_of
from toolkit.spreadsheets import guarded
from toolkit.view import PUBLIC

FORMS_HERE = ("docx", "gift", "moodle-xml", "anki", "csv", "xlsx")
#: All that means something to GIFT, to HTML or to XML.
HOSTILE = r"Is 2 + 2 = 4, ~5 or {6}? #1: C:\new // 3 < 4 & :: -- ]"

WORKSHEET = (
    HEAD
    + """\
purpose: "SECRET purpose"
minutes: 10
cadence: once
instructions: |
  How, as **strong** words.

  1. First
  2. Second
debrief: [bank/plain]
sections:
  - id: main
    title: "Section"
    fields:
"""
)
BANK = (
    HEAD
    + """\
questions:
  - id: plain
    text: "What matters *most*?"
    intent: "SECRET intent"
    topics: [goals]
    follow_ups: [bank/hostile]
  - id: hostile
    text: '{hostile}'
    caution: "Careful"
"""
)
FAQ = (
    HEAD
    + """\
use: faq
questions:
  - id: why
    text: "Why?"
    answer: |
      Because {{of}} it: see [the sheet](worksheet:sheet).

      - one
      - two = 2
"""
)
FRAME = (
    HEAD
    + """\
organisation: "Ones"
edition: "First"
year: 2020
url: "https://example.org/"
competencies:
  - {{id: trust, code: "1", gist: "Trust"}}
  - {{id: listen, code: "2.1", gist: "Listening"}}
"""
)
COURSE = (
    HEAD
    + """\
provider: "Us -- them"
introduction: "Introduction"
minutes: {{target: 45, contact: 30}}
delivery: online
competencies: [frame/trust, frame/listen]
assessment: "By talk"
completion: {{one: "Come"}}
languages: [en, lv]
publish_threshold: 0
modules:
  - id: basics
    title: "Module"
    summary: "About"
    questions: {{why: "Why?"}}
    objectives: {{can: "Can do"}}
    keypoints: {{key: "Remember"}}
    sessions:
      - id: lesson
        title: "@SUM(A1)"
        activities:
          - id: act
            title: "=1+1"
            type: input
            minutes: 30
            text: "Text"
            materials: {{pen: "-2 pens"}}
            competencies: [frame/trust, frame/listen]
            worksheets: [sheet]
            question_banks: [bank, faq, hidden]
          - {{id: home, title: "Read", type: reflection, minutes: 15, contact: false, text: "Text"}}
"""
)


def _text(template: str, kind: str, name: str) -> str:
    return template.format(kind=kind, id=name, language="en", hostile=HOSTILE.replace("'", "''"))


@pytest.fixture(scope="module")
def about(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publication]:
    """Return a publication of a course with two banks and a worksheet of all types of field, in two languages."""
    root = tmp_path_factory.mktemp("course")
    fields = "".join(textwrap.indent(f"{model.info.example}\n", " " * 6) for model in FIELD_TYPES.values())
    hidden = _text(BANK, "question_bank", "hidden").replace("bank/hostile", "hidden/hostile")
    files = {
        "worksheets/sheet": _text(WORKSHEET, "worksheet", "sheet") + fields,
        "questions/bank": _text(BANK, "question_bank", "bank"),
        "questions/faq": _text(FAQ, "question_bank", "faq"),
        "questions/hidden": hidden.replace("What matters", "HUSH") + "visibility: trainer\n",
        "frameworks/frame": _text(FRAME, "framework", "frame"),
        "curricula/course": _text(COURSE, "curriculum", "course"),
    }
    (root / "mkdocs.yml").write_text(TWO, encoding="utf-8")
    for name, text in files.items():
        path = root / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1767225600")
        project = Project.open(root)
        yield publication(project, *gate.passed(project, "course", (), drafts=False), PUBLIC, quiet)


def made(about: Publication, name: str, folder: Path) -> dict[str, bytes]:
    """Return the files of a form by their paths."""
    folder.mkdir()
    paths = [artefact.path for artefact in form(name).write(about, folder)]
    assert len(paths) == len(set(paths)) == sum(path.is_file() for path in folder.rglob("*"))
    return {path: (folder / path).read_bytes() for path in paths}


@pytest.fixture(scope="module")
def written(about: Publication, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    root = tmp_path_factory.mktemp("forms")
    return {name: made(about, name, root / name) for name in FORMS_HERE}


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        assert zipped.testzip() is None
        assert {one.date_time for one in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: zipped.read(name) for name in zipped.namelist()}


# -- all of them ------------------------------------------------------------------------------


def test_each_form_writes_its_files_and_the_same_again(
    about: Publication, written: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    assert set(FORMS_HERE) < set(FORMS)
    assert {name: len(files) for name, files in written.items()} == {
        "docx": 2, "gift": 4, "moodle-xml": 4, "anki": 2, "csv": 8, "xlsx": 2,
    }  # fmt: skip
    for name, files in written.items():
        assert all(path.startswith(("course-en", "course-lv")) for path in files)
        assert made(about, name, tmp_path / name) == files


def test_what_is_for_trainers_is_in_no_form(written: dict[str, dict[str, bytes]]) -> None:
    read = 0
    for path, data in chain.from_iterable(files.items() for files in written.values()):
        parts = unzipped(data).values() if data[:2] == b"PK" else [data]
        for part in parts:
            assert b"HUSH" not in part, path
            read += b"What matters" in part
    assert read >= 8


# -- GIFT -------------------------------------------------------------------------------------

_SIGN = r"(?:\\.|[^\\~=#{}:\n])"
QUESTION = re.compile(
    rf"// \[id:(?P<id>[^\]]+)\](?P<tags>(?: \[tag:[^\]]+\])*)\n"
    rf"::(?P<name>{_SIGN}+)::\[html\](?P<text>{_SIGN}+)\{{(?:####\[html\](?P<feedback>{_SIGN}+))?\}}"
)


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def gift(data: bytes) -> tuple[str, list[dict[str, str]]]:
    """Return category and questions of a file; what is not as it has to be is refused."""
    head, category, *blocks = data.decode().rstrip("\n").split("\n\n")
    assert all(line.startswith("// ") for line in head.split("\n"))
    assert category.startswith("$CATEGORY: ")
    found = [QUESTION.fullmatch(block) for block in blocks]
    assert all(found), blocks
    questions = [match.groupdict(default="") for match in found if match]
    return category.removeprefix("$CATEGORY: "), [
        {key: unescaped(value) for key, value in question.items()} for question in questions
    ]


def test_gift_is_read_as_it_was_written(written: dict[str, dict[str, bytes]]) -> None:
    files = written["gift"]
    category, (plain, hostile) = gift(files["course-en/bank.gift.txt"])
    assert category == "Title of course/Title of bank"
    assert plain == {
        "id": "plain.en",
        "tags": " [tag:Goals]",
        "name": "What matters most?",
        "text": "<p>What matters <em>most</em>?</p>",
        "feedback": "",
    }
    assert hostile["name"] == HOSTILE
    assert html.fromstring(hostile["text"]).text_content() == HOSTILE
    _, (answered,) = gift(files["course-en/faq.gift.txt"])
    answer = html.fromstring(f"<div>{answered['feedback']}</div>")
    assert answer.text_content() == "Because {of} it: see the sheet.onetwo = 2"
    assert answer.xpath("//a/@href") == ["https://toolkit.test/en/worksheets/sheet/"]
    for said in (
        "Title of bank",
        "1.0",
        "2026-01-01",
        "CC BY 4.0",
        "https://toolkit.test/en/questions/bank/",
    ):
        assert said in files["course-en/bank.gift.txt"].decode().partition("\n\n")[0]


def test_gift_marks_what_is_not_translated(written: dict[str, dict[str, bytes]]) -> None:
    _, questions = gift(written["gift"]["course-lv/bank.gift.txt"])
    assert [question["text"][:20] for question in questions] == [
        '<p><span lang="en">W',
        '<p><span lang="en">I',
    ]


@pytest.mark.parametrize("text", ["a\nb", r"\n", "}{", "####", "::x::", "=~#", "\\"])
def test_nothing_ends_a_text_of_gift(text: str) -> None:
    assert re.fullmatch(rf"{_SIGN}+", escaped(text))
    assert unescaped(escaped(text)) == text


# -- Moodle XML -------------------------------------------------------------------------------


def test_moodle_gets_all_that_its_import_asks_for(written: dict[str, dict[str, bytes]]) -> None:
    quiz = etree.fromstring(written["moodle-xml"]["course-en/bank.xml"])
    imprint, category, *essays = quiz
    assert imprint.tag is etree.Comment
    assert "2026-01-01" in imprint.text
    assert category.get("type") == "category"
    assert category.findtext("category/text") == "Title of course/Title of bank"
    assert [essay.get("type") for essay in essays] == ["essay", "essay"]
    assert [essay.findtext("name/text") for essay in essays] == ["What matters most?", HOSTILE]
    assert [essay.findtext("idnumber") for essay in essays] == ["plain.en", "hostile.en"]
    for essay in essays:
        children = {child.tag: child for child in essay}
        assert len(children) == len(essay)
        assert essay.findtext("responseformat") == "editor"
        assert essay.findtext("defaultgrade") == "1"
        assert {name for name, child in children.items() if child.get("format") == "html"} == {
            "questiontext", "generalfeedback", "graderinfo", "responsetemplate",
        }  # fmt: skip
        assert all(len(child.findall("text")) == 1 for child in children.values() if child.get("format"))
    hostile = html.fromstring(essays[1].findtext("questiontext/text"))
    assert hostile.text_content() == HOSTILE
    assert [tag.findtext("text") for tag in essays[0].find("tags")] == ["Goals"]
    told = html.fromstring(f"<div>{essays[0].findtext('graderinfo/text')}</div>").text_content()
    assert told == f"SECRET intentFollow-up{HOSTILE}"


def test_moodle_gives_an_answer_to_learners_and_graders(written: dict[str, dict[str, bytes]]) -> None:
    quiz = etree.fromstring(written["moodle-xml"]["course-lv/faq.xml"])
    (essay,) = quiz.findall("question[@type='essay']")
    for name in ("generalfeedback", "graderinfo"):
        answer = html.fromstring(essay.findtext(f"{name}/text"))
        assert (answer.tag, answer.get("lang")) == ("div", "en")
        assert [entry.text for entry in answer.iter("li")] == ["one", "two = 2"]


# -- Anki -------------------------------------------------------------------------------------


def cards(data: bytes) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """Return the decks of a package by number, and its notes."""
    files = unzipped(data)
    assert set(files) == {"collection.anki2", "media"}
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(files["collection.anki2"])
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        ((decks,),) = database.execute("SELECT decks FROM col")
        notes = database.execute("SELECT guid, flds, tags, mod, mid FROM notes ORDER BY id").fetchall()
        used = database.execute("SELECT did, COUNT(*) FROM cards GROUP BY did").fetchall()
    named = json.loads(decks)
    return {named[str(number)]["name"]: count for number, count in used}, notes


def test_anki_has_a_card_for_each_question(written: dict[str, dict[str, bytes]]) -> None:
    decks, notes = cards(written["anki"]["course-en.apkg"])
    assert decks == {"Title of course::Title of bank": 2, "Title of course::Title of faq": 1}
    fields = [note[1].split("\x1f") for note in notes]
    hostile = next(field for field in fields if "C:" in field[0])
    assert html.fromstring(hostile[0]).text_content() == HOSTILE
    plain = next(field for field in fields if "most" in field[0])
    assert plain[0] == '<div lang="en">What matters <em>most</em>?</div>'
    assert plain[1] == ""
    assert plain[2].startswith('<div lang="en"><p>SECRET intent</p>')
    assert notes[0][2].split() == ["bank", "goals", "medium"]
    assert {note[3] for note in notes} == {1767225600}


def test_anki_knows_a_card_again_whatever_it_says(
    about: Publication, written: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    path = about.project.root / "content" / "questions" / "bank.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("*most*", "least"), encoding="utf-8")
    try:
        found = gate.passed(about.project, "course", ("en",), drafts=False)
        changed = made(publication(about.project, *found, PUBLIC, quiet), "anki", tmp_path / "anki")
    finally:
        path.write_text(text, encoding="utf-8")
    (before, notes), (after, others) = (
        cards(files["course-en.apkg"]) for files in (written["anki"], changed)
    )
    assert before == after
    assert [note[0] for note in notes] == [note[0] for note in others]
    assert {note[4] for note in notes} == {note[4] for note in others}
    assert notes != others
    assert len({note[0] for note in (*notes, *cards(written["anki"]["course-lv.apkg"])[1])}) == 6


# -- tables -----------------------------------------------------------------------------------


def test_csv_holds_every_activity_and_no_formula(written: dict[str, dict[str, bytes]]) -> None:
    data = written["csv"]["course-en.csv"]
    assert data.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["Minutes"] for row in rows] == ["30", "15"]
    assert [row["Contact time"] for row in rows] == ["yes", "no"]
    first = rows[0]
    assert (first["Activity"], first["Course session"], first["Materials"]) == (
        "'=1+1",
        "'@SUM(A1)",
        "'-2 pens",
    )
    assert (first["Worksheets"], first["Questions"]) == ("Title of sheet", "Title of bank; Title of faq")
    assert first["Competencies"] == "Title of frame, 1; Title of frame, 2.1"
    told = json.loads(written["csv"]["course-en.csv-metadata.json"])
    assert told["url"] == "course-en.csv"
    assert [column["titles"] for column in told["tableSchema"]["columns"]] == list(first)
    assert (told["schema:version"], told["dc:issued"]) == ("1.0", "2026-01-01")


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1"])
def test_no_cell_is_run(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert (guarded("a=1"), guarded(-1)) == ("a=1", -1)


def test_workbook_is_ready_to_calculate_with(written: dict[str, dict[str, bytes]]) -> None:
    data = written["xlsx"]["course-en.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Plan", "Modules", "Questions", "Question banks", "About"]
    plan = book["Plan"]
    assert plan.freeze_panes == "A2"
    assert plan.print_title_rows == "$1:$1"
    heads = [cell.value for cell in plan[1]]
    column = heads.index("Minutes")
    assert [row[column].value for row in plan.iter_rows(min_row=2)] == [30, 15]
    cells = [cell for row in plan.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    guarded_cells = [cell for cell in cells if cell.value in {"=1+1", "@SUM(A1)", "-2 pens"}]
    assert len(guarded_cells) == 4
    assert all(cell.quotePrefix for cell in guarded_cells)
    assert [[cell.value for cell in row] for row in book["Modules"].iter_rows(min_row=2)] == [
        ["Module", 45, 30, 15],
        ["Sum", 45, 30, 15],
    ]
    told = book.properties
    assert (told.title, told.language, told.version) == ("Title of course", "en", "1.0")
    assert told.created == told.modified
    assert "https://toolkit.test/en/curricula/course/" in {cell.value for cell in book["About"]["B"]}


def test_questions_are_tables_that_are_read_again(
    written: dict[str, dict[str, bytes]], make_project: MakeProject
) -> None:
    data = written["csv"]["course-en-questions.csv"]
    names, *rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert (names["Question bank"], names["Question"]) == ("bank", "text")
    assert [(row["Question bank"], row["ID"]) for row in rows] == [
        ("bank", "plain"), ("bank", "hostile"), ("faq", "why"),
    ]  # fmt: skip
    assert (rows[0]["Topics"], rows[0]["Follow-up questions"]) == ("Goals", "bank/hostile")
    assert (rows[1]["Question"], rows[1]["Caution"]) == (HOSTILE, "Careful")
    assert rows[2]["Answer"].startswith("Because {of} it: see [the sheet](worksheet:sheet).\n\n- one\n")
    told = json.loads(written["csv"]["course-en-questions.csv-metadata.json"])
    assert [column["titles"] for column in told["tableSchema"]["columns"]] == list(rows[0])
    assert told["dialect"] == {"headerRowCount": 2}

    book = openpyxl.load_workbook(io.BytesIO(written["xlsx"]["course-en.xlsx"]))
    head, _, *others = [[cell.value or "" for cell in row] for row in book["Questions"].iter_rows()]
    assert book["Questions"].row_dimensions[2].hidden
    assert [dict(zip(head, row, strict=True)) for row in others] == rows
    banks = [[cell.value for cell in row][:4] for row in book["Question banks"].iter_rows(min_row=3)]
    assert banks == [
        ["bank", "en", "Title of bank", "Summary of bank"], ["faq", "en", "Title of faq", "Summary of faq"],
    ]  # fmt: skip
    assert b"HUSH" not in b"".join((data, *unzipped(written["xlsx"]["course-en.xlsx"]).values()))

    project = make_project({"questions.csv": written["csv"]["course-lv-questions.csv"]}, TWO)
    done = CliRunner(env={"LANG": "C", "LANGUAGE": "en"}).invoke(
        main, ["--project", str(project.root), "import", str(project.root / "questions.csv"), "--lang", "lv"]
    )
    assert done.exit_code == 0, done.output
    text = (project.content / "questions" / "bank.yaml").read_text(encoding="utf-8")
    # Of what has not been translated it is the text as it was written.
    assert yaml.safe_load(text)["questions"][0]["text"] == "What matters *most*?"


# -- documents --------------------------------------------------------------------------------


def test_what_is_signed_stays_together(about: Publication, written: dict[str, dict[str, bytes]]) -> None:
    paragraphs = document(written, "en").paragraphs
    (at,) = [number for number, one in enumerate(paragraphs) if one.text.startswith("Signature")]
    # The party, and the lines for signature, name and date.
    kept = [one.paragraph_format.keep_with_next for one in paragraphs[at : at + 3]]
    assert (paragraphs[at - 1].style.paragraph_format.keep_with_next, kept) == (True, [True, True, False])
    fields = sheet(about, "en")["sections"][0]["fields"]
    before = next(one["type"] for one, after in pairwise(fields) if after["type"] == "signature")
    assert (before, paragraphs[at - 2].paragraph_format.keep_with_next) == ("note", True)


def document(written: dict[str, dict[str, bytes]], locale: str) -> Any:
    return docx.Document(io.BytesIO(written["docx"][f"course-{locale}/sheet.docx"]))


def sheet(about: Publication, locale: str) -> dict[str, Any]:
    (material,) = [one for one in about.materials if one.locale == locale]
    return view_of(material, material.edition.get(Kind.worksheet, "sheet"))


def test_every_field_is_drawn_with_all_its_places(
    about: Publication, written: dict[str, dict[str, bytes]]
) -> None:
    assert all(callable(getattr(Fields, name)) for name in FIELD_TYPES)
    view, made = sheet(about, "en"), document(written, "en")
    paragraphs = [paragraph.text for paragraph in made.element.body.iter(qn("w:p"))]
    fields = view["sections"][0]["fields"]
    assert {field["type"] for field in fields} == set(FIELD_TYPES)
    for field in fields:
        label = field.get("label") or field.get("text") or {"plain": field.get("party", {}).get("label")}
        assert any(label["plain"] in text for text in paragraphs), field["id"]
    controls = list(made.element.body.iter(qn("w:sdt")))
    assert len(controls) == sum(len(place.values) or 1 for place in view["places"])
    tags = [control.find(qn("w:sdtPr")).find(qn("w:tag")).get(qn("w:val")) for control in controls]
    assert len(set(tags)) == len(tags)
    boxes = [control for control in controls if control.find(f".//{qn('w14:checkbox')}") is not None]
    assert len(boxes) == sum(len(place.values) or (place.kind == "check") for place in view["places"])
    assert sum(control.find(f".//{qn('w:date')}") is not None for control in controls) == sum(
        place.kind == "date" for place in view["places"]
    )


def test_document_has_structure(written: dict[str, dict[str, bytes]]) -> None:
    made = document(written, "en")
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in made.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "Title of sheet"),
        ("Heading 2", "Section"),
        ("Heading 2", "Questions to discuss"),
    ]
    # Scale, matrix, table, wheel, ranking and commitment.
    assert len(made.tables) == 6
    for table in made.tables:
        heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True] + [False] * (len(table.rows) - 1)
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    listed = [paragraph for paragraph in made.paragraphs if paragraph.style.name == "List Number"]
    assert [paragraph.text for paragraph in listed] == ["First", "Second"]
    section = made.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_document_says_its_language_and_that_of_strange_texts(written: dict[str, dict[str, bytes]]) -> None:
    made = document(written, "lv")
    defaults = made.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == "lv-LV"
    runs = {
        run.text: run._r.find(f".//{qn('w:lang')}") for paragraph in made.paragraphs for run in paragraph.runs
    }
    assert runs["Title of sheet"].get(qn("w:val")) == "en-US"
    assert runs["Darba lapa"] is None
    assert all(
        run._r.find(f".//{qn('w:lang')}") is None
        for paragraph in document(written, "en").paragraphs
        for run in paragraph.runs
    )


def test_document_is_for_clients_and_says_whose_it_is(written: dict[str, dict[str, bytes]]) -> None:
    data = written["docx"]["course-en/sheet.docx"]
    assert not any(b"SECRET" in part for part in unzipped(data).values())
    made = document(written, "en")
    assert "What you write here is yours." in "\n".join(paragraph.text for paragraph in made.paragraphs)
    told = made.core_properties
    assert (told.title, told.language, told.version) == ("Title of sheet", "en", "1.0")
    assert "creativecommons.org" in told.comments
    assert told.identifier == "https://toolkit.test/en/worksheets/sheet/"
    assert told.created == told.modified
    foot = made.sections[0].footer.paragraphs[0].text
    assert "Tester · CC BY 4.0 · Version 1.0 · 2026-01-01" in foot
