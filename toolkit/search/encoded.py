"""The index as scripts that a browser can load from a server and from a folder alike, without any evaluation.

``index.js`` holds everything that a question needs. What stands below the titles is in a script for each
definition: it is loaded for what is shown alone. Both are read by ``search/index.js`` of the pages' scripts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
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
        "postings": " ".join(_postings(index, definitions)),
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


def _postings(index: Index, definitions: list[tuple[tuple[str, str], tuple[Entry, ...]]]) -> Iterator[str]:
    """Yield, of each word, how far each entry is from the one before, and its weight.

    What follows from the rest is left out: a definition has its parts’ words, with the least weight.
    """
    owner = [number for number, (_, found) in enumerate(definitions) for _ in found]
    is_part = [bool(entry.part) for entry in index.entries]
    for found in index.postings:
        with_parts = {owner[entry] for entry, _ in found if is_part[entry]}
        before, text = -1, ""
        for entry, weight in found:
            if weight or is_part[entry] or owner[entry] not in with_parts:
                text += _SIGNS_OF[(entry - before - 1) * len(WORTH) + weight]
                before = entry
        yield text


def _numbers(numbers: Iterable[int]) -> str:
    """Return numbers as signs of five bits each, the highest first; the last of each is of the first half."""
    return "".join(map(_SIGNS_OF.__getitem__, numbers))


class _SignsOf(dict[int, str]):
    """The signs of numbers, each found once: there are hundreds of thousands of them, and most are small."""

    def __missing__(self, number: int) -> str:
        last, rest = _SIGNS[number % _HALF], number // _HALF
        ahead = ""
        while rest:
            ahead = _SIGNS[_HALF + rest % _HALF] + ahead
            rest //= _HALF
        self[number] = ahead + last
        return self[number]


_SIGNS_OF = _SignsOf()
