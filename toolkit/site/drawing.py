"""The wheel of a worksheet page as numbers: rings, spokes and where each segment's name stands.

The template makes SVG of it, so that a page without scripts still prints a wheel to draw in.
Scripts draw one with other areas, changed for one client, alike (worksheet/changed-wheel.js).
Units are millimetres around the middle, as on paper: see ``_wheel-drawing`` in print/fields.typ.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from ..translation import Foreign

RADIUS = 55.0
MOST_RINGS = 10
_LINE = 3.9
#: The mean width of a bold letter of the names; a guess, since a browser may take another font.
_LETTER = 1.85


@dataclass(frozen=True)
class Ring:
    """A ring of a wheel."""

    radius: Annotated[float, "Its radius in millimetres."]
    value: Annotated[int | None, "The whole value it stands for."]
    middle: Annotated[bool, "Whether it is the fifth."]


@dataclass(frozen=True)
class Name:
    """A segment's name on the rim: lines from the top, each with its distance from the place.

    ``lang`` is its language, where that is not the page's.
    """

    lines: Annotated[tuple[tuple[str, float], ...], "Lines, each with its distance from the place."]
    lang: Annotated[str | None, "Its language, where that is not the page’s."]
    x: Annotated[float, "Where it stands."]
    y: Annotated[float, "Where it stands."]
    turn: Annotated[float, "How far it is turned, in degrees."]
    spoke_x: Annotated[float, "Where its segment’s first spoke meets the rim."]
    spoke_y: Annotated[float, "Where its segment’s first spoke meets the rim."]
    number_x: Annotated[float, "Where a number beside the rim stands."]
    number_y: Annotated[float, "Where a number beside the rim stands."]


@dataclass(frozen=True)
class Drawing:
    """``base`` and ``steps`` put a value on the radius: (value - base) / steps of it."""

    half: Annotated[float, "Half of the drawing’s width and height, in millimetres."]
    radius: Annotated[float, "Radius of the wheel."]
    base: Annotated[int, "The value in the middle."]
    steps: Annotated[int, "How many values there are from the middle to the rim."]
    line: Annotated[float, "How far lines of a name are apart."]
    letter: Annotated[float, "The mean width of a letter of the names."]
    rings: Annotated[tuple[Ring, ...], "Rings, from the rim inwards."]
    names: Annotated[tuple[Name, ...], "Segments, clockwise from the top."]


def wheel(names: Sequence[str], low: int, high: int) -> Drawing:
    """Return the drawing of a wheel with these segments, clockwise from the top."""
    # A scale from one has one ring for each value; a scale from nought has its nought in the middle.
    base = 0 if low == 0 else low - 1
    steps = high - base
    rings = min(MOST_RINGS, steps)
    count = len(names)
    room = max(8, int((2 * math.pi * (RADIUS + 4) / count - 3) / _LETTER))
    wrapped = [tuple(textwrap.wrap(name, room, break_long_words=False)) for name in names]
    band = max(len(lines) for lines in wrapped) * _LINE + 3.5
    return Drawing(
        half=round(RADIUS + band + 1, 2),
        radius=RADIUS,
        base=base,
        steps=steps,
        line=_LINE,
        letter=_LETTER,
        rings=tuple(_ring(ring, rings, base, steps) for ring in range(rings, 0, -1)),
        names=tuple(
            _name(n, count, lines, band, name.lang if isinstance(name, Foreign) else None)
            for n, (name, lines) in enumerate(zip(names, wrapped, strict=True))
        ),
    )


def _ring(ring: int, rings: int, base: int, steps: int) -> Ring:
    value = base + steps * ring / rings
    return Ring(round(RADIUS * ring / rings, 2), int(value) if value.is_integer() else None, ring == 5)


def _name(n: int, count: int, lines: tuple[str, ...], band: float, lang: str | None) -> Name:
    spoke = 2 * math.pi * n / count
    middle = 2 * math.pi * (n + 0.5) / count
    away = RADIUS + band / 2 + 0.6
    # Upright for the reader on both halves.
    lower = math.pi / 2 < middle < 3 * math.pi / 2
    first = -(len(lines) - 1) * _LINE / 2
    return Name(
        lines=tuple((line, round(first + k * _LINE, 2)) for k, line in enumerate(lines)),
        lang=lang,
        x=round(away * math.sin(middle), 2),
        y=round(-away * math.cos(middle), 2),
        turn=round(math.degrees(middle) - (180 if lower else 0), 2),
        spoke_x=round(RADIUS * math.sin(spoke), 2),
        spoke_y=round(-RADIUS * math.cos(spoke), 2),
        number_x=round((RADIUS + 5) * math.sin(middle), 2),
        number_y=round(-(RADIUS + 5) * math.cos(middle), 2),
    )
