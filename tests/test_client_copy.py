"""What a client gets: accessible PDFs of every kind, and not one word that is meant for coaches."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from conftest import LOCALES
from lxml import html
from pdf_faults import syntax_faults, ua_faults

from toolkit.definitions import AnyDefinition, Worksheet
from toolkit.definitions.entries import Library
from toolkit.definitions.model import Kind, Visibility, texts
from toolkit.pdf.printer import Printer
from toolkit.project.opened import Project
from toolkit.view import Edition
from toolkit.view.markup import plain
from toolkit.view.sheets import PrintOptions, file_name, ready_made

#: Shorter texts could stand somewhere else by chance.
LEAST = 25


def variants_of(definition: AnyDefinition) -> int:
    """Return how many PDFs the site has of a definition: two papers, and large print on one.

    Sheets that can be filled in come in both forms, and a curriculum has a certificate besides its own.
    """
    also = isinstance(definition, Worksheet) and definition.one_page
    return {Kind.worksheet: 5 + also, Kind.curriculum: 8}.get(definition.kind, 3)


def squeezed(text: str) -> str:
    """Return only letters and digits, so that line breaks and hyphenation don't matter."""
    return re.sub(r"[\W_]+", "", text).casefold()


def printed(path: Path) -> str:
    """Return the letters and digits of a PDF; PDFium reads them ten times as fast as a reader in Python."""
    with pypdfium2.PdfDocument(path) as document:
        return squeezed("".join(page.get_textpage().get_text_range() for page in document))


def secrets(current: Edition) -> set[str]:
    """Return every text that only coaches or trainers may read, and that stands nowhere for clients."""
    found, public = set(), set()
    for entry in current.localised.values():
        definition = entry.definition
        hidden = definition.visibility is not Visibility.client
        for text in texts(definition):
            (found if hidden or text.visibility else public).add(squeezed(plain(text.text)))
    return {text for text in found - public if len(text) >= LEAST}


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_for_coaches_reaches_clients(site: Path, editions: dict[str, Edition], locale: str) -> None:
    hidden = secrets(editions[locale])
    assert len(hidden) > 200
    sheets = [
        sheet for sheet in editions[locale].of_kind(Kind.worksheet) if sheet.visibility is Visibility.client
    ]
    lists = [
        entry for entry in editions[locale].of_kind(Kind.checklist) if entry.visibility is Visibility.client
    ]
    assert len(sheets) >= 32
    seen = 0
    for definition in (*sheets, *lists):
        for options in ready_made(editions[locale].project, definition):
            path = site / locale / "print" / file_name(definition.id, options)
            said = printed(path)
            assert not [text for text in hidden if text in said], path
            seen += 1
    for sheet in sheets:
        root = html.parse(str(site / locale / "worksheets" / sheet.id / "index.html")).getroot()
        said = squeezed(" ".join(root.itertext()))
        assert not [text for text in hidden if text in said], sheet.id
    assert seen == sum(map(variants_of, (*sheets, *lists))) > 5 * len(sheets)


def test_what_is_for_coaches_would_be_found(site: Path, editions: dict[str, Edition]) -> None:
    root = html.parse(str(site / "lv" / "sessions" / "coaching-session" / "index.html")).getroot()
    said = squeezed(" ".join(root.itertext()))
    hidden = secrets(editions["lv"])
    assert len([text for text in hidden if text in said]) > 10
    said = printed(site / "lv" / "print" / "coaching-session.pdf")
    assert len([text for text in hidden if text in said]) > 10


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.info.prints])
@pytest.mark.parametrize("locale", LOCALES)
def test_every_pdf_of_the_site_is_accessible(
    site: Path, library: Library, repository: Project, faults_found: Path, locale: str, kind: Kind
) -> None:
    count = 0
    for definition in library.of_kind(kind):
        for options in ready_made(repository, definition):
            path = site / locale / "print" / file_name(definition.id, options)
            assert ua_faults(path, faults_found) == [], path
            count += 1
    assert count == sum(map(variants_of, library.of_kind(kind))) > 0


def test_both_validators_find_a_planted_fault(site: Path, tmp_path: Path, faults_found: Path) -> None:
    path = tmp_path / "untagged.pdf"
    with pikepdf.open(site / "en" / "print" / "smart-goal.pdf") as document:
        del document.Root.StructTreeRoot
        document.save(path)
    found = ua_faults(path, faults_found)
    assert {fault.partition(":")[0] for fault in found} == {"outloud", "page-validation"}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_pdf_of_the_site_is_sound(site: Path, library: Library, locale: str) -> None:
    paths = sorted((site / locale / "print").glob("*.pdf"))
    printed = [definition for definition in library if definition.kind.info.prints]
    assert len(paths) == sum(map(variants_of, printed)) >= 360
    for path in paths:
        assert syntax_faults(path) == [], path


VARIANTS: list[tuple[PrintOptions, str]] = [
    # Neither of the three keeps the others from showing what does not fit.
    (PrintOptions(large=True, ink_saving=True, paper="letter"), ""),
    (PrintOptions(bilingual="*"), "next"),
]


@pytest.mark.parametrize(("options", "second"), VARIANTS, ids=["large", "bilingual"])
@pytest.mark.parametrize("locale", LOCALES)
def test_every_worksheet_builds_in_every_variant(
    repository: Project, editions: dict[str, Edition], locale: str, options: PrintOptions, second: str
) -> None:
    other = editions[LOCALES[LOCALES.index(locale) - 1]] if second else None
    chosen: Any = PrintOptions(bilingual=other.locale) if other else options
    made = 0
    with Printer(repository) as printer:
        for sheet in editions[locale].of_kind(Kind.worksheet):
            assert printer.pdf(editions[locale], sheet, chosen, other).startswith(b"%PDF-")
            made += 1
    assert made >= 32
