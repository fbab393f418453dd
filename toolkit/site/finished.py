"""The finished pages of one locale: those whose needs are as they were are taken from the last build.

What shapes a page besides what it needs of its edition (program, templates, settings, words, which kinds
there are) is not asked here: a ledger is for one state of all that.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..cache import Cache, Content, Folder
from ..project import base_path
from ..view import Edition, View
from . import engine, links
from .pages import Maker, Page, Pages

#: What MkDocs writes beside pages is kept under this name.
_BESIDE = "beside"


@dataclass(frozen=True)
class _Kept:
    """A finished page: what it holds, where its links lead, and what its frame had to know."""

    content: Content
    parts: links.Parts | None = None
    meta: View = field(default_factory=dict)


def missing(edition: Edition, only: Collection[str] | None = None) -> list[str]:
    """Return the addresses of the pages that have to be made, of all or of ``only`` some files."""
    found = _wanted(Pages(edition).all(), only)
    return [path for path in found if not (edition.ledger and edition.ledger.get(_name(path)))]


def write(
    edition: Edition,
    docs: Path,
    out: Folder,
    cache: Cache,
    live: bool = False,
    only: Collection[str] | None = None,
) -> Mapping[str, links.Parts]:
    """Lay the pages of an edition into its folder in ``out``; return their links by path.

    Their Markdown goes to ``docs``, and so does what MkDocs makes of it: MkDocs lists all that it finds in
    one folder, and empties the other. Where only some files of pages are asked for, what lies beside them
    comes with the first page. Raises :class:`ContentError` as the engine does.
    """
    every, ledger = Pages(edition).all(), edition.ledger
    makers = _wanted(every, only)
    with_beside = "" in makers
    before: dict[str, _Kept] = {
        path: found.value for path in every if ledger and (found := ledger.get(_name(path)))
    }
    known: dict[str, _Kept] = {
        path: before[path]
        for path in makers
        if path in before and out.recall(_place(edition, _file(path)), before[path].content, cache)
    }
    if len(known) < len(makers) or (with_beside and not _beside(edition, out, cache)):
        needs: dict[str, set[str]] = {}
        metas: dict[str, View] = {}
        frames = _in_nav(edition)

        def pages() -> Iterator[Page]:
            # One after the other: all of them at once would be most of what a process holds.
            for path, make in every.items():
                if path in makers and path not in known:
                    with edition.notes.taken() as needs[path]:
                        page = make()
                    metas[path] = page.meta
                    yield page
                elif path in frames:
                    # MkDocs has to know that it is there; what it makes of it is not used.
                    yield Page(path, before[path].meta if path in before else make(bare=True).meta, "")

        own, made = docs / edition.locale, docs / f"{edition.locale}-site"
        for folder in (own, made):
            shutil.rmtree(folder, ignore_errors=True)
        engine.build_locale(edition, engine.write_tree(edition, own, pages()), made, live)
        base = base_path(edition.project.site_url)
        for path, meta in metas.items():
            data = (made / _file(path)).read_bytes()
            place = _place(edition, _file(path))
            known[path] = _Kept(
                _kept(data, out.lay(place, data), cache),
                links.parts(data, place, base),
                meta if path in frames else {},
            )
            if ledger:
                ledger.put(_name(path), needs[path], known[path])
        if with_beside:
            _lay_beside(edition, made, set(map(_file, every)), out, cache)
    return {_place(edition, _file(path)): kept.parts for path, kept in known.items() if kept.parts}


def _wanted(makers: dict[str, Maker], only: Collection[str] | None) -> dict[str, Maker]:
    """Return what makes the pages whose files are asked for."""
    return {path: make for path, make in makers.items() if only is None or _file(path) in only}


def _name(path: str) -> str:
    return f"page {path}"


def _file(path: str) -> str:
    return f"{path}index.html"


def _in_nav(edition: Edition) -> set[str]:
    return {"", *(path for _, path in Pages(edition).menu())}


def _place(edition: Edition, file: str) -> str:
    return f"{edition.locale}/{file}"


def _kept(data: bytes, content: Content, cache: Cache) -> Content:
    cache.put(content.digest, data)
    return content


def _beside(edition: Edition, out: Folder, cache: Cache) -> bool:
    """Lay what MkDocs wrote beside pages; say whether all of it was there."""
    found = edition.ledger.get(_BESIDE) if edition.ledger else None
    return found is not None and all(
        out.recall(_place(edition, file), content, cache) for file, content in found.value.items()
    )


def _lay_beside(edition: Edition, made: Path, pages: Collection[str], out: Folder, cache: Cache) -> None:
    """Lay what MkDocs has written beside pages, and keep it."""
    paths = {path.relative_to(made).as_posix(): path for path in made.rglob("*") if path.is_file()}
    found: dict[str, Content] = {}
    for file in sorted(paths.keys() - set(pages)):
        data = paths[file].read_bytes()
        found[file] = _kept(data, out.lay(_place(edition, file), data), cache)
    if edition.ledger:
        edition.ledger.put(_BESIDE, set(), found)
