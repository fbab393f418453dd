"""The index of a handbook's questions, in the order of its language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ..view import Edition, View
from .contract import IndexedQuestion, IndexLetter


def question_places(view: View, banks: Sequence[View]) -> Iterator[tuple[View, str]]:
    """Yield the questions of a curriculum's modules and of banks, each with the name of its place."""
    for kind, parts in (("module", view["modules"]), ("question_bank", banks)):
        for part in parts:
            for question in part["questions"]:
                yield question["text"], f"{kind}/{part['id']}/{question['id']}"


def by_letter(edition: Edition, found: Iterable[tuple[View, str]]) -> list[IndexLetter]:
    """Return questions under their letters; the same words stand there once, with all their places."""
    entries: dict[str, IndexedQuestion] = {}
    for text, place in found:
        entries.setdefault(text["plain"], {"text": text, "at": []})["at"].append(place)
    ordered = sorted(entries.values(), key=lambda entry: edition.order(_spoken(entry)))
    return [
        {"letter": letter, "questions": list(questions)}
        for letter, questions in groupby(ordered, key=lambda entry: _letter(edition, _spoken(entry)[:1]))
    ]


def _spoken(entry: IndexedQuestion) -> str:
    """Return a question from its first letter or digit on: marks before it, such as ¿, make no order."""
    words: str = entry["text"]["plain"]
    start = next((place for place, sign in enumerate(words) if sign.isalnum()), 0)
    return words[start:]


def _letter(edition: Edition, first: str) -> str:
    """Return the capital that a letter stands under, without an accent that makes it no other letter."""
    if not first.isalpha():
        return ""
    base = unicodedata.normalize("NFD", first)[0]
    same = edition.order(base)[0] == edition.order(first)[0]
    return (base if same else first).upper()
