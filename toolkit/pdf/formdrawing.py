"""What stands in the fields of a form, as PDF drawing instructions. Lengths are in points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from pikepdf import Array, Object, Rectangle

from ..project import Tokens
from .formfont import Font
from .formtext import DESCENT, LEADING, PADDING

#: PDFium (Chrome, Edge) draws typed letters such as ā with a font of its own, and wrongly, unless the font
#: goes by a name that it never replaces. The name says nothing about the font behind it.
ALIAS = "Wingdings"
INK = Tokens().form_ink()


def box_of(widget: Object) -> Rectangle:
    """Return where a widget is."""
    return Rectangle(cast(Array, widget.Rect))


def extent(widget: Object) -> tuple[float, float]:
    """Return the width and height of a widget."""
    box = box_of(widget)
    return round(box.urx - box.llx, 3), round(box.ury - box.lly, 3)


def text_style(size: float) -> str:
    """Return the colour, font and size of what is written."""
    return f"{INK} rg /{ALIAS} {size:g} Tf"


def tick(width: float, height: float) -> str:
    """Return the tick of a box."""
    points = [(x * width, y * height) for x, y in ((0.2, 0.52), (0.42, 0.26), (0.82, 0.78))]
    path = " ".join(f"{x:.3f} {y:.3f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points))
    return f"{INK} RG {0.13 * width:.3f} w 1 J 1 j {path} S"


def ground(width: float, height: float) -> str:
    """Return the white behind typed text."""
    return f"1 g 0 1 {width} {height - 1:.3f} re f\n"


def written(lines: Sequence[str], size: float, width: float, height: float, wraps: bool, font: Font) -> str:
    """Return lines of text: from the top where they wrap, in the middle where it is one."""
    start = height - PADDING if wraps else (height + LEADING * size) / 2
    shown = "\n".join(f"<{font.encoded(line)}> Tj T*" for line in lines)
    return (
        f"/Tx BMC\nq 1 1 {width - 2:.3f} {height - 2:.3f} re W n\nBT\n{text_style(size)}\n"
        f"{LEADING * size:.3f} TL {PADDING} {start - (LEADING - DESCENT) * size:.3f} Td\n{shown}\n"
        "ET\nQ\nEMC"
    )


def dot(width: float, height: float, value: str, font: Font) -> str:
    """Return a filled circle; with a number printed below it, that number in white."""
    numbered = value.isdecimal()
    x, y, r = width / 2, height / 2, width * (0.44 if numbered else 0.28)
    k = 0.5523 * r
    drawing = f"{INK} rg {x + r:.3f} {y:.3f} m\n" + "".join(
        " ".join(f"{x + dx:.3f} {y + dy:.3f}" for dx, dy in curve) + " c\n"
        for curve in (
            ((r, k), (k, r), (0, r)),
            ((-k, r), (-r, k), (-r, 0)),
            ((-r, -k), (-k, -r), (0, -r)),
            ((k, -r), (r, -k), (r, 0)),
        )
    )
    if not numbered:
        return drawing + "f"
    size = 0.47 * height
    start = x - font.width(value, size) / 2, y - font.capitals * size / 2000
    return (
        f"{drawing}f\nBT 1 g /{ALIAS} {size:.3f} Tf {start[0]:.3f} {start[1]:.3f} Td "
        f"<{font.encoded(value)}> Tj ET"
    )
