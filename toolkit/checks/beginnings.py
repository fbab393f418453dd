"""Whether the curricula that ``mkdocs.yml`` gives a first day are there."""

from __future__ import annotations

from collections.abc import Iterator

from ..definitions import Library, has
from ..errors import Message, Problem
from ..project import Project
from ..suggestions import did_you_mean

_KEYS = ("extra", "toolkit", "timetable", "first_day")


def check(project: Project, found: Library) -> Iterator[Problem]:
    """Yield a problem for each first day that belongs to no curriculum."""
    known = sorted(
        {
            entry.definition.id
            for entry in found.written
            if entry.definition.kind.info.dated and has(entry.definition, "id")
        }
    )
    for name in project.configured.timing.first_days:
        if name not in known:
            yield Problem(
                "configuration",
                project.configured.place(*_KEYS, name),
                Message("there is no curriculum ‘{value}’", value=name[:60]),
                did_you_mean(name, known),
            )
