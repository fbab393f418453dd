"""What the model says of a definition that is no file yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import Problem
from .document import Document, Loc
from .model import check
from .model.hints import Hints


def drafted(
    source: Path, data: dict[str, Any], places: Mapping[Loc, tuple[int, int]], locales: Sequence[str]
) -> tuple[Problem, ...]:
    """Return what is wrong with the values of a definition, with places in the file that they come from.

    ``places`` are row and column of values there; what has none is told at the nearest value around it.
    """
    marks = dict(places)
    found = check(Document(source, data, (), marks, marks), locales, Hints())
    # The source is no text of which a line could be shown.
    return tuple(replace(problem, private=True, related=()) for problem in found.problems)
