"""One publication of a language: the list of its files with their digests, and the worker that keeps them.

The list's own digest is what the publication is called. It stands in the worker, so that any change of any
file makes it another worker, which a browser notices.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

import rjsmin

from ...project import Project
from ...view import Edition, outputs, page_files
from .. import scripts
from ..headers import WORKER
from . import app

#: The list of a language's files, beside the worker that reads it.
LIST = "offline.json"
_TEMPLATES = f"{scripts.FOLDER}/offline"
#: Where the worker's source names the publication.
_NAMED = "{publication}"
#: Bytes of pages and what they share that a visit may bring along; compressed, it is about a fifth.
_LIMIT = 25_000_000
#: Digest and size in bytes by path.
Files = Mapping[str, tuple[str, int]]


def write(editions: Iterable[Edition], site: Path, unneeded: Iterable[str]) -> None:
    """Write list, worker and manifest of each language; all other files of the site are there.

    ``unneeded`` are names of assets that no page shows.
    """
    shared: Files | None = None
    for edition in editions:
        if shared is None:
            _leave_out_sources(site)
            left_out = {f"../assets/{name}" for name in unneeded}
            found = _files(site / "assets", "../assets/")
            shared = {path: file for path, file in found.items() if path not in left_out}
            shared |= _pictures(edition, site)
        folder = site / edition.locale
        for name in (WORKER, LIST):
            (folder / name).unlink(missing_ok=True)
        _put(folder / app.NAME, app.manifest(edition))
        core, more = _parted({**_files(folder, ""), **shared})
        listed = json.dumps({"core": core, "more": more}, separators=(",", ":")) + "\n"
        _put(folder / LIST, listed)
        source = _source(edition.project, "worker.js")
        _put(folder / WORKER, source.replace(_NAMED, _digest(listed.encode())))


def write_gone(editions: Iterable[Edition], site: Path) -> None:
    """Write a worker for each language that takes an older one's place, and goes."""
    for edition in editions:
        _put(site / edition.locale / WORKER, _source(edition.project, "gone.js"))


def _source(project: Project, name: str) -> str:
    text = project.template_file(f"{_TEMPLATES}/{name}").read_text(encoding="utf-8")
    return str(rjsmin.jsmin(text))


def _leave_out_sources(site: Path) -> None:
    """Take away the sources of workers, which no page asks for."""
    for name in ("worker.js", "gone.js"):
        (site / "assets" / "offline" / name).unlink(missing_ok=True)


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _parted(files: Files) -> tuple[Files, Files]:
    """Return what a first visit brings along, and what is kept when it is opened or asked for."""
    prints = f"{outputs.PRINTS}/"
    core = {path: file for path, file in files.items() if not path.startswith(prints)}
    if sum(size for _, size in core.values()) > _LIMIT:
        # The pages of a large site are kept as they are opened; those that lead to them come along.
        core = {path: file for path, file in core.items() if not path.endswith("/") or path.count("/") < 2}
    return core, {path: file for path, file in files.items() if path not in core}


def _files(folder: Path, below: str) -> dict[str, tuple[str, int]]:
    """Return the files in a folder by their addresses, as they are written below the language's folder."""
    found: dict[str, tuple[str, int]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            name = path.relative_to(folder).as_posix()
            name = name.removesuffix("index.html") if path.name == "index.html" else name
            found[below + quote(name)] = _digest(data), len(data)
    return dict(sorted(found.items()))


def _pictures(edition: Edition, site: Path) -> Files:
    """Return the project's own files that its own pages show."""
    shown = (page_files(words.body) for page in edition.library.pages for words in page.words.values())
    found = {}
    for name in sorted(frozenset().union(*shown)):
        if (site / name).is_file():
            data = (site / name).read_bytes()
            found[f"../{quote(name)}"] = _digest(data), len(data)
    return found


def _digest(data: bytes) -> str:
    return urlsafe_b64encode(hashlib.sha256(data).digest()[:18]).decode()
