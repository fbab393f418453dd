"""The pieces of a document made into a worksheet: sections, texts, and fields where somebody is to write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..definitions import Passage, Word
from ..errors import Message, Problem
from ..project import Project
from .draft import Draft, Reader, Wishes
from .grids import items, made_of
from .package import refused
from .pieces import Grid, Line, Mark, Piece, WordText, lost
from .sheetdraft import Field, Gathered, Section, sound

#: A place to write in a line of text.
_BLANK = re.compile(r"\s*(?:_{3,}|\.{5,}|…{2,}|(?:_ ){3,}_?)\s*")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
#: A text longer than this is no label.
_LONGEST_LABEL = 400
_LABEL = 120
_MOST_LINES = 20


def drafted_sheet(
    project: Project, document: WordText, wishes: Wishes
) -> tuple[Draft, list[Problem], list[Message]]:
    """Return the worksheet that a document holds, what of it is not taken over, and what is to be said.

    Raises :class:`ContentError` where there is nothing in it.
    """
    maker = _Maker(project, document, wishes)
    maker.make()
    notes = list(document.notes)
    if wishes.title and maker.gathered.title:
        notes.append(Message("the title in the document is not used: {title}", title=maker.gathered.title))
    maker.gathered.title = maker.own_title()
    draft, problems = sound(project, document.path, wishes, maker.gathered)
    return draft, [*maker.problems, *problems], notes


class _Maker:
    def __init__(self, project: Project, document: WordText, wishes: Wishes) -> None:
        self.problems = list(document.problems)
        self._project, self._document, self._wishes = project, document, wishes
        self._line = Reader.of(project).line
        self._reader = Reader.of(project)
        self.gathered = Gathered()

    # -- pieces --------------------------------------------------------------------------

    def make(self) -> None:
        pieces = self._headed()
        if not any(self._text_of(piece) for piece in pieces) and not self.gathered.title:
            raise refused(
                self._document.path,
                "no-content",
                Message("there is no text in the document"),
                Message("if its text is in a text box or a picture, write it as paragraphs instead"),
            )
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            self._lose_signs(piece)
            if isinstance(piece, Grid):
                self._grid(piece, "")
                at += 1
            elif piece.heading is not None:
                self._begin(piece)
                at += 1
            else:
                at = self._text(piece, pieces, at)

    def _headed(self) -> list[Piece]:
        """Return the pieces without those that are the sheet's title and summary."""
        pieces = list(self._document.pieces)
        lines = [piece for piece in pieces if isinstance(piece, Line)]
        title = next((line for line in lines if line.heading == 0), None)
        title = title or next((line for line in lines if line.heading == 1), None)
        subtitle = next((line for line in lines if line.subtitle and line.text), None)
        self.gathered.title = self._line(title.text) if title else ""
        self.gathered.summary = self._line(subtitle.text) if subtitle else ""
        return [piece for piece in pieces if piece is not title and piece is not subtitle]

    @staticmethod
    def _text_of(piece: Piece) -> str:
        return piece.text if isinstance(piece, Line) else "".join(cell for row in piece.rows for cell in row)

    def _lose_signs(self, piece: Piece) -> None:
        texts = [piece.text] if isinstance(piece, Line) else [cell for row in piece.rows for cell in row]
        ticks = str.maketrans("", "", "☐☑☒□❏❑❒○◯⚪")
        for text in texts:
            for what, advice in self._reader.lost(text.translate(ticks)):
                self._tell(piece, what, advice)

    def _tell(self, piece: Piece, what: Message, advice: Message, code: str = "not-taken") -> None:
        self.problems.append(lost(self._document.path, piece.number, code, piece.where, what, advice))

    def _begin(self, piece: Line) -> None:
        """Begin a section; a heading with nothing below it is put before that of the next one."""
        if (
            self.gathered.sections
            and not self.gathered.sections[-1].texts
            and not self.gathered.sections[-1].fields
        ):
            last = self.gathered.sections.pop()
            self.gathered.sections.append(Section(f"{last.title} – {self._line(piece.text)}", piece))
        else:
            self.gathered.sections.append(Section(self._line(piece.text), piece))

    def _text(self, line: Line, pieces: Sequence[Piece], at: int) -> int:
        """Take a line with what belongs to it, and return the number of the next piece."""
        if not line.text:
            return at + 1
        if _BLANK.search(line.text):
            self._blanks(line)
            return at + 1
        after, drawn, empty = _room(pieces, at + 1)
        following = pieces[after] if after < len(pieces) else None
        asks, leads = line.text.endswith("?"), line.text.endswith(":")
        short = len(line.text) <= _LABEL
        if isinstance(following, Grid) and (asks or leads or (short and not drawn and empty == 0)):
            self._lose_signs(following)
            self._grid(following, self._label(line))
            return after + 1
        if (asks or leads) and not drawn and isinstance(following, Line) and _begins_list(following):
            return self._list(following, pieces, after, line)
        if asks or drawn or (leads and empty > 1):
            self._question(line, drawn, empty)
            return after
        if _begins_list(line):
            return self._list(line, pieces, at, None)
        self._say(self._passage(line), line)
        return at + 1

    def _passage(self, line: Line) -> str:
        return self._reader.passage(line.text)

    def _label(self, line: Line) -> str:
        """Return a line as the label of a field; what is too long for one stands before it."""
        text = line.text.rstrip().removesuffix(":").rstrip()
        if len(text) > _LONGEST_LABEL:
            *before, last = _SENTENCE.split(text)
            if before and len(last) <= _LONGEST_LABEL:
                self._say(self._reader.passage(" ".join(before)), line)
                text = last
        return self._line(text)

    # -- fields --------------------------------------------------------------------------

    def _question(self, line: Line, drawn: int, empty: int) -> None:
        if drawn == 1 and not empty:
            self._add({"type": Word("short_text"), "label": self._label(line)}, line)
            return
        made: dict[str, Any] = {"type": Word("long_text"), "label": self._label(line)}
        if (room := max(drawn, empty)) > 1:
            made["lines"] = Word(str(min(room, _MOST_LINES)))
        self._add(made, line)

    def _blanks(self, line: Line) -> None:
        """Take a line with places to write between its words."""
        *before, rest = _BLANK.split(line.text)
        for text in before:
            label = text.strip().removesuffix(":").strip(" ,;") or (
                self.gathered.sections[-1].title if self.gathered.sections else ""
            )
            self._add({"type": Word("short_text"), "label": self._line(label) or self.own_title()}, line)
        if rest.strip(" .,;:"):
            self._say(self._reader.passage(rest), line)

    def _list(self, first: Line, pieces: Sequence[Piece], at: int, label: Line | None) -> int:
        """Take a list, with the line above it as a label, and return the number of the next piece."""
        lines: list[Line] = []
        for piece in pieces[at:]:
            if not (isinstance(piece, Line) and piece.mark is first.mark and _begins_list(piece)):
                break
            lines.append(piece)
            if piece is not first:
                self._lose_signs(piece)
        asked = label is not None and label.text.endswith("?")
        ticked = first.mark in (Mark.box, Mark.circle)
        if first.mark is Mark.number or not (ticked or label):
            numbered = first.mark is Mark.number
            if label:
                self._say(self._passage(label), label)
            told = (
                f"{f'{n}.' if numbered else '-'} {self._line(one.text)}" for n, one in enumerate(lines, 1)
            )
            self._say("\n".join(told), first)
            return at + len(lines)
        kind, key = "checklist", "items"
        if asked or first.mark is Mark.circle:
            kind, key = ("single_choice" if first.mark is Mark.circle else "multiple_choice"), "options"
        above = self._label(label) if label else self._section(first).title or self.own_title()
        texts = [one.text for one in lines]
        self._add({"type": Word(kind), "label": above, key: items(texts, self._line)}, label or first)
        return at + len(lines)

    def _grid(self, grid: Grid, label: str) -> None:
        made = made_of(
            grid,
            label or (self.gathered.sections[-1].title if self.gathered.sections else "") or self.own_title(),
            self._line,
        )
        named = label and not any(one["label"] == label for one in made.fields)
        if named:
            self._say(label, grid)
        for text in made.texts:
            self._say(self._reader.passage(text), grid)
        for one in made.fields:
            self._add(one, grid)
        for what in made.lost:
            self._tell(grid, what, Message("compare it with the worksheet, and add anything that is missing"))

    def own_title(self) -> str:
        return self._wishes.title or self.gathered.title or str(self._wishes.name)

    def _section(self, piece: Piece) -> Section:
        if not self.gathered.sections:
            self.gathered.sections.append(Section("", piece))
        return self.gathered.sections[-1]

    def _say(self, text: str, source: Piece) -> None:
        if not text:
            return
        if not self.gathered.sections:
            self.gathered.intro.append(text)
            return
        section = self.gathered.sections[-1]
        if not section.fields:
            section.texts.append(text)
        elif "text" in section.fields[-1].told:
            before = section.fields[-1].told["text"]
            section.fields[-1].told["text"] = Passage(f"{before}\n\n{text}")
        else:
            section.fields.append(Field({"type": Word("note"), "text": Passage(text)}, source))

    def _add(self, made: dict[str, Any], piece: Piece) -> None:
        self._section(piece).fields.append(Field(made, piece))


def _room(pieces: Sequence[Piece], at: int) -> tuple[int, int, int]:
    """Return where the room to write below a line ends, and how many lines and blank paragraphs it has."""
    drawn = empty = 0
    while at < len(pieces):
        piece = pieces[at]
        if not isinstance(piece, Line) or piece.heading is not None:
            break
        if piece.text and _BLANK.fullmatch(piece.text):
            drawn += 1
        elif not piece.text:
            empty += 1
        else:
            break
        at += 1
    return at, drawn, empty


def _begins_list(line: Line) -> bool:
    """Say whether a line is an entry of a list; a question in a list is a question first."""
    return line.mark is not None and bool(line.text) and not line.text.endswith("?")
