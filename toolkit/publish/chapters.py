"""A curriculum in one language as chapters: an overview, a chapter for each module, then its materials.

What stands in a chapter is made by a template of ``templates/publish/`` named as the kind is, which a
project may have of its own; ``module.j2`` makes those of modules. The frame around it is each form's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..definitions import AnyDefinition, Kind
from ..translation import joined
from ..view import View, Viewer, anchors, page_path, say
from .material import Material

#: The chapter that a book begins with.
OVERVIEW = "overview"


@dataclass(frozen=True)
class Chapter:
    """A chapter: ``name`` is its file but for the ending, ``title`` is as a table of contents has it.

    ``group`` is what chapters of its sort are called together, "" for the overview and the modules.
    ``paths`` are the addresses of the site, below the language, that it stands for.
    """

    name: str
    title: str
    group: str
    template: str
    context: Mapping[str, Any]
    paths: tuple[str, ...]
    #: The definition, localised, that all of it was made of; a module is a part of one.
    definition: AnyDefinition | None = None

    @property
    def is_module(self) -> bool:
        """Say whether it is a module, which learners work through."""
        return self.definition is None


@dataclass(frozen=True)
class Book:
    """A curriculum in one language as chapters, in reading order."""

    material: Material
    chapters: tuple[Chapter, ...]

    @cached_property
    def addresses(self) -> Mapping[str, Chapter]:
        """The chapters by the addresses of the site that they stand for."""
        return {path: chapter for chapter in self.chapters for path in chapter.paths}

    @property
    def modules(self) -> tuple[Chapter, ...]:
        """The chapters that are modules."""
        return tuple(chapter for chapter in self.chapters if chapter.is_module)

    @property
    def groups(self) -> Mapping[str, tuple[Chapter, ...]]:
        """The materials, by what they are called together, in order."""
        names = dict.fromkeys(chapter.group for chapter in self.chapters if chapter.group)
        return {name: tuple(one for one in self.chapters if one.group == name) for name in names}


def book(material: Material) -> Book:
    """Return a curriculum in one language as chapters.

    Each holds no more than those may read whom the page of the same definition is for.
    """
    return Book(material, tuple(_chapters(material)))


def _chapters(material: Material) -> Iterator[Chapter]:
    edition, curriculum = material.edition, material.curriculum
    viewers: dict[object, Viewer] = {}

    def view_of(definition: AnyDefinition) -> View:
        reader = edition.scope.page_reader(definition)
        if reader not in viewers:
            viewers[reader] = material.viewer(reader)
        return viewers[reader].view(definition)

    view, path = view_of(curriculum), page_path(curriculum.kind, curriculum.id)
    yield Chapter(
        OVERVIEW,
        edition.interface.gettext("Overview"),
        "",
        f"{curriculum.kind}.j2",
        {"view": view},
        (path,),
        curriculum,
    )
    for number, (part, module) in enumerate(zip(curriculum.modules, view["modules"], strict=True), 1):
        yield Chapter(
            f"module-{part.id}",
            joined("", [f"{number}. ", module["title"].plain]),
            "",
            "module.j2",
            {"view": view, "module": module, "number": number},
            (f"{path}#{part.id}",),
        )
    for kind in Kind:
        for definition in edition.of_kind(kind):
            if definition is curriculum:
                continue
            told = view_of(definition)
            yield Chapter(
                f"{kind}-{definition.id}".replace("_", "-"),
                told["plain_title"],
                say(edition.interface, kind.info.plural),
                f"{kind}.j2",
                {"view": told},
                tuple(_addresses(definition)),
                definition,
            )


def _addresses(definition: AnyDefinition) -> Iterator[str]:
    path = page_path(definition.kind, definition.id)
    yield path
    for anchor in anchors(definition).values():
        yield f"{path}#{anchor}"
