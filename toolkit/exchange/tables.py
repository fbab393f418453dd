"""Tables as they were read, of whatever file: cells with their place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import Message, Place, Problem

#: Rows with something in them that a table may have; a bank of a thousand questions is a large one.
MAX_ROWS = 10_000


@dataclass(frozen=True)
class Cell:
    """A cell with something in it. ``fault`` says why its text is not to be taken."""

    row: int
    column: int
    text: str
    fault: Problem | None = None


@dataclass(frozen=True)
class Table:
    """A sheet: the rows that have something in them, each with its cells by column."""

    path: Path
    #: None where the file is one table.
    name: str | None
    rows: tuple[dict[int, Cell], ...]

    def problem(self, code: str, row: int, column: int, what: Message, advice: Message) -> Problem:
        """Return a problem of a cell, which is named as a spreadsheet names it."""
        told = Message("cell {cell}: {what}", cell=self.cell_name(row, column), what=what)
        return Problem(code, Place(self.path, row, column), told, advice, private=True)

    def cell_name(self, row: int, column: int) -> str:
        letters = ""
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{self.name}!{letters}{row}" if self.name else f"{letters}{row}"


@dataclass(frozen=True)
class Taken:
    """What a file gave: its tables, what of it is not taken over, and what else is to be said."""

    tables: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Message, ...] = ()
