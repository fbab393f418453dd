"""A share of a site's work, for one of several machines: about as many pages and PDFs as the others have.

Pages and PDFs are each laid in a row, language by language, and each row is cut into pieces of one length.
All languages of a site have the same pages and PDFs, so that a cut into as many parts as there are languages
is one between languages; no other number has to know of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ..definitions import Key, Library, key_of
from ..project import Project
from ..view import Scope, file_name, offered, outputs

T = TypeVar("T")


@dataclass(frozen=True, order=True)
class Share:
    """The ``number``-th, from 1, of ``of`` parts."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


@dataclass(frozen=True)
class Work:
    """What to make by language: files of pages in its folder, and definitions to print."""

    pages: Mapping[str, frozenset[str]]
    sheets: Mapping[str, tuple[Key, ...]]

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages in which there is anything to make."""
        return tuple(dict.fromkeys((*self.pages, *self.sheets)))

    @property
    def homes(self) -> tuple[str, ...]:
        """Return the languages whose first page is to be made, and with it what lies beside pages."""
        return tuple(locale for locale, files in self.pages.items() if "index.html" in files)

    def files(self, project: Project, visible: Library, scope: Scope) -> set[str]:
        """Return the pages and PDFs in the site that are to be made."""
        pages = {f"{locale}/{file}" for locale, files in self.pages.items() for file in files}
        return pages | {
            f"{locale}/{outputs.PRINTS}/{file_name(key[1], options)}"
            for locale, keys in self.sheets.items()
            for key in keys
            for options in offered(project, scope, visible.get(*key))
        }


def work_of(project: Project, visible: Library, scope: Scope, share: Share) -> Work:
    """Return what a part has to make of a site, whose languages ``scope`` names."""
    files = outputs.pages(visible)
    variants = {key_of(one): len(offered(project, scope, one)) for one in visible}
    pages = _cut((((locale, file), 1) for locale in scope.languages for file in files), share)
    sheets = _cut(
        (
            ((locale, key), count)
            for locale in scope.languages
            # The variants of a sheet share what is made for the first of them.
            for key, count in variants.items()
            if count
        ),
        share,
    )
    return Work(
        {locale: frozenset(found) for locale, found in _by_first(pages).items()},
        {locale: tuple(found) for locale, found in _by_first(sheets).items()},
    )


def _cut(row: Iterable[tuple[T, int]], share: Share) -> list[T]:
    """Return a part of a row of things with their weights: those whose middles lie in it."""
    things = list(row)
    whole = sum(weight for _, weight in things)
    found: list[T] = []
    before = 0
    for thing, weight in things:
        if (2 * before + weight) * share.of // (2 * whole) == share.number - 1:
            found.append(thing)
        before += weight
    return found


def _by_first(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for first, second in pairs:
        found.setdefault(first, []).append(second)
    return found
