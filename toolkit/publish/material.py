"""What is published: a curriculum, and what it is taught with, in each of its languages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ..definitions import Curriculum, Key, Kind, Library, Visibility, references
from ..project import Project
from ..view import Edition, PageMedium, Scope, View, Viewer, edition
from . import imprint
from .imprint import Imprint

#: Called with the files written and the files in all.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Material:
    """A curriculum in one language, and the edition that holds it and what it is taught with."""

    edition: Edition
    curriculum: Curriculum
    imprint: Imprint

    @property
    def locale(self) -> str:
        return self.edition.locale

    @property
    def name(self) -> str:
        """Return what its files are called, but for their ending."""
        return f"{self.curriculum.id}-{self.locale}"

    def viewer(self, reader: Visibility | None = None) -> Viewer:
        """Return what makes views with texts as safe HTML, for a reader (usually the publication's)."""
        return Viewer(self.edition, PageMedium(), reader or self.edition.scope.reader)

    def views(self, kind: Kind) -> list[View]:
        """Return the views of all definitions of a kind that are published, by title."""
        viewer = self.viewer()
        return [viewer.view(definition) for definition in self.edition.of_kind(kind)]


@dataclass(frozen=True)
class Publication:
    """A curriculum that is being published: in which languages, for whom, with what, and of which day."""

    project: Project
    id: str
    scope: Scope
    library: Library
    day: date
    materials: tuple[Material, ...]
    progress: Progress


def publication(
    project: Project,
    found: Library,
    curriculum: Curriculum,
    locales: Collection[str],
    scope: Scope,
    progress: Progress,
) -> Publication:
    """Return what a curriculum is published with, in ``locales``.

    That is what it names itself, what its session guides are held with, and what explains words. What lies
    beyond stays a word without a link.
    """
    # Who asks for a curriculum by name is one of those whom it is for.
    widened = scope.including(curriculum)
    narrow = replace(widened, languages=tuple(locales), only=frozenset(_taught_with(found, curriculum)))
    day = imprint.publication_day()
    materials = []
    for locale in locales:
        current = edition(project, found, locale, narrow)
        localised = current.curriculum(curriculum.id)
        materials.append(Material(current, localised, imprint.of(current, localised, day)))
    return Publication(project, curriculum.id, narrow, found, day, tuple(materials), progress)


def _taught_with(found: Library, curriculum: Curriculum) -> Iterator[Key]:
    own = (curriculum.kind, curriculum.id)
    yield own
    for key in _named(found, own):
        yield key
        if (prints := key[0].info.prints) and prints.for_leaders:
            yield from _named(found, key)
    yield from (key for key in found.entries if key[0].info.explains)


def _named(found: Library, key: Key) -> Iterator[Key]:
    for reference in references(found.entries[key].definition):
        target: Key = (Kind(reference.kind), reference.value.split("/")[0])
        if target in found.entries:
            yield target
