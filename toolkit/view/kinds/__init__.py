"""What single kinds need besides their fields: a module for each kind that does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...definitions import Kind
from ..speaker import Speaker
from ..text import View
from . import checklist, curriculum, framework, glossary, question_bank, session, worksheet
from .approach import comparison

__all__ = ["EXTRAS", "FACTS", "comparison"]

#: What a view has besides the definition's own fields. Each is given the view and makes no text again.
EXTRAS: Mapping[Kind, Callable[[Speaker, Any, View], View]] = {
    Kind.session: session.extra,
    Kind.question_bank: question_bank.extra,
    Kind.curriculum: curriculum.extra,
    Kind.checklist: checklist.extra,
    Kind.worksheet: worksheet.extra,
    Kind.glossary: glossary.extra,
}
#: What to know of a definition at a glance, on the card of an index.
FACTS: Mapping[Kind, Callable[[Speaker, View], list[str]]] = {
    Kind.session: session.facts,
    Kind.question_bank: question_bank.facts,
    Kind.curriculum: curriculum.facts,
    Kind.checklist: checklist.facts,
    Kind.worksheet: worksheet.facts,
    Kind.framework: framework.facts,
}
