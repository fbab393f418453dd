"""Question banks: their groups, what questions can be chosen by, and marks for cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Annotated, TypedDict

from ...definitions import MODEL_STEPS, CoachingModel, Part, Step, Topic, model
from ..speaker import Speaker
from ..text import View
from ..typed import Choice, ViewOf


class Fitting(TypedDict):
    """Where a question fits in one conversation model."""

    model: Annotated[str, "The model’s stable name; general is the toolkit’s own session."]
    model_label: Annotated[str | None, "What the model is called; nothing for the general session."]
    steps: Annotated[list[str], "What its steps are called."]


class Mark(TypedDict):
    """The step that a card shows, of the model that fits most of the bank."""

    label: Annotated[str | None, "What the step is called, if the question has one."]
    number: Annotated[int, "Its number from 1; 0 without a step."]
    of: Annotated[int, "How many steps the model has."]


class QuestionView(TypedDict):
    """What a question has besides its own keys. A form that does not differ from the text is nothing."""

    mapping: Annotated[list[Fitting], "Where it fits, by model."]
    places: Annotated[list[str], "The same as stable names: model.step."]
    mark: Annotated[Mark, "The step that a card shows."]


class QuestionGroup(TypedDict):
    """Questions of one topic, or of one step of the model that cards show."""

    id: Annotated[str, "Name of the topic or step, or more."]
    label: Annotated[str | None, "What the group is called; nothing where there is one alone."]
    questions: Annotated[
        list[Annotated[View, ViewOf(model.question_bank.Question)]], "The questions, in order."
    ]


class ModelChoice(TypedDict):
    """A conversation model that questions can be chosen by."""

    model: Annotated[str, "Its stable name."]
    label: Annotated[str | None, "What it is called; nothing for the general session."]
    steps: Annotated[list[Choice], "Its steps that occur; a value is model.step."]


class BankFacets(TypedDict):
    """What questions can be chosen by: the values that occur."""

    models: Annotated[list[ModelChoice], "Models with their steps."]
    types: Annotated[list[Choice], "Sorts of question."]
    depths: Annotated[list[Choice], "How deep they go."]
    topics: Annotated[list[Choice], "Topics, by name."]
    addresses: Annotated[bool, "Whether any question has a formal or an informal form."]


class BankView(TypedDict):
    """What a question bank has besides its own keys."""

    groups: Annotated[list[QuestionGroup], "Its questions by topic or step."]
    facets: Annotated[BankFacets, "What they can be chosen by."]


#: How many questions a group by topic has at least, one with another.
FEW = 3

#: What views have besides the keys of a definition, by the part of it.
ADDED: Mapping[type[Part], type] = {
    model.question_bank.QuestionBank: BankView,
    model.question_bank.Question: QuestionView,
}


def extra(speaker: Speaker, bank: model.question_bank.QuestionBank, view: View) -> BankView:
    """Return what a question bank's view has besides its fields."""
    questions = view["questions"]
    model_of_cards = _model_of_cards(bank)
    for question, view in zip(bank.questions, questions, strict=True):
        # A language that makes no difference repeats the question; that is nothing to show.
        for address in ("formal", "informal"):
            if getattr(question, address) == question.text:
                view[address] = None
        view |= QuestionView(
            mapping=[
                {
                    "model": model,
                    "model_label": _name(speaker, model),
                    "steps": [speaker.label(Step(step)) for step in getattr(question.phases, model)],
                }
                for model in MODEL_STEPS
                if getattr(question.phases, model)
            ],
            places=[f"{model}.{step}" for model in MODEL_STEPS for step in getattr(question.phases, model)],
            mark=_mark(speaker, question, model_of_cards),
        )
    return {"groups": _groups(speaker, bank, questions), "facets": _facets(speaker, questions)}


def _groups(
    speaker: Speaker, bank: model.question_bank.QuestionBank, views: list[View]
) -> list[QuestionGroup]:
    """Return the questions in groups: by topic where those of each topic stand together, else by step.

    Steps are those of the model that cards show, in its order. A question belongs to its first topic or step.
    """
    topics = [question.topics[0] if question.topics else None for question in bank.questions]
    told = [topic for topic, _ in groupby(topics) if topic]
    order: Sequence[Topic | Step] = told
    placed: Sequence[Topic | Step | None] = topics
    are_together = len(told) == len(set(told)) and None not in topics
    if not (are_together and 1 < len(told) <= len(topics) / FEW):
        name = _model_of_cards(bank)
        order = MODEL_STEPS[name]
        placed = [next(iter(getattr(question.phases, name)), None) for question in bank.questions]
    groups: list[QuestionGroup] = [
        {"id": one.value, "label": speaker.label(one), "questions": found}
        for one in order
        if (found := [view for view, place in zip(views, placed, strict=True) if place == one])
    ]
    if rest := [view for view, place in zip(views, placed, strict=True) if place is None]:
        title = speaker.edition.interface.gettext("More questions") if groups else None
        groups.append({"id": "more", "label": title, "questions": rest})
    return groups


def _name(speaker: Speaker, model: str) -> str | None:
    """Return what a conversation model is called; the general session is none."""
    return speaker.label(CoachingModel(model)) if model != "general" else None


def _facets(speaker: Speaker, questions: list[View]) -> BankFacets:
    """Return what a bank's questions can be chosen by: the values that occur in it."""
    places = {place for view in questions for place in view["places"]}

    def occurring(vocabulary: type[StrEnum], found: Iterable[View]) -> list[Choice]:
        labels = {view["value"]: view["label"] for view in found}
        return [
            {"value": entry.value, "label": labels[entry.value]}
            for entry in vocabulary
            if entry.value in labels
        ]

    topics = occurring(Topic, (topic for view in questions for topic in view["topics"]))
    models: list[ModelChoice] = [
        {
            "model": model,
            "label": _name(speaker, model),
            "steps": [
                {"value": f"{model}.{step}", "label": speaker.label(step)}
                for step in steps
                if f"{model}.{step}" in places
            ],
        }
        for model, steps in MODEL_STEPS.items()
    ]
    return {
        "models": [model for model in models if model["steps"]],
        "types": occurring(model.question_bank.QuestionType, (view["type"] for view in questions)),
        "depths": occurring(model.question_bank.Depth, (view["depth"] for view in questions)),
        "topics": sorted(topics, key=lambda topic: speaker.edition.place(topic["label"])),
        "addresses": any(view["formal"] or view["informal"] for view in questions),
    }


def _model_of_cards(bank: model.question_bank.QuestionBank) -> str:
    """Return the one model that fits most of the bank."""

    def fitting(model: str) -> int:
        return sum(bool(getattr(question.phases, model)) for question in bank.questions)

    # Where two fit alike, the one of fewer steps says more: a named model more than the general session.
    return max(MODEL_STEPS, key=lambda model: (fitting(model), -len(MODEL_STEPS[model])))


def _mark(speaker: Speaker, question: model.question_bank.Question, model: str) -> Mark:
    """Return a question's place in a model."""
    steps = getattr(question.phases, model)
    return {
        "label": speaker.label(Step(steps[0])) if steps else None,
        "number": MODEL_STEPS[model].index(steps[0]) + 1 if steps else 0,
        "of": len(MODEL_STEPS[model]),
    }


def facts(speaker: Speaker, view: View) -> list[str]:
    """Return what to know of a question bank at a glance."""
    count = len(view["questions"])
    said = speaker.edition.interface.ngettext("%(num)s question", "%(num)s questions", count)
    return [said % {"num": count}]
