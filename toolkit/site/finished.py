"""The finished pages of one locale: those whose needs are as they were are taken from the last build.

What shapes a page besides what it needs of its edition (program, templates, settings, words, which kinds
there are) is not asked here: a ledger is for one state of all that.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..cache import Cache, key
from ..project import base_path
from ..view import Edition, View
from . import engine, links
from .pages import Maker, Page, Pages

#: What MkDocs writes beside pages is kept under this name.
_BESIDE = "beside"


@dataclass(frozen=True)
class _Kept:
    """A finished file: what it is kept under, where its links lead, and what its frame had to know."""

    key: str
    parts: links.Parts | None = None
    meta: View = field(default_factory=dict)


def missing(edition: Edition, only: Collection[str] | None = None) -> list[str]:
    """Return the addresses of the pages that have to be made, of all or of ``only`` some files."""
    found = _wanted(Pages(edition).all(), only)
    return [path for path in found if not (edition.ledger and edition.ledger.get(_name(path)))]


def write(
    edition: Edition,
    docs: Path,
    out: Path,
    cache: Cache,
    live: bool = False,
    only: Collection[str] | None = None,
) -> Mapping[str, links.Parts]:
    """Write the pages of an edition to ``out``; return their links by path.

    Their Markdown goes to ``docs``, to a folder of the language's own: MkDocs lists all that it finds there.
    Where ``only`` some files of pages are asked for, others may lie in ``out`` that are not as they should
    be. Raises :class:`ContentError` as the engine does.
    """
    every, ledger = Pages(edition).all(), edition.ledger
    makers = _wanted(every, only)
    before: dict[str, _Kept] = {
        path: found.value for path in every if ledger and (found := ledger.get(_name(path)))
    }
    known: dict[str, _Kept] = {}
    data: dict[str, bytes] = {}
    for path in makers:
        if path in before and (kept := cache.get(before[path].key)) is not None:
            known[path], data[_file(path)] = before[path], kept
    beside = _beside(edition, cache)
    if beside is None or len(known) < len(makers):
        needs: dict[str, set[str]] = {}
        pages: list[Page] = []
        frames = _in_nav(edition)
        for path, make in every.items():
            if path in makers and path not in known:
                with edition.notes.taken() as needs[path]:
                    pages.append(make())
            elif path in frames:
                # MkDocs has to know that it is there; what it makes of it is replaced.
                meta = before[path].meta if path in before else make(bare=True).meta
                pages.append(Page(path, meta, ""))
        own = docs / edition.locale
        shutil.rmtree(own, ignore_errors=True)
        engine.build_locale(edition, engine.write_tree(edition, own, pages), out, live)
        base = base_path(edition.project.site_url)
        for page in pages:
            if page.path not in needs:
                continue
            made = (out / _file(page.path)).read_bytes()
            parts = links.parts(made, f"{edition.locale}/{_file(page.path)}", base)
            known[page.path] = _Kept(_keep(cache, made), parts, page.meta if page.path in frames else {})
            if ledger:
                ledger.put(_name(page.path), needs[page.path], known[page.path])
        _keep_beside(edition, out, map(_file, every), cache)
    else:
        data |= beside
    for name, content in data.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    return {f"{edition.locale}/{_file(path)}": kept.parts for path, kept in known.items() if kept.parts}


def _wanted(makers: dict[str, Maker], only: Collection[str] | None) -> dict[str, Maker]:
    """Return what makes the pages whose files are asked for."""
    return {path: make for path, make in makers.items() if only is None or _file(path) in only}


def _name(path: str) -> str:
    return f"page {path}"


def _file(path: str) -> str:
    return f"{path}index.html"


def _in_nav(edition: Edition) -> set[str]:
    return {"", *(path for _, path in Pages(edition).menu())}


def _keep(cache: Cache, data: bytes) -> str:
    name = key(data)
    cache.put(name, data)
    return name


def _beside(edition: Edition, cache: Cache) -> dict[str, bytes] | None:
    """Return what MkDocs wrote beside pages, by path; None where it is not known."""
    made = edition.ledger.get(_BESIDE) if edition.ledger else None
    found = {name: cache.get(kept) for name, kept in made.value.items()} if made else {}
    data = {name: content for name, content in found.items() if content is not None}
    return data if made and len(data) == len(made.value) else None


def _keep_beside(edition: Edition, out: Path, pages: Iterable[str], cache: Cache) -> None:
    if edition.ledger:
        paths = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
        others = paths.keys() - set(pages)
        found = {name: _keep(cache, paths[name].read_bytes()) for name in sorted(others)}
        edition.ledger.put(_BESIDE, set(), found)
