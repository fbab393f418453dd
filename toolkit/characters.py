"""Characters that a writer cannot see or tell apart, as they come with text from other programs.

What is found in a line is told with its place, and the line is mended, so that reading can go on
and ``toolkit tidy`` can write it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

#: Unicode bidi controls, zero-width characters and the separators that YAML counts as line breaks.
HIDDEN = frozenset(
    {0x85, 0xAD, 0x034F, 0x061C, 0x180E, 0x2028, 0x2029, 0x2800, 0xFEFF}
    | {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)}
    | {*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0200)}
)
#: Blanks that are no space to YAML: the no-break space and its kin.
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
#: Of the hidden ones, those that part words.
_PARTING = frozenset({0x0B, 0x0C, 0x85, 0x2028, 0x2029, 0x2800})
_INDENTS = " \t" + SPACES
#: What ends a line in texts of other programs.
_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
#: Blanks at which no line may be broken where something hangs together: a figure and what it counts, a dash.
_HELD = re.compile(rf"(?<=[0-9])[{SPACES}](?=[\w%°€$£])|[{SPACES}](?=[–—%»!?:;])|(?<=[«–—§])[{SPACES}]")


@dataclass(frozen=True)
class Oddity:
    """The first of its kind in a line: ``sure`` where it can be mended without asking the writer."""

    code: str
    column: int
    name: str = ""
    sure: bool = True


def bad_character(text: str) -> tuple[int, str] | None:
    """Return position and name of the first character that readers cannot see, or None."""
    if text.isascii() and text.isprintable():
        return None
    bad = [char for char in set(text) if _is_bad(char)]
    if not bad:
        return None
    index = min(map(text.index, bad))
    return index, _name(text[index])


# A text has few different characters, and all texts of a language have the same.
@lru_cache(maxsize=10_000)
def _is_bad(char: str) -> bool:
    point = ord(char)
    if 0x20 <= point < 0x7F or char in "\n\t":
        return False
    return (
        point < 0xA0
        or point in HIDDEN
        or 0xD800 <= point <= 0xDFFF
        or point & 0xFFFE == 0xFFFE
        or unicodedata.category(char) in {"Co", "Cn"}
    )


def _name(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, '').strip()}".strip()


def _is_sure(char: str) -> bool:
    # Other control characters are letters of another encoding, private ones signs of some unknown font.
    return ord(char) in HIDDEN or ord(char) < 0x20


def oddities(line: str) -> Iterator[Oddity]:
    """Yield what stands wrong in a line, at most one of each kind."""
    if line.isascii() and line.isprintable():
        return
    if bad_character(line):
        bad = [(index, char) for index, char in enumerate(line) if _is_bad(char)]
        index, char = bad[0]
        yield Oddity("hidden-character", index, _name(char), all(_is_sure(char) for _, char in bad))
    elif not unicodedata.is_normalized("NFC", line):
        yield Oddity("not-nfc", _first_unnormalised(line))
    indent = line[: len(line) - len(line.lstrip(_INDENTS))]
    odd = indent.lstrip(" ")
    if odd:
        code = "tab" if odd[0] == "\t" else "no-break-space"
        # Tabs alone say how deep a line is; among spaces nobody knows how wide they were.
        yield Oddity(code, len(indent) - len(odd), "", code != "tab" or set(indent) == {"\t"})


def mended(line: str, tab: int = 2, *, all_of_it: bool = True) -> str:
    """Return a line as it was meant; with ``all_of_it`` false, only what is sure is changed.

    A tab that indents becomes ``tab`` spaces; none, and it stays.
    """
    if line.isascii() and line.isprintable():
        return line
    text = "".join(
        ("" if ord(char) not in _PARTING else " ")
        if _is_bad(char) and (all_of_it or _is_sure(char))
        else char
        for char in line
    )
    rest = text.lstrip(_INDENTS)
    indent = text[: len(text) - len(rest)]
    if "\t" not in indent or (tab and (all_of_it or set(indent) == {"\t"})):
        indent = "".join(" " * tab if char == "\t" else " " for char in indent)
    return unicodedata.normalize("NFC", indent + rest)


def tidied(text: str, *, indented: bool = False) -> str:
    """Return a text of another program as it is meant to be read; its words and its lines stay.

    Letters are composed, unseen characters left out, blanks single; a no-break space stays where it holds
    something together. With ``indented``, the spaces at the beginning of a line stay.
    """
    lines = []
    for line in _LINE_ENDS.split(text):
        # A tab is a blank here, as between words that a word processor has set apart.
        plain = mended(line.replace("\t", " "))
        # A sign that is certainly gone by now stands for the blanks that hold.
        held = _HELD.sub("\u2060", plain)
        single = re.sub(rf"[ {SPACES}]+", " ", held).replace("\u2060", "\u00a0")
        indent = len(plain) - len(plain.lstrip(" ")) if indented else 0
        lines.append((" " * indent + single.strip(_INDENTS)).rstrip())
    return "\n".join(lines).strip("\n")


def _first_unnormalised(line: str) -> int:
    """Return the position of the first letter that is not NFC, by halves: lines may be very long."""
    low, high = 0, len(line)
    while high - low > 1:
        middle = (low + high) // 2
        if unicodedata.is_normalized("NFC", line[:middle]):
            low = middle
        else:
            high = middle
    return low
