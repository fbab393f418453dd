"""The index of a handbook's questions, in the order of its language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ..view import Edition, View
from .contract import IndexedQuestion, IndexLetter


def question_places(view: View, banks: Sequence[View]) -> Iterator[tuple[View, str]]:
    """Yield every question of a curriculum's modules and of banks, and the name of the place where it stands."""
    for part, name in ((module, f"module/{module['id']}") for module in view["modules"]):
        yield from ((question["text"], f"{name}/{question['id']}") for question in part["questions"])
    for bank in banks:
        yield from (
            (question["text"], f"question_bank/{bank['id']}/{question['id']}") for question in bank["questions"]
        )


def by_letter(edition: Edition, found: Iterable[tuple[View, str]]) -> list[IndexLetter]:
    """Return questions under their letters; those of the same words stand there once, with all their places."""
    entries: dict[str, IndexedQuestion] = {}
    for text, place in found:
        entries.setdefault(text["plain"], {"text": text, "at": []})["at"].append(place)
    ordered = sorted(entries.values(), key=lambda entry: edition.order(entry["text"]["plain"]))
    return [
        {"letter": letter, "questions": list(questions)}
        for letter, questions in groupby(ordered, key=lambda entry: _letter(edition, entry["text"]["plain"]))
    ]


def _letter(edition: Edition, words: str) -> str:
    """Return the capital that words stand under: a letter with an accent that makes it no other goes without."""
    first = next((sign for sign in words if sign.isalnum()), "")
    if not first.isalpha():
        return ""
    base = unicodedata.normalize("NFD", first)[0]
    same = edition.order(base)[0] == edition.order(first)[0]
    return (base if same else first).upper()
