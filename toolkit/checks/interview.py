"""What makes a coach's question a poor one: a yes or no answers it, it asks two things, leads or advises.

Source of the rules: what non-directive coaching asks of questions, as in the core competency “Evokes
awareness” of the International Coaching Federation. How they are worded in a language is in ``rules/``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..definitions import WordingRule, model
from ..errors import Message
from .rulebook import Rulebook

_SAID = {
    WordingRule.closed: (
        Message("this question can be answered with yes or no"),
        Message("begin with what, how, which, who or when – or give it the type closed_check"),
    ),
    WordingRule.double: (
        Message("this asks two questions at once"),
        Message("keep one of them, and make the other a question of its own"),
    ),
    WordingRule.why: (
        Message("‘why’ can sound like an accusation"),
        Message("ask what the reason or the purpose is, or what led to this"),
    ),
    WordingRule.leading: (
        Message("this question suggests which answer is expected"),
        Message("ask in a way that makes every answer equally welcome"),
    ),
    WordingRule.advice: (
        Message("this is advice that looks like a question"),
        Message("ask for the client’s own ideas, or offer yours openly and with permission"),
    ),
}


def question_faults(
    text: str, question: model.question_bank.Question, rules: Rulebook
) -> Iterator[tuple[WordingRule, Message, Message]]:
    """Yield what a question's wording does that a coach's question does not, and what to do about it."""
    checked = question.type is model.question_bank.QuestionType.closed_check
    # What leads up to the question may say anything; only what is asked is looked at.
    for rule, pattern in rules.questions.items():
        if rule is WordingRule.closed and checked:
            continue
        if pattern.search(_asked(text)):
            yield rule, *_SAID[rule]


def _asked(text: str) -> str:
    """Return the sentence that ends with the question mark, without what leads up to it."""
    before, _, _ = text.partition("?")
    for sign in ".!…":
        before = before.rpartition(f"{sign} ")[2]
    return before.strip(" ¿„«”‘–")
