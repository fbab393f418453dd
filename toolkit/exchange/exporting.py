"""Question banks as a table: a row for each question, and in workbooks one for each bank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import Any

from .. import spreadsheets
from ..definitions import Entry, Kind, Library, QuestionBank
from ..errors import Message, UsageError
from ..project import Project
from ..suggestions import did_you_mean
from ..translation import catalog, localise
from . import bookwriting
from .columns import LISTS, AnyColumn, BankColumn, Column, Tongues, note_of, words_of

#: What a definition has that no column holds.
_APART = ("sources", "excused")
#: The id of the template's row, which is not imported.
EXAMPLE = "example"
#: The first stable name of the sheet that explains the others.
EXPLAINED = "explained"


@dataclass(frozen=True)
class Exported:
    """A file's bytes, how many banks and questions are in it, and what is not."""

    data: bytes
    banks: int
    questions: int
    notes: tuple[Message, ...] = ()


@dataclass
class _Rows:
    """The rows of both sheets, without their heads."""

    banks: list[list[str]] = field(default_factory=list)
    questions: list[list[str]] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


def export(
    project: Project,
    library: Library,
    names: Sequence[str],
    locale: str | None,
    form: str,
    tongues: Tongues,
    book: NullTranslations,
) -> Exported:
    """Return question banks as a workbook (``xlsx``) or as text (``csv``); a template where there are none.

    ``names`` are ids, all without; texts are in the language ``locale`` as far as it has them, without it as
    they are written; headings are those of ``book``. Raises :class:`UsageError` for an unknown bank.
    """
    entries = _entries(library, names)
    rows = _Rows()
    words = catalog.load(project, locale) if locale else None
    for entry in entries:
        definition = entry.definition
        language = definition.language
        if words is not None:
            localised = localise(definition, words)
            definition, language = localised.definition, words.locale
            if localised.gaps:
                rows.notes.append(
                    Message(
                        "{name}: untranslated texts, which are left unchanged: {count}",
                        name=definition.id,
                        count=len(localised.gaps),
                    )
                )
        if isinstance(definition, QuestionBank):
            _add(rows, definition, entry.document.data, language, tongues, book)
    count = len(rows.questions)
    if not entries:
        rows.questions.append(_example(book))
    heads = {columns: _heads(columns, tongues, book) for columns in (Column, BankColumn)}
    if form == "csv":
        if rows.banks:
            rows.notes.append(
                Message(
                    "a CSV file can contain only questions; for titles and introductions of question "
                    "banks, use .xlsx"
                )
            )
        return Exported(
            spreadsheets.table([*heads[Column], *rows.questions]).encode(),
            len(entries),
            count,
            tuple(rows.notes),
        )
    sheets = [
        bookwriting.Sheet(book.gettext("Questions"), heads[Column], rows.questions, _choices(tongues, book)),
        bookwriting.Sheet(book.gettext("Question banks"), heads[BankColumn], rows.banks),
        bookwriting.Sheet(book.gettext("How to fill it in"), *_explained(tongues, book)),
    ]
    return Exported(bookwriting.written(sheets), len(entries), count, tuple(rows.notes))


def question_rows(
    banks: Iterable[tuple[QuestionBank, Any]], language: str, tongues: Tongues, book: NullTranslations
) -> tuple[list[list[str]], list[list[str]]]:
    """Return tables of questions and of their banks, below headings of ``book`` and stable names.

    Each bank is in ``language`` as far as it can be, and stands with its data as they were written.
    """
    rows = _Rows()
    for bank, written in banks:
        _add(rows, bank, written, language, tongues, book)
    questions, about = (_heads(columns, tongues, book) for columns in (Column, BankColumn))
    return [*questions, *rows.questions], [*about, *rows.banks]


def _entries(library: Library, names: Sequence[str]) -> list[Entry]:
    banks = {
        bank.id: library.entries[Kind.question_bank, bank.id] for bank in library.of_kind(Kind.question_bank)
    }
    for name in names:
        if name not in banks:
            raise UsageError(
                Message(
                    "there is no question bank ‘{value}’ – {advice}",
                    value=name,
                    advice=did_you_mean(name, list(banks)),
                )
            )
    return [entry for name, entry in banks.items() if not names or name in names]


def _heads(columns: type[AnyColumn], tongues: Tongues, book: NullTranslations) -> list[list[str]]:
    """Return two rows: headings for people, and below them names that are the same in all languages."""
    return [[tongues.heading(one, book) for one in columns], [one.value for one in columns]]


def _add(
    rows: _Rows, bank: QuestionBank, written: Any, language: str, tongues: Tongues, book: NullTranslations
) -> None:
    def row(columns: type[AnyColumn], values: Any, there: Any) -> Iterator[str]:
        for column in columns:
            told = values.get(column.value) if column.value in there else None
            yield _cell(column, told, tongues, book)

    about = {name: getattr(bank, name) for name in QuestionBank.model_fields} | {"language": language}
    rows.banks.append(list(row(BankColumn, about, written)))
    for question, there in zip(bank.questions, written["questions"], strict=True):
        values = {name: getattr(question, name) for name in type(question).model_fields}
        phases = there.get("phases", {})
        values |= {name: getattr(question.phases, name) for name in phases} | {"bank": bank.id}
        rows.questions.append(list(row(Column, values, {*there, *phases, "bank"})))
    rows.notes += [
        Message("{name}: there is no column for ‘{key}’", name=bank.id, key=key)
        for key in _APART
        if getattr(bank, key)
    ]


def _cell(column: AnyColumn, value: Any, tongues: Tongues, book: NullTranslations) -> str:
    if value is None:
        return ""
    values = list(value) if column in LISTS else [value]
    known = {word.value: word for word in words_of(column)}
    return "; ".join(
        tongues.word(known[one], column, book) if str(one) in known else str(one) for one in values
    )


def _choices(tongues: Tongues, book: NullTranslations) -> dict[int, list[str]]:
    """Return what can be chosen in a column, by its number, where that is one word."""
    return {
        number: [tongues.word(word, column, book) for word in words_of(column)]
        for number, column in enumerate(Column, start=1)
        if words_of(column) and column not in LISTS
    }


def _example(book: NullTranslations) -> list[str]:
    told: dict[Column, str] = {
        Column.bank: "my-questions",
        Column.id: EXAMPLE,
        Column.text: book.gettext("What would you like to be different after our conversation?"),
        Column.intent: book.gettext("This is an example; it is left out when the table is imported."),
    }
    return [told.get(column, "") for column in Column]


def _explained(tongues: Tongues, book: NullTranslations) -> tuple[list[list[str]], list[list[str]]]:
    heads = [
        [book.gettext("Column"), book.gettext("What it contains"), book.gettext("Possible values")],
        [EXPLAINED, "", ""],
    ]
    rows = [
        [
            tongues.heading(column, book),
            book.gettext(note_of(column)),
            "; ".join(tongues.word(word, column, book) for word in words_of(column)),
        ]
        for columns in (Column, BankColumn)
        for column in columns
    ]
    rows += [
        ["", told, ""]
        for told in (
            book.gettext("If a cell contains several values, separate them with semicolons."),
            book.gettext("Only the question itself is required; you can leave the other cells empty."),
            book.gettext("You can use *emphasis*, **bold** and [links](https://example.org)."),
        )
    ]
    return heads, rows
