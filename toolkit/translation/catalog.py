"""Catalogs: gettext PO files of a locale, for definitions and for the interface.

A content message's context is the path of stable ids at which its text stands, so a
translation follows its text wherever the text is moved, and two equal sentences can be
translated differently. Merging goes by that context alone, never by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import NamedTuple

from ..cache import key as key_of
from ..definitions import AnyDefinition, Library, texts
from ..errors import ContentError
from ..project import Project
from ..remembered import remembered
from .pofile import CONTENT, catalogs_of, read_from, strings
from .reading import Read, read, told


class State(StrEnum):
    """How a text stands in a locale: ``source`` means it was written in that language."""

    source = "source"
    translated = "translated"
    outdated = "outdated"
    missing = "missing"


RANK = {State.translated: 0, State.outdated: 1, State.missing: 2}


class Translation(NamedTuple):
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
class Layer:
    """What one file says: its messages by context, and what stands for all that it says of a definition."""

    messages: Mapping[str, Translation]
    digests: Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Catalog:
    """The translations of one locale, by context.

    ``layers`` are the project's catalog and the packaged one. A text that the upper one leaves empty,
    or has outdated, is taken from the lower one where it stands better there.
    """

    locale: str
    layers: tuple[Layer, ...]

    @cached_property
    def messages(self) -> Mapping[str, Translation]:
        """Every translation by context, an upper layer's before a lower one's."""
        merged: dict[str, Translation] = {}
        for layer in reversed(self.layers):
            merged |= {
                key: entry
                for key, entry in layer.messages.items()
                if key not in merged or entry.msgstr.strip()
            }
        return MappingProxyType(merged)

    def digest(self, definition: AnyDefinition) -> str:
        """Return what stands in keys for all that this locale says of a definition."""
        key = (definition.kind, definition.id)
        return key_of(self.locale, *(layer.digests.get(key, "") for layer in self.layers))

    def find(self, context: str, text: str) -> Translation | None:
        """Return the best translation there is of the source text at ``context``, or None."""
        found = [layer.messages[context] for layer in self.layers if context in layer.messages]
        return min(found, key=lambda entry: RANK[entry.state(text)], default=None)

    def state(self, context: str, text: str) -> State:
        """Say how the source text at ``context`` stands in this locale."""
        found = self.find(context, text)
        return found.state(text) if found else State.missing


@dataclass(frozen=True)
class Source:
    """A text to translate: its context, the text, what translators should know, and its language."""

    context: str
    text: str
    comment: str
    language: str


def context_of(definition: AnyDefinition, path: Sequence[str]) -> str:
    """Return the message context of the text at ``path`` in a definition."""
    return "/".join((definition.kind, definition.id, *path))


def sources(library: Library, locale: str) -> Iterator[Source]:
    """Yield what has to be translated into ``locale``, in content order."""
    for definition in library:
        for entry in texts(definition):
            if (language := definition.language_at(entry.path)) != locale:
                yield Source(context_of(definition, entry.path), entry.text, entry.note, language)


@remembered(read_from)
def load(project: Project, locale: str) -> Catalog:
    """Return the content catalog of a locale; empty where there is none yet.

    Raises :class:`ContentError` where a catalog cannot be read.
    """
    layers = (_layer(project, path, root) for path, root in catalogs_of(project, locale, CONTENT))
    return Catalog(locale, tuple(layers))


#: The messages of a file as columns, which are read much faster than rows; and the digests of definitions.
_Columns = tuple[
    tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[bool, ...], Mapping[tuple[str, str], str]
]


def _layer(project: Project, path: Path, root: Path) -> Layer:
    contexts, sources, translations, fuzzy, digests = told(project, path, root, CONTENT, "layers", _columns)
    # All languages of a project have the same contexts and sources.
    rows = zip(map(intern, sources), translations, fuzzy, strict=True)
    messages = dict(zip(map(intern, contexts), map(Translation._make, rows), strict=True))
    return Layer(MappingProxyType(messages), MappingProxyType(digests))


def _columns(file: Read) -> _Columns:
    entries = [entry for entry in file if not entry.obsolete]
    said: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        kind, name, *path = *(entry.msgctxt or "").split("/", 2), ""
        said.setdefault((kind, name), []).extend((*path, entry.msgid, entry.msgstr, str(entry.fuzzy)))
    return (
        tuple(entry.msgctxt or "" for entry in entries),
        tuple(entry.msgid for entry in entries),
        tuple(entry.msgstr for entry in entries),
        tuple(entry.fuzzy for entry in entries),
        {key: key_of(*parts) for key, parts in said.items()},
    )


def _packaged(project: Project, locale: str) -> tuple[Path]:
    own = project.catalog(locale, CONTENT)
    return (project.packaged / own.relative_to(project.root),)


@remembered(_packaged)
def packaged_catalog(project: Project, locale: str) -> Catalog:
    """Return the packaged catalog of a locale alone."""
    (path,) = _packaged(project, locale)
    return Catalog(locale, (_layer(project, path, path.resolve().parent),) if path.is_file() else ())


def count(library: Library, catalog: Catalog, kind: str | None = None) -> dict[State, int]:
    """Count the messages of a catalog by state, of one kind or of all."""
    result = dict.fromkeys((State.translated, State.outdated, State.missing), 0)
    for source in sources(library, catalog.locale):
        if kind is None or source.context.startswith(f"{kind}/"):
            result[catalog.state(source.context, source.text)] += 1
    return result


def signs(project: Project, locale: str, domain: str) -> frozenset[str]:
    """Return every character of the translations in use, of catalogs that can be read."""
    found: set[str] = set()
    for path, root in catalogs_of(project, locale, domain):
        with suppress(ContentError):
            found |= told(project, path, root, domain, "signs", _signs)
    return frozenset(found)


def _signs(file: Read) -> frozenset[str]:
    return frozenset().union(*(text for entry in file if not entry.obsolete for text in strings(entry)))


@remembered(read_from)
def messages(project: Project, locale: str, domain: str) -> Iterator[tuple[Path, int, str]]:
    """Yield file, line and text of every translation in use; a catalog that cannot be read yields none."""
    for path, root in catalogs_of(project, locale, domain):
        with suppress(ContentError):
            for entry in read(project, path, root, domain):
                if not entry.obsolete:
                    yield from ((path, entry.linenum, text) for text in strings(entry))


class Pair(NamedTuple):
    """A text of the content and its translation: the line of the translation, the context, both texts."""

    line: int
    context: str
    msgid: str
    msgstr: str


def pairs(project: Project, locale: str, pattern: re.Pattern[str]) -> Iterator[tuple[Path, Pair]]:
    """Yield the translations of content that are shown, and have a pattern in them or in their source."""
    find = partial(_pairs, pattern)
    for path, root in catalogs_of(project, locale, CONTENT):
        with suppress(ContentError):
            found = told(project, path, root, CONTENT, "pairs", find, pattern.pattern, str(pattern.flags))
            yield from ((path, pair) for pair in found)


def _pairs(pattern: re.Pattern[str], file: Read) -> tuple[Pair, ...]:
    return tuple(
        Pair(entry.linenum, entry.msgctxt or "", entry.msgid, entry.msgstr)
        for entry in file
        if not (entry.obsolete or entry.fuzzy)
        and entry.msgstr.strip()
        and (pattern.search(entry.msgstr) or pattern.search(entry.msgid))
    )
