"""A file of YAML as it was read: its values, and where each of them stands."""

from __future__ import annotations

import pickle
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from ..cache import key as key_of
from ..errors import Place

Loc = tuple[str | int, ...]


class _Written(NamedTuple):
    """All that stands in a file, and where."""

    data: dict[str, Any]
    lines: tuple[str, ...]
    marks: dict[Loc, tuple[int, int]]
    key_marks: dict[Loc, tuple[int, int]]
    nulls: frozenset[Loc]


class Document:
    """One file, read: ``data`` is nested dicts, lists and strings.

    Once it was kept, what stands in it is bytes until somebody asks: of most files a build wants to know
    no more than which definition is in them.
    """

    def __init__(
        self,
        path: Path,
        data: dict[str, Any],
        lines: tuple[str, ...],
        marks: dict[Loc, tuple[int, int]],
        key_marks: dict[Loc, tuple[int, int]],
        nulls: frozenset[Loc] = frozenset(),
        language: str = "",
        layers: tuple[Document, ...] = (),
    ) -> None:
        self.path = path
        #: The language of what stands in this file, where the rest comes from another one (see ``layers``).
        self.language = language
        #: An override as it is written, and what lies beneath it; only of a document that was merged of both.
        self.layers = layers
        #: The keys at the top, each with its value where that is a text.
        self.top = {key: value if isinstance(value, str) else None for key, value in data.items()}
        #: What stands for all lines in keys.
        self.digest = key_of(*lines)
        self._written: _Written | bytes = _Written(data, lines, marks, key_marks, nulls)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        own, its = ((one.path, one.language, one.layers, one._all) for one in (self, other))
        return own == its

    __hash__ = None  # type: ignore[assignment]

    def __getstate__(self) -> dict[str, Any]:
        # From here on bytes are enough in this process, too.
        if isinstance(self._written, _Written):
            self._written = pickle.dumps(self._written, pickle.HIGHEST_PROTOCOL)
        return {name: value for name, value in self.__dict__.items() if name != "_starts"}

    @property
    def _all(self) -> _Written:
        if isinstance(self._written, bytes):
            self._written = _Written._make(pickle.loads(self._written))  # noqa: S301  # see cache/store.py
        return self._written

    @property
    def data(self) -> dict[str, Any]:
        """The values."""
        return self._all.data

    @property
    def lines(self) -> tuple[str, ...]:
        """The text, line by line."""
        return self._all.lines

    @property
    def nulls(self) -> frozenset[Loc]:
        """Where a plain ``null`` or ``~`` stands: nothing in YAML; a word to us, if it were in quotes."""
        return self._all.nulls

    def holds(self, loc: Loc) -> bool:
        """Say whether the value at ``loc`` stands in this file itself."""
        return loc in self._all.marks

    def place(self, loc: Loc) -> Place:
        """Return the place of the value at ``loc``, or of the nearest value around it."""
        while loc and loc not in self._all.marks:
            loc = loc[:-1]
        return Place(self.path, *self._all.marks.get(loc, (1, 1)))

    def key_place(self, loc: Loc) -> Place:
        """Return the place of the key at ``loc``; for list entries, of the entry."""
        mark = self._all.key_marks.get(loc)
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
            {loc: self._all.marks[at] for loc, at in origins.items()},
            {loc: self._all.key_marks[at] for loc, at in origins.items() if at in self._all.key_marks},
            frozenset(loc for loc, at in origins.items() if at in self.nulls),
            language,
            (self, base),
        )

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        return sorted(self._all.key_marks.values())

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
