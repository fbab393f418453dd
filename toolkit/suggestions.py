"""What somebody may have meant who wrote something that there is not: the nearest word, or the nearest name.

A name is ``kind/id``, such as ``worksheet/wheel-of-life``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest
from itertools import islice

from .errors import Message

#: Words that a piece of advice lists before it ends in dots.
MOST_LISTED = 24
#: Words that are compared letter by letter with a wrong one.
_COMPARED = 20
#: How alike two words are of which one is surely meant by the other.
_CLOSE = 0.75
#: How alike two words are of which one may be a slip of the pen; and what tells entries of a row apart.
_SLIP = 0.85
_NUMBER = re.compile(r"[-_]?\d+")
#: Letters of a word that is looked for inside others; shorter ones say too little.
_FEWEST = 4


def listed(names: Iterable[str]) -> str:
    """Return names as a message lists them."""
    first = list(islice(names, MOST_LISTED + 1))
    return ", ".join(first[:MOST_LISTED]) + (" …" if len(first) > MOST_LISTED else "")


def one_of(known: Sequence[str]) -> Message:
    """Return advice that names the known words."""
    return Message("use one of: {known}", known=listed(known) or "–")


def did_you_mean(
    value: str, known: Sequence[str], otherwise: Message | None = None, *, names: bool = False
) -> Message:
    """Return advice that says which known word, or name if ``names``, is nearest to a wrong one.

    Where none is near, that is ``otherwise``, or what lists all of them.
    """
    near = nearest_name(value, known) if names else nearest(value, known)
    return Message("did you mean ‘{near}’?", near=near) if near else otherwise or one_of(known)


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
    return surely(value, best) or _kin(plain, known) or _close(value, best, 0.6)


def nearest_name(value: str, known: Sequence[str]) -> str | None:
    """Return the name that is most like a wrong one, in which kind and id are compared apart.

    An id that is right or nearly so is found under another kind, too, and where no kind is written. What
    is ``known`` besides names, such as kinds, is found where no slash is written.
    """
    value = value[:120]
    names = [(*word.split("/", 1), word) for word in known if "/" in word]
    kind, slash, name = value.partition("/")
    if not slash:
        kind, name = "", value
        plain = [word for word in known if "/" not in word]
        if near := surely(value, plain):
            return near
    meant = surely(kind, {one for one, _, _ in names})
    of_kind = {one: word for one_kind, one, word in names if one_kind == meant}
    # The first kind that has an id is the one to name.
    of_any = {one: word for _, one, word in reversed(names)}
    if found := nearest(name, list(of_kind)):
        return of_kind[found]
    found = surely(name, of_any) or _kin(name.replace("-", "_"), of_any)
    return of_any[found] if found else None


def surely(value: str, known: Iterable[str]) -> str | None:
    """Return the known word that somebody meant, if one is written nearly like theirs."""
    return _close(value, known, _CLOSE)


def _close(value: str, known: Iterable[str], cutoff: float) -> str | None:
    return next(iter(get_close_matches(value, list(known), n=1, cutoff=cutoff)), None)


def slip_of(value: str, known: Collection[str]) -> str | None:
    """Return the known word that a word may be a slip of the pen for; numbers are never taken for slips."""
    found = _close(value[:60], known, _SLIP)
    return found if found and _NUMBER.sub("", found) != _NUMBER.sub("", value) else None


def _kin(value: str, known: Collection[str]) -> str | None:
    """Return a known word that has a wrong one as a part, best at its beginning; else one that is part."""
    plain = {word: word.replace("-", "_") for word in known if len(word) >= _FEWEST}
    if len(value) < _FEWEST:
        return None
    longer = [word for word, one in plain.items() if f"_{value}_" in f"_{one}_"]
    shorter = [word for word, one in plain.items() if f"_{one}_" in f"_{value}_"]
    if longer:
        return min(longer, key=lambda word: (not plain[word].startswith(value), len(word), word))
    return max(shorter, key=len, default=None)


@lru_cache(maxsize=50_000)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(word[index : index + 2] for index in range(len(word) - 1))
