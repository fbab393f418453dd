"""Editions with the ledger of what the last builds made of them."""

from __future__ import annotations

from pathlib import Path

from ..cache import files, key
from ..definitions import Library
from ..project import Project
from ..translation import INTERFACE, Catalog, pofile
from ..view import Digests, Edition, Ledger, Scope, edition

#: Where ledgers and finished pages are kept.
PAGES = "pages"


def pdfs_of(project: Project) -> Path:
    """Return where PDFs are kept."""
    return project.build / "cache" / "pdf"


def opened(project: Project, library: Library, locale: str, scope: Scope, state: str) -> Edition:
    """Return an edition with its ledger.

    ``state`` stands for what shapes all languages alike. Beside it a ledger is for one state of the
    interface's words, one choice of kinds, which every page has in its frame, and of PDFs to offer.
    """

    def ledger(narrowed: Library, catalog: Catalog) -> Ledger:
        name = _name(project, narrowed, locale, scope, state)
        return Ledger(Digests(narrowed, catalog), project.cache(PAGES).value(name))

    return edition(project, library, locale, scope, ledger)


def keep(current: Edition, state: str) -> None:
    """Keep an edition's ledger, if something was made."""
    if current.ledger and current.ledger.fresh:
        name = _name(current.project, current.library, current.locale, current.scope, state)
        current.project.cache(PAGES).keep(name, current.ledger.entries())


def _name(project: Project, library: Library, locale: str, scope: Scope, state: str) -> str:
    words = files(path for path, _ in pofile.catalogs_of(project, locale, INTERFACE))
    kinds = sorted({kind for kind, _ in library.entries})
    printed = ["all"] if scope.printed is None else ["only", *sorted(scope.printed)]
    return key("ledger", state, locale, words, *kinds, *printed)
