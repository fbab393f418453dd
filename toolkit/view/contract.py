"""The contract with template authors as data: which keys a view has, of what type, and what for.

It is read from the types of views (``typed.py`` and whatever makes a view) and from the model; nothing
is listed twice.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from ..definitions import KINDS, Part, Shape, outline
from .kinds import ADDED
from .kinds.worksheet import FieldEntry, FieldView
from .typed import (
    AnyLink,
    Choice,
    CompetencyLink,
    DefinitionView,
    LinkView,
    ListEntry,
    MinutesView,
    QuestionLink,
    Rendered,
    ViewOf,
)

Form = Literal[
    "words", "number", "flag", "text", "prose", "data", "call", "list", "mapping", "either", "structure"
]
_SCALARS: Mapping[Any, Form] = {str: "words", int: "number", float: "number", bool: "flag", Any: "data"}
_PARTS_OF = {"questions": QuestionLink, "competencies": CompetencyLink}


@dataclass(frozen=True)
class Type:
    """What a value is. A list, a mapping and a choice between types are ``of`` others."""

    form: Form
    of: tuple[Type, ...] = ()
    structure: Structure | None = None
    may_be_nothing: bool = False


@dataclass(frozen=True)
class Entry:
    """A key of a structure, or a member of an object."""

    name: str
    type: Type
    note: str
    may_be_missing: bool = False


@dataclass(frozen=True)
class Structure:
    """Something with keys that templates get: a typed dict, an object, or the view of a part of a definition.

    ``bare`` is a part that another definition refers to.
    """

    made_of: type
    bare: bool = False

    @property
    def name(self) -> str:
        """What it is called; a part that is bare is another thing than the same part at home."""
        return f"{self.made_of.__name__.lstrip('_')}{' (referred to)' if self.bare else ''}"

    @property
    def note(self) -> str:
        """What it is, in a sentence."""
        own = self.made_of.__doc__ or ""
        # Of a dataclass without words of its own this is its signature.
        is_signature = own.startswith(f"{self.made_of.__name__}(")
        return "" if is_signature else own.split("\n\n")[0].replace("\n    ", " ")

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its keys, in order."""
        if issubclass(self.made_of, Part):
            return tuple(_of_part(self.made_of, self.bare).values())
        if is_dataclass(self.made_of):
            return tuple(_of_object(self.made_of))
        return tuple(_of_hints(self.made_of))


def structures_of(first: type) -> tuple[Structure, ...]:
    """Return a structure and all that it is made of, each once, from the top."""
    found: dict[Structure, None] = {}

    def visit(structure: Structure) -> None:
        if structure in found:
            return
        found[structure] = None
        for entry in structure.entries:
            for below in within(entry.type):
                visit(below)

    visit(Structure(first))
    return tuple(found)


def within(found: Type) -> Iterator[Structure]:
    """Yield the structures that a type speaks of."""
    if found.structure:
        yield found.structure
    for below in found.of:
        yield from within(below)


def type_of(hint: Any) -> Type:
    """Return what a type annotation says of a value."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return type_of(arguments[0])
    if origin is Annotated:
        for mark in arguments[1:]:
            if isinstance(mark, Rendered):
                return Type("prose" if mark.prose else "text")
            if isinstance(mark, ViewOf):
                return Type("structure", structure=Structure(mark.part, mark.bare))
        return type_of(arguments[0])
    if origin in (Union, UnionType):
        given = [type_of(argument) for argument in arguments if argument is not NoneType]
        one = given[0] if len(given) == 1 else Type("either", tuple(given))
        return replace(one, may_be_nothing=NoneType in arguments)
    if origin is Literal:
        return Type("words")
    if origin is Callable or hint is Callable:
        return Type("call")
    if origin in (list, tuple):
        return Type("list", tuple(type_of(one) for one in dict.fromkeys(arguments) if one is not ...))
    if origin in (dict, Mapping):
        return Type("mapping", (type_of(arguments[1]),))
    if hint in _SCALARS:
        return Type(_SCALARS[hint])
    if is_typeddict(hint) or is_dataclass(hint):
        return Type("structure", structure=Structure(hint))
    raise TypeError(hint)


def _note(hint: Any) -> str:
    while get_origin(hint) is NotRequired:
        hint = get_args(hint)[0]
    return next((mark for mark in get_args(hint)[1:] if isinstance(mark, str)), "")


def _of_hints(made_of: type) -> Iterator[Entry]:
    optional: frozenset[str] = getattr(made_of, "__optional_keys__", frozenset())
    for name, hint in get_type_hints(made_of, include_extras=True).items():
        may_be_missing = name in optional or get_origin(hint) is NotRequired
        yield Entry(name, type_of(hint), _note(hint), may_be_missing)


def _of_object(made_of: type) -> Iterator[Entry]:
    hints = get_type_hints(made_of, include_extras=True)
    for field in fields(made_of):
        yield Entry(field.name, type_of(hints[field.name]), _note(hints[field.name]))
    for name, member in vars(made_of).items():
        told = (inspect.getdoc(member) or "").split("\n\n")[0].replace("\n", " ")
        if isinstance(member, property):
            yield Entry(name, type_of(get_type_hints(member.fget)["return"]), told)
        elif inspect.isfunction(member) and not name.startswith("_"):
            yield Entry(name, Type("call"), told)


def _of_part(made_of: type[Part], bare: bool) -> dict[str, Entry]:
    added = ADDED.get(made_of)
    found: dict[str, Entry] = {}
    for key in outline(made_of):
        if bare and _refers(key.shape):
            continue
        of_field = added is FieldView
        can_be_none = key.may_be_nothing or bool(key.visibility)
        found[key.name] = Entry(
            key.name, replace(_of_shape(key.shape, bare, of_field), may_be_nothing=can_be_none), key.note
        )
    if bare:
        return found
    if made_of in KINDS.values():
        found |= {entry.name: entry for entry in _of_hints(DefinitionView)}
    if added:
        found |= {entry.name: entry for entry in _of_hints(added)}
    return found


def _refers(shape: Shape) -> bool:
    return shape.ref is not None or (shape.inner is not None and _refers(shape.inner))


def _of_shape(shape: Shape, bare: bool, of_field: bool) -> Type:
    # Only the lists of the field itself name their entries' texts.
    inner = (_of_shape(shape.inner, bare, of_field and shape.form == "list"),) if shape.inner else ()
    match shape.form:
        case "text" | "title":
            return Type("text")
        case "prose":
            return Type("prose")
        case "whole":
            return Type("number")
        case "flag":
            return Type("flag")
        case "choice":
            return Type("structure", structure=Structure(Choice))
        case "minutes":
            return Type("structure", structure=Structure(MinutesView))
        case "items":
            entry = Structure(FieldEntry if of_field else ListEntry)
            return Type("list", (Type("structure", structure=entry),))
        case "reference":
            if shape.ref and shape.ref.kind is None:
                return Type("structure", structure=Structure(AnyLink))
            part = shape.ref.part if shape.ref else None
            return Type("structure", structure=Structure(_PARTS_OF[part] if part else LinkView))
        case "part":
            each = tuple(Type("structure", structure=Structure(part)) for part in shape.parts)
            return each[0] if len(each) == 1 else Type("either", each)
        case "list":
            return Type("list", inner)
        case "by language" | "by id":
            return Type("mapping", inner)
        case _:
            return Type("words")
