"""Reading one YAML file into plain data, with a place for every key and value.

The reader accepts a small, unambiguous part of YAML: mappings, sequences and text.
Every scalar stays text (``no`` is the word "no", ``5:30`` is four characters); the
model converts. What YAML lets a writer lose or hide without notice is refused here:
duplicate keys, comments that swallow half a sentence, aliases, tags, invisible
characters. Nothing here recurses, so depth cannot exhaust the stack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

from ..characters import bad_character as bad_character
from ..characters import mended
from ..errors import ContentError, Place, Problem
from . import slips
from .builder import MAX_PROBLEMS, Builder, odd_characters
from .document import Document
from .raw import decoded, raw_of, yaml_problem

#: Files that are kept as they were read, for as long as they hold the same.
_KEPT = 1024
#: Problems with which something of a file is not read.
_LOSSES = frozenset({"duplicate-key", "second-document", "comment", "alias", "complex-key", "merge-key"})


@dataclass(frozen=True)
class Reading:
    """What reading a file gave: its problems, and the document, if its structure could be told.

    The document of a file with problems is what its writer meant, so that the next checks can go on.
    """

    document: Document | None
    problems: tuple[Problem, ...]

    def follows(self, problem: Problem) -> bool:
        """Say whether a later problem is only the echo of a slip on the same line."""
        return problem.place.line in self._slips

    @property
    def guessed(self) -> bool:
        """Say whether what the file holds could only be guessed at, so that a part of it may be lost."""
        return bool(self._slips) or any(found.code in _LOSSES for found in self.problems)

    @cached_property
    def _slips(self) -> frozenset[int]:
        return frozenset(found.place.line for found in self.problems if found.code == "yaml")


def read(path: Path, root: Path) -> Document:
    """Read the definition at ``path``, which must be a regular file inside ``root``.

    Raises :class:`ContentError` with every problem that reading alone can find.
    """
    reading = examine(path, root)
    if reading.problems or reading.document is None:
        raise ContentError(reading.problems)
    return reading.document


def examine(path: Path, root: Path, keys: frozenset[str] = frozenset()) -> Reading:
    """Read the definition at ``path`` as far as can be; ``keys`` are those that definitions have."""
    try:
        raw = raw_of(path, root)
    except ContentError as error:
        return Reading(None, error.problems)
    return examined(path, root, raw, keys)


def examined(path: Path, root: Path, raw: bytes, keys: frozenset[str]) -> Reading:
    """Return what the bytes of a definition's file say, as far as they can be read; nobody may change it."""
    try:
        return _examined(path, root, raw, keys)
    except ContentError as error:
        return Reading(None, error.problems)


@lru_cache(maxsize=_KEPT)
def _examined(path: Path, root: Path, raw: bytes, keys: frozenset[str]) -> Reading:
    text = decoded(path, raw)
    lines = tuple(text.split("\n"))
    file = _shown(path, root)
    problems = list(islice(odd_characters(path, lines, file), MAX_PROBLEMS))
    width = tab_width(lines) or 2
    meant = [mended(line, width) for line in lines]
    found = slips.read(meant, keys, file)
    tabs = {problem.place.line for problem in problems if problem.code == "tab"}
    problems += [
        yaml_problem(slip.code, Place(path, slip.line + 1, slip.column + 1), slip.what, slip.advice)
        for slip in found.slips
        # How deep a line with a tab was meant to be is our guess.
        if slip.line + 1 not in tabs
    ]
    builder = Builder(path, tuple(found.lines))
    document = builder.build("\n".join(found.lines), found.events)
    told = {problem.place.line for problem in problems}
    problems += [problem for problem in builder.problems if problem.place.line not in told]
    return Reading(document, tuple(problems))


def tab_width(lines: Sequence[str]) -> int:
    """Return how many spaces a tab stands for in a file: the first width with which it can be read, or 0."""
    if not any("\t" in line for line in lines):
        return 2
    widths = (width for width in (2, 4) if slips.parses("\n".join(mended(line, width) for line in lines)))
    return next(widths, 0)


def _shown(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.name
