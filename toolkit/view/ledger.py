"""What was made of an edition, by name, with what it needed; kept from one build to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Made:
    """Plain data that was made, and the names of what it needed."""

    value: Any
    needs: tuple[str, ...]


class Ledger:
    """What was made of an edition before, as far as all that it needed is as it was."""

    def __init__(self, digest: Callable[[str], str], kept: Mapping[str, Any] | None = None) -> None:
        self._digest = digest
        known: Mapping[str, str] = kept["digests"] if kept else {}
        changed = {need for need, before in known.items() if digest(need) != before}
        self._made = {
            name: Made(value, tuple(found))
            for name, (value, found) in (kept["made"] if kept else {}).items()
            if changed.isdisjoint(found)
        }
        #: Whether there is something that the last build did not have, or had otherwise.
        self.changed = kept is None or len(self._made) < len(kept["made"])

    def get(self, name: str) -> Made | None:
        """Return what was made under a name, if it is as it would be made now."""
        return self._made.get(name)

    def put(self, name: str, needs: set[str], value: Any) -> None:
        """Keep what was made under a name, and what it needed."""
        self._made[name] = Made(value, tuple(sorted(needs)))
        self.changed = True

    def data(self) -> dict[str, Any]:
        """Return all of it as plain data, for the next one."""
        needs = {need for made in self._made.values() for need in made.needs}
        return {
            "digests": {need: self._digest(need) for need in sorted(needs)},
            "made": {name: [made.value, made.needs] for name, made in self._made.items()},
        }
