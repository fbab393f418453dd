"""Commented starter definitions, made from the model itself, so that they never lag behind it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from types import UnionType
from typing import Any, TypeGuard, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from ..errors import Message
from .model import KINDS, Kind, Part, Translatable
from .model.base import Item
from .model.walk import field_specs

Gettext = Callable[[str], str]
#: What a starter says where the model alone cannot know a fitting value.
_VALUES = {
    "version": '"1.0"',
    "min": "5",
    "typical": "10",
    "max": "15",
    "minutes": "15",
    "year": "2026",
    "target": "15",
    "contact": "15",
}
#: The most usual value of a vocabulary, where it is not the first.
_USUAL = {"none", "during", "ongoing"}
_SKIPPED = {"kind", "id", "language"}


def starter(kind: Kind, name: str, language: str, schema: str, gettext: Gettext = str) -> str:
    """Return a commented definition with every required key, to be filled; ``gettext`` translates comments.

    ``schema`` is the address of the kind's JSON Schema, relative to the file, for editors.
    """
    lines = [
        f"# yaml-language-server: $schema={schema}",
        f"kind: {kind}",
        f"id: {name}",
        f"language: {language}",
    ]
    _write(lines, KINDS[kind], "", gettext)
    return "\n".join(lines).replace('languages: ["…"]', f"languages: [{language}]") + "\n"


def _write(lines: list[str], model: type[Part], indent: str, gettext: Gettext) -> None:
    specs = field_specs(model)
    for name, field in model.model_fields.items():
        if indent == "" and name in _SKIPPED:
            continue
        required = field.is_required()
        note = gettext(field.description).rstrip(".") if field.description else ""
        if not required:
            shown = Message("{key}: – {note} (optional)", key=name, note=note).render(gettext)
            lines.append(f"{indent}# {shown}")
            continue
        lines.append(f"{indent}# {note}.")
        ref = specs[name].ref
        if ref is not None and ref.part:
            lines.append(f'{indent}{name}: ["other-definition/part"]')
            continue
        _value(lines, name, field, indent, gettext)


def _value(lines: list[str], name: str, field: FieldInfo, indent: str, gettext: Gettext) -> None:
    annotation = field.annotation
    marker = next((m for m in field.metadata if isinstance(m, Translatable)), None)
    element = _element(annotation)
    if name in _VALUES and element is None and not _is_model(annotation):
        lines.append(f"{indent}{name}: {_VALUES[name]}")
    elif element is Item:
        lines += [f"{indent}{name}:", f'{indent}  first-entry: "…"']
    elif element is not None:
        _list(lines, name, element, indent, gettext)
    elif _is_model(annotation):
        lines.append(f"{indent}{name}:")
        _write(lines, annotation, indent + "  ", gettext)
    elif isinstance(annotation, type) and issubclass(annotation, StrEnum):
        values = [member.value for member in annotation]
        lines[-1] += " " + Message("One of: {known}.", known=", ".join(values)).render(gettext)
        lines.append(f"{indent}{name}: {next((value for value in values if value in _USUAL), values[0])}")
    elif get_origin(annotation) is dict:
        lines += [f"{indent}{name}:", f"{indent}  en:", f'{indent}    preferred: "…"']
    elif get_args(annotation) and get_origin(annotation) not in (Union, UnionType):
        lines.append(f"{indent}{name}: {get_args(annotation)[0]}")
    elif marker and marker.prose:
        lines += [f"{indent}{name}: |", f"{indent}  …"]
    elif name == "id":
        lines.append(f"{indent}{name}: first")
    else:
        lines.append(f'{indent}{name}: "…"')


def _list(lines: list[str], name: str, element: Any, indent: str, gettext: Gettext) -> None:
    options = [choice for choice in get_args(element) if _is_model(choice)]
    if _is_model(element) or options:
        # Of a union the first member is the plainest.
        model = element if _is_model(element) else options[0]
        lines.append(f"{indent}{name}:")
        entry: list[str] = []
        _write(entry, model, indent + "    ", gettext)
        first = next(i for i, line in enumerate(entry) if not line.lstrip().startswith("#"))
        lines += entry[:first]
        lines.append(f"{indent}  - {entry[first].lstrip()}")
        lines += entry[first + 1 :]
    elif isinstance(element, type) and issubclass(element, StrEnum):
        values = [member.value for member in element]
        lines[-1] += " " + Message("Any of: {known}.", known=", ".join(values)).render(gettext)
        lines.append(f"{indent}{name}: [{values[0]}]")
    else:
        lines.append(f'{indent}{name}: ["…"]')


def _element(annotation: Any) -> Any:
    """Return the element type of a tuple, or None for anything else."""
    if get_origin(annotation) is not tuple:
        return None
    element = get_args(annotation)[0]
    if get_origin(element) is not None and _unions(element):
        return _unions(element)
    return element


def _unions(element: Any) -> Any:
    """Return the union inside an annotated element, if it is one."""
    inner = get_args(element)[0] if hasattr(element, "__metadata__") else element
    return inner if get_origin(inner) in (Union, UnionType) else None


def _is_model(annotation: Any) -> TypeGuard[type[Part]]:
    return isinstance(annotation, type) and issubclass(annotation, Part)
