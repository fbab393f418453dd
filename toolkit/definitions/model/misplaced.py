"""Keys that stand at the wrong depth: one slip of the writer that Pydantic finds as several faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...errors import Message, Problem, Related
from ..document import Document, Loc

_WANTS_MORE = {"model_type", "model_attributes_type", "dict_type", "tuple_type"}


def unindented(document: Document, errors: Sequence[Any]) -> tuple[list[Problem], list[Any]]:
    """Find keys without a value whose lines stand below them, but not indented.

    Returns these problems, and the errors that are left.
    """
    unknown = {tuple(error["loc"]) for error in errors if error["type"] == "extra_forbidden"}
    problems: list[Problem] = []
    explained: set[Loc] = set()
    for error in errors:
        loc = tuple(error["loc"])
        if error["input"] != "" or not loc or not unknown:
            continue
        if error["type"] not in _WANTS_MORE and not (
            error["type"] == "empty_text" and _is_block(document, loc)
        ):
            continue
        behind = list(_behind(document, loc, unknown))
        if behind:
            explained |= {loc, *behind}
            problems.append(
                Problem(
                    "unindented",
                    document.key_place(behind[0]),
                    Message("this line is not indented, so it does not belong to ‘{key}’", key=loc[-1]),
                    Message(
                        "indent all lines that belong to it by two spaces more than ‘{key}’", key=loc[-1]
                    ),
                    (Related(document.key_place(loc), Message("‘{key}’ is here", key=loc[-1])),),
                )
            )
    return problems, [error for error in errors if tuple(error["loc"]) not in explained]


def _is_block(document: Document, loc: Loc) -> bool:
    place = document.place(loc)
    line = document.lines[place.line - 1] if place.line <= len(document.lines) else ""
    return line[place.column - 1 : place.column] in ("|", ">")


def _behind(document: Document, loc: Loc, unknown: set[Loc]) -> Iterator[Loc]:
    """Yield the unknown keys that follow a key at once, in its own mapping."""
    node: Any = document.data
    for step in loc[:-1]:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return
    if not isinstance(node, dict) or loc[-1] not in node:
        return
    keys = list(node)
    for key in keys[keys.index(str(loc[-1])) + 1 :]:
        if (*loc[:-1], key) not in unknown:
            return
        yield (*loc[:-1], key)
