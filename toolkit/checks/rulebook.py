"""What is good writing in a language, as rules that a program can hold: one file of each in ``rules/``.

The reasons stand there in the language that they are about, since whoever writes it reads it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..definitions import WordingRule


@dataclass(frozen=True)
class Phrase:
    """Words that are not written; ``keys`` are those that they are looked for in (empty: all)."""

    found_by: re.Pattern[str]
    why: str
    say: str
    keys: frozenset[str]


@dataclass(frozen=True)
class Rulebook:
    """The rules of one language.

    ``foreign`` finds signs of other languages' typography, ``pairs`` are those that belong together.
    ``cut`` is what a term loses before it is inflected, ``ending`` what it may end in.
    ``questions`` find faults of a coach's question. ``common`` are small words that no other of these
    languages has.
    """

    foreign: re.Pattern[str]
    pairs: tuple[tuple[str, str], ...]
    cut: re.Pattern[str]
    ending: str
    questions: dict[WordingRule, re.Pattern[str]]
    phrases: tuple[Phrase, ...]
    common: frozenset[str]

    def term(self, term: str) -> re.Pattern[str]:
        """Return what finds a term as a whole word, in whatever case and number its last word is."""
        stem = re.escape(self.cut.sub("", term))
        return re.compile(rf"(?<!\w){stem}{self.ending}(?!\w)", re.IGNORECASE)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have rules."""
    found = (file.name for file in files(__package__).joinpath("rules").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def rulebook(locale: str) -> Rulebook | None:
    """Return the rules of a language (of ``es`` for ``es-MX``), or None where nobody has written any."""
    language = re.split(r"[-_]", locale)[0]
    file = files(__package__).joinpath("rules", f"{language}.toml")
    if not file.is_file():
        return None
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return Rulebook(
        foreign=re.compile(told["signs"]["foreign"]),
        pairs=tuple((left, right) for left, right in told["signs"]["pairs"]),
        cut=re.compile(told["terms"]["cut"]),
        ending=told["terms"]["ending"],
        questions={
            WordingRule(name): re.compile(pattern, re.IGNORECASE)
            for name, pattern in told["questions"].items()
        },
        phrases=tuple(
            Phrase(
                re.compile(phrase["find"], re.IGNORECASE),
                phrase["why"],
                phrase.get("say", ""),
                frozenset(phrase.get("in", ())),
            )
            for phrase in told.get("phrase", ())
        ),
        common=frozenset(told["common"]["words"].split()),
    )
