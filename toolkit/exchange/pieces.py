"""What a document is made of, as far as a worksheet can be made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ..errors import Message, Place, Problem

#: Words by which somebody finds a place in a document again.
_SHOWN = 40


class Mark(StrEnum):
    """What stands before a line."""

    bullet = "bullet"
    number = "number"
    box = "box"
    circle = "circle"


@dataclass(frozen=True)
class Line:
    """A paragraph, or a line of one: ``heading`` is 0 for the document's title, 1 and more for headings."""

    number: int
    text: str
    heading: int | None = None
    mark: Mark | None = None
    #: A line below the title that says what the document is for.
    subtitle: bool = False

    @property
    def where(self) -> Message:
        return Message("paragraph {number} (‘{words}’)", number=self.number, words=shortened(self.text))


@dataclass(frozen=True)
class Grid:
    """A table: its number, the paragraph before it, and its cells by row."""

    number: int
    table: int
    rows: tuple[tuple[str, ...], ...]
    #: Whether cells of it are merged or hold tables themselves.
    irregular: bool = False

    @property
    def where(self) -> Message:
        words = next((cell for row in self.rows for cell in row if cell), "")
        return Message("table {number} (‘{words}’)", number=self.table, words=shortened(words))


Piece = Line | Grid


@dataclass(frozen=True)
class WordText:
    """A document as it was read: its pieces in their order, and what of it is not among them."""

    path: Path
    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Message, ...] = ()


def shortened(text: str) -> str:
    """Return the first words of a text."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def lost(path: Path, number: int, code: str, where: Message, what: Message, advice: Message) -> Problem:
    """Return a problem of a place in a document; ``number`` is that of its paragraph."""
    told = Message("{place}: {what}", place=where, what=what)
    return Problem(code, Place(path, number), told, advice, private=True)
