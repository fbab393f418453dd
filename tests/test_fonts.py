"""Letters that the first typeface lacks: a second one has them, on paper, in forms and on screen, or it is told."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import fillable_pdfium as pdfium
import pikepdf
import pypdf
import pypdfium2
import pytest
from click.testing import CliRunner
from conftest import CONFIG, REPOSITORY, MakeProject, bank, open_page, ready, served, worksheet
from fontTools.ttLib import TTFont
from pdf_faults import ua_faults

from toolkit.build import run as builder
from toolkit.cli import main
from toolkit.definitions.library import load
from toolkit.definitions.model import Kind
from toolkit.definitions.model.kinds import foreign_letter, script_of
from toolkit.pdf.printer import Printer
from toolkit.project import fonts
from toolkit.project.opened import Project
from toolkit.view import edition
from toolkit.view.sheets import PrintOptions

FOLDER = REPOSITORY / "templates" / fonts.FOLDER
WITH_RUSSIAN = CONFIG.replace("{locale: fi, name: Suomi", "{locale: ru, name: Русский").replace(
    "{locale: es, name: Español", "{locale: el, name: Ελληνικά"
)
ANSWER = "Ёлка, чай и ąčę: Καλημέρα ệ Њ"


def russian(**changes: str) -> str:
    text = worksheet("sheet", "ru").replace("Title of sheet", "Ценности и цели")
    text = text.replace("Summary of sheet", "Что для вас **важно** и _почему_").replace(
        "Tester", "Анна Озола"
    )
    text = (
        text.replace('"Why"', '"Зачем"')
        .replace('"How"', '"Спокойно."')
        .replace("What matters?", "Что важно?")
    )
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    config = WITH_RUSSIAN.replace("site_name: Test", "site_name: Коучинг в Риге")
    greek = (
        worksheet("greek", "el").replace("Title of greek", "Αξίες").replace("What matters?", "Τι μετράει;")
    )
    return make_project(
        {"content/worksheets/sheet.yaml": russian(), "content/worksheets/greek.yaml": greek}, config
    )


def saved(folder: Path, **answers: str) -> Path:
    path = folder / "saved.json"
    told = {"worksheet": "sheet", "worksheet_version": "1.0", "answers": answers}
    path.write_text(json.dumps({"format": "coaching-toolkit-answers", "format_version": 1} | told))
    return path


def drawn(pdf: bytes) -> str:
    """Return the letters in a form's fields as they are drawn, by what the font itself says."""
    text = ""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (font,) = document.Root.AcroForm.DR.Font.values()
        with TTFont(io.BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())) as whole:
            letters = {whole.getGlyphID(name): chr(code) for code, name in whole.getBestCmap().items()}
        for page in document.pages:
            for widget in page.obj.get("/Annots", []):
                if widget.get("/FT") == "/Tx":
                    for operands, operator in pikepdf.parse_content_stream(widget.AP.N):
                        if str(operator) == "Tj":
                            codes = bytes(operands[0])
                            text += "".join(
                                letters[int.from_bytes(codes[n : n + 2])] for n in range(0, len(codes), 2)
                            )
    return text


def width_of(pdf: bytes, text: str) -> float:
    """Return how wide the ink of a sheet's largest line is, in points."""
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=4).to_pil().convert("L")
    top, bottom = (int(image.height * share) for share in (0.08, 0.14))
    box = image.crop((0, top, image.width, bottom)).point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box, text
    return (box[2] - box[0]) / 4


# -- fonts ------------------------------------------------------------------------------------


def test_the_second_typeface_has_russian_and_greek_in_all_styles() -> None:
    wanted = {*range(0x410, 0x450), 0x401, 0x451, *range(0x391, 0x3A2), *range(0x3B1, 0x3CA)}
    found = sorted(FOLDER.glob("NotoSans-*.ttf"))
    assert len(found) == 4
    for path in found:
        assert wanted <= fonts.letters(path)


def test_the_answer_font_is_the_first_and_what_is_listed_of_the_second() -> None:
    first, second = ((FOLDER / name).read_bytes() for name in (fonts.FIRST, fonts.SECOND))
    made = fonts.answer_font(first, second)
    fonts.answer_font.cache_clear()
    assert fonts.answer_font(first, second) == made
    with (
        TTFont(io.BytesIO(made)) as both,
        TTFont(io.BytesIO(first)) as one,
        TTFont(io.BytesIO(second)) as two,
    ):
        for code, name in one.getBestCmap().items():
            own = both.getBestCmap()[code]
            assert both.getGlyphID(own) == one.getGlyphID(name)
            assert both["hmtx"][own] == one["hmtx"][name]
        for letter in "ЖяЁΩệ₽":
            own, lent = both.getBestCmap()[ord(letter)], two.getBestCmap()[ord(letter)]
            if ord(letter) not in one.getBestCmap():
                assert both["hmtx"][own][0] == two["hmtx"][lent][0]
                assert both["glyf"][own].xMax == two["glyf"][lent].xMax > 0
        assert frozenset(both.getBestCmap()) == fonts.writable(Project.open(REPOSITORY))


def test_the_style_sheet_names_the_letters_that_web_fonts_have() -> None:
    text = (REPOSITORY / "templates/page/assets/base.css").read_text(encoding="utf-8")
    ranges = re.findall(r"NotoSans-\w+\.woff2.*?unicode-range: ([^;]+);", text)
    assert len(ranges) == 4
    for listed in ranges:
        pairs = [part.strip()[2:].split("-") for part in listed.split(",")]
        assert tuple((int(pair[0], 16), int(pair[-1], 16)) for pair in pairs) == fonts.RANGES


# -- on paper ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "name", "words"), [("ru", "sheet", "Что важно?"), ("el", "greek", "Αξίες")]
)
@pytest.mark.parametrize("options", [{}, {"fillable": True}, {"large": True}], ids=str)
def test_sheets_in_other_alphabets_are_valid(
    project: Project,
    tmp_path: Path,
    faults_found: Path,
    locale: str,
    name: str,
    words: str,
    options: dict[str, Any],
) -> None:
    assert builder.survey(project)[1] == ()
    current = edition(project, load(project), locale)
    with Printer(project) as printer:
        pdf = printer.pdf(current, current.get(Kind.worksheet, name), PrintOptions(**options))
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf)
    assert ua_faults(path, faults_found) == []
    text = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    assert words in text
    assert "Коучинг в Риге" in text
    assert "�" not in text


def test_a_letter_with_an_accent_is_drawn_with_its_letter(make_project: MakeProject) -> None:
    """The first typeface has the accent alone; what it takes must not lose the letter below it."""
    widths = []
    for title in ("Замок", "За\u0301мок"):
        own = make_project(
            {"content/worksheets/sheet.yaml": russian(**{"Ценности и цели": title})}, WITH_RUSSIAN
        )
        current = edition(own, load(own), "ru")
        with Printer(own) as printer:
            widths.append(
                width_of(printer.pdf(current, current.get(Kind.worksheet, "sheet"), PrintOptions()), title)
            )
    assert widths[0] > 40
    assert widths[1] == pytest.approx(widths[0], abs=1)


def test_answers_in_other_alphabets_are_drawn_and_valid(
    project: Project, tmp_path: Path, faults_found: Path
) -> None:
    path, out = saved(tmp_path, answer=f"{ANSWER}\u200b\n\u2009→"[:-2]), tmp_path / "filled.pdf"
    command = ["--project", str(project.root), "print", "sheet", "--lang", "en", "--answers", str(path)]
    result = CliRunner().invoke(main, [*command, "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert drawn(out.read_bytes()) == ANSWER
    assert ua_faults(out, faults_found) == []


def test_letters_of_other_alphabets_can_be_typed_in_any_sheet(project: Project) -> None:
    current = edition(project, load(project), "lv")
    sheet = current.get(Kind.worksheet, "greek")
    with Printer(project) as printer:
        empty = printer.pdf(current, sheet, PrintOptions(fillable=True))
        filled = printer.pdf(current, sheet, PrintOptions(fillable=True), answers={"sheet.name": ANSWER})
        other = printer.pdf(current, sheet, PrintOptions(fillable=True), answers={"sheet.name": ANSWER[:12]})
    with pdfium.Viewer(empty) as viewer:
        before = viewer.look("sheet.name")
        viewer.write("sheet.name", ANSWER)
        typed = pdfium.ink(before, viewer.look("sheet.name"))
        assert drawn(viewer.saved()) == ANSWER
    with pdfium.Viewer(filled) as viewer:
        ours = pdfium.ink(before, viewer.look("sheet.name"))
    with pdfium.Viewer(other) as viewer:
        assert pdfium.unlike(ours, pdfium.ink(before, viewer.look("sheet.name"))) > 0.1
    assert abs(typed.width - ours.width) <= 2
    assert pdfium.unlike(typed, ours) < 0.05


@pytest.mark.parametrize(
    "words", ["你好 secret", "مرحبا secret", "secret 😀", "secret ✓", "secret ????\U0001f600"]
)
def test_an_answer_that_cannot_be_printed_is_told_by_its_field(
    project: Project, tmp_path: Path, words: str
) -> None:
    path, out = saved(tmp_path, answer=words), tmp_path / "filled.pdf"
    command = ["--project", str(project.root), "print", "sheet", "--lang", "ru", "--answers", str(path)]
    result = CliRunner().invoke(main, [*command, "--out", str(out)])
    assert result.exit_code == 1
    assert "‘answer’" in result.output
    assert "cannot be printed" in result.output
    assert not out.exists()
    assert not [word for word in words.split() if word in result.output]


PLACES = {
    "title": ({"content/worksheets/sheet.yaml": russian(Ценности="😀")}, WITH_RUSSIAN, "sheet.yaml", 4),
    "author": ({"content/worksheets/sheet.yaml": russian(Анна="安娜")}, WITH_RUSSIAN, "sheet.yaml", 7),
    "site name": (
        {"content/worksheets/sheet.yaml": russian()},
        WITH_RUSSIAN.replace("site_name: Test", "site_name: 教练"),
        "mkdocs.yml",
        1,
    ),
    "a language’s site name": (
        {"content/worksheets/sheet.yaml": russian()},
        WITH_RUSSIAN.replace("name: Русский", "name: Русский, site_name: 教练"),
        "mkdocs.yml",
        16,
    ),
    "a language’s footer": (
        {"content/worksheets/sheet.yaml": russian()},
        WITH_RUSSIAN.replace("name: Ελληνικά", "name: Ελληνικά, footer: 教练"),
        "mkdocs.yml",
        14,
    ),
    "footer": (
        {"content/worksheets/sheet.yaml": russian()},
        WITH_RUSSIAN + 'extra: {toolkit: {branding: {name: "Ясно", footer: "😀"}}}\n',
        "mkdocs.yml",
        17,
    ),
}


@pytest.mark.parametrize("case", PLACES)
def test_what_no_font_has_is_a_problem_with_a_place(make_project: MakeProject, case: str) -> None:
    files, config, name, line = PLACES[case]
    found = [problem for problem in builder.survey(make_project(files, config))[1] if problem.code == "glyph"]
    assert [(problem.place.path.name, problem.place.line) for problem in found] == [(name, line)]


# -- alphabets --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "text", "letter"),
    [
        ("ru", "Модель GROW, PDF-файл и 5 ₽", None),
        ("ru", "Кoучинг", "o (U+006F"),
        ("uk", "Зробiть крок", "i (U+0069"),
        ("uk", "П\u02bcять їжаків", None),
        ("bg", "Ценности ā", "ā (U+0101"),
        ("el", "Τι μετράει; ὠ", None),
        ("el", "Τι μeτράει;", "e (U+0065"),
        ("el", "Да", "Д (U+0414"),
        ("lv", "Virsrаksts", "а (U+0430"),
        ("lv", "Ķīļi", None),
    ],
)
def test_look_alikes_are_found_in_every_alphabet(locale: str, text: str, letter: str | None) -> None:
    script = script_of(locale)
    assert script
    found = foreign_letter(text, script)
    assert found is None if letter is None else str(found).startswith(letter)


# -- on screen --------------------------------------------------------------------------------


def test_pages_ask_for_the_second_typeface_only_where_they_need_it(
    browser: Any, make_project: MakeProject
) -> None:
    config = re.sub(r".*locale: (lv|el).*\n", "", WITH_RUSSIAN)
    files = {
        "content/worksheets/sheet.yaml": russian(),
        "content/questions/bank.yaml": bank().replace("What else?", "Kāda ir ķīļu šķautne? Ñandú, ääni"),
    }
    project = make_project(files, config)
    builder.build(project, lambda done, total: None)
    with served(project.site) as address:
        asked: dict[str, set[str]] = {}
        for path in ("en/questions/bank/", "ru/worksheets/sheet/"):
            page, said, urls = open_page(browser, f"{address}/{path}")
            page.evaluate("document.fonts.ready")
            ready(page)
            assert said == []
            asked[path] = {url.rpartition("/")[2] for url in urls if url.endswith(".woff2")}
            page.context.close()
    assert not [name for name in asked["en/questions/bank/"] if "Noto" in name]
    assert "NotoSans-Regular.woff2" in asked["ru/worksheets/sheet/"]
