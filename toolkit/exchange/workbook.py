"""Workbooks read: their sheets as tables, and what of them is no text in a cell."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from ..errors import ContentError, Message, Place, Problem
from .commas import too_many
from .package import Package, opened, refused
from .tables import MAX_ROWS, Cell, Table, Taken

#: Cells that ranges may span together, and rows that a sheet can have: openpyxl makes something of each.
_MOST_CELLS = 1_000_000
_MOST_ROWS = 1_048_576
_RANGE = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref\s*=\s*[\"']([^\"'>]*)")
_ENCODING = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_FORMULA = Message("the cell contains a formula, which is not calculated here")
_ERROR = Message("the cell contains a spreadsheet error")
_VALUES = Message("copy the cells and paste them as values only")


def read_tables(path: Any) -> Taken:
    """Return the sheets of a workbook. Macros are never run. Raises :class:`ContentError`."""
    package = opened(path, "xl/", ".xlsx")
    with warnings.catch_warnings():
        # What openpyxl leaves out is nothing that is taken over.
        warnings.simplefilter("ignore")
        try:
            # First without keeping anything, so that a huge sheet is told at once.
            _check_ranges(package)
            _measure(package)
            book = _loaded(package, read_only=False)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state != "veryHidden"]
            tables: list[Table] = []
            problems: list[Problem] = []
            for sheet in sheets:
                table = Table(path, sheet.title, tuple(_rows(package, sheet)))
                tables.append(table)
                problems += _beside(table, sheet)
        except ContentError:
            raise
        # openpyxl trusts its files: a damaged one can raise anything.
        except Exception:
            raise refused(
                path,
                "file-format",
                Message("the workbook is damaged, or was not saved in Excel format"),
                Message(
                    "open it in the program it comes from, save it under a new name, and import the new file"
                ),
            ) from None
    problems += [
        _whole(package, "chart-sheet", Message("the sheet ‘{name}’ contains a chart", name=sheet.title))
        for sheet in book.chartsheets
    ]
    notes = (
        [Message("the file contains macros; they have not been run and are not imported")]
        if package.has_macros
        else []
    )
    return Taken(tuple(tables), tuple(problems), tuple(notes))


def _loaded(package: Package, read_only: bool) -> Any:
    from openpyxl import load_workbook

    return load_workbook(BytesIO(package.raw), read_only=read_only, keep_links=False, rich_text=False)


def _measure(package: Package) -> None:
    """Refuse a workbook with more rows than a table may have, without keeping them."""
    book = _loaded(package, read_only=True)
    for sheet in book.worksheets:
        # What a sheet says of its size need not be true.
        sheet.reset_dimensions()
        filled = 0
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            filled += any(value is not None for value in row)
            if filled > MAX_ROWS or number > _MOST_ROWS:
                raise too_many(package.path)
    book.close()


def _check_ranges(package: Package) -> None:
    """Refuse ranges of more cells than can be kept, such as all cells of a sheet merged into one."""
    from openpyxl.utils import range_boundaries

    cells = 0
    with zipfile.ZipFile(BytesIO(package.raw)) as archive:
        for name in sorted(package.names):
            if not name.lower().endswith(".xml") or name.startswith("customXml/"):
                continue
            data = archive.read(name)
            if _ENCODING.match(data.lstrip()) or b"\0" in data[:100]:
                raise refused(
                    package.path,
                    "file-format",
                    Message("the workbook is not in UTF-8"),
                    Message(
                        "open it in the program it comes from, save it under a new name, and import the "
                        "new file"
                    ),
                )
            for found in _RANGE.findall(data):
                left, top, right, bottom = range_boundaries(found.decode("ascii"))
                cells += (right - left + 1) * (bottom - top + 1)
    if cells > _MOST_CELLS:
        raise refused(
            package.path,
            "too-large",
            Message(
                "cells that are merged or linked: {count}; the limit is {limit}",
                count=cells,
                limit=_MOST_CELLS,
            ),
            Message("split merged cells"),
        )


def _rows(package: Package, sheet: Any) -> Iterator[dict[int, Cell]]:
    table = Table(package.path, sheet.title, ())
    rows: dict[int, dict[int, Cell]] = {}
    # A sheet may have few cells that lie far apart: only those that are there are looked at.
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
            continue
        fault = None
        if cell.data_type == "f":
            fault = table.problem("formula", row, column, _FORMULA, _VALUES)
        elif cell.data_type == "e":
            fault = table.problem("formula", row, column, _ERROR, _VALUES)
        rows.setdefault(row, {})[column] = Cell(row, column, _text(cell.value), fault)
    yield from rows.values()


def _text(value: Any) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _beside(table: Table, sheet: Any) -> Iterator[Problem]:
    """Yield what a sheet has besides the text in its cells."""
    for merged in sheet.merged_cells.ranges:
        yield table.problem(
            "merged-cells",
            merged.min_row,
            merged.min_col,
            Message("the cells {cells} are merged; only the first of them contains text", cells=merged.coord),
            Message("split them, and write the text in each row that it applies to"),
        )
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.comment is not None:
            yield table.problem(
                "not-taken",
                row,
                column,
                Message("the comment on this cell is not imported"),
                Message("write it in a separate column if you need it"),
            )
    if sheet._images or sheet._charts:
        yield table.problem(
            "not-taken",
            1,
            1,
            Message("pictures and charts on this sheet are not imported"),
            Message("describe in words what you need from them"),
        )


def _whole(package: Package, code: str, what: Message) -> Problem:
    return Problem(code, Place(package.path), what, Message("it is not imported"), private=True)
