"""A page's body as MkDocs gets it: the headings as Markdown to read, all else as HTML that is finished.

Reading finished HTML as Markdown changes nothing of it and takes most of a build. So a body is cut at its
headings; MkDocs reads these, for contents, title and anchors, and the rest is put in around what it made
of them. A page template of a project's own may hold Markdown beside headings: such a body stays whole.

Until then bodies lie in files: MkDocs reads all pages before it writes the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from markdown import Markdown

#: A tag, whose quoted values may hold any sign, or a comment.
_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^>"'])*>""", re.DOTALL)
#: A heading's line, and what Markdown reads it as: hash signs alone are text to it.
_HEADING = re.compile(r"#{1,6}[^#\n][^\n]*(?:\n|\Z)")
_BLANK = re.compile(r"[ \n]*(?:\n|\Z)")
_OPENS = re.compile(r" {0,3}(?=<)")
#: What is no end of a block for Markdown leaves no line between it and the next one.
_BLANK_LINE = re.compile(r"(?: *\n){2}|\s*\Z")
_BLANKS = re.compile(r"(?<=\n) +\n")
#: Elements whose content is not HTML, and the one that Markdown knows to have none.
_RAW, _EMPTY = ("script", "style"), "hr"
#: Parts the pieces of a body in its file; no page can hold it.
_PARTED = "\0"
_ID = re.compile(r"""<[^<>]*\s(?:id|name)=["']([^"'<>]+)["']""")
#: Says which elements stand for themselves, without being in a paragraph.
_IS_BLOCK = Markdown().is_block_level


@dataclass(frozen=True)
class Body:
    """A body without its headings: ``pieces`` stand before, between and after them."""

    headings: str
    pieces: tuple[str, ...]

    def put_in(self, made: str) -> str:
        """Return the whole body, with what was ``made`` of the headings: an element a line."""
        lines = made.split("\n") if made else []
        found = [self.pieces[0]]
        for line, piece in zip(lines, self.pieces[1:], strict=True):
            found += [line, "\n", piece]
        return "".join(found).strip()

    def write(self, path: Path) -> None:
        """Put it in a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_PARTED.join((self.headings, *self.pieces)).encode())

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return what was put in a file."""
        headings, *pieces = path.read_bytes().decode().split(_PARTED)
        return cls(headings, tuple(pieces))

    def ids(self) -> set[str]:
        """Return what can be linked to beside the headings."""
        return {name for piece in self.pieces for name in _ID.findall(piece)}


def cut(text: str) -> Body | None:
    """Cut a page at its headings; None where there is Markdown besides, or HTML in no block of its own."""
    text = _BLANKS.sub("\n", text)
    headings: list[str] = []
    pieces: list[list[str]] = [[]]
    at = 0
    while at < len(text):
        if blank := _BLANK.match(text, at):
            at = blank.end()
            if blank.group():
                continue
        if heading := _HEADING.match(text, at):
            headings.append(heading.group().rstrip("\n"))
            pieces.append([])
            at = heading.end()
        elif (end := _end_of_block(text, at)) is not None:
            pieces[-1].append(text[at:end].lstrip(" "))
            pieces[-1].append("\n\n" if _BLANK_LINE.match(text, end) else "\n")
            at = end
        else:
            return None
    return Body("\n\n".join([*headings, ""]), tuple("".join(piece) for piece in pieces))


def _end_of_block(text: str, at: int) -> int | None:
    """Return where a block of HTML ends that begins here and Markdown leaves alone; None if none does."""
    opens = _OPENS.match(text, at)
    tag = _TAG.match(text, opens.end()) if opens else None
    if tag is None or (tag[2] and (tag[1] or not _IS_BLOCK(tag[2].lower()))):
        return None
    inside: list[str] = []
    while tag:
        name, end = (tag[2] or "").lower(), tag.end()
        if tag[1]:
            # An end tag closes what was left open within its element, too.
            while name in inside and inside.pop() != name:
                pass
        elif name and name != _EMPTY and not tag[0].endswith("/>"):
            inside.append(name)
            if name in _RAW:
                close = re.compile(f"</{name}", re.IGNORECASE).search(text, end)
                end = close.start() if close else len(text)
        if not inside:
            return end
        tag = _TAG.search(text, end)
    return None
