"""Question banks: their groups, what questions can be chosen by, and marks for cards."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from ...definitions import MODEL_STEPS, CoachingModel, Depth, QuestionBank, QuestionType, Step, Topic
from ..speaker import Speaker
from ..text import View


def extra(speaker: Speaker, bank: QuestionBank, view: View) -> View:
    """Return what a question bank's view has besides its fields."""
    questions = view["questions"]
    for question, view in zip(bank.questions, questions, strict=True):
        # A language that makes no difference repeats the question; that is nothing to show.
        for address in ("formal", "informal"):
            if getattr(question, address) == question.text:
                view[address] = None
        view["mapping"] = [
            {
                "model": model,
                "model_label": _name(speaker, model),
                "steps": [speaker.label(Step(step)) for step in getattr(question.phases, model)],
            }
            for model in MODEL_STEPS
            if getattr(question.phases, model)
        ]
        view["places"] = [
            f"{model}.{step}" for model in MODEL_STEPS for step in getattr(question.phases, model)
        ]
    groups: list[View] = []
    # Grouped by phase of the general session, in the order of the session; then the rest.
    for step in MODEL_STEPS["general"]:
        found = [
            view
            for question, view in zip(bank.questions, questions, strict=True)
            if question.phases.general[:1] == (step,)
        ]
        if found:
            groups.append({"id": step.value, "label": speaker.label(step), "questions": found})
    rest = [
        view for question, view in zip(bank.questions, questions, strict=True) if not question.phases.general
    ]
    if rest:
        title = speaker.edition.interface.gettext("More questions") if groups else None
        groups.append({"id": "more", "label": title, "questions": rest})
    _mark_steps(speaker, bank, questions)
    return {"groups": groups, "facets": _facets(speaker, questions)}


def _name(speaker: Speaker, model: str) -> str | None:
    """Return what a conversation model is called; the general session is none."""
    return speaker.label(CoachingModel(model)) if model != "general" else None


def _facets(speaker: Speaker, questions: list[View]) -> View:
    """Return what a bank's questions can be chosen by: the values that occur in it."""
    places = {place for view in questions for place in view["places"]}

    def occurring(vocabulary: type[StrEnum], found: Iterable[View]) -> list[View]:
        labels = {view["value"]: view["label"] for view in found}
        return [
            {"value": entry.value, "label": labels[entry.value]}
            for entry in vocabulary
            if entry.value in labels
        ]

    topics = occurring(Topic, (topic for view in questions for topic in view["topics"]))
    models = [
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
        "types": occurring(QuestionType, (view["type"] for view in questions)),
        "depths": occurring(Depth, (view["depth"] for view in questions)),
        "topics": sorted(topics, key=lambda topic: speaker.edition.place(topic["label"])),
        "addresses": any(view["formal"] or view["informal"] for view in questions),
    }


def _mark_steps(speaker: Speaker, bank: QuestionBank, questions: list[View]) -> None:
    """Give each question its place in the one model that fits most of the bank, for cards."""

    def fitting(model: str) -> int:
        return sum(bool(getattr(question.phases, model)) for question in bank.questions)

    # Where two fit alike, the named model says more than the general session.
    model = max(reversed(MODEL_STEPS), key=fitting)
    for question, view in zip(bank.questions, questions, strict=True):
        steps = getattr(question.phases, model)
        view["mark"] = {
            "label": speaker.label(Step(steps[0])) if steps else None,
            "number": MODEL_STEPS[model].index(steps[0]) + 1 if steps else 0,
            "of": len(MODEL_STEPS[model]),
        }


def facts(speaker: Speaker, view: View) -> list[str]:
    """Return what to know of a question bank at a glance."""
    count = len(view["questions"])
    said = speaker.edition.interface.ngettext("%(num)s question", "%(num)s questions", count)
    return [said % {"num": count}]
