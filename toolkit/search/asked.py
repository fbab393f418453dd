"""What questions of all banks can be chosen by, as a script beside the index: phase, topic and type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..definitions import MODEL_STEPS, CoachingModel, Kind, Step, Topic, model
from ..view import Edition, label
from .encoded import FOLDER, script

#: The facets, in the order in which a question has them.
FACETS = ("phase", "topic", "type")


@dataclass(frozen=True)
class Asked:
    """A question by its id, with its values of each facet."""

    id: str
    values: tuple[tuple[str, ...], ...]


def script_of(edition: Edition) -> tuple[str, str]:
    """Return path below the language's root and text of the script; the page's `all-questions/` reads it."""
    banks = {
        name: edition.once(f"asked {name}", partial(_bank, edition, name))
        for _, name in edition.keys_of(Kind.question_bank)
    }
    told = {name: questions for name, questions in banks.items() if questions}
    return f"{FOLDER}/questions.js", script(f"{edition.locale}/questions", _data(edition, told))


def _bank(edition: Edition, name: str) -> tuple[Asked, ...]:
    """Return the questions of a bank; none of one that holds answers for readers."""
    bank = edition.get(Kind.question_bank, name)
    if (
        not isinstance(bank, model.question_bank.QuestionBank)
        or bank.use is not model.question_bank.BankUse.prompts
    ):
        return ()
    return tuple(Asked(question.id, _values(question)) for question in bank.questions)


def _values(question: model.question_bank.Question) -> tuple[tuple[str, ...], ...]:
    places = tuple(f"{name}.{step}" for name in MODEL_STEPS for step in getattr(question.phases, name))
    return places, tuple(topic.value for topic in question.topics), (question.type.value,)


def _data(edition: Edition, banks: Mapping[str, Iterable[Asked]]) -> dict[str, Any]:
    """Return choices, as value, label and group, and questions, with the numbers of their values."""
    choices = _choices(edition)
    used = {
        (facet, value)
        for questions in banks.values()
        for question in questions
        for facet, values in zip(FACETS, question.values, strict=True)
        for value in values
    }
    kept = {facet: [one for one in found if (facet, one[0]) in used] for facet, found in choices.items()}
    number = {(facet, one[0]): place for facet, found in kept.items() for place, one in enumerate(found)}
    return {
        "facets": kept,
        "banks": [
            [
                name,
                [
                    [
                        question.id,
                        *(
                            [number[facet, value] for value in values]
                            for facet, values in zip(FACETS, question.values, strict=True)
                        ),
                    ]
                    for question in questions
                ],
            ]
            for name, questions in banks.items()
        ],
    }


def _choices(edition: Edition) -> dict[str, list[list[str]]]:
    words = edition.interface
    phases = [
        [
            f"{name}.{step}",
            label(words, Step(step)),
            label(words, CoachingModel(name)) if name != "general" else "",
        ]
        for name, steps in MODEL_STEPS.items()
        for step in steps
    ]
    topics = [[topic.value, label(words, topic), ""] for topic in Topic]
    types = [[one.value, label(words, one), ""] for one in model.question_bank.QuestionType]
    return {"phase": phases, "topic": sorted(topics, key=lambda one: edition.place(one[1])), "type": types}
