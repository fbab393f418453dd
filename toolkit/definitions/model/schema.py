"""The JSON Schema of each kind, for editors: it accepts what ``toolkit check`` accepts in one file.

Each type and each model says its own part, beside the rule that it puts in words. What is left
to do here is what Pydantic says differently from how files are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from .kindinfo import Kind
from .kinds import KINDS

_LIMITS = {"ge": "minimum", "le": "maximum"}


def definition_schema(kind: Kind, tell: Callable[[str], str] = str) -> dict[str, Any]:
    """Return the JSON Schema of a kind, with the field notes in the words of ``tell`` as descriptions."""
    schema: dict[str, Any] = _as_written(KINDS[kind].model_json_schema())
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    for node in _described(schema):
        node["description"] = str(tell(node["description"]))
    return schema


@cache
def schema_notes() -> tuple[str, ...]:
    """Return every note for authors that the schemas hold, once."""
    found = (node["description"] for kind in KINDS for node in _described(definition_schema(kind)))
    return tuple(dict.fromkeys(found))


def _described(node: Any) -> Iterator[dict[str, Any]]:
    """Yield what a schema describes; a key of a definition may be called ``description``, too."""
    if isinstance(node, dict):
        if isinstance(node.get("description"), str):
            yield node
        for child in node.values():
            yield from _described(child)
    elif isinstance(node, list):
        for child in node:
            yield from _described(child)


def _as_written(node: Any) -> Any:
    if isinstance(node, list):
        return [_as_written(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    node = {_LIMITS.get(key, key): _as_written(value) for key, value in node.items()}
    if node.get("type") == "integer":
        node |= _whole(node["minimum"], node["maximum"])
    # A key without a value is a fault in a file, so nothing may be null.
    choices = [choice for choice in node.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del node["anyOf"]
        node = {**choices[0], **node}
    if node.get("default", "") is None:
        del node["default"]
    return node


def _whole(low: int, high: int) -> dict[str, Any]:
    """Accept a number between bounds, and the same in quotes."""
    return {"type": ["integer", "string"], "pattern": f"^({_between(low, high)})$"}


def _between(low: int, high: int) -> str:
    """Return a pattern of the whole numbers from ``low`` to ``high``, as they are usually written."""
    if low < 0:
        below = f"-({_between(1 if high >= 0 else -high, -low)})"
        return f"{below}|{_between(0, high)}" if high >= 0 else below
    parts: list[str] = []
    while low <= high:
        # The longest run of numbers from here that share their first digits, such as 120 to 199.
        size = 1
        while low % (size * 10) == 0 and low + size * 10 - 1 <= high and low:
            size *= 10
        last = min(high, low + size * (9 - low // size % 10) + size - 1)
        if size > 1 or last > low:
            last = low + (last - low + 1) // size * size - 1
        parts.append(_run(low, last, size))
        low = last + 1
    return "|".join(parts)


def _run(low: int, last: int, size: int) -> str:
    first, end = low // size, last // size
    digits = len(str(size)) - 1
    choice = str(first % 10) if first == end else f"[{first % 10}-{end % 10}]"
    head = str(first // 10) if first >= 10 else ""
    return head + choice + ("[0-9]" * digits if digits < 3 else f"[0-9]{{{digits}}}")
