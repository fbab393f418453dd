"""Vocabularies whose values say what they are called."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

#: A context for translators, and an English text.
Label = tuple[str, str]


def L_(context: str, text: str) -> Label:
    """Mark a label for translation, with the vocabulary it belongs to as context."""
    return context, text


def N_(text: str) -> str:
    """Mark a message for translation without translating it."""
    return text


class Labelled(StrEnum):
    """A vocabulary. Each member is its value, as definitions write it, and the label that readers see."""

    label: Label

    # To look a member up, its value is enough; so to the eye of types the rest may be left out.
    def __new__(cls, value: str, label: Label | None = None) -> Self:
        if label is None:
            raise TypeError(f"‘{value}’ has no label")
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
