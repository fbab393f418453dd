"""A person at PDFium, the viewer in Chrome and Edge: clicks on fields, types, saves and looks."""

from __future__ import annotations

import ctypes
import io
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageChops

Box = tuple[float, float, float, float]


@cache
def boxes(pdf: bytes) -> dict[str, tuple[int, Box]]:
    """Return page and rectangle of each widget by its field's full name; a radio button's ends in its value."""
    found: dict[str, tuple[int, Box]] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            for widget in page.obj.get("/Annots", []):
                if widget.Subtype == "/Widget":
                    left, bottom, right, top = (float(edge) for edge in widget.Rect)
                    found[full_name(widget)] = number, (left, bottom, right, top)
    return found


def full_name(widget: Any) -> str:
    if "/T" not in widget:
        (value,) = (name for name in widget.AP.N if name != "/Off")
        return f"{full_name(widget.Parent)}.{value[1:]}"
    return f"{full_name(widget.Parent)}.{widget.T}" if "/Parent" in widget else str(widget.T)


class Viewer:
    """An open form in PDFium; a context manager."""

    def __init__(self, pdf: bytes) -> None:
        self._boxes = boxes(pdf)
        self._document = pypdfium2.PdfDocument(pdf)
        self._document.init_forms()
        self._pages = [self._document[number] for number in range(len(self._document))]
        self._form = self._document.formenv.raw

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for page in self._pages:
            page.close()
        self._document.close()

    def click(self, name: str) -> Any:
        number, (left, bottom, right, top) = self._boxes[name]
        page = self._pages[number].raw
        x, y = (left + right) / 2, (bottom + top) / 2
        assert raw.FPDFPage_HasFormFieldAtPoint(self._form, page, x, y) >= 0, name
        raw.FORM_OnMouseMove(self._form, page, 0, x, y)
        raw.FORM_OnLButtonDown(self._form, page, 0, x, y)
        raw.FORM_OnLButtonUp(self._form, page, 0, x, y)
        return page

    def write(self, name: str, text: str) -> None:
        page = self.click(name)
        for char in text:
            assert raw.FORM_OnChar(self._form, page, ord(char), 0), char
        self.leave()

    def paste(self, name: str, text: str) -> None:
        page = self.click(name)
        data = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
        raw.FORM_ReplaceSelection(self._form, page, ctypes.cast(data, raw.FPDF_WIDESTRING))
        self.leave()

    def leave(self) -> None:
        raw.FORM_ForceToKillFocus(self._form)

    def saved(self) -> bytes:
        result = io.BytesIO()
        self._document.save(result)
        return result.getvalue()

    def picture(self, page: int, scale: float = 4, crop: Box = (0, 0, 0, 0)) -> Image.Image:
        """Return a page without ``crop`` points at its left, bottom, right and top."""
        return self._pages[page].render(scale=scale, crop=crop, may_draw_forms=True).to_pil().convert("L")

    def look(self, name: str, scale: float = 4, around: float = 0) -> Image.Image:
        """Return what is seen in a field's box and ``around`` points beyond it; nothing else is drawn."""
        number, (left, bottom, right, top) = self._boxes[name]
        width, height = self._pages[number].get_size()
        # Whole dots, as they lie on the page's picture.
        edges = [
            round(edge * scale) / scale
            for edge in (left - around, bottom - around, width - right - around, height - top - around)
        ]
        return self.picture(number, scale, (edges[0], edges[1], edges[2], edges[3]))


def ink(before: Image.Image, after: Image.Image) -> Image.Image:
    """Return what came onto a picture, cut to its edges: 0 is nothing, 255 is black."""
    difference = ImageChops.difference(before, after)
    return difference.crop(difference.getbbox() or (0, 0, 0, 0))


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Return how much two pieces of ink differ, from 0 to 1, as parts of all their ink."""
    size = max(one.width, other.width), max(one.height, other.height)
    first, second = Image.new("L", size), Image.new("L", size)
    first.paste(one)
    second.paste(other)
    total = sum(n * count for picture in (one, other) for n, count in enumerate(picture.histogram()))
    apart = sum(n * count for n, count in enumerate(ImageChops.difference(first, second).histogram()))
    return apart / total if total else 0.0


def saved_picture(pdf: bytes, page: int, path: Path) -> None:
    """Write a page as PDFium shows it, for a person to look at."""
    with Viewer(pdf) as viewer:
        viewer.picture(page, 2).save(path)
