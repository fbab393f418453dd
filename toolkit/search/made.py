"""The index of an edition, made anew only for what has changed."""

from __future__ import annotations

from functools import partial

from ..definitions import Key, Kind, OwnPage
from ..view import Edition
from .asked import script_of
from .encoded import scripts
from .entries import PAGE, entries_of, entries_of_page
from .index import Index, Record, build, record
from .rules import rules_of


def index_of(edition: Edition) -> Index:
    """Return the index of all that an edition holds, by kind in the order of the files, own pages last."""
    keys = [key for kind in Kind for key in edition.keys_of(kind)]
    makers = {f"search {kind}/{name}": partial(_record, edition, (kind, name)) for kind, name in keys}
    makers |= {
        f"search {PAGE}/{page.name}": partial(_of_page, edition, page) for page in edition.library.pages
    }
    records = (edition.once(name, make) for name, make in makers.items())
    return build(records, edition.locale, rules_of(edition.locale))


def scripts_of(edition: Edition) -> dict[str, str]:
    """Return the scripts of the index of an edition, by their paths below the language's root."""
    return dict([*scripts(index_of(edition)), script_of(edition)])


def _record(edition: Edition, key: Key) -> Record:
    return record(entries_of(edition, edition.get(*key)), rules_of(edition.locale))


def _of_page(edition: Edition, page: OwnPage) -> Record:
    return record(entries_of_page(edition, page), rules_of(edition.locale))
