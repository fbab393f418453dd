"""A folder that is to hold certain files and no others, and that may hold some of them from an earlier time.

Writing thousands of files takes longer than finding that they are there. A file is taken for what it was
where its size, times and place on the disk are what they were (see :mod:`.state`); all others are written.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from .state import Stamp, is_sure, numbers
from .store import Cache


@dataclass(frozen=True)
class Content:
    """What a file holds: its SHA-256 in hexadecimal digits, and its bytes."""

    digest: str
    size: int

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Return what stands for data."""
        return cls(hashlib.sha256(data).hexdigest(), len(data))


@dataclass(frozen=True)
class Inventory:
    """What a folder held, by the files' paths in it, and when it was looked at (nanoseconds)."""

    taken: int
    files: Mapping[str, tuple[Stamp, Content]]


class Folder:
    """A folder that is being filled, by one process or some.

    Whoever fills it lays or keeps each file that is wanted; :meth:`finish` deletes all others.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        #: The files that are wanted and there.
        self.files: dict[str, Content] = {}
        #: Those that are there from before, with their stamps.
        self._held: dict[str, tuple[Stamp, Content]] = {}
        self._folded: dict[str, str] | None = None
        self._folders: list[str] = []

    @classmethod
    def begun(cls, root: Path, known: Inventory | None = None) -> Self:
        """Return a folder that holds nothing but what it held before, as far as that is ``known``.

        What is not as it was is deleted at once, links above all, which may lead anywhere.
        """
        folder = cls(root)
        if root.is_symlink():
            root.unlink()
        elif known is None and root.exists():
            shutil.rmtree(root)
        root.mkdir(parents=True, exist_ok=True)
        if known:
            folder._look(known)
        return folder

    def _look(self, known: Inventory) -> None:
        pending = [""]
        while pending:
            below = pending.pop()
            with os.scandir(self.root / below) as entries:
                for entry in entries:
                    name = f"{below}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        self._folders.append(name)
                        pending.append(f"{name}/")
                    elif not self._is_as_it_was(name, entry, known):
                        Path(entry.path).unlink()

    def _is_as_it_was(self, name: str, entry: os.DirEntry[str], known: Inventory) -> bool:
        before = known.files.get(name)
        if before is None or numbers(entry.stat(follow_symlinks=False)) != before[0]:
            return False
        # It may have been written twice within a tick of the disk's clock.
        if not is_sure(before[0], known.taken) and Content.of(Path(entry.path).read_bytes()) != before[1]:
            return False
        self._held[name] = before
        return True

    def keep(self, name: str, content: Content) -> bool:
        """Want a file, if it is there already with this content; say whether it is."""
        if name in self._held and self._held[name][1] == content:
            self.files[name] = content
        return self.files.get(name) == content

    def recall(self, name: str, content: Content, cache: Cache, key: str = "") -> bool:
        """Want a file; say whether it is there, or could be laid.

        It is kept in ``cache`` under ``key``, or under its digest.
        """
        if self.keep(name, content):
            return True
        data = cache.get(key or content.digest)
        return data is not None and self.lay(name, data) == content

    def lay(self, name: str, data: bytes) -> Content:
        """Want a file with this content, and write it where it is not there; return what stands for it."""
        content = Content.of(data)
        if not self.keep(name, content):
            path = self.root / name
            other = self._alike().get(name.casefold(), name)
            if other != name and other not in self.files:
                self._drop(other)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            except OSError:
                self._make_room(name)
                path.write_bytes(data)
            self.written({name: content})
        return content

    def _alike(self) -> dict[str, str]:
        """Return the files from before by their names in small letters: to many disks they are the same."""
        if self._folded is None:
            self._folded = {name.casefold(): name for name in self._held}
        return self._folded

    def _drop(self, name: str) -> None:
        """Delete a file from before, and the folders that it leaves empty."""
        if self._held.pop(name, None):
            (self.root / name).unlink(missing_ok=True)
            for folder in reversed(_above(name)):
                with suppress(OSError):
                    (self.root / folder).rmdir()

    def _make_room(self, name: str) -> None:
        """Take away what is a file where a folder has to be, or a folder where a file has to be."""
        for held in [one for one in self._held if name in _above(one) or one in _above(name)]:
            self._drop(held)
        if (self.root / name).is_dir():
            shutil.rmtree(self.root / name)
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)

    def written(self, files: Mapping[str, Content]) -> None:
        """Want files that were written into the folder, maybe by another process."""
        for name, content in files.items():
            if self.files.get(name) != content:
                self.files[name] = content
                self._held.pop(name, None)

    def read(self, name: str) -> bytes:
        """Return what stands in a file that is wanted."""
        return (self.root / name).read_bytes()

    def finish(self) -> None:
        """Delete what nobody wants, and folders that are left empty."""
        for name in self._held.keys() - self.files.keys():
            (self.root / name).unlink(missing_ok=True)
        needed = {folder for name in self.files for folder in _above(name)}
        for folder in sorted(set(self._folders) - needed, reverse=True):
            with suppress(OSError):
                (self.root / folder).rmdir()

    def inventory(self) -> Inventory:
        """Return what it holds now."""
        taken = time.time_ns()
        found: dict[str, tuple[Stamp, Content]] = {}
        for name, content in self.files.items():
            held = self._held.get(name)
            found[name] = held or (numbers(os.lstat(self.root / name)), content)
        return Inventory(taken, found)


def _above(name: str) -> list[str]:
    """Return the folders that a file lies in."""
    steps = name.split("/")[:-1]
    return ["/".join(steps[: end + 1]) for end in range(len(steps))]
