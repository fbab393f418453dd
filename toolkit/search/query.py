"""Answers from an index. The browser answers alike, by ``search/query.js``; tests compare both.

All numbers are whole, so that both come to the same order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from .entries import Entry
from .index import PART, WORTH, Index
from .words import hyphenated, stem, words

#: How well a word of the question meets one of the index, of 16: in another form of the same word, …
SAME, ALIKE, JOINED, MISTYPED, MISTYPED_BEGINNING, AKIN = 16, 10, 9, 7, 4, 6
#: From this length on, a word may hold one typing error.
LONG = 5


@dataclass(frozen=True)
class Answer:
    """What a question found: entries, best first; else words to try."""

    entries: tuple[Entry, ...]
    near: tuple[str, ...] = ()


def answer(index: Index, question: str) -> Answer:
    """Return what a question finds."""
    asked = list(dict.fromkeys(words(question)))
    matches = [_matches(index, word) for word in asked]
    for parts in hyphenated(question):
        # “check-list” may be written as one word, too.
        joined = _matches(index, "".join(parts))
        for part in parts:
            there = matches[asked.index(part)]
            there |= {number: max(quality, there.get(number, 0)) for number, quality in joined.items()}
    _add_synonyms(index, [stem(word, index.rules) for word in asked], matches)
    best: list[dict[int, int]] = []
    for found in matches:
        scores: dict[int, int] = {}
        for number, quality in found.items():
            worth = quality * index.rarities[number]
            for entry, weight in index.postings[number]:
                score = worth * WORTH[weight]
                if score > scores.get(entry, 0):
                    scores[entry] = score
        best.append(scores)
    # A word that is nowhere says nothing of what it is looked for with.
    told = [max(index.rarities[number] for number in found) if found else 0 for found in matches]
    whole = sum(told)
    totals: dict[int, int] = {}
    covered: dict[int, int] = {}
    for scores, rarity in zip(best, told, strict=True):
        for entry, score in scores.items():
            totals[entry] = totals.get(entry, 0) + score
            covered[entry] = covered.get(entry, 0) + rarity
    ranked = sorted(
        (-(total * covered[entry] * covered[entry] // (whole * whole)), entry)
        for entry, total in totals.items()
        if 2 * covered[entry] >= whole
    )
    if not ranked:
        return Answer((), tuple(near(index, asked)))
    return Answer(tuple(index.entries[number] for number in _spread(index, ranked)))


def _spread(index: Index, ranked: list[tuple[int, int]]) -> list[int]:
    """Return entries so that no definition hides the others: each further one of it counts half."""
    seen: dict[tuple[str, str], int] = {}
    placed = []
    for negative, number in ranked:
        entry = index.entries[number]
        times = seen.get((entry.kind, entry.id), 0)
        seen[entry.kind, entry.id] = times + 1
        placed.append((-(-negative >> min(times, 20)), number))
    return [number for _, number in sorted(placed)]


def _matches(index: Index, word: str) -> dict[int, int]:
    """Return the words of the index that a word of the question may mean, with how well each meets it."""
    cut = stem(word, index.rules)
    found: dict[int, int] = {}

    def add(number: int, quality: int) -> None:
        found[number] = max(found.get(number, 0), quality)

    at = bisect_left(index.terms, cut)
    is_known = at < len(index.terms) and index.terms[at] == cut
    if is_known:
        add(at, SAME)
    if len(word) > 1:
        for number in _beginning(index, word):
            add(number, 6 + 8 * len(word) // len(index.terms[number]))
    is_begun = bool(found)
    if len(cut) >= PART and cut != word:
        for number in _beginning(index, cut):
            add(number, 3 + 6 * len(cut) // len(index.terms[number]))
    if not is_known:
        for at in range(PART, len(word) - PART + 1):
            parts = [_number(index, stem(part, index.rules)) for part in (word[:at], word[at:])]
            met = [number for number in parts if number is not None]
            if len(met) == len(parts):
                for number in met:
                    add(number, JOINED)
    if len(cut) >= LONG:
        for number in _beginning(index, cut[:LONG]):
            same = _common(cut, index.terms[number])
            if 10 * same >= 6 * len(cut):
                add(number, AKIN * same // max(len(cut), len(index.terms[number])))
    if not is_begun and len(word) >= LONG:
        for number, term in enumerate(index.terms):
            if within_one(cut, term):
                add(number, MISTYPED)
            elif len(term) > len(word) and within_one(word, term[: len(word)]):
                add(number, MISTYPED_BEGINNING)
    return found


def _number(index: Index, term: str) -> int | None:
    at = bisect_left(index.terms, term)
    return at if at < len(index.terms) and index.terms[at] == term else None


def _beginning(index: Index, letters: str) -> Iterator[int]:
    at = bisect_left(index.terms, letters)
    while at < len(index.terms) and index.terms[at].startswith(letters):
        yield at
        at += 1


def _add_synonyms(index: Index, asked: list[str], matches: list[dict[int, int]]) -> None:
    """Let words for a concept mean the others for it as well."""
    for group in index.synonyms:
        for said in group:
            for start in range(len(asked) - len(said) + 1):
                if tuple(asked[start : start + len(said)]) != said:
                    continue
                for other in group:
                    for number in (_number(index, term) for term in other if other != said):
                        if number is not None:
                            for found in matches[start : start + len(said)]:
                                found[number] = max(found.get(number, 0), ALIKE)


def _common(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return same


def within_one(one: str, other: str) -> bool:
    """Say whether two words differ by one letter: another, one more or less, or two exchanged."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = _common(one, other)
    if len(one) == len(other):
        exchanged = one[start + 1 : start + 2] + one[start : start + 1] == other[start : start + 2]
        return one[start + 1 :] == other[start + 1 :] or (
            exchanged and one[start + 2 :] == other[start + 2 :]
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]


def near(index: Index, asked: list[str]) -> Iterator[str]:
    """Yield up to five words of titles that look like one of the question."""
    found: dict[str, None] = {}
    for entry in index.entries:
        if entry.part is not None and not entry.explains:
            continue
        for shown in entry.title.split():
            for word in words(shown):
                if any(_looks_like(word, one) for one in asked):
                    found.setdefault(shown.strip(".,:;?!()«»“”„").lower())
    yield from list(found)[:5]


def _looks_like(word: str, asked: str) -> bool:
    same = _common(word, asked)
    return same >= 3 and 2 * same >= len(asked)
