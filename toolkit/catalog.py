"""Catalogs: gettext PO files of a locale, for definitions and for the interface.

A content message's context is the path of stable ids at which its text stands, so a
translation follows its text wherever the text is moved, and two equal sentences can be
translated differently. Merging goes by that context alone, never by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import polib
from babel.messages import Catalog as BabelCatalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from babel.support import Translations

from .errors import ContentError, Message, Place, Problem
from .library import Library
from .model import AnyDefinition, texts
from .model.kinds import foreign_letter, script_of
from .project import Project
from .source import bad_character

CONTENT = "content"
INTERFACE = "ui"
_PO_LINE = re.compile(r'\s*(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s+)?"(\\.|[^"\\])*"\s*)?')


class State(StrEnum):
    """How a text stands in a locale: ``source`` means it was written in that language."""

    source = "source"
    translated = "translated"
    outdated = "outdated"
    missing = "missing"


@dataclass(frozen=True)
class Translation:
    """One message of a catalog."""

    msgid: str
    msgstr: str
    fuzzy: bool


@dataclass(frozen=True)
class Catalog:
    """The translations of one locale, by context."""

    locale: str
    messages: Mapping[str, Translation]

    def state(self, context: str, text: str) -> State:
        """Say how the source text at ``context`` stands in this locale."""
        found = self.messages.get(context)
        if found is None or not found.msgstr:
            return State.missing
        return State.outdated if found.fuzzy or found.msgid != text else State.translated


@dataclass(frozen=True)
class Source:
    """A text to translate: its context, the text, and what translators should know."""

    context: str
    text: str
    comment: str


def context_of(definition: AnyDefinition, path: Sequence[str]) -> str:
    """Return the message context of the text at ``path`` in a definition."""
    return "/".join((definition.kind, definition.id, *path))


def sources(library: Library, locale: str) -> Iterator[Source]:
    """Yield what has to be translated into ``locale``, in content order."""
    for definition in library:
        if definition.language == locale:
            continue
        for entry in texts(definition):
            yield Source(context_of(definition, entry.path), entry.text, entry.note)


def load(project: Project, locale: str) -> Catalog:
    """Return the content catalog of a locale; empty where there is none yet.

    Raises :class:`ContentError` where a catalog cannot be read.
    """
    messages: dict[str, Translation] = {}
    for path in reversed(project.catalog_paths(locale, CONTENT)):
        for entry in _parse(path):
            if not entry.obsolete and entry.msgctxt:
                messages[entry.msgctxt] = Translation(entry.msgid, entry.msgstr, entry.fuzzy)
    return Catalog(locale, MappingProxyType(messages))


def update(project: Project, library: Library) -> dict[str, Mapping[State, int]]:
    """Write and merge the content catalog of every locale.

    Returns counts per locale. A translation whose source changed becomes fuzzy and
    keeps its previous source; one whose text is gone is kept as obsolete.
    """
    bridge: Mapping[str, Translation] = {}
    counts: dict[str, Mapping[State, int]] = {}
    # English first: where the source is another language, it stands in the others as a bridge.
    for locale in sorted(project.locales, key=lambda code: code != "en"):
        _merge(project.catalog(locale, CONTENT), locale, list(sources(library, locale)), bridge)
        merged = load(project, locale)
        if locale == "en":
            bridge = merged.messages
        counts[locale] = count(library, merged)
    return counts


def count(library: Library, catalog: Catalog, kind: str | None = None) -> dict[State, int]:
    """Count the messages of a catalog by state, of one kind or of all."""
    result = dict.fromkeys((State.translated, State.outdated, State.missing), 0)
    for source in sources(library, catalog.locale):
        if kind is None or source.context.startswith(f"{kind}/"):
            result[catalog.state(source.context, source.text)] += 1
    return result


def check(project: Project, locale: str) -> Iterator[Problem]:
    """Yield problems in what translators wrote: hidden characters, foreign letters, line breaks."""
    script = script_of(locale)
    for path in project.catalog_paths(locale, CONTENT):
        try:
            entries = _parse(path)
        except ContentError as error:
            yield from error.problems
            continue
        for entry in entries:
            if entry.obsolete or not entry.msgstr:
                continue
            place = Place(path, entry.linenum or 1)
            if found := bad_character(entry.msgstr):
                yield Problem(
                    "hidden-character",
                    place,
                    Message("an invisible or forbidden character stands here: {name}", name=found[1]),
                    Message("delete it; if you pasted this text, paste it again without formatting"),
                )
            if script and (letter := foreign_letter(entry.msgstr, script)):
                yield Problem(
                    "foreign-letter",
                    place,
                    Message("a letter of another alphabet stands in this text: {letter}", letter=letter),
                    Message("type it again with your own keyboard; it may only look right"),
                )
            if "\n" not in entry.msgid and "\n" in entry.msgstr:
                yield Problem(
                    "one-line",
                    place,
                    Message("the translation has more lines than its source"),
                    Message("write it on one line"),
                )


def messages(project: Project, locale: str, domain: str) -> Iterator[tuple[Path, int, str]]:
    """Yield file, line and text of every translation in use; a catalog that cannot be read yields none."""
    for path in project.catalog_paths(locale, domain):
        try:
            entries = _parse(path)
        except ContentError:
            continue
        yield from ((path, entry.linenum or 1, entry.msgstr) for entry in entries if not entry.obsolete)


def interface(project: Project, locale: str) -> Translations:
    """Return the interface's translations for a locale; untranslated words stay English."""
    result: Translations | None = None
    for path in reversed(project.catalog_paths(locale, INTERFACE)):
        compiled = BytesIO()
        write_mo(compiled, _read_interface(path, locale))
        compiled.seek(0)
        found = Translations(compiled)
        # The first one is the base: merging takes over messages, but not the plural rule.
        result = result.merge(found) if result else found
    return result or Translations()


def _parse(path: Path) -> polib.POFile:
    _check_lines(path)
    try:
        return polib.pofile(str(path), wrapwidth=0, encoding="utf-8")
    except (OSError, ValueError):
        raise ContentError([_unreadable(Place(path))]) from None


def _check_lines(path: Path) -> None:
    """Refuse a line that is no PO syntax: both PO readers would drop some such lines in silence."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        raise ContentError([_unreadable(Place(path))]) from None
    faults = [number for number, line in enumerate(lines, start=1) if not _PO_LINE.fullmatch(line)]
    if faults:
        raise ContentError(_unreadable(Place(path, number)) for number in faults)


def _unreadable(place: Place) -> Problem:
    return Problem(
        "catalog",
        place,
        Message("the catalog cannot be read"),
        Message("open it in your translation tool and save it again, or restore the last good version"),
    )


def _merge(path: Path, locale: str, wanted: list[Source], bridge: Mapping[str, Translation]) -> None:
    old = {entry.msgctxt: entry for entry in _parse(path)} if path.is_file() else {}
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = {
        "Project-Id-Version": "coaching-toolkit",
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for source in wanted:
        entry = polib.POEntry(msgctxt=source.context, msgid=source.text, comment=source.comment)
        english = bridge.get(source.context)
        if english and english.msgstr and not english.fuzzy:
            entry.comment += f"\nen: {english.msgstr}"
        if known := old.pop(source.context, None):
            entry.msgstr = known.msgstr
            entry.tcomment = known.tcomment
            entry.flags = [flag for flag in known.flags if flag != "fuzzy" or known.msgstr]
            entry.previous_msgid = known.previous_msgid if "fuzzy" in entry.flags else None
            if known.msgid != source.text and known.msgstr:
                # Keep the oldest source that the translation was made from.
                entry.previous_msgid = known.previous_msgid or known.msgid
                if "fuzzy" not in entry.flags:
                    entry.flags.append("fuzzy")
        catalog.append(entry)
    for context, gone in sorted(old.items(), key=lambda pair: pair[0] or ""):
        if context and gone.msgstr:
            gone.obsolete = True
            gone.comment = ""
            catalog.append(gone)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = str(catalog) + "\n"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


# -- the interface -------------------------------------------------------------------------------

#: How interface words are marked, for Babel's extractor.
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "Message": None,
    "N_": None,
    "L_": ((1, "c"), 2),
    "say": None,
}
_METHODS = [("**.py", "python"), ("**.j2", "jinja2"), ("**.html", "jinja2")]
_OPTIONS = {"**.j2": {"trimmed": "true"}, "**.html": {"trimmed": "true"}}


def interface_sources(project: Project) -> BabelCatalog:
    """Return the interface's messages, from the package's modules and the project's templates."""
    found = BabelCatalog()
    package = Path(str(resources.files("toolkit")))
    for folder in (package, *(folder / "page" for folder in project.template_folders)):
        for _, _, message, comments, context in extract_from_dir(
            str(folder),
            method_map=_METHODS,
            options_map=_OPTIONS,
            keywords=_KEYWORDS,
            comment_tags=("NOTE:",),
        ):
            found.add(message, context=context, auto_comments=comments)
    return found


def update_interface(project: Project) -> None:
    """Write and merge ``ui.po`` of every locale but English, the language the interface is written in."""
    template = interface_sources(project)
    for locale in project.locales:
        if locale == "en":
            continue
        path = project.catalog(locale, INTERFACE)
        brought = [known for known in project.catalog_paths(locale, INTERFACE) if known != path]
        if brought and not path.is_file():
            # The package speaks this language already; an empty catalog would only look like work to do.
            continue
        merged = _read_interface(path, locale) if path.is_file() else BabelCatalog(locale=locale)
        # Interface words are short and alike: guessing by likeness would do harm.
        merged.update(template, no_fuzzy_matching=True)
        written = BytesIO()
        write_po(written, merged, width=0, no_location=True, omit_header=True, sort_output=True)
        head = f'msgid ""\nmsgstr ""\n"Language: {locale}\\n"\n"MIME-Version: 1.0\\n"\n' + (
            '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
            f'"Plural-Forms: {merged.plural_forms}\\n"\n\n'
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + written.getvalue().decode(), encoding="utf-8", newline="\n")


def count_interface(project: Project, locale: str) -> dict[State, int]:
    """Count the interface's messages by state; nothing for English."""
    if locale == "en":
        return {}
    known: dict[tuple[object, str | None], bool] = {}
    for path in reversed(project.catalog_paths(locale, INTERFACE)):
        for message in _read_interface(path, locale):
            if message.id:
                strings = message.string if isinstance(message.string, tuple) else (message.string,)
                if all(strings) and not message.fuzzy:
                    known[(message.id, message.context)] = True
    wanted = [(message.id, message.context) for message in interface_sources(project) if message.id]
    translated = sum(known.get(key, False) for key in wanted)
    return {State.translated: translated, State.outdated: 0, State.missing: len(wanted) - translated}


def _read_interface(path: Path, locale: str) -> BabelCatalog:
    _check_lines(path)
    try:
        with path.open("rb") as file:
            # abort_invalid: a broken catalog must not be read as an empty one.
            return read_po(file, locale=locale, abort_invalid=True)
    except (PoFileError, ValueError):
        raise ContentError([_unreadable(Place(path))]) from None
