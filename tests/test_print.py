"""Printed worksheets: tagged, in the right language, with answer room beside every question."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pypdf
import pytest
from pdf_faults import ua_faults

from toolkit.definitions import library
from toolkit.definitions.model import Kind
from toolkit.definitions.model.worksheet import Section, Worksheet, WorksheetField
from toolkit.errors import ContentError, UsageError
from toolkit.pdf.printer import Printer, PrintOptions
from toolkit.project.opened import Project
from toolkit.view import Edition, edition, markup, print_words

REPO = Path(__file__).resolve().parents[1]
FIELD_TYPES = [
    get_args(cls.model_fields["type"].annotation)[0] for cls in get_args(get_args(WorksheetField)[0])
]
#: Types whose rows may go on to a next page.
ROWS = {"checklist", "matrix", "table", "commitment"}

LATVIAN = """
kind: worksheet
id: all-fields
language: lv
title: "Visi lauki vienā lapā"
summary: "Katrs lauka veids vienu reizi."
version: "1.0"
authors: [Anna Bērziņa, Jānis Ķēniņš]
audience: [client]
purpose: "Pārbaudei."
minutes: 30
cadence: once
instructions: |
  Aizpildiet **visus** laukus, kā ierasts.

  1. Vispirms izlasiet.
  2. Tad rakstiet.
sections:
  - id: words
    title: "Vārdi un skaitļi"
    text: "Šeit raksta *īsi* un gari."
    fields:
      - {id: short, type: short_text, label: "Kā jūs sauc draugi?", required: true}
      - {id: long, type: long_text, label: "Ko jūs vēlaties sasniegt?", hint: "Rakstiet brīvi.", lines: 5}
      - {id: count, type: number, label: "Cik stundu jums ir?", unit: "stundas nedēļā", min: 1, max: 40}
      - {id: day, type: date, label: "Kad jūs sāksiet?"}
      - {id: belief, type: scale, label: "Cik stipri jūs ticat?", min_label: "nemaz", max_label: "pilnībā"}
      - {id: average, type: computed, label: "Kāds ir vidējais vērtējums?", operation: mean, of: [belief]}
      - id: explanation
        type: note
        text: |
          Šis ir *paskaidrojums* ar [saiti](https://example.org/lapa).

          - pirmkārt, ģimene
          - otrkārt, ķēde un ņirgas
  - id: choices
    title: "Izvēles"
    fields:
      - id: one
        type: single_choice
        label: "Kur jūs strādājat?"
        options: {home: "mājās", office: "birojā", elsewhere: "citur"}
        other: true
      - id: some
        type: multiple_choice
        label: "Kas jums palīdz?"
        options: {sleep: "miegs", friends: "draugi", walks: "pastaigas", music: "mūzika"}
      - id: ticks
        type: checklist
        label: "Kas jau ir padarīts?"
        items: {first: "Pirmais solis", second: "Otrais solis"}
      - id: order
        type: ranking
        label: "Kas ir svarīgākais?"
        items: {peace: "Miers", growth: "Izaugsme", people: "Cilvēki"}
  - id: grids
    title: "Tabulas"
    fields:
      - id: often
        type: matrix
        label: "Cik bieži tas notiek?"
        rows: {listening: "Mani uzklausa.", deciding: "Es izlemju."}
        columns: {never: "nekad", rarely: "reti", sometimes: "reizēm", often: "bieži", always: "vienmēr"}
      - id: grid
        type: table
        label: "Kas to redzēs?"
        columns: {who: "Kas", what: "Ko"}
        row_labels: {home: "Mājās", work: "Darbā"}
      - id: rounds
        type: wheel
        label: "Kā jums klājas šajās jomās?"
        segments:
          {work: "Darbs", health: "Veselība", people: "Attiecības", money: "Nauda", rest: "Brīvais laiks"}
      - {id: promise, type: commitment, label: "Ko jūs apņematies darīt?", rows: 3}
      - {id: sign, type: signature, party: client}
"""

#: As long and as many as the model allows.
SPANISH = """
kind: worksheet
id: long-fields
language: es
title: "Hoja larga"
summary: "Campos que no caben en una página."
version: "1.0"
authors: [Equipo]
audience: [client]
purpose: "Para pruebas."
minutes: 30
cadence: once
instructions: "Responde con calma; ¿qué quieres mañana?"
sections:
  - id: long
    title: "Lo más largo"
    fields:
      - {id: story, type: long_text, label: "¿Qué pasó aquel día?", lines: 20}
      - {id: rows, type: table, label: "¿Quién hizo qué?", rows: 40, columns: {who: "Quién", what: "Qué"}}
      - id: grade
        type: matrix
        label: "¿Con qué frecuencia ocurre?"
        rows: {a: "Escucho sin interrumpir.", b: "Pregunto antes de aconsejar."}
        columns:
          {c1: "Nunca", c2: "Excepcionalmente", c3: "Rara vez", c4: "A veces", c5: "Ocasionalmente",
           c6: "Depende", c7: "Regularmente", c8: "A menudo", c9: "Habitualmente",
           c10: "Casi siempre", c11: "Siempre"}
      - id: circle
        type: wheel
        label: "¿Cómo está tu rueda?"
        segments:
          {s1: "Trabajo", s2: "Salud", s3: "Familia", s4: "Amistades", s5: "Dinero", s6: "Ocio",
           s7: "Aprendizaje", s8: "Desarrollo personal", s9: "Casa", s10: "Pareja",
           s11: "Comunidad", s12: "Espiritualidad"}
      - {id: steps, type: commitment, label: "¿Qué vas a hacer?", rows: 12}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("print")
    folder = root / "content" / "worksheets"
    folder.mkdir(parents=True)
    (folder / "all-fields.yaml").write_text(LATVIAN, encoding="utf-8")
    (folder / "long-fields.yaml").write_text(SPANISH, encoding="utf-8")
    return Project(
        root=root,
        locales=("en", "es", "lv", "fi"),
        site_name="Rīku kaste",
        site_url="https://example.org/coaching/",
        packaged=REPO,
    )


@pytest.fixture(scope="module")
def printer(project: Project) -> Iterator[Printer]:
    with Printer(project) as opened:
        yield opened


@pytest.fixture(scope="module")
def editions(project: Project) -> dict[str, Edition]:
    found = library.load(project)
    return {locale: edition(project, found, locale) for locale in project.locales}


def sheet(editions: dict[str, Edition], locale: str, name: str) -> Worksheet:
    found = editions[locale].get(Kind.worksheet, name)
    assert isinstance(found, Worksheet)
    return found


def make(
    printer: Printer, editions: dict[str, Edition], locale: str, name: str, **options: Any
) -> tuple[bytes, pypdf.PdfReader]:
    pdf = printer.pdf(editions[locale], sheet(editions, locale, name), PrintOptions(**options))
    return pdf, pypdf.PdfReader(io.BytesIO(pdf))


def words_of(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def extracted(reader: pypdf.PdfReader) -> list[str]:
    return [words_of(page.extract_text()) for page in reader.pages]


def places(reader: pypdf.PdfReader) -> dict[str, list[int]]:
    """Return the pages on which each field has form fields, by the worksheet field's id."""
    found: dict[str, list[int]] = {}
    for number, page in enumerate(reader.pages):
        for annotation in page.get("/Annots", []):
            node = annotation.get_object()
            name = ""
            while node is not None and node.get("/Subtype") != "/Link":
                name = str(node["/T"]) if "/T" in node else name
                node = node["/Parent"].get_object() if "/Parent" in node else None
            if name:
                found.setdefault(name.split(".")[0], []).append(number)
    return found


def assert_accessible(pdf: bytes, folder: Path, kept: Path) -> None:
    path = folder / "sheet.pdf"
    path.write_bytes(pdf)
    assert ua_faults(path, kept) == []


def test_every_field_type_has_a_function() -> None:
    source = (REPO / "templates/print/fields.typ").read_text(encoding="utf-8")
    assert len(FIELD_TYPES) >= 16
    missing = [name for name in FIELD_TYPES if not re.search(rf"^#let {name}\(field\)", source, re.MULTILINE)]
    assert not missing


def test_the_sample_has_every_field_type(editions: dict[str, Edition]) -> None:
    fields = [field for section in sheet(editions, "lv", "all-fields").sections for field in section.fields]
    assert {field.type for field in fields} == set(FIELD_TYPES)


@pytest.mark.parametrize("name", ["all-fields", "long-fields"])
@pytest.mark.parametrize("locale", ["en", "es", "lv", "fi"])
@pytest.mark.parametrize(
    "options",
    [{}, {"paper": "letter"}, {"large": True}, {"ink_saving": True}, {"paper": "letter", "large": True}],
    ids=lambda options: "-".join(options) or "plain",
)
def test_two_validators_pass_it(
    printer: Printer,
    editions: dict[str, Edition],
    tmp_path: Path,
    faults_found: Path,
    name: str,
    locale: str,
    options: dict[str, Any],
) -> None:
    assert_accessible(make(printer, editions, locale, name, **options)[0], tmp_path, faults_found)


@pytest.mark.parametrize("locale", ["en", "es", "lv", "fi"])
def test_title_language_and_authors(printer: Printer, editions: dict[str, Edition], locale: str) -> None:
    _, reader = make(printer, editions, locale, "all-fields")
    catalog: Any = reader.root_object
    assert catalog["/Lang"] == locale
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Visi lauki vienā lapā"
    assert reader.metadata.author == "Anna Bērziņa, Jānis Ķēniņš"


def test_a_text_in_another_language_says_so(printer: Printer, editions: dict[str, Edition]) -> None:
    _, own = make(printer, editions, "lv", "all-fields")
    _, gaps = make(printer, editions, "fi", "all-fields")
    assert "lv" not in languages(own.root_object["/StructTreeRoot"])
    assert "lv" in languages(gaps.root_object["/StructTreeRoot"])


def test_a_text_that_is_not_translated_is_marked(printer: Printer, editions: dict[str, Edition]) -> None:
    _, own = make(printer, editions, "lv", "all-fields")
    _, gaps = make(printer, editions, "fi", "all-fields")
    assert all("lv: latvia" in page for page in extracted(gaps))
    marked = " ".join(extracted(gaps))
    for wording in ("Visi lauki vienā lapā", "Tad rakstiet.", "Kā jūs sauc draugi?", "Otrais solis", "Darbā"):
        assert f"{wording} lv" in marked, wording
    assert not re.search(r"\blv\b", " ".join(extracted(own)).replace("/lv/", ""))


def languages(node: Any) -> set[str]:
    """Return the languages that structure elements below ``node`` name."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return set().union(*(languages(child) for child in node)) if node else set()
    if not isinstance(node, dict):
        return set()
    own = {str(node["/Lang"])} if "/Lang" in node else set()
    return own | (languages(node["/K"]) if "/K" in node else set())


def wordings(section: Section) -> Iterator[str]:
    for field in section.fields:
        for name in ("label", "hint", "unit", "min_label", "max_label"):
            if text := getattr(field, name, None):
                yield text
        for name in ("options", "items", "rows", "columns", "row_labels", "segments"):
            found = getattr(field, name, None)
            yield from (item.text for item in found) if isinstance(found, tuple) else ()


def test_every_word_can_be_read_out(printer: Printer, editions: dict[str, Edition]) -> None:
    _, reader = make(printer, editions, "lv", "all-fields")
    text = " ".join(extracted(reader))
    definition = sheet(editions, "lv", "all-fields")
    expected = [definition.title, *(text for part in definition.sections for text in wordings(part))]
    assert len(expected) > 45
    assert [wording for wording in expected if words_of(markup.plain(wording)) not in text] == []
    for part in ("otrkārt, ķēde un ņirgas", "example.org/coaching/lv/worksheets/all-fields", "CC-BY-4.0"):
        assert part in text


def test_latvian_words_are_not_parted(printer: Printer, editions: dict[str, Edition]) -> None:
    _, reader = make(printer, editions, "lv", "all-fields", large=True)
    assert not re.search(r"\w[-\u00ad]\n\w", "\n".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize(
    ("name", "options", "least", "most"),
    [
        ("all-fields", {}, 3, 4),
        ("all-fields", {"paper": "letter"}, 3, 5),
        ("all-fields", {"large": True}, 5, 7),
        ("long-fields", {}, 5, 6),
    ],
)
def test_number_and_size_of_pages(
    printer: Printer,
    editions: dict[str, Edition],
    name: str,
    options: dict[str, Any],
    least: int,
    most: int,
) -> None:
    _, reader = make(printer, editions, "lv", name, **options)
    assert least <= len(reader.pages) <= most
    width, height = (612, 792) if options.get("paper") == "letter" else (595, 842)
    for number, text in enumerate(extracted(reader), 1):
        assert f"{number}. lapa no {len(reader.pages)}" in text
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (width, height)


def test_the_same_bytes_twice(project: Project, editions: dict[str, Edition]) -> None:
    made = []
    for _ in range(2):
        with Printer(project) as printer:
            made.append(make(printer, editions, "lv", "all-fields")[0])
    assert made[0] == made[1]


def role_name(edition: Edition) -> str:
    return print_words(edition)["role_client"]


@pytest.mark.parametrize("name", ["all-fields", "long-fields"])
@pytest.mark.parametrize("options", [{}, {"large": True}, {"paper": "letter"}])
def test_answer_room_stands_with_its_question(
    printer: Printer, editions: dict[str, Edition], name: str, options: dict[str, Any]
) -> None:
    locale = sheet(editions, "en", name).language
    _, reader = make(printer, editions, locale, name, fillable=True, **options)
    text = extracted(reader)
    rooms = places(reader)
    for section in sheet(editions, locale, name).sections:
        for field in section.fields:
            if field.type == "note":
                continue
            party = field.type == "signature"
            label = role_name(editions[locale]) if party else words_of(markup.plain(field.label))
            pages = [number for number, content in enumerate(text) if label in content]
            assert pages, label
            assert rooms[field.id][0] in pages, label
            if field.type not in ROWS:
                assert set(rooms[field.id]) <= set(pages), label


def test_placeholders_do_not_move_anything(printer: Printer, editions: dict[str, Edition]) -> None:
    _, reader = make(printer, editions, "lv", "all-fields")
    _, marked = make(printer, editions, "lv", "all-fields", fillable=True)
    assert extracted(reader) == extracted(marked)
    assert places(reader) == {}


def test_long_tables_repeat_their_heads(printer: Printer, editions: dict[str, Edition]) -> None:
    _, reader = make(printer, editions, "es", "long-fields", fillable=True)
    text, rooms = extracted(reader), places(reader)
    assert len(set(rooms["rows"])) >= 2
    assert all("Quién Qué" in text[number] for number in set(rooms["rows"]))
    assert all("¿Qué pasó aquel día?" in text[number] for number in set(rooms["story"]))


def test_a_missing_letter_is_an_error_that_names_the_file(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "content" / "worksheets"
    folder.mkdir(parents=True)
    text = LATVIAN.replace("Pirmais solis", "Pirmais → solis")
    (folder / "all-fields.yaml").write_text(text, encoding="utf-8")
    own = Project(tmp_path, project.locales, project.site_name, project.site_url, REPO)
    with Printer(own) as printer, pytest.raises(ContentError) as caught:
        printer.pdf(found := edition(own, library.load(own), "lv"), found.get(Kind.worksheet, "all-fields"))
    (problem,) = caught.value.problems
    assert problem.place.path == folder / "all-fields.yaml"
    assert "→" in str(problem.what)


def test_a_template_may_not_fetch_packages(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "print"
    folder.mkdir(parents=True)
    (folder / "extra.typ").write_text('#import "@preview/cetz:0.3.0"', encoding="utf-8")
    own = Project(tmp_path, project.locales, project.site_name, project.site_url, REPO)
    with pytest.raises(UsageError, match=r"extra\.typ"), Printer(own):
        pass


def test_a_projects_own_template_comes_first(
    project: Project, editions: dict[str, Edition], tmp_path: Path
) -> None:
    folder = tmp_path / "templates" / "print"
    folder.mkdir(parents=True)
    (folder / "worksheet.typ").write_text(
        '#import "theme.typ": *\n#show: sheet.with(data.view.plain_title)\n= Mana lapa', encoding="utf-8"
    )
    own = Project(tmp_path, project.locales, project.site_name, project.site_url, REPO)
    with Printer(own) as printer:
        _, reader = make(printer, editions, "lv", "all-fields")
    assert extracted(reader)[0].startswith("Mana lapa")


# -- the repository's worksheets --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ours(
    shipped_printer: Printer, shipped_editions: dict[str, Edition]
) -> tuple[Printer, dict[str, Edition]]:
    return shipped_printer, shipped_editions


def test_a_head_of_many_words_is_no_fault(
    ours: tuple[Printer, dict[str, Edition]], tmp_path: Path, faults_found: Path
) -> None:
    """Its words, upright and in two languages, are said again on no other page without being read."""
    printer, editions = ours
    options = PrintOptions(paper="letter", large=True, bilingual="lv")
    pdf = printer.pdf(editions["fi"], sheet(editions, "fi", "sponsor-agreement"), options, editions["lv"])
    assert_accessible(pdf, tmp_path, faults_found)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_sum_stands_with_what_it_sums(ours: tuple[Printer, dict[str, Edition]], paper: str) -> None:
    for locale in ours[1]:
        _, reader = make(*ours, locale, "decision-matrix", paper=paper, fillable=True)
        assert len(reader.pages) <= 4
        rooms = places(reader)
        sections = [
            section
            for section in sheet(ours[1], locale, "decision-matrix").sections
            if section.fields[-1].type == "computed"
        ]
        assert len(sections) == 3
        for section in sections:
            assert len({page for field in section.fields for page in rooms[field.id]}) == 1, section.id


@pytest.mark.parametrize("locale", ["en", "es", "lv", "fi"])
def test_sections_side_by_side_make_a_table(
    ours: tuple[Printer, dict[str, Edition]], locale: str, tmp_path: Path, faults_found: Path
) -> None:
    """A field is in one line with those beside it, and in one column with those of its section."""
    pdf, reader = make(*ours, locale, "decision-matrix", fillable=True)
    assert len(reader.pages) == 2
    boxes = {
        str(widget["/T"]): (number, *(round(float(side)) for side in widget["/Rect"]))
        for number, page in enumerate(reader.pages)
        for widget in (annotation.get_object() for annotation in page["/Annots"])
        if "/T" in widget
    }
    columns = [
        [boxes[field.id] for field in section.fields]
        for section in sheet(ours[1], locale, "decision-matrix").sections
        if section.id.startswith("option-")
    ]
    assert [len(column) for column in columns] == [6, 6, 6]
    for row in zip(*columns, strict=True):
        assert len({(page, bottom) for page, _, bottom, _, _ in row}) == 1
    for column in columns:
        assert len({(left, right) for _, left, _, right, _ in column}) == 1
    lefts = [column[0][1] for column in columns]
    assert lefts == sorted(set(lefts))
    named = {str(field["/TU"]) for field in (reader.get_fields() or {}).values() if "/TU" in field}
    titles = [section.title for section in sheet(ours[1], locale, "decision-matrix").sections[1:4]]
    assert [sum(name.startswith(f"{title}: ") for name in named) for title in titles] == [6, 6, 6]
    assert_accessible(pdf, tmp_path, faults_found)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_long_ranking_begins_on_the_first_page_in_large_print(
    ours: tuple[Printer, dict[str, Edition]], paper: str
) -> None:
    for locale in ours[1]:
        _, reader = make(*ours, locale, "values", paper=paper, large=True, fillable=True)
        (ranking,) = (
            field.id
            for section in sheet(ours[1], locale, "values").sections
            for field in section.fields
            if field.type == "ranking"
        )
        assert places(reader)[ranking].count(0) >= 3


@pytest.mark.parametrize("name", ["wheel-of-life", "wheel-of-leadership", "strengths-and-resources-map"])
def test_a_wheel_in_two_languages_needs_no_page_of_its_own(
    ours: tuple[Printer, dict[str, Edition]], name: str
) -> None:
    printer, editions = ours
    options = PrintOptions(bilingual="lv")
    pdf = printer.pdf(editions["en"], sheet(editions, "en", name), options, editions["lv"])
    pages = extracted(pypdf.PdfReader(io.BytesIO(pdf)))
    assert len(pages) <= 3
    (found,) = (
        field.segments
        for section in sheet(editions, "lv", name).sections
        for field in section.fields
        if field.type == "wheel"
    )
    # In the drawing and in the table.
    for segment in found:
        joined = " ".join(pages).replace(" ", "")
        assert joined.count(markup.plain(segment.text).replace(" ", "")) >= 2, segment.text
