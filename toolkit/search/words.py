"""Words of texts and questions in the form in which they meet: folded, and cut to what inflection leaves.

The same is done in the browser, by ``search/words.js``; tests compare both over all words of the content.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from .rules import Rules

#: Letters that Unicode does not take apart into a plain one and an accent.
PLAIN = {
    **{"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n"},
    **{"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"},
}
#: What is left of a word of so many letters (LONG) says something of it only where it is so long (TELLING):
#: “mentee” has nothing to do with all that begins with “men”.
LONG, TELLING = 6, 4
_WORD = re.compile(r"[^\W_]+")
_HYPHENATED = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+")


class _Letters(dict[int, str]):
    """What becomes of letters, by their code points; each is looked up in Unicode's tables once."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = "" if unicodedata.category(letter).startswith("M") else PLAIN.get(letter, letter)
        return self[code]


_LETTERS = _Letters()


def fold(text: str) -> str:
    """Return a text in small letters without accents."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)


def words(text: str) -> list[str]:
    """Return the words of a text, folded; what hyphens join is several words."""
    return _WORD.findall(fold(text))


def hyphenated(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the parts of what hyphens join in a text, folded."""
    yield from _apart(fold(text))


def _apart(folded: str) -> Iterator[tuple[str, ...]]:
    for joined in _HYPHENATED.findall(folded):
        yield tuple(_WORD.findall(joined))


@lru_cache(maxsize=65536)
def stem(word: str, rules: Rules) -> str:
    """Return what a folded word has in common with its other forms."""
    cut = word
    for group in rules.groups:
        for ending, instead, least in group:
            if cut.endswith(ending) and len(cut) - len(ending) >= least:
                cut = cut[: len(cut) - len(ending)] + instead
                break
    return word if len(word) >= LONG and len(cut) < TELLING else cut


def stems(text: str, rules: Rules) -> list[str]:
    """Return the words of a text in the form in which they are looked up, what hyphens join as one, too."""
    folded = fold(text)
    joined = ("".join(parts) for parts in _apart(folded))
    return [stem(word, rules) for word in (*_WORD.findall(folded), *joined)]
