"""An e-book: EPUB 3.3 with a table of contents, landmarks and metadata of accessibility, without scripts."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

from .. import archive
from ..build import pdfs_of
from ..definitions import L_
from ..pdf import Printer
from .chapters import Book, book
from .documents import TEMPLATES, Manner, documents, text_of
from .form import Artefact, Form
from .material import Publication

_MANNER = Manner("epub.j2", ".xhtml", is_xml=True)
_TYPE = ("mimetype", b"application/epub+zip")
_CONTAINER = b"""\
<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def _write(publication: Publication, folder: Path) -> Iterator[Artefact]:
    with Printer(publication.project, pdfs_of(publication.project)) as printer:
        for material in publication.materials:
            name = f"{material.name}.epub"
            # What readers know the format by comes first, and as it is.
            archive.write(folder / name, _files(book(material), printer), frozenset([_TYPE[0]]))
            yield Artefact(name, material.locale)


def _files(made: Book, printer: Printer) -> Iterator[tuple[str, bytes]]:
    imprint, project = made.material.imprint, made.material.edition.project
    chapters = list(documents(made, _MANNER))
    told = {
        "files": [name for name, _ in chapters],
        "file": _MANNER.file,
        "identifier": identifier(made),
        "summary": str(_summary(made)),
    }
    yield _TYPE
    yield "META-INF/container.xml", _CONTAINER
    yield "EPUB/package.opf", text_of(made, "opf.j2", told)
    yield "EPUB/nav.xhtml", text_of(made, "nav.j2", told)
    yield "EPUB/chapters.css", project.template_file(f"{TEMPLATES}/chapters.css").read_bytes()
    yield "EPUB/cover.png", printer.cover(made.material.edition, imprint.title, imprint.provider)
    for name, data in chapters:
        yield f"EPUB/{name}", data


def identifier(made: Book) -> str:
    """Return what a curriculum in a language is known by, in each of its versions: a URN."""
    imprint = made.material.imprint
    known_by = imprint.source or f"{made.material.name} {imprint.provider}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, known_by)}"


def _summary(made: Book) -> str:
    return made.material.edition.interface.gettext(
        "The whole book is text, with headings in order, a table of contents and tables with headings, "
        "and each change of language is marked; font, text size and colours can be changed. The only "
        "picture is the cover. Worksheets are for reading: they have no fields to fill in. The book’s "
        "accessibility has not been certified by anyone."
    )


FORM = Form("epub", L_("published form", "E-book (EPUB)"), _write)
