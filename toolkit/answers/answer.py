"""One answer: what it may be, how it is written on a sheet, and what is wrong with it.

The page holds answers to the same rules (templates/page/assets/worksheet/answers.js). What is wrong is said
without quoting: answers are confidential.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from ..definitions import is_day
from ..errors import Message
from ..view import AnswerPlace

#: A ticked box is True. All else is text: what was written, the id of what was chosen, a date as
#: year-month-day, a number with a point before its decimals. What is empty or not ticked is no answer.
Answer = str | Literal[True]
Answers = Mapping[str, Answer]
#: Control characters but tab and line end, and those that turn the direction of text around.
CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
_TIME = re.compile(r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{3})?Z")


def wrong(place: AnswerPlace, value: object) -> tuple[Message, Message] | None:
    """Return what is wrong with an answer and what to do, without quoting it."""
    if place.kind == "check":
        if value is True:
            return None
        return (
            Message("‘{name}’ is a tick box, so its answer can only be ‘true’", name=place.name),
            Message("write true, or delete the line to leave the box empty"),
        )
    if not isinstance(value, str):
        return (
            Message("the answer to ‘{name}’ is not text", name=place.name),
            Message("put it in quotation marks"),
        )
    if CONTROLS.search(value):
        return (
            Message("the answer to ‘{name}’ contains hidden control characters", name=place.name),
            Message("type it again on the worksheet’s page, and save the worksheet again"),
        )
    if not value.strip():
        return None
    if place.kind == "radio" and value not in dict(place.values):
        return (
            Message("the answer to ‘{name}’ is not one of the choices", name=place.name),
            Message("write one of: {values}", values=", ".join(key for key, _ in place.values)),
        )
    if place.kind == "date" and not is_day(value):
        return (
            Message("the answer to ‘{name}’ is not a date", name=place.name),
            Message("write the year, month and day, such as 2026-12-31"),
        )
    if place.kind == "number":
        return _wrong_number(place, value)
    return None


def _wrong_number(place: AnswerPlace, value: str) -> tuple[Message, Message] | None:
    if not _NUMBER.fullmatch(value):
        return (
            Message("the answer to ‘{name}’ is not a number", name=place.name),
            Message("use digits, with a decimal point if you need one"),
        )
    number = Decimal(value)
    if place.step and number % place.step:
        return (
            Message("the answer to ‘{name}’ is not a whole number", name=place.name),
            Message("use digits only"),
        )
    if place.min is not None and number < place.min:
        return (
            Message("the answer to ‘{name}’ is too low", name=place.name),
            Message("write {min} or more", min=place.min),
        )
    if place.max is not None and number > place.max:
        return (
            Message("the answer to ‘{name}’ is too high", name=place.name),
            Message("write {max} or less", max=place.max),
        )
    return None


def is_moment(value: object) -> bool:
    """Say whether a value is a day and a time as a file holds them."""
    return isinstance(value, str) and is_day(value[:10]) and _TIME.fullmatch(value[10:]) is not None
