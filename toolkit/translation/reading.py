"""Catalogs as they were read: plain and frozen, so that they can be kept for the next time.

Whoever wants to write a catalog parses it (:mod:`.pofile`); all others read it here, where it is parsed once
for as long as it says the same.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import NamedTuple, TypeVar

from ..cache import key as key_of
from ..cache import running
from ..errors import ContentError, Problem
from ..project import Project
from ..remembered import keep
from .pofile import parsed, raw_of

T = TypeVar("T")
#: Catalogs that a process keeps; a project has four of a language.
_KEPT = 64


class Entry(NamedTuple):
    """One message of a catalog."""

    msgctxt: str | None
    msgid: str
    msgid_plural: str
    msgstr: str
    msgstr_plural: Mapping[int, str]
    fuzzy: bool
    obsolete: bool
    linenum: int


@dataclass(frozen=True)
class Read:
    """A catalog: its header and its messages."""

    metadata: Mapping[str, str]
    entries: tuple[Entry, ...]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


def read(project: Project, path: Path, root: Path, domain: str) -> Read:
    """Return what a catalog says. Raises :class:`ContentError` where it cannot be read as it was meant."""
    return _read(project, path, raw_of(path, root), domain)


def told(
    project: Project, path: Path, root: Path, domain: str, stage: str, make: Callable[[Read], T], *shaped: str
) -> T:
    """Return what is made of a catalog and of what else ``shaped`` it, kept by the catalog's bytes.

    So the catalog itself is not even loaded where nothing has changed. Raises as :func:`read` does.
    """
    raw = raw_of(path, root)
    key = key_of(stage, running(), str(path), domain, raw, *shaped)
    return project.cache(stage).made(key, lambda: make(_read(project, path, raw, domain)))


def _read(project: Project, path: Path, raw: bytes, domain: str) -> Read:
    key = key_of("catalog", running(), str(path), domain, raw)
    if key not in _memory:
        made = project.cache("catalogs").made(key, lambda: _parsed(path, raw, domain))
        keep(_memory, key, made, _KEPT)
    found = _memory[key]
    if isinstance(found, Read):
        return found
    raise ContentError(found)


_memory: dict[str, Read | tuple[Problem, ...]] = {}


def _parsed(path: Path, raw: bytes, domain: str) -> Read | tuple[Problem, ...]:
    try:
        file = parsed(path, raw, domain)
    except ContentError as error:
        return error.problems
    entries = tuple(
        Entry(
            # All languages of a project have the same contexts and sources.
            intern(entry.msgctxt) if entry.msgctxt else None,
            intern(entry.msgid),
            entry.msgid_plural,
            entry.msgstr,
            dict(entry.msgstr_plural),
            entry.fuzzy,
            bool(entry.obsolete),
            entry.linenum or 1,
        )
        for entry in file
    )
    metadata = dict(file.metadata)
    # What has parsed it holds on to itself, and so to all lines: only the collector unties such a knot.
    file.clear()
    gc.collect(1)
    return Read(metadata, entries)
