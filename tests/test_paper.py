"""All that is shipped, on paper: how many pages, how full they are, what stands together, how small letters are."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

import pikepdf
import pymupdf
import pypdfium2
import pytest
from PIL import ImageOps

from toolkit.definitions.model import Kind
from toolkit.errors import ContentError, UsageError
from toolkit.pdf.printer import Printer, PrintOptions
from toolkit.project.tokens import Tokens
from toolkit.view import Edition

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = ("a4", "letter")
LOCALES = ("en", "es", "lv", "fi")
MM = 72 / 25.4
#: The least of a page that the last one holds.
THIRD = 1 / 3
#: Pages of all sheets in all languages at the most, and before sheets were made to fit their pages.
MOST_PAGES = {
    (Kind.worksheet, "a4"): (316, 328),
    (Kind.worksheet, "letter"): (324, 345),
    (Kind.checklist, "a4"): (82, 84),
    (Kind.checklist, "letter"): (89, 93),
}
COUNTS = {Kind.worksheet: 36, Kind.checklist: 9, Kind.session: 11}


def fills(pdf: bytes) -> list[float]:
    """Return which share of the text block each page fills, from its top down to the last ink above the foot."""
    top, bottom = (getattr(Tokens().spaces, f"margin_{edge}")[0] * MM for edge in ("top", "bottom"))
    found: list[float] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=0.5, grayscale=True).to_pil()
            block = picture.crop((0, round(top / 2), picture.width, picture.height - round(bottom / 2) - 1))
            ink = ImageOps.invert(block).point(lambda value: 255 if value > 8 else 0).getbbox()
            found.append(ink[3] / block.height if ink else 0)
    return found


def prints(
    printer: Printer, current: Edition, kind: Kind, options: PrintOptions, second: Edition | None = None
) -> Iterator[tuple[str, bytes]]:
    made = [(one.id, printer.pdf(current, one, options, second)) for one in current.of_kind(kind)]
    assert len(made) >= COUNTS[kind]
    yield from made


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", [Kind.worksheet, Kind.checklist])
def test_the_last_page_holds_a_third_or_is_not_there(
    shipped_printer: Printer, shipped_editions: dict[str, Edition], kind: Kind, paper: Paper
) -> None:
    pages, scanty = 0, {}
    for locale in LOCALES:
        for name, pdf in prints(shipped_printer, shipped_editions[locale], kind, PrintOptions(paper=paper)):
            shares = fills(pdf)
            pages += len(shares)
            if len(shares) > 1 and shares[-1] < THIRD:
                scanty[locale, name] = shares
    assert scanty == {}
    most, before = MOST_PAGES[kind, paper]
    assert pages <= most < before


@pytest.mark.parametrize("options", [{"large": True}, {"bilingual": "fi"}, {"fillable": True}])
def test_so_do_other_variants(
    shipped_printer: Printer, shipped_editions: dict[str, Edition], options: dict[str, Any]
) -> None:
    second = shipped_editions["fi"] if "bilingual" in options else None
    found = prints(shipped_printer, shipped_editions["lv"], Kind.worksheet, PrintOptions(**options), second)
    scanty = {name: shares for name, pdf in found if len(shares := fills(pdf)) > 1 and shares[-1] < THIRD}
    assert scanty == {}


def pages_of(pdf: bytes) -> dict[str, set[int]]:
    """Return the pages on which the answer places of each field are, by the field's id."""
    found: dict[str, set[int]] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            for widget in page.obj.get("/Annots", ()):
                names, node = [], widget
                while node is not None:
                    names += [str(node.T)] if "/T" in node else []
                    node = node.get("/Parent")
                if names:
                    found.setdefault(names[-1], set()).add(number)
    return found


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("locale", LOCALES)
def test_signatures_stand_together_with_what_they_sign(
    shipped_printer: Printer, shipped_editions: dict[str, Edition], locale: str, paper: Paper
) -> None:
    current, checked = shipped_editions[locale], 0
    for sheet in current.of_kind(Kind.worksheet):
        for section in getattr(sheet, "sections", ()):
            if not any(field.type == "signature" for field in section.fields):
                continue
            found = pages_of(shipped_printer.pdf(current, sheet, PrintOptions(paper=paper, fillable=True)))
            pages = [found[field.id] for field in section.fields if field.id in found]
            assert len(set.union(*pages)) == 1, (sheet.id, section.id)
            checked += sum(field.type == "signature" for field in section.fields)
    assert checked >= 9


def test_signatures_of_a_checklist_are_not_alone(
    shipped_printer: Printer, shipped_editions: dict[str, Edition]
) -> None:
    current = shipped_editions["lv"]
    for checklist in current.of_kind(Kind.checklist):
        pdf = shipped_printer.pdf(current, checklist, PrintOptions())
        last = getattr(checklist, "groups", ())[-1].items[-1]
        (*_, page) = pymupdf.open(stream=pdf, filetype="pdf")
        text = " ".join(page.get_text().split())
        assert last.term in text, checklist.id


@pytest.mark.parametrize("locale", LOCALES)
def test_ten_sheets_have_a_form_of_one_page(
    shipped_printer: Printer, shipped_editions: dict[str, Edition], locale: str
) -> None:
    current, outcome = shipped_editions[locale], Counter[str]()
    for sheet in current.of_kind(Kind.worksheet):
        try:
            pdf = shipped_printer.pdf(current, sheet, PrintOptions(one_page=True))
        except ContentError as error:
            (problem,) = error.problems
            assert "does not fit on one page" in str(problem.what)
            # What the site shall offer fits in every language.
            assert not sheet.one_page, sheet.id
            outcome["refused"] += 1
            continue
        assert len(fills(pdf)) == 1, sheet.id
        assert min(sizes(pdf)) >= 9, sheet.id
        outcome["offered" if sheet.one_page else "one page"] += 1
    assert outcome["offered"] >= 10
    assert outcome["refused"] >= 5


def test_one_page_can_be_filled_in_and_is_for_worksheets(
    shipped_printer: Printer, shipped_editions: dict[str, Edition]
) -> None:
    current = shipped_editions["en"]
    sheet = current.get(Kind.worksheet, "session-preparation")
    pdf = shipped_printer.pdf(current, sheet, PrintOptions(one_page=True, fillable=True))
    assert len(fills(pdf)) == 1
    assert len(pages_of(pdf)) >= 8
    with pytest.raises(UsageError, match="only worksheets"):
        shipped_printer.pdf(current, current.of_kind(Kind.checklist)[0], PrintOptions(one_page=True))
    with pytest.raises(UsageError, match="standard print"):
        shipped_printer.pdf(current, sheet, PrintOptions(one_page=True, large=True))


def sizes(pdf: bytes) -> Counter[float]:
    """Return the sizes of all letters of a PDF in points, and how many spans are set in each."""
    return Counter(
        round(span["size"], 1)
        for page in pymupdf.open(stream=pdf, filetype="pdf")
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        if span["text"].strip()
    )


@pytest.mark.parametrize("options", [{}, {"paper": "letter"}, {"bilingual": "en"}], ids=str)
@pytest.mark.parametrize("locale", ["es", "lv", "fi"])
def test_a_session_card_is_read_at_arms_length(
    shipped_printer: Printer, shipped_editions: dict[str, Edition], locale: str, options: dict[str, Any]
) -> None:
    current = shipped_editions[locale]
    second = shipped_editions["en"] if "bilingual" in options else None
    for name, pdf in prints(shipped_printer, current, Kind.session, PrintOptions(**options), second):
        found = sizes(pdf)
        assert sum(found.values()) > 100
        assert min(found) >= 9, name
        assert len(fills(pdf)) <= (7 if second else 3), name


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("locale", LOCALES)
def test_no_phase_goes_over_a_page(
    shipped_printer: Printer, shipped_editions: dict[str, Edition], locale: str, paper: Paper
) -> None:
    current, checked = shipped_editions[locale], 0
    for session in current.of_kind(Kind.session):
        pdf = shipped_printer.pdf(current, session, PrintOptions(paper=paper))
        # The time of a phase stands beside its first line alone, so each page begins with one.
        for page in list(pymupdf.open(stream=pdf, filetype="pdf"))[1:]:
            left = (page.rect.width / MM - 186) / 2 * MM
            first = min(
                (word for word in page.get_text("words") if word[1] > 13 * MM and word[3] < 280 * MM * 0.9),
                key=lambda word: (round(word[1] / 6), word[0]),
            )
            assert first[0] < left + 20 * MM, (session.id, first)
            checked += 1
    assert checked >= 11


def test_cards_carry_their_step_by_colour_and_shape(
    shipped_printer: Printer, shipped_editions: dict[str, Edition]
) -> None:
    current = shipped_editions["lv"]
    bank = current.get(Kind.question_bank, "session-questions")
    document = pymupdf.open(stream=shipped_printer.pdf(current, bank, PrintOptions()), filetype="pdf")
    signs: dict[tuple[float, ...], set[int]] = {}
    for number in range(0, len(document), 2):
        for drawing in document[number].get_drawings():
            if drawing["type"] == "f" and 2.5 * MM < drawing["rect"].height < 5 * MM:
                signs.setdefault(drawing["fill"], set()).add(len(drawing["items"]))
    # As many colours as there are steps, and each goes with one shape.
    assert len(signs) >= 5
    assert all(len(shapes) == 1 for shapes in signs.values())
    assert len(set.union(*signs.values())) >= 4
