"""A definition's file in another language: keys, order, comments and references stay as they are written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

import yaml

from .document import Loc

_INDENT = 2


def reworded(source: str, words: Mapping[Loc, str], languages: Sequence[str]) -> str:
    """Return a file's text in another language, with the values at some places replaced.

    ``languages`` are its own, and others that it may name. What is written as a block stays one; any other
    text comes in double quotes, which can hold all. Raises :class:`KeyError` for a place that is not there.
    """
    # The reader in Python counts places in letters, as they are cut here.
    root: Any = yaml.compose(source, Loader=yaml.SafeLoader)
    places = dict(_leaves(root, ()))
    changes = [(places[loc], _written(source, places[loc], text)) for loc, text in words.items()]
    for key, value in root.value:
        if key.value == "language":
            changes.append((value, languages[0]))
        elif key.value == "languages":
            changes.append((value, f"[{', '.join(languages)}]"))
    for node, text in sorted(changes, key=lambda change: -change[0].start_mark.index):
        source = source[: node.start_mark.index] + text + source[node.end_mark.index :]
    return source


def _leaves(node: Any, loc: Loc) -> list[tuple[Loc, yaml.ScalarNode]]:
    if isinstance(node, yaml.ScalarNode):
        return [(loc, node)]
    if isinstance(node, yaml.MappingNode):
        below = [((*loc, str(key.value)), child) for key, child in node.value]
    else:
        below = [((*loc, number), child) for number, child in enumerate(node.value)]
    return [leaf for where, child in below for leaf in _leaves(child, where)]


def _written(source: str, node: yaml.ScalarNode, text: str) -> str:
    if node.style not in ("|", ">"):
        return json.dumps(text, ensure_ascii=False)
    mark = cast("yaml.Mark", node.start_mark)
    line = source[: mark.index].rpartition("\n")[2]
    # A block stands deeper than its key, which an entry of a list begins after its hyphen.
    indent = len(line) - len(line.lstrip(" -")) + _INDENT
    lines = (" " * indent + one if one else "" for one in text.rstrip("\n").split("\n"))
    return "|\n" + "\n".join(lines) + "\n"
