"""Definitions as PDFs: one Typst compile each, tagged as PDF/UA-1, the same bytes every time.

The only importer of Typst. Data goes in as JSON, never as markup. Typst follows links inside its root
folder, so it gets a private one that holds nothing but print templates.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self, cast

import segno
import typst
from babel import Locale

from . import addresses, branding, fillable, fonts
from . import cache as kept
from .answer import Answers
from .cache import Cache
from .errors import ContentError, Message, Place, Problem, UsageError
from .foreign import beside, languages
from .labels import language_name
from .markup import plain
from .model import AnyDefinition, Kind, Visibility, texts
from .places import AnswerPlace, SheetPlaces
from .project import Project
from .variants import PrintOptions
from .views import (
    Edition,
    PrintMedium,
    View,
    Viewer,
    date_hint,
    print_words,
    site_description,
)

#: What would make Typst fetch a package from the network.
_PACKAGE = re.compile(rb'"@[a-z]')
#: What a template says of a text that its paper or card has no room for (see ``refuse`` in theme.typ).
_NO_ROOM = re.compile(r"panicked with: (too-wide|too-long), (.*)", re.DOTALL)


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

    def __enter__(self) -> Self:
        self._branding = branding.load(self._project)
        self._folder = TemporaryDirectory(prefix="toolkit-print-")
        folder = Path(self._folder.name)
        try:
            self._root, self._fonts = folder / "root", folder / "fonts"
            self._gather("print", "*.typ", self._root, _refuse_packages)
            self._gather(fonts.FOLDER, "*.ttf", self._fonts)
            if self._branding.logo and self._branding.logo_name:
                shutil.copyfile(self._branding.logo, self._root / self._branding.logo_name)
            self._engine = kept.key(
                kept.program(), kept.files(self._root.iterdir()), kept.files(self._fonts.iterdir())
            )
            self._compiler = typst.Compiler(
                root=self._root,
                font_paths=typst.Fonts(False, False, [self._fonts]),
                ignore_system_fonts=True,
                package_path=folder / "packages",
                package_cache_path=folder / "packages",
            )
        except BaseException:
            self._folder.cleanup()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def pdf(
        self,
        edition: Edition,
        definition: AnyDefinition,
        options: PrintOptions = _PLAIN,
        second: Edition | None = None,
        answers: Answers | None = None,
    ) -> bytes:
        """Return the PDF of a localised definition.

        ``answers`` by place stand in the fields of a fillable one; such a PDF is never cached.

        Session cards are for the one who leads; all else leaves out what is meant for coaches alone.
        ``second`` is the edition of ``options.bilingual``.

        Raises :class:`ContentError` where it cannot be set or a text finds no room, :class:`UsageError`
        where its kind has no print template or does not go with the options.
        """
        kind = definition.kind
        main = self._root / f"{kind}.typ"
        if not main.is_file():
            raise UsageError(Message("the template {name} is missing", name=f"print/{main.name}"))
        if options.fillable and kind is not Kind.worksheet:
            raise UsageError(Message("only worksheets can be fillable; ‘{id}’ is none", id=definition.id))
        if options.bilingual == edition.locale:
            raise UsageError(Message("‘{locale}’ is the first language already", locale=edition.locale))
        if options.bilingual != (second.locale if second else None):
            raise ValueError("second must be the edition of options.bilingual")
        reader = edition.scope.reader if kind is Kind.session else Visibility.client
        view = self._viewer(edition, reader).view(definition)
        words = print_words(edition)
        data = {"words": words, "meta": self._meta(edition, view, words), "options": asdict(options)}
        if second:
            other = self._viewer(second, reader).view(second.get(kind, definition.id))
            view = _in_both(view, other, second.locale)
            said = print_words(second)
            data["second"] = {"locale": second.locale, "words": said}
            data["meta"]["title"] = " / ".join(
                dict.fromkeys((view["plain_title"], view.get("plain_title_also", view["plain_title"])))
            )
        inputs = [json.dumps(beside(data | {"view": view}), ensure_ascii=False, default=_places)]
        editions = (edition, second) if second else (edition,)
        places, hint = None, date_hint(edition)
        if options.fillable:
            places = tuple(view["places"])
            inputs += [repr(places), hint]

        def finish(pdf: bytes) -> bytes:
            if places is None:
                return pdf
            return fillable.make_fillable(pdf, places, edition.locale, self._answer_font(), hint, answers)

        try:
            return self._compiled(main, inputs, finish, None if answers else self._cache)
        except typst.TypstError as error:
            raise _failure(editions, definition, error) from None

    def card(self, edition: Edition) -> bytes:
        """Return the PNG, 1200 × 630 pixels, that goes with a link to the site in an edition's language."""
        told = {
            "locale": edition.locale,
            "title": self._branding.title(edition.interface.gettext, edition.locale),
            "description": site_description(edition),
            "languages": [language_name(code) for code in sorted(edition.languages)],
            "brand": asdict(self._branding) | {"logo": self._branding.logo_name or ""},
        }
        data = json.dumps(told, ensure_ascii=False, default=str)
        name = kept.key(self._engine, "card.typ", data) + ".png"
        if self._cache and (found := self._cache.get(name)) is not None:
            return found
        # A point is a pixel here.
        picture = cast(
            bytes,
            self._compiler.compile(
                input=self._root / "card.typ", format="png", ppi=72.0, sys_inputs={"data": data}
            ),
        )
        if self._cache:
            self._cache.put(name, picture)
        return picture

    def _viewer(self, edition: Edition, reader: Visibility) -> Viewer:
        """Return the one viewer of an edition and a reader: the variants of a sheet share its view."""
        found = self._viewers.get((edition.locale, reader))
        if found is None or found.edition is not edition:
            found = self._viewers[edition.locale, reader] = Viewer(edition, PrintMedium(), reader)
        return found

    def _answer_font(self) -> Path:
        """Return the font that answers are written in; made when the first form needs it."""
        path = self._root.parent / "answers.ttf"
        if not path.is_file():
            both = ((self._fonts / name).read_bytes() for name in (fonts.FIRST, fonts.SECOND))
            path.write_bytes(fonts.answer_font(*both))
        return path

    def _compiled(
        self, main: Path, inputs: Sequence[str], finish: Callable[[bytes], bytes], cache: Cache | None
    ) -> bytes:
        """Return the finished PDF of a template and its inputs, from the cache where it was made before.

        The first input is what the template is given; the others are what ``finish`` goes by.
        """
        timestamp = int(os.environ.get("SOURCE_DATE_EPOCH") or 0)
        name = kept.key(self._engine, main.name, str(timestamp), *inputs) + ".pdf"
        if cache and (found := cache.get(name)) is not None:
            return found
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
        return made

    def _meta(self, edition: Edition, view: View, words: Mapping[str, str]) -> dict[str, Any]:
        page = addresses.absolute(edition.project.site_url, edition.locale, view["path"])
        return {
            "locale": edition.locale,
            "title": view["plain_title"],
            "authors": view["authors"],
            "licence": " · ".join([", ".join(view["authors"]), view["license"]]),
            "standing": [{"label": label} for label in _standing(view)],
            "address": addresses.printed(page),
            "url": page,
            "qr": _qr_svg(page) if page else "",
            "languages": [
                (lang, Locale.parse(lang, sep="-").get_display_name(edition.locale))
                for lang in sorted({*_strangers(view), *languages([view, words])})
            ],
            "brand": asdict(self._branding)
            | {
                "name": self._branding.title(edition.interface.gettext, edition.locale),
                "logo": self._branding.logo_name or "",
            },
        }

    def _gather(
        self, name: str, pattern: str, target: Path, check: Callable[[Path], None] = lambda _: None
    ) -> None:
        """Copy the files of a template folder."""
        target.mkdir()
        for path in self._project.template_files(name, pattern).values():
            check(path)
            shutil.copyfile(path, target / path.name)


def _places(value: object) -> Any:
    """Return answer places as print templates get them; all else in a view is plain data."""
    if isinstance(value, SheetPlaces):
        return {"name": value.name, "date": value.date}
    if isinstance(value, AnswerPlace):
        return value.for_print()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(value)


def _standing(view: View) -> list[str]:
    """Return what whoever holds the sheet must know of it: that it is a draft, or for trainers only."""
    return [label for label in (view["life_cycle_label"], view["readers_label"]) if label]


def _refuse_packages(path: Path) -> None:
    if _PACKAGE.search(path.read_bytes()):
        raise UsageError(
            Message(
                "{file} imports a Typst package; copy what you need into your own template",
                file=str(path),
            )
        )


@lru_cache(maxsize=512)
def _qr_svg(address: str) -> str:
    """Return a QR code as SVG, without a margin. Level M still reads when 15 % of it are smudged."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=0, xmldecl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode()


def _strangers(view: Any) -> Iterator[str]:
    """Yield the languages of texts that are not in the edition's own."""
    if isinstance(view, list):
        for child in view:
            yield from _strangers(child)
    elif isinstance(view, dict):
        if "plain" in view and view["lang"]:
            yield view["lang"]
        elif "plain" not in view:
            yield from _strangers(list(view.values()))


def _in_both(first: Any, second: Any, locale: str) -> Any:
    """Return the first view with what the second one says otherwise beside it.

    A text gets ``also``, a text in the second language; a plain string gets a neighbour ``<key>_also``.
    """
    if isinstance(first, list):
        # Two views of one definition differ in their words alone, so their lists go in step.
        return [_in_both(one, other, locale) for one, other in zip(first, second, strict=True)]
    if not isinstance(first, dict):
        return first
    if "lang" in first and "plain" in first:
        # A gap of the second edition is in its source language, which nobody asked for.
        same = second is None or second["lang"] is not None or second["plain"] == first["plain"]
        return first | {"also": None if same else second | {"lang": locale}}
    merged: View = {}
    for key, value in first.items():
        other = second.get(key)
        merged[key] = _in_both(value, other, locale) if isinstance(value, dict | list) else value
        if isinstance(value, str) and isinstance(other, str) and other != value:
            merged[f"{key}_also"] = other
    return merged


def _failure(
    editions: tuple[Edition, ...], definition: AnyDefinition, error: typst.TypstError
) -> ContentError:
    edition = editions[0]
    entry = edition.library.entries.get((definition.kind, definition.id))
    place = entry.document.place(()) if entry else Place(edition.project.content)
    found = _NO_ROOM.fullmatch(str(error.message))
    if not found:
        advice = (
            Message("{hints}", hints="; ".join(error.hints))
            if error.hints
            else Message(
                "look for a character that the print font lacks, or for a fault in your own print template"
            )
        )
        what = Message(
            "the PDF of ‘{id}’ ({locale}) cannot be made: {reason}",
            id=definition.id,
            locale=edition.locale,
            reason=str(error.message),
        )
        return ContentError([Problem("print", place, what, advice)])
    code, text = found.groups()
    for current in editions:
        for written in texts(current.get(definition.kind, definition.id)):
            if entry and plain(written.text) == text:
                place = entry.document.place(written.loc)
    shown = text if len(text) <= 60 else text[:59] + "…"
    what = Message(
        "in print ({locale}) there is no room for ‘{text}’",
        locale=", ".join(current.locale for current in editions),
        text=shown,
    )
    advice = (
        Message("shorten it")
        if code == "too-long"
        else Message("part its longest word, or give it more room: fewer columns, shorter heads")
    )
    return ContentError([Problem(code, place, what, advice)])
