"""An empty document for Word and its like: paper, language, styles in the project's colours, and imprint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ..project import Tokens
from ..view import Edition, territory
from . import colophon
from .imprint import Imprint

#: Every office program has it, or one with letters of the same width.
_FONT = "Arial"
_PAPER = (Mm(210), Mm(297))
#: The longest text that is said of a document.
_LONGEST = 255
#: Names of styles, as whoever edits the document finds them.
KIND, QUESTION, HINT, LINE, BOX, ANSWER, ENTRY, CELL, HEAD, NOTE = (
    "Kind of document",
    "Question",
    "Hint",
    "Answer line",
    "Answer box",
    "Answer",
    "Answer entry",
    "Table text",
    "Table head",
    "Note",
)
PLACEHOLDER = "Placeholder Text"
#: What follows the borders of a paragraph: Word reads its properties in their one order only.
_AFTER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")


@dataclass(frozen=True)
class Look:
    """What is drawn with: colours as ``RRGGBB``, and the width of the text in millimetres."""

    ink: str
    soft: str
    rule: str
    primary: str
    tint: str
    width: float


def look_of(tokens: Tokens) -> Look:
    """Return the look of usual prints."""
    told = tokens.for_print()
    colours = {name: str(value).removeprefix("#") for name, value in told["colours"].items()}
    share = told["colours"]["tint"]
    primary = RGBColor.from_string(colours["primary"])
    tint = RGBColor(*(round(255 - (255 - part) * share) for part in primary))
    width = told["spaces"]["text_width"][0]
    return Look(colours["ink"], colours["ink_soft"], colours["field"], colours["primary"], str(tint), width)


def language_tag(locale: str) -> str:
    """Return a locale as Word names languages: with a country, such as ``lv-LV``."""
    return locale if "-" in locale else territory(locale).replace("_", "-")


def element(name: str, **attributes: str) -> Any:
    """Return an element of Word's XML, such as ``w:tblHeader``, with attributes of its namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"{name.partition(':')[0]}:{key}"), value)
    return made


def blank(edition: Edition, about: Imprint, tokens: Tokens) -> WordDocument:
    """Return a document without text, in the edition's language."""
    document = Document()
    spaces, look = tokens.spaces, look_of(tokens)
    section = document.sections[0]
    section.page_width, section.page_height = _PAPER
    section.left_margin = section.right_margin = Mm((210 - look.width) / 2)
    section.top_margin, section.bottom_margin = Mm(spaces.margin_top[0]), Mm(spaces.margin_bottom[0])
    section.header_distance = section.footer_distance = Mm(8)
    tag = language_tag(edition.locale)
    for root, path in (
        (document.styles.element, ".//w:rPrDefault//w:lang"),
        (document.settings.element, ".//w:themeFontLang"),
    ):
        for found in root.findall(path, root.nsmap):
            found.set(qn("w:val"), tag)
    for found in document.settings.element.iter(qn("w:compatSetting")):
        if found.get(qn("w:name")) == "compatibilityMode":
            # That of today's Word, which would else call it an old document.
            found.set(qn("w:val"), "15")
    _styles(document, tokens, look)
    _properties(document, about)
    return document


def _properties(document: WordDocument, about: Imprint) -> None:
    told = document.core_properties
    texts = {
        "title": about.title,
        "subject": about.summary,
        "author": ", ".join(about.authors),
        "comments": colophon.licence(about),
        "language": about.language,
        "version": about.version,
        "identifier": about.source,
    }
    # What the template says of itself goes.
    for name, text in (texts | dict.fromkeys(("keywords", "category", "last_modified_by"), "")).items():
        setattr(told, name, text[:_LONGEST])
    told.revision = 1
    told.created = told.modified = datetime.fromisoformat(about.date)


def _styles(document: WordDocument, tokens: Tokens, look: Look) -> None:
    sizes, spaces = tokens.sizes, tokens.spaces
    _style(document, "Normal", sizes.body[0], look.ink, after=6)
    _style(document, "Heading 1", sizes.title[0], look.primary, bold=True, after=8, keep=True)
    _style(document, "Heading 2", sizes.section[0], look.primary, bold=True, before=18, after=8, keep=True)
    _style(document, KIND, sizes.tiny[0], look.primary, bold=True, after=4, keep=True)
    _style(document, QUESTION, sizes.question[0], look.ink, bold=True, before=12, after=2, keep=True)
    _style(document, HINT, sizes.small[0], look.soft, after=4, keep=True)
    line = _style(document, LINE, sizes.body[0], look.ink, before=4, after=4)
    _bordered(line, look.rule, "bottom")
    box = _style(document, BOX, sizes.body[0], look.ink, before=4, after=6)
    box.paragraph_format.keep_together = True
    box.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    box.paragraph_format.line_spacing = Mm(spaces.line_pitch[0])
    box.paragraph_format.left_indent = box.paragraph_format.right_indent = Pt(4)
    _bordered(box, look.rule, "top", "left", "bottom", "right")
    _style(document, ANSWER, sizes.body[0], look.ink, before=4, after=6)
    entry = _style(document, ENTRY, sizes.body[0], look.ink, after=4)
    entry.paragraph_format.left_indent, entry.paragraph_format.first_line_indent = Mm(7), Mm(-7)
    _style(document, CELL, sizes.small[0], look.ink, after=2)
    # Not kept with what follows: LibreOffice would keep the whole table with what comes after it.
    _style(document, HEAD, sizes.small[0], look.primary, bold=True, after=2)
    note = _style(document, NOTE, sizes.body[0], look.ink, before=8, after=8)
    _bordered(note, look.primary, "left")
    shade = element("w:shd", val="clear", color="auto", fill=look.tint)
    note.element.get_or_add_pPr().insert_element_before(shade, *_AFTER[1:])
    for name in ("Footer", "List Bullet", "List Bullet 2", "List Number", "List Number 2"):
        _style(document, name, (sizes.tiny if name == "Footer" else sizes.body)[0], look.ink, after=3)
    placeholder = document.styles.add_style(PLACEHOLDER, WD_STYLE_TYPE.CHARACTER)
    placeholder.font.color.rgb = RGBColor.from_string(look.soft)


def _style(
    document: WordDocument, name: str, size: float, colour: str, *, bold: bool = False,
    before: float = 0, after: float = 0, keep: bool = False,
) -> Any:  # fmt: skip
    styles = document.styles
    style: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name != "Normal" and style.base_style is None:
        style.base_style = styles["Normal"]
    style.quick_style = True
    properties = style.element.get_or_add_rPr()
    for found in properties.findall(qn("w:rFonts")):
        # A theme's font would come before ours.
        properties.remove(found)
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing, style.paragraph_format.keep_with_next = 1.15, keep
    return style


def _bordered(style: Any, colour: str, *sides: str) -> None:
    borders = element("w:pBdr")
    for side in sides:
        borders.append(element(f"w:{side}", val="single", sz="6", space="4", color=colour))
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, *_AFTER)
