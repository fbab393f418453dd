"""What single kinds need besides their fields: a module for each kind, named as it is.

A module may have ``extra``: what a view has besides the definition's own fields; it is given the view
and makes no text again. And ``facts``: what to know of a definition at a glance, on the card of an index.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from ...definitions import Kind
from ..speaker import Speaker
from ..text import View
from .approach import comparison

__all__ = ["comparison", "extra_of", "facts_of"]

_MODULES = {kind: import_module(f".{kind}", __name__) for kind in Kind}


def extra_of(kind: Kind) -> Callable[[Speaker, Any, View], View] | None:
    """Return what makes the extra of a kind's views."""
    return getattr(_MODULES[kind], "extra", None)


def facts_of(kind: Kind) -> Callable[[Speaker, View], list[str]] | None:
    """Return what tells the facts of a kind's views."""
    return getattr(_MODULES[kind], "facts", None)
