"""Sections of a worksheet that stand side by side as the columns of one table, and when they can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .checks import Fault, fault, has

if TYPE_CHECKING:
    from .worksheet import Section

#: As many columns find room on paper beside what is asked.
MOST_BESIDE = 4
#: Types of fields whose answers find room in a cell.
IN_CELLS = ("short_text", "long_text", "number", "date", "computed")
#: What each column has of its own; all else is said once, for the row.
_OWN = frozenset({"id", "of", "example", "excused"})


def columns(sections: Sequence[Section]) -> list[int]:
    """Return for each section how many are columns from it on: 0 for a column of one before it.

    Sections that are not alike, as after a change for one client, stand one below the other.
    """
    counts: list[int] = []
    first = 0
    for n, section in enumerate(sections):
        joins = n > 0 and section.beside_previous and counts[first] < MOST_BESIDE
        if joins and _can_begin(sections[first]) and _are_alike(sections[first], section):
            counts[first] += 1
            counts.append(0)
        else:
            first = n
            counts.append(1)
    return counts


def faults(sections: Sequence[Section]) -> Iterator[Fault]:
    """Yield sections that should stand beside others and cannot."""
    first = 0
    for n, section in enumerate(sections):
        if not has(section, "beside_previous") or not section.beside_previous:
            first = n
            continue
        at = ("sections", n, "beside_previous")
        if n == 0:
            yield fault("beside_nothing", *at)
        elif n - first >= MOST_BESIDE:
            yield fault("beside_too_many", *at, limit=MOST_BESIDE)
        elif not (_is_whole(sections[first]) and _is_whole(section)):
            continue
        elif not _can_begin(sections[first]):
            yield fault("beside_cells", *at, value=sections[first].id, known=", ".join(IN_CELLS))
        elif not _are_alike(sections[first], section):
            yield fault("beside_unlike", *at, value=sections[first].id)


def _is_whole(section: Section) -> bool:
    """Say whether all of a section is known, so that it can be compared."""
    return has(section, "id", "title", "fields") and all(
        all(has(field, name) for name in type(field).model_fields) for field in section.fields
    )


def _can_begin(section: Section) -> bool:
    """Say whether a section can be a column: it has a head, and its answers find room in cells."""
    return section.title is not None and all(field.type in IN_CELLS for field in section.fields)


def _are_alike(one: Section, other: Section) -> bool:
    """Say whether the fields of two sections make rows."""
    return (
        other.title is not None
        and len(one.fields) == len(other.fields)
        and all(
            type(left) is type(right)
            and all(
                getattr(left, name) == getattr(right, name)
                for name in type(left).model_fields
                if name not in _OWN
            )
            for left, right in zip(one.fields, other.fields, strict=True)
        )
    )
