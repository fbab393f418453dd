"""Definitions with the files that they come from, and who refers to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .document import Document
from .model import AnyDefinition, Kind
from .ownpages import OwnPage

Key = tuple[Kind, str]


@dataclass(frozen=True)
class Entry:
    """A definition and the document it came from, what stands for both in keys, and its signs."""

    definition: AnyDefinition
    document: Document
    digest: str
    signs: frozenset[str]


@dataclass(frozen=True)
class Library:
    """Definitions by kind and id, in the order in which kinds and files stand.

    Those with faults are apart: they hold only the keys that are right, for checks to go on with.
    """

    entries: Mapping[Key, Entry]
    users: Mapping[Key, tuple[Key, ...]]
    faulty: tuple[Entry, ...] = ()
    #: Pages of the project's own, by their names.
    pages: tuple[OwnPage, ...] = ()

    @property
    def written(self) -> tuple[Entry, ...]:
        """All that could be read, with the faulty ones."""
        return (*self.entries.values(), *self.faulty)

    def __iter__(self) -> Iterator[AnyDefinition]:
        return (entry.definition for entry in self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, kind: Kind, name: str) -> AnyDefinition:
        """Return a definition. Raises KeyError where there is none."""
        return self.entries[(kind, name)].definition

    def find(self, name: str) -> tuple[AnyDefinition, ...]:
        """Return every definition with that id, of any kind."""
        return tuple(entry.definition for key, entry in self.entries.items() if key[1] == name)

    def of_kind(self, kind: Kind) -> tuple[AnyDefinition, ...]:
        return tuple(entry.definition for key, entry in self.entries.items() if key[0] is kind)

    def used_by(self, definition: AnyDefinition) -> tuple[AnyDefinition, ...]:
        """Return the definitions that refer to this one or to a part of it."""
        return tuple(self.entries[key].definition for key in self.users.get(key_of(definition), ()))


def key_of(definition: AnyDefinition) -> Key:
    """Return what a library finds a definition by."""
    return (definition.kind, definition.id)
