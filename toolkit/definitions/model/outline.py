"""What may be written under each key of a definition, as plain data: read from the types of the model.

For whoever describes definitions or what is made of them; a type that is not known here is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic_core import PydanticUndefined

from .base import Item, ItemCount, Items, Minutes, Part
from .scalars import Day, Flag, LocaleCode, Plain, Prose, Ref, Slug, Text, Title, Url, Version, Whole
from .vocabulary import MODEL_STEPS
from .walk import field_specs

Form = Literal[
    "id", "line", "text", "title", "prose", "whole", "flag", "day", "address", "version", "language", "word",
    "choice", "reference", "items", "minutes", "part", "list", "by language", "by id",
]  # fmt: skip

_SCALARS: tuple[tuple[Any, Form], ...] = (
    (Slug, "id"),
    (Title, "title"),
    (Text, "text"),
    (Prose, "prose"),
    (Plain, "line"),
    (Url, "address"),
    (Version, "version"),
    (LocaleCode, "language"),
    (Flag, "flag"),
    (Day, "day"),
    (Whole, "whole"),
    (Items, "items"),
    # A number with bounds of its own, where it stands under an author’s key.
    (int, "whole"),
    (str, "word"),
)


@dataclass(frozen=True)
class Shape:
    """What a value is: ``form`` says it, the rest says of what."""

    form: Form
    inner: Shape | None = None
    parts: tuple[type[Part], ...] = ()
    vocabulary: type[StrEnum] | None = None
    ref: Ref | None = None


@dataclass(frozen=True)
class KeyOutline:
    """A key of a definition. ``least`` and ``most`` bound a number, or how many entries there are.

    ``may_be_nothing`` says that none need be written, and that none is taken instead.
    """

    name: str
    note: str
    shape: Shape
    is_needed: bool
    default: str | None
    least: int | None
    most: int | None
    words: tuple[str, ...]
    visibility: str | None
    may_be_nothing: bool


@cache
def outline(model: type[Part]) -> tuple[KeyOutline, ...]:
    """Return the keys of a model, in order."""
    hints = get_type_hints(model, include_extras=True)
    return tuple(_key(model, name, hints[name]) for name in model.model_fields)


def parts_of(model: type[Part]) -> tuple[type[Part], ...]:
    """Return a model and all models below it, each once, in the order in which a file has them."""
    found: dict[type[Part], None] = {}

    def visit(part: type[Part]) -> None:
        if part in found:
            return
        found[part] = None
        for key in outline(part):
            for below in _below(key.shape):
                visit(below)

    visit(model)
    return tuple(found)


def vocabularies_of(models: tuple[type[Part], ...]) -> tuple[type[StrEnum], ...]:
    """Return the vocabularies that models choose from, each once."""

    def chosen(shape: Shape | None) -> Iterator[type[StrEnum]]:
        if shape and shape.vocabulary:
            yield shape.vocabulary
        if shape and shape.inner:
            yield from chosen(shape.inner)

    found = (
        known
        for model in models
        for part in parts_of(model)
        for key in outline(part)
        for known in chosen(key.shape)
    )
    return tuple(dict.fromkeys(found))


def _below(shape: Shape) -> tuple[type[Part], ...]:
    return shape.parts or (_below(shape.inner) if shape.inner else ())


def _key(model: type[Part], name: str, hint: Any) -> KeyOutline:
    info, spec = model.model_fields[name], field_specs(model)[name]
    shape = _shape(hint, spec.ref)
    least, most = _bounds(info.metadata)
    is_plain = shape.form not in ("list", "part") and info.default is not PydanticUndefined
    default = info.default if is_plain else None
    return KeyOutline(
        name=name,
        note=spec.note,
        shape=shape,
        is_needed=info.is_required(),
        default=None if default is None else _written(default),
        least=least,
        most=most,
        words=_words(model, name, hint),
        visibility=spec.visibility.visibility if spec.visibility else None,
        may_be_nothing=info.default is None,
    )


def _written(value: Any) -> str:
    """Return a value as a file has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _words(model: type[Part], name: str, hint: Any) -> tuple[str, ...]:
    """Return the words that can stand here, where they are no vocabulary."""
    if get_origin(hint) is Literal:
        return tuple(str(word) for word in get_args(hint))
    return MODEL_STEPS.get(name, ()) if set(MODEL_STEPS) == set(model.model_fields) else ()


def _bounds(metadata: list[Any]) -> tuple[int | None, int | None]:
    least = most = None
    for limit in metadata:
        if isinstance(limit, ItemCount):
            return limit.least, limit.most
        # "min_length" of a list; texts have their limits from their types.
        least = getattr(limit, "ge", getattr(limit, "min_length", least))
        most = getattr(limit, "le", most)
    return least, most


def _shape(hint: Any, ref: Ref | None) -> Shape:
    for known, form in _SCALARS:
        if hint == known:
            return Shape("reference", ref=ref) if ref else Shape(form)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _shape(arguments[0], ref) if not _is_scalar(hint) else Shape("reference", ref=ref)
    if origin in (Union, UnionType):
        given = [argument for argument in arguments if argument is not NoneType]
        if len(given) == 1:
            return _shape(given[0], ref)
        return Shape("part", parts=tuple(given))
    if origin is Literal:
        return (
            Shape("choice", vocabulary=type(arguments[0]))
            if isinstance(arguments[0], StrEnum)
            else Shape("word")
        )
    if origin is tuple:
        if arguments[0] is Item:
            return Shape("items")
        return Shape("list", inner=_shape(arguments[0], ref))
    if origin is dict:
        by: Form = "by language" if arguments[0] == LocaleCode else "by id"
        return Shape(by, inner=_shape(arguments[1], ref))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Shape("choice", vocabulary=hint)
    if isinstance(hint, type) and issubclass(hint, Minutes):
        return Shape("minutes", parts=(hint,))
    if isinstance(hint, type) and issubclass(hint, Part):
        return Shape("part", parts=(hint,))
    raise TypeError(hint)


def _is_scalar(hint: Any) -> bool:
    """Say whether a type is one of ours with a mark on it, such as that of a reference."""
    return get_args(hint)[0] is str and any(isinstance(mark, Ref) for mark in get_args(hint)[1:])
