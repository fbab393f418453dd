"""The plan of a curriculum and its questions as CSV (RFC 4180).

CSV has no place for an imprint; it stands beside the table, as CSV on the Web (W3C) asks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from .. import spreadsheets
from ..definitions import L_
from . import plan
from .form import Form, per_language
from .material import Material


def _make(material: Material) -> Iterator[tuple[str, bytes]]:
    # What is told of banks has no place in a table of questions; it is in the workbook.
    tables = {material.name: plan.activities(material)}
    tables |= {f"{material.name}-questions": table for table in plan.questions(material)[:1]}
    for stem, table in tables.items():
        name = f"{stem}.csv"
        yield name, spreadsheets.table([*table.heads, *table.rows]).encode()
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
        "dialect": {"headerRowCount": len(table.heads)} if table.names else None,
        "tableSchema": {"columns": [{"titles": str(head)} for head in table.head]},
    }
    return (
        json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False, indent=2) + "\n"
    ).encode()


FORM = Form("csv", L_("published form", "Plan and questions as tables (CSV)"), per_language(_make))
