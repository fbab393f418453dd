"""Spelling of the toolkit's texts: Debian's hunspell for English, Spanish and Latvian, Voikko for Finnish."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from toolkit.view import markup

HUNSPELL = {"en": "en_GB", "es": "es_ES", "lv": "lv_LV"}
LISTS = Path(__file__).parent / "spelling"
#: What stands in texts without being words.
_NO_WORDS = re.compile(
    r"\b(?:https?|mailto|tel|ftp)\b:?(?://)?[^\s,;»”’]*|‘?[“«„”‘]?(?:data|worksheet|javascript):[\w/…-]*"
    r"|\{\w*(?:![rs])?\}|%\(\w+\)[sd]"  # placeholders
    # keys and values of files
    r"|[“«„”‘][a-z_-]+:(?: [a-z_{}]+:)*(?: [a-zA-Z_/.{}\"-]+)?[…\s]*[”»’](?=\W|$)"
    r"|\w+(?:: \w+)+:|\b[a-z]+ \"[\w.]+\"|plugins: i18n: languages|\w+_\w+"
    r"|toolkit [a-z]+(?: [A-Z]+)?\b|--[a-z-]+(?: [A-Z]+)?"  # commands
    r"|\b[\w/-]+\.(?:yaml|yml|po|pdf|css|html|js|py|md)\b|\B\.(?:yaml|pdf)\b"
    r"|\b[a-z]+/(?!\w)|\b[a-z]+-[a-z]+/[a-z-]+|\b[a-z]+/[\w/]+"  # folders and references
)
_WORD = re.compile(r"[^\W\d_]+(?:[’:-][^\W\d_]+)*")


def words(text: str) -> Iterator[str]:
    """Yield the words of a text, compounds with hyphens and colons in one piece."""
    yield from _WORD.findall(_NO_WORDS.sub(" ", markup.plain(text)))


def pieces(word: str) -> list[str]:
    """Return the parts of a compound written with hyphens or colons; single letters are no words."""
    return [piece for piece in re.split("[:-]", word) if len(piece) > 1]


def unknown(locale: str, found: Iterable[str]) -> set[str]:
    """Return the pieces of words that the locale's dictionary does not know."""
    return _by_voikko(found) if locale == "fi" else _by_hunspell(HUNSPELL[locale], found)


def allowed(locale: str) -> list[str]:
    """Return the words that are right although the dictionary does not know them."""
    lines = (LISTS / f"{locale}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def without(found: Iterable[str], listed: Iterable[str]) -> set[str]:
    """Return the words that are not listed; one listed in lower case may begin a sentence."""
    known = set(listed)
    return {word for word in found if word not in known and word[0].lower() + word[1:] not in known}


def _by_hunspell(dictionary: str, found: Iterable[str]) -> set[str]:
    _need_hunspell(dictionary)
    every = sorted({piece for word in found for piece in pieces(word)})
    done = subprocess.run(
        ["hunspell", "-d", dictionary, "-i", "utf-8", "-l"],
        input="\n".join(every),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return set(done.stdout.split())


@cache
def _need_hunspell(dictionary: str) -> None:
    if not shutil.which("hunspell"):
        pytest.skip("hunspell is not installed")
    if subprocess.run(["hunspell", "-d", dictionary, "-l"], input=b"", capture_output=True).returncode:
        pytest.skip(f"hunspell's dictionary {dictionary} is not installed")


def _by_voikko(found: Iterable[str]) -> set[str]:
    libvoikko = pytest.importorskip("libvoikko", reason="libvoikko is not installed")
    try:
        # A Voikko without its library could not even be thrown away quietly, so the library comes first.
        libvoikko.VoikkoLibrary.open()
        voikko = libvoikko.Voikko("fi")
    except (OSError, libvoikko.VoikkoException):
        pytest.skip("Voikko with voikko-fi is not installed")
    unsure = {word for word in found if not voikko.spell(word)}
    return {piece for word in unsure for piece in pieces(word) if not voikko.spell(piece)}
