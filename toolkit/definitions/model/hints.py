"""What somebody may have meant who wrote something that is not known."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest

from ...errors import MOST_OF_A_KIND, Message
from .checks import listed

#: Words that are compared letter by letter with a wrong one.
_COMPARED = 20


class Hints:
    """Advice that names the nearest word: for as many problems of one kind as are listed.

    Looking for it takes time, and nobody sees it of a problem that is only counted.
    """

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def near(self, code: str, value: str, known: Sequence[str]) -> Message:
        self._given[code] += 1
        return did_you_mean(value, known) if self.wanted(code, 0) else _one_of(known)

    def wanted(self, code: str, more: int = 1) -> bool:
        """Say whether one more problem of a kind will be listed."""
        return self._given[code] + more <= MOST_OF_A_KIND


def did_you_mean(value: str, known: Sequence[str]) -> Message:
    """Return advice that names the nearest known word, or all of them."""
    near = nearest(value, known)
    return Message("did you mean ‘{near}’?", near=near) if near else _one_of(known)


def _one_of(known: Sequence[str]) -> Message:
    return Message("use one of: {known}", known=listed(known) or "–")


def nearest(value: str, known: Sequence[str]) -> str | None:
    """Return the known word that is most like a wrong one, if any is like it."""
    value = value[:60]
    # An author who writes Minutes, use-when or mínutes means minutes and use_when.
    value = unicodedata.normalize("NFD", value.lower()).encode("ascii", "ignore").decode() or value
    plain = value.replace("-", "_").replace(" ", "_")
    if plain in known:
        return plain
    # Comparing letter by letter is slow; only words that share most pairs of letters are worth it.
    pairs = _pairs(value)
    likely = [(len(pairs & _pairs(word)), word) for word in known if abs(len(word) - len(value)) <= 8]
    best = [word for _, word in nlargest(_COMPARED, likely)]
    return next(iter(get_close_matches(value, best, n=1, cutoff=0.6)), None)


@lru_cache(maxsize=50_000)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(word[index : index + 2] for index in range(len(word) - 1))
