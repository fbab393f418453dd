"""A line of words from elsewhere, written so that our markup reads these very words."""

from __future__ import annotations

import re

from .markup import blocks, inline

#: Signs that are always kept by a backslash where they would mean something, here or to other programs.
_SIGNS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)|<(?=[a-zA-Z/!?])|<(?=[^\s<>@]+@)|&(?=#?\w+;)|~(?=~)|`(?=.*`)|(?<=`)`|!(?=\[)"
)
#: What begins a line like a heading, a quotation, a list or a table, or underlines the line above.
_BEGINNING = re.compile(r"(?=#{1,6}(?:[ \t]|$)|>|[-+][ \t]|[=-]+[ ]*$|[:|-][ :|-]*$|~{3}|`{3})")
_NUMBER = re.compile(r"([0-9]{1,9})(?=[.)][ \t])")
#: Brackets that look like a link or a footnote.
_BRACKETS = re.compile(r"\[\^|\][ ]?[\[(:]")
_MARKS = re.compile(r"(?<!\\)[*_\[\]`|]")


def literal(line: str, *, paragraph: bool = False) -> str:
    """Return a line of plain words as a text of a definition that is read as just these words.

    A ``paragraph`` stands in prose, where a line can also begin a list.
    """
    text = _SIGNS.sub(r"\\\g<0>", line)
    if paragraph and _NUMBER.match(text):
        text = _NUMBER.sub(r"\1\\", text, count=1)
    elif paragraph and _BEGINNING.match(text):
        text = f"\\{text}"
    if _BRACKETS.search(text) or not _reads(text, line, paragraph):
        text = _MARKS.sub(r"\\\g<0>", text)
    return text


def _reads(text: str, words: str, paragraph: bool) -> bool:
    """Say whether a text is read as these words and nothing else."""
    if paragraph:
        found = blocks(text)
        runs = found[0].get("c", []) if len(found) == 1 and found[0]["t"] == "p" else []
    else:
        runs = inline(text)
    return len(runs) == 1 and runs[0]["t"] == "text" and _same(runs[0]["v"], words)


def _same(one: str, other: str) -> bool:
    # Some blanks are made such as no line is broken at.
    return one.replace("\u00a0", " ") == other.replace("\u00a0", " ")
