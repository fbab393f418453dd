"""Checks across the keys of a definition, for as much of it as can be read.

A key that is wrong must not hide what is wrong elsewhere: so a check looks at what is there (a
definition, or the :mod:`sketch <.sketch>` of a faulty one), asks for the keys that it needs, and
tells all that it finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel

T = TypeVar("T")
P = TypeVar("P", bound=BaseModel)


@dataclass(frozen=True)
class Fault:
    """What a check found: its kind, where below the part that was checked, and what its message names."""

    code: str
    at: tuple[str | int, ...]
    params: Mapping[str, Any]

    def below(self, loc: tuple[str | int, ...]) -> Fault:
        """Return the same fault, seen from further out."""
        return replace(self, at=(*loc, *self.at))


def fault(code: str, *at: str | int, **params: Any) -> Fault:
    """Return a fault at a place below the part that is checked."""
    return Fault(code, at, params)


def has(part: BaseModel, *names: str) -> bool:
    """Say whether these keys of a part are known: written, and right in themselves."""
    return all(name in part.__dict__ for name in names)


def having(parts: Iterable[P], *names: str) -> Iterator[tuple[int, P]]:
    """Yield those of which these keys are known, each with its number in the list."""
    return ((index, part) for index, part in enumerate(parts) if has(part, *names))


def all_have(parts: Iterable[BaseModel], *names: str) -> bool:
    """Say whether these keys are known of all: only then can be told what no part has, or a sum."""
    return all(has(part, *names) for part in parts)


def known(values: Iterable[T]) -> Iterator[tuple[int, T]]:
    """Yield the entries of a list that are right in themselves, each with its number."""
    return ((index, value) for index, value in enumerate(values) if value is not None)
