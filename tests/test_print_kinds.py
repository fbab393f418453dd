"""Printed checklists, session cards, card decks, sheets in two languages, and an organisation's branding."""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pymupdf
import pypdf
import pytest
from pdf_faults import syntax_faults, ua_faults

from toolkit.definitions import library
from toolkit.definitions.model import AnyDefinition, Kind
from toolkit.errors import ContentError, Problem, UsageError
from toolkit.pdf import meta
from toolkit.pdf.printer import Printer, PrintOptions
from toolkit.project import branding, colours, config
from toolkit.project.opened import Project
from toolkit.view import Edition, edition

REPO = Path(__file__).resolve().parents[1]
MM = 72 / 25.4
HEAD = """\
kind: {kind}
id: {id}
language: {language}
title: "{title}"
summary: "Kopsavilkums."
version: "1.0"
authors: [Anna Bērziņa]
audience: [coach, client]
"""

SESSION = (
    HEAD.format(kind="session", id="talk", language="lv", title="Saruna par mērķi")
    + """\
model: grow
purpose: "Noskaidrot mērķi."
outcomes: {clear: "Mērķis ir skaidrs."}
materials: {paper: "Papīrs un pildspalva"}
contraindications: {grief: "Cilvēks ir sērās."}
format: one_to_one
setting: [online]
length: {min: 20, typical: 60, max: 90}
difficulty: {facilitator: easy, participant: easy}
phases:
  - id: before
    title: "Gatavošanās"
    intent: "Nomierināties."
    when: before
    minutes: {min: 5, typical: 10, max: 15}
    steps: {coach: {read: "Pārlasa piezīmes."}, client: {think: "Padomā par tematu."}}
  - id: goal
    title: "Mērķis"
    intent: "Uzzināt, ko vēlas."
    when: during
    step: goal
    minutes: {min: 10, typical: 15, max: 30}
    steps: {coach: {ask: "Jautā un klausās."}, client: {name: "Nosauc mērķi."}}
    invitation: "Par ko šodien runāsim?"
    questions: [cards/card-1, cards/card-2]
    worksheets: [sheet]
    coach_notes: "Nesteidziniet ķēdi."
    watch_for: {vague: "Izplūdis mērķis"}
  - id: will
    title: "Griba"
    intent: "Izvēlēties soli."
    when: during
    step: will
    minutes: {min: 10, typical: 45, max: 60}
    optional: true
    steps: {coach: {hold: "Sargā laiku."}, client: {choose: "Izvēlas soli."}}
"""
)

CHECKLIST = (
    HEAD.format(kind="checklist", id="duties", language="lv", title="Kas par ko atbild")
    + """\
stage: contracting
roles: [coach, client, sponsor]
introduction: "Pārrunājiet *katru* rindu."
groups:
  - id: time
    title: "Laiks"
    text: "Par norunām."
    items:
      - {id: punctual, term: "Laikā", text: "Abi ierodas laikā.", responsible: [coach, client]}
      - id: pay
        term: "Samaksa"
        text: "Rēķins tiek samaksāts."
        responsible: [sponsor]
        required: false
        rationale: "Lai nav strīdu."
        reference: {document: "Ētikas kodekss", clause: "4.2", year: 2021}
"""
)

PATHWAY = (
    HEAD.format(kind="pathway", id="late", language="lv", title="Klients, kas kavē")
    + """\
signs: {hurry: "Klients ienāk ar tālruni pie auss."}
steps:
  - id: breathe
    title: "Ierasties kopā"
    text: "Dodiet tam divas minūtes."
    say: "Vai vispirms ievilksim elpu?"
    uses: [session/talk/goal, question_bank/cards/card-1, worksheet/sheet]
watch: {illness: "Tā var būt slimība."}
"""
)

QUESTION = """\
  - id: card-{n}
    text: "Ko jūs gribētu panākt {n}. dienā?"
    phases: {{grow: [{step}], general: [opening]}}
    topics: [goals]
    intent: "Atrast mērķi."
    caution: "Nesteidzieties {n}."
    follow_ups: [cards/card-1]
"""
BANK = HEAD.format(kind="question_bank", id="cards", language="lv", title="Mērķa kartītes") + "questions:\n"
FAQ = (
    HEAD.format(kind="question_bank", id="faq", language="es", title="Preguntas frecuentes")
    + """\
use: faq
introduction: "Lee con calma."
questions:
  - {id: how-long, text: "¿Cuánto dura?", answer: "Una hora, *casi* siempre."}
  - {id: how-much, text: "¿Cuánto cuesta?", answer: "Lo que se acuerde."}
"""
)
SHEET = (
    HEAD.format(kind="worksheet", id="sheet", language="lv", title="Mana lapa")
    + """\
purpose: "TIKAI KOUČAM"
minutes: 10
cadence: once
instructions: "Rakstiet brīvi."
sections:
  - id: one
    title: "Pirmā daļa"
    fields:
      - {id: why, type: long_text, label: "Kāpēc?", lines: 3}
      - id: how
        type: matrix
        label: "Cik bieži?"
        rows: {rest: "Es atpūšos."}
        columns: {never: "nekad", often: "bieži"}
      - id: circle
        type: wheel
        label: "Kā klājas?"
        segments: {work: "Darbs", home: "Mājas", play: "Spēles"}
      - {id: sign, type: signature, party: client}
debrief: [cards/card-1]
"""
)
#: Spanish for some of the sheet; what is not here is a gap.
SPANISH = {
    "worksheet/sheet/title": ("Mana lapa", "Mi hoja"),
    "worksheet/sheet/instructions": ("Rakstiet brīvi.", "Escribe con libertad."),
    "worksheet/sheet/sections/one/fields/why/label": ("Kāpēc?", "¿Por qué?"),
    "worksheet/sheet/sections/one/fields/how/columns/never": ("nekad", "nunca"),
    "worksheet/sheet/sections/one/fields/circle/segments/home": ("Mājas", "Casa"),
    "checklist/duties/groups/time/items/punctual/term": ("Laikā", "A tiempo"),
    "session/talk/phases/goal/title": ("Mērķis", "Meta"),
    "pathway/late/steps/breathe/title": ("Ierasties kopā", "Llegar juntos"),
    "question_bank/cards/questions/card-1/text": ("Ko jūs gribētu panākt 1. dienā?", "¿Qué quiere lograr?"),
}
FILES = {
    "sessions/talk": SESSION,
    "pathways/late": PATHWAY,
    "checklists/duties": CHECKLIST,
    "questions/cards": BANK
    + "".join(QUESTION.format(n=n, step="goal" if n < 6 else "will") for n in range(1, 12)),
    "questions/faq": FAQ,
    "worksheets/sheet": SHEET,
}
NAMES = [
    (Kind.session, "talk"),
    (Kind.checklist, "duties"),
    (Kind.question_bank, "cards"),
    (Kind.question_bank, "faq"),
    (Kind.worksheet, "sheet"),
    (Kind.pathway, "late"),
]
OPTIONS: list[dict[str, Any]] = [
    {},
    {"paper": "letter", "ink_saving": True},
    {"large": True},
    {"bilingual": "es"},
    {"bilingual": "es", "large": True, "paper": "letter"},
]


def write(root: Path, files: dict[str, str]) -> Project:
    for name, text in files.items():
        path = root / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    catalog = root / "locales" / "es" / "LC_MESSAGES" / "content.po"
    catalog.parent.mkdir(parents=True, exist_ok=True)
    entries = [
        f'msgctxt "{context}"\nmsgid "{text}"\nmsgstr "{said}"\n' for context, (text, said) in SPANISH.items()
    ]
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: es\\n"\n'
    catalog.write_text("\n".join([head, *entries]), encoding="utf-8")
    return Project(
        root=root,
        locales=("lv", "es", "en", "fi"),
        site_name="Rīku kaste",
        site_url="https://example.org/coaching/",
        packaged=REPO,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return write(tmp_path_factory.mktemp("kinds"), FILES)


@pytest.fixture(scope="module")
def printer(project: Project) -> Iterator[Printer]:
    with Printer(project) as opened:
        yield opened


@pytest.fixture(scope="module")
def editions(project: Project) -> dict[str, Edition]:
    found = library.load(project)
    return {locale: edition(project, found, locale) for locale in project.locales}


Make = Callable[..., bytes]


@pytest.fixture(scope="module")
def make(printer: Printer, editions: dict[str, Edition]) -> Make:
    def made(kind: Kind, name: str, locale: str = "lv", **options: Any) -> bytes:
        second = editions[options["bilingual"]] if options.get("bilingual") else None
        definition = editions[locale].get(kind, name)
        return printer.pdf(editions[locale], definition, PrintOptions(**options), second)

    return made


def pages(pdf: bytes) -> list[str]:
    found = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in found]


def said(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def assert_accessible(pdf: bytes, folder: Path, kept: Path) -> None:
    path = folder / "sheet.pdf"
    path.write_bytes(pdf)
    assert ua_faults(path, kept) == []
    assert syntax_faults(path) == []


# -- all kinds --------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "name"), NAMES, ids=lambda value: str(value))
@pytest.mark.parametrize("options", OPTIONS, ids=lambda options: "-".join(options) or "plain")
def test_two_validators_pass_it(
    make: Make, tmp_path: Path, faults_found: Path, kind: Kind, name: str, options: dict[str, Any]
) -> None:
    pdf = make(kind, name, **options)
    assert_accessible(pdf, tmp_path, faults_found)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root: Any = reader.root_object
    assert root["/Lang"] == "lv"
    assert reader.metadata is not None
    assert reader.metadata.title
    box = reader.pages[0].mediabox
    expected = (612, 792) if options.get("paper") == "letter" else (595, 842)
    assert (round(float(box.width)), round(float(box.height))) == expected


def test_the_same_bytes_twice(project: Project, editions: dict[str, Edition], tmp_path: Path) -> None:
    made: list[list[bytes]] = []
    for cache in (None, None, tmp_path, tmp_path):
        with Printer(project, cache) as printer:
            current = editions["lv"]
            made.append([printer.pdf(current, current.get(kind, name)) for kind, name in NAMES])
    assert made[0] == made[1] == made[2] == made[3]
    assert len(list(tmp_path.glob("*.pdf"))) == len(NAMES)


def test_what_has_no_print_or_no_form_is_refused(printer: Printer, editions: dict[str, Edition]) -> None:
    current = editions["lv"]
    checklist = current.get(Kind.checklist, "duties")
    with pytest.raises(UsageError, match="duties"):
        printer.pdf(current, checklist, PrintOptions(fillable=True))
    with pytest.raises(UsageError, match="lv"):
        printer.pdf(current, checklist, PrintOptions(bilingual="lv"), current)
    with pytest.raises(ValueError, match="second"):
        printer.pdf(current, checklist, PrintOptions(bilingual="es"))
    with pytest.raises(UsageError, match=r"framework\.typ"):
        printer.pdf(current, checklist.model_copy(update={"kind": Kind.framework}))


# -- sessions and checklists --------------------------------------------------------------------


def test_a_session_card_has_all_that_the_coach_needs(make: Make) -> None:
    pdf = make(Kind.session, "talk")
    text = said(pdf)
    for part in (
        "Saruna par mērķi",
        "Par ko šodien runāsim?",
        "Jautā un klausās.",
        "Nosauc mērķi.",
        "Ko jūs gribētu panākt 1. dienā?",
        "Mana lapa",
        "Nesteidziniet ķēdi.",
        "Izplūdis mērķis",
        "0:00–0:15",
        "0:15–1:00",
        "Cilvēks ir sērās.",
        "example.org/coaching/lv/sessions/talk",
    ):
        assert part in text, part
    assert len(pages(pdf)) == 1


def test_phases_are_drawn_to_scale(make: Make) -> None:
    (page,) = pymupdf.open(stream=make(Kind.session, "talk"), filetype="pdf")
    # A bar has the height of its kind alone; both phases of the meeting stand in it.
    bars = [item["rect"] for item in page.get_drawings() if abs(item["rect"].height - 7 * MM) < 0.5]
    widths = sorted({round(bar.width, 1) for bar in bars if bar.width > 8 * MM})
    assert len(widths) == 2
    assert math.isclose(widths[1] / widths[0], 45 / 15, rel_tol=0.01)


def test_a_checklist_has_a_box_for_each_role_and_signatures(make: Make) -> None:
    pdf = make(Kind.checklist, "duties")
    boxes = [
        item["rect"]
        for page in pymupdf.open(stream=pdf, filetype="pdf")
        for item in page.get_drawings()
        if abs(item["rect"].width - 4.5 * MM) < 0.3 and abs(item["rect"].height - 4.5 * MM) < 0.3
    ]
    assert len(boxes) == 3
    text = said(pdf)
    for part in (
        "Laikā",
        "Abi ierodas laikā.",
        "Lai nav strīdu.",
        "Ētikas kodekss, 4.2 (2021)",
        "pēc izvēles",
    ):
        assert part in text, part
    assert text.count("Paraksts") == 3


@pytest.mark.parametrize(("kind", "name"), NAMES[1:], ids=lambda value: str(value))
@pytest.mark.parametrize("options", [{}, {"bilingual": "es"}, {"large": True}], ids=str)
def test_clients_get_nothing_that_is_for_coaches(
    make: Make, kind: Kind, name: str, options: dict[str, Any]
) -> None:
    text = said(make(kind, name, **options))
    for part in ("Nesteidziniet ķēdi.", "Izplūdis mērķis", "TIKAI KOUČAM"):
        assert part not in text


# -- cards ----------------------------------------------------------------------------------------


def crop_marks(page: Any) -> tuple[list[float], list[float]]:
    """Return where upright marks stand, from the left, and level ones, from the top, in mm."""
    across: set[float] = set()
    down: set[float] = set()
    for item in page.get_drawings():
        for entry in item["items"]:
            if entry[0] != "l" or not 3.0 < abs(entry[2] - entry[1]) / MM < 3.4:
                continue
            start, end = entry[1], entry[2]
            if abs(start.x - end.x) < 0.01:
                across.add(round(start.x / MM, 2))
            else:
                down.add(round(start.y / MM, 2))
    return sorted(across), sorted(down)


@pytest.mark.parametrize(
    ("options", "width", "height", "paper"),
    [
        ({}, 63, 88, (210, 297)),
        ({"paper": "letter"}, 63, 88, (215.9, 279.4)),
        ({"large": True}, 94.5, 132, (210, 297)),
    ],
)
def test_cards_are_cut_where_fronts_and_backs_meet(
    make: Make, options: dict[str, Any], width: float, height: float, paper: tuple[float, float]
) -> None:
    document = pymupdf.open(stream=make(Kind.question_bank, "cards", **options), filetype="pdf")
    marks = [crop_marks(page) for page in document]
    assert all(mark == marks[0] for mark in marks)
    across, down = marks[0]
    for found, size in ((across, width), (down, height)):
        assert all(abs(b - a - size) <= 0.2 for a, b in pairwise(found))
    assert len(across) == len(down) == round(189 / width) + 1
    # Turned over the long edge, a mark at x lies on one at paper width − x.
    mirrored = sorted(paper[0] - x for x in across)
    assert all(abs(a - b) <= 0.2 for a, b in zip(across, mirrored, strict=True))
    assert abs(down[0] + down[-1] - paper[1]) <= 0.2


def cells(page: Any) -> dict[tuple[int, int], str]:
    """Return what is written on each card, by row and column."""
    across, down = crop_marks(page)
    found: dict[tuple[int, int], str] = {}
    for x0, y0, x1, y1, word, *_ in page.get_text("words"):
        if x0 / MM < across[0]:
            continue  # the note in the margin
        column = max(n for n, x in enumerate(across) if x <= x0 / MM)
        row = max(n for n, y in enumerate(down) if y <= y0 / MM)
        # No word crosses a cut or comes near it.
        assert across[column] + 4 < x0 / MM < x1 / MM < across[column + 1] - 4, word
        assert down[row] + 4 < y0 / MM < y1 / MM < down[row + 1] - 4, word
        found[row, column] = (found.get((row, column), "") + " " + word).strip()
    return found


@pytest.mark.parametrize("options", [{}, {"paper": "letter"}, {"bilingual": "es"}], ids=str)
def test_each_back_lies_behind_its_front(make: Make, options: dict[str, Any]) -> None:
    document = pymupdf.open(stream=make(Kind.question_bank, "cards", **options), filetype="pdf")
    assert len(document) == 4  # eleven cards are two sheets of nine
    seen = 0
    for front, back in ((document[0], document[1]), (document[2], document[3])):
        fronts, backs = cells(front), cells(back)
        assert {(row, 2 - column) for row, column in fronts} == set(backs)
        for (row, column), text in fronts.items():
            seen += 1
            assert f"Ko jūs gribētu panākt {seen}. dienā?" in text
            assert f"Nesteidzieties {seen}." in backs[row, 2 - column]
            assert f"{seen}/11" in backs[row, 2 - column]
    assert seen == 11


def test_a_question_is_all_that_a_front_says_but_its_step(make: Make) -> None:
    document = pymupdf.open(stream=make(Kind.question_bank, "cards"), filetype="pdf")
    assert cells(document[0])[0, 0] == "Ko jūs gribētu panākt 1. dienā? Mērķis"
    (question,) = [b for b in document[0].get_text("blocks") if "panākt 5." in b[4].replace("\n", " ")]
    middle = (question[1] + question[3]) / 2 / MM
    assert 297 / 2 - 6 < middle < 297 / 2  # optically centred: a little above the middle


def test_a_large_deck_has_four_cards_a_sheet(make: Make) -> None:
    assert len(pages(make(Kind.question_bank, "cards", large=True))) == 6


def test_answers_are_printed_as_pages(make: Make) -> None:
    (text,) = pages(make(Kind.question_bank, "faq", "es"))
    assert "Lee con calma." in text
    assert text.index("¿Cuánto dura?") < text.index("Una hora, casi siempre.") < text.index("¿Cuánto cuesta?")


# -- two languages ----------------------------------------------------------------------------------


def tagged(pdf: bytes, lang: str) -> int:
    """Return how many elements of the structure or pieces of content say that they are in a language."""
    elements = sum(str(node.get("/Lang", "")) == lang for node in structure(pdf))
    content = b"".join(page.read_contents() for page in pymupdf.open(stream=pdf, filetype="pdf"))
    return elements + content.count(f"/Lang({lang})".encode())


@pytest.mark.parametrize("options", [{}, {"large": True}, {"paper": "letter"}], ids=str)
def test_a_sheet_says_everything_in_both_languages(make: Make, options: dict[str, Any]) -> None:
    alone, both = (
        make(Kind.worksheet, "sheet", **options),
        make(Kind.worksheet, "sheet", bilingual="es", **options),
    )
    text = said(both)
    for original, spanish in list(SPANISH.values())[:5]:
        assert original in text
        assert spanish in text
    # Words of the interface too, and questions from elsewhere; answer room stands once.
    for part in (
        "Nombre",
        "Fecha",
        "Firma",
        "Cliente",
        "Preguntas para conversar",
        "¿Qué quiere lograr?",
        "Página 1 de",
    ):
        assert part in text, part
    assert text.count("Cik bieži?") == 1  # a gap of the second language is not said twice
    assert tagged(alone, "es") == 0
    assert tagged(both, "es") >= 15
    title = pypdf.PdfReader(io.BytesIO(both)).metadata.title  # type: ignore[union-attr]
    assert title == "Mana lapa / Mi hoja"


def test_answer_room_stands_once_and_can_be_filled(make: Make) -> None:
    alone = make(Kind.worksheet, "sheet", fillable=True)
    both = make(Kind.worksheet, "sheet", fillable=True, bilingual="es")
    names = [sorted(pypdf.PdfReader(io.BytesIO(pdf)).get_fields() or ()) for pdf in (alone, both)]
    assert names[0] == names[1]


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        (
            Kind.pathway,
            "late",
            ("Ierasties", "Llegar juntos", "Mērķis", "Meta", "Vai vispirms ievilksim elpu?"),
        ),
        (Kind.checklist, "duties", ("Laikā", "A tiempo", "patrocinadora", "Acuerdos")),
        (Kind.session, "talk", ("Mērķis", "Meta", "Para coaches")),
        (Kind.question_bank, "cards", ("¿Qué quiere lograr?", "Precaución")),
    ],
)
def test_other_kinds_have_two_languages_too(
    make: Make, kind: Kind, name: str, expected: tuple[str, ...]
) -> None:
    pdf = make(kind, name, bilingual="es")
    assert tagged(pdf, "es") >= 5
    text = said(pdf)
    assert [part for part in expected if part not in text] == []


# -- what finds no room -------------------------------------------------------------------------------


LONG_WORD = "Nepārtrauktības" * 12


@pytest.mark.parametrize(
    ("kind", "file", "old", "new", "code"),
    [
        (
            Kind.question_bank,
            "questions/cards",
            "Ko jūs gribētu panākt 7.",
            "Ko jūs gribat? " * 25,
            "too-long",
        ),
        (Kind.question_bank, "questions/cards", "Nesteidzieties 9.", "Lūdzu, nesteidzieties! " * 17, None),
        (Kind.worksheet, "worksheets/sheet", "Kāpēc?", LONG_WORD, "too-wide"),
        (Kind.worksheet, "worksheets/sheet", "Pirmā daļa", LONG_WORD, "too-wide"),
        (Kind.worksheet, "worksheets/sheet", "nekad", LONG_WORD, "too-wide"),
        (Kind.worksheet, "worksheets/sheet", "Es atpūšos.", LONG_WORD, "too-wide"),
        (Kind.worksheet, "worksheets/sheet", "Rakstiet brīvi.", LONG_WORD, "too-wide"),
        (Kind.worksheet, "worksheets/sheet", "Mājas", LONG_WORD, "too-wide"),
        (Kind.pathway, "pathways/late", "Ierasties kopā", LONG_WORD, "too-wide"),
        (Kind.pathway, "pathways/late", "Tā var būt slimība.", LONG_WORD, "too-wide"),
        (Kind.checklist, "checklists/duties", "Samaksa", LONG_WORD, "too-wide"),
        (Kind.session, "sessions/talk", "Griba", LONG_WORD, "too-wide"),
        (Kind.session, "sessions/talk", "Par ko šodien runāsim?", LONG_WORD, "too-wide"),
        (Kind.session, "sessions/talk", "Nosauc mērķi.", LONG_WORD, "too-wide"),
    ],
)
def test_a_text_without_room_is_an_error_at_its_place(
    tmp_path: Path, kind: Kind, file: str, old: str, new: str, code: str | None
) -> None:
    """The one without a code is long, and a card's smallest type has room for it just so."""
    text = FILES[file].replace(old, new.strip())
    own = write(tmp_path, FILES | {file: text})
    line = next(n for n, row in enumerate(text.split("\n"), 1) if new.strip() in row)
    current = edition(own, library.load(own), "lv")
    with Printer(own) as printer:
        definition = current.get(kind, file.split("/")[1])
        if code is None:
            printer.pdf(current, definition)
            return
        with pytest.raises(ContentError) as caught:
            printer.pdf(current, definition)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.path.stem, problem.place.line) == (code, file.split("/")[1], line)


def test_a_table_too_wide_for_its_paper(tmp_path: Path) -> None:
    heads = ", ".join(f'c{n}: "Vissarežģītākais{n}jautājumsaizvien"' for n in range(6))
    text = SHEET.replace(
        "      - {id: sign,",
        f'      - {{id: grid, type: table, label: "Kas?", columns: {{{heads}}}}}\n      - {{id: sign,',
    )
    own = write(tmp_path, FILES | {"worksheets/sheet": text})
    current = edition(own, library.load(own), "lv")
    with Printer(own) as printer, pytest.raises(ContentError) as caught:
        printer.pdf(current, current.get(Kind.worksheet, "sheet"))
    (problem,) = caught.value.problems
    assert "Vissarežģītākais0" in str(problem.what)
    assert problem.place.line == next(n for n, row in enumerate(text.split("\n"), 1) if "c0:" in row)


# -- branding -------------------------------------------------------------------------------------------


PIXEL = (
    b"\x89PNG\r\n\x1a\n"
    + b"\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    + b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef"
    + b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'
SQUARE = SVG.format('<rect width="10" height="10" fill="#123456"/>')
AFTER = "plugins:\n  - toolkit\n  - i18n: {languages: [{locale: lv, name: Latviešu, default: true}]}\n"
BEFORE = "site_name: Rīku kaste\nextra:\n  toolkit:\n    branding:\n"


def branded(root: Path, lines: str, logo: bytes | None = None, name: str = "logo.svg") -> Project:
    own = write(root, {"worksheets/sheet": SHEET.replace("debrief: [cards/card-1]\n", "")})
    indented = "".join(f"      {line}\n" for line in lines.splitlines())
    path = root / "mkdocs.yml"
    path.write_text(BEFORE + indented + AFTER, encoding="utf-8")
    if logo is not None:
        (root / name).write_bytes(logo)
    return replace(own, configured=config.read(path))


@pytest.mark.parametrize(("name", "logo"), [("logo.svg", SQUARE.encode()), ("logo.png", PIXEL)])
def test_name_logo_colours_and_footer_reach_the_paper(
    tmp_path: Path, faults_found: Path, name: str, logo: bytes
) -> None:
    lines = (
        f'name: "Ķirsis & Co"\nlogo: {name}\nprimary: "#7A1F5C"\naccent: "#8a3b00"\nfooter: "Rīga, Ķīpsala"'
    )
    own = branded(tmp_path, lines, logo, name)
    found = branding.load(own)
    assert found.logo == (tmp_path / name).resolve()
    assert "--primary: #7a1f5c" in found.css()
    current = edition(own, library.load(own), "lv")
    with Printer(own) as printer:
        pdf = printer.pdf(current, current.get(Kind.worksheet, "sheet"))
    assert_accessible(pdf, tmp_path, faults_found)
    text = said(pdf)
    assert "Ķirsis & Co" in text
    assert "Rīga, Ķīpsala" in text
    page = pymupdf.open(stream=pdf, filetype="pdf")[0]
    colours = {item.get("color") for item in page.get_drawings()}
    wanted = tuple(part / 255 for part in (0x7A, 0x1F, 0x5C))
    assert any(
        c and all(math.isclose(a, b, abs_tol=0.01) for a, b in zip(c, wanted, strict=True)) for c in colours
    )


def test_without_configuration_the_branding_is_our_own(project: Project) -> None:
    found = branding.load(project)
    assert (found.name, found.logo, found.footer) == ("Rīku kaste", None, "")
    for colour in (found.primary, found.accent):
        assert colours.contrast(colour) >= colours.AA


def broken(root: Path, lines: str, **more: Any) -> Problem:
    with pytest.raises(ContentError) as caught:
        branding.load(branded(root, lines, **more))
    (problem,) = caught.value.problems
    assert problem.place.path == root / "mkdocs.yml"
    return problem


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("name: A\nprimary: teal", "not a colour"),
        ('name: A\nprimary: "#12345"', "not a colour"),
        ("name: A\nprimary: #0d5a62", "no value"),
        ('name: A\nprimary: "#ff8800"', "contrast"),
        ('name: A\naccent: "#767676"', "contrast"),
        ("name: A\nlogo: missing.svg", "no file"),
        ("name: A\nlogo: ../../secret.svg", "outside"),
        ("name: A\nlogo: /etc/passwd", "outside"),
        ("name: A\nlogo: mkdocs.yml", "neither"),
        ("name: A\nprimry: x", "no key"),
        ("name: A\nfooter: [x]", "no value"),
        (f"name: A\nfooter: {'x' * 161}", "161"),
        ('name: A\nfooter: "a\\u202Eb"', "invisible"),
    ],
)
def test_faults_in_the_configuration(tmp_path: Path, lines: str, message: str) -> None:
    problem = broken(tmp_path / "own", lines)
    assert message in str(problem.what)
    assert problem.place.line == BEFORE.count("\n") + 2


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<rect onclick="x()" width="1" height="1"/>',
        '<image href="https://example.org/x.png"/>',
        '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/passwd"/>',
        '<use href="other.svg#a"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
        '<a href="javascript:alert(1)"><rect width="1" height="1"/></a>',
        "<style>@import url(https://example.org/x.css);</style>",
        '<rect fill="url(https://example.org/x#a)" width="1" height="1"/>',
        '<rect style="fill: url(\'//example.org/x#a\')" width="1" height="1"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        "<?xml-stylesheet href='https://example.org/x.css'?>",
    ],
)
def test_a_logo_that_does_or_fetches_something(tmp_path: Path, inside: str) -> None:
    problem = broken(tmp_path, "logo: logo.svg", logo=SVG.format(inside).encode())
    assert "must not contain" in str(problem.what)


@pytest.mark.parametrize(
    ("name", "logo", "message"),
    [
        ("logo.svg", b"not xml", "not an SVG"),
        ("logo.svg", b"<html/>", "not an SVG"),
        ("logo.svg", b'<!DOCTYPE svg [<!ENTITY a "aa">]>' + SQUARE.encode(), "DOCTYPE"),
        ("logo.svg", b"<?xml-stylesheet href='x.css'?>" + SQUARE.encode(), "must not contain"),
        ("logo.svg", SQUARE.encode() + b" " * 500_000, "bytes"),
        ("logo.png", SQUARE.encode(), "not a PNG"),
        ("logo.png", PIXEL[:16] + struct.pack(">II", 90_000, 90_000) + PIXEL[24:], "pixels"),
        ("logo.gif", b"GIF89a", "neither"),
    ],
)
def test_a_logo_that_is_no_picture(tmp_path: Path, name: str, logo: bytes, message: str) -> None:
    assert message in str(broken(tmp_path, f"logo: {name}", logo=logo, name=name).what)


def test_a_link_out_of_the_project_is_no_logo(tmp_path: Path) -> None:
    outside = tmp_path / "outside.svg"
    outside.write_text(SQUARE, encoding="utf-8")
    own = branded(tmp_path / "own", "logo: logo.svg")
    (own.root / "logo.svg").symlink_to(outside)
    with pytest.raises(ContentError, match="Problems: 1") as caught:
        branding.load(own)
    assert "outside" in str(caught.value.problems[0].what)


def test_inner_links_and_gradients_are_fine(tmp_path: Path) -> None:
    inside = (
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)" width="9" height="9"/><use href="#a"/>'
    )
    assert branding.load(branded(tmp_path, "logo: logo.svg", SVG.format(inside).encode())).logo


# -- from paper to page ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "name"), [NAMES[0], NAMES[1], *NAMES[3:]], ids=str)
def test_the_first_page_has_code_and_address(
    printer: Printer, editions: dict[str, Edition], make: Make, kind: Kind, name: str
) -> None:
    definition: AnyDefinition = editions["lv"].get(kind, name)
    pdf = make(kind, name)
    first = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    links = [str(a.get_object()["/A"]["/URI"]) for a in first.get("/Annots", [])]
    folder = {
        "session": "sessions",
        "checklist": "checklists",
        "question_bank": "questions",
        "pathway": "pathways",
    }
    address = f"https://example.org/coaching/lv/{folder.get(kind, 'worksheets')}/{definition.id}/"
    assert address in links
    assert address.removeprefix("https://").rstrip("/") in pages(pdf)[0]
    texts = [str(node.get("/Alt", "")) for node in structure(pdf)]
    assert any("QR" in text and "example.org" in text for text in texts)


def structure(pdf: bytes) -> Iterator[Any]:
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).root_object
    pending = [root["/StructTreeRoot"]]
    while pending:
        node = pending.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            pending += node
        elif isinstance(node, dict):
            yield node
            pending += [node["/K"]] if "/K" in node else []


def test_without_an_address_there_is_no_code(project: Project, editions: dict[str, Edition]) -> None:
    own = Project(project.root, project.locales, project.site_name, "", REPO)
    current = edition(own, library.load(own), "lv")
    with Printer(own) as printer:
        pdf = printer.pdf(current, current.get(Kind.worksheet, "sheet"))
    assert "example.org" not in said(pdf)
    assert not any("QR" in str(node.get("/Alt", "")) for node in structure(pdf))


# -- the foot, and signatures ------------------------------------------------------------------


def test_the_foot_names_the_languages_that_are_marked_alone(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word that is not translated, but is not on the sheet either, is nothing that a reader meets."""
    monkeypatch.setattr(meta, "languages", lambda told: {"et"})
    for locale, stands, shown in (
        ("lv", "et: igauņu", False),
        ("es", "et: estonio", False),
        ("es", "lv: letón", True),
    ):
        for text in pages(make(Kind.worksheet, "sheet", locale)):
            assert (stands in text) is shown, (locale, stands)


SIGNED = """\
kind: worksheet
id: signed-{lines}
language: lv
title: "Vienošanās"
summary: "Kopsavilkums"
version: "1.0"
authors: [Test]
audience: [client]
purpose: "Mērķis"
minutes: 10
cadence: once
instructions: "Rakstiet."
sections:
  - id: main
    fields:
      - {{id: one, type: long_text, label: "Jautājums", lines: 12}}
      - {{id: two, type: long_text, label: "Jautājums", lines: {lines}}}
      - {{id: law, type: note, text: "PIEZĪME pirms parakstiem."}}
      - {{id: client, type: signature, party: client}}
      - {{id: coach, type: signature, party: coach}}
"""


def test_signatures_stand_together_with_the_note_before_them(tmp_path: Path) -> None:
    """Wherever a page ends, nobody signs on a page without what is signed, or alone."""
    lines = range(2, 13)
    project = write(tmp_path, {f"worksheets/signed-{count}": SIGNED.format(lines=count) for count in lines})
    current = edition(project, library.load(project), "lv")
    ends = set()
    with Printer(project) as printer:
        for count in lines:
            sheet = current.get(Kind.worksheet, f"signed-{count}")
            found = pages(printer.pdf(current, sheet, PrintOptions()))
            (at,) = [number for number, text in enumerate(found) if "PIEZĪME" in text]
            assert found[at].count("Paraksts") == sum(text.count("Paraksts") for text in found) == 2, count
            ends.add((len(found), at))
    assert ends == {(1, 0), (2, 1)}
