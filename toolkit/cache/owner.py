"""What only this user's programs know: by it a cache that came with somebody's project is known for foreign.

It lies in the user's own folder for state, never in a project, and may be given by the environment where
many machines share a cache.
"""

from __future__ import annotations

import os
import secrets
import stat
from functools import cache
from pathlib import Path

from platformdirs import user_state_path

from ..distribution import DISTRIBUTION

VARIABLE = "TOOLKIT_CACHE_SECRET"
_SIZE = 32
_FILE = "cache-secret"


@cache
def secret() -> bytes:
    """Return the user's secret, made at the first time; one for this process alone if none can be kept."""
    if given := os.environ.get(VARIABLE):
        return given.encode()
    path = user_state_path(DISTRIBUTION, appauthor=False) / _FILE
    try:
        return _read(path) or _made(path)
    except OSError:
        return secrets.token_bytes(_SIZE)


def _read(path: Path) -> bytes | None:
    """Return what a file holds, if nobody else can have read or written it."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        info = os.fstat(descriptor)
        if not stat.S_ISREG(info.st_mode):
            raise OSError
        found = file.read(_SIZE + 1)
    # Windows keeps others out of a user's folder by its own means.
    private = os.name == "nt" or (info.st_uid == os.getuid() and not info.st_mode & 0o077)
    return found if private and len(found) == _SIZE else None


def _made(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f"{_FILE}.{os.getpid()}.part")
    made = secrets.token_bytes(_SIZE)
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(made)
        if _read(path) is None:
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    # Another process may have been first, or come right behind: what lies there now is everybody's.
    return _read(path) or made
