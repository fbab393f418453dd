"""Files that the site holds as they are: ``static/``, for a ``CNAME`` or a picture of one's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..errors import Message, Place, Problem
from .opened import Project

#: What the site itself has at its top, besides a folder for each language.
OWN = frozenset(
    {
        *("assets", "index.html", "404.html", "sitemap.xml"),
        *("_headers", "vercel.json", ".htaccess", ".coaching-toolkit"),
    }
)
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def files(project: Project) -> dict[str, Path]:
    """Return the files by their paths on the site; links are not followed."""
    found = {}
    for path in _all(project):
        if path.is_file() and not path.is_symlink():
            found[path.relative_to(project.static).as_posix()] = path
    return found


def check(project: Project) -> Iterator[Problem]:
    """Yield what cannot be on the site: what would take the place of the site's own, and links."""
    taken = {name.casefold() for name in (*OWN, *project.locales)}
    for path in _all(project):
        first = path.relative_to(project.static).parts[0]
        if path.is_symlink():
            what = Message("links are not followed")
            advice = Message("replace the link with the file itself")
        elif first.casefold() in taken and (path.is_file() or path.parent == project.static):
            what = Message("the site already has its own ‘{name}’", name=first)
            advice = Message("choose another name")
        else:
            continue
        yield Problem("static", Place(path), what, advice, private=True)


def _all(project: Project) -> Iterator[Path]:
    for folder, folders, names in os.walk(project.static):
        folders.sort()
        for name in sorted((*names, *folders)):
            if name.casefold() not in _LITTER:
                yield Path(folder) / name
