"""Question bank: questions with what they are for, where they fit and where they do not."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from ...suggestions import listed
from .base import Definition, Part
from .checks import Fault, fault, has, having, known
from .kindinfo import Kind
from .labelled import L_, Labelled
from .scalars import PartOf, Prose, Ref, Slug, Text, Title, only_if, within
from .vocabulary import MODEL_STEPS, Topic


class QuestionType(Labelled):
    open = "open", L_("question type", "Open")
    scaling = "scaling", L_("question type", "Scaling")
    miracle = "miracle", L_("question type", "Miracle")
    exception = "exception", L_("question type", "Exception")
    closed_check = "closed_check", L_("question type", "Closed")


class Depth(Labelled):
    light = "light", L_("depth", "Light")
    medium = "medium", L_("depth", "Medium")
    deep = "deep", L_("depth", "Deep")


class BankUse(StrEnum):
    """‘prompts’ are questions to ask in a session; ‘faq’ are questions that readers ask, with answers."""

    prompts = "prompts"
    faq = "faq"


class ModelSteps(Part):
    """Where a question fits: steps of one or more conversation models."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {
                    "properties": {
                        model: {"items": {"enum": [step.value for step in steps]}}
                        for model, steps in MODEL_STEPS.items()
                    }
                }
            ]
        }
    )
    general: tuple[str, ...] = Field(default=(), description="Phases of a session with no fixed model.")
    grow: tuple[str, ...] = Field(default=(), description="Steps of GROW.")
    tgrow: tuple[str, ...] = Field(default=(), description="Steps of TGROW.")
    clear: tuple[str, ...] = Field(default=(), description="Steps of CLEAR.")
    oskar: tuple[str, ...] = Field(default=(), description="Steps of OSKAR.")

    def faults(self) -> Iterator[Fault]:
        """Yield steps that a model does not have."""
        yield from super().faults()
        for model, steps in MODEL_STEPS.items():
            for index, step in known(getattr(self, model) if has(self, model) else ()):
                if step not in steps:
                    yield fault("unknown_step", model, index, value=step, known=listed(steps))


class Question(Part):
    """One question. ‘formal’ or ‘informal’ contains the same question in the form of address that ‘text’
    does not use, if the wording changes."""

    id: Slug = Field(description="Fixed ID of this question.")
    text: Title = Field(description="The question, worded as it would be asked aloud.")
    intent: Text | None = Field(default=None, description="What the question is intended to bring out.")
    phases: ModelSteps = Field(default=ModelSteps(), description="Where it fits.")
    type: QuestionType = Field(default=QuestionType.open, description="The type of question.")
    depth: Depth = Field(default=Depth.medium, description="How deep the question goes.")
    topics: tuple[Topic, ...] = Field(default=(), description="What it is about.")
    follow_ups: tuple[Annotated[PartOf, Ref("question_bank", "questions")], ...] = Field(
        default=(), description="Questions to ask next, written as bank/question."
    )
    caution: Text | None = Field(default=None, description="What to be careful about.")
    use_when: Text | None = Field(default=None, description="When it helps.")
    avoid_when: Text | None = Field(default=None, description="When to avoid it.")
    formal: Title | None = Field(
        default=None, description="The same question in the formal form of address (usted, Jūs, te)."
    )
    informal: Title | None = Field(
        default=None, description="The same question in the informal form of address (tú, tu, sinä)."
    )
    answer: Prose | None = Field(
        default=None, description="The answer; only in question banks with ‘use: faq’."
    )


class QuestionBank(Definition):
    """A question bank."""

    model_config = ConfigDict(
        json_schema_extra=only_if(
            "use",
            BankUse.faq.value,
            within({"required": ["answer"]}, "questions"),
            within({"properties": {"answer": False}}, "questions"),
        )
    )
    kind: Literal[Kind.question_bank] = Field(description="What this file defines.")
    use: BankUse = Field(
        default=BankUse.prompts,
        description="Whether the questions are asked in sessions, or answered for readers as FAQs.",
    )
    introduction: Prose | None = Field(default=None, description="How to use the question bank.")
    questions: tuple[Question, ...] = Field(min_length=1, description="The questions, in order.")

    def faults(self) -> Iterator[Fault]:
        """Yield questions of readers without an answer, and questions to ask that have one."""
        yield from super().faults()
        if not has(self, "use", "questions"):
            return
        for index, question in having(self.questions, "id", "answer"):
            if (question.answer is not None) != (self.use is BankUse.faq):
                code = "faq_answer" if question.answer is None else "stray_answer"
                yield fault(code, "questions", index, value=question.id)
