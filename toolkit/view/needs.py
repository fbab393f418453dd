"""What of an edition something was made from, so that it is made again only when that has changed.

Views go from definition to definition: a guide shows the questions of a bank, a card counts who refers to
it. Nobody lists these ways beforehand; an edition notes what it is asked for, while something is made. A
need is the name of what was asked, its *digest* stands for the answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from ..definitions import Key, Kind, Library
from ..translation import Catalog
from .faces import face_in

#: What one definition, its face, which there are of a kind, or who refers to one is called as a need.
_ONE, _FACE, _KIND, _USERS = "one", "face", "kind", "users"


def one(key: Key) -> str:
    """Return the need of a definition, whether there is one or not."""
    return f"{_ONE} {key[0]}/{key[1]}"


def face(key: Key) -> str:
    """Return the need of what others show of a definition, whether there is one or not."""
    return f"{_FACE} {key[0]}/{key[1]}"


def of_kind(kind: Kind) -> str:
    """Return the need of which definitions of a kind there are; what they say is a need of its own."""
    return f"{_KIND} {kind}"


def users(key: Key) -> str:
    """Return the need of the list of those that refer to a definition."""
    return f"{_USERS} {key[0]}/{key[1]}"


class Notes:
    """Notes what an edition is asked for, for whatever is being made of it."""

    def __init__(self) -> None:
        self._open: list[set[str]] = []

    def add(self, *needs: str) -> None:
        """Note what is asked for."""
        if self._open:
            self._open[-1].update(needs)

    @contextmanager
    def taken(self) -> Iterator[set[str]]:
        """Give the set of what is asked for in this context; a context around it needs that as well."""
        found: set[str] = set()
        self._open.append(found)
        try:
            yield found
        finally:
            self._open.pop()
            self.add(*found)


class Digests:
    """Stands for what an edition would answer: its library in the words of its catalog."""

    def __init__(self, library: Library, catalog: Catalog) -> None:
        self._library = library
        self._catalog = catalog
        self._known: dict[str, str] = {}

    def __call__(self, need: str) -> str:
        """Return the digest of a need; an empty one where there is nothing of that name."""
        if need not in self._known:
            self._known[need] = self._found(need)
        return self._known[need]

    def _found(self, need: str) -> str:
        what, _, name = need.partition(" ")
        kind, _, own = name.partition("/")
        key = (Kind(kind), own)
        if what == _USERS:
            return _hash(*(f"{user[0]}/{user[1]}" for user in self._library.users.get(key, ())))
        if what == _KIND:
            # Their order matters, too: it decides between equal titles.
            return _hash(*(found[1] for found in self._library.entries if found[0] is key[0]))
        entry = self._library.entries.get(key)
        if entry is None:
            return ""
        if what == _FACE:
            shown = face_in(entry.definition, self._catalog)
            # Its language, and how its translation stands, are told beside it.
            told = (getattr(shown.title, part, "") for part in ("lang", "state"))
            return _hash(shown.title, *told, shown.visibility)
        return _hash(entry.digest, self._catalog.digest(entry.definition))


def _hash(*parts: str) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
