"""What single kinds need besides their fields: a module for each kind, named as it is.

A module may have ``extra``: what a view has besides the definition's own fields; it is given the view
and makes no text again. What it adds is told by ``ADDED``: types, by the part of a definition in whose view
they stand. And ``facts``: what to know of a definition at a glance, on the card of an index.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from ...definitions import Kind, Part
from ..speaker import Speaker
from ..text import View
from .approach import ComparisonView, comparison

__all__ = ["ADDED", "ComparisonView", "comparison", "extra_of", "facts_of"]

_MODULES = {kind: import_module(f".{kind}", __name__) for kind in Kind}
#: The types of what a view has besides its fields, by the part of the definition whose view it stands in.
ADDED: Mapping[type[Part], type] = {
    part: added for module in _MODULES.values() for part, added in getattr(module, "ADDED", {}).items()
}


def extra_of(kind: Kind) -> Callable[[Speaker, Any, View], Mapping[str, object]] | None:
    """Return what makes the extra of a kind's views."""
    return getattr(_MODULES[kind], "extra", None)


def facts_of(kind: Kind) -> Callable[[Speaker, View], list[str]] | None:
    """Return what tells the facts of a kind's views."""
    return getattr(_MODULES[kind], "facts", None)
