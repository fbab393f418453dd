"""Printed sheets as PDF forms: every answer place that the print template marked becomes a form field.

A template marks a place with a link to ``field:<kind>:<name>``. Its annotation is turned into a widget where
it stands, so that fields keep the place in the structure tree that the template gave them.
Lengths are in points.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, Stream, String

from .answers import Answers, as_written
from .errors import Message, ToolkitError
from .fonts import printed
from .foreign import Foreign, composed
from .slots import Slot

#: PDFium (Chrome, Edge) draws typed letters such as ā with a font of its own, and wrongly, unless the font
#: goes by a name that it never replaces. The name says nothing about the font behind it.
ALIAS = "Wingdings"
#: The state of a ticked box.
TICKED = "Yes"
#: Of written answers, the greatest that fits is taken; what is too long at the least is there to scroll to.
SIZES = tuple(half / 2 for half in range(22, 13, -1))
#: From one line to the next, in ems; and from the lower end of a line to its baseline.
LEADING, DESCENT = 1.3, 0.32
PADDING = 2.0
#: A line of 11 points and its padding; lower boxes grow upwards.
LEAST_HEIGHT = LEADING * SIZES[0] + 1
#: Two lines of 11 points. Texts in boxes as high as that, such as a table's cells, wrap and keep their lines.
WRAPPING_HEIGHT = 2 * LEADING * SIZES[0] + 1
INK = "0.086 0.137 0.176"

_REQUIRED, _MULTILINE, _NO_TOGGLE_OFF, _RADIO = 1 << 1, 1 << 12, 1 << 14, 1 << 15
_PLACE = re.compile(r"field:([a-z]+):(.+)")
_LINE_END = re.compile("\r\n?|\u2028|\u2029")
#: Keys that mean something else, or nothing, on a widget.
_LINK_KEYS = ("/A", "/Border", "/BS", "/C", "/Contents", "/Dest", "/H", "/QuadPoints")


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


@lru_cache(maxsize=4)
def _font(path: Path) -> Font:
    program = path.read_bytes()
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


def make_fillable(
    pdf: bytes,
    slots: Sequence[Slot],
    language: str,
    font: Path,
    date_hint: str,
    answers: Answers | None = None,
) -> bytes:
    """Return a tagged PDF with a form field for each slot, in the order of ``slots``.

    ``language`` is the locale of labels, ``font`` the TrueType file in which answers are written and
    ``date_hint`` an example of a date. ``answers`` fill fields, by slot name, in the way in which the
    language writes them. Same input, same bytes.

    Raises :class:`ToolkitError` where the places of the PDF are not those of ``slots``, or an answer fits
    no slot.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        places = _places(document)
        _check(slots, places)
        given = _written_answers(slots, answers or {}, language)
        document.Root.Lang = String(language)
        form = _Form(document, _font(font), date_hint)
        for slot in slots:
            form.add(slot, places, given.get(slot.name, ""))
        form.finish()
        result = io.BytesIO()
        document.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return result.getvalue()


def _places(document: Pdf) -> dict[tuple[str, str], Object]:
    """Return the annotations that mark answer places, by kind and name."""
    found: dict[tuple[str, str], Object] = {}
    for page in document.pages:
        for annotation in page.obj.get("/Annots", Array()):
            match = _PLACE.fullmatch(str(annotation.get("/A", Dictionary()).get("/URI", "")))
            if not match:
                continue
            if match.groups() in found:
                raise ToolkitError(
                    Message("the print template has the answer place {name} twice", name=match[2])
                )
            found[match[1], match[2]] = annotation
            page.obj.Tabs = Name.S
    return found


def _wanted(slot: Slot) -> Iterator[tuple[str, str]]:
    if slot.kind == "radio":
        yield from ((slot.kind, f"{slot.name}.{value}") for value, _ in slot.values)
    else:
        yield slot.kind, slot.name


def _check(slots: Sequence[Slot], places: Mapping[tuple[str, str], Object]) -> None:
    wanted = [place for slot in slots for place in _wanted(slot)]
    if missing := [place for place in wanted if place not in places]:
        raise ToolkitError(
            Message("the print template lacks the answer places {names}", names=_listed(missing))
        )
    if surplus := places.keys() - set(wanted):
        raise ToolkitError(
            Message("the print template has unknown answer places {names}", names=_listed(sorted(surplus)))
        )


def _listed(places: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} ({kind})" for kind, name in places)


def _written_answers(slots: Sequence[Slot], answers: Answers, language: str) -> dict[str, str]:
    """Return the states of buttons, and texts as the language writes them, composed (NFC) for fonts."""
    known = {slot.name: slot for slot in slots}
    given: dict[str, str] = {}
    for name, answer in answers.items():
        if name not in known:
            raise ToolkitError(Message("there is no answer place {name}", name=name))
        slot = known[name]
        # Only a box is ticked, and a group has no state but its values. What was written is not told.
        fits = slot.kind != "radio" or answer in ("", *dict(slot.values))
        if (answer is True) != (slot.kind == "check") or not fits:
            raise ToolkitError(Message("the answer to {name} does not fit", name=name))
        text = TICKED if answer is True else as_written(slot, answer, language)
        given[name] = unicodedata.normalize("NFC", _LINE_END.sub("\n", text))
    return given


class _Form:
    """The interactive form of a document while it is made."""

    def __init__(self, document: Pdf, font: Font, date_hint: str) -> None:
        self._document = document
        self._font = font
        self._date_hint = date_hint
        self._resources = Dictionary(Font=Dictionary({f"/{ALIAS}": _font_object(document, font)}))
        self._fields: list[Object] = []
        self._groups: dict[str, Object] = {}
        self._elements = NumberTree(document.Root.StructTreeRoot.ParentTree)
        self._appearances: dict[tuple[float, float, str], Object] = {}

    def add(self, slot: Slot, places: Mapping[tuple[str, str], Object], answer: str) -> None:
        """Make the field of a slot from its places, with an answer in it ("" for none)."""
        tooltip = self._tooltip(slot)
        widgets = [places[place] for place in _wanted(slot)]
        for widget in widgets:
            for key in _LINK_KEYS:
                if key in widget:
                    del widget[key]
            widget.Subtype, widget.F = Name.Widget, 4  # printed
        if slot.kind == "radio":
            field: Object = self._document.make_indirect(Dictionary(Kids=Array(widgets)))
            for widget, (value, label) in zip(widgets, slot.values, strict=True):
                widget.Parent = field
                self._describe(widget, composed("{}: {}", tooltip, label))
                self._button(widget, value, answer == value, self._dot(widget, value))
            flags = _RADIO | (_NO_TOGGLE_OFF if slot.required else 0)
            state = answer or "Off"
        else:
            (field,) = widgets
            self._describe(field, tooltip)
            flags = 0
            if slot.kind == "check":
                self._button(field, TICKED, bool(answer), self._tick(field))
                state = answer or "Off"
            else:
                flags = _MULTILINE if self._text(field, slot.kind, answer) else 0
        if slot.kind in ("radio", "check"):
            field.FT, field.V = Name.Btn, Name(f"/{state}")
        field.TU = String(tooltip)
        if flags := flags | (_REQUIRED if slot.required else 0):
            field.Ff = flags
        self._name(field, slot.name)

    def finish(self) -> None:
        """Put the form into the document.

        Every field has its appearance, so viewers are not told to make them anew (``NeedAppearances``):
        they would draw empty fields over the writing lines and ask to save what nobody changed.
        """
        self._document.Root.AcroForm = self._document.make_indirect(
            Dictionary(Fields=Array(self._fields), DR=self._resources, DA=String(_default(SIZES[0])))
        )

    def _tooltip(self, slot: Slot) -> str:
        if slot.kind == "date":
            return composed(f"{{}} ({self._date_hint})", slot.label)
        if slot.min is not None and slot.max is not None:
            return composed(f"{{}} ({slot.min}–{slot.max})", slot.label)
        return slot.label

    def _name(self, field: Object, name: str) -> None:
        """Give a field its name, each part of which is a level of the form's hierarchy."""
        parts = name.split(".")
        above = [".".join(parts[:count]) for count in range(1, len(parts))]
        parent: Object | None = None
        for path, part in zip(above, parts, strict=False):
            if path not in self._groups:
                self._groups[path] = self._document.make_indirect(Dictionary(T=String(part), Kids=Array()))
                self._adopt(self._groups[path], parent)
            parent = self._groups[path]
        field.T = String(parts[-1])
        self._adopt(field, parent)

    def _adopt(self, field: Object, parent: Object | None) -> None:
        if parent is None:
            self._fields.append(field)
        else:
            field.Parent = parent
            parent.Kids.append(field)

    def _describe(self, widget: Object, label: str) -> None:
        """Turn the structure element of a widget's link into a form element, named for screen readers."""
        widget.TU = String(label)
        number = int(widget.StructParent)
        element = self._elements[number]
        kids = list(element.K) if isinstance(element.K, Array) else [element.K]
        if len(kids) > 1:
            # A form element holds its widget and nothing else: printed words stay where they were, in a
            # span, and the widget gets an element of its own in it.
            place = next(n for n, kid in enumerate(kids) if _is_reference(kid))
            kid = Dictionary(Type=Name.StructElem, P=element, K=kids[place])
            own: Object = self._document.make_indirect(kid)
            element.S = Name.Span
            element.K[place] = own
            self._elements[number] = own
        else:
            own = element
        own.S, own.Alt = Name.Form, String(label)
        # What is above it may be in another language than the sheet.
        own.Lang = String(label.lang) if isinstance(label, Foreign) else self._document.Root.Lang

    def _text(self, field: Object, kind: str, answer: str) -> bool:
        """Make a text field of a widget; answer whether it has several lines."""
        left, bottom, right, top = (float(edge) for edge in field.Rect)
        top = max(top, bottom + LEAST_HEIGHT)
        field.Rect = Array([left, bottom, right, round(top, 3)])
        width, height = round(right - left, 3), round(top - bottom, 3)
        roomy = height >= WRAPPING_HEIGHT
        multiline = kind == "area" or (kind == "text" and roomy)
        # A long date of ours wraps in a narrow box; nobody is asked to type one in two lines.
        wraps = multiline or (kind == "date" and roomy)
        size, lines = _laid_out(self._font, answer, width, height, wraps)
        # Size 0 lets viewers shrink what is typed into an area, so that all of it is printed.
        default = _default(0 if multiline else size)
        field.FT, field.V, field.DA = Name.Tx, String(answer), String(default)
        drawing = ""
        if kind == "area":
            # Writing lines are for pens: behind typed text they would strike it through.
            field.MK = Dictionary(BG=Array([1, 1, 1]))
            if answer:
                drawing = f"1 g 0 1 {width} {height - 1:.3f} re f\n"
        if answer:
            start = height - PADDING if wraps else (height + LEADING * size) / 2
            shown = "\n".join(f"<{self._font.encoded(line)}> Tj T*" for line in lines)
            drawing += (
                f"/Tx BMC\nq 1 1 {width - 2:.3f} {height - 2:.3f} re W n\nBT\n{_default(size)}\n"
                f"{LEADING * size:.3f} TL {PADDING} {start - (LEADING - DESCENT) * size:.3f} Td\n{shown}\n"
                "ET\nQ\nEMC"
            )
        field.AP = Dictionary(N=self._appearance(width, height, drawing))
        return multiline

    def _button(self, widget: Object, value: str, on: bool, drawing: str) -> None:
        width, height = _extent(widget)
        states = {
            f"/{value}": self._appearance(width, height, drawing),
            "/Off": self._appearance(width, height, ""),
        }
        widget.AP, widget.AS = Dictionary(N=Dictionary(states)), Name(f"/{value if on else 'Off'}")

    @staticmethod
    def _tick(widget: Object) -> str:
        width, height = _extent(widget)
        points = [(x * width, y * height) for x, y in ((0.2, 0.52), (0.42, 0.26), (0.82, 0.78))]
        path = " ".join(f"{x:.3f} {y:.3f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points))
        return f"{INK} RG {0.13 * width:.3f} w 1 J 1 j {path} S"

    def _dot(self, widget: Object, value: str) -> str:
        """Return a filled circle; with a number printed below it, that number in white."""
        width, height = _extent(widget)
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
        start = x - self._font.width(value, size) / 2, y - self._font.capitals * size / 2000
        return (
            f"{drawing}f\nBT 1 g /{ALIAS} {size:.3f} Tf {start[0]:.3f} {start[1]:.3f} Td "
            f"<{self._font.encoded(value)}> Tj ET"
        )

    def _appearance(self, width: float, height: float, drawing: str) -> Object:
        """Return a form that draws; fields that look the same share one."""
        key = width, height, drawing
        if key not in self._appearances:
            form = Stream(self._document, drawing.encode(), Type=Name.XObject, Subtype=Name.Form)
            form.BBox = Array([0, 0, width, height])
            if f"/{ALIAS}" in drawing:
                form.Resources = self._resources
            self._appearances[key] = self._document.make_indirect(form)
        return self._appearances[key]


def _is_reference(kid: object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def _extent(widget: Object) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in widget.Rect)
    return round(right - left, 3), round(top - bottom, 3)


def _default(size: float) -> str:
    return f"{INK} rg /{ALIAS} {size:g} Tf"


def _laid_out(font: Font, text: str, width: float, height: float, multiline: bool) -> tuple[float, list[str]]:
    """Return the greatest size at which a text fits its box, and its lines.

    At the least size, only those lines are returned that fit.
    """
    room = width - 2 * PADDING
    shown = font.known(printed(text))
    for size in SIZES:
        lines = _wrapped(font, shown, room, size) if multiline else [" ".join(shown.split("\n"))]
        most = max(1, int((height - 2 * PADDING) / (LEADING * size)))
        if len(lines) <= most and all(font.width(line, size) <= room for line in lines):
            break
    return size, lines[:most]


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


def _font_object(document: Pdf, font: Font) -> Object:
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
        W=Object.parse(f"[0 [{' '.join(map(str, font.widths))}]]".encode()),  # faster than number by number
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
