"""Definitions as PDFs: one Typst compile each, tagged as PDF/UA-1, the same bytes every time.

The only importer of Typst. Data goes in as JSON, never as markup. Typst follows links inside its root
folder, so it gets a private one that holds nothing but print templates.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self, cast

import typst

from ..answers import Answers
from ..cache import Cache, running
from ..cache import files as files_key
from ..cache import key as key_of
from ..definitions import AnyDefinition, Visibility
from ..errors import Message, UsageError
from ..project import Project, branding, fonts
from ..translation import beside
from ..view import (
    Changes,
    Edition,
    PrintMedium,
    PrintOptions,
    Viewer,
    date_hint,
    packed_changes,
    print_words,
)
from . import form as fillable
from . import pictures
from .book import Book, book_data
from .contract import SheetData
from .data import in_both, place_data
from .failures import failure, refuse_packages
from .imprint import imprinted
from .meta import sheet_meta
from .sheet import Sheet
from .sheet import sheet as sheet_of

_PLAIN = PrintOptions()


class Printer:
    """Makes PDFs with a project's print templates and fonts; a context manager.

    With ``cache``, a folder, a PDF or card is made once for the same content, templates, fonts and engine.

    Raises :class:`UsageError` where a template would need the network, :class:`ContentError` where the
    project's branding cannot be used.
    """

    def __init__(self, project: Project, cache: Path | None = None) -> None:
        self._project = project
        self._cache = Cache(cache) if cache else None
        self._viewers: dict[tuple[str, Visibility], Viewer] = {}
        self._last: tuple[tuple[Edition, AnyDefinition, Edition | None], Sheet] | None = None

    def __enter__(self) -> Self:
        self._branding = branding.load(self._project)
        self._folder = TemporaryDirectory(prefix="toolkit-print-")
        folder = Path(self._folder.name)
        try:
            self._root, self._fonts = folder / "root", folder / "fonts"
            self._gather("print", "*.typ", self._root, refuse_packages)
            self._gather(fonts.FOLDER, "*.ttf", self._fonts)
            if self._branding.logo and self._branding.logo_name:
                shutil.copyfile(self._branding.logo, self._root / self._branding.logo_name)
            self._engine = key_of(
                running(), files_key(self._root.iterdir()), files_key(self._fonts.iterdir())
            )
        except BaseException:
            self._folder.cleanup()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    @cached_property
    def _compiler(self) -> typst.Compiler:
        """The engine, with its fonts; made when something is not in the cache."""
        packages = self._root.parent / "packages"
        return typst.Compiler(
            root=self._root,
            font_paths=typst.Fonts(False, False, [self._fonts]),
            ignore_system_fonts=True,
            package_path=packages,
            package_cache_path=packages,
        )

    def pdf(
        self,
        edition: Edition,
        definition: AnyDefinition,
        options: PrintOptions = _PLAIN,
        second: Edition | None = None,
        answers: Answers | None = None,
        changes: Changes | None = None,
    ) -> bytes:
        """Return the PDF of a localised definition.

        Raises as :meth:`made` does.
        """
        return self.made(edition, definition, options, second, answers, changes)[1]

    def made(
        self,
        edition: Edition,
        definition: AnyDefinition,
        options: PrintOptions = _PLAIN,
        second: Edition | None = None,
        answers: Answers | None = None,
        changes: Changes | None = None,
    ) -> tuple[str, bytes]:
        """Return the PDF of a localised definition, and what it is kept under.

        ``answers`` by place stand in the fields of a fillable one; such a PDF is never cached. ``changes``
        are what made the definition this client's, for the page that it is opened on again.

        Session cards are for the one who leads; all else leaves out what is meant for coaches alone.
        ``second`` is the edition of ``options.bilingual``.

        Raises :class:`ContentError` where it cannot be set or a text finds no room, :class:`UsageError`
        where its kind has no print template or does not go with the options.
        """
        kind, prints = definition.kind, definition.kind.info.prints
        main = self._main("-".join(filter(None, (kind.value, options.sheet))))
        if options.fillable and not (prints and prints.sheets.get(options.sheet)):
            raise UsageError(Message("‘{id}’ has no answer fields to fill in", id=definition.id))
        if options.one_page and (options.large or not (prints and prints.one_page)):
            raise UsageError(Message("only worksheets in standard print can be fitted on one page"))
        if options.bilingual == edition.locale:
            raise UsageError(Message("‘{locale}’ is already the first language", locale=edition.locale))
        if options.bilingual != (second.locale if second else None):
            raise ValueError("second must be the edition of options.bilingual")
        sheet = self._sheet(edition, definition, second)
        inputs = [sheet.data(options, answers)]
        editions = (edition, second) if second else (edition,)
        hint = date_hint(edition)
        about = {"ToolkitWorksheet": definition.id, "ToolkitVersion": definition.version}
        about |= {"ToolkitChanges": packed_changes(changes)} if changes else {}
        if options.fillable:
            inputs += [sheet.told, hint, *about.values()]

        cut: list[str] = []

        def finish(pdf: bytes) -> bytes:
            if not options.fillable:
                return pdf
            return fillable.make_fillable(
                pdf, sheet.places, edition.locale, self._answer_font(), hint, answers, about, cut
            )

        try:
            made = self._compiled(main, inputs, finish, None if answers else self._cache)
            if not cut:
                return made
            # Only a finished form tells what is too long for its fields.
            inputs[0] = sheet.data(options, answers, cut)
            return self._compiled(main, inputs, finish, None)
        except typst.TypstError as error:
            raise failure(editions, [definition], error) from None

    def book(self, book: Book) -> bytes:
        """Return the PDF of a handbook, which says in its metadata what its imprint says; it is not cached.

        Raises as :meth:`made` does.
        """
        main, told = self._main("handbook"), book_data(book, self._branding)
        data = json.dumps(beside(told), ensure_ascii=False, default=place_data)
        try:
            pdf = self._compiled(main, [data], lambda pdf: imprinted(pdf, book), None, book.seconds)[1]
        except typst.TypstError as error:
            raise failure((book.edition,), book.definitions(told), error) from None
        return pdf

    def card(self, edition: Edition) -> bytes:
        """Return the PNG, 1200 × 630 pixels, that goes with a link to the site in an edition's language."""
        return self._picture("card.typ", pictures.card(self._branding, edition))

    def cover(self, edition: Edition, title: str, below: str) -> bytes:
        """Return the PNG, 1200 × 1800 pixels, of a book's cover; ``below`` is who offers it."""
        return self._picture("cover.typ", pictures.cover(self._branding, edition, title, below))

    def icon(self, pixels: int, maskable: bool) -> bytes:
        """Return the PNG, square, that stands for the site as an app."""
        return self._picture("icon.typ", pictures.icon(self._branding, pixels, maskable))

    def _picture(self, template: str, told: pictures.Told) -> bytes:
        """Return what a template draws of data as PNG, a pixel for a point."""
        data = json.dumps(told, ensure_ascii=False, default=str)
        name = key_of(self._engine, template, data) + ".png"
        if self._cache and (found := self._cache.get(name)) is not None:
            return found
        picture = cast(
            bytes,
            self._compiler.compile(
                input=self._root / template, format="png", ppi=72.0, sys_inputs={"data": data}
            ),
        )
        if self._cache:
            self._cache.put(name, picture)
        return picture

    def _sheet(self, edition: Edition, definition: AnyDefinition, second: Edition | None) -> Sheet:
        """Return the sheet of a definition; the last one is kept, since variants are asked for in a row."""
        asked = (edition, definition, second)
        if self._last and all(one is other for one, other in zip(self._last[0], asked, strict=True)):
            return self._last[1]
        kind, prints = definition.kind, definition.kind.info.prints
        reader = edition.scope.reader if prints and prints.for_leaders else Visibility.client
        view = self._viewer(edition, reader).view(definition)
        words = print_words(edition)
        meta = sheet_meta(edition, view, [view, words], self._branding)
        data: SheetData = {"words": words, "meta": meta, "options": _PLAIN, "view": view}
        if second:
            other = self._viewer(second, reader).view(second.get(kind, definition.id))
            view = in_both(view, other, second.locale)
            said = print_words(second)
            data["view"], data["second"] = view, {"locale": second.locale, "words": said}
            meta["title"] = " / ".join(
                dict.fromkeys((view["plain_title"], view.get("plain_title_also", view["plain_title"])))
            )
        self._last = asked, sheet_of(data)
        return self._last[1]

    def _viewer(self, edition: Edition, reader: Visibility) -> Viewer:
        """Return the one viewer of an edition and a reader: the variants of a sheet share its view."""
        found = self._viewers.get((edition.locale, reader))
        if found is None or found.edition is not edition:
            found = self._viewers[edition.locale, reader] = Viewer(edition, PrintMedium(), reader)
        return found

    def _main(self, name: str) -> Path:
        """Return the template of a kind or book. Raises :class:`UsageError` where there is none."""
        main = self._root / f"{name}.typ"
        if not main.is_file():
            raise UsageError(Message("the template {name} is missing", name=f"print/{main.name}"))
        return main

    def _answer_font(self) -> Path:
        """Return the font that answers are written in; made when the first form needs it."""
        path = self._root.parent / "answers.ttf"
        if not path.is_file():
            both = ((self._fonts / name).read_bytes() for name in (fonts.FIRST, fonts.SECOND))
            path.write_bytes(fonts.answer_font(*both))
        return path

    def _compiled(
        self,
        main: Path,
        inputs: Sequence[str],
        finish: Callable[[bytes], bytes],
        cache: Cache | None,
        day: int | None = None,
    ) -> tuple[str, bytes]:
        """Return the finished PDF of a template and its inputs, from the cache where it was made before.

        The first input is what the template is given; the others are what ``finish`` goes by. ``day`` is what
        it is dated, in seconds; else it is what ``SOURCE_DATE_EPOCH`` says.
        """
        timestamp = int(os.environ.get("SOURCE_DATE_EPOCH") or 0) if day is None else day
        name = key_of(self._engine, main.name, str(timestamp), *inputs) + ".pdf"
        if cache and (found := cache.get(name)) is not None:
            return name, found
        pdf = self._compiler.compile(
            input=main,
            format="pdf",
            sys_inputs={"data": inputs[0]},
            pdf_standards="ua-1",
            timestamp=timestamp,
        )
        made = finish(cast(bytes, pdf))  # a list is what other formats than PDF give
        if cache:
            cache.put(name, made)
        return name, made

    def _gather(
        self, name: str, pattern: str, target: Path, check: Callable[[Path], None] = lambda _: None
    ) -> None:
        """Copy the files of a template folder."""
        target.mkdir()
        for path in self._project.template_files(name, pattern).values():
            check(path)
            shutil.copyfile(path, target / path.name)
