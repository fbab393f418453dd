"""A PDF that somebody has filled in is opened on the page of its sheet, whatever program saved it."""

from __future__ import annotations

import io
import json
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from conftest import LOCALES, NODE, needs_node
from pypdf import PdfReader, PdfWriter
from test_fillable import PDFJS, REPO, needs_pdfjs
from test_round_trip import ANSWERS, address, download, open_sheet, printed, project  # noqa: F401
from test_worksheet_page import answers_file, open_file

from toolkit.project.opened import Project

OPENED = "The file is open. Its contents are now shown in the worksheet."
REFUSED = "The file was not opened, and nothing has been changed. "


def saved(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(download(page)[1])["answers"]
    return found


@pytest.fixture(scope="module")
def filled(project: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:  # noqa: F811
    """Return the sheet as PDF with all its answers, by language."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "saved.json").write_bytes(answers_file(ANSWERS))
    run = printed(project, folder / "saved.json", folder / "out")
    assert run.exit_code == 0, run.output
    return {locale: (folder / "out" / locale / "all-types-fillable.pdf").read_bytes() for locale in LOCALES}


@pytest.fixture(scope="module")
def blank(project: Project) -> bytes:  # noqa: F811
    return (project.site / "en/print/all-types-fillable.pdf").read_bytes()


def by_pikepdf(
    change: Callable[[pikepdf.Pdf], None] | None = None, **options: Any
) -> Callable[[bytes], bytes]:
    """Return what saves a PDF by pikepdf, after a change."""

    def again(pdf: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            if change:
                change(document)
            result = io.BytesIO()
            document.save(result, **options)
            return result.getvalue()

    return again


def written(writer: PdfWriter) -> bytes:
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def by_pdfium(pdf: bytes) -> bytes:
    result = io.BytesIO()
    document = pypdfium2.PdfDocument(pdf)
    document.save(result)
    document.close()
    return result.getvalue()


def forget(document: pikepdf.Pdf) -> None:
    """Leave out what a document says of itself, as some programs do."""
    del document.trailer.Info


def of_another(document: pikepdf.Pdf) -> None:
    document.docinfo["/ToolkitWorksheet"] = "sheet"


PROGRAMS: dict[str, Callable[[bytes], bytes]] = {
    "as it was made": lambda pdf: pdf,
    "without streams of objects": by_pikepdf(object_stream_mode=pikepdf.ObjectStreamMode.disable),
    "for the web": by_pikepdf(linearize=True),
    "uncompressed": by_pikepdf(compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all),
    "pypdf": lambda pdf: written(PdfWriter(clone_from=io.BytesIO(pdf))),
    "PDFium": by_pdfium,
    "without information": by_pikepdf(forget),
    "after a line of its own": lambda pdf: b"-- sent by a scanner --\n" + pdf,
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_answers_come_back_whatever_program_saved_them(
    open_sheet: Any,  # noqa: F811
    filled: dict[str, bytes],
    program: str,
) -> None:
    page = open_sheet()
    assert open_file(page, PROGRAMS[program](filled["en"]), "sheet.pdf") == OPENED
    assert saved(page) == ANSWERS


@pytest.mark.parametrize("locale", LOCALES)
def test_days_and_numbers_of_any_language_are_read(
    open_sheet: Any,  # noqa: F811
    filled: dict[str, bytes],
    locale: str,
) -> None:
    page = open_sheet("lv")
    open_file(page, filled[locale], "sheet.pdf")
    assert saved(page) == ANSWERS


def typed(pdf: bytes, values: dict[str, str]) -> bytes:
    """Fill in fields as a reader does who appends to the file what has changed."""
    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    return written(writer)


def test_what_is_appended_to_a_file_counts(open_sheet: Any, filled: dict[str, bytes]) -> None:  # noqa: F811
    pdf = typed(filled["en"], {"line": "changed later", "lines": "(brackets) \\ and\nžņ", "day": "1.3.2027"})
    assert pdf.startswith(filled["en"])
    page = open_sheet()
    said = open_file(page, pdf, "sheet.pdf")
    answers = saved(page)
    assert (answers["line"], answers["lines"]) == ("changed later", "(brackets) \\ and\nžņ")
    # English writes the month first, and the sheet was English.
    assert (said, answers["day"]) == (OPENED, "2027-03-01")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("3.1.2027", "2027-01-03"),
        ("03.01.27", "2027-01-03"),
        ("2027-01-03", "2027-01-03"),
        ("2027. gada 3. janvāris", "2027-01-03"),
        ("2027. gada 3. janv.", "2027-01-03"),
        ("3. janvārī 2027", "2027-01-03"),
    ],
)
def test_a_day_is_read_as_people_write_it(
    open_sheet: Any,  # noqa: F811
    filled: dict[str, bytes],
    written: str,
    day: str,
) -> None:
    page = open_sheet("lv")
    open_file(page, typed(filled["lv"], {"day": written}), "sheet.pdf")
    assert saved(page)["day"] == day


def test_what_is_no_answer_is_said_and_not_lost(open_sheet: Any, blank: bytes) -> None:  # noqa: F811
    wrong = {"day": "next Monday", "wheel.a": "11", "hours": "many"}
    page = open_sheet()
    said = open_file(page, typed(blank, {**wrong, "line": "right"}), "sheet.pdf")
    assert said == f"{OPENED} Some answers could not be read. Enter them yourself from the list below."
    unread = page.locator("#tk_sheet-unread li")
    assert {text.rpartition(": ")[2] for text in unread.all_inner_texts()} == set(wrong.values())
    assert saved(page) == {"line": "right"}
    # What stands there can be read while it is entered, and never beside another copy.
    page.fill("[name='answer.hours']", "7")
    page.wait_for_selector(".sheet-state[data-state=saved]")
    assert unread.count() == len(wrong)
    assert page.locator("#tk_sheet-unread").is_visible()
    page.click("[data-do=new-copy]")
    page.wait_for_selector("#tk_sheet-unread", state="hidden")
    assert unread.count() == 0


@needs_pdfjs
def test_what_firefox_saves_is_opened(open_sheet: Any, blank: bytes, tmp_path: Path) -> None:  # noqa: F811
    answers = {"line": "Ķīšezers 🌊", "scale": "4", "multiple.a": True, "lines": "a\nb", "hours": "7.5"}
    (tmp_path / "form.pdf").write_bytes(blank)
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    files = [tmp_path / name for name in ("form.pdf", "answers.json", "saved.pdf")]
    subprocess.run(
        [str(NODE), REPO / "tests/fillable_pdfjs.mjs", PDFJS, *files], check=True, capture_output=True
    )
    page = open_sheet()
    assert open_file(page, files[2].read_bytes(), "sheet.pdf") == OPENED
    found = saved(page)
    assert {name: found[name] for name in answers} == answers


def bomb() -> bytes:
    """Return a PDF of which a stream of objects grows a thousandfold."""
    packed = zlib.compress(b"1 0 " + b" " * 40_000_000)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(packed)
    return b"%PDF-1.7\n1 0 obj\n" + head + b"\nstream\n" + packed + b"\nendstream\nendobj\n%%EOF"


WRONG: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "another sheet": (by_pikepdf(of_another), "It belongs to another worksheet: sheet."),
    "with a password": (
        by_pikepdf(encryption=pikepdf.Encryption(owner="x", user="x")),
        "It is a password-protected PDF.",
    ),
    "cut short": (lambda pdf: pdf[: len(pdf) // 2], "It is a PDF whose fields cannot be read."),
    "nothing in it": (lambda _: b"%PDF-1.7\n%%EOF", "It is a PDF in which no field is filled in."),
    "grows": (lambda _: bomb(), "It is too large to be a saved worksheet."),
    "deep": (
        lambda _: b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"%%EOF",
        "It is a PDF whose fields cannot be read.",
    ),
    "too large": (lambda _: b"%PDF-1.7\n" + b" " * 16_000_001, "It is too large to be a saved worksheet."),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_pdf_changes_nothing_and_is_told_why(
    open_sheet: Any,  # noqa: F811
    filled: dict[str, bytes],
    name: str,
) -> None:
    make, why = WRONG[name]
    page = open_sheet()
    page.fill("[name='answer.line']", "mine")
    assert open_file(page, make(filled["en"]), "sheet.pdf").startswith(f"{REFUSED}{why}")
    assert saved(page)["line"] == "mine"


def test_a_blank_pdf_is_told(open_sheet: Any, blank: bytes) -> None:  # noqa: F811
    assert open_file(open_sheet(), blank, "sheet.pdf").startswith(f"{REFUSED}It is a PDF in which no field")


def test_the_form_says_which_sheet_it_is(blank: bytes) -> None:
    info = PdfReader(io.BytesIO(blank)).metadata
    assert info
    assert (info["/ToolkitWorksheet"], info["/ToolkitVersion"]) == ("all-types", "1.0")


# -- sums and means in viewers that run scripts ----------------------------------------------------------

VIEWER = """\
const [script, values] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const doc = { getField: (name) => (name in values ? { value: values[name] } : null) };
const event = { value: "untouched" };
new Function("event", script).call(doc, event);
process.stdout.write(JSON.stringify(event.value));
"""


@needs_node
@pytest.mark.parametrize(
    ("values", "total", "average"),
    [
        ({}, "", ""),
        ({"hours": "7,5"}, "7,5", "7,5"),
        ({"hours": "10", "free": "\u22122,5", "scale": "4"}, None, None),
        ({"hours": "many", "scale": "Off"}, "", ""),
    ],
)
def test_a_viewer_computes_what_the_page_computes(
    open_sheet: Any,  # noqa: F811
    project: Project,  # noqa: F811
    values: dict[str, Any],
    total: str | None,
    average: str | None,
) -> None:
    with pikepdf.open(project.site / "lv/print/all-types-fillable.pdf") as document:
        order = list(document.Root.AcroForm.CO)
        scripts = {str(field.T): str(field.AA.C.JS) for field in order}
    assert list(scripts) == ["total", "average"]
    page = open_sheet("lv")
    for name, value in values.items():
        if name == "scale":
            if value != "Off":
                page.check(f"[name='answer.scale'][value='{value}']")
        else:
            page.fill(f"[name='answer.{name}']", value)
    for name, expected in (("total", total), ("average", average)):
        done = subprocess.run(
            [str(NODE), "-e", VIEWER],
            input=json.dumps([scripts[name], values]),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        shown = page.input_value(f"[name='answer.{name}']")
        assert json.loads(done.stdout) == shown
        assert expected in (None, shown)
