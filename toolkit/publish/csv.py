"""The plan of a curriculum as CSV (RFC 4180).

CSV has no place for an imprint; it stands beside the table, as CSV on the Web (W3C) asks.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO

from ..definitions import L_
from . import plan
from .form import Form, per_language
from .material import Material
from .plan import Cell

#: A cell that begins so is run as a formula by spreadsheets.
_RUN = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def guarded(cell: Cell) -> Cell:
    """Return a cell that spreadsheets take for text, whatever it begins with; numbers are left alone."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUN) else cell


def _make(material: Material) -> Iterator[tuple[str, bytes]]:
    table = plan.activities(material)
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([guarded(cell) for cell in row] for row in [table.head, *table.rows])
    name = f"{material.name}.csv"
    # Excel takes a file without a mark at its beginning for one of old letters.
    yield name, text.getvalue().encode("utf-8-sig")
    yield f"{name}-metadata.json", _about(material, name, table)


def _about(material: Material, name: str, table: plan.Table) -> bytes:
    about = material.imprint
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": about.language}],
        "url": name,
        "dc:title": about.title,
        "dc:description": about.summary,
        "dc:creator": list(about.authors),
        "dc:publisher": about.provider,
        "dc:language": about.language,
        "dc:issued": about.date,
        "dc:license": about.licence_address or about.licence,
        "dc:source": about.source,
        "schema:version": about.version,
        "tableSchema": {"columns": [{"titles": str(head)} for head in table.head]},
    }
    return (
        json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False, indent=2) + "\n"
    ).encode()


FORM = Form("csv", L_("published form", "Plan as a table (CSV)"), per_language(_make))
