"""A folder of things made.

Each entry is authenticated with a secret that lies outside the project (:mod:`.owner`), together with its
key. What is damaged, cut short, put under another key or made by anybody else is a miss, so that a cache
that came along with a project neither runs code nor slips words or markup into pages. For the same reason
entries may be pickles: nothing is unpickled that this user's own toolkit did not write.

Deleting the folder clears it. It stays below a limit: what was not used for longest goes first.
"""

from __future__ import annotations

import hmac
import os
import pickle
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from .owner import secret

T = TypeVar("T")
_DIGEST = 32
#: Bytes that a folder of things made may hold.
LIMIT = 1_000_000_000
#: Seconds after which using an entry is noted again.
_NOTED = 3600
#: Entries made by a process after which it looks for the limit again.
_SOME = 200
_puts: Counter[Path] = Counter()


class Cache:
    """A folder of things made, each authenticated, so that a damaged or foreign one is made anew."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, whole as it was made, or None."""
        path = self._folder / key
        try:
            with path.open("rb") as file:
                kept, used = file.read(), os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        data, told = kept[:-_DIGEST], kept[-_DIGEST:]
        if not hmac.compare_digest(told, _seal(key, data)):
            return None
        if abs(time.time() - used) > _NOTED:
            with suppress(OSError):
                os.utime(path)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep something so that another process sees all of it or nothing."""
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f"{key}.{os.getpid()}.part"
        part.write_bytes(data + _seal(key, data))
        part.replace(self._folder / key)
        _puts[self._folder] += 1
        if _puts[self._folder] % _SOME == 1:
            self.trim()

    def put_once(self, key: str, data: bytes) -> None:
        """Keep something under a key that is made of it alone, where nothing lies under that key yet."""
        if not (self._folder / key).exists():
            self.put(key, data)

    def value(self, key: str) -> Any:
        """Return a value kept under a key, or None."""
        data = self.get(key)
        if data is None:
            return None
        try:
            return pickle.loads(data)  # noqa: S301 - authenticated: only this user's own toolkit wrote it
        except Exception:
            # Made by another version of a package, in which a class is elsewhere.
            return None

    def keep(self, key: str, value: object) -> None:
        """Keep a value, if there is room and it can be."""
        with suppress(OSError):
            self.put(key, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))

    def made(self, key: str, make: Callable[[], T]) -> T:
        """Return the value kept under a key, made now if there is none; None is not kept."""
        found = self.value(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return cast(T, found)

    def trim(self) -> None:
        """Delete what was not used for longest, until the folder is below its limit."""
        found: list[tuple[float, int, str]] = []
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                with suppress(OSError):
                    info = entry.stat(follow_symlinks=False)
                    found.append((info.st_mtime, info.st_size, entry.path))
        room = self._limit
        for _, size, path in sorted(found, reverse=True):
            room -= size
            if room < 0:
                with suppress(OSError):
                    Path(path).unlink()


def _seal(key: str, data: bytes) -> bytes:
    # The length parts key and data, so that no two pairs share a seal.
    return hmac.digest(secret(), b"%d:" % len(key) + key.encode() + data, "sha256")
