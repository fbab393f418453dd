"""Word documents read: paragraphs and tables in their order, and what else is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from ..characters import tidied
from ..errors import ContentError, Message, Problem
from .package import Package, opened, refused
from .pieces import Grid, Line, Mark, Piece, WordText, lost
from .wordparts import Beside, numbering_marks, own_name, value_of, words

#: What people type before a line to tick; Word's own signs for it are among them.
_TYPED = re.compile(r"(?P<box>[☐☑☒□❏❑❒▢◻]|\[ ?\])|(?P<circle>[○◯⚪]|\( ?\))|(?P<bullet>[•·▪‣◦●■–-](?=\s))")
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
#: More than a worksheet of many pages has.
MAX_PARAGRAPHS = 5_000


def read_document(path: Path) -> WordText:
    """Return what a Word document holds. Raises :class:`ContentError` where it cannot be read."""
    package = opened(path, "word/", ".docx")
    try:
        return _Reading(package).document()
    except ContentError:
        raise
    # python-docx trusts its files: a damaged one can raise anything.
    except Exception:
        raise refused(
            path,
            "file-format",
            Message("the document is damaged, or was not saved in Word format"),
            Message(
                "open it in the program it comes from, save it under a new name, and import the new file"
            ),
        ) from None


class _Reading:
    def __init__(self, package: Package) -> None:
        from docx import Document

        self._package, self._path = package, package.path
        # A document with macros is read as one without; nothing in it is ever run.
        raw = package.raw if not package.has_macros else _without_macros(package.raw)
        self._file: Any = Document(BytesIO(raw))
        self._marks = numbering_marks(self._file)
        self._beside = Beside(self._file, self._path)
        self._paragraphs = self._tables = 0

    def document(self) -> WordText:
        pieces = list(self._pieces(self._file.element.body))
        notes = []
        if self._package.has_macros:
            notes.append(Message("the file contains macros; they have not been run and are not imported"))
        if self._beside.formatted:
            notes.append(Message("the text is imported without bold, italics, colours or font sizes"))
        if self._beside.revised:
            notes.append(Message("tracked changes in the document are treated as accepted"))
        return WordText(self._path, tuple(pieces), tuple(self._problems()), tuple(notes))

    def _problems(self) -> Iterator[Problem]:
        yield from self._beside.problems
        yield from self._beside.around()

    def _pieces(self, body: Any) -> Iterator[Piece]:
        for child in body:
            name = own_name(child)
            if name == "p":
                yield from self._lines(child)
            elif name == "tbl":
                yield self._grid(child)
            elif name in ("sdt", "customXml", "ins", "smartTag"):
                # Frames around paragraphs, such as those of forms; what they hold is what counts.
                inner = [one for one in child if own_name(one) == "sdtContent"] or [child]
                yield from self._pieces(inner[0])
            elif name == "altChunk":
                self._tell(Message("part of another file is embedded here; it is not imported"))

    def _tell(self, what: Message) -> None:
        where = Message("paragraph {number}", number=self._paragraphs)
        advice = Message("copy its text into the document")
        self._beside.problems.append(
            lost(self._path, max(self._paragraphs, 1), "not-taken", where, what, advice)
        )

    def _lines(self, element: Any) -> Iterator[Line]:
        self._paragraphs += 1
        if self._paragraphs > MAX_PARAGRAPHS:
            raise refused(
                self._path,
                "too-large",
                Message("the document has more than {limit} paragraphs", limit=MAX_PARAGRAPHS),
                Message("split it into several files"),
            )
        text = words(element)
        self._beside.look(element, self._paragraphs, text)
        heading, subtitle = self._style(element)
        listed = self._mark(element) if heading is None else None
        for number, line in enumerate(tidied(text).split("\n") if text.strip() else [""]):
            mark = listed if number == 0 else None
            if heading is None and (found := _TYPED.match(line)) and line[found.end() :].strip():
                mark, line = Mark(str(found.lastgroup)), line[found.end() :].strip()
            yield Line(self._paragraphs, line, heading if line else None, mark, subtitle)

    def _style(self, element: Any) -> tuple[int | None, bool]:
        """Return the level of a heading, 0 for the title, and whether a paragraph is the subtitle."""
        from docx.text.paragraph import Paragraph

        style: Any = Paragraph(element, self._file).style
        for _ in range(20):
            if style is None:
                break
            name = style.name or ""
            if name.casefold() in ("title", "subtitle"):
                return (0, False) if name.casefold() == "title" else (None, True)
            if found := _HEADING.fullmatch(name):
                return int(found[1]), False
            style = style.base_style
        level = value_of(element, "pPr", "outlineLvl")
        return (int(level) + 1 if level is not None and level.isdecimal() and int(level) < 9 else None), False

    def _mark(self, element: Any) -> Mark | None:
        from docx.text.paragraph import Paragraph

        number = value_of(element, "pPr", "numPr", "numId")
        level = value_of(element, "pPr", "numPr", "ilvl") or "0"
        style: Any = Paragraph(element, self._file).style
        while number is None and style is not None:
            number = value_of(style.element, "pPr", "numPr", "numId")
            if number is None and (style.name or "").startswith("List Bullet"):
                return Mark.bullet
            style = style.base_style
        return self._marks.get((number, level)) if number not in (None, "0") else None

    def _grid(self, element: Any) -> Grid:
        self._tables += 1
        rows, irregular = [], False
        for row in (one for one in element if own_name(one) == "tr"):
            cells = []
            for cell in (one for one in _unframed(row) if own_name(one) == "tc"):
                irregular = irregular or _is_irregular(cell)
                paragraphs = [one for one in cell.iter() if own_name(one) == "p" and not _is_drawn(one)]
                text = "\n".join(words(one) for one in paragraphs)
                for paragraph in paragraphs:
                    self._beside.look(paragraph, max(self._paragraphs, 1), text)
                cells.append(" ".join(tidied(text).split("\n")).strip())
            rows.append(tuple(cells))
        irregular = irregular or len({len(row) for row in rows}) > 1
        return Grid(max(self._paragraphs, 1), self._tables, tuple(row for row in rows if row), irregular)


def _unframed(row: Any) -> Iterator[Any]:
    for child in row:
        if own_name(child) == "sdt":
            yield from (one for content in child if own_name(content) == "sdtContent" for one in content)
        else:
            yield child


def _is_drawn(paragraph: Any) -> bool:
    return any(own_name(one) == "txbxContent" for one in paragraph.iterancestors())


def _is_irregular(cell: Any) -> bool:
    span = value_of(cell, "tcPr", "gridSpan")
    merged = any(own_name(one) == "vMerge" for one in cell.iter())
    nested = any(own_name(one) == "tbl" for one in cell.iter())
    return merged or nested or (span is not None and span != "1")


def _without_macros(raw: bytes) -> bytes:
    """Return a document with macros under the name of one without, which python-docx asks for."""
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "[Content_Types].xml":
                data = data.replace(
                    b"application/vnd.ms-word.document.macroEnabled.main+xml",
                    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                )
            target.writestr(member.filename, data)
    return out.getvalue()
