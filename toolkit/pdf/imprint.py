"""What a handbook says of itself to programs: XMP metadata beside what Typst writes."""

from __future__ import annotations

import io

import pikepdf

from .book import Book


def imprinted(pdf: bytes, book: Book) -> bytes:
    """Return a PDF whose metadata name licence, provider, version and source; the same bytes for the same."""
    told = {
        "dc:rights": book.curriculum.license,
        "dc:publisher": {book.curriculum.provider},
        "xmpRights:WebStatement": book.licence_address,
        "dc:source": book.source,
        "xmpMM:VersionID": book.curriculum.version,
    }
    with pikepdf.open(io.BytesIO(pdf)) as document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for name, value in told.items():
                if value:
                    metadata[name] = value
        result = io.BytesIO()
        document.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return result.getvalue()
