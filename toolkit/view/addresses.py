"""Where pages stand on the site, and the name of each part of one.

Ids of authors are slugs, so they hold no dot and no underscore. What the program itself names on a
page has one of the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..definitions import AnyDefinition, Checklist, Kind, Worksheet, model
from ..project import OWN

#: A link to a definition, or to a part of it, as content writes it.
_TARGET = re.compile(r"([a-z_]+):([^/#]+)(?:/(.+))?")


@dataclass(frozen=True)
class Target:
    """A definition, or a part of it, that a text links to: ``worksheet:values`` or ``session:grow/goal``."""

    kind: Kind
    name: str
    part: str | None


def target_of(href: str) -> Target | None:
    """Read what a link names; None where it names no definition, but for instance a web address."""
    found = _TARGET.fullmatch(href)
    return Target(Kind(found[1]), found[2], found[3]) if found and found[1] in set(Kind) else None


def page_path(kind: str, name: str | None = None) -> str:
    """Return a page's address below its locale, such as ``worksheets/values/``."""
    folder = Kind(kind).info.folder
    return f"{folder}/{name}/" if name and folder else f"{folder or kind}/"


def page_file(path: str) -> str:
    """Return the Markdown file, below its locale, of the page at an address."""
    # A folder's own page is its index; any other page is a file named after its last part.
    return f"{path}index.md" if path.count("/") <= 1 else f"{path.rstrip('/')}.md"


def anchors(definition: AnyDefinition) -> dict[str, str]:
    """Return the parts of a definition that can be linked to: their ids, and their anchors on its page."""
    if isinstance(definition, Worksheet):
        sections = {section.id: f"section-{section.id}" for section in definition.sections}
        fields = [field.id for section in definition.sections for field in section.fields]
        return sections | {name: field_ids(name)["whole"] for name in fields}
    found = {part.id: part.id for part in getattr(definition, definition.kind.info.parts or "", ())}
    if isinstance(definition, model.pathway.Pathway):
        found |= {sign.id: f"sign-{sign.id}" for sign in definition.signs}
    if isinstance(definition, Checklist):
        for group in definition.groups:
            found |= {f"{group.id}/{item.id}": f"{group.id}.{item.id}" for item in group.items}
    return found


def lists_of_parts(definition: AnyDefinition) -> frozenset[str]:
    """Return the keys that list the parts of a definition with a place of their own on its page."""
    if isinstance(definition, Worksheet):
        return frozenset({"sections"})
    more = {"signs"} if isinstance(definition, model.pathway.Pathway) else set()
    return frozenset({definition.kind.info.parts or "", *more})


def address_of(definition: AnyDefinition, part: str | None) -> str | None:
    """Return the address, below the locale, of a definition or a part; None where it has no such part."""
    path = page_path(definition.kind, definition.id)
    if part is None:
        return path
    found = anchors(definition)
    return f"{path}#{found[part]}" if part in found else None


def field_ids(name: str) -> dict[str, str]:
    """Return the ids of the elements of a worksheet's field: the whole, its control, hint and bounds."""
    own = {"control": "f", "hint": "h", "bounds": "b"}
    return {"whole": f"field-{name}"} | {part: f"{OWN}{letter}.{name}" for part, letter in own.items()}
