"""Fillable worksheets, filled for real: in PDFium, in pdf.js, by pypdf and by ourselves."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import fillable_pdfium as pdfium
import pikepdf
import pypdf
import pypdfium2
import pytest
from pdf_faults import syntax_faults, ua_faults
from PIL import Image, ImageChops

from toolkit.answers.answer import Answer, Answers
from toolkit.definitions import library
from toolkit.definitions.model import Kind
from toolkit.definitions.model.worksheet import Worksheet, WorksheetField
from toolkit.errors import ToolkitError
from toolkit.pdf import form as fillable
from toolkit.pdf import formfont
from toolkit.pdf.form import make_fillable
from toolkit.pdf.printer import Printer, PrintOptions
from toolkit.project.opened import Project
from toolkit.view import Edition, date_hint, edition, print_words
from toolkit.view.fieldplaces import sheet_places
from toolkit.view.places import AnswerPlace

REPO = Path(__file__).resolve().parents[1]
FONT = REPO / "templates/assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf"
LOCALES = ("en", "es", "lv", "fi")
WORKSHEETS = sorted(path.stem for path in (REPO / "content/worksheets").glob("*.yaml"))
#: Where ``tests/tools.sh`` puts what comes from npm.
PDFJS = Path(sys.prefix) / "node/node_modules/pdfjs-dist/legacy/build/pdf.mjs"
needs_pdfjs = pytest.mark.skipif(
    not PDFJS.is_file() or shutil.which("node") is None, reason="pdfjs-dist (npm) is not installed"
)

LETTERS = "āčēģīķļņšūž ĀČĒĢĪĶĻŅŠŪŽ äöå ÄÖÅ ñáéíóúü¿¡ ÑÁÉÍÓÚÜ"
LONG = (
    "Šodien mēs runājām par ģimeni, ķēdi un ņirgām; ūdens ļoti žilbina. "
    "Yön äänet öisin. ¿Qué mañana, pingüino? "
)

SHEET = """
kind: worksheet
id: sample
language: lv
title: "Visi lauki"
summary: "Katrs lauka veids."
version: "1.0"
authors: [Anna Bērziņa]
audience: [client]
purpose: "Pārbaudei."
minutes: 30
cadence: once
instructions: "Aizpildiet visus laukus."
sections:
  - id: all
    title: "Lauki"
    fields:
      - {id: short, type: short_text, label: "Kā jūs sauc?", required: true}
      - {id: long, type: long_text, label: "Ko jūs vēlaties?", lines: 5}
      - {id: story, type: long_text, label: "Kas notika?", lines: 20}
      - {id: count, type: number, label: "Cik stundu?", unit: "h", min: 1, max: 40}
      - {id: day, type: date, label: "Kad jūs sāksiet?"}
      - {id: belief, type: scale, label: "Cik stipri?", min_label: "nemaz", max_label: "ļoti", required: true}
      - {id: average, type: computed, label: "Vidēji?", operation: mean, of: [belief]}
      - {id: explanation, type: note, text: "Tikai *paskaidrojums* ar [saiti](https://example.org/)."}
      - id: one
        type: single_choice
        label: "Kur jūs strādājat?"
        options: {home: "mājās", office: "birojā"}
        other: true
      - id: some
        type: multiple_choice
        label: "Kas palīdz?"
        options: {sleep: "miegs", walks: "pastaigas"}
        other: true
      - {id: ticks, type: checklist, label: "Kas padarīts?", items: {first: "Pirmais", second: "Otrais"}}
      - {id: order, type: ranking, label: "Kas svarīgs?", items: {peace: "Miers", growth: "Izaugsme"}}
      - id: often
        type: matrix
        label: "Cik bieži?"
        rows: {listening: "Mani uzklausa.", deciding: "Es izlemju."}
        columns: {never: "nekad", often: "bieži", always: "vienmēr"}
      - id: grid
        type: table
        label: "Kas redzēs?"
        columns: {who: "Kas", what: "Ko"}
        row_labels: {home: "Mājās", work: "Darbā"}
      - id: rounds
        type: wheel
        label: "Kā klājas?"
        segments: {work: "Darbs", health: "Veselība", people: "Attiecības", money: "Nauda"}
      - {id: promise, type: commitment, label: "Ko darīsiet?", rows: 2}
      - {id: sign, type: signature, party: client}
"""

Fill = Callable[..., bytes]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("fillable")
    folder = root / "content" / "worksheets"
    folder.mkdir(parents=True)
    (folder / "sample.yaml").write_text(SHEET, encoding="utf-8")
    return replace(Project.open(REPO), root=root, packaged=REPO)


@pytest.fixture(scope="module")
def printer(project: Project) -> Iterator[Printer]:
    with Printer(project) as opened:
        yield opened


@pytest.fixture(scope="module")
def latvian(project: Project) -> Edition:
    return edition(project, library.load(project), "lv")


@pytest.fixture(scope="module")
def sample(latvian: Edition) -> Worksheet:
    found = latvian.get(Kind.worksheet, "sample")
    assert isinstance(found, Worksheet)
    return found


@pytest.fixture(scope="module")
def places(sample: Worksheet, latvian: Edition) -> tuple[AnswerPlace, ...]:
    return tuple(sheet_places(sample, print_words(latvian)))


@pytest.fixture(scope="module")
def marked(printer: Printer, latvian: Edition, sample: Worksheet) -> bytes:
    """The sheet as Typst makes it: with links where fields will be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fillable, "make_fillable", lambda pdf, *_: pdf)
        return printer.pdf(latvian, sample, PrintOptions(fillable=True))


@pytest.fixture(scope="module")
def fill(marked: bytes, places: tuple[AnswerPlace, ...]) -> Fill:
    """Return a function that makes the form with answers in it."""

    def filled(answers: Answers | None = None) -> bytes:
        return make_fillable(marked, places, "lv", FONT, "31.12.26", answers)

    return filled


@pytest.fixture(scope="module")
def form(fill: Fill) -> bytes:
    return fill()


def fields(pdf: bytes) -> dict[str, Any]:
    """Return the fields by full name, as pypdf finds them, without groups, which hold no value."""
    found = pypdf.PdfReader(io.BytesIO(pdf)).get_fields() or {}
    return {name: field for name, field in found.items() if "/FT" in field}


def values(pdf: bytes) -> dict[str, str]:
    """Return what is filled in."""
    return {name: str(field["/V"]) for name, field in fields(pdf).items() if field["/V"] not in ("", "/Off")}


@contextmanager
def widgets(pdf: bytes) -> Iterator[dict[str, Any]]:
    """Yield the widgets by name; they live as long as the document is open."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield {
            pdfium.full_name(widget): widget
            for page in document.pages
            for widget in page.obj.get("/Annots", [])
            if widget.Subtype == "/Widget"
        }


def assert_valid(pdf: bytes, path: Path, kept: Path) -> None:
    path.write_bytes(pdf)
    assert ua_faults(path, kept) == []


def drawn_letters(pdf: bytes, name: str) -> str:
    """Return the letters of a field's appearance."""
    return "".join(drawn_lines(pdf, name))


def drawn_lines(pdf: bytes, name: str) -> list[str]:
    """Return the lines of a field's appearance: its glyphs, looked up in the font that it names."""
    letters = {glyph: char for char, glyph in sorted(formfont.font_of(FONT).glyphs.items(), reverse=True)}
    lines: list[str] = []
    with widgets(pdf) as found:
        appearance = found[name].AP.N
        for operands, operator in pikepdf.parse_content_stream(appearance):
            if str(operator) == "Tf":
                font = appearance.Resources.Font[str(operands[0])]
                assert str(font.BaseFont) == "/AtkinsonHyperlegibleNext-Regular"
            elif str(operator) == "Tj":
                codes = bytes(operands[0])
                lines.append("".join(letters[codes[n] * 256 + codes[n + 1]] for n in range(0, len(codes), 2)))
    return lines


def test_the_sample_has_every_field_type(sample: Worksheet) -> None:
    known = {
        get_args(cls.model_fields["type"].annotation)[0] for cls in get_args(get_args(WorksheetField)[0])
    }
    assert len(known) >= 16
    assert {field.type for section in sample.sections for field in section.fields} == known


# -- what is made -----------------------------------------------------------------------------------------


def test_fields_are_the_slots_in_reading_order(form: bytes, places: tuple[AnswerPlace, ...]) -> None:
    found = fields(form)
    assert list(found) != []
    assert sorted(found) == sorted(slot.name for slot in places)
    document = pikepdf.open(io.BytesIO(form))
    in_tree: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/Type") == "/OBJR" and node.Obj.Subtype == "/Widget":
                in_tree.append(pdfium.full_name(node.Obj))
            walk(node.get("/K"))

    walk(document.Root.StructTreeRoot.K)
    wanted = [
        f"{slot.name}.{value}" if value else slot.name
        for slot in places
        for value in ([value for value, _ in slot.values] or [""])
    ]
    assert in_tree == wanted


def test_kinds_labels_and_flags(form: bytes, places: tuple[AnswerPlace, ...]) -> None:
    found = fields(form)
    for slot in places:
        field = found[slot.name]
        assert field["/FT"] == ("/Btn" if slot.kind in ("radio", "check") else "/Tx"), slot.name
        assert str(field["/TU"]).startswith(slot.label)
        flags = int(field.get("/Ff", 0))
        assert bool(flags & 2) is slot.required
        in_a_table = slot.name.startswith("grid.")
        assert bool(flags & 1 << 12) is (slot.kind == "area" or in_a_table), slot.name
        assert bool(flags & 1 << 15) is (slot.kind == "radio")
    assert found["day"]["/TU"] == "Kad jūs sāksiet? (31.12.26)"
    assert found["count"]["/TU"] == "Cik stundu? (h) (1–40)"


def test_partial_names_hold_no_dots(form: bytes) -> None:
    """A dot parts the names of a hierarchy and may not stand inside one (ISO 32000-2, 12.7.4.2)."""
    with widgets(form) as found:
        parts = {str(widget.T) for widget in found.values() if "/T" in widget}
    assert not {part for part in parts if "." in part}
    assert len(parts) > 20


def test_each_widget_has_an_element_a_name_and_an_appearance(form: bytes) -> None:
    with widgets(form) as found:
        assert len(found) == 57
        for name, widget in found.items():
            assert "/A" not in widget, name
            assert widget.F == 4
            assert str(widget.TU)
            assert "/N" in widget.AP
    document = pikepdf.open(io.BytesIO(form))
    elements = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
    for page in document.pages:
        assert page.obj.Tabs == "/S"
        for widget in page.obj.get("/Annots", []):
            if widget.Subtype == "/Widget":
                element = elements[int(widget.StructParent)]
                assert element.S == "/Form"
                assert str(element.Alt) == str(widget.TU)
                (kid,) = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
                assert kid.Obj.objgen == widget.objgen


def test_ordinary_links_stay_links(form: bytes) -> None:
    document = pikepdf.open(io.BytesIO(form))
    addresses = [
        str(annotation.A.URI)
        for page in document.pages
        for annotation in page.obj.get("/Annots", [])
        if annotation.Subtype == "/Link"
    ]
    assert "https://example.org/" in addresses
    assert not [address for address in addresses if address.startswith("field:")]


def test_the_font_is_whole_and_knows_its_letters(form: bytes) -> None:
    document = pikepdf.open(io.BytesIO(form))
    (font,) = document.Root.AcroForm.DR.Font.values()
    assert font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes() == FONT.read_bytes()
    mapping = font.ToUnicode.read_bytes().decode()
    for letter in LETTERS.replace(" ", ""):
        assert f"<{ord(letter):04x}>" in mapping, letter
    assert "/NeedAppearances" not in document.Root.AcroForm


def test_the_same_bytes_twice(marked: bytes, fill: Fill, form: bytes) -> None:
    assert fill() == form
    formfont._font.cache_clear()
    assert fill({"short": "Ādams"}) == fill({"short": "Ādams"}) != form


def test_missing_and_surplus_places_are_errors(marked: bytes, places: tuple[AnswerPlace, ...]) -> None:
    def made(*slots: AnswerPlace) -> bytes:
        return make_fillable(marked, slots, "lv", FONT, "31.12.26")

    with pytest.raises(ToolkitError, match=r"more \(text\) are missing"):
        made(*places, AnswerPlace("more", "text", "More", "more"))
    with pytest.raises(ToolkitError, match=r"unknown.*short \(text\)"):
        made(*(slot for slot in places if slot.name != "short"))
    with pytest.raises(ToolkitError, match=r"short \(date\) are missing"):
        made(*(replace(slot, kind="date") if slot.name == "short" else slot for slot in places))
    with pytest.raises(ToolkitError, match=r"one\.nowhere \(radio\) are missing from the print template"):
        made(*(replace(slot, values=(("nowhere", "x"),)) if slot.name == "one" else slot for slot in places))


def test_a_place_twice_is_an_error(marked: bytes, places: tuple[AnswerPlace, ...]) -> None:
    with pikepdf.open(io.BytesIO(marked)) as document:
        first, second = list(document.pages[0].Annots)[:2]
        second.A.URI = first.A.URI
        result = io.BytesIO()
        document.save(result)
    with pytest.raises(ToolkitError, match=r"sheet\.name twice"):
        make_fillable(result.getvalue(), places, "lv", FONT, "31.12.26")


def test_answers_must_fit(fill: Fill) -> None:
    for name, answer in (
        ("nothing", "SECRET"),
        ("one", "SECRET"),
        ("one", True),
        ("some.sleep", "SECRET"),
        ("some.sleep", "yes"),
        ("long", True),
    ):
        with pytest.raises(ToolkitError, match=re.escape(name)) as caught:
            fill({name: answer})
        assert "SECRET" not in str(caught.value)
        assert "True" not in str(caught.value)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_an_answer_is_one_field_in_large_print_too(
    printer: Printer,
    latvian: Edition,
    sample: Worksheet,
    places: tuple[AnswerPlace, ...],
    tmp_path: Path,
    faults_found: Path,
    paper: Literal["a4", "letter"],
) -> None:
    pdf = printer.pdf(latvian, sample, PrintOptions(paper=paper, fillable=True, large=True))
    assert sorted(fields(pdf)) == sorted(slot.name for slot in places)
    _, (_, bottom, _, top) = pdfium.boxes(pdf)["story"]
    # Twenty lines are asked for; a page has room for most of them.
    assert top - bottom > 160 * 72 / 25.4
    assert_valid(pdf, tmp_path / "large.pdf", faults_found)


# -- filled by ourselves ----------------------------------------------------------------------------------

ANSWERS: dict[str, Answer] = {
    "sheet.name": LETTERS[:40],
    "short": "Anna",
    "long": LONG * 3,
    "day": "2026-12-31",
    "count": "7.5",
    "belief": "7",
    "one": "other",
    "sheet.other.one": "kalnā",
    "some.sleep": True,
    "often.listening": "often",
    "promise.1.action": LONG * 6,
}


def test_our_own_answers_are_kept_and_valid(fill: Fill, tmp_path: Path, faults_found: Path) -> None:
    pdf = fill(ANSWERS)
    shown = {"belief": "/7", "one": "/other", "some.sleep": "/Yes", "often.listening": "/often"}
    shown |= {"day": "2026. gada 31. dec.", "count": "7,5"}
    assert values(pdf) == {name: shown.get(name, answer) for name, answer in ANSWERS.items()}
    assert drawn_letters(pdf, "day") == shown["day"]
    assert drawn_letters(pdf, "count") == shown["count"]
    assert_valid(pdf, tmp_path / "filled.pdf", faults_found)
    assert drawn_letters(pdf, "sheet.name") == ANSWERS["sheet.name"]


@pytest.mark.parametrize("name", ["long", "promise.1.action", "grid.home.who", "sheet.other.one"])
@pytest.mark.parametrize("times", [1, 4, 40])
def test_no_text_leaves_its_box(fill: Fill, form: bytes, name: str, times: int) -> None:
    pdf = fill({name: LONG * times})
    assert values(pdf)[name] == LONG * times
    with pdfium.Viewer(form) as empty, pdfium.Viewer(pdf) as filled:
        assert_within(empty, filled, name)
    with widgets(pdf) as found:
        drawn = found[name].AP.N.read_bytes()
    sizes = [float(size) for size in re.findall(rb" ([0-9.]+) Tf", drawn)]
    assert sizes
    assert all(7 <= size <= 11 for size in sizes)


def assert_within(empty: pdfium.Viewer, filled: pdfium.Viewer, name: str) -> None:
    """Nothing but the inside of a field's box has changed, and something there has."""
    before, after = empty.look(name, around=20), filled.look(name, around=20)
    edges = pdfium.ImageChops.difference(before, after).getbbox()
    assert edges is not None
    margin = 20 * 4 - 1
    assert min(edges[:2]) >= margin
    assert edges[2] <= before.width - margin
    assert edges[3] <= before.height - margin


@pytest.mark.parametrize("times", [2, 3, 4])
def test_all_words_are_drawn_where_there_is_room(fill: Fill, times: int) -> None:
    drawn = drawn_letters(fill({"long": LONG * times}), "long")
    assert drawn.replace(" ", "") == (LONG * times).replace(" ", "")


def test_lines_and_odd_letters(fill: Fill) -> None:
    answer = "viens\r\n\r\n  divi\ttrīs ☐ a\u0304" + "m" * 200
    pdf = fill({"long": answer, "short": "viens\ndivi"})
    drawn = drawn_letters(pdf, "long")
    assert drawn == "viens  divi trīs ?ā" + "m" * 200  # the space before the too long word ends a line
    assert values(pdf)["long"] == "viens\n\n  divi\ttrīs ☐ ā" + "m" * 200
    assert drawn_letters(pdf, "short") == "viens divi"


@pytest.mark.parametrize(("answer", "lines"), [("māte\ntēvs\nķēde", 3), (LONG, 2)])
def test_a_tables_cells_keep_their_lines(fill: Fill, form: bytes, answer: str, lines: int) -> None:
    name = "grid.home.who"
    pdf = fill({name: answer})
    assert values(pdf)[name] == answer
    assert "".join(drawn_lines(pdf, name)).replace(" ", "") == re.sub(r"\s", "", answer)
    assert len(drawn_lines(pdf, name)) == lines
    with pdfium.Viewer(form) as empty, pdfium.Viewer(pdf) as filled:
        assert_within(empty, filled, name)


# -- filled in PDFium -------------------------------------------------------------------------------------


def test_typing_in_pdfium_draws_the_right_letters(fill: Fill, form: bytes) -> None:
    with pdfium.Viewer(form) as viewer:
        empty = viewer.look("sheet.name")

    def typed(text: str) -> tuple[Any, bytes]:
        with pdfium.Viewer(form) as viewer:
            viewer.write("sheet.name", text)
            return pdfium.ink(empty, viewer.look("sheet.name")), viewer.saved()

    @cache
    def ours(text: str) -> Any:
        with pdfium.Viewer(fill({"sheet.name": text})) as viewer:
            return pdfium.ink(empty, viewer.look("sheet.name"))

    for text in (LETTERS[:24], LETTERS[20:]):
        seen, saved = typed(text)
        assert pdfium.unlike(seen, ours(text)) < 0.02
        assert values(saved) == {"sheet.name": text}
        assert drawn_letters(saved, "sheet.name") == text
    for accented, plain in zip("āčēģīķļņšūžäñ", "acegiklnsuzan", strict=True):
        seen = typed(accented)[0]
        assert pdfium.unlike(seen, ours(accented)) < 0.02
        assert pdfium.unlike(seen, ours(plain)) > 0.04, accented
        assert pdfium.unlike(seen, ours("☐")) > 0.1, accented  # drawn as a question mark
    assert pdfium.unlike(ours("ā"), ours("a")) > 0.1


def test_every_text_field_takes_letters_in_pdfium(
    form: bytes, places: tuple[AnswerPlace, ...], tmp_path: Path
) -> None:
    written = [slot.name for slot in places if slot.kind not in ("radio", "check")]
    with pdfium.Viewer(form) as viewer:
        for name in written:
            viewer.paste(name, "ķļņ ā")
        saved = viewer.saved()
    assert values(saved) == dict.fromkeys(written, "ķļņ ā")
    assert {drawn_letters(saved, name) for name in written} == {"ķļņ ā"}


def test_an_area_wraps_in_pdfium(form: bytes) -> None:
    with pdfium.Viewer(form) as empty, pdfium.Viewer(form) as filled:
        filled.write("long", LONG * 8)
        filled.write("promise.1.action", LONG)
        for name in ("long", "promise.1.action"):
            assert_within(empty, filled, name)
        saved = filled.saved()
    assert values(saved)["long"] == LONG * 8
    assert drawn_letters(saved, "long").replace(" ", "") == (LONG * 8).replace(" ", "")
    assert drawn_letters(saved, "promise.1.action").replace(" ", "") == LONG.replace(" ", "")


def test_buttons_in_pdfium(form: bytes) -> None:
    with pdfium.Viewer(form) as viewer:
        before = viewer.look("belief.7"), viewer.look("some.sleep")
        for name in ("belief.3", "belief.7", "often.listening.never", "often.listening.always", "one.other"):
            viewer.click(name)
        viewer.click("some.sleep")
        viewer.leave()
        assert viewer.look("belief.7") != before[0]
        assert viewer.look("some.sleep") != before[1]
        saved = viewer.saved()
    assert values(saved) == {
        "belief": "/7",
        "often.listening": "/always",
        "one": "/other",
        "some.sleep": "/Yes",
    }
    with widgets(saved) as found:
        on = {name for name, widget in found.items() if widget.get("/AS", "/Off") != "/Off"}
    assert on == {"belief.7", "often.listening.always", "one.other", "some.sleep"}


# -- filled in pdf.js -------------------------------------------------------------------------------------


@needs_pdfjs
def test_filling_in_pdfjs(form: bytes, fill: Fill, places: tuple[AnswerPlace, ...], tmp_path: Path) -> None:
    answers: dict[str, Any] = {
        "sheet.name": LETTERS[:40],
        "long": LONG,
        "one": "other",
        "sheet.other.one": "ķēde",
        "belief": "7",
        "often.deciding": "often",
        "some.walks": True,
        "grid.work.what": "Ñandú äö",
    }
    source, given, saved = tmp_path / "form.pdf", tmp_path / "answers.json", tmp_path / "saved.pdf"
    source.write_bytes(form)
    given.write_text(json.dumps(answers), encoding="utf-8")
    script = REPO / "tests/fillable_pdfjs.mjs"
    run = subprocess.run(
        ["node", script, PDFJS, source, given, saved],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    names = {slot.name for slot in places}
    assert set(found["fields"]) == names
    assert names <= set(found["names"])
    kept = {name: field["value"] for name, field in found["fields"].items()}
    assert {name: value for name, value in kept.items() if value not in ("", "Off")} == {
        **answers,
        "some.walks": "Yes",
    }
    pdf = saved.read_bytes()
    for name in ("sheet.name", "sheet.other.one", "grid.work.what"):
        assert drawn_letters(pdf, name) == answers[name]
    assert drawn_letters(pdf, "long").replace(" ", "") == LONG.replace(" ", "")
    with pdfium.Viewer(form) as viewer:
        empty = viewer.look("sheet.name")
    with pdfium.Viewer(pdf) as seen, pdfium.Viewer(fill({"sheet.name": LETTERS[:40]})) as ours:
        one, other = (pdfium.ink(empty, viewer.look("sheet.name")) for viewer in (seen, ours))
    assert pdfium.unlike(one, other) < 0.02


# -- filled by pypdf --------------------------------------------------------------------------------------


def test_filling_with_pypdf(form: bytes) -> None:
    answers = {
        "sheet.name": LETTERS[:40],
        "long": LONG * 3,
        "one": "/other",
        "sheet.other.one": "ķēde",
        "belief": "/7",
        "some.walks": "/Yes",
        "grid.work.what": "Ñandú äö",
    }
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(form))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(answers), auto_regenerate=False)
    result = io.BytesIO()
    writer.write(result)
    pdf = result.getvalue()
    assert values(pdf) == answers
    assert drawn_letters(pdf, "sheet.name") == LETTERS[:40]
    with pdfium.Viewer(form) as empty, pdfium.Viewer(pdf) as filled:
        for name in ("sheet.name", "long", "sheet.other.one", "grid.work.what"):
            assert empty.look(name) != filled.look(name), name
        assert_within(empty, filled, "long")
        for name in ("belief.7", "one.other", "some.walks"):
            assert empty.look(name) != filled.look(name), name


# -- the repository's worksheets --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ours(
    shipped_printer: Printer, shipped_editions: dict[str, Edition]
) -> tuple[Printer, dict[str, Edition]]:
    return shipped_printer, shipped_editions


def test_there_are_worksheets() -> None:
    assert len(WORKSHEETS) >= 30


def test_the_wheel_of_a_filled_form_is_drawn(
    printer: Printer, latvian: Edition, sample: Worksheet, tmp_path: Path, faults_found: Path
) -> None:
    """Each segment goes as far as its value; a form without answers, and a value out of bounds, draw nothing."""

    def made(**answers: str) -> bytes:
        given = {f"rounds.{name}": value for name, value in answers.items()}
        return printer.pdf(latvian, sample, PrintOptions(fillable=True), answers=given)

    def changed(pdf: bytes) -> int:
        return sum(
            sum(value > 8 for value in ImageChops.difference(one, other).convert("L").tobytes())
            for one, other in zip(pictures(blank), pictures(pdf), strict=True)
        )

    def pictures(pdf: bytes) -> list[Image.Image]:
        # Without its form fields, whose numbers are not what is asked here.
        pages = pypdfium2.PdfDocument(pdf)
        return [page.render(scale=1.5, may_draw_forms=False).to_pil() for page in pages]

    blank = made()
    half, whole, two = made(work="5"), made(work="10"), made(work="10", health="5")
    assert changed(half) > 2000
    assert changed(whole) / changed(half) == pytest.approx(4, rel=0.1)
    assert changed(two) / changed(half) == pytest.approx(5, rel=0.1)
    assert changed(made(work="11")) == 0
    assert_valid(two, tmp_path / "wheel.pdf", faults_found)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", WORKSHEETS)
def test_each_worksheet_is_a_valid_form(
    ours: tuple[Printer, dict[str, Edition]], name: str, locale: str, tmp_path: Path, faults_found: Path
) -> None:
    opened, editions = ours
    definition = editions[locale].get(Kind.worksheet, name)
    assert isinstance(definition, Worksheet)
    pdf = opened.pdf(editions[locale], definition, PrintOptions(fillable=True))
    wanted = tuple(sheet_places(definition, print_words(editions[locale])))
    assert sorted(fields(pdf)) == sorted(slot.name for slot in wanted)
    assert date_hint(editions[locale]) in str(fields(pdf)["sheet.date"]["/TU"])
    assert_valid(pdf, tmp_path / "form.pdf", faults_found)


@pytest.mark.parametrize("answers", [{}, ANSWERS], ids=["empty", "filled"])
def test_qpdf_finds_no_fault(fill: Fill, tmp_path: Path, answers: Answers) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(fill(answers))
    assert syntax_faults(path) == []


def test_qpdf_finds_a_planted_fault(form: bytes, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(form.replace(b"startxref\n", b"startxref\n9"))
    assert any("xref" in fault for fault in syntax_faults(path))
