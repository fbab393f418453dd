"""What packages for learning platforms share: pages, their look, and worksheets to fill in as PDFs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .. import archive
from ..build import pdfs_of
from ..pdf import Printer
from ..project import branding
from ..view import PrintOptions, file_name, offered
from .chapters import Book, book
from .documents import TEMPLATES, Manner, documents
from .form import Artefact, Write
from .material import Publication

#: What every platform looks for at the top of a package.
MANIFEST = "imsmanifest.xml"
_STYLES = ("chapters.css", "package.css")
_FORM = PrintOptions(fillable=True)


@dataclass(frozen=True)
class Contents:
    """What is in a package besides its manifest: pages, PDFs (``prints`` names them by chapter), the rest."""

    book: Book
    pages: Mapping[str, bytes]
    prints: Mapping[str, str]
    printed: Mapping[str, bytes]
    assets: Mapping[str, bytes]

    @property
    def files(self) -> Mapping[str, bytes]:
        """All files by name."""
        return {**self.pages, **self.printed, **self.assets}


def packages(
    ending: str, manner: Manner, scripts: tuple[str, ...], manifest: Callable[[Contents], bytes]
) -> Write:
    """Return what writes a package for each language, with these scripts and a manifest at its top."""

    def write(publication: Publication, folder: Path) -> Iterator[Artefact]:
        with Printer(publication.project, pdfs_of(publication.project)) as printer:
            for material in publication.materials:
                made = _contents(book(material), manner, scripts, printer)
                name = f"{material.name}{ending}"
                archive.write(folder / name, [(MANIFEST, manifest(made)), *made.files.items()])
                yield Artefact(name, material.locale)

    return write


def _contents(made: Book, manner: Manner, scripts: tuple[str, ...], printer: Printer) -> Contents:
    edition = made.material.edition
    prints, printed = {}, {}
    for chapter in made.chapters:
        definition = chapter.definition
        if definition is None or not (definition.kind.info.prints and definition.kind.info.prints.fillable):
            continue
        options = _form_of(offered(edition.project, edition.scope, definition))
        name = f"print/{file_name(definition.id, options)}"
        prints[chapter.name] = name
        printed[name] = printer.pdf(edition, definition, options)
    project = edition.project
    assets = {"assets/brand.css": branding.load(project).css().encode()}
    for file in (*_STYLES, *scripts):
        assets[f"assets/{file}"] = project.template_file(f"{TEMPLATES}/{file}").read_bytes()
    return Contents(made, dict(documents(made, manner, prints)), prints, printed, assets)


def _form_of(found: tuple[PrintOptions, ...]) -> PrintOptions:
    """Return how a worksheet is printed to be filled in: on the paper that the site prefers."""
    return replace(_FORM, paper=found[0].paper) if found else _FORM
