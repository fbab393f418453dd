"""The index as scripts that a browser can load from a server and from a folder alike, without any evaluation.

``index.js`` holds everything that a question needs. What stands below the titles is in a script for each
definition: it is loaded for what is shown alone. Both are read by ``search/index.js`` of the pages' scripts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from .entries import Entry, path_of
from .index import WORTH, Index
from .words import PLAIN

#: Which way of writing this is; pages read no other.
VERSION = 2
#: Where the scripts lie below the language's root.
FOLDER = "search"
#: Sixty-four signs that JSON and a pack program leave alone; the first half of them ends a number.
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_HALF = 32
#: What lines and their parts end with, which no text among them may hold.
_BREAKS = re.compile(r"[\t\n]+")


def scripts(index: Index) -> Iterator[tuple[str, str]]:
    """Yield path below the language's root and text of each script of an index."""
    definitions = [(key, tuple(found)) for key, found in groupby(index.entries, _definition)]
    yield f"{FOLDER}/index.js", script(f"{index.locale}/index", _head(index, definitions))
    for (kind, name), found in definitions:
        bodies = [list(entry.body) for entry in found]
        yield f"{FOLDER}/{kind}.{name}.js", script(f"{index.locale}/{kind}.{name}", bodies)


def _definition(entry: Entry) -> tuple[str, str]:
    return entry.kind, entry.id


def script(name: str, data: Any) -> str:
    """Return a script that puts data where the page looks for it; its length shows whether it is whole."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # In a string, JSON is read faster than as a program. Two signs end lines in old programs, not in JSON.
    told = json.dumps(text, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    size = len(text.encode("utf-16-le")) // 2
    return f"(self.toolkitSearch??={{}})[{json.dumps(name)}]=[{VERSION},{size},{told}];\n"


def _head(index: Index, definitions: list[tuple[tuple[str, str], tuple[Entry, ...]]]) -> dict[str, Any]:
    kinds = {kind: own.explains for (kind, _), (own, *_) in definitions}
    numbers = {kind: number for number, kind in enumerate(kinds)}
    return {
        "plain": PLAIN,
        "worth": WORTH,
        "rules": index.rules.groups,
        "kinds": [[kind, path_of(kind, "*"), int(explains)] for kind, explains in kinds.items()],
        "definitions": [
            _lines(index, numbers[kind], name, own, parts) for (kind, name), (own, *parts) in definitions
        ],
        "sizes": _numbers(len(found) for _, found in definitions),
        "terms": _terms(index.terms),
        "rarities": _numbers(index.rarities),
        "postings": " ".join(_numbers(_steps(_told_apart(index, found))) for found in index.postings),
        "synonyms": [[" ".join(said) for said in group] for group in index.synonyms],
    }


def _lines(index: Index, kind: int, name: str, own: Entry, parts: Iterable[Entry]) -> str:
    """Return a line for a definition and one for each of its parts; a browser reads those that it shows."""
    lines: list[tuple[str, ...]] = [(str(kind), name, *_told(index, own), next(iter(own.body), ""))]
    lines += [(part.part or "", *_told(index, part)) for part in parts]
    return "\n".join("\t".join(_BREAKS.sub(" ", text) for text in line).rstrip("\t") for line in lines)


def _told(index: Index, entry: Entry) -> tuple[str, str]:
    """Return a title, and its language where it is not the page's."""
    return entry.title, "" if entry.language == index.locale else entry.language


def _terms(terms: Iterable[str]) -> str:
    """Return sorted words, each as how many letters it shares with the one before, and the others."""
    found = []
    before = ""
    for word in terms:
        same = 0
        while same < min(len(before), len(word), len(_SIGNS) - 1) and before[same] == word[same]:
            same += 1
        found.append(_SIGNS[same] + word[same:])
        before = word
    return " ".join(found)


def _told_apart(index: Index, found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what does not follow from the rest: a definition has its parts’ words, with the least weight."""
    parts = {_definition(index.entries[number]) for number, _ in found if index.entries[number].part}
    for number, weight in found:
        entry = index.entries[number]
        if weight or entry.part or _definition(entry) not in parts:
            yield number, weight


def _steps(found: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield, for each entry, how far it is from the one before, and its weight."""
    before = -1
    for entry, weight in found:
        yield (entry - before - 1) * len(WORTH) + weight
        before = entry


def _numbers(numbers: Iterable[int]) -> str:
    """Return numbers as signs of five bits each, the highest first; the last of each is of the first half."""
    return "".join(map(_signs, numbers))


@lru_cache(maxsize=4096)
def _signs(number: int) -> str:
    # Most numbers are small, and there are hundreds of thousands of them.
    last = _SIGNS[number % _HALF]
    number //= _HALF
    ahead = ""
    while number:
        ahead = _SIGNS[_HALF + number % _HALF] + ahead
        number //= _HALF
    return ahead + last
