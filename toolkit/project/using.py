"""What a project uses of the definitions that the package brings along: ``extra: toolkit: use:``."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from ..errors import Message, Place
from .configfile import Reader, Where, is_empty

#: The word for everything that there is.
ALL = "all"
_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_WISH = re.compile(rf"{ALL}|[a-z_]+(?:/{_NAME})?")


@dataclass(frozen=True)
class Wish:
    """An entry of the list, such as ``worksheet/smart-goal``, ``checklist``, ``topic/goals`` or ``all``."""

    text: str
    place: Place

    @property
    def parts(self) -> tuple[str, str]:
        """Return what stands before the slash and behind it; nothing behind it means all."""
        kind, _, name = self.text.partition("/")
        return kind, name


def use(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Keep a list of definitions, each with its place; whether there are such is for others to say."""
    if is_empty(node):
        return
    entries = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found = []
    for entry in entries:
        text = str(entry.value).strip() if isinstance(entry, yaml.ScalarNode) else ""
        if _WISH.fullmatch(text):
            found.append(Wish(text, reader.at(entry)))
        else:
            reader.complain(entry, Message("this does not refer to any definitions"), _ADVICE)
    reader.found[where] = tuple(found)


_ADVICE = Message("write ‘all’, a kind such as worksheet, or a kind and an ID, such as worksheet/smart-goal")
