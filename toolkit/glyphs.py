"""Which letters the print font has; a text with any other could not be printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from .catalog import CONTENT
from .catalog import messages as catalog_messages
from .errors import Message, Place, Problem
from .library import Library
from .model import texts
from .project import Project

#: The face in which all text can be set; the others have the same letters.
FACE = "assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf"
#: Signs that set no ink of their own.
_BLANK = frozenset(" \n\u00a0")


@cache
def _known(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def check(project: Project, library: Library) -> Iterator[Problem]:
    """Yield a problem for each text, in definitions and catalogs, with a sign that cannot be printed."""
    known = _known(project.template_file(FACE))
    for entry in library.entries.values():
        for text in texts(entry.definition):
            if sign := _missing(text.text, known):
                yield _problem(entry.document.place(text.loc), sign)
    for locale in project.locales:
        for path, line, text_there in catalog_messages(project, locale, CONTENT):
            if sign := _missing(text_there, known):
                yield _problem(Place(path, line), sign)


def _missing(text: str, known: frozenset[int]) -> str | None:
    return next((char for char in text if ord(char) not in known and char not in _BLANK), None)


def _problem(place: Place, sign: str) -> Problem:
    name = f"{sign} (U+{ord(sign):04X} {unicodedata.name(sign, '')})"
    return Problem(
        "glyph",
        place,
        Message("the print font has no {sign}", sign=name),
        Message("write it in words, or with another sign"),
    )
