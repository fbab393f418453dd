"""The library in one locale: everything that pages and prints of that locale are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from babel.support import Translations

from ..definitions import AnyDefinition, Key, Kind, Library
from ..project import Project
from ..translation import Catalog, Gap, Localised, interface, localise
from ..translation import catalog as catalogs
from . import markup
from .collation import Key as Order
from .collation import sort_key
from .scope import PUBLIC, Scope, narrowed


@dataclass(frozen=True)
class Edition:
    """The library in one locale: everything that pages and prints of that locale are made from."""

    project: Project
    library: Library
    catalog: Catalog
    interface: Translations
    localised: Mapping[Key, Localised]
    scope: Scope = PUBLIC
    #: Texts as they come out, by all that shapes them; whoever shows one has it from here (see speaker.py).
    texts: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the site that this edition is a part of."""
        return self.scope.languages or self.project.published

    @property
    def locale(self) -> str:
        return self.catalog.locale

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(gap for entry in self.localised.values() for gap in entry.gaps)

    def get(self, kind: Kind, name: str) -> AnyDefinition:
        return self.localised[(kind, name)].definition

    def of_kind(self, kind: Kind) -> tuple[AnyDefinition, ...]:
        """Return this locale's definitions of a kind, by title."""
        found = [entry.definition for key, entry in self.localised.items() if key[0] is kind]
        return tuple(sorted(found, key=lambda definition: self.place(definition.title)))

    def place(self, text: str) -> Order:
        """Return a text's place among others, in the order of this edition's language."""
        return sort_key(self.locale)(markup.plain(text))


def edition(project: Project, library: Library, locale: str, scope: Scope = PUBLIC) -> Edition:
    """Return what a scope holds of the library, in one locale."""
    catalog = catalogs.load(project, locale)
    library = narrowed(library, scope)
    return Edition(
        project,
        library,
        catalog,
        interface.page_words(project, locale),
        MappingProxyType({(entry.kind, entry.id): localise(entry, catalog) for entry in library}),
        scope,
    )
