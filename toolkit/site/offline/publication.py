"""One publication of a language: the list of its files with their digests, and the worker that keeps them.

The list's own digest is what the publication is called. It stands in the worker, so that any change of any
file makes it another worker, which a browser notices.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from urllib.parse import quote

import rjsmin

from ...cache import Content, Folder
from ...project import Project
from ...view import Edition, outputs, page_files
from .. import scripts
from ..headers import WORKER
from . import app

#: The list of a language's files, beside the worker that reads it.
LIST = "offline.json"
_TEMPLATES = f"{scripts.FOLDER}/offline"
#: The workers' sources, which no page asks for.
SOURCES = tuple(f"assets/offline/{name}.js" for name in ("worker", "gone"))
#: Where the worker's source names the publication.
_NAMED = "{publication}"
#: Bytes of pages and what they share that a visit may bring along; compressed, it is about a fifth.
_LIMIT = 25_000_000
#: Digest and size in bytes by path.
Files = Mapping[str, tuple[str, int]]


def lay(editions: Iterable[Edition], site: Folder, unneeded: Iterable[str]) -> None:
    """Lay list, worker and manifest of each language; all other files of the site are there.

    ``unneeded`` are names of assets that no page shows.
    """
    left_out = {f"assets/{name}" for name in unneeded}
    assets = _listed(site, {name for name in site.files if name.startswith("assets/")} - left_out, "../")
    for edition in editions:
        below = f"{edition.locale}/"
        site.lay(f"{below}{app.NAME}", app.manifest(edition).encode())
        own = {name.removeprefix(below) for name in site.files if name.startswith(below)} - {WORKER, LIST}
        pictures = _listed(site, _pictures(edition) & site.files.keys(), "../")
        core, more = _parted({**_listed(site, own, "", below), **assets, **pictures})
        listed = (json.dumps({"core": core, "more": more}, separators=(",", ":")) + "\n").encode()
        site.lay(f"{below}{LIST}", listed)
        source = _source(edition.project, "worker.js").replace(_NAMED, _told(Content.of(listed))[0])
        site.lay(f"{below}{WORKER}", source.encode())


def lay_gone(editions: Iterable[Edition], site: Folder) -> None:
    """Lay a worker for each language that takes an older one's place, and goes."""
    for edition in editions:
        site.lay(f"{edition.locale}/{WORKER}", _source(edition.project, "gone.js").encode())


def _source(project: Project, name: str) -> str:
    text = project.template_file(f"{_TEMPLATES}/{name}").read_text(encoding="utf-8")
    return str(rjsmin.jsmin(text))


def _parted(files: Files) -> tuple[Files, Files]:
    """Return what a first visit brings along, and what is kept when it is opened or asked for."""
    prints = f"{outputs.PRINTS}/"
    core = {path: file for path, file in files.items() if not path.startswith(prints)}
    if sum(size for _, size in core.values()) > _LIMIT:
        # The pages of a large site are kept as they are opened; those that lead to them come along.
        core = {path: file for path, file in core.items() if not path.endswith("/") or path.count("/") < 2}
    return core, {path: file for path, file in files.items() if path not in core}


def _listed(site: Folder, names: Iterable[str], way: str, below: str = "") -> Files:
    """Return files ``below`` a folder by their addresses; a ``way`` leads from the language's folder."""
    found = {way + quote(_address(name)): _told(site.files[below + name]) for name in names}
    return dict(sorted(found.items()))


def _address(name: str) -> str:
    return name.removesuffix("index.html") if name.rpartition("/")[2] == "index.html" else name


def _pictures(edition: Edition) -> frozenset[str]:
    """Return the project's own files that its own pages show."""
    shown = (page_files(words.body) for page in edition.library.pages for words in page.words.values())
    return frozenset().union(*shown)


def _told(content: Content) -> tuple[str, int]:
    return urlsafe_b64encode(bytes.fromhex(content.digest)[:18]).decode(), content.size
