"""The index of one language: which words stand in which entries, and how much they say of each.

A word's *weight* in an entry is a class from 0 to 7, told by where it stands: alone in the title of a
definition it says most, in a longer text least. Its *rarity* is a whole number that grows with the logarithm
of how few entries have it (inverse document frequency; K. Spärck Jones, 1972).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log2

from .entries import Entry
from .rules import Rules
from .words import stem, stems, words

#: What the weight classes are worth.
WORTH = (1, 2, 3, 4, 6, 8, 10, 13)
#: How long both parts of a compound are at least.
PART = 4


@dataclass(frozen=True)
class Index:
    """The entries of a language and the words that lead to them.

    ``terms`` are in the order of their letters; ``postings`` are, for each, the entries with the weight
    there, in the order of the entries. ``synonyms`` are groups of words for the same, as they are looked up.
    """

    locale: str
    rules: Rules
    entries: tuple[Entry, ...]
    terms: tuple[str, ...]
    rarities: tuple[int, ...]
    postings: tuple[tuple[tuple[int, int], ...], ...]
    synonyms: tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True)
class Record:
    """What a definition and its parts bring to an index.

    ``weights`` are those of the words of each entry; ``below`` are those that the definition has from all
    that stands in its parts. ``vocabulary`` is what compounds can be made of, in a language that has them.
    """

    entries: tuple[Entry, ...]
    weights: tuple[Mapping[str, int], ...]
    below: Mapping[str, int]
    vocabulary: frozenset[str]


def record(found: Iterable[Entry], rules: Rules) -> Record:
    """Return what a definition and its parts, in this order, bring to an index."""
    entries = tuple(found)
    texts = [text for entry in entries for text in (entry.title, *entry.also, *entry.body)]
    # Each text is looked through once, for whatever it is needed.
    terms = {text: stems(text, rules) for text in dict.fromkeys(texts)}
    return Record(
        entries,
        tuple(_weights(entry, rules, terms) for entry in entries),
        dict(_below(Counter(term for text in texts for term in terms[text]), entries[0].explains)),
        frozenset(word for text in terms for word in words(text)) if rules.compounds else frozenset(),
    )


def build(records: Iterable[Record], locale: str, rules: Rules) -> Index:
    """Return the index of what can be found in a language."""
    records = tuple(records)
    weights: dict[str, dict[int, int]] = {}
    entries: list[Entry] = []
    for told in records:
        above = len(entries)
        entries += told.entries
        for number, found in enumerate(told.weights, start=above):
            for term, weight in found.items():
                weights.setdefault(term, {})[number] = weight
        for term, weight in told.below.items():
            there = weights.setdefault(term, {})
            there[above] = max(there.get(above, 0), weight)
    if rules.compounds:
        _add_parts(weights, set().union(*(told.vocabulary for told in records)), rules)
    terms = tuple(sorted(weights))
    return Index(
        locale,
        rules,
        tuple(entries),
        terms,
        tuple(_rarity(len(weights[term]), len(entries)) for term in terms),
        tuple(tuple(sorted(weights[term].items())) for term in terms),
        tuple(_synonyms(entries, rules)),
    )


def _rarity(count: int, total: int) -> int:
    return round(8 * log2(1 + total / count))


def _weights(entry: Entry, rules: Rules, terms: Mapping[str, list[str]]) -> dict[str, int]:
    """Return the weight of each word in an entry by itself; ``terms`` are those of its texts."""
    found: dict[str, int] = {}
    for number, text in enumerate(entry.body):
        # What comes first below the title of a definition is its summary.
        weight = 2 if entry.part is None and number == 0 else 1
        for term in terms[text]:
            found[term] = max(found.get(term, 0), weight)
    for number, text in enumerate(entry.called):
        for term in stems(text, rules):
            found[term] = max(found.get(term, 0), 3 if number == 0 else 2)
    for text in (entry.title, *entry.also):
        told = terms[text]
        for term in told:
            found[term] = max(found.get(term, 0), _of_title(entry, len(told)))
    return found


def _of_title(entry: Entry, length: int) -> int:
    if entry.explains:
        return 2
    if entry.in_sentences:
        return 7 if entry.part is None else 5
    if entry.part is None:
        return 7 if length <= 2 else 6 if length <= 5 else 5
    return 4 if length <= 10 else 3


def _below(counts: Mapping[str, int], explains: bool) -> Iterator[tuple[str, int]]:
    """Yield the weights that a definition gets from all that stands in its parts, by how often it does."""
    whole = sum(counts.values())
    for term, count in counts.items():
        # What a long text says once it is not about.
        often = 0 if explains else 1000 * count // whole
        yield term, 3 if often >= 15 else 2 if often >= 6 and count >= 3 else 0


def _add_parts(weights: dict[str, dict[int, int]], vocabulary: set[str], rules: Rules) -> None:
    """Let compounds be found by the words that they are made of."""
    known = {stem(word, rules) for word in vocabulary}
    made: dict[str, set[str]] = {}
    for word in sorted(vocabulary):
        if parts := {stem(part, rules) for part in parts_of(word, vocabulary, known, rules)}:
            made.setdefault(stem(word, rules), set()).update(parts)
    for term, parts in made.items():
        for part in parts - {term}:
            there = weights.setdefault(part, {})
            for number, weight in weights[term].items():
                there[number] = max(there.get(number, 0), max(weight - 1, 0))


def parts_of(word: str, vocabulary: set[str], known: set[str], rules: Rules) -> set[str]:
    """Return the words that a word can be made of: all but the last as they stand in texts."""
    found: set[str] = set()
    for at in range(PART, len(word) - PART + 1):
        head, tail = word[:at], word[at:]
        if head in vocabulary:
            below = parts_of(tail, vocabulary, known, rules)
            if below or stem(tail, rules) in known:
                found |= {head, *below} if below else {head, tail}
    return found


def _synonyms(entries: Iterable[Entry], rules: Rules) -> Iterator[tuple[tuple[str, ...], ...]]:
    for entry in entries:
        if entry.also:
            yield tuple(dict.fromkeys(tuple(stems(text, rules)) for text in (entry.title, *entry.also)))
