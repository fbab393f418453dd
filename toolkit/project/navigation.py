"""The menu of a site where it has one of its own: ``nav:``, for all languages or for one of them."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from ..errors import Message, Place
from .configfile import Reader, Where, is_empty
from .rules import text

#: What the names of a project's own pages end with.
PAGE = ".md"


@dataclass(frozen=True)
class NavEntry:
    """An entry of the menu: a kind of definition, or an own page’s file. No title means the usual one."""

    target: str
    title: str
    place: Place

    @property
    def page(self) -> str | None:
        """Return the name of the own page that it leads to, if it leads to one."""
        return self.target.removesuffix(PAGE) if self.target.endswith(PAGE) else None


def nav(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Keep a list of kinds and pages; whether there are such is for others to say."""
    if is_empty(node):
        return
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    if not entries:
        reader.complain(
            reader.places.get(where) or reader.at(node), Message("the menu has no entries"), _ADVICE
        )
        return
    found = []
    for number, entry in enumerate(entries):
        title, target = "", entry
        if isinstance(entry, yaml.MappingNode) and len(entry.value) == 1:
            key, target = entry.value[0]
            text(reader, (*where, number), key)
            title = reader.found.get((*where, number), "")
        if not isinstance(target, yaml.ScalarNode) or is_empty(target):
            reader.complain(entry, Message("this is not a menu entry"), _ADVICE)
            continue
        # Where MkDocs looks for pages, as some write it.
        name = str(target.value).strip().removeprefix("./").removeprefix("pages/")
        found.append(NavEntry(name, title, reader.at(target)))
    reader.found[where] = tuple(found)


_ADVICE = Message("write a list of kinds and pages, such as ‘- worksheet’ and ‘- About me: about.md’")
