"""A file from elsewhere made into definitions of the project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..definitions import is_name, library, name_for
from ..errors import ContentError, Message, Problem, UsageError
from ..project import Project
from . import commas, workbook
from .columns import Column, Tongues
from .draft import Draft, Imported, Wishes, write
from .heads import headed, is_explanation
from .questions import Gathering
from .sheet import drafted_sheet
from .tables import Table, Taken
from .wordfile import read_document

_TEXTS = (".csv", ".tsv")
_BOOKS = (".xlsx", ".xlsm")
_DOCUMENTS = (".docx", ".docm")


def take(project: Project, path: Path, wishes: Wishes, tongues: Tongues) -> Imported:
    """Write what a table or a Word document holds into the project's content.

    Nothing is written where nothing can be taken: :class:`ContentError` tells why. Raises
    :class:`UsageError` for a file of another kind, and where a definition would be written over.
    """
    ending = path.suffix.lower()
    if not path.exists():
        raise UsageError(Message("there is no file or folder {path}", path=str(path)))
    name = name_for(path.stem, (), "imported")
    if ending in _DOCUMENTS:
        document = read_document(path)
        wishes = replace(wishes, name=wishes.name or name)
        draft, problems, notes = drafted_sheet(project, document, wishes)
        drafts = [draft]
    elif ending in _TEXTS + _BOOKS:
        taken = commas.read_table(path) if ending in _TEXTS else workbook.read_tables(path)
        drafts, problems, notes = _banks(project, path, taken, wishes, tongues, name)
    else:
        raise UsageError(
            Message(
                "{path} is not of a type that can be imported – use one of: {known}",
                path=str(path),
                known=", ".join((*_BOOKS, *_TEXTS, *_DOCUMENTS)),
            )
        )
    notes += [
        Message(
            "{name}: these keys were filled in for you; please check them: {keys}",
            name=draft.name,
            keys=", ".join(draft.assumed),
        )
        for draft in drafts
        if draft.assumed
    ]
    return Imported(write(project, drafts), tuple(sorted(problems, key=lambda one: one.place)), tuple(notes))


def _banks(
    project: Project, path: Path, taken: Taken, wishes: Wishes, tongues: Tongues, name: str
) -> tuple[list[Draft], list[Problem], list[Message]]:
    problems, tables = list(taken.problems), []
    for table in taken.tables:
        if not table.rows or is_explanation(table):
            continue
        if found := headed(table, tongues):
            tables.append(found)
            problems += found.problems
        else:
            problems.append(_unknown(table))
    if not any(found.kind is Column for found in tables):
        raise ContentError(problems or [_empty(path)])
    known, _ = library.survey(project)
    gathering = Gathering(project, known, wishes, tongues, problems)
    drafts = gathering.drafts(tables, wishes.name or name)
    if wishes.name and len(drafts) > 1:
        raise UsageError(
            Message("the table contains several question banks – leave out --id, which is for a single one")
        )
    return drafts, problems, [*taken.notes, *gathering.notes]


def _unknown(table: Table) -> Problem:
    row = table.rows[0]
    first = row[min(row)]
    return table.problem(
        "no-heading",
        first.row,
        first.column,
        Message("this table has no column with the heading ‘Question’; nothing is imported from it"),
        Message("use the headings in the file that this command writes: toolkit export questions --to xlsx"),
    )


def _empty(path: Path) -> Problem:
    table = Table(path, None, ())
    return table.problem(
        "no-content", 1, 1, Message("the table is empty"), Message("write a question in each row")
    )


def checked_name(name: str | None) -> str | None:
    """Return an id that the author wants. Raises :class:`UsageError` where it cannot be one."""
    if name is None or is_name(name):
        return name
    raise UsageError(
        Message(
            "‘{value}’ cannot be an ID – use lower-case letters a–z, digits and single hyphens", value=name
        )
    )
