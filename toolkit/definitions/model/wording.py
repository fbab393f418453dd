"""What Pydantic found, said so that somebody who writes texts can act on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ...errors import Message, Problem
from ..document import Document, Loc
from .checks import Fault
from .hints import Hints
from .phrases import PHRASES, other_fault
from .shapes import by_key, level_of, model_at, types_at


def problems(
    document: Document, model: type[BaseModel], errors: Iterable[Any], hints: Hints
) -> Iterator[Problem]:
    """Turn ``ValidationError.errors()`` into problems, without those that only repeat another one."""
    missing: dict[tuple[Loc, str], Problem] = {}
    for error in errors:
        # A list whose every entry is wrong is not empty, though Pydantic says so too.
        if error["type"] == "too_short" and error["input"]:
            continue
        found = problem(document, model, error, hints)
        at = (tuple(error["loc"][:-1]), str(error["loc"][-1])) if error["loc"] else ((), "")
        if found.code == "missing":
            missing[at] = found
            continue
        if found.code == "unknown-key":
            # A key under a wrong name is not missing, too.
            missing.pop((at[0], str(found.advice.params.get("near"))), None)
        yield found
    yield from missing.values()


def problem(document: Document, model: type[BaseModel], error: Any, hints: Hints) -> Problem:
    """Turn one of ``ValidationError.errors()`` into a problem with its place."""
    kind: str = error["type"]
    context: dict[str, Any] = error.get("ctx") or {}
    loc = _in_file(document, error["loc"])
    owner = model_at(model, error["loc"][:-1])
    if kind == "extra_forbidden":
        key = str(error["loc"][-1])
        known = sorted(owner.model_fields) if owner else []
        return Problem(
            "unknown-key",
            document.key_place(loc),
            Message("there is no key ‘{key}’ here", key=key),
            (level_of(model, owner, error["loc"]) if hints.wanted("unknown-key") else None)
            or hints.near("unknown-key", key, known),
        )
    if kind == "missing":
        key = str(error["loc"][-1])
        field = owner.model_fields.get(key) if owner else None
        # The note is a message of its own, found in the model when interface words are collected.
        note = Message(field.description) if field and field.description else ""
        return Problem(
            "missing",
            document.place(loc),
            Message("the key ‘{key}’ is missing", key=key),
            Message("add ‘{key}:’ – {note}", key=key, note=note),
        )
    place = document.place(loc)
    if error["loc"] and error["loc"][-1] == "[key]":
        place = document.key_place(loc)
    if kind == "union_tag_invalid":
        place = document.place((*loc, "type"))
    types = ", ".join(types_at(model, error["loc"])) if kind == "union_tag_not_found" else ""
    least, most = _bounds(model, error["loc"])
    more = {"input": error.get("input"), "msg": error["msg"], "least": least, "most": most, "known": types}
    what, advice = PHRASES.get(kind, other_fault)(more | context | {"hints": hints})
    return Problem(kind.replace("_", "-"), place, what, advice)


def fault_problem(document: Document, fault: Fault, hints: Hints) -> Problem:
    """Turn what a check across keys found into a problem with its place."""
    what, advice = PHRASES[fault.code]({**fault.params, "hints": hints})
    return Problem(fault.code.replace("_", "-"), document.place(fault.at), what, advice)


def _in_file(document: Document, loc: Loc) -> Loc:
    """Drop the parts of Pydantic's location that do not stand in the file (union tags, [key])."""
    found: list[str | int] = []
    node: Any = document.data
    for step in loc:
        in_list = isinstance(node, list) and isinstance(step, int) and step < len(node)
        if in_list or (isinstance(node, dict) and step in node):
            node = node[step]
            found.append(step)
    return tuple(found)


def _bounds(model: type[BaseModel], loc: Loc) -> tuple[Any, Any]:
    """Return the least and the greatest number that the field at a place takes."""
    limits = _limits(model, loc) if loc else []
    return (
        next((limit.ge for limit in limits if hasattr(limit, "ge")), ""),
        next((limit.le for limit in limits if hasattr(limit, "le")), ""),
    )


def _limits(model: type[BaseModel], loc: Loc) -> Sequence[Any]:
    owner = model_at(model, loc[:-1])
    if owner and (field := owner.model_fields.get(str(loc[-1]))):
        return field.metadata
    # One of several numbers, each under a key that the author names.
    owner = model_at(model, loc[:-2])
    around = owner.model_fields.get(str(loc[-2])) if owner and len(loc) > 1 else None
    marks = get_args(by_key(around.annotation)) if around else ()
    return [limit for mark in marks if isinstance(mark, FieldInfo) for limit in mark.metadata]
