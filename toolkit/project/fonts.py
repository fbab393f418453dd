"""The two typefaces: which letters they have, and what the second lends to pages and forms.

What reads and cuts fonts takes time to load, and most work does without it.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..cache import key as key_of
from ..cache import running
from ..errors import Message, Place, Problem
from ..remembered import remembered
from .opened import Project

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FOLDER = "assets/fonts"
#: The face in which all text is set, and the one for letters that it lacks; other styles have the same.
FIRST, SECOND = "AtkinsonHyperlegibleNext-Regular.ttf", "NotoSans-Regular.ttf"
#: What pages carry of the second typeface: Greek, Cyrillic, and more letters of Latin and currencies.
RANGES = (
    (0x18F, 0x18F),
    (0x1A0, 0x1B0),
    (0x259, 0x259),
    (0x300, 0x36F),
    (0x370, 0x52F),
    (0x1EA0, 0x1FFF),
    (0x20B4, 0x20BD),
    (0x2116, 0x2116),
)
#: What forms can be filled in with besides. On pages, a slow network must not fetch a font for these alone.
_IN_FORMS = ((0x100, 0x17F), (0x1E80, 0x1E9F), (0x2000, 0x206F))
#: Signs that set no ink of their own.
_BLANK = frozenset(" \t\n\u00a0")
#: The name of the font that forms are filled in with.
ANSWERS = "CoachingToolkitAnswers-Regular"
#: What shapes letters by their neighbours, which forms do not do, and what only screens need.
_SHAPING = ("GDEF", "GPOS", "GSUB", "STAT", "gasp", "post")


def letters(path: Path) -> frozenset[int]:
    """Return the letters that a font has."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _typefaces(project: Project) -> list[Path]:
    return [project.template_file(f"{FOLDER}/{name}") for name in (FIRST, SECOND)]


@remembered(_typefaces)
def _of_both(project: Project) -> tuple[frozenset[int], ...]:
    """Return the letters of each typeface, kept by the file's content."""
    return tuple(
        project.cache("letters").made(key_of("letters", running(), path.read_bytes()), partial(letters, path))
        for path in _typefaces(project)
    )


def printable(project: Project) -> frozenset[int]:
    """Return the letters that can be printed: those of both typefaces."""
    first, second = _of_both(project)
    return first | second


def writable(project: Project) -> frozenset[int]:
    """Return the letters that answers can be written in; see :func:`answer_font`."""
    first, second = _of_both(project)
    return first | (second & _codes((*RANGES, *_IN_FORMS)))


def lacking(text: str, known: frozenset[int]) -> str | None:
    """Return the first sign of a text that cannot be printed, or None."""
    if known.issuperset(map(ord, text)):
        return None
    return next((char for char in text if ord(char) not in known and char not in _BLANK), None)


def as_printed(answer: str) -> str:
    """Return an answer as fonts hold letters: composed, each blank a space, nothing unseen."""
    text = unicodedata.normalize("NFC", "\n".join(answer.splitlines()))
    return "".join(
        " " if char == "\t" or unicodedata.category(char) == "Zs" else char
        for char in text
        if unicodedata.category(char) != "Cf" and not 0xFE00 <= ord(char) <= 0xFE0F
    )


def problem(place: Place, sign: str) -> Problem:
    """Return what to say of a sign that cannot be printed."""
    return Problem(
        "glyph",
        place,
        Message(
            "the print font has no character {sign}",
            sign=f"{sign} (U+{ord(sign):04X} {unicodedata.name(sign, '')})",
        ),
        Message("write it in words, or use another character"),
    )


def web_font(path: Path) -> bytes:
    """Return a font for browsers, compressed: whole, or of the second typeface what pages carry."""
    from fontTools.ttLib import TTFont

    is_second = path.name.startswith(SECOND.partition("-")[0])
    data = path.read_bytes()
    font = TTFont(io.BytesIO(_cut(data, _codes(RANGES)) if is_second else data), recalcTimestamp=False)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


@cache
def answer_font(first: bytes, second: bytes) -> bytes:
    """Return one font of two: the first as a whole, and the letters listed that it lacks from the second.

    A field of a form has one font, in which people type whatever letters they have.
    """
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.scaleUpem import scale_upem

    font = TTFont(io.BytesIO(first), recalcTimestamp=False)
    if not ("glyf" in font and "glyf" in TTFont(io.BytesIO(second))):
        # A project's own font may have outlines of another kind, which cannot be put together.
        return first
    lacking = _codes((*RANGES, *_IN_FORMS)) - set(font.getBestCmap())
    lender = TTFont(io.BytesIO(_cut(second, lacking, outlines_alone=True)), recalcTimestamp=False)
    if font["head"].unitsPerEm != lender["head"].unitsPerEm:
        scale_upem(lender, font["head"].unitsPerEm)
    _lend(lender, font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6, 16):
            record.string = ANSWERS
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _codes(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {code for least, most in ranges for code in range(least, most + 1)}


def _cut(font: bytes, codes: set[int], outlines_alone: bool = False) -> bytes:
    """Return a font with these letters alone, and, if outlines are asked for, without hints and shaping."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(codes)
    if outlines_alone:
        wanted.flags |= uharfbuzz.SubsetFlags.NO_HINTING
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _SHAPING)
    return bytes(uharfbuzz.subset(uharfbuzz.Face(font), wanted).blob.data)


def _lend(lender: TTFont, font: TTFont) -> None:
    """Add all glyphs of one font to another, under names of their own."""
    names = {name: f"second.{name}" for name in lender.getGlyphOrder()}
    outlines: Any = lender["glyf"]
    for name, own in names.items():
        outline = outlines[name]
        for part in getattr(outline, "components", ()):
            part.glyphName = names[part.glyphName]
        font["glyf"].glyphs[own] = outline
        font["hmtx"].metrics[own] = lender["hmtx"].metrics[name]
    order = [*font.getGlyphOrder(), *names.values()]
    font.setGlyphOrder(order)
    font["glyf"].setGlyphOrder(order)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap |= {code: names[name] for code, name in lender.getBestCmap().items()}
    font["post"].formatType = 3.0
