"""What Word's XML holds: the words of a paragraph, how lists are marked, and what is not text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..characters import tidied
from ..errors import Message, Problem
from .pieces import Mark, lost, shortened

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What stands for a sign of its own; the old fonts of signs, which have boxes and circles at these places.
_SIGNS = {"F06F": "☐", "F0A8": "☐", "F071": "☐", "F0FE": "☒", "F0A1": "○", "F0B7": "•", "F0A7": "▪"}
#: What holds no words of the text itself: deleted ones, drawings with their own, instructions of fields.
_APART = frozenset({"del", "moveFrom", "drawing", "pict", "object", "AlternateContent", "instrText", "tbl"})
_FORMATS = frozenset({"b", "i", "u", "color", "sz", "highlight", "strike"})
#: What a document has beside its text: the part of its file, and what is said of it.
_NOTES = (
    ("footnoteReference", "/word/footnotes.xml", Message("this footnote was not imported")),
    ("endnoteReference", "/word/endnotes.xml", Message("this endnote was not imported")),
    ("commentReference", "/word/comments.xml", Message("this comment was not imported")),
)
_IN_TEXT = Message("add it to the text if you need it")


def own_name(element: Any) -> str:
    """Return the name of an element without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value_of(element: Any, *path: str) -> str | None:
    """Return the value of the element that lies at a path, or None."""
    for name in path:
        element = element.find(_WORD + name)
        if element is None:
            return None
    found: str | None = element.get(_WORD + "val")
    return found


def words(element: Any) -> str:
    """Return the words of a paragraph as they are read, with a line break where there is one."""
    return "".join(_words(element))


def _words(element: Any) -> Iterator[str]:
    for child in element:
        name = own_name(child)
        if name == "t":
            yield child.text or ""
        elif name in ("tab", "ptab"):
            # Stops of tabs are listed in the properties of a paragraph, under the same name.
            yield "\t" if own_name(element) != "tabs" else ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            yield _SIGNS.get((child.get(_WORD + "char") or "").upper(), "")
        elif name == "checkBox":
            yield "☐ "
        elif name == "textInput":
            yield "____"
        elif name not in _APART and name not in ("pPr", "rPr"):
            yield from _words(child)


def numbering_marks(file: Any) -> dict[tuple[str | None, str], Mark]:
    """Return how each list of a document is marked, by its number and level."""
    try:
        root = file.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    levels: dict[str | None, dict[str, Mark]] = {}
    for abstract in root.findall(_WORD + "abstractNum"):
        levels[abstract.get(_WORD + "abstractNumId")] = {
            level.get(_WORD + "ilvl") or "0": _mark_of(level) for level in abstract.findall(_WORD + "lvl")
        }
    found = {}
    for number in root.findall(_WORD + "num"):
        for level, mark in levels.get(value_of(number, "abstractNumId"), {}).items():
            found[number.get(_WORD + "numId"), level] = mark
    return found


def _mark_of(level: Any) -> Mark:
    if value_of(level, "numFmt") != "bullet":
        return Mark.number
    sign = value_of(level, "lvlText") or ""
    sign = _SIGNS.get(f"{ord(sign):04X}", sign) if len(sign) == 1 else sign
    return Mark.box if sign in "☐☒□❏❑❒" and sign else Mark.circle if sign == "○" else Mark.bullet


class Beside:
    """Gathers what a document has that is no text of a paragraph."""

    def __init__(self, file: Any, path: Path) -> None:
        self.problems: list[Problem] = []
        self.formatted = self.revised = False
        self._file, self._path = file, path
        self._texts = {part: self._noted(part) for _, part, _ in _NOTES}

    def look(self, element: Any, number: int, text: str) -> None:
        """Tell what a paragraph holds besides its words; ``number`` is where it stands."""
        where = Message("paragraph {number} (‘{words}’)", number=number, words=shortened(tidied(text)))
        names = [(own_name(one), one) for one in element.iter()]
        for name, one in names:
            if what := self._what(name, one):
                self.problems.append(lost(self._path, number, "not-taken", where, what, _IN_TEXT))
            self.formatted = self.formatted or (name in _FORMATS and own_name(one.getparent()) == "rPr")
            self.revised = self.revised or name in ("ins", "del", "moveFrom", "moveTo")

    def around(self) -> Iterator[Problem]:
        """Yield the words above and below all pages."""
        for part in self._file.part.package.iter_parts():
            name = str(part.partname)
            head = name.startswith("/word/header")
            if not (head or name.startswith("/word/footer")):
                continue
            text = tidied(" ".join(words(one) for one in _root(part).iter(_WORD + "p"))).strip()
            if text:
                where = Message("page header") if head else Message("page footer")
                what = Message("not imported: {text}", text=shortened(text))
                yield lost(
                    self._path,
                    1,
                    "not-taken",
                    where,
                    what,
                    Message("the toolkit prints its own header and footer"),
                )

    def _what(self, name: str, element: Any) -> Message | None:
        if name == "txbxContent" and not _in_fallback(element):
            text = " ".join(words(one) for one in element.iter(_WORD + "p"))
            return Message("this text box was not imported: {text}", text=shortened(tidied(text)))
        if name in ("pic", "imagedata") and not _in_fallback(element):
            return Message("this picture was not imported")
        if name == "object":
            return Message("this embedded object was not imported")
        if name == "oMath":
            return Message("this formula was not imported")
        if name == "hyperlink":
            target = self._file.part.rels.get(element.get(_RELATION))
            if target is not None and target.is_external:
                return Message(
                    "only the words of the link {target} are imported", target=target.target_ref[:80]
                )
        for reference, part, what in _NOTES:
            if name == reference:
                text = self._texts[part].get(element.get(_WORD + "id"), "")
                return Message("{what}: {text}", what=what, text=shortened(text))
        return None

    def _noted(self, wanted: str) -> dict[str, str]:
        """Return the notes in a part of the file, by their numbers."""
        for part in self._file.part.package.iter_parts():
            if str(part.partname) == wanted:
                return {
                    note.get(_WORD + "id"): tidied(" ".join(words(one) for one in note.iter(_WORD + "p")))
                    for note in _root(part)
                    if note.get(_WORD + "id")
                }
        return {}


_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _root(part: Any) -> Any:
    from docx.oxml import parse_xml

    element = getattr(part, "element", None)
    return element if element is not None else parse_xml(part.blob)


def _in_fallback(element: Any) -> bool:
    """Say whether an element is the older form of what stands beside it, for other programs."""
    return any(own_name(one) == "Fallback" for one in element.iterancestors())
