"""What single kinds need besides their fields: a module for each kind that does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from . import checklist, curriculum, framework, glossary, question_bank, session, worksheet
from .approach import ComparisonView, comparison

__all__ = ["ADDED", "EXTRAS", "FACTS", "ComparisonView", "comparison"]

#: What a view has besides the definition's own fields. Each is given the view and makes no text again.
EXTRAS: Mapping[Kind, Callable[[Speaker, Any, View], Mapping[str, object]]] = {
    Kind.session: session.extra,
    Kind.question_bank: question_bank.extra,
    Kind.curriculum: curriculum.extra,
    Kind.checklist: checklist.extra,
    Kind.worksheet: worksheet.extra,
    Kind.glossary: glossary.extra,
}
#: The types of it, by the part of the definition whose view it stands in.
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
#: What to know of a definition at a glance, on the card of an index.
FACTS: Mapping[Kind, Callable[[Speaker, View], list[str]]] = {
    Kind.session: session.facts,
    Kind.question_bank: question_bank.facts,
    Kind.curriculum: curriculum.facts,
    Kind.checklist: checklist.facts,
    Kind.worksheet: worksheet.facts,
    Kind.framework: framework.facts,
}
