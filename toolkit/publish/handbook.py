"""Handbooks: a curriculum as a book to print, one for those who take part and one for whoever teaches it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..definitions import L_, Visibility
from ..pdf import Book, Printer
from ..view import edition
from .form import Artefact, Form
from .material import Material, Publication


def _write(publication: Publication, folder: Path) -> Iterator[Artefact]:
    with Printer(publication.project) as printer:
        for material in publication.materials:
            for name, book in (
                ("participant", _book(publication, material)),
                ("trainer", _trainers(publication, material)),
            ):
                file = f"{material.name}-{name}.pdf"
                (folder / file).write_bytes(printer.book(book))
                yield Artefact(file, material.locale)


def _book(publication: Publication, material: Material) -> Book:
    """Return the book of those who take part."""
    told = material.imprint
    return Book(
        material.edition, material.curriculum, False, publication.day, told.licence_address, told.source
    )


def _trainers(publication: Publication, material: Material) -> Book:
    """Return the book of trainers, with what the publication leaves out because it is for them alone."""
    scope = replace(publication.scope, reader=Visibility.trainer)
    wide = edition(publication.project, publication.library, material.locale, scope)
    curriculum = wide.curriculum(publication.id)
    return replace(_book(publication, material), edition=wide, curriculum=curriculum, trainer=True)


FORM = Form("handbook", L_("published form", "Handbooks for participants and for trainers (PDF)"), _write)
