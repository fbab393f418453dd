"""Ids made of the words that they stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from .model.scalars import MAX_ID, RESERVED_NAMES, SLUG

#: An id is to be read at a glance; there is room for a number behind it.
_LONGEST = 40
#: Letters that are no other letter with an accent.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)


def is_name(text: str) -> bool:
    """Say whether a text can be the id of a definition, and so the name of its file."""
    return SLUG.fullmatch(text) is not None and text not in RESERVED_NAMES and len(text) <= MAX_ID


def name_for(text: str, taken: Container[str], otherwise: str) -> str:
    """Return an id made of the first words of a text, which is not among those taken.

    ``otherwise`` is what it begins with where the text has no letter that an id can have.
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['`]", "", plain))
    while len(words) > 1 and len("-".join(words)) > _LONGEST:
        words.pop()
    base = "-".join(words)[:_LONGEST] or otherwise
    if base in RESERVED_NAMES:
        base = f"{base}-{otherwise}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name
