"""Catalogs: gettext PO files of a locale, for definitions and for the interface.

A content message's context is the path of stable ids at which its text stands, so a
translation follows its text wherever the text is moved, and two equal sentences can be
translated differently. Merging goes by that context alone, never by likeness.
"""

from __future__ import annotations

import gettext
import html
import os
import re
import stat
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polib
from babel.messages import Catalog as BabelCatalog
from babel.messages.extract import extract_from_dir
from babel.support import Translations

from . import po
from .errors import ContentError, Message, Place, Problem, Related
from .files import replace
from .library import Library
from .model import AnyDefinition, texts
from .model.kinds import foreign_letter, script_of
from .model.schema import schema_notes
from .project import Project
from .remembered import remembered
from .source import bad_character
from .wordbook import wordbook

CONTENT = "content"
INTERFACE = "ui"
#: A catalog holds every text of a project, so it may be larger than any definition.
MAX_BYTES = 20_000_000
#: Characters of one translation.
MAX_LENGTH = 10_000
_PO_LINE = re.compile(
    r'\s*(#([^~|].*)?|(#~\|?\s*|#\|\s*)?((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s+)?"(\\.|[^"\\])*"\s*)?'
)
#: Control characters and separators: never PO, and the parser would break lines at some of them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_COMMENT = re.compile(r"\s*#(~\||[~,.:|]?)(.*)")
_NAMED = re.compile(r"%\(\w+\)[a-zA-Z]|\{\w+\}")
_STRAY = re.compile(r"%%|[%{}]")
#: What begins a tag, and what makes a Markdown link of words.
_TAG = re.compile(r"<[a-zA-Z/!?]|\]\(")
_ANGLES = re.compile(r"[<>]+|\"")
#: Numbers that tell plural forms apart in every language; some have a form for millions.
_NUMBERS = (*range(1000), 1000, 10_000, 1_000_000, 2_000_000, 1_000_001)
_PLURALS = re.compile(r"\s*nplurals\s*=\s*([1-6])\s*;\s*plural\s*=([^;]+);?\s*")


class State(StrEnum):
    """How a text stands in a locale: ``source`` means it was written in that language."""

    source = "source"
    translated = "translated"
    outdated = "outdated"
    missing = "missing"


_RANK = {State.translated: 0, State.outdated: 1, State.missing: 2}


@dataclass(frozen=True)
class Translation:
    """One message of a catalog."""

    msgid: str
    msgstr: str
    fuzzy: bool

    def state(self, text: str) -> State:
        """Say how this stands to the source text that it shall translate."""
        if not self.msgstr.strip():
            return State.missing
        return State.outdated if self.fuzzy or self.msgid != text else State.translated


@dataclass(frozen=True)
class Catalog:
    """The translations of one locale, by context.

    ``layers`` are the project's catalog and the packaged one. A text that the upper one leaves empty,
    or has outdated, is taken from the lower one where it stands better there.
    """

    locale: str
    layers: tuple[Mapping[str, Translation], ...]

    @cached_property
    def messages(self) -> Mapping[str, Translation]:
        """Every translation by context, an upper layer's before a lower one's."""
        merged: dict[str, Translation] = {}
        for layer in reversed(self.layers):
            merged |= {
                key: entry for key, entry in layer.items() if key not in merged or entry.msgstr.strip()
            }
        return MappingProxyType(merged)

    def find(self, context: str, text: str) -> Translation | None:
        """Return the best translation there is of the source text at ``context``, or None."""
        found = [layer[context] for layer in self.layers if context in layer]
        return min(found, key=lambda entry: _RANK[entry.state(text)], default=None)

    def state(self, context: str, text: str) -> State:
        """Say how the source text at ``context`` stands in this locale."""
        found = self.find(context, text)
        return found.state(text) if found else State.missing


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


def _files(project: Project, locale: str, domain: str = "") -> Iterator[Path]:
    """Yield the catalogs that a locale's words come from."""
    for each in (domain,) if domain else (CONTENT, INTERFACE):
        for path, _ in _paths(project, locale, each):
            yield path


@remembered(_files)
def load(project: Project, locale: str) -> Catalog:
    """Return the content catalog of a locale; empty where there is none yet.

    Raises :class:`ContentError` where a catalog cannot be read.
    """
    layers = [
        {
            entry.msgctxt: Translation(entry.msgid, entry.msgstr, entry.fuzzy)
            for entry in _parse(path, root, CONTENT)
            if not entry.obsolete
        }
        for path, root in _paths(project, locale, CONTENT)
    ]
    return Catalog(locale, tuple(map(MappingProxyType, layers)))


def update(project: Project, library: Library) -> dict[str, Mapping[State, int]]:
    """Write and merge the content catalog of every locale.

    Returns counts per locale. A translation whose source changed becomes fuzzy and
    keeps its previous source; one whose text is gone is kept as obsolete. What the project's
    catalog lacks and the packaged one has is written into it, and is the project's from then on.
    """
    for locale in project.locales:
        # A catalog that cannot be read stops the work before the first one is written.
        load(project, locale)
    bridge = Catalog("en", ())
    counts: dict[str, Mapping[State, int]] = {}
    # English first: where the source is another language, it stands in the others as a bridge.
    for locale in sorted(project.locales, key=lambda code: code != "en"):
        _merge(project, locale, list(sources(library, locale)), bridge)
        merged = load(project, locale)
        if locale == "en":
            bridge = merged
        counts[locale] = count(library, merged)
    return counts


def count(library: Library, catalog: Catalog, kind: str | None = None) -> dict[State, int]:
    """Count the messages of a catalog by state, of one kind or of all."""
    result = dict.fromkeys((State.translated, State.outdated, State.missing), 0)
    for source in sources(library, catalog.locale):
        if kind is None or source.context.startswith(f"{kind}/"):
            result[catalog.state(source.context, source.text)] += 1
    return result


@remembered(_files)
def check(project: Project, locale: str) -> Iterator[Problem]:
    """Yield problems in what translators wrote, in the content's catalogs and in the interface's."""
    for domain in (CONTENT, INTERFACE):
        for path, root in _paths(project, locale, domain):
            try:
                file = _parse(path, root, domain)
            except ContentError as error:
                yield from error.problems
                continue
            for entry in file:
                if entry.obsolete:
                    continue
                # Several plural forms may have one fault, which is told once.
                for code, what, advice in dict.fromkeys(_faults(entry, file, domain, locale)):
                    yield Problem(code, Place(path, entry.linenum or 1), what, advice)


@remembered(_files)
def messages(project: Project, locale: str, domain: str) -> Iterator[tuple[Path, int, str]]:
    """Yield file, line and text of every translation in use; a catalog that cannot be read yields none."""
    for path, root in _paths(project, locale, domain):
        try:
            entries = _parse(path, root, domain)
        except ContentError:
            continue
        for entry in entries:
            if not entry.obsolete:
                yield from ((path, entry.linenum or 1, text) for text in _strings(entry))


@remembered(_files)
def pairs(project: Project, locale: str) -> Iterator[tuple[Path, int, str, str, str]]:
    """Yield file, line, context, source and translation of the content's translations that are shown."""
    for path, root in _paths(project, locale, CONTENT):
        try:
            entries = _parse(path, root, CONTENT)
        except ContentError:
            continue
        for entry in entries:
            if not (entry.obsolete or entry.fuzzy) and entry.msgstr.strip():
                yield path, entry.linenum or 1, entry.msgctxt, entry.msgid, entry.msgstr


@remembered(_files)
def interface(project: Project, locale: str) -> Translations:
    """Return the interface's translations for a locale.

    Words that are untranslated, or translated as :func:`check` refuses, stay English and know it.
    """
    compiled: list[bytes] = []
    for path, root in _paths(project, locale, INTERFACE):
        file = _parse(path, root, INTERFACE)
        usable = polib.POFile()
        # Of the header only this: gettext trips over anything odd in it.
        usable.metadata = {
            "Content-Type": "text/plain; charset=UTF-8",
            "Plural-Forms": _plural_forms(file, locale),
        }
        usable.extend(_usable(file, locale))
        compiled.append(usable.to_binary())
    return wordbook(compiled, locale)


# -- reading -------------------------------------------------------------------------------------


class _PoFile(polib.POFile):  # type: ignore[misc]
    """A catalog whose header is the message without a context; a text may be empty, too."""

    def find(self, st: str, by: str = "msgid", *_: object, **__: object) -> Any:
        return super().find(st, by, msgctxt=None)


def _paths(project: Project, locale: str, domain: str) -> list[tuple[Path, Path]]:
    """Return the catalogs of a locale, the project's first, each with the folder it must lie in.

    Whatever stands in a catalog's place counts: a folder there must be told, not passed over.
    """
    own = project.catalog(locale, domain)
    brought = project.packaged / own.relative_to(project.root)
    found = [(own, project.root)] if _present(own) else []
    if brought != own and brought.is_file():
        # Installers may make links of the package's files.
        found.append((brought, brought.resolve().parent))
    return found


def _present(path: Path) -> bool:
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except OSError:
        pass  # Reading will say why.
    return True


def _parse(path: Path, root: Path, domain: str) -> Any:
    """Return a catalog as polib's file; refuse what cannot be read or would lose a translation."""
    lines: list[str] = []
    faults: list[Problem] = []
    for number, line in enumerate(_text(path, root).split("\n"), start=1):
        if not _PO_LINE.fullmatch(line):
            faults.append(_unreadable(Place(path, number)))
        try:
            lines.append(po.decoded(line))
        except ValueError as error:
            lines.append(line)
            faults.append(_bad_escape(Place(path, number, line.find(str(error)) + 1), str(error)))
    for number, line in enumerate(lines, start=1):
        if found := _CONTROL.search(line):
            faults.append(
                Problem("hidden-character", Place(path, number, found.start() + 1), *_hidden(found[0]))
            )
    if faults:
        raise ContentError(faults)
    try:
        file = polib.pofile("\n".join(map(_tidy, lines)) + "\n", wrapwidth=0, encoding="utf-8", klass=_PoFile)
    except (OSError, ValueError) as error:
        named = re.search(r"\(line (\d+)\)", str(error))
        raise ContentError([_unreadable(Place(path, int(named[1]) if named else 1))]) from None
    locale = path.parent.parent.name
    if faults := [*_header_faults(path, file, lines, domain, locale), *_misfits(path, file, domain)]:
        raise ContentError(faults)
    return file


def _text(path: Path, root: Path) -> str:
    """Return the text of a regular file inside ``root``."""
    try:
        real = path.resolve(strict=True)
        info = real.stat()
        if not real.is_relative_to(root.resolve()):
            raise _refuse(
                path,
                Message("the file is a link that leads out of the project"),
                Message("put a real file here instead of the link"),
            )
        if not stat.S_ISREG(info.st_mode):
            raise _refuse(
                path,
                Message("this is not a regular file"),
                Message("put an ordinary text file here"),
            )
        if info.st_size > MAX_BYTES:
            raise _refuse(
                path,
                Message(
                    "the file has {size} bytes; the limit is {limit}", size=info.st_size, limit=MAX_BYTES
                ),
                _RESTORE,
            )
        # Non-blocking, so that a FIFO put here since the check cannot make us wait.
        descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        raise _refuse(
            path,
            Message("the file cannot be opened ({reason})", reason=reason),
            Message("check that it exists and that you may read it"),
        ) from None
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refuse(
            path,
            Message("the file is not UTF-8 text (byte {byte})", byte=f"0x{raw[error.start]:02X}"),
            Message("save the file as UTF-8 in your editor"),
            raw[: error.start].count(b"\n") + 1,
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _tidy(line: str) -> str:
    """Write a comment as polib wants it: a blank behind the mark, and ``#|`` for ``#~|``, which it drops."""
    found = _COMMENT.fullmatch(line)
    if not found or not found[2]:
        return line
    return f"#{found[1].replace('~|', '|')}{'' if found[2][0].isspace() else ' '}{found[2]}"


def _header_faults(
    path: Path, file: Any, lines: Sequence[str], domain: str, locale: str
) -> Iterator[Problem]:
    charset = re.search(r"charset=([^\s;]*)", _field(file, "Content-Type"), re.IGNORECASE)
    if charset and charset[1].lower() not in {"utf-8", "utf8"}:
        yield Problem(
            "charset",
            _line_of(path, lines, "charset="),
            Message("the header names another charset than UTF-8"),
            Message("write charset=UTF-8 there, and save the file as UTF-8"),
        )
    if domain != INTERFACE:
        return
    plurals = _field(file, "Plural-Forms")
    needing = [entry for entry in file if entry.msgid_plural and not entry.obsolete and any(_strings(entry))]
    if plurals and not _forms(plurals):
        yield Problem(
            "plural-forms",
            _line_of(path, lines, "plural-forms:"),
            Message("this rule for plural forms cannot be used"),
            Message("delete the line; ‘toolkit translations update’ writes the usual rule of the language")
            if not needing
            else _rule_advice(locale),
        )
    elif needing and not plurals:
        # In whose order the forms stand would be a guess, and a wrong one shows wrong words for numbers.
        yield Problem(
            "plural-forms",
            Place(path, needing[0].linenum or 1),
            Message("there are plural forms here, but the header has no rule for them"),
            _rule_advice(locale),
        )


def _rule_advice(locale: str) -> Message:
    return Message(
        "write the rule of your translation tool into the header; the usual one of the language is: {rule}",
        rule=f"Plural-Forms: {BabelCatalog(locale=locale).plural_forms}",
    )


def _line_of(path: Path, lines: Sequence[str], word: str) -> Place:
    return Place(path, next((n for n, line in enumerate(lines, 1) if word in line.lower()), 1))


def _field(file: Any, name: str) -> str:
    """Return a field of the header; its name may be written in any case."""
    return next((str(value) for key, value in file.metadata.items() if key.lower() == name.lower()), "")


@cache
def _forms(rule: str) -> int:
    """Return how many plural forms a Plural-Forms rule has; 0 where it cannot be used."""
    found = _PLURALS.fullmatch(rule)
    if not found:
        return 0
    count = int(found[1])
    try:
        choose = gettext.c2py(found[2])
        # Only counting shows a division by zero, or a form that does not exist.
        return count if all(0 <= choose(number) < count for number in _NUMBERS) else 0
    except (ValueError, ArithmeticError, SyntaxError, MemoryError, RecursionError):
        return 0


def _plural_forms(file: Any, locale: str) -> str:
    return _field(file, "Plural-Forms") or BabelCatalog(locale=locale).plural_forms


def _misfits(path: Path, file: Any, domain: str) -> Iterator[Problem]:
    """Yield what merging could only lose: two of the same, no context, plurals of content."""
    seen: dict[tuple[object, ...], Place] = {}
    for entry in file:
        place = Place(path, entry.linenum or 1)
        by_context = domain == CONTENT and not entry.obsolete
        key = (bool(entry.obsolete), entry.msgctxt or "", None if by_context else entry.msgid)
        if by_context and not entry.msgctxt:
            yield Problem(
                "no-context",
                place,
                Message("this translation has no context (msgctxt), so nothing says what it translates"),
                Message("give its msgctxt line back to it, or delete it"),
            )
        elif key in seen:
            name = entry.msgctxt or entry.msgid
            yield Problem(
                "duplicate",
                place,
                Message("‘{key}’ stands twice; only one of the two would be kept", key=name),
                Message("delete one of the two"),
                (Related(seen[key], Message("the first ‘{key}’ is here", key=name)),),
            )
        seen.setdefault(key, place)
        if by_context and (entry.msgid_plural or entry.msgstr_plural):
            yield Problem(
                "plural",
                place,
                Message("texts of content have no plural forms"),
                Message("write one msgid and one msgstr"),
            )


_RESTORE = Message("open it in your translation tool and save it again, or restore the last good version")


def _refuse(path: Path, what: Message, advice: Message, line: int = 1) -> ContentError:
    return ContentError([Problem("catalog", Place(path, line), what, advice)])


def _unreadable(place: Place) -> Problem:
    return Problem("catalog", place, Message("the translation file cannot be read"), _RESTORE)


def _bad_escape(place: Place, escape: str) -> Problem:
    return Problem(
        "escape",
        place,
        Message("‘{escape}’ stands for no letter", escape=escape),
        Message("write the letter itself; for a backslash, write two"),
    )


# -- judging -------------------------------------------------------------------------------------

_Fault = tuple[str, Message, Message]


def _strings(entry: Any) -> list[str]:
    return [str(text) for text in entry.msgstr_plural.values()] or [str(entry.msgstr)]


def _words(entry: Any) -> tuple[str, str]:
    return str(entry.msgid), str(entry.msgstr)


def _usable(file: Any, locale: str) -> Iterator[Any]:
    """Yield the interface's messages that are wholly translated, with nothing to refuse."""
    for entry in file:
        if entry.obsolete or entry.fuzzy or not all(text.strip() for text in _strings(entry)):
            continue
        if next(_faults(entry, file, INTERFACE, locale), None) is None:
            yield entry


def _faults(entry: Any, file: Any, domain: str, locale: str) -> Iterator[_Fault]:
    """Yield what is wrong with one translation; an outdated one of the interface is not in use."""
    if domain == INTERFACE and entry.fuzzy:
        return
    sources = [text for text in (entry.msgid, entry.msgid_plural) if text]
    for text in filter(None, _strings(entry)):
        yield from _text_faults(text, entry.msgid, script_of(locale))
        if domain == INTERFACE:
            yield from _interface_faults(text, sources)
    if domain == INTERFACE and any(_strings(entry)):
        wanted = set(range(_forms(_plural_forms(file, locale)))) if entry.msgid_plural else set()
        if set(entry.msgstr_plural) != wanted:
            yield (
                "plural",
                Message("these are not the plural forms that the header promises"),
                Message("write one msgstr for each form, numbered from 0"),
            )


def _text_faults(text: str, source: str, script: str | None) -> Iterator[_Fault]:
    if not text.strip():
        yield (
            "blank",
            Message("the translation holds nothing but blanks"),
            Message("translate the text, or delete the blanks"),
        )
    if len(text) > MAX_LENGTH:
        yield (
            "too-long",
            Message(
                "the translation has {size} characters; the limit is {limit}",
                size=len(text),
                limit=MAX_LENGTH,
            ),
            Message("shorten it"),
        )
    if found := bad_character(text):
        yield ("hidden-character", *_hidden(text[found[0]], found[1]))
    elif not unicodedata.is_normalized("NFC", text):
        yield (
            "not-nfc",
            Message("a letter and its accent are two characters here (Unicode NFD)"),
            Message("type the letter again, or save the file normalised as NFC"),
        )
    if script and (letter := foreign_letter(text, script)):
        yield (
            "foreign-letter",
            Message("a letter of another alphabet stands in this text: {letter}", letter=letter),
            Message("type it again with your own keyboard; it may only look right"),
        )
    if "\n" not in source and "\n" in text:
        yield (
            "one-line",
            Message("the translation has more lines than its source"),
            Message("write it on one line"),
        )


def _hidden(char: str, name: str = "") -> tuple[Message, Message]:
    return (
        Message("an invisible or forbidden character stands here: {name}", name=name or f"U+{ord(char):04X}"),
        Message("delete it; if you pasted this text, paste it again without formatting"),
    )


def _interface_faults(text: str, sources: Sequence[str]) -> Iterator[_Fault]:
    """Yield what pages would take for markup, and placeholders that are not the source's.

    Templates trust these words as HTML, inside attributes too; content is escaped instead.
    """
    source = " ".join(sources)
    marks = set(_ANGLES.findall(text)) - set(_ANGLES.findall(source))
    entities = html.unescape(text) != text and html.unescape(source) == source
    if marks or entities or set(_TAG.findall(text)) - set(_TAG.findall(source)):
        yield (
            "markup",
            Message("the translation holds markup or a link"),
            Message("write plain text, and quotation marks as your language has them"),
        )
    strange = set(_STRAY.findall(_NAMED.sub("", text))) - set(_STRAY.findall(_NAMED.sub("", source)))
    # One form of a plural may do without the number, as its source may.
    if strange or not any(set(_NAMED.findall(text)) == set(_NAMED.findall(form)) for form in sources):
        yield (
            "placeholder",
            Message("the words in braces, or the signs behind %, are not those of the source"),
            Message("copy them from the source as they are; only their place may change"),
        )


# -- writing -------------------------------------------------------------------------------------


def _open(project: Project, locale: str, domain: str) -> tuple[Any, list[Any]]:
    """Return the project's own catalog of a locale, or an empty one, and what lies beneath it."""
    own = project.catalog(locale, domain)
    files = {path: _parse(path, root, domain) for path, root in _paths(project, locale, domain)}
    mine = files.pop(own, None)
    return _PoFile(wrapwidth=0) if mine is None else mine, list(files.values())


def _known(entries: Iterable[Any], text: str, brought: Iterable[Any] = ()) -> Any:
    """Return the entry to keep.

    That is the live one if it is translated, else what fits best: of equals, one that the package
    ``brought`` and that is in use before one that was retired.
    """
    brought = list(brought)

    def rank(entry: Any) -> tuple[bool, bool, bool, bool]:
        blank = not any(form.strip() for form in _strings(entry))
        below = any(entry is one for one in brought)
        current = entry.msgid == text and not (entry.fuzzy and below)
        return (bool(entry.obsolete) or below or blank, blank, not current, not below)

    return min((*entries, *brought), key=rank, default=None)


def _retire(catalog: Any, entries: Iterable[Any]) -> None:
    """Keep translations whose text is gone as obsolete, once each; a live one before a retired one."""
    kept: dict[tuple[str, str], Any] = {}
    for entry in sorted(entries, key=lambda one: bool(one.obsolete)):
        if any(text.strip() for text in _strings(entry)):
            kept.setdefault((entry.msgctxt or "", entry.msgid), entry)
    for _, entry in sorted(kept.items()):
        entry.obsolete = True
        entry.comment = ""
        catalog.append(entry)


def _begin(old: Any, locale: str, **fields: str) -> Any:
    """Return a catalog with the header of the old one: who translated it, when, under what terms."""
    catalog = _PoFile(wrapwidth=0)
    catalog.header = old.header
    fixed = {
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    names = {name.lower() for name in fixed}
    kept = {name: value for name, value in old.metadata.items() if name.lower() not in names}
    had = {name.lower() for name in kept}
    usual = {name: value for name, value in fields.items() if name.lower() not in had}
    catalog.metadata = {**usual, **kept, **fixed}
    return catalog


def _merge(project: Project, locale: str, wanted: list[Source], bridge: Catalog) -> None:
    file, below = _open(project, locale, CONTENT)
    brought = {entry.msgctxt: entry for layer in below for entry in layer if not entry.obsolete}
    old: dict[str, list[Any]] = {}
    gone: list[Any] = []
    for entry in file:
        # A plural cannot come back: no text of content has one.
        usable = entry.msgctxt and not entry.msgstr_plural
        (old.setdefault(entry.msgctxt, []) if usable else gone).append(entry)
    catalog = _begin(file, locale, **{"Project-Id-Version": "coaching-toolkit"})
    for source in wanted:
        entry = polib.POEntry(msgctxt=source.context, msgid=source.text, comment=source.comment)
        english = bridge.find(source.context, source.text)
        if english and english.state(source.text) is State.translated:
            entry.comment += f"\nen: {english.msgstr}"
        entries = old.pop(source.context, [])
        packaged = [brought[source.context]] if source.context in brought else []
        if known := _known(entries, source.text, packaged):
            gone += [
                other
                for other in entries
                if other is not known and _words(other) != (source.text, known.msgstr)
            ]
            entry.msgstr = known.msgstr
            entry.tcomment = next((one.tcomment for one in (known, *entries, *packaged) if one.tcomment), "")
            flags = [*known.flags, *(flag for one in entries if not one.obsolete for flag in one.flags)]
            flags = [flag for flag in flags if flag != "fuzzy" or known.fuzzy]
            entry.flags = [flag for flag in dict.fromkeys(flags) if flag != "fuzzy" or known.msgstr]
            entry.previous_msgid = known.previous_msgid if "fuzzy" in entry.flags else None
            if known.msgid != source.text and known.msgstr:
                # Keep the oldest source that the translation was made from.
                entry.previous_msgid = known.previous_msgid or known.msgid
                if "fuzzy" not in entry.flags:
                    entry.flags.append("fuzzy")
        catalog.append(entry)
    _retire(catalog, [*gone, *(entry for entries in old.values() for entry in entries)])
    _write(project.catalog(locale, CONTENT), str(catalog) + "\n")


def _write(path: Path, text: str) -> None:
    """Write a catalog, if it says something else than the one there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode()
    if not path.is_file() or path.read_bytes() != data:
        replace(path, data)


# -- the interface -------------------------------------------------------------------------------

#: How interface words are marked, for Babel's extractor.
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "Message": None,
    "N_": None,
    "P_": (1, 2),
    "L_": ((1, "c"), 2),
    "say": None,
}
_METHODS = [("**.py", "toolkit.extraction:python"), ("**.j2", "jinja2"), ("**.html", "jinja2")]
_OPTIONS = {"**.j2": {"trimmed": "true"}, "**.html": {"trimmed": "true"}}


def interface_sources(project: Project) -> BabelCatalog:
    """Return the interface's messages, from the package's modules, its model and the project's templates."""
    found = BabelCatalog()
    package = Path(str(resources.files("toolkit")))
    for folder in (package, *(folder / "page" for folder in project.template_folders)):
        for message, context, comments in _extracted(folder, _stamp(folder)):
            found.add(message, context=context, auto_comments=comments)
    for note in schema_notes():
        found.add(note, auto_comments=["Note of a key or a list of values, for authors of definitions."])
    return found


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file of a folder does."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".j2", ".html"})
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)


@lru_cache(maxsize=8)
def _extracted(folder: Path, _stamp: object) -> tuple[tuple[Any, str | None, tuple[str, ...]], ...]:
    return tuple(
        (message, context, tuple(comments))
        for _, _, message, comments, context in extract_from_dir(
            str(folder),
            method_map=_METHODS,
            options_map=_OPTIONS,
            keywords=_KEYWORDS,
            comment_tags=("NOTE:",),
        )
    )


def update_interface(project: Project) -> None:
    """Write and merge ``ui.po`` of every locale but English, the language the interface is written in."""
    template = interface_sources(project)
    for locale in project.locales:
        if locale == "en":
            continue
        paths = [path for path, _ in _paths(project, locale, INTERFACE)]
        path = project.catalog(locale, INTERFACE)
        if paths and path not in paths:
            # The package speaks this language already; an empty catalog would only look like work to do.
            continue
        file, below = _open(project, locale, INTERFACE)
        text = str(_merged_interface(file, below, locale, template)) + "\n"
        _write(path, text.removeprefix("#\n"))


def _merged_interface(file: Any, below: Sequence[Any], locale: str, template: BabelCatalog) -> Any:
    # Plural forms of the package can be taken over best by its own rule.
    rule = next((found for one in (file, *below) if (found := _field(one, "Plural-Forms"))), "")
    rule = rule or _plural_forms(file, locale)
    brought = {
        (entry.msgid, entry.msgctxt or ""): (entry, one) for one in below for entry in _usable(one, locale)
    }
    catalog = _begin(file, locale, **{"Plural-Forms": rule})
    old: dict[tuple[str, str], list[Any]] = {}
    for entry in file:
        old.setdefault((entry.msgid, entry.msgctxt or ""), []).append(entry)
    wanted = [(tuple(_ids(message)), message) for message in template if message.id]
    for ids, message in sorted(wanted, key=lambda pair: (pair[0][0], pair[1].context or "")):
        entry = polib.POEntry(msgctxt=message.context, msgid=ids[0], msgid_plural="".join(ids[1:]))
        entry.comment = "\n".join(line for note in message.auto_comments for line in textwrap.wrap(note, 76))
        # Interface words are short and alike: guessing by likeness would do harm.
        known = _known(old.pop((ids[0], message.context or ""), []), ids[0]) or polib.POEntry()
        if (ids[0], message.context or "") in brought and not any(map(str.strip, _strings(known))):
            packaged, layer = brought[(ids[0], message.context or "")]
            known = _taken_over(known, packaged, _plural_forms(layer, locale), rule)
        changed = bool(known.msgid_plural) != bool(entry.msgid_plural) and any(_strings(known))
        if entry.msgid_plural:
            forms = known.msgstr_plural or {0: known.msgstr}
            # A form too many is told by the check; here it is not lost.
            entry.msgstr_plural = {n: forms.get(n, "") for n in sorted({*range(_forms(rule)), *forms})}
        else:
            entry.msgstr = known.msgstr_plural.get(0, "") or known.msgstr
        entry.tcomment = known.tcomment
        entry.previous_msgid = known.previous_msgid
        flags = {*message.flags, *known.flags} - {"fuzzy"}
        fuzzy = changed or (known.fuzzy and any(_strings(known)))
        entry.flags = [*(["fuzzy"] if fuzzy else []), *sorted(flags)]
        catalog.append(entry)
    _retire(catalog, (entry for entries in old.values() for entry in entries))
    return catalog


def _taken_over(own: Any, packaged: Any, its_rule: str, rule: str) -> Any:
    """Return an own entry, which is empty, with the words of the packaged one, its forms in the own order.

    Where a form of the own rule stands for several of the packaged one, it stays empty: then the packaged
    entry is still the one in use.
    """
    taken = polib.POEntry(
        msgid=packaged.msgid,
        msgstr=packaged.msgstr,
        tcomment=own.tcomment or packaged.tcomment,
        flags=own.flags,
    )
    if packaged.msgid_plural:
        taken.msgid_plural = packaged.msgid_plural
        forms = _reordered(packaged.msgstr_plural, its_rule, rule)
        taken.msgstr_plural = forms or own.msgstr_plural
    return taken


def _reordered(forms: Mapping[int, str], old: str, new: str) -> dict[int, str]:
    """Return plural forms in the order of another rule; nothing where that rule parts numbers otherwise."""
    before, after = (gettext.c2py(_PLURALS.fullmatch(rule)[2]) for rule in (old, new))  # type: ignore[index]
    found: dict[int, set[str]] = {number: set() for number in range(_forms(new))}
    for number in _NUMBERS:
        found[after(number)].add(forms[before(number)])
    return (
        {} if any(len(each) != 1 for each in found.values()) else {n: min(each) for n, each in found.items()}
    )


def _ids(message: Any) -> Sequence[str]:
    return (message.id,) if isinstance(message.id, str) else message.id


def count_interface(project: Project, locale: str) -> dict[State, int]:
    """Count the interface's messages by state; nothing for English."""
    if locale == "en":
        return {}
    files = [_parse(path, root, INTERFACE) for path, root in _paths(project, locale, INTERFACE)]
    known = {_key(entry) for file in files for entry in _usable(file, locale)}
    fuzzy = {
        _key(entry)
        for file in files
        for entry in file
        if entry.fuzzy and not entry.obsolete and any(_strings(entry))
    }
    wanted = [
        (ids[0], "".join(ids[1:]), message.context or "")
        for message in interface_sources(project)
        if message.id and (ids := _ids(message))
    ]
    translated = sum(key in known for key in wanted)
    outdated = sum(key in fuzzy and key not in known for key in wanted)
    return {
        State.translated: translated,
        State.outdated: outdated,
        State.missing: len(wanted) - translated - outdated,
    }


def _key(entry: Any) -> tuple[str, str, str]:
    return entry.msgid, entry.msgid_plural or "", entry.msgctxt or ""
