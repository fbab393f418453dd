"""Texts that translators still have to see to, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..definitions import Library, texts
from ..errors import Place
from ..project import Project
from .catalog import State, context_of, load
from .pofile import CONTENT, INTERFACE, catalogs_of, strings
from .reading import Entry, read


class Pending(NamedTuple):
    """A text that is outdated or missing in a language, and the translation that it has."""

    place: Place
    state: State
    text: str
    translation: str


def pending(project: Project, library: Library, locale: str) -> Iterator[Pending]:
    """Yield what is outdated or missing in a language: of the content, then of the interface.

    The place is that in the project's catalog; of a text that is not yet there, that in its definition.
    Raises :class:`ContentError` where a catalog cannot be read.
    """
    catalog = load(project, locale)
    own = {entry.msgctxt: entry for entry in _own(project, locale, CONTENT)}
    for entry in library.entries.values():
        definition = entry.definition
        for text in texts(definition):
            if definition.language_at(text.path) == locale:
                continue
            context = context_of(definition, text.path)
            found = catalog.find(context, text.text)
            state = found.state(text.text) if found else State.missing
            if state is State.translated:
                continue
            listed = own.get(context)
            place = (
                Place(project.catalog(locale, CONTENT), listed.linenum)
                if listed
                else entry.document.place(text.loc)
            )
            yield Pending(place, state, text.text, found.msgstr if found else "")
    for word in _own(project, locale, INTERFACE):
        said = next(filter(str.strip, strings(word)), "")
        if word.fuzzy or not all(text.strip() for text in strings(word)):
            state = State.outdated if word.fuzzy and said else State.missing
            yield Pending(Place(project.catalog(locale, INTERFACE), word.linenum), state, word.msgid, said)


def _own(project: Project, locale: str, domain: str) -> Iterator[Entry]:
    """Yield the messages in use of the project's own catalog."""
    for path, root in catalogs_of(project, locale, domain):
        if path == project.catalog(locale, domain):
            yield from (entry for entry in read(project, path, root, domain) if not entry.obsolete)
