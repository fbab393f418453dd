"""The plan of a curriculum as a table: an activity in each row, as trainers calculate and rearrange it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..definitions import Kind, field_specs, model
from ..spreadsheets import Cell
from ..view import View, label, say
from .material import Material
from .wording import view_of

#: What an activity refers to, by key, and the kind of it.
_USED = {
    name: Kind(spec.ref.kind)
    for name, spec in field_specs(model.curriculum.Activity).items()
    if spec.ref is not None and spec.ref.kind is not None
}


@dataclass(frozen=True)
class Table:
    """A table: its head, its rows, and how many letters wide its columns are."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]


def activities(material: Material) -> Table:
    """Return the activities of all modules and sittings, in order, with all that they need."""
    interface = material.edition.interface
    _ = interface.gettext
    columns = [
        (_("Number"), 9),
        (_("Module"), 28),
        (_("Sitting"), 28),
        (label(interface, Kind.session), 28),
        (_("Activity"), 32),
        (_("Minutes"), 10),
        (_("Type"), 16),
        (_("Together"), 12),
        (_("What happens"), 60),
        (_("Materials"), 36),
        *((say(interface, kind.info.plural), 28) for kind in _USED.values()),
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
            *("; ".join(link["plain_title"] for link in activity[name]) for name in _USED),
        ]
        for number, (module, lesson, activity) in enumerate(_activities(material), 1)
    ]
    return Table(_("Plan"), [head for head, _width in columns], rows, [width for _head, width in columns])


def modules(material: Material) -> Table:
    """Return how long each module takes, and all of them: together, and what learners do by themselves."""
    _ = material.edition.interface.gettext
    report = view_of(material, material.curriculum)["hours"]
    named = [(row["title"]["plain"], row) for row in report["modules"]] + [(_("Sum"), report["whole"])]
    rows = [
        [title, *(row["minutes"][name] for name in ("total", "together", "alone"))] for title, row in named
    ]
    head = [_("Module"), _("Minutes"), _("Together"), _("self-study")]
    return Table(_("Modules"), head, rows, [40, 12, 12, 14])


def _activities(material: Material) -> Iterator[tuple[View, View, View]]:
    for module in view_of(material, material.curriculum)["modules"]:
        for lesson in module["sessions"]:
            for activity in lesson["activities"]:
                yield module, lesson, activity
