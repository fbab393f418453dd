"""What stands in a document for Word: texts in their language, lists, tables, and places to write in.

A place is a content control: a click chooses it, what is typed takes the place of its line or blank, and on
paper there is room for a pen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ..view import View
from . import docx_styles as styles
from .docx_styles import Look, element

#: The longest name and title that Word takes for a content control.
_LONGEST = 64
_BLANK, _LINE, _BOX, _SIGNS = "\u00a0", "_", "\u2610", "MS Gothic"
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass
class Writer:
    """Writes into one document, from above to below."""

    document: Document
    look: Look
    locale: str

    def __post_init__(self) -> None:
        self._numbers = count(1)
        # Looked up once: python-docx goes through all styles each time.
        self._styles = {style.name: style.style_id for style in self.document.styles}

    # -- texts -----------------------------------------------------------------------------------

    def paragraph(self, style: str) -> Paragraph:
        """Return a new paragraph at the end."""
        return self._styled(self.document.add_paragraph(), style)

    def bind_last(self) -> None:
        """Keep what has been written last on the page of what comes next."""
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _styled(self, paragraph: Paragraph, style: str) -> Paragraph:
        paragraph._p.style = self._styles[style]
        return paragraph

    def said(self, paragraph: Paragraph, text: View) -> None:
        """Write a text of one line."""
        self._runs(paragraph, text["runs"], text["lang"], _plain)

    def word(self, paragraph: Paragraph, word: str) -> Run:
        """Write a word of the interface."""
        run = paragraph.add_run(str(word))
        _in(run, getattr(word, "lang", None))
        return run

    def prose(self, text: View, style: str = "Normal") -> None:
        """Write paragraphs and lists."""
        self._blocks(text["blocks"], text["lang"], style, 1)

    def filled(self, paragraph: Paragraph, sentence: str, instructions: dict[str, str]) -> None:
        """Write a sentence of the interface, in which Word computes what stands in braces."""
        for number, part in enumerate(_SLOT.split(sentence)):
            if number % 2 == 0:
                self.word(paragraph, part)
                continue
            computed = element("w:fldSimple", instr=instructions[part])
            run = element("w:r")
            run.append(element("w:t"))
            run[0].text = "1"
            computed.append(run)
            paragraph._p.append(computed)

    def _blocks(self, blocks: Sequence[Any], lang: str | None, style: str, depth: int) -> None:
        for block in blocks:
            if block["t"] == "p":
                self._runs(self.paragraph(style), block["c"], lang, _plain)
                continue
            # Word has such styles for lists in lists.
            suffix = f" {depth}" if depth > 1 else ""
            name = ("List Bullet" if block["t"] == "ul" else "List Number") + suffix
            begun = self._begun(name, block.get("start", 1)) if block["t"] == "ol" else None
            for item in block["items"]:
                at = len(self.document.paragraphs)
                self._blocks(item, lang, name, 2)
                if begun is not None:
                    _numbered(self.document.paragraphs[at], begun)

    def _begun(self, style: str, start: int) -> int:
        """Return the number of a new list: without one of its own it would go on where the last has ended."""
        numbering: Any = self.document.part.numbering_part.element
        own: Any = self.document.styles[style].element
        known = numbering.num_having_numId(own.pPr.numPr.numId.val)
        made = numbering.add_num(known.abstractNumId.val)
        made.add_lvlOverride(0).add_startOverride(start)
        return int(made.numId)

    def _runs(
        self, paragraph: Paragraph, runs: Sequence[Any], lang: str | None, look: Callable[[Run], None]
    ) -> None:
        for run in runs:
            if run["t"] == "text":
                made = paragraph.add_run(run["v"])
                _in(made, lang)
                look(made)
            elif run["t"] == "link":
                self._link(paragraph, run, lang, look)
            else:
                self._runs(paragraph, run["c"], lang, _also(look, run["t"]))

    def _link(self, paragraph: Paragraph, link: Any, lang: str | None, look: Callable[[Run], None]) -> None:
        before = len(paragraph._p)
        self._runs(paragraph, link["c"], lang, _also(look, "link") if link["href"] else look)
        if not link["href"]:
            return
        address = paragraph.part.relate_to(link["href"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        around = element("w:hyperlink")
        around.set(qn("r:id"), address)
        for made in list(paragraph._p)[before:]:
            around.append(made)
        paragraph._p.append(around)
        if "shown" in link:
            _in(paragraph.add_run(f" ({link['shown']})"), lang)

    # -- places to write in ----------------------------------------------------------------------

    def typed(self, paragraph: Paragraph, name: str, label: str, blanks: int = 1, lines: int = 1) -> None:
        """Write a place for text: as wide as a line of so many signs, or as high as so many lines."""
        kind = element("w:text", multiLine="1")
        self._blank(paragraph, name, label, kind, blanks, lines)

    def dated(self, paragraph: Paragraph, name: str, label: str, blanks: int = 1) -> None:
        """Write a place for a date, which Word can choose from a calendar."""
        kind = element("w:date")
        for part, value in {
            "dateFormat": "yyyy-MM-dd",
            "lid": styles.language_tag(self.locale),
            "storeMappedDataAs": "dateTime",
            "calendar": "gregorian",
        }.items():
            kind.append(element(f"w:{part}", val=value))
        self._blank(paragraph, name, label, kind, blanks, 1)

    def ticked(self, paragraph: Paragraph, name: str, label: str) -> None:
        """Write a box to tick."""
        kind = element("w14:checkbox")
        kind.append(element("w14:checked", val="0"))
        kind.append(element("w14:checkedState", val="2612", font=_SIGNS))
        kind.append(element("w14:uncheckedState", val="2610", font=_SIGNS))
        run = Run(element("w:r"), paragraph)
        run.text = _BOX
        fonts = dict.fromkeys(("ascii", "eastAsia", "hAnsi"), _SIGNS)
        run._r.get_or_add_rPr().append(element("w:rFonts", **fonts, hint="eastAsia"))
        paragraph._p.append(self._control(name, label, [kind], run))

    def _blank(self, paragraph: Paragraph, name: str, label: str, kind: Any, blanks: int, lines: int) -> None:
        run = Run(element("w:r"), paragraph)
        run._r.style = self._styles[styles.PLACEHOLDER]
        # A cell or a box has lines of its own.
        run.add_text(_LINE * blanks if blanks > 1 else _BLANK)
        for _line in range(lines - 1):
            run.add_break()
        paragraph._p.append(self._control(name, label, [element("w:showingPlcHdr"), kind], run))

    def _control(self, name: str, label: str, more: Sequence[Any], run: Run) -> Any:
        control, about, inner = element("w:sdt"), element("w:sdtPr"), element("w:sdtContent")
        about.append(element("w:alias", val=_short(label)))
        about.append(element("w:tag", val=_short(name)))
        about.append(element("w:id", val=str(next(self._numbers))))
        about.extend(more)
        inner.append(run._r)
        control.extend([about, inner])
        return control

    # -- tables ----------------------------------------------------------------------------------

    def grid(self, label: str, widths: Sequence[float], heads: Sequence[View | str], rows: int) -> Table:
        """Return a table with a head that is said again on each page; widths are shares of the text's.

        ``label`` tells those who don't see it what it is.
        """
        table: Table = self.document.add_table(rows + 1, len(widths), style="Table Grid")
        table.autofit = False
        whole = self.look.width
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Mm(whole * share / sum(widths))
        for name in ("tblCaption", "tblDescription"):
            table._tbl.tblPr.append(element(f"w:{name}", val=str(label)))
        for number, row in enumerate(table.rows):
            about = row._tr.get_or_add_trPr()
            about.append(element("w:cantSplit"))
            if number == 0:
                about.append(element("w:tblHeader"))
            for cell, share in zip(row.cells, widths, strict=True):
                cell.width = Mm(whole * share / sum(widths))
                self._styled(cell.paragraphs[0], styles.HEAD if number == 0 else styles.CELL)
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell._tc.get_or_add_tcPr().append(
                element("w:shd", val="clear", color="auto", fill=self.look.tint)
            )
            if isinstance(head, str):
                self.word(cell.paragraphs[0], head)
            else:
                self.said(cell.paragraphs[0], head)
        return table

    def high(self, table: Table, millimetres: float) -> None:
        """Give the rows below the head room for a pen."""
        for row in list(table.rows)[1:]:
            row.height, row.height_rule = Mm(millimetres), WD_ROW_HEIGHT_RULE.AT_LEAST


def centred(cell: _Cell) -> Paragraph:
    """Return the paragraph of a cell, which stands in its middle."""
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _plain(run: Run) -> None:
    """Leave a run as its paragraph is."""


def _also(look: Callable[[Run], None], what: str) -> Callable[[Run], None]:
    def both(run: Run) -> None:
        look(run)
        if what == "em":
            run.italic = True
        elif what == "strong":
            run.bold = True
        else:
            run.underline = True

    return both


def _in(run: Run, lang: str | None) -> None:
    if lang:
        run._r.get_or_add_rPr().append(element("w:lang", val=styles.language_tag(lang)))


def _numbered(paragraph: Paragraph, number: int) -> None:
    about = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    about.get_or_add_ilvl().val = 0
    about.get_or_add_numId().val = number


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
