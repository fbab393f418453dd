"""Walking a definition by the types of its fields.

One traversal finds the texts (for catalogs and views) and the references (for the
library); :func:`translate` rebuilds a definition with other texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from .base import Item, Part
from .checks import Fault
from .kindinfo import Kind
from .scalars import For, Ref, Translatable

P = TypeVar("P", bound=Part)
Marker = TypeVar("Marker", Translatable, Ref, For)
Path = tuple[str, ...]


@dataclass(frozen=True)
class FieldSpec:
    """What the type of a field says about it."""

    note: str
    text: Translatable | None
    ref: Ref | None
    visibility: For | None


@dataclass(frozen=True)
class TextField:
    """A text for readers: its path of stable ids, and where it stands in the file."""

    path: Path
    loc: tuple[str | int, ...]
    text: str
    note: str
    prose: bool
    links: bool
    visibility: str | None


@dataclass(frozen=True)
class Reference:
    """A reference to another definition, or to a part of one."""

    loc: tuple[str | int, ...]
    kind: Kind
    part: str | None
    value: str


@cache
def field_specs(cls: type[Part]) -> dict[str, FieldSpec]:
    """Return what each field's type says, by field name, in the order of declaration."""
    return {
        name: FieldSpec(
            note=info.description or "",
            text=_marker(info.annotation, info.metadata, Translatable),
            ref=_marker(info.annotation, info.metadata, Ref),
            visibility=_marker(info.annotation, info.metadata, For),
        )
        for name, info in cls.model_fields.items()
    }


def _marker(annotation: Any, metadata: list[Any], wanted: type[Marker]) -> Marker | None:
    for entry in metadata:
        if isinstance(entry, wanted):
            return entry
    for argument in get_args(annotation):
        if isinstance(argument, wanted):
            return argument
        if not (isinstance(argument, type) and issubclass(argument, BaseModel)):
            found = _marker(argument, [], wanted)
            if found is not None:
                return found
    return None


def texts(definition: Part) -> Iterator[TextField]:
    """Yield every text of a definition, in the order of its model."""
    for path, loc, value, spec, visibility in _leaves(definition):
        if spec.text is not None:
            yield TextField(path, loc, value, spec.note, spec.text.prose, spec.text.links, visibility)


def strings(definition: Part) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield place and value of everything that is written in words or names: texts, authors, ids."""
    for _, loc, value, _, _ in _leaves(definition):
        yield loc, value


def references(definition: Part) -> Iterator[Reference]:
    """Yield every reference of a definition."""
    for _, loc, value, spec, _ in _leaves(definition):
        if spec.ref is not None:
            yield Reference(loc, *spec.ref.target(value))


def faults(part: Part) -> Iterator[Fault]:
    """Yield what is wrong between the keys of a definition or of its sketch, with places from its top."""
    pending: list[tuple[tuple[str | int, ...], Any]] = [((), part)]
    while pending:
        loc, node = pending.pop()
        if isinstance(node, Part):
            yield from (found.below(loc) for found in node.faults())
            pending += [((*loc, name), node.__dict__.get(name)) for name in type(node).model_fields]
        elif isinstance(node, dict):
            pending += [((*loc, key), child) for key, child in node.items()]
        elif isinstance(node, tuple) and not isinstance(node, Item):
            pending += [((*loc, index), child) for index, child in enumerate(node)]


Loc = tuple[str | int, ...]
Leaf = tuple[Path, Loc, str, FieldSpec, str | None]


def _leaves(part: Part) -> list[Leaf]:
    # One list for all levels: handing each leaf up through ten generators took longer than finding it.
    found: list[Leaf] = []
    _gather(part, (), (), None, found)
    return found


def _gather(part: Part, path: Path, loc: Loc, visibility: str | None, found: list[Leaf]) -> None:
    values = part.__dict__
    for name, spec in field_specs(type(part)).items():
        # A sketch has no value where the file has none that is right.
        if (value := values.get(name)) is None:
            continue
        seen_by = spec.visibility.visibility if spec.visibility else visibility
        if isinstance(value, str):
            found.append(((*path, name), (*loc, name), value, spec, seen_by))
        else:
            _gather_of(value, (*path, name), (*loc, name), spec, seen_by, found)


def _gather_of(
    value: Any, path: Path, loc: Loc, spec: FieldSpec, seen_by: str | None, found: list[Leaf]
) -> None:
    if isinstance(value, Part):
        _gather(value, path, loc, seen_by, found)
    elif isinstance(value, dict):
        for key, child in value.items():
            _gather_of(child, (*path, key), (*loc, key), spec, seen_by, found)
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            if isinstance(child, Item):
                found.append(((*path, child.id), (*loc, child.id), child.text, spec, seen_by))
            elif isinstance(child, Part):
                here = (*path, getattr(child, "id", str(index)))
                _gather(child, here, (*loc, index), seen_by, found)
            elif isinstance(child, str):
                found.append((path, (*loc, index), child, spec, seen_by))
    elif isinstance(value, str):
        found.append((path, loc, value, spec, seen_by))


def translate(part: P, say: Callable[[Path, str], str], path: Path = ()) -> P:
    """Return a copy of ``part`` in which ``say(path, text)`` has replaced every text."""
    return part.model_copy(
        update={
            name: _translated(getattr(part, name), spec.text is not None, say, (*path, name))
            for name, spec in field_specs(type(part)).items()
        }
    )


def _translated(value: Any, is_text: bool, say: Callable[[Path, str], str], path: Path) -> Any:
    if isinstance(value, Part):
        return translate(value, say, path)
    if isinstance(value, dict):
        return {key: _translated(child, is_text, say, (*path, key)) for key, child in value.items()}
    if isinstance(value, tuple):
        return tuple(
            Item(child.id, say((*path, child.id), child.text))
            if isinstance(child, Item)
            else translate(child, say, (*path, getattr(child, "id", str(index))))
            if isinstance(child, Part)
            else child
            for index, child in enumerate(value)
        )
    return say(path, value) if isinstance(value, str) and is_text else value
