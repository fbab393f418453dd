"""Signs that have no place in a text, in any language or in the typography of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import Message
from .rulebook import Finder, Rulebook

#: For all languages.
_NEVER = tuple(
    (what, Finder.of(pattern))
    for what, pattern in (
        (Message("a straight quotation mark or apostrophe"), r"[\"'`]"),
        (Message("two spaces in a row"), r"\S[ \u00a0]{2,}\S"),
        (Message("a space at the beginning or the end"), r"^\s|\s$"),
        (Message("a space before a punctuation mark"), r"\s(?:[,;:!?]|\.(?!\w))"),
        (Message("two or three full stops instead of an ellipsis"), r"\.\."),
        (Message("a hyphen instead of a dash"), r"\S - \S"),
        # A date such as 2026-12-31 is no range.
        (Message("a hyphen instead of a dash in a range"), r"(?<![\d-])(?!\d{4}-\d\d-\d\d)\d+-\d"),
    )
)
#: Addresses, placeholders, and signs of YAML that a message speaks of.
_NAMED = re.compile(
    r"(?<=\])\([^)]*\)|[«„”‘“][^\w\s]+[»”’]|[«„”‘]- [»”’]"
    r"|\{\w+![rs]\}|\([\"']{1,2}\)|\\\"|[«„”‘]\w+ \"[\w.]+\"[»”’]|(?<= )\?(?= \w+ #)"
)
_OPENED = re.compile(r"‘(?![^‘]*\w[^‘]*’)|\w‘")


@dataclass(frozen=True)
class Among:
    """What may be wrong with the signs of some texts; all else need not be looked for in any of them."""

    never: bool = True
    foreign: bool = True


def among(texts: str, rules: Rulebook | None) -> Among:
    """Return what may be wrong with signs in ``texts``, put together as finders want them."""
    return Among(
        any(finder.among.search(texts) for _, finder in _NEVER),
        bool(rules and rules.foreign.among.search(texts)),
    )


def faults(text: str, rules: Rulebook | None, suspected: Among = Among()) -> Iterator[Message]:
    """Yield what is wrong with the signs of a text; without rules, only what is wrong in all languages."""
    # Addresses of links and signs that a text only names, such as «!», are not looked at.
    text = _NAMED.sub("x", text)
    if suspected.never:
        yield from (what for what, finder in _NEVER if finder.one.search(text))
    if rules is not None:
        yield from _of_language(text, rules, suspected.foreign)
    if not unicodedata.is_normalized("NFC", text):
        yield Message("a letter and its accent as two characters")


def _of_language(text: str, rules: Rulebook, foreign: bool) -> Iterator[Message]:
    if foreign and (found := rules.foreign.one.search(text)):
        yield Message("a character from another language’s typography: {sign}", sign=found[0].strip())
    if not rules.pairs and "‘" in text and _OPENED.search(text):
        # An apostrophe looks like a closing quote, so only the opening ones can be counted.
        yield _unpaired("‘", "’")
    for left, right in rules.pairs:
        if left in text or right in text:
            rest = re.sub(rf"{re.escape(left)}[^{left}{right}]+{re.escape(right)}", "", text)
            if left in rest or right in rest:
                yield _unpaired(left, right)


def _unpaired(left: str, right: str) -> Message:
    return Message("one mark of a pair without the other: {left} {right}", left=left, right=right)
