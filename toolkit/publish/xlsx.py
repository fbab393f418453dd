"""The plan of a curriculum as a workbook: activities, minutes of modules, questions, and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from .. import archive, spreadsheets
from ..definitions import L_
from ..project import branding
from . import colophon, plan
from .form import Form, per_language
from .material import Material
from .plan import Table

_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def _make(material: Material) -> Iterator[tuple[str, bytes]]:
    _ = material.edition.interface.gettext
    book = Workbook(write_only=True)
    ground = branding.load(material.edition.project).primary.removeprefix("#")
    facts = colophon.facts(material.edition, material.imprint)
    about = Table(_("About"), [_("Title"), material.imprint.title], facts[1:], [20, 90])
    for table in (plan.activities(material), plan.modules(material), *plan.questions(material), about):
        _sheet(book, table, ground)
    yield f"{material.name}.xlsx", _saved(book, material)


def _sheet(book: Workbook, table: Table, ground: str) -> None:
    sheet = book.create_sheet(spreadsheets.sheet_name(table.title))
    sheet.freeze_panes = f"A{len(table.heads) + 1}"
    if table.names:
        # For programs alone.
        sheet.row_dimensions[2].hidden = True
    for number, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for row in [*table.heads, *table.rows]:
        cells = [_cell(sheet, value) for value in row]
        if row is table.head:
            for cell in cells:
                cell.font = Font(bold=True, color="FFFFFF")
                cell.fill = PatternFill("solid", fgColor=ground)
        sheet.append(cells)


def _cell(sheet: object, value: spreadsheets.Cell) -> Cell:
    cell = WriteOnlyCell(sheet, str(value) if isinstance(value, str) else value)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if isinstance(value, str):
        # Whatever it begins with it is a text, also when somebody edits it.
        cell.data_type, cell.quotePrefix = "s", True
    return cell


def _saved(book: Workbook, material: Material) -> bytes:
    """Return a workbook with its imprint, in bytes that hold no time but the publication's."""
    about = material.imprint
    told = book.properties
    told.title, told.description = about.title, "\n".join(colophon.lines(material.edition, about))
    told.creator, told.language, told.version = ", ".join(about.authors), about.language, about.version
    told.identifier = about.source
    told.created = datetime.fromisoformat(about.date)
    saved = BytesIO()
    book.save(saved)
    # The time of saving is what openpyxl writes as that of the last change, whatever it was told.
    day = rf"\g<1>{about.date}T00:00:00Z".encode()
    return archive.packed(
        (name, _MODIFIED.sub(day, data) if name == _CORE else data)
        for name, data in archive.unpacked(saved.getvalue())
    )


FORM = Form("xlsx", L_("published form", "Plan and questions as a workbook (XLSX)"), per_language(_make))
