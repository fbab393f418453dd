"""The rows of a table: the value of each cell, as its column wants it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..definitions import Word
from ..errors import Message, Problem
from ..suggestions import did_you_mean
from .columns import LISTS, PASSAGES, AnyColumn, BankColumn, Column, Tongues, folded, words_of
from .draft import Reader
from .exporting import EXAMPLE
from .heads import Headed
from .tables import Cell, Table

#: Ids and numbers, which are no texts for readers.
BARE = frozenset({Column.bank, Column.id, BankColumn.language, BankColumn.version})


@dataclass
class Row:
    """A row: its values, and the cell that each comes from."""

    table: Table
    number: int
    values: dict[AnyColumn, Any] = field(default_factory=dict)
    cells: dict[AnyColumn, Cell] = field(default_factory=dict)


@dataclass
class Rows:
    """Reads rows; what of them is not taken over, and what else is to be said, is added to lists."""

    reader: Reader
    tongues: Tongues
    problems: list[Problem]
    notes: list[Message]

    def of(self, headed: Headed) -> Iterator[Row]:
        """Yield the rows of a table; what of them is not taken is told on the way."""
        for cells in headed.rows:
            row = Row(headed.table, next(iter(cells.values())).row)
            for number, column in headed.columns.items():
                if number in cells:
                    self._take(row, column, cells[number], headed.ours)
            if headed.ours and row.values.get(Column.id) == EXAMPLE:
                self.notes.append(Message("the example row is left out"))
                continue
            if headed.kind is Column and row.values and Column.text not in row.values:
                first = cells[min(cells)]
                at = next((n for n, column in headed.columns.items() if column is Column.text), first.column)
                if Column.text not in row.cells:
                    self._tell(
                        headed.table,
                        Cell(row.number, at, ""),
                        "empty-text",
                        Message("there is no question in this row; nothing is imported from it"),
                        Message("write the question, or delete the contents of the row"),
                    )
            yield row

    def _take(self, row: Row, column: AnyColumn, cell: Cell, ours: bool) -> None:
        row.cells[column] = cell
        if cell.fault:
            self.problems.append(cell.fault)
            return
        for what, advice in self.reader.lost(cell.text):
            self._tell(row.table, cell, "sign", what, advice)
        value = self._value(row, column, cell, ours)
        if value:
            row.values[column] = value

    def _value(self, row: Row, column: AnyColumn, cell: Cell, ours: bool) -> Any:
        known = self.tongues.values(column)
        if known:
            words = list(self._words(row, column, cell, known))
            return words if column in LISTS else next(iter(words), None)
        if column in LISTS:
            return [one for part in cell.text.split(";") if (one := self.reader.line(part, ours=True))]
        if column in PASSAGES:
            return self.reader.passage(cell.text, ours=ours)
        return self.reader.line(cell.text, ours=ours or column in BARE)

    def _words(self, row: Row, column: AnyColumn, cell: Cell, known: Mapping[str, Any]) -> Iterator[Word]:
        parts = [cell.text] if column not in LISTS else _parts(cell.text, known)
        for part in parts:
            if found := known.get(folded(part)):
                yield Word(found.value)
            else:
                self._tell(
                    row.table,
                    cell,
                    "unknown-value",
                    Message(
                        "‘{value}’ is not one of the possible values, and is left out",
                        value=part.strip()[:60],
                    ),
                    did_you_mean(
                        part.strip(),
                        [self.tongues.word(word, column, self.tongues.own) for word in words_of(column)],
                    ),
                )

    def _tell(self, table: Table, cell: Cell, code: str, what: Message, advice: Message) -> None:
        self.problems.append(table.problem(code, cell.row, cell.column, what, advice))


def _parts(text: str, known: Mapping[str, Any]) -> list[str]:
    """Return the values in a cell: parted by semicolons or lines, or by commas where that says more."""
    parts = [part for part in text.replace("\n", ";").split(";") if part.strip()]
    found = []
    for part in parts:
        inner = [one for one in part.split(",") if one.strip()]
        found += [part] if folded(part) in known else inner
    return found
