"""One locale's words put into a definition; the one place that decides what a gap becomes.

A text that is missing or outdated in a locale is shown in its source language, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..definitions import AnyDefinition, translate
from .catalog import Catalog, State, context_of


class Wording(str):
    """A text as it will be shown, with the language it is really in."""

    __slots__ = ("lang", "state")

    lang: str
    state: State

    def __new__(cls, text: str, lang: str, state: State) -> Wording:
        self = super().__new__(cls, text)
        self.lang = lang
        self.state = state
        return self


@dataclass(frozen=True)
class Gap:
    """A text that a locale lacks, by its message context."""

    context: str
    state: State


@dataclass(frozen=True)
class Localised:
    """A definition in one locale, and what was missing for it. Its texts are :class:`Wording`."""

    definition: AnyDefinition
    locale: str
    gaps: tuple[Gap, ...]


def worded(definition: AnyDefinition, path: tuple[str, ...], text: str, catalog: Catalog) -> Wording:
    """Return a text of ``definition``, which stands at ``path`` in it, in the locale of ``catalog``."""
    language = definition.language_at(path)
    if language == catalog.locale:
        return Wording(text, catalog.locale, State.source)
    found = catalog.find(context_of(definition, path), text)
    state = found.state(text) if found else State.missing
    if found and state is State.translated:
        return Wording(found.msgstr, catalog.locale, state)
    return Wording(text, language, state)


def localise(definition: AnyDefinition, catalog: Catalog) -> Localised:
    """Return ``definition`` in the locale of ``catalog``."""
    gaps: list[Gap] = []

    def say(path: tuple[str, ...], text: str) -> Wording:
        found = worded(definition, path, text, catalog)
        if found.state not in (State.source, State.translated):
            gaps.append(Gap(context_of(definition, path), found.state))
        return found

    return Localised(translate(definition, say), catalog.locale, tuple(gaps))
