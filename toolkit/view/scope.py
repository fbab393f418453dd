"""What one site is for: who may read it, whether drafts are in it, and its languages.

The public site is for clients and coaches and holds no drafts. What a site leaves out is not in its
library at all, so that no page, list, link, search, sitemap or print can name it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..definitions import AnyDefinition, Key, Kind, Library, LifeCycle, Visibility, references
from ..errors import Message, Related

#: Readers from the narrowest to the widest right to read.
RANK = {Visibility.client: 0, Visibility.coach: 1, Visibility.trainer: 2}


@dataclass(frozen=True)
class Scope:
    """Which definitions a site holds. No ``languages`` means all of the project.

    ``printed`` are the ids of the definitions that it offers PDFs of; None means all that are printed at all.
    ``only`` are the definitions that it is about; None means all there are.
    """

    reader: Visibility = Visibility.coach
    drafts: bool = False
    languages: tuple[str, ...] = ()
    printed: frozenset[str] | None = None
    only: frozenset[Key] | None = None

    def holds(self, definition: AnyDefinition) -> bool:
        """Say whether a definition is part of the site."""
        if not self.is_about(definition):
            return False
        if definition.life_cycle is LifeCycle.draft and not self.drafts:
            return False
        return RANK[definition.visibility] <= RANK[self.reader]

    def is_about(self, definition: AnyDefinition) -> bool:
        """Say whether a definition would be part of the site if all were ready and for its readers."""
        return self.only is None or (definition.kind, definition.id) in self.only

    def page_reader(self, definition: AnyDefinition) -> Visibility:
        """Return for whom a definition's page is; a worksheet's is the client's alone."""
        is_clients = definition.kind.info.for_clients and definition.visibility is Visibility.client
        return Visibility.client if is_clients else self.reader

    def prints(self, name: str) -> bool:
        """Say whether the site offers what it prints of a definition."""
        return self.printed is None or name in self.printed

    def including(self, definition: AnyDefinition) -> Scope:
        """Return this scope, widened as far as one definition that somebody asked for by name needs."""
        return replace(
            self,
            reader=max(self.reader, definition.visibility, key=RANK.__getitem__),
            drafts=self.drafts or definition.life_cycle is LifeCycle.draft,
        )


PUBLIC = Scope()


def narrowed(library: Library, scope: Scope) -> Library:
    """Return the part of a library that a scope holds."""
    entries = {key: entry for key, entry in library.entries.items() if scope.holds(entry.definition)}
    users = {
        key: tuple(user for user in users if user in entries)
        for key, users in library.users.items()
        if key in entries
    }
    pages = library.pages if scope.drafts else tuple(filter(None, (one.published() for one in library.pages)))
    return Library(MappingProxyType(entries), MappingProxyType(users), pages=pages)


def left_out(library: Library, scope: Scope) -> tuple[AnyDefinition, ...]:
    """Return the definitions that are not part of the site."""
    return tuple(one for one in library if scope.is_about(one) and not scope.holds(one))


def cut_links(library: Library, scope: Scope) -> Iterator[Related]:
    """Yield the links from definitions in the site to others that are not; pages leave them out."""
    if not left_out(library, scope):
        return
    for entry in library.entries.values():
        if not scope.holds(entry.definition):
            continue
        for reference in references(entry.definition):
            key: Key = (Kind(reference.kind), reference.value.split("/")[0])
            if key not in library.entries:
                continue
            target = library.entries[key].definition
            if scope.holds(target) or not scope.is_about(target):
                continue
            yield Related(entry.document.place(reference.loc), _why(target))


def _why(target: AnyDefinition) -> Message:
    if target.life_cycle is LifeCycle.draft:
        return Message("‘{id}’ is a draft, so there is no link to it", id=target.id)
    return Message("‘{id}’ is for trainers only, so there is no link to it", id=target.id)
