"""Printed sheets as PDF forms: every answer place that the print template marked becomes a form field.

A template marks a place with a link to ``field:<kind>:<name>``. Its annotation is turned into a widget where
it stands, so that fields keep the place in the structure tree that the template gave them.
Lengths are in points.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, Stream, String

from ..answers import Answers
from ..errors import Message, ToolkitError
from ..translation import Foreign, composed
from ..view import AnswerPlace, as_written, written_number
from . import formmarks
from .formdrawing import ALIAS, box_of, dot, extent, ground, text_style, tick, written
from .formfont import Font, embedded, font_of
from .formsums import calculation
from .formtext import LEADING, SIZES, laid_out

#: The state of a ticked box.
TICKED = "Yes"
#: A line of 11 points and its padding; lower boxes grow upwards.
LEAST_HEIGHT = LEADING * SIZES[0] + 1
#: Two lines of 11 points. Texts in boxes as high as that, such as a table's cells, wrap and keep their lines.
WRAPPING_HEIGHT = 2 * LEADING * SIZES[0] + 1

_REQUIRED, _MULTILINE, _NO_TOGGLE_OFF, _RADIO = 1 << 1, 1 << 12, 1 << 14, 1 << 15
_LINE_END = re.compile("\r\n?|\u2028|\u2029")
#: Keys that mean something else, or nothing, on a widget.
_LINK_KEYS = {"/A", "/Border", "/BS", "/C", "/Contents", "/Dest", "/H", "/QuadPoints"}
#: Made once, not for each of the hundreds of fields of a document.
_WIDGET, _FORM, _FIELD_TEXT, _OFF = Name.Widget, Name.Form, Name.Tx, Name("/Off")


def make_fillable(
    pdf: bytes,
    places: Sequence[AnswerPlace],
    language: str,
    font: Path,
    date_hint: str,
    answers: Answers | None = None,
    about: Mapping[str, str] | None = None,
    cut: list[str] | None = None,
) -> bytes:
    """Return a tagged PDF with a form field for each place, in the order of ``places``.

    ``language`` is the locale of labels, ``font`` the TrueType file in which answers are written and
    ``date_hint`` an example of a date. ``answers`` fill fields, by place, in the way in which the language
    writes them. ``about`` goes into the document's information, by name. ``cut`` is given the names of the
    places whose answer does not fit as a whole. Same input, same bytes.

    Raises :class:`ToolkitError` where the places of the PDF are not ``places``, or an answer fits none.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        marked = formmarks.marked(document)
        formmarks.check(places, marked)
        given = _written_answers(places, answers or {}, language)
        document.Root.Lang = String(language)
        form = _Form(document, font_of(font), date_hint)
        for place in places:
            if not form.add(place, marked, given.get(place.name, "")) and cut is not None:
                cut.append(place.name)
        form.finish()
        for key, value in (about or {}).items():
            document.docinfo[f"/{key}"] = String(value)
        result = io.BytesIO()
        document.save(
            result,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return result.getvalue()


def _written_answers(places: Sequence[AnswerPlace], answers: Answers, language: str) -> dict[str, str]:
    """Return the states of buttons, and texts as the language writes them, composed (NFC) for fonts."""
    known = {place.name: place for place in places}
    given: dict[str, str] = {}
    for name, answer in answers.items():
        if name not in known:
            raise ToolkitError(Message("there is no answer field {name}", name=name))
        place = known[name]
        # Only a box is ticked, and a group has no state but its values. What was written is not told.
        fits = place.kind != "radio" or answer in ("", *dict(place.values))
        if (answer is True) != (place.kind == "check") or not fits:
            raise ToolkitError(Message("the answer to {name} does not fit", name=name))
        text = TICKED if answer is True else as_written(place, answer, language)
        given[name] = unicodedata.normalize("NFC", _LINE_END.sub("\n", text))
    return given


class _Form:
    """The interactive form of a document while it is made."""

    def __init__(self, document: Pdf, font: Font, date_hint: str) -> None:
        self._document = document
        self._font = font
        self._date_hint = date_hint
        self._resources = Dictionary(Font=Dictionary({f"/{ALIAS}": embedded(document, font)}))
        self._fields: list[Object] = []
        self._groups: dict[str, Object] = {}
        self._elements = NumberTree(document.Root.StructTreeRoot.ParentTree)
        self._appearances: dict[tuple[float, float, str], Object] = {}
        self._seen: dict[tuple[float, float, str, str], Object] = {}
        self._white = Dictionary(BG=Array([1, 1, 1]))
        self._dots: dict[tuple[float, float, str], str] = {}
        self._language = document.Root.Lang
        self._point = written_number(Decimal("0.5"), str(self._language))[1]
        self._computed: list[Object] = []

    def add(self, place: AnswerPlace, marked: Mapping[str, Object], answer: str) -> bool:
        """Make the field of a place from what marks it, with an answer in it ("" for none).

        Returns whether all of the answer is to be seen.
        """
        whole = True
        tooltip = self._tooltip(place)
        widgets = [marked[mark] for mark in place.marks.values()]
        for widget in widgets:
            for key in _LINK_KEYS & widget.keys():
                del widget[key]
            widget.Subtype, widget.F = _WIDGET, 4  # printed
        if place.kind == "radio":
            field: Object = self._document.make_indirect(Dictionary(Kids=Array(widgets)))
            for widget, (value, label) in zip(widgets, place.values, strict=True):
                widget.Parent = field
                self._describe(widget, composed("{}: {}", tooltip, label))
                size = extent(widget)
                self._button(widget, size, value, answer == value, self._dot(*size, value))
            flags = _RADIO | (_NO_TOGGLE_OFF if place.required else 0)
            state = answer or "Off"
        else:
            (field,) = widgets
            self._describe(field, tooltip)
            flags = 0
            if place.kind == "check":
                size = extent(field)
                self._button(field, size, TICKED, bool(answer), tick(*size))
                state = answer or "Off"
            else:
                multiline, whole = self._text(field, place.kind, answer)
                flags = _MULTILINE if multiline else 0
            if place.computed:
                # Where a viewer runs no scripts, it is a field to type in.
                field.AA = Dictionary(C=calculation(place.computed, self._point))
                self._computed.append(field)
        if place.kind in ("radio", "check"):
            field.FT, field.V = Name.Btn, Name(f"/{state}")
        field.TU = String(tooltip)
        if flags := flags | (_REQUIRED if place.required else 0):
            field.Ff = flags
        self._name(field, place.name)
        return whole

    def finish(self) -> None:
        """Put the form into the document.

        Every field has its appearance, so viewers are not told to make them anew (``NeedAppearances``):
        they would draw empty fields over the writing lines and ask to save what nobody changed.
        """
        form = Dictionary(Fields=Array(self._fields), DR=self._resources, DA=String(text_style(SIZES[0])))
        if self._computed:
            form.CO = Array(self._computed)
        self._document.Root.AcroForm = self._document.make_indirect(form)

    def _tooltip(self, place: AnswerPlace) -> str:
        if place.kind == "date":
            return composed(f"{{}} ({self._date_hint})", place.label)
        if place.kind == "number" and place.bounded:
            return composed(f"{{}} ({place.min}–{place.max})", place.label)
        return place.label

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
        kids = element.K
        if isinstance(kids, Array) and len(kids) > 1:
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
        own.S, own.Alt = _FORM, String(label)
        # What is above it may be in another language than the sheet.
        own.Lang = String(label.lang) if isinstance(label, Foreign) else self._language

    def _text(self, field: Object, kind: str, answer: str) -> tuple[bool, bool]:
        """Make a text field of a widget; answer whether it has several lines, and whether all is seen."""
        box = box_of(field)
        left, bottom, right, top = box.llx, box.lly, box.urx, max(box.ury, box.lly + LEAST_HEIGHT)
        field.Rect = Array([left, bottom, right, round(top, 3)])
        width, height = round(right - left, 3), round(top - bottom, 3)
        roomy = height >= WRAPPING_HEIGHT
        multiline = kind == "area" or (kind == "text" and roomy)
        # A long date of ours wraps in a narrow box; nobody is asked to type one in two lines.
        wraps = multiline or (kind == "date" and roomy)
        layout = laid_out(self._font, answer, width, height, wraps)
        # Size 0 lets viewers shrink what is typed into an area, so that all of it is printed.
        default = text_style(0 if multiline else layout.size)
        field.FT, field.V, field.DA = _FIELD_TEXT, String(answer), String(default)
        drawing = ""
        if kind == "area":
            # Writing lines are for pens: behind typed text they would strike it through.
            field.MK = self._white
            drawing = ground(width, height) if answer else ""
        if answer:
            drawing += written(layout.lines, layout.size, width, height, wraps, self._font)
        field.AP = self._looks(width, height, drawing)
        return multiline, layout.whole or kind not in ("text", "area")

    def _button(self, widget: Object, size: tuple[float, float], value: str, on: bool, drawing: str) -> None:
        widget.AP, widget.AS = self._looks(*size, drawing, value), Name(f"/{value}") if on else _OFF

    def _dot(self, width: float, height: float, value: str) -> str:
        """Return the dot of a choice; a value that is not printed below it makes no difference."""
        key = width, height, value if value.isdecimal() else ""
        if key not in self._dots:
            self._dots[key] = dot(width, height, value, self._font)
        return self._dots[key]

    def _looks(self, width: float, height: float, drawing: str, value: str = "") -> Object:
        """Return how a widget looks; one with a value, only where it is on."""
        key = width, height, drawing, value
        if key not in self._seen:
            drawn = self._appearance(width, height, drawing)
            if value:
                states = {f"/{value}": drawn, "/Off": self._appearance(width, height, "")}
                drawn = Dictionary(states)
            self._seen[key] = Dictionary(N=drawn)
        return self._seen[key]

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
