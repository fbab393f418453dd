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

    def digest(self, definition: AnyDefinition) -> str:
        """Return what stands in keys for all that this locale says of a definition."""
        return key_of(self.locale, repr(self._said.get((definition.kind, definition.id), ())))

    @cached_property
    def _said(self) -> Mapping[tuple[str, str], list[str]]:
        """Everything that each definition is told with, layer by layer."""
        found: dict[tuple[str, str], list[str]] = {}
        for number, layer in enumerate(self.layers):
            for context, entry in layer.items():
                kind, name, *path = *context.split("/", 2), ""
                told = (str(number), *path, entry.msgid, entry.msgstr, str(entry.fuzzy))
                found.setdefault((kind, name), []).extend(told)
        return found

    def find(self, context: str, text: str) -> Translation | None:
        """Return the best translation there is of the source text at ``context``, or None."""
        found = [layer[context] for layer in self.layers if context in layer]
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
    layers = [
        {
            entry.msgctxt or "": Translation(entry.msgid, entry.msgstr, entry.fuzzy)
            for entry in read(project, path, root, CONTENT)
            if not entry.obsolete
        }
        for path, root in catalogs_of(project, locale, CONTENT)
    ]
    return Catalog(locale, tuple(map(MappingProxyType, layers)))


def _packaged(project: Project, locale: str) -> tuple[Path]:
    own = project.catalog(locale, CONTENT)
    return (project.packaged / own.relative_to(project.root),)


@remembered(_packaged)
def packaged_catalog(project: Project, locale: str) -> Catalog:
    """Return the packaged catalog of a locale alone."""
    (path,) = _packaged(project, locale)
    found: dict[str, Translation] = {}
    if path.is_file():
        for entry in read(project, path, path.resolve().parent, CONTENT):
            if not entry.obsolete:
                found[entry.msgctxt or ""] = Translation(entry.msgid, entry.msgstr, entry.fuzzy)
    return Catalog(locale, (MappingProxyType(found),))


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
