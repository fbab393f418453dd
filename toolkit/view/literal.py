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
#: A line of nothing else draws a rule or a table.
_RULE = re.compile(r"[ |:=*_-]+")
_NUMBER = re.compile(r"([0-9]{1,9})(?=[.)][ \t])")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
#: Brackets that look like a link or a footnote.
_BRACKETS = re.compile(r"\[\^|\][ ]?[\[(:]")
#: Marks that mean something; inside a word a star or an underscore is a letter.
_MARKS = r"[\[\]`|]|(?<![^\W_])[*_]|[*_](?![^\W_])"
#: What to keep by a backslash, from little to all that a backslash can keep.
_KEPT = (_SIGNS, re.compile(f"{_SIGNS.pattern}|{_MARKS}"), re.compile(r"[!-/:-@\[-`{-~]"))


def literal(line: str, *, paragraph: bool = False) -> str:
    """Return a line of plain words as a text of a definition that is read as just these words.

    A ``paragraph`` stands in prose, where a line can also begin a list.
    """
    texts = (
        _begun(kept.sub(r"\\\g<0>", line)) if paragraph else kept.sub(r"\\\g<0>", line) for kept in _KEPT
    )
    text = line
    for text in texts:
        if _is_plain(text, paragraph) and _reads(text, line, paragraph):
            break
    return text


def _begun(text: str) -> str:
    """Return a paragraph that begins nothing but itself."""
    if _RULE.fullmatch(text):
        return re.sub(r"(?<!\\)[|:=*_-]", r"\\\g<0>", text)
    if _NUMBER.match(text):
        return _NUMBER.sub(r"\1\\", text, count=1)
    return f"\\{text}" if _BEGINNING.match(text) else text


def _is_plain(text: str, paragraph: bool) -> bool:
    """Say whether nothing is left that looks like a mark of other programs, where kept signs are blanks."""
    rest = _ESCAPED.sub("  ", text)
    return not (_BRACKETS.search(rest) or (paragraph and _BEGINNING.match(rest.lstrip(" "))))


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
