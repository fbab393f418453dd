"""What single kinds need besides their fields: a module for each kind, named as it is.

A module may have ``extra``: what a view has besides the definition's own fields; it is given the view
and makes no text again. And ``facts``: what to know of a definition at a glance, on the card of an index.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, get_args

from ...definitions import (
    Activity,
    Checklist,
    ChecklistGroup,
    ChecklistItem,
    Concept,
    Curriculum,
    Glossary,
    Kind,
    Lesson,
    Module,
    Part,
    Phase,
    ProgrammeStage,
    Question,
    QuestionBank,
    Session,
    Worksheet,
    WorksheetField,
)
from ..speaker import Speaker
from ..text import View
from . import checklist, curriculum, glossary, question_bank, session, worksheet
from .approach import ComparisonView, comparison

__all__ = ["ADDED", "ComparisonView", "comparison", "extra_of", "facts_of"]

#: The types of what a view has besides its fields, by the part of the definition whose view it stands in.
ADDED: Mapping[type[Part], type] = {
    Session: session.SessionView,
    Phase: session.PhaseView,
    QuestionBank: question_bank.BankView,
    Question: question_bank.QuestionView,
    Curriculum: curriculum.CurriculumView,
    ProgrammeStage: curriculum.ProgrammeStageView,
    Module: curriculum.Lasting,
    Lesson: curriculum.Lasting,
    Activity: curriculum.Lasting,
    Checklist: checklist.ChecklistView,
    ChecklistGroup: checklist.GroupView,
    ChecklistItem: checklist.ItemView,
    Worksheet: worksheet.WorksheetView,
    **dict.fromkeys(get_args(get_args(WorksheetField)[0]), worksheet.FieldView),
    Glossary: glossary.GlossaryView,
    Concept: glossary.ConceptView,
}
_MODULES = {kind: import_module(f".{kind}", __name__) for kind in Kind}


def extra_of(kind: Kind) -> Callable[[Speaker, Any, View], Mapping[str, object]] | None:
    """Return what makes the extra of a kind's views."""
    return getattr(_MODULES[kind], "extra", None)


def facts_of(kind: Kind) -> Callable[[Speaker, View], list[str]] | None:
    """Return what tells the facts of a kind's views."""
    return getattr(_MODULES[kind], "facts", None)
