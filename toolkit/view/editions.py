"""The library in one locale: everything that pages and prints of that locale are made from."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, cast

from babel.support import Translations

from ..definitions import AnyDefinition, Curriculum, Key, Kind, Library, Worksheet
from ..project import Project, branding
from ..translation import Catalog, Localised, interface, localise
from ..translation import catalog as catalogs
from . import markup, needs
from .collation import Key as Order
from .collation import sort_key
from .faces import Face, face, face_in
from .ledger import Ledger
from .scope import PUBLIC, Scope, narrowed


class LocalisedLibrary(Mapping[Key, Localised]):
    """The definitions of a library in the words of a catalog; localised when first asked for.

    ``offers`` returns who offers the curricula that do not say so.
    """

    def __init__(
        self, library: Library, catalog: Catalog, notes: needs.Notes, offers: Callable[[], str]
    ) -> None:
        self._library = library
        self._catalog = catalog
        self._notes = notes
        self._offers = offers
        self._made: dict[Key, Localised] = {}

    def __getitem__(self, key: Key) -> Localised:
        self._notes.add(needs.one(key))
        if key not in self._made:
            made = localise(self._library.entries[key].definition, self._catalog)
            if isinstance(made.definition, Curriculum) and not made.definition.provider:
                offered = made.definition.model_copy(update={"provider": self._offers()})
                made = replace(made, definition=offered)
            self._made[key] = made
        return self._made[key]

    def __iter__(self) -> Iterator[Key]:
        self._notes.add(*map(needs.of_kind, Kind))
        return iter(self._library.entries)

    def __len__(self) -> int:
        self._notes.add(*map(needs.of_kind, Kind))
        return len(self._library.entries)


@dataclass(frozen=True)
class Edition:
    """The library in one locale: everything that pages and prints of that locale are made from."""

    project: Project
    library: Library
    catalog: Catalog
    interface: Translations
    localised: Mapping[Key, Localised]
    scope: Scope = PUBLIC
    #: Definitions as others name them, where they have been named.
    faces: dict[Key, Face] = field(default_factory=dict, repr=False, compare=False)
    #: Texts as they come out, by all that shapes them; whoever shows one has it from here (see speaker.py).
    texts: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False, compare=False)
    #: What is asked of this edition while something is made of it.
    notes: needs.Notes = field(default_factory=needs.Notes, repr=False, compare=False)
    #: What was made of it before.
    ledger: Ledger | None = field(default=None, repr=False, compare=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the site that this edition is a part of."""
        return self.scope.languages or self.project.published

    @property
    def locale(self) -> str:
        return self.catalog.locale

    @property
    def gap_count(self) -> int:
        """Return how many texts this locale lacks or has outdated."""
        keys = (key for kind in Kind for key in self.keys_of(kind))
        return sum(self.once(f"gaps {kind}/{name}", partial(self._gaps, (kind, name))) for kind, name in keys)

    def _gaps(self, key: Key) -> int:
        return len(self.localised[key].gaps)

    def get(self, kind: Kind, name: str) -> AnyDefinition:
        return self.localised[(kind, name)].definition

    def face(self, key: Key) -> Face | None:
        """Return a definition as others name it; None where this edition has none of that name."""
        self.notes.add(needs.face(key))
        if key not in self.faces and (entry := self.library.entries.get(key)):
            self.faces[key] = face_in(entry.definition, self.catalog)
        return self.faces.get(key)

    def curriculum(self, name: str) -> Curriculum:
        """Return this locale's curriculum of an id."""
        found = self.get(Kind.curriculum, name)
        if not isinstance(found, Curriculum):
            raise TypeError(found)
        return found

    def with_definition(self, definition: AnyDefinition) -> Edition:
        """Return the same edition, in which a definition is another than the library has."""
        key = (definition.kind, definition.id)
        own = replace(self.localised[key], definition=definition)
        # Nothing is ever written into it.
        rest = cast(MutableMapping[Key, Localised], self.localised)
        faces = self.faces | {key: face(definition)}
        return replace(self, localised=ChainMap({key: own}, rest), faces=faces)

    def worksheet(self, name: str) -> Worksheet:
        """Return this locale's worksheet of an id."""
        found = self.get(Kind.worksheet, name)
        if not isinstance(found, Worksheet):
            raise TypeError(found)
        return found

    def of_kind(self, kind: Kind) -> tuple[AnyDefinition, ...]:
        """Return this locale's definitions of a kind, by title."""
        found = [self.get(*key) for key in self.keys_of(kind)]
        return tuple(sorted(found, key=lambda definition: self.place(definition.title)))

    def keys_of(self, kind: Kind) -> tuple[Key, ...]:
        """Return what a kind's definitions are found by, in the order of their files."""
        self.notes.add(needs.of_kind(kind))
        return tuple(key for key in self.library.entries if key[0] is kind)

    def users_of(self, definition: AnyDefinition) -> tuple[Face, ...]:
        """Return the definitions that refer to this one or to a part of it."""
        key = (definition.kind, definition.id)
        self.notes.add(needs.users(key))
        return tuple(filter(None, map(self.face, self.library.users.get(key, ()))))

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what is made of this edition under a name: plain data, made again when its needs changed."""
        if self.ledger and (known := self.ledger.get(name)):
            self.notes.add(*known.needs)
            return known.value
        with self.notes.taken() as found:
            value = make()
        if self.ledger:
            self.ledger.put(name, found, value)
        return value

    def place(self, text: str) -> Order:
        """Return a text's place among others, in the order of this edition's language."""
        return self.order(markup.plain(text))

    def order(self, words: str) -> Order:
        """Return the place of words that hold no marks."""
        return sort_key(self.locale)(words)


def edition(
    project: Project,
    library: Library,
    locale: str,
    scope: Scope = PUBLIC,
    kept: Callable[[Library, Catalog], Ledger] | None = None,
) -> Edition:
    """Return what a scope holds of the library, in one locale.

    ``kept`` opens the ledger of what was made of it before.
    """
    catalog = catalogs.load(project, locale)
    library = narrowed(library, scope)
    notes = needs.Notes()
    words = interface.page_words(project, locale)
    return Edition(
        project,
        library,
        catalog,
        words,
        LocalisedLibrary(
            library, catalog, notes, lambda: branding.load(project).offers(words.gettext, locale)
        ),
        scope,
        notes=notes,
        ledger=kept(library, catalog) if kept else None,
    )
