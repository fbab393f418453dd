"""Tables as plain text with commas, semicolons or tabs between the cells."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path

from .. import files
from ..errors import Message
from ..spreadsheets import unguarded
from .package import read, refused
from .tables import MAX_ROWS, Cell, Table, Taken

_DELIMITERS = (",", ";", "\t")
MAX_BYTES = 20_000_000


def read_table(path: Path) -> Taken:
    """Return the table in a file. Raises :class:`ContentError` where it cannot be read."""
    raw = read(path, MAX_BYTES)
    try:
        text = files.decoded(raw)
    except files.UnreadableFile as error:
        advice = Message("save it again as CSV in UTF-8 (‘CSV UTF-8’ in Excel), or as .xlsx")
        raise refused(path, error.code, error.what, advice, error.line) from None
    if "\0" in text:
        raise refused(
            path,
            "file-format",
            Message("this is not a table in plain text"),
            Message("save it as CSV or .xlsx"),
        )
    rows: list[dict[int, Cell]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        # Rows count as spreadsheets count them: a cell may have several lines.
        for row, values in enumerate(reader, start=1):
            cells = {
                column: Cell(row, column, unguarded(value))
                for column, value in enumerate(values, start=1)
                if value.strip()
            }
            line = reader.line_num + 1
            if cells:
                rows.append(cells)
            if len(rows) > MAX_ROWS:
                raise too_many(path)
    except csv.Error:
        raise refused(
            path,
            "file-format",
            Message("the cells of this row cannot be separated"),
            Message("check that each quotation mark ({sign}) around a cell is closed", sign='"'),
            line,
        ) from None
    return Taken((Table(path, None, tuple(rows)),))


def too_many(path: Path) -> Exception:
    """Return what is raised for a table that nobody has written by hand."""
    return refused(
        path,
        "too-large",
        Message("the table has more than {limit} rows", limit=MAX_ROWS),
        Message("split it into several files"),
    )


def _delimiter(text: str) -> str:
    """Return what stands between cells: the sign that parts the first line into most of them."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    unquoted = re.sub(r'"[^"]*"', "", first)
    return max(_DELIMITERS, key=unquoted.count)
