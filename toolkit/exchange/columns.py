"""The columns of tables of questions, and the words in them, in every language that the interface has.

A heading or a word of a vocabulary may be written in any of these languages, or as definitions write it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from gettext import NullTranslations
from typing import TypeVar

from ..characters import tidied
from ..definitions import (
    L_,
    MODEL_STEPS,
    BankUse,
    Labelled,
    LifeCycle,
    Question,
    QuestionBank,
    Role,
    Topic,
    Visibility,
    model,
)

_Bank = model.question_bank


class Column(Labelled):
    """The columns of a table of questions, in their order; the value of each is its stable name."""

    bank = "bank", L_("column", "Question bank")
    id = "id", L_("column", "ID")
    text = "text", L_("column", "Question")
    intent = "intent", L_("column", "Intent")
    general = "general", L_("column", "Phases of a session")
    grow = "grow", L_("column", "GROW")
    tgrow = "tgrow", L_("column", "TGROW")
    clear = "clear", L_("column", "CLEAR")
    oskar = "oskar", L_("column", "OSKAR")
    type = "type", L_("column", "Type")
    depth = "depth", L_("column", "Depth")
    topics = "topics", L_("column", "Topics")
    follow_ups = "follow_ups", L_("column", "Follow-up questions")
    caution = "caution", L_("column", "Caution")
    use_when = "use_when", L_("column", "Use when")
    avoid_when = "avoid_when", L_("column", "Avoid when")
    formal = "formal", L_("column", "Formal address")
    informal = "informal", L_("column", "Informal address")
    answer = "answer", L_("column", "Answer")


class BankColumn(Labelled):
    """The columns of the sheet that has a row for each bank."""

    id = "id", L_("column", "Question bank")
    language = "language", L_("column", "Language")
    heading = "title", L_("column", "Title")
    summary = "summary", L_("column", "Summary")
    version = "version", L_("column", "Version")
    life_cycle = "life_cycle", L_("column", "Life cycle")
    authors = "authors", L_("column", "Authors")
    license = "license", L_("column", "Licence")
    audience = "audience", L_("column", "Audience")
    topics = "topics", L_("column", "Topics")
    visibility = "visibility", L_("column", "Visibility")
    use = "use", L_("column", "Use")
    introduction = "introduction", L_("column", "Introduction")


AnyColumn = Column | BankColumn
Value = TypeVar("Value", bound=StrEnum)
#: The words that a column chooses from.
_WORDS: Mapping[AnyColumn, Sequence[StrEnum]] = {
    **{Column(name): steps for name, steps in MODEL_STEPS.items()},
    Column.type: tuple(_Bank.QuestionType),
    Column.depth: tuple(_Bank.Depth),
    Column.topics: tuple(Topic),
    BankColumn.life_cycle: tuple(LifeCycle),
    BankColumn.audience: tuple(Role),
    BankColumn.topics: tuple(Topic),
    BankColumn.visibility: tuple(Visibility),
    BankColumn.use: tuple(BankUse),
}
#: Columns whose cells hold several values, with semicolons between them.
LISTS = frozenset(
    {*map(Column, MODEL_STEPS), Column.topics, Column.follow_ups}
    | {BankColumn.authors, BankColumn.audience, BankColumn.topics}
)
#: Columns whose texts may have paragraphs.
PASSAGES = frozenset({Column.answer, BankColumn.introduction})


def note_of(column: AnyColumn) -> str:
    """Return what a column is for, as a message that is known where the model's notes are."""
    owner = (
        QuestionBank
        if isinstance(column, BankColumn)
        else _Bank.ModelSteps
        if column in MODEL_STEPS
        else Question
    )
    key = owner.model_fields.get(column.value)
    return (key.description if key else None) or _Bank.QuestionBank.model_fields["id"].description or ""


def words_of(column: AnyColumn) -> Sequence[StrEnum]:
    """Return the words that a column chooses from; none where it holds texts."""
    return _WORDS.get(column, ())


@dataclass(frozen=True)
class Tongues:
    """The words of the interface in each of its languages, English first, and in the reader's own."""

    books: Sequence[NullTranslations]
    own: NullTranslations = field(default_factory=NullTranslations)

    def heading(self, column: AnyColumn, book: NullTranslations) -> str:
        """Return what a column is called; its stable name where that would be understood as another."""
        told = book.pgettext(*column.label)
        return told if self.columns(type(column)).get(folded(told)) is column else column.value

    def columns(self, columns: type[AnyColumn]) -> Mapping[str, AnyColumn]:
        """Return columns by their headings, :func:`folded`, in all languages.

        A heading that could mean two of them is left out.
        """
        return self._headings[columns]

    @cached_property
    def _headings(self) -> Mapping[type[AnyColumn], Mapping[str, AnyColumn]]:
        return {Column: self._known(tuple(Column)), BankColumn: self._known(tuple(BankColumn))}

    def word(self, value: StrEnum, column: AnyColumn, book: NullTranslations) -> str:
        """Return a word of a vocabulary as readers know it, if it is understood again."""
        told = _told(value, book)
        return told if self.values(column).get(folded(told)) is value else value.value

    def values(self, column: AnyColumn) -> Mapping[str, StrEnum]:
        """Return the words that a column chooses from, by how they are written in any language."""
        return self._values.get(column, {})

    @cached_property
    def _values(self) -> Mapping[AnyColumn, Mapping[str, StrEnum]]:
        return {column: self._known(words) for column, words in _WORDS.items()}

    def _known(self, members: Sequence[Value]) -> Mapping[str, Value]:
        meant: dict[str, set[Value]] = {}
        for member in members:
            for book in self.books if isinstance(member, Labelled) else ():
                meant.setdefault(folded(_told(member, book)), set()).add(member)
        known = {word: next(iter(found)) for word, found in meant.items() if len(found) == 1}
        # As definitions write it, a word means one thing.
        return known | {folded(member.value): member for member in members}


def _told(member: StrEnum, book: NullTranslations) -> str:
    return book.pgettext(*member.label) if isinstance(member, Labelled) else member.value


def folded(text: str) -> str:
    """Return a heading or word as it is compared: without case, signs and blanks around it."""
    return re.sub(r"[\W_]+", " ", tidied(text).casefold()).strip()
