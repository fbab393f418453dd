"""The font that a form's answers are written in: read whole, measured, and embedded."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String


@dataclass(frozen=True)
class Font:
    """A TrueType font as a whole: what users will type is not known."""

    name: str
    program: bytes
    #: Glyph numbers by letter, and advances in thousandths of an em by glyph number.
    glyphs: Mapping[str, int]
    widths: tuple[int, ...]
    #: Lower left and upper right of all glyphs, ascent, descent and height of capitals, in thousandths.
    box: tuple[int, ...]
    ascent: int
    descent: int
    capitals: int

    def encoded(self, text: str) -> str:
        return "".join(f"{self.glyphs[char]:04x}" for char in text)

    def width(self, text: str, size: float) -> float:
        return sum(self.widths[self.glyphs[char]] for char in text) * size / 1000

    def known(self, text: str) -> str:
        """Return ``text`` with a question mark for each letter that the font lacks; lines stay lines."""
        return "".join(char if char in self.glyphs or char == "\n" else "?" for char in text)

    @cached_property
    def compressed(self) -> bytes:
        return zlib.compress(self.program, 9)

    @cached_property
    def advances(self) -> bytes:
        """The advances of all glyphs, as PDF writes them; faster to read than number by number."""
        return f"[0 [{' '.join(map(str, self.widths))}]]".encode()

    @cached_property
    def to_unicode(self) -> bytes:
        """The CMap, compressed, by which viewers find the letter of a glyph and the glyph of a letter."""
        # Of several letters with one glyph, such as space and no-break space, the first is the plain one.
        letters = {glyph: char for char, glyph in sorted(self.glyphs.items(), reverse=True)}
        pairs = [
            f"<{glyph:04x}> <{char.encode('utf-16-be').hex()}>" for glyph, char in sorted(letters.items())
        ]
        groups = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        mapping = "\n".join(
            line for group in groups for line in (f"{len(group)} beginbfchar", *group, "endbfchar")
        )
        return zlib.compress(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{mapping}\n"
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend".encode()
        )


def font_of(path: Path) -> Font:
    """Return the font in a TrueType file."""
    return _font(path.read_bytes())


@lru_cache(maxsize=4)
def _font(program: bytes) -> Font:
    """Return a font by its file's content: each printer has a copy of its own of the same file."""
    with TTFont(io.BytesIO(program)) as font:
        scale = 1000 / font["head"].unitsPerEm
        head, line, metrics = font["head"], font["hhea"], font["hmtx"]
        return Font(
            name=str(font["name"].getDebugName(6)),
            program=program,
            glyphs={chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()},
            widths=tuple(round(metrics[name][0] * scale) for name in font.getGlyphOrder()),
            box=tuple(round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)),
            ascent=round(line.ascent * scale),
            descent=round(line.descent * scale),
            capitals=round(font["OS/2"].sCapHeight * scale),
        )


def embedded(document: Pdf, font: Font) -> Object:
    """Return a whole font, by glyph numbers, with what tells viewers which letters these are."""
    program = Stream(document, font.compressed, Filter=Name.FlateDecode, Length1=len(font.program))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{font.name}"),
        Flags=4,  # not one of Latin-1 only
        FontBBox=Array(font.box),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.capitals,
        StemV=80,
        FontFile2=document.make_indirect(program),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{font.name}"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=document.make_indirect(descriptor),
        W=Object.parse(font.advances),
    )
    return document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{font.name}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([document.make_indirect(descendant)]),
            ToUnicode=document.make_indirect(Stream(document, font.to_unicode, Filter=Name.FlateDecode)),
        )
    )
