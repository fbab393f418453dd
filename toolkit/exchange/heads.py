"""Which table is what, and which of its columns: told by headings in any language, or by stable names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from ..errors import Message, Problem
from .columns import AnyColumn, BankColumn, Column, Tongues, folded
from .exporting import EXPLAINED
from .tables import Cell, Table

#: Rows in which headings are looked for: people write a title above a table.
_ABOVE = 20


@dataclass(frozen=True)
class Headed:
    """A table with its columns by number, and the rows below its heads."""

    table: Table
    kind: type[AnyColumn]
    columns: Mapping[int, AnyColumn]
    rows: tuple[dict[int, Cell], ...]
    #: Whether it has stable names, so that it was written by us, and its texts with our marks.
    ours: bool
    problems: tuple[Problem, ...] = ()


def headed(table: Table, tongues: Tongues) -> Headed | None:
    """Return a table of questions or of banks with its columns; None for any other."""
    for number, row in enumerate(islice(table.rows, _ABOVE)):
        for kind, needed in ((Column, Column.text), (BankColumn, BankColumn.heading)):
            if names := _names(row, kind, needed):
                above = table.rows[: max(number - 1, 0)]
                return _made(table, kind, names, above, number + 1, ours=True)
            known = tongues.columns(kind)
            found = {
                column: known[word] for column, cell in row.items() if (word := folded(cell.text)) in known
            }
            if needed not in found.values():
                continue
            following = table.rows[number + 1] if number + 1 < len(table.rows) else {}
            if names := _names(following, kind, needed):
                return _made(table, kind, names, table.rows[:number], number + 2, ours=True)
            return _made(table, kind, found, table.rows[:number], number + 1, ours=False)
    return None


def is_explanation(table: Table) -> bool:
    """Say whether a table is the one of ours that explains the others."""
    return any(cell.text == EXPLAINED for row in table.rows[:2] for cell in row.values())


def _names(row: Mapping[int, Cell], kind: type[AnyColumn], needed: AnyColumn) -> dict[int, AnyColumn]:
    """Return the columns that a row names by their stable names, if that is what it does."""
    known = {column.value: column for column in kind}
    found = {column: known[cell.text] for column, cell in row.items() if cell.text in known}
    # One word alone may be a heading like any other.
    return found if needed in found.values() and len(found) > 1 and len(found) == len(row) else {}


def _made(
    table: Table,
    kind: type[AnyColumn],
    columns: Mapping[int, AnyColumn],
    above: tuple[dict[int, Cell], ...],
    first: int,
    ours: bool,
) -> Headed:
    first_of = {column: number for number, column in reversed(list(columns.items()))}
    once = {number: column for number, column in columns.items() if first_of[column] == number}
    rows = table.rows[first:]
    problems = (*_strange(table, rows, once), *_above(table, above))
    return Headed(table, kind, once, rows, ours, problems)


def _strange(
    table: Table, rows: tuple[dict[int, Cell], ...], columns: Mapping[int, AnyColumn]
) -> Iterator[Problem]:
    """Yield columns with something in them whose heading says nothing to us."""
    strange: dict[int, int] = {}
    for row in rows:
        for column in row.keys() - columns.keys():
            strange[column] = strange.get(column, 0) + 1
    for column, count in sorted(strange.items()):
        first = next(row[column] for row in rows if column in row)
        yield table.problem(
            "unknown-column",
            first.row,
            column,
            Message(
                "this column’s heading is not recognised or appears twice; cells not imported: {count}",
                count=count,
            ),
            Message("use a heading that ‘toolkit export questions --to xlsx’ writes, or delete the column"),
        )


def _above(table: Table, rows: tuple[dict[int, Cell], ...]) -> Iterator[Problem]:
    for row in rows:
        cell = row[min(row)]
        yield table.problem(
            "not-taken",
            cell.row,
            cell.column,
            Message("the text above the headings is not imported: {text}", text=cell.text[:60]),
            Message("if it is a title, enter it with --title"),
        )
