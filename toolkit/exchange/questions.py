"""Tables made into question banks: a definition for each bank, and a problem for each cell at fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..definitions import MODEL_STEPS, BankUse, Kind, Library, Word, is_name, name_for
from ..errors import ContentError, Message, Problem
from ..project import Project
from .columns import AnyColumn, BankColumn, Column, Tongues
from .draft import Draft, Reader, Wishes, begun
from .heads import Headed
from .rows import BARE, Row, Rows
from .tables import Cell, Table

#: What a row cannot do without.
_NEEDED = frozenset({Column.text, Column.id})


@dataclass
class _Bank:
    """A bank while it is gathered."""

    name: str
    rows: list[Row] = field(default_factory=list)
    about: Row | None = None


class Gathering:
    """Makes drafts of tables; :attr:`problems` and :attr:`notes` tell what was not or otherwise taken."""

    def __init__(
        self,
        project: Project,
        library: Library,
        wishes: Wishes,
        tongues: Tongues,
        problems: list[Problem],
    ) -> None:
        self.problems = problems
        self.notes: list[Message] = []
        self._project, self._library, self._wishes = project, library, wishes
        self._rows = Rows(Reader.of(project), tongues, self.problems, self.notes)

    def drafts(self, tables: Iterable[Headed], otherwise: str) -> list[Draft]:
        """Return a draft for each bank; ``otherwise`` is the id of the bank of rows that name none.

        Raises :class:`ContentError` where no question can be taken.
        """
        tables = list(tables)
        banks: dict[str, _Bank] = {}
        about: dict[str, Row] = {}
        for headed in tables:
            for row in self._rows.of(headed):
                named: AnyColumn = BankColumn.id if headed.kind is BankColumn else Column.bank
                given = str(row.values.get(named, ""))
                name = given if is_name(given) else name_for(given, (), otherwise) if given else otherwise
                if headed.kind is BankColumn:
                    about.setdefault(name, row)
                elif Column.text in row.values:
                    banks.setdefault(name, _Bank(name)).rows.append(row)
        self._tell_empty(about, banks)
        renamed = self._renamed(banks)
        for name, bank in banks.items():
            bank.about = about.get(name) or about.get(bank.name)
            self._give_ids(bank)
        self._keep_known(banks, renamed)
        drafts = [draft for bank in banks.values() if (draft := self._sound(bank))]
        if not drafts:
            raise ContentError(self.problems or [self._nothing(tables)])
        return drafts

    def _tell_empty(self, about: Mapping[str, Row], banks: Mapping[str, _Bank]) -> None:
        for name in about.keys() - banks.keys():
            row = about[name]
            first = next(iter(row.cells.values()))
            what = Message(
                "there are no questions for the question bank ‘{value}’; it is not imported", value=name
            )
            self._tell(
                row.table,
                first,
                "no-content",
                what,
                Message("write the ID of the question bank next to each of its questions"),
            )

    def _nothing(self, tables: list[Headed]) -> Problem:
        table = tables[0].table
        what, advice = (
            Message("there are no questions in this table"),
            Message("write one question in each row"),
        )
        return table.problem("no-content", 1, 1, what, advice)

    def _renamed(self, banks: Mapping[str, _Bank]) -> Mapping[str, str]:
        """Give the only bank the id that the author wants; return the new ids by the old ones."""
        if self._wishes.name and len(banks) == 1:
            ((old, bank),) = banks.items()
            bank.name = self._wishes.name
            return {old: bank.name}
        return {}

    def _tell(self, table: Table, cell: Cell, code: str, what: Message, advice: Message) -> None:
        self.problems.append(table.problem(code, cell.row, cell.column, what, advice))

    # -- banks ---------------------------------------------------------------------------

    def _give_ids(self, bank: _Bank) -> None:
        """Give each question an id of its own: the one in its row, or one made of its words."""
        taken: set[str] = set()
        given = [str(row.values.get(Column.id, "")) for row in bank.rows]
        fitting = {name for name in given if is_name(name)}
        for row, name in zip(bank.rows, given, strict=True):
            if not name or not is_name(name) or name in taken:
                made = name_for(name or str(row.values[Column.text]), taken | fitting, "question")
                if name:
                    what = (
                        Message(
                            "the ID ‘{value}’ appears twice; this question now has the ID ‘{id}’",
                            value=name,
                            id=made,
                        )
                        if name in taken
                        else Message(
                            "‘{value}’ cannot be an ID; this question now has the ID ‘{id}’",
                            value=name[:60],
                            id=made,
                        )
                    )
                    advice = Message(
                        "use lower-case letters a–z, digits and single hyphens, and use each ID only once"
                    )
                    self._tell(row.table, row.cells[Column.id], "id", what, advice)
                name = made
            taken.add(name)
            row.values[Column.id] = name

    def _keep_known(self, banks: Mapping[str, _Bank], renamed: Mapping[str, str]) -> None:
        """Leave out follow-up questions that there are not."""
        known = {
            (definition.id, question.id)
            for definition in self._library.of_kind(Kind.question_bank)
            for question in getattr(definition, "questions", ())
        }
        known |= {(bank.name, row.values[Column.id]) for bank in banks.values() for row in bank.rows}
        for bank in banks.values():
            for row in bank.rows:
                kept = []
                for reference in row.values.pop(Column.follow_ups, []):
                    of, _, question = reference.rpartition("/")
                    of = renamed.get(of, of) or bank.name
                    if (of, question) in known:
                        kept.append(Word(f"{of}/{question}"))
                    else:
                        self._tell(
                            row.table,
                            row.cells[Column.follow_ups],
                            "dangling-reference",
                            Message("there is no question ‘{value}’; it is left out", value=reference[:80]),
                            Message("write bank/question, with the IDs that are used in the files"),
                        )
                if kept:
                    row.values[Column.follow_ups] = kept

    def _sound(self, bank: _Bank) -> Draft | None:
        """Return a bank without what the model refuses, each told; None where nothing is left of it."""
        while bank.rows:
            draft, cells = self._draft(bank)
            found = draft.problems(self._project.locales)
            if not found:
                return draft
            at = {problem.place.line: problem for problem in found}
            if unknown := at.keys() - cells.keys():
                raise ContentError([*self.problems, *(at[number] for number in unknown)])
            for number, problem in at.items():
                row, column = cells[number]
                self._tell(row.table, row.cells[column], problem.code, problem.what, problem.advice)
                row.values.pop(column, None)
            bank.rows = [row for row in bank.rows if row.values.keys() >= _NEEDED]
        return None

    def _draft(self, bank: _Bank) -> tuple[Draft, dict[int, tuple[Row, AnyColumn]]]:
        """Return a bank as it would be written, and rows and columns by the places of its values."""
        data = begun(Kind.question_bank, bank.name, self._wishes.title or bank.name, self._wishes)
        about = bank.about.values if bank.about else {}
        told = {column.value: _bare(column, value) for column, value in about.items()}
        if told.get("language") not in self._project.locales:
            told["language"] = data["language"]
        if self._wishes.title:
            told["title"] = self._wishes.title
        if any(Column.answer in row.values for row in bank.rows):
            told.setdefault("use", Word(BankUse.faq))
        said = {*told, *(["title"] if self._wishes.title else [])}
        assumed = tuple(key for key in ("title", "summary", "audience") if key not in said)
        told.setdefault("summary", told.get("title", data["title"]))
        told["id"] = data["id"]
        keys = ("kind", *(column.value for column in BankColumn))
        data = {key: told.get(key, data.get(key)) for key in keys if key in told or key in data}
        data["questions"] = [_question(row) for row in bank.rows]
        draft = Draft(Kind.question_bank, bank.name, data, bank.rows[0].table.path, assumed=assumed)
        cells: dict[int, tuple[Row, AnyColumn]] = {}

        def mark(row: Row, column: AnyColumn, *loc: str | int) -> None:
            # The first line is where all lies that has no place.
            number = len(cells) + 2
            cells[number] = row, column
            draft.marks[loc] = (number, 1)

        for column in about:
            if bank.about and column is not BankColumn.id:
                mark(bank.about, column, column.value)
        for index, row in enumerate(bank.rows):
            mark(row, Column.text, "questions", index)
            for column in row.values.keys() - {Column.bank}:
                inner = ("phases",) if column in MODEL_STEPS else ()
                if column in row.cells:
                    mark(row, column, "questions", index, *inner, column.value)
        return draft, cells


def _question(row: Row) -> dict[str, Any]:
    phases = {name: row.values[Column(name)] for name in MODEL_STEPS if Column(name) in row.values}
    told: dict[str, Any] = {}
    for column in Column:
        if column is Column.type and phases:
            told["phases"] = phases
        if column is Column.bank or column in MODEL_STEPS or column not in row.values:
            continue
        told[column.value] = _bare(column, row.values[column])
    return told


def _bare(column: AnyColumn, value: Any) -> Any:
    return Word(value) if column in BARE and column is not BankColumn.version else value
