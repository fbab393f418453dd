"""What was made of an edition, by name, with what it needed; kept from one build to the next."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Made:
    """Something that was made, as bytes, and the names of what it needed.

    A ledger is read and kept as a whole, but of most that it holds a build asks nothing.
    """

    data: bytes
    needs: tuple[str, ...]

    @classmethod
    def of(cls, value: Any, needs: Iterable[str]) -> Self:
        """Return what was made with the names of what it needed."""
        return cls(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), tuple(sorted(needs)))

    @property
    def value(self) -> Any:
        """What was made; another object each time."""
        return pickle.loads(self.data)  # noqa: S301 - authenticated, see cache/store.py


@dataclass(frozen=True)
class Entries:
    """What a ledger holds, and the digests of all needs when it was made."""

    made: Mapping[str, Made]
    digests: Mapping[str, str]


class Ledger:
    """What was made of an edition before, as far as all that it needed is as it was."""

    def __init__(self, digest: Callable[[str], str], kept: Entries | None = None) -> None:
        self._digest = digest
        changed = {need for need, before in kept.digests.items() if digest(need) != before} if kept else set()
        found = kept.made if kept else {}
        self._made = {name: made for name, made in found.items() if changed.isdisjoint(made.needs)}
        #: What was made since, for whoever keeps the ledger.
        self.fresh: dict[str, Made] = {}

    def get(self, name: str) -> Made | None:
        """Return what was made under a name, if it is as it would be made now."""
        return self._made.get(name)

    def put(self, name: str, needs: Iterable[str], value: Any) -> None:
        """Enter what was made under a name, and what it needed."""
        self.take({name: Made.of(value, needs)})

    def take(self, fresh: Mapping[str, Made]) -> None:
        """Enter what another process has made of the same edition."""
        self._made |= fresh
        self.fresh |= fresh

    def entries(self) -> Entries:
        """Return all that it holds now."""
        needs = {need for made in self._made.values() for need in made.needs}
        return Entries(self._made, {need: self._digest(need) for need in needs})
