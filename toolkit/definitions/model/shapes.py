"""Which models may stand at a place of a document, and which keys they know."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from ...errors import Message
from ..document import Loc
from .sketch import parts_of


@cache
def keys_of(model: type[BaseModel]) -> frozenset[str]:
    """Return the keys of a model and of all that it is made of."""
    inner = (part for info in model.model_fields.values() for part in parts_of(info.annotation))
    return frozenset(model.model_fields).union(*map(keys_of, inner))


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Follow a location through the types to the model whose key it is about."""
    current: Any = model
    for step in loc:
        if isinstance(step, int):
            continue
        models = parts_of(current)
        tagged = [found for found in models if step in tags(found)]
        if tagged:
            current = tagged[0]
        elif (value := by_key(current)) is not None:
            current = value
        elif len(models) == 1 and step in models[0].model_fields:
            current = models[0].model_fields[step].annotation
        else:
            return None
    models = parts_of(current)
    return models[0] if len(models) == 1 else None


def by_key(annotation: Any) -> Any:
    """Return the type of what stands under keys that an author names; None of anything else."""
    for found in (annotation, *get_args(annotation)):
        if get_origin(found) is dict:
            return get_args(found)[1]
    return None


def tags(model: type[BaseModel]) -> tuple[Any, ...]:
    """Return the types that a model stands for, where models differ by their type."""
    field = model.model_fields.get("type")
    return get_args(field.annotation) if field else ()


def level_of(model: type[BaseModel], owner: type[BaseModel] | None, loc: Loc) -> Message | None:
    """Return advice where a key is right by its name, but stands at a wrong depth."""
    key = str(loc[-1])
    outer = (model_at(model, loc[:length]) for length in range(len(loc) - 2, -1, -1))
    is_higher = any(one and key in one.model_fields for one in outer)
    fields = owner.model_fields if owner else {}
    parent = next((name for name, info in fields.items() if _is_below(key, info.annotation)), None)
    if parent and is_higher:
        return Message(
            "‘{key}’ stands at the wrong level: indent it more if it belongs to an entry of ‘{parent}’, less "
            "if it belongs further out",
            key=key,
            parent=parent,
        )
    if is_higher:
        return Message("‘{key}’ belongs at a higher level: indent it less", key=key)
    if parent:
        return Message(
            "‘{key}’ belongs in the lines below ‘{parent}’: indent it more", key=key, parent=parent
        )
    return None


def _is_below(key: str, annotation: Any) -> bool:
    """Say whether a part of what is of this type has such a key."""
    return any(key in keys_of(inner) for inner in parts_of(annotation))


def models_at(model: type[BaseModel], loc: Loc) -> tuple[type[BaseModel], ...]:
    """Return the models of which one is expected at a place where they differ by their type."""
    *around, last = (step for step in loc if isinstance(step, str))
    owner = model_at(model, tuple(around))
    field = owner.model_fields.get(last) if owner else None
    return parts_of(field.annotation) if field else ()


def types_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """Return the types of which one is expected at a place where models differ by their type."""
    return [str(tag) for found in models_at(model, loc) for tag in tags(found)]
