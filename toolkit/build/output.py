"""The folder of a finished site: whose it is, and how a new site takes an old one's place.

Where the system can, the two folders are exchanged in one step, so that a reader finds a whole site at
every moment. Elsewhere it takes two renames; one that was cut off between them is undone at the next start.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from ..cache import Folder
from ..cache import key as key_of
from ..errors import EnvironmentFault, Message
from ..project import Project

#: A folder with this file in it was made by this program.
MARKER = ".coaching-toolkit"
_MADE = "Made by coaching-toolkit; a new build replaces this folder.\n"
#: Where it is kept what finished sites hold: of each place the site that is there, and the one before.
_SITES = "sites"
#: From Linux' fcntl.h and fs.h.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
#: From macOS' stdio.h.
_RENAME_SWAP = 2


@contextmanager
def locked(build: Path) -> Iterator[None]:
    """Keep other builds out of a project's folder ``build`` while the context lasts.

    Raises :class:`EnvironmentFault` where one is there already.
    """
    build.mkdir(parents=True, exist_ok=True)
    lock = FileLock(build / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise EnvironmentFault(
            Message("another build of this project is running – wait until it has finished")
        ) from None
    try:
        yield
    finally:
        lock.release()


def clean(folder: Path) -> None:
    """Empty an output folder that this program made. Raises :class:`EnvironmentFault` for any other."""
    if folder.exists():
        owned(folder)
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARKER).write_text(marked(), encoding="utf-8")


def marked(state: str = "") -> str:
    """Return what a folder's file says: who made it, and in one line ``state``, what it was made from."""
    return f"{_MADE}{state}\n" if state else _MADE


def state_of(folder: Path) -> str:
    """Return the state that a folder was :func:`marked` with, or nothing."""
    try:
        lines = (folder / MARKER).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[1] if len(lines) > 1 else ""


def owned(folder: Path) -> None:
    """Raise :class:`EnvironmentFault` where a folder is a link, or full and not of this program."""
    if folder.is_symlink():
        raise EnvironmentFault(
            Message(
                "{folder} is a link, but a build replaces the folder – move the real folder here, and "
                "create a link to it in the other place",
                folder=str(folder),
            )
        )
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise EnvironmentFault(
            Message(
                "{folder} was not made by this program and is not empty, so it has not been "
                "changed – move it somewhere else",
                folder=str(folder),
            )
        )


def free(project: Project, target: Path) -> None:
    """Raise :class:`EnvironmentFault` where a folder belongs to somebody else or to the project itself."""
    owned(target)
    ours = (
        project.site,
        *(project.root / name for name in ("content", "templates", "locales", "static", "pages")),
        *(project.build / name for name in ("next", "shared", "ahead", "cache", "docs")),
    )
    if any(target.is_relative_to(one) or one.is_relative_to(target) for one in ours):
        raise EnvironmentFault(
            Message("{folder} is already used by this project – choose another folder", folder=str(target))
        )


def next_site(project: Project, target: Path) -> Folder:
    """Return the folder for the next site of ``target``; what it holds of the one before the last may stay.

    Raises :class:`EnvironmentFault` where it is somebody else's.
    """
    root = project.build / "next" / target.name
    owned(root)
    found = project.cache(_SITES).value(key_of(str(target)))
    folder = Folder.begun(root, found[1] if found and root.is_dir() else None)
    # What a build that fails leaves is known for its own by the next.
    folder.lay(MARKER, marked().encode())
    return folder


def publish(project: Project, new: Folder, target: Path, state: str) -> None:
    """Put a site, made from what ``state`` stands for, in the place of the old one, whose folder is kept.

    Next time most of its files can stay as they are.
    """
    new.lay(MARKER, marked(state).encode())
    new.finish()
    now, cache, key = new.inventory(), project.cache(_SITES), key_of(str(target))
    before = cache.value(key)
    swap(new.root, target, aside(project, target))
    cache.keep(key, (now, before[0] if before else None))


def aside(project: Project, target: Path) -> Path:
    """Return where an old site waits where two folders cannot be exchanged in one step."""
    return project.build / f"{target.name}-old"


def swap(new: Path, site: Path, aside: Path) -> None:
    """Put the new site in the old one's place, and the old one in the new one's.

    ``aside`` is where the old one waits where that takes more than one step.
    """
    shutil.rmtree(aside, ignore_errors=True)
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        site.rename(aside)
        new.rename(site)
        aside.rename(new)


def recover(site: Path, aside: Path) -> None:
    """Undo a swap that was cut off between its two renames."""
    if aside.is_dir() and not site.exists():
        aside.rename(site)
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; say whether the system and the disk could."""
    rename = _exchanger()
    return rename is not None and rename(os.fsencode(one), os.fsencode(other)) == 0


def _exchanger() -> Callable[[bytes, bytes], int] | None:
    """Return the system's own exchange of two names, if it has one."""
    with suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return lambda one, other: int(
                library.renamex_np(ctypes.c_char_p(one), ctypes.c_char_p(other), ctypes.c_uint(_RENAME_SWAP))
            )
        rename = library.renameat2
        rename.argtypes = (
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.c_uint,
        )
        return lambda one, other: int(rename(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE))
    return None
