"""What a process holds of a large project: what it needs, and not all of it at once."""

from __future__ import annotations

import gc
import pickle
import weakref
from collections.abc import Mapping
from pathlib import Path

import pytest

from toolkit.build import editions
from toolkit.cache import Folder
from toolkit.definitions import library
from toolkit.project import Project
from toolkit.site import finished, links
from toolkit.site.pages import Page, Pages
from toolkit.translation import catalog, reading
from toolkit.view import edition


def test_a_kept_file_says_what_it_said(repository: Project) -> None:
    entries = library.load(repository).written
    assert len(entries) > 90
    for entry in entries:
        before = entry.document
        places = {field: before.place((field,)) for field in before.data}
        assert before.find((), before.lines[0]).line == 1
        told = (before.data, before.lines, before.nulls, before.digest, before.top)
        kept = pickle.dumps(before)
        after = pickle.loads(kept)
        for one in (before, after):
            assert isinstance(one._written, bytes)
            assert (one.path, one.language, one.top, one.digest) == (
                before.path,
                before.language,
                told[4],
                told[3],
            )
        assert (after.data, after.lines, after.nulls) == told[:3]
        assert {field: after.place((field,)) for field in after.data} == places
        # What was made of it for somebody is not kept with it.
        assert b"_starts" not in kept


def test_pages_are_made_one_after_the_other(
    repository: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = edition(repository, library.load(repository), "en")
    pages: list[weakref.ref[Page]] = []
    most = 0
    make = Pages._page

    def counted(self: Pages, *args: object, **options: object) -> Page:
        nonlocal most
        page = make(self, *args, **options)  # type: ignore[arg-type]
        if page.body:
            pages.append(weakref.ref(page))
            most = max(most, sum(one() is not None for one in pages))
        return page

    monkeypatch.setattr(Pages, "_page", counted)
    parts = finished.write(
        current, tmp_path / "docs", Folder.begun(tmp_path / "out"), repository.cache(editions.PAGES)
    )
    assert len(parts) == len(pages) > 100
    assert most <= 2


def test_links_are_kept_in_one_piece_and_told_apart() -> None:
    page = (
        b'<a href="../b/#c%20d">1</a><a href="">2</a><a href="../b/#c%20d">3</a><img src="/x.png"><p id="e">'
    )
    found = links.parts(page, "en/a/index.html")
    assert [*found.targets] == [
        ("../b/#c%20d", "en/b/index.html", "c d"),
        ("/x.png", "x.png", ""),
    ]
    assert (found.links, found.anchored, found.anchors) == (3, 2, frozenset({"e"}))
    assert [*links.parts(b"<p>", "en/a/index.html").targets] == []


def test_languages_share_contexts_and_sources(repository: Project) -> None:
    def load(locale: str) -> Mapping[str, catalog.Translation]:
        ((path, root), *_) = catalog.catalogs_of(repository, locale, "content")
        catalog._layer(repository, path, root)
        # What the first call made the second finds.
        return catalog._layer(repository, path, root).messages

    layers = [load(locale) for locale in ("lv", "fi")]
    shared = layers[0].keys() & layers[1].keys()
    assert len(shared) > 2000
    names = [{name: name for name in layer} for layer in layers]
    assert all(names[0][name] is names[1][name] for name in shared)
    assert all(layers[0][name].msgid is layers[1][name].msgid for name in shared)


def test_a_parsed_catalog_leaves_nothing_behind(repository: Project) -> None:
    ((path, _), *_) = catalog.catalogs_of(repository, "lv", "content")
    gc.collect()
    found = reading._parsed(path, path.read_bytes(), "content")
    assert isinstance(found, reading.Read)
    assert len(found.entries) > 3000
    left = [
        one for one in gc.get_objects() if type(one).__module__ == "polib" or type(one).__name__ == "PoFile"
    ]
    assert left == []
