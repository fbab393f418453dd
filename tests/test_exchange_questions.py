"""Question banks out as a table and in again: nothing is lost, and each cell at fault is told."""

from __future__ import annotations

import csv
import io
import time
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import LOCALES, MakeProject, bank
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from toolkit.checks import survey
from toolkit.cli import main
from toolkit.definitions import MODEL_STEPS, Kind, Question, QuestionBank, library
from toolkit.exchange import Tongues
from toolkit.exchange.columns import BankColumn, Column, folded, words_of
from toolkit.project.opened import Project
from toolkit.translation import interface
from toolkit.view import plain

ONE = "content/questions/mine.yaml"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def run(project: Project, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["--project", str(project.root), *map(str, arguments)])


def book(path: Path, *rows: tuple[object, ...], name: str = "Questions", change: Any = None) -> Path:
    """Write a workbook of one sheet."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    made.save(path)
    return path


def table(path: Path, *rows: tuple[str, ...], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def questions(project: Project, name: str = "mine") -> list[Any]:
    found, problems = survey(project)
    assert [str(one.what) for one in problems] == []
    return list(found.get(Kind.question_bank, name).questions)


# -- round trip ------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_all_shipped_banks_go_out_and_in_again(
    make_project: MakeProject, repository: Project, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"all.{form}"
    assert run(repository, "export", "questions", "--to", form, "--out", path).exit_code == 0
    project = make_project()
    result = run(project, "import", path)
    assert (result.exit_code, result.stdout.count("Wrote ")) == (0, 12), result.output
    found, problems = survey(project)
    assert [str(one) for one in problems] == []
    before = {bank.id: bank for bank in library.load(repository).of_kind(Kind.question_bank)}
    after = {bank.id: bank for bank in found.of_kind(Kind.question_bank)}
    assert before.keys() == after.keys()
    count = 0
    for name, one in before.items():
        kept = {"questions"} if form == "csv" else {*type(one).model_fields} - {"sources", "excused"}
        for key in sorted(kept):
            assert getattr(after[name], key) == getattr(one, key), (name, key)
        count += len(one.questions)
    assert count > 300


def test_what_no_column_holds_is_told(repository: Project, tmp_path: Path) -> None:
    told = run(repository, "export", "questions", "--out", tmp_path / "a.xlsx").stdout
    assert "grow-questions: there is no column for ‘sources’" in told
    assert told.count("‘sources’") == 2
    told = run(repository, "export", "questions", "--to", "csv", "--out", tmp_path / "a.csv").stdout
    assert "a CSV file can contain only questions" in told


def test_the_same_banks_make_the_same_bytes(repository: Project, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        assert (
            run(repository, "export", "questions", "grow-questions", "--out", tmp_path / name).exit_code == 0
        )
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    # Nobody's table is written over.
    again = run(repository, "export", "questions", "--out", tmp_path / "a.xlsx")
    assert again.exit_code == 2
    assert "already exists" in again.stderr
    assert run(repository, "export", "questions", "nothing", "--out", tmp_path / "c.xlsx").exit_code == 2


def test_texts_in_another_language_come_back_in_it(
    make_project: MakeProject, repository: Project, tmp_path: Path
) -> None:
    path = tmp_path / "lv.xlsx"
    assert (
        run(repository, "export", "questions", "grow-questions", "--lang", "lv", "--out", path).exit_code == 0
    )
    project = make_project()
    assert run(project, "import", path).exit_code == 0
    found = library.load(project).get(Kind.question_bank, "grow-questions")
    assert found.language == "lv"
    assert any("ā" in question.text for question in found.questions)


def test_a_template_is_written_where_there_are_no_banks(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project()
    path = tmp_path / "questions.xlsx"
    assert run(project, "export", "questions", "--out", path).exit_code == 0
    made = load_workbook(path)
    assert made.sheetnames == ["Questions", "Question banks", "How to fill it in"]
    sheet = made["Questions"]
    assert [cell.value for cell in sheet[2]] == [column.value for column in Column]
    assert sheet.row_dimensions[2].hidden
    assert len(sheet.data_validations.dataValidation) == 2
    explained = {row[0].value: row for row in made["How to fill it in"].iter_rows()}
    assert len(explained) > 25
    assert "light; medium; deep".casefold() in str(explained["Depth"][2].value).casefold()
    # As it stands there is nothing in it; filled in, there is.
    empty = run(project, "import", path)
    assert empty.exit_code == 1
    assert "there are no questions in this table" in empty.stderr
    sheet["C4"], sheet["K4"] = "What *matters*?", "deep"
    made.save(path)
    result = run(project, "import", path)
    assert "the example row is left out" in result.stdout
    (question,) = questions(project, "questions")
    assert (question.id, question.text, question.depth.value) == ("what-matters", "What *matters*?", "deep")


def test_no_cell_is_a_formula(make_project: MakeProject, tmp_path: Path) -> None:
    texts = ["=1+1", "+371 is whose number?", "-1 or +1?", "@home?", "'=quoted?", "'tis what?"]
    lines = "".join(f'  - {{id: q{number}, text: "{text}"}}\n' for number, text in enumerate(texts))
    project = make_project({"content/questions/bank.yaml": bank().split("  - {")[0] + lines})
    for form in ("xlsx", "csv"):
        assert (
            run(project, "export", "questions", "--to", form, "--out", tmp_path / f"a.{form}").exit_code == 0
        )
    sheet = load_workbook(tmp_path / "a.xlsx")["Questions"]
    cells = [sheet.cell(row, 3) for row in range(3, 9)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"), newline="")))
    assert [row[2] for row in rows[2:]] == [
        "'=1+1",
        "'+371 is whose number?",
        "'-1 or +1?",
        "'@home?",
        "''=quoted?",
        "'tis what?",
    ]
    (project.root / "content/questions/bank.yaml").unlink()
    for form in ("xlsx", "csv"):
        assert run(project, "import", tmp_path / f"a.{form}").exit_code == 0
        assert [question.text for question in questions(project, "bank")] == texts
        (project.root / "content/questions/bank.yaml").unlink()


def test_every_key_has_a_column() -> None:
    """What is added to the model is not lost on the way out and in again."""
    assert {*Question.model_fields} - {"phases"} | {*MODEL_STEPS, "bank"} == {
        column.value for column in Column
    }
    apart = {"kind", "sources", "excused", "questions"}
    assert {*QuestionBank.model_fields} - apart == {column.value for column in BankColumn}


# -- words -----------------------------------------------------------------------------------------


def _books() -> tuple[NullTranslations, ...]:
    return (NullTranslations(), *(interface.words(Project.bare(), code) for code in LOCALES[1:]))


def test_what_is_exported_in_a_language_is_understood() -> None:
    tongues = Tongues(_books())
    columns = [*Column, *BankColumn]
    count = 0
    for told in tongues.books:
        for column in columns:
            assert tongues.columns(type(column))[folded(tongues.heading(column, told))] is column
            for word in words_of(column):
                assert tongues.values(column)[folded(tongues.word(word, column, told))] is word
                count += 1
    assert len(columns) > 30
    assert count > 300
    latvian = tongues.books[LOCALES.index("lv")]
    assert tongues.word(words_of(Column.topics)[0], Column.topics, latvian) == "Mērķi"


def test_headings_and_words_of_any_language_are_understood(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project()
    path = book(
        tmp_path / "mine.xlsx",
        ("QUESTION", "topics", "depth"),
        ("Kas ir svarīgi?", "Mērķi, confianza", "deep"),
    )
    result = run(project, "import", path, "--lang", "lv")
    assert result.exit_code == 0, result.output
    (question,) = questions(project)
    assert (question.id, [str(one) for one in question.topics]) == ("kas-ir-svarigi", ["goals", "trust"])


# -- what is at fault ------------------------------------------------------------------------------


def test_each_cell_at_fault_is_told_in_one_pass(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project()

    def change(sheet: Any) -> None:
        sheet["B9"], sheet["C10"] = "=1+1", "=A1"
        sheet.merge_cells("D11:D12")
        sheet["B3"].comment = Comment("see there", "me")

    path = book(
        tmp_path / "mine.xlsx",
        ("My questions",),
        ("ID", "Question", "Intent", "Depth", "Notes"),
        ("one", "What matters?", "To know it", "deep", "a note"),
        ("one", "What else?", None, "abysmal"),
        ("My Id!", "Who can help?"),
        (None, None, "without a question"),
        ("long", "x" * 401),
        ("hint", "Short?", "y" * 401),
        ("formula",),
        ("formula2", "What now?"),
        ("merged", "And then?", None, "light"),
        ("merged2", "And after it?"),
        change=change,
    )
    result = run(project, "import", path, "--title", "Mine", "--lang", "en")
    assert result.exit_code == 1
    told = [line.split(": ", 1)[1] for line in result.stdout.splitlines() if line.startswith("mine.xlsx:")]
    expected = [
        "cell Questions!A1: the text above the headings is not imported: My questions",
        "cell Questions!B3: the comment on this cell is not imported",
        "cell Questions!E3: this column’s heading is not recognised or appears twice; cells not imported: 1",
        "cell Questions!A4: the ID ‘one’ appears twice; this question now has the ID ‘one-2’",
        "cell Questions!D4: ‘abysmal’ is not one of the possible values, and is left out",
        "cell Questions!A5: ‘My Id!’ cannot be an ID; this question now has the ID ‘my-id’",
        "cell Questions!B6: there is no question in this row; nothing is imported from it",
        "cell Questions!B7: the text has 401 characters; the limit is 400",
        "cell Questions!C8: the text has 401 characters; the limit is 400",
        "cell Questions!B9: the cell contains a formula, which is not calculated here",
        "cell Questions!C10: the cell contains a formula, which is not calculated here",
        "cell Questions!D11: the cells D11:D12 are merged; only the first of them contains text",
    ]
    assert [line.split(" — ")[0] for line in told] == expected
    assert all(" — " in line for line in told)
    assert [one.id for one in questions(project)] == [
        "one",
        "one-2",
        "my-id",
        "hint",
        "formula2",
        "merged",
        "merged2",
    ]
    assert library.load(project).get(Kind.question_bank, "mine").title == "Mine"


def test_signs_of_others_mean_nothing_and_pasted_text_is_tidied(
    make_project: MakeProject, tmp_path: Path
) -> None:
    project = make_project()
    texts = [
        "What *is* [that](http://x.y)?",
        "<b>Why</b> &amp; `how`?",
        "Wh\u00adat\u200b  is\u00a0it,  cafe\u0301?",
        "Is “this” 10\u00a0% – of it?",
        "Two\nlines?",
        "Smile 😀?",
        "Don\x92t?",
    ]
    path = table(
        tmp_path / "mine.csv",
        ("Question", "Answer"),
        *((text, "1. one\n\n# two") for text in texts),
        delimiter=";",
    )
    result = run(project, "import", path)
    assert "cell A7: the print font has no character 😀" in result.stdout
    assert "a character of unknown meaning is left out: U+0092" in result.stdout
    found = questions(project)
    assert [plain(one.text).replace("\u00a0–", " –") for one in found] == [
        *texts[:2],
        "What is it, café?",
        "Is “this” 10 % – of it?",
        "Two lines?",
        "Smile ?",
        "Dont?",
    ]
    assert {plain(one.answer) for one in found} == {"1. one # two"}
    assert "use: faq" in (project.root / ONE).read_text("utf-8")


def test_what_is_there_is_never_written_over(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project({ONE: bank("mine")})
    path = table(tmp_path / "mine.csv", ("Question",), ("What?",))
    before = (project.root / ONE).read_bytes()
    result = run(project, "import", path)
    assert result.exit_code == 2
    assert "content/questions/mine.yaml already exists" in result.stderr
    assert (project.root / ONE).read_bytes() == before
    assert run(project, "import", path, "--id", "other").exit_code == 0
    assert run(project, "import", path, "--id", "Not An Id").exit_code == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_text_tables_of_all_kinds(
    make_project: MakeProject, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    project = make_project()
    path = table(
        tmp_path / "mine.csv",
        ("ID", "Question"),
        ("a", "Kāpēc, ja; tā?"),
        delimiter=delimiter,
        encoding=encoding,
    )
    assert run(project, "import", path, "--lang", "lv").exit_code == 0
    assert [one.text for one in questions(project)] == ["Kāpēc, ja; tā?"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("Question\nKāpēc?\n".encode("cp1257"), "the file is not UTF-8 text"),
        (b'Question\n"What?\n', "the cells of this row cannot be separated"),
        (b"Question\nWhat\0?\n", "this is not a table in plain text"),
        (b"", "the file is empty"),
        (b"Frage\nWas?\n", "no column with the heading ‘Question’"),
        (b"Question\n" + b"What?\n" * 100_000, "the table has more than 10000 rows"),
    ],
)
def test_text_tables_that_cannot_be_read(
    make_project: MakeProject, tmp_path: Path, raw: bytes, told: str
) -> None:
    project = make_project()
    (tmp_path / "mine.csv").write_bytes(raw)
    result = run(project, "import", tmp_path / "mine.csv")
    assert (result.exit_code, told in result.stderr) == (1, True), result.output
    assert list(project.content.rglob("*.yaml")) == []


def test_a_huge_workbook_is_refused_quickly(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project()
    made = Workbook(write_only=True)
    sheet = made.create_sheet("Questions")
    for number in range(100_000):
        sheet.append(["Question" if number == 0 else f"What of {number}?"])
    made.save(tmp_path / "mine.xlsx")
    start = time.monotonic()
    result = run(project, "import", tmp_path / "mine.xlsx")
    assert time.monotonic() - start < 20
    assert (result.exit_code, "more than 10000 rows" in result.stderr) == (1, True), result.output
