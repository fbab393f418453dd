"""From a file to its definition: read, validated, and kept for as long as the file says the same.

Only what is in order is kept. What a problem says may depend on how many others there are (see :mod:`hints
<.model.hints>`), and who mends one wants the file read anew anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..cache import key as key_of
from ..cache import running
from ..errors import ContentError
from ..project import Project
from ..remembered import keep
from .merging import WORDS
from .model import KEYS, Checked, Reference, check, references, strings
from .model.hints import Hints
from .raw import raw_of
from .source import Reading, examined

#: Files that a process keeps.
_KEPT = 4096
#: The key by which an override is known.
OVERRIDES = "overrides"


@dataclass(frozen=True)
class Parsed:
    """A file as it was read, what it defines, and what stands for it in keys."""

    reading: Reading
    checked: Checked
    digest: str = ""

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """All references of what it defines."""
        return tuple(references(self.checked.definition)) if self.checked.definition else ()

    @cached_property
    def signs(self) -> frozenset[str]:
        """All signs of what it defines."""
        found = self.checked.definition
        return frozenset().union(*(text for _, text in strings(found))) if found else frozenset()

    @property
    def sound(self) -> bool:
        """Say whether there is nothing wrong with it."""
        return not (self.reading.problems or self.checked.problems)


def parse(project: Project, path: Path, hints: Hints) -> Parsed:
    """Return what a file of the project defines, as far as it can be told, with every problem."""
    try:
        raw = raw_of(path, project.home_of(path))
    except ContentError as error:
        return Parsed(Reading(None, error.problems), Checked(None, ()))
    digest = key_of("definition", running(), str(path), *project.locales, raw)
    found = _memory.get(digest) or project.cache("definitions").value(digest)
    if found is None:
        found = _parsed(project, path, raw, digest, hints)
        if found.sound:
            # What is told of all definitions each time goes along with them.
            _ = found.references, found.signs
            project.cache("definitions").keep(digest, found)
    if found.sound:
        keep(_memory, digest, found, _KEPT)
    return found


_memory: dict[str, Parsed] = {}


def _parsed(project: Project, path: Path, raw: bytes, digest: str, hints: Hints) -> Parsed:
    reading = examined(path, project.home_of(path), raw, KEYS.union(WORDS))
    if reading.document is None or OVERRIDES in reading.document.data:
        # An override says nothing without what lies beneath it.
        return Parsed(reading, Checked(None, ()), digest)
    # What the package brings along may be written in a language that the site does not have.
    locales = project.locales if path.is_relative_to(project.root) else ()
    return Parsed(reading, check(reading.document, locales, hints), digest)
