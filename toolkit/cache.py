"""What is costly to make and kept for the next time, by all that shaped it."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from .project import DISTRIBUTION

_DIGEST = hashlib.sha256().digest_size
#: The folder of the program itself.
PROGRAM = Path(__file__).parent
_NAME = re.compile(r"[\w.-]+")


class Cache:
    """A folder of things made, each with a checksum behind it, so that a damaged one is made anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, whole as it was made, or None."""
        try:
            kept = (self._folder / key).read_bytes()
        except OSError:
            return None
        data, told = kept[:-_DIGEST], kept[-_DIGEST:]
        return data if told == hashlib.sha256(data).digest() else None

    def put(self, key: str, data: bytes) -> None:
        """Keep something so that another process sees all of it or nothing."""
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f"{key}.{os.getpid()}.part"
        part.write_bytes(data + hashlib.sha256(data).digest())
        part.replace(self._folder / key)


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


def files(paths: Iterable[Path]) -> str:
    """Return what stands for files in keys: their names and contents."""
    found = sorted((path.name, path) for path in paths if path.is_file())
    return key(*(part for name, path in found for part in (name, path.read_bytes())))


@cache
def versions() -> tuple[str, ...]:
    """Return name and version of Python and of every package that this one needs."""
    needed = {match[0] for entry in metadata.requires(DISTRIBUTION) or () if (match := _NAME.match(entry))}
    return (sys.version, *(f"{name} {_version(name)}" for name in sorted(needed)))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        # One of those for tests; whoever only uses the toolkit has none of them.
        return ""
