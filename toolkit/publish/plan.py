"""A curriculum in tables, as trainers calculate and rearrange it: its plan, its modules, its questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import NullTranslations

from ..definitions import Kind, QuestionBank, field_specs, model
from ..exchange import Tongues, question_rows
from ..spreadsheets import Cell
from ..translation import interface
from ..view import View, label, say
from .material import Material
from .wording import view_of

#: What an activity refers to, by key: the kind, and the key of its parts where it is one of these.
_USED = {
    name: (Kind(spec.ref.kind), spec.ref.part)
    for name, spec in field_specs(model.curriculum.Activity).items()
    if spec.ref is not None and spec.ref.kind is not None
}


@dataclass(frozen=True)
class Table:
    """A table: its head, its rows, and how many letters wide its columns are.

    ``names`` are those by which an import knows its columns, in a row of their own.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    names: Sequence[str] = ()

    @property
    def heads(self) -> list[Sequence[str]]:
        """Return the rows above all others."""
        return [self.head, self.names] if self.names else [self.head]


def activities(material: Material) -> Table:
    """Return the activities of all modules and sittings, in order, with all that they need."""
    interface = material.edition.interface
    _ = interface.gettext
    columns = [
        (_("Number"), 9),
        (_("Module"), 28),
        (_("Course session"), 28),
        (label(interface, Kind.session), 28),
        (_("Activity"), 32),
        (_("Minutes"), 10),
        (_("Type"), 16),
        (_("Contact time"), 12),
        (_("What happens"), 60),
        (_("Materials"), 36),
        *(
            (_("Competencies") if part else say(interface, kind.info.plural), 28)
            for kind, part in _USED.values()
        ),
    ]
    rows = [
        [
            number,
            module["title"]["plain"],
            lesson["title"]["plain"],
            lesson["guide"]["plain_title"] if lesson["guide"] else "",
            activity["title"]["plain"],
            activity["minutes"],
            activity["type"]["label"],
            _("yes") if activity["contact"] else _("no"),
            activity["text"]["plain"],
            "; ".join(item["text"]["plain"] for item in activity["materials"] or ()),
            *("; ".join(map(_named, activity[name])) for name in _USED),
        ]
        for number, (module, lesson, activity) in enumerate(_activities(material), 1)
    ]
    return Table(_("Plan"), [head for head, _width in columns], rows, [width for _head, width in columns])


def _named(link: View) -> str:
    """Return what something is called; a competency by its framework and its code there."""
    part = link.get("part")
    return f"{link['plain_title']}, {part['code']}" if part else str(link["plain_title"])


def modules(material: Material) -> Table:
    """Return how long each module takes, and all of them: together, and what learners do by themselves."""
    _ = material.edition.interface.gettext
    report = view_of(material, material.curriculum)["hours"]
    named = [(row["title"]["plain"], row) for row in report["modules"]] + [(_("Sum"), report["whole"])]
    rows = [
        [title, *(row["minutes"][name] for name in ("total", "together", "alone"))] for title, row in named
    ]
    head = [_("Module"), _("Minutes"), _("Contact time"), _("self-study")]
    return Table(_("Modules"), head, rows, [40, 12, 12, 14])


def questions(material: Material) -> list[Table]:
    """Return the questions that the curriculum is taught with, and their banks, as an import reads them."""
    current = material.edition
    banks = [
        (bank, current.library.entries[Kind.question_bank, bank.id].document.data)
        for bank in current.of_kind(Kind.question_bank)
        if isinstance(bank, QuestionBank)
    ]
    if not banks:
        return []
    book, *others = (
        interface.words(current.project, locale) for locale in (material.locale, *current.project.locales)
    )
    asked, about = question_rows(banks, material.locale, Tongues((NullTranslations(), *others), book), book)
    return [_fitted(book.gettext("Questions"), asked), _fitted(book.gettext("Question banks"), about)]


def _fitted(title: str, rows: Sequence[Sequence[str]]) -> Table:
    """Return a table whose columns are as wide as what is in them, as far as that can be read."""
    head, names, *others = rows
    widths = [min(max(map(len, column)) + 2, 60) for column in zip(head, *others, strict=True)]
    return Table(title, head, others, widths, names)


def _activities(material: Material) -> Iterator[tuple[View, View, View]]:
    for module in view_of(material, material.curriculum)["modules"]:
        for lesson in module["sessions"]:
            for activity in lesson["activities"]:
                yield module, lesson, activity
