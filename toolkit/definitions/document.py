"""A file of YAML as it was read: its values, and where each of them stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..errors import Place

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """One file, read: ``data`` is nested dicts, lists and strings."""

    path: Path
    data: dict[str, Any]
    lines: tuple[str, ...]
    _marks: dict[Loc, tuple[int, int]] = field(repr=False)
    _key_marks: dict[Loc, tuple[int, int]] = field(repr=False)
    #: Where a plain ``null`` or ``~`` stands, which says nothing in YAML; a word to us, if it were in quotes.
    nulls: frozenset[Loc] = frozenset()
    #: The language of what stands in this file, where the rest comes from another one (see ``layers``).
    language: str = ""
    #: An override as it is written, and what lies beneath it; only of a document that was merged of both.
    layers: tuple[Document, ...] = ()

    def holds(self, loc: Loc) -> bool:
        """Say whether the value at ``loc`` stands in this file itself."""
        return loc in self._marks

    def place(self, loc: Loc) -> Place:
        """Return the place of the value at ``loc``, or of the nearest value around it."""
        while loc and loc not in self._marks:
            loc = loc[:-1]
        return Place(self.path, *self._marks.get(loc, (1, 1)))

    def key_place(self, loc: Loc) -> Place:
        """Return the place of the key at ``loc``; for list entries, of the entry."""
        mark = self._key_marks.get(loc)
        return Place(self.path, *mark) if mark else self.place(loc)

    def over(
        self, base: Document, data: dict[str, Any], origins: Mapping[Loc, Loc], language: str
    ) -> Document:
        """Return what this override and ``base`` give together: every place in it is one of this file.

        ``origins`` tell of each value that stands in this file where it stands there.
        """
        return Document(
            self.path,
            data,
            self.lines,
            {loc: self._marks[at] for loc, at in origins.items()},
            {loc: self._key_marks[at] for loc, at in origins.items() if at in self._key_marks},
            frozenset(loc for loc, at in origins.items() if at in self.nulls),
            language,
            (self, base),
        )

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        return sorted(self._key_marks.values())

    def find(self, loc: Loc, text: str) -> Place:
        """Return where ``text`` stands in the value at ``loc``; else the value's own place."""
        start = self.place(loc)
        after = bisect_right(self._starts, (start.line, start.column))
        end = self._starts[after][0] if after < len(self._starts) else len(self.lines)
        first = text.partition("\n")[0]
        for number in range(start.line, end + 1):
            column = self.lines[number - 1].find(first, start.column - 1 if number == start.line else 0)
            if column >= 0:
                return Place(self.path, number, column + 1)
        return start
