"""What spreadsheets make of a table that is written for them, and how it stays what it is.

A cell that begins with one of a few signs is run as a formula (OWASP, “CSV Injection”); an apostrophe before
it says that it is text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

#: Without this mark Excel takes a file for one of old letters.
_MARK = "\ufeff"
_SIGNS = r"[=+\-@\t\r＝＋－＠]"
#: What already begins with an apostrophe gets another one, so that it comes back as it was.
_RUN, _TEXT = re.compile(rf"'*{_SIGNS}"), re.compile(rf"'+{_SIGNS}")
#: What no name of a sheet may hold, and how long it may be.
_NO_NAME, _LONGEST = re.compile(r"[\[\]:*?/\\]"), 31

Cell = str | int


def guarded(cell: Cell) -> Cell:
    """Return a cell that spreadsheets take for text, whatever it begins with; numbers are left alone."""
    return f"'{cell}" if isinstance(cell, str) and _RUN.match(cell) else cell


def unguarded(text: str) -> str:
    """Return what a cell held before it was guarded."""
    return text[1:] if _TEXT.match(text) else text


def table(rows: Iterable[Sequence[Cell]], delimiter: str = ",") -> str:
    """Return rows as CSV (RFC 4180), to be written as UTF-8; every cell is guarded."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([guarded(cell) for cell in row] for row in rows)
    return _MARK + text.getvalue()


def sheet_name(title: str) -> str:
    """Return a title as it can be the name of a sheet in a workbook."""
    return _NO_NAME.sub(" ", title)[:_LONGEST]
