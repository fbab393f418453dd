"""What is good writing in a language, as rules that a program can hold: one file of each in ``rules/``.

The reasons stand there in the language that they are about, since whoever writes it reads it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

from ..definitions import WordingRule

#: How most patterns begin. Letters alone are looked for several times as fast.
_BEGINNING = re.compile(r"\\b|\(\?<!\\w\)")
_SIGN = re.compile(r"(\\.)|[^\\]", re.DOTALL)


@dataclass(frozen=True)
class Finder:
    r"""Finds something in a text; ``among`` is for many, put together in small letters, a line each.

    That finds something wherever ``one`` finds something in one of them, and may find more: most rules find
    nothing in a whole definition, and need not be asked of each text. So a pattern must not refuse a line
    break before or behind what it finds, as ``(?!\s)`` would.
    """

    one: re.Pattern[str]
    among: re.Pattern[str]

    @classmethod
    def of(cls, pattern: str, flags: int = 0) -> Self:
        """Return what finds a pattern, with flags of the module ``re`` for one text."""
        beginning = _BEGINNING.match(pattern)
        loose = pattern[beginning.end() :] if beginning else pattern
        small = _SIGN.sub(lambda sign: sign[1] or sign[0].lower(), loose)
        return cls(re.compile(pattern, flags), re.compile(small, re.MULTILINE))


@dataclass(frozen=True)
class Phrase:
    """Words that are not written; ``keys`` are those that they are looked for in (empty: all)."""

    found_by: Finder
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

    foreign: Finder
    pairs: tuple[tuple[str, str], ...]
    cut: re.Pattern[str]
    ending: str
    questions: dict[WordingRule, re.Pattern[str]]
    phrases: tuple[Phrase, ...]
    common: frozenset[str]

    def term(self, term: str) -> Finder:
        """Return what finds a term as a whole word, in whatever case and number its last word is."""
        stem = re.escape(self.cut.sub("", term))
        return Finder.of(rf"(?<!\w){stem}{self.ending}(?!\w)", re.IGNORECASE)


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
        foreign=Finder.of(told["signs"]["foreign"]),
        pairs=tuple((left, right) for left, right in told["signs"]["pairs"]),
        cut=re.compile(told["terms"]["cut"]),
        ending=told["terms"]["ending"],
        questions={
            WordingRule(name): re.compile(pattern, re.IGNORECASE)
            for name, pattern in told["questions"].items()
        },
        phrases=tuple(
            Phrase(
                Finder.of(phrase["find"], re.IGNORECASE),
                phrase["why"],
                phrase.get("say", ""),
                frozenset(phrase.get("in", ())),
            )
            for phrase in told.get("phrase", ())
        ),
        common=frozenset(told["common"]["words"].split()),
    )
