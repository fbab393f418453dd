"""How a written answer is laid out in the box of its place. Lengths are in points."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..project import as_printed
from .formfont import Font

#: Of written answers, the greatest that fits is taken; what is too long at the least is there to scroll to.
SIZES = tuple(half / 2 for half in range(22, 13, -1))
#: From one line to the next, in ems; and from the lower end of a line to its baseline.
LEADING, DESCENT = 1.3, 0.32
PADDING = 2.0
#: What ends a text of which there is more than fits.
MORE = " …"


@dataclass(frozen=True)
class Layout:
    """A text in its box: the size of its letters, its lines, and whether these are all of it."""

    size: float
    lines: list[str]
    whole: bool


def laid_out(font: Font, text: str, width: float, height: float, multiline: bool) -> Layout:
    """Return a text at the greatest size at which it fits its box.

    At the least size, only what fits is returned, with a sign at its end that there is more.
    """
    room = width - 2 * PADDING
    shown = font.known(as_printed(text))
    for size in SIZES:
        lines = _wrapped(font, shown, room, size) if multiline else [" ".join(shown.split("\n"))]
        most = max(1, int((height - 2 * PADDING) / (LEADING * size)))
        if len(lines) <= most and all(font.width(line, size) <= room for line in lines):
            return Layout(size, lines, True)
    *above, last = lines[:most]
    while last and font.width(last + MORE, size) > room:
        last = last[:-1]
    return Layout(size, [*above, last.rstrip() + MORE], False)


def _wrapped(font: Font, text: str, room: float, size: float) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for word in re.findall(r" *[^ ]+| +$", paragraph):
            width = font.width(word, size)
            if line and used + width > room:
                lines.append(line)
                line, used, word = "", 0.0, word.lstrip(" ")
                width = font.width(word, size)
            if width <= room:
                line, used = line + word, used + width
                continue
            for char in word:
                # A word that is wider than the box is parted where the box ends.
                width = font.width(char, size)
                if line and used + width > room:
                    lines.append(line)
                    line, used = "", 0.0
                line, used = line + char, used + width
        lines.append(line)
    return lines
