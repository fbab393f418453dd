"""What stands for things in keys: parts, files, the program with all that it runs on.

Metadata of packages takes longer to load than an unchanged project to be known again, so it waits.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ..distribution import DISTRIBUTION, PROGRAM

_NAME = re.compile(r"[\w.-]+")


def key(*parts: str | bytes) -> str:
    """Return the key of what is made from these parts; no two lists of parts share one."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        found.update(b"%d:" % len(data) + data)
    return found.hexdigest()


def program(folder: Path = PROGRAM) -> str:
    """Return what stands for the program in keys: all its files, and the versions of what it runs on."""
    return key(files(path for path in folder.rglob("*") if "__pycache__" not in path.parts), *versions())


@cache
def running() -> str:
    """Return what stands for the program in keys, as it was when this process first asked."""
    return program()


def files(paths: Iterable[Path]) -> str:
    """Return what stands for files in keys: their names and contents."""
    found = sorted((path.name, path) for path in paths if path.is_file())
    return key(*(part for name, path in found for part in (name, path.read_bytes())))


@cache
def versions() -> tuple[str, ...]:
    """Return name and version of Python and of every package that this one needs, but for its tests."""
    from importlib import metadata

    all_needed = (entry for entry in metadata.requires(DISTRIBUTION) or () if "extra ==" not in entry)
    needed = {match[0] for entry in all_needed if (match := _NAME.match(entry))}
    return (sys.version, *(f"{name} {_version(name)}" for name in sorted(needed)))


def _version(name: str) -> str:
    from importlib import metadata

    return metadata.version(name)
