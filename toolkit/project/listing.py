"""Entries added to a list in ``mkdocs.yml``, with all else left as its author wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml


def added(text: str, keys: Sequence[str], entries: Sequence[str]) -> str:
    """Return the configuration with entries at the end of the list under a path of keys.

    What is missing of the path is written, too. Raises :class:`ValueError` where something else than
    keys, or than a list, stands there.
    """
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    if node is None:
        return text + _block(keys, entries, 0)
    for depth, key in enumerate(keys):
        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            raise ValueError(key)
        pair: Any = next((pair for pair in node.value if pair[0].value == key), None)
        if pair is None:
            return _below(text, node, _block(keys[depth:], entries, node.start_mark.column))
        name, found = pair
        if isinstance(found, yaml.ScalarNode) and not found.value and depth + 1 < len(keys):
            # A key with nothing below it.
            return _below(text, name, _block(keys[depth + 1 :], entries, name.start_mark.column + 2))
        node = found
    if isinstance(node, yaml.ScalarNode):
        # One word stands for a list of one; nothing, for an empty one.
        whole = f"[{', '.join([*([node.value] if node.value else []), *entries])}]"
        start, end = node.start_mark.index, node.end_mark.index
        return f"{text[:start]}{'' if text[:start].endswith(' ') else ' '}{whole}{text[end:]}"
    if not isinstance(node, yaml.SequenceNode):
        raise ValueError(keys[-1])
    if node.flow_style:
        at = node.end_mark.index - 1
        return text[:at] + (", " if node.value else "") + ", ".join(entries) + text[at:]
    column = node.start_mark.column
    return _below(text, node, "".join(f"{' ' * column}- {entry}\n" for entry in entries))


def _block(keys: Sequence[str], entries: Sequence[str], column: int) -> str:
    lines = [f"{'  ' * depth}{key}:" for depth, key in enumerate(keys)]
    lines += [f"{'  ' * len(keys)}- {entry}" for entry in entries]
    return "".join(f"{' ' * column}{line}\n" for line in lines)


def _below(text: str, node: Any, lines: str) -> str:
    """Put lines below the last one of a node, which a comment or an empty line may follow."""
    head = text[: _last(node)]
    if not head.endswith("\n"):
        rest = text[len(head) :]
        head += rest.partition("\n")[0] + "\n"
    return head + lines + text[len(head) :]


def _last(node: Any) -> int:
    """Return where the last value of a node ends."""
    while not isinstance(node, yaml.ScalarNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)
