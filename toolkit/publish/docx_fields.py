"""How each type of field is drawn in a document for Word: a method of its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from ..view import AnswerPlace, View
from . import docx_styles as styles
from .docx_writing import Writer, centred

#: How many signs a line for a short answer has, and one for a name; how many millimetres high a row is.
_SHORT, _NAME, _ROW = 12, 30, 11.0


@dataclass
class Fields(Writer):
    """Draws fields with their views, whose texts are plain data."""

    words: Mapping[str, str]

    def draw(self, field: View) -> None:
        """Write a field: what is asked, and the places to answer in."""
        getattr(self, field["type"])(field)

    # -- parts -----------------------------------------------------------------------------------

    def question(self, field: View, hint: str | None = None) -> None:
        """Write what is asked, and a short help, or ``hint`` where there is none."""
        asked = self.paragraph(styles.QUESTION)
        self.said(asked, field["label"])
        if field["required"]:
            self.word(asked, " (").bold = False
            self.word(asked, self.words["required"]).bold = False
            self.word(asked, ")").bold = False
        if field["hint"]:
            self.said(self.paragraph(styles.HINT), field["hint"])
        elif hint:
            self.word(self.paragraph(styles.HINT), hint)

    def place(self, paragraph: Paragraph, place: AnswerPlace, blanks: int = 1) -> None:
        """Write a place, by its kind."""
        if place.kind == "check":
            self.ticked(paragraph, place.name, place.label)
        elif place.kind == "date":
            self.dated(paragraph, place.name, place.label, blanks)
        else:
            self.typed(paragraph, place.name, place.label, blanks)

    def _marks(self, cells: Iterable[_Cell], place: AnswerPlace) -> None:
        """Write a box for each choice of a place, one in a cell."""
        for cell, (value, label) in zip(cells, place.values, strict=True):
            self.ticked(centred(cell), f"{place.name}.{value}", f"{label}: {place.label}")

    def _entry(self, name: str, label: str) -> Paragraph:
        entry = self.paragraph(styles.ENTRY)
        self.ticked(entry, name, label)
        entry.add_run("\u00a0\u00a0")
        return entry

    def _other(self, field: View, name: str) -> None:
        if field["written_in"]:
            entry = self._entry(name, self.words["other"])
            self.word(entry, self.words["other"])
            entry.add_run(" ")
            self.place(entry, field["written_in"], _NAME)

    def _after(self, paragraph: Paragraph) -> Paragraph:
        paragraph.add_run("  ")
        return paragraph

    # -- field types -----------------------------------------------------------------------------

    def short_text(self, field: View) -> None:
        self.question(field)
        self.place(self.paragraph(styles.LINE), field["place"])

    def long_text(self, field: View) -> None:
        self.question(field)
        place = field["place"]
        self.typed(self.paragraph(styles.BOX), place.name, place.label, lines=field["lines"])

    def number(self, field: View) -> None:
        self.question(field)
        answer, place = self.paragraph(styles.ANSWER), field["place"]
        self.place(answer, place, _SHORT)
        if place.bounded:
            self._after(answer).add_run(f"{place.min}–{place.max}")
        if field["unit"]:
            self.said(self._after(answer), field["unit"])

    def date(self, field: View) -> None:
        self.question(field)
        answer = self.paragraph(styles.ANSWER)
        self.place(answer, field["place"], _SHORT)
        self._after(answer).add_run(self.words["date_hint"])

    def scale(self, field: View) -> None:
        self.question(field)
        place = field["place"]
        values = [value for value, _label in place.values]
        table = self.grid(field["label"]["plain"], [1] * len(values), values, 1)
        for cell in table.rows[0].cells:
            centred(cell)
        self._marks(table.rows[1].cells, place)
        ends = self.paragraph(styles.HINT)
        ends.add_run(f"{values[0]} = ")
        self.said(ends, field["min_label"])
        ends.add_run(f" · {values[-1]} = ")
        self.said(ends, field["max_label"])
        ends.paragraph_format.keep_with_next = False

    def single_choice(self, field: View) -> None:
        self.question(field, self.words["choose_one"])
        place = field["place"]
        for option in field["options"]:
            self.said(self._entry(f"{place.name}.{option['id']}", option["text"]["plain"]), option["text"])
        self._other(field, f"{place.name}.other")

    def multiple_choice(self, field: View) -> None:
        self.question(field, self.words["choose_any"])
        self._ticks(field, field["options"])
        self._other(field, f"{field['id']}.other")

    def checklist(self, field: View) -> None:
        self.question(field)
        self._ticks(field, field["items"])

    def _ticks(self, field: View, entries: Iterable[View]) -> None:
        for entry in entries:
            place = field["places"][entry["id"]]
            self.said(self._entry(place.name, place.label), entry["text"])

    def matrix(self, field: View) -> None:
        self.question(field)
        heads = ["", *(column["text"] for column in field["columns"])]
        # What is rated has more room than the choices, which are many or have long heads.
        widths = [max(3.0, len(heads) * 0.5), *[1.0] * len(field["columns"])]
        table = self._rows(field, widths, heads, field["rows"])
        for row, entry in zip(list(table.rows)[1:], field["rows"], strict=True):
            self._marks(row.cells[1:], field["places"][entry["id"]])

    def table(self, field: View) -> None:
        self.question(field)
        labels, columns = field["row_labels"], [column["text"] for column in field["columns"]]
        if labels is None:
            table = self.grid(field["label"]["plain"], [1] * len(columns), columns, field["rows"])
        else:
            # Short heads of rows, such as numbers, leave their room to the answers.
            longest = max(len(entry["text"]["plain"]) for entry in labels)
            first = max(0.25, min(1.0, longest / 20))
            table = self._rows(field, [first, *[1.0] * len(columns)], ["", *columns], labels)
        self.high(table, _ROW)
        for row, places in zip(list(table.rows)[1:], field["places"].values(), strict=True):
            for cell, place in zip(row.cells[labels is not None :], places.values(), strict=True):
                self.place(cell.paragraphs[0], place)

    def wheel(self, field: View) -> None:
        self.question(field)
        value = f"{self.words['value']} ({field['min']}–{field['max']})"
        heads = [self.words["segment"], value]
        table = self._rows(field, [3, 1], heads, field["segments"])
        for row, entry in zip(list(table.rows)[1:], field["segments"], strict=True):
            self.place(centred(row.cells[1]), field["places"][entry["id"]])

    def ranking(self, field: View) -> None:
        self.question(field)
        table = self._rows(field, [5, 1], [field["label"], self.words["rank"]], field["items"])
        for row, entry in zip(list(table.rows)[1:], field["items"], strict=True):
            self.place(centred(row.cells[1]), field["places"][entry["id"]])

    def commitment(self, field: View) -> None:
        self.question(field)
        names = ("action", "by_when", "support", "confidence", "done")
        heads = [self.words[name] for name in names]
        table = self.grid(field["label"]["plain"], [1.6, 1, 1.3, 1, 0.7], heads, field["rows"])
        self.high(table, _ROW)
        for row, places in zip(list(table.rows)[1:], field["places"].values(), strict=True):
            for cell, place in zip(row.cells, places.values(), strict=True):
                self.place(centred(cell) if place.kind == "check" else cell.paragraphs[0], place)

    def computed(self, field: View) -> None:
        self.question(field)
        answer = self.paragraph(styles.ANSWER)
        self.place(answer, field["place"], _SHORT)
        self.word(self._after(answer), self.words[field["operation"]["value"]])

    def note(self, field: View) -> None:
        self.prose(field["text"], styles.NOTE)

    def signature(self, field: View) -> None:
        party = self.paragraph(styles.QUESTION)
        if field["label"]:
            self.said(party, field["label"])
        else:
            self.word(party, field["party"]["label"])
        for part, word in (("signature", "signature"), ("name", "printed_name"), ("date", "date")):
            line = self.paragraph(styles.ANSWER)
            self.word(line, self.words[word])
            self.place(self._after(line), field["places"][part], _SHORT if part == "date" else _NAME)
            # The lines of one person stay together.
            line.paragraph_format.keep_with_next = part != "date"

    def _rows(self, field: View, widths: list[Any], heads: list[Any], entries: list[View]) -> Table:
        """Return a table whose rows have heads of their own."""
        table = self.grid(field["label"]["plain"], widths, heads, len(entries))
        for row, entry in zip(list(table.rows)[1:], entries, strict=True):
            self.said(row.cells[0].paragraphs[0], entry["text"])
        return table
