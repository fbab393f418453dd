"""What others show of a definition: what it is called, and who may see it.

A page that only names a definition is not made again when a question in that one changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..definitions import AnyDefinition, Kind, Visibility
from ..translation import Catalog, worded


@dataclass(frozen=True)
class Face:
    """A definition as others name it, in one locale."""

    kind: Kind
    id: str
    title: str
    visibility: Visibility


def face(definition: AnyDefinition) -> Face:
    """Return the face of a definition, whose texts are in the locale already."""
    return Face(definition.kind, definition.id, definition.title, definition.visibility)


def face_in(definition: AnyDefinition, catalog: Catalog) -> Face:
    """Return the face of a definition in the locale of ``catalog``."""
    title = worded(definition, ("title",), definition.title, catalog)
    return Face(definition.kind, definition.id, title, definition.visibility)
