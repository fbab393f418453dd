"""What files and folders are like, known again without reading them.

As in git, a file is taken for unchanged where its size, times and place on the disk are; one that changed
so shortly before it was looked at that a second change could leave no trace is read. So is one whose times
changed, since a checkout or a copy changes them and no more.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

#: Nanoseconds within which a file may change without a trace: some file systems tell even seconds only.
_CLOCK = 2_000_000_000
_IGNORED = frozenset({"__pycache__"})
Stamp = tuple[int, ...]
#: What something is: its mode, where it leads as a link, a hash of what it holds.
Content = tuple[int, str, bytes]


@dataclass(frozen=True)
class State:
    """What some files and folders were like, with all that the folders held, when they were looked at.

    Folders that links lead to are not entered. Something that is not there is a state, too.
    """

    roots: tuple[str, ...]
    taken: int
    found: dict[str, tuple[Stamp, Content]]

    @classmethod
    def of(cls, roots: Iterable[Path]) -> Self:
        """Look at files and folders, and read them."""
        names = tuple(dict.fromkeys(map(str, roots)))
        taken = time.time_ns()
        return cls(names, taken, {path: (stamp, _content(path)) for path, stamp in _walk(names)})

    @classmethod
    def seen(cls, roots: Iterable[Path]) -> Self:
        """Look at files and folders without reading them; only :meth:`touched` knows such a state again."""
        names = tuple(dict.fromkeys(map(str, roots)))
        return cls(names, time.time_ns(), {path: (stamp, (0, "", b"")) for path, stamp in _walk(names)})

    def again(self) -> Self | None:
        """Return the state of the same now, or None if anything has changed."""
        taken = time.time_ns()
        stamps = dict(_walk(self.roots))
        if stamps.keys() != self.found.keys():
            return None
        unsure = [
            path
            for path, stamp in stamps.items()
            if stamp != self.found[path][0] or not is_sure(stamp, self.taken)
        ]
        if any(_content(path) != self.found[path][1] for path in unsure):
            return None
        if not unsure:
            return self
        found = {path: (stamp, self.found[path][1]) for path, stamp in stamps.items()}
        return type(self)(self.roots, taken, found)

    def touched(self) -> bool:
        """Say whether anything was written since, without reading; for what was made meanwhile."""
        return dict(_walk(self.roots)) != {path: stamp for path, (stamp, _) in self.found.items()}


@cache
def installed() -> tuple[str, ...]:
    """Return Python's version, and name and version of every package that could be imported."""
    found: set[str] = set()
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder or ".") as entries:
            found |= {entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))}
    return (sys.version, *sorted(found))


def _walk(roots: Iterable[str]) -> Iterator[tuple[str, Stamp]]:
    pending = list(roots)
    while pending:
        path = pending.pop()
        stamp, folder = _stamp(path)
        yield path, stamp
        if folder:
            with suppress(OSError), os.scandir(path) as entries:
                pending += [entry.path for entry in entries if entry.name not in _IGNORED]


def _stamp(path: str) -> tuple[Stamp, bool]:
    """Return what changes whenever somebody writes or replaces a file, and whether it is a folder."""
    try:
        info = os.lstat(path)
    except OSError:
        return (), False
    if stat.S_ISDIR(info.st_mode):
        # When something last came or went says nothing that the names do not.
        return (info.st_mode,), True
    stamp = numbers(info)
    if stat.S_ISLNK(info.st_mode):
        with suppress(OSError):
            stamp += numbers(Path(path).stat())
    return stamp, False


def numbers(info: os.stat_result) -> Stamp:
    """Return of a file what changes whenever somebody writes or replaces it."""
    return info.st_mode, info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns


def is_sure(stamp: Stamp, taken: int) -> bool:
    """Say whether a file that has this stamp still is what it was then, when the stamp was ``taken``."""
    return _changed(stamp) <= taken - _CLOCK


def _changed(stamp: Stamp) -> int:
    """Return when a file last changed, or what a link leads to; by the file system's clock."""
    return max((*stamp[3:5], *stamp[8:10]), default=0)


def _content(path: str) -> Content:
    where, link = Path(path), ""
    try:
        link = str(where.readlink()) if where.is_symlink() else ""
        mode = where.stat().st_mode
    except OSError:
        return 0, link, b""
    if not stat.S_ISREG(mode):
        return mode, link, b""
    try:
        with where.open("rb") as file:
            return mode, link, hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return mode, link, b"unreadable"
