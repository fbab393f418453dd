"""What can be told of a definition that has faults: each key that is right in itself, and no other.

A sketch is an instance of its model in which the keys that are missing or wrong are not set. Entries
of a list keep their places: an entry that is no mapping is a part without keys, a word that is wrong is None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from .base import Item

_UNKNOWN = object()
#: Origins of types that say nothing of how a value is made.
_NO_SHAPE = (None, Union, UnionType)
#: Errors that say nothing of the value of a key.
_OF_KEYS = frozenset({"extra_forbidden", "missing"})


@dataclass(frozen=True)
class _Shape:
    """How the value of a field is made."""

    whole: TypeAdapter[Any]
    #: Of one entry, where the value is a list or a mapping of words.
    entry: TypeAdapter[Any] | None
    parts: tuple[type[BaseModel], ...]
    outer: Any


def sketch(model: type[BaseModel], node: Any, context: Mapping[str, Any]) -> Any:
    """Return the sketch of a part whose data has faults."""
    data = node if isinstance(node, dict) else None
    values: dict[str, Any] = {}
    unknown: set[str] = set()
    for name, info in model.model_fields.items():
        found = _UNKNOWN
        if data is not None and name in data:
            found = _value(_shape(model, name), data[name], context)
        elif data is not None and not info.is_required():
            continue
        if found is _UNKNOWN:
            unknown.add(name)
        else:
            values[name] = found
    part = model.model_construct(**values)
    for name in unknown:
        part.__dict__.pop(name, None)
    return part


def likely(models: Sequence[type[BaseModel]], node: Mapping[str, Any]) -> type[BaseModel]:
    """Return the one of several models that has most of the keys of a mapping without a type."""
    return max(models, key=lambda model: len(model.model_fields.keys() & node.keys()))


def errors_beside_type(
    models: Sequence[type[BaseModel]], node: Mapping[str, Any], context: Mapping[str, Any]
) -> list[Any]:
    """Return what is wrong with a mapping whatever its type may be; locations begin with a likely type."""
    model = likely(models, node)
    tag = get_args(model.model_fields["type"].annotation)[0]
    try:
        model.model_validate(node, context=context)
    except ValidationError as error:
        return [
            {**found, "loc": (tag, *found["loc"])}
            for found in error.errors(include_url=False)
            if found["loc"][:1] != ("type",) and _whatever(models, found)
        ]
    return []


def _whatever(models: Sequence[type[BaseModel]], error: Any) -> bool:
    name, below = error["loc"][0], error["loc"][1:]
    if below or error["type"] not in _OF_KEYS:
        return True
    fields = [model.model_fields.get(name) for model in models]
    if error["type"] == "missing":
        return all(field and field.is_required() for field in fields)
    return not any(fields)


def parts_of(annotation: Any) -> tuple[type[BaseModel], ...]:
    """Return the models that a type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (annotation,)
    return tuple(model for argument in get_args(annotation) for model in parts_of(argument))


@cache
def _shape(model: type[BaseModel], name: str) -> _Shape:
    info = model.model_fields[name]
    annotation: Any = info.annotation
    known = (found for found in (annotation, *get_args(annotation)) if get_origin(found) not in _NO_SHAPE)
    outer = next(known, annotation)
    parts = parts_of(annotation)
    entry = None
    if get_origin(outer) is tuple and not parts and get_args(outer)[0] is not Item:
        entry = TypeAdapter(get_args(outer)[0])
    elif get_origin(outer) is dict and not parts:
        entry = TypeAdapter(get_args(outer)[1])
    whole = TypeAdapter(Annotated[annotation, *info.metadata] if info.metadata else annotation)
    return _Shape(whole, entry, parts, outer)


def _value(shape: _Shape, raw: Any, context: Mapping[str, Any]) -> Any:
    try:
        return shape.whole.validate_python(raw, context=context)
    except ValidationError:
        pass
    origin = get_origin(shape.outer)
    if not raw:
        return _UNKNOWN
    if origin is tuple and isinstance(raw, list):
        if shape.parts:
            return tuple(_part(shape.parts, child, context) for child in raw)
        return tuple(_entry(shape.entry, child, context) for child in raw) if shape.entry else _UNKNOWN
    if not isinstance(raw, dict):
        return _UNKNOWN
    if origin is tuple and get_args(shape.outer)[0] is Item:
        # Texts that are wrong count, but say nothing.
        return tuple(Item(key, text if isinstance(text, str) else "") for key, text in raw.items())
    if origin is dict and shape.entry:
        # An entry that is wrong says nothing.
        entries = {key: _entry(shape.entry, child, context) for key, child in raw.items()}
        return {key: child for key, child in entries.items() if child is not None}
    if origin is dict and shape.parts:
        return {key: sketch(shape.parts[0], child, context) for key, child in raw.items()}
    return sketch(shape.parts[0], raw, context) if shape.parts and origin is not tuple else _UNKNOWN


def _part(parts: Sequence[type[BaseModel]], raw: Any, context: Mapping[str, Any]) -> Any:
    if len(parts) == 1 or not isinstance(raw, dict):
        return sketch(parts[0], raw, context)
    # Without a type that is right, its own key ``type`` is not set.
    tagged = (model for model in parts if raw.get("type") in get_args(model.model_fields["type"].annotation))
    return sketch(next(tagged, None) or likely(parts, raw), raw, context)


def _entry(adapter: TypeAdapter[Any], raw: Any, context: Mapping[str, Any]) -> Any:
    try:
        return adapter.validate_python(raw, context=context)
    except ValidationError:
        return None
