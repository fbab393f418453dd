"""Workbooks written: the same tables always make the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from .. import archive, spreadsheets

#: What a workbook tells of itself, times included.
_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
#: Longer lists of choices are not allowed in a cell.
_LONGEST_CHOICES = 255
_WIDE, _NARROW = 48, 18


@dataclass(frozen=True)
class Sheet:
    """A sheet: its heads (headings, and stable names that are hidden), its rows, and choices by column."""

    name: str
    heads: Sequence[Sequence[str]]
    rows: Sequence[Sequence[str]]
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


def written(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook of sheets whose cells are all text, whatever they begin with."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(spreadsheets.sheet_name(sheet.name)), sheet)
    made = BytesIO()
    book.save(made)
    return _timeless(made)


def _fill(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, row in enumerate((*sheet.heads, *sheet.rows), start=1):
        for column, text in enumerate(row, start=1):
            if not text:
                continue
            cell = page.cell(number, column)
            cell.value = text
            # Not what openpyxl guesses: a text that begins with = is no formula.
            cell.data_type = "s"
            cell.quotePrefix = text[0] in "=+-@"
            cell.number_format = "@"
            cell.font = Font(bold=number == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column in range(1, len(sheet.heads[0]) + 1):
        longest = max((len(row[column - 1]) for row in sheet.rows), default=0)
        page.column_dimensions[get_column_letter(column)].width = _WIDE if longest > _NARROW * 2 else _NARROW
    page.row_dimensions[2].hidden = True
    page.freeze_panes = "A3"
    for column, words in sheet.choices.items():
        listed = f'"{",".join(words)}"'
        if len(listed) <= _LONGEST_CHOICES and not any("," in word for word in words):
            choice = DataValidation(type="list", formula1=listed, allow_blank=True)
            letter = get_column_letter(column)
            choice.add(f"{letter}3:{letter}1000")
            page.add_data_validation(choice)


def _timeless(made: BytesIO) -> bytes:
    """Return a workbook without the time at which it was written."""
    return archive.packed(
        (name, _TIMES.sub(b"", data) if name == _CORE else data)
        for name, data in archive.unpacked(made.getvalue())
    )
