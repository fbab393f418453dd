"""What a curriculum would be published with, told before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..checks import readiness
from ..definitions import AnyDefinition, Kind, LifeCycle, texts
from ..errors import Problem
from ..project import Project
from ..view import Edition, Scope, left_out, markup
from . import gate
from .material import publication


@dataclass(frozen=True)
class Share:
    """How much of a definition is translated into a language, in per cent, and whether that suffices."""

    percent: int
    suffices: bool


@dataclass(frozen=True)
class Row:
    """A definition that would go in, and how far it is translated into each language."""

    kind: Kind
    id: str
    title: str
    shares: Mapping[str, Share]


@dataclass(frozen=True)
class Outlook:
    """All that would go in, what would not though it is used, and why some languages are not ready."""

    threshold: int
    rows: tuple[Row, ...]
    drafts: tuple[AnyDefinition, ...]
    #: What the trainers' handbook alone holds.
    for_trainers: tuple[AnyDefinition, ...]
    lacking: tuple[Problem, ...]


def outlook(project: Project, name: str, asked: tuple[str, ...], scope: Scope, reader: str) -> Outlook:
    """Return what would be published of a curriculum; titles are in the language ``reader``, if it is there.

    Each definition is measured by the curriculum's threshold, which alone decides. Raises as
    :func:`gate.offered` does.
    """
    found = gate.offered(project, name, asked, scope.drafts)
    library, curriculum, locales = found
    about = publication(project, *found, scope, _untold)
    editions = {material.locale: material.edition for material in about.materials}
    shown = editions.get(reader) or editions[locales[0]]
    rows = []
    for key in shown.library.entries:
        definition = shown.get(*key)
        shares = {
            locale: _share(edition, definition, curriculum.publish_threshold)
            for locale, edition in editions.items()
        }
        rows.append(Row(*key, markup.plain(definition.title), shares))
    out = left_out(library, about.scope)
    drafts = () if about.scope.drafts else tuple(one for one in out if one.life_cycle is LifeCycle.draft)
    others = tuple(one for one in out if one not in drafts)
    return Outlook(curriculum.publish_threshold, tuple(rows), drafts, others, gate.lacking(project, found))


def _untold(_done: int, _total: int) -> None:
    """Tell nobody how far the work is: nothing is written."""


def _share(edition: Edition, definition: AnyDefinition, threshold: int) -> Share:
    total = sum(1 for _ in texts(definition))
    done = total - len(edition.localised[definition.kind, definition.id].gaps)
    # Rounded down, so that what is not whole never passes for it.
    return Share(100 * done // total, readiness.suffices(done, total, threshold))
