"""The list of all checks: whatever is found in definitions, catalogs and the configuration, in one pass."""

from __future__ import annotations

from ..definitions import Library, library
from ..errors import ContentError, Problem
from ..project import Project, branding, static
from ..translation import faults
from ..view import outputs
from . import beginnings, glyphs, overrides, ownpages
from . import texts as textcheck

#: Problems of texts with which they were not read as they stand.
_ODD_TEXT = frozenset({"yaml", "hidden-character", "not-nfc", "foreign-letter", "curly-quote"})


def survey(project: Project) -> tuple[Library, tuple[Problem, ...]]:
    """Return the library as far as it can be read, and every problem in definitions and catalogs."""
    found, problems = library.survey(project)
    unread = {problem.place.path.stem for problem in problems}
    # A text that was not read as it stands says nothing more of itself.
    odd = {(problem.place.path, problem.place.line) for problem in problems if problem.code in _ODD_TEXT}
    problems += (
        *outputs.clashes(project, found),
        *ownpages.check(project, found, unread),
        *(
            problem
            for problem in (*glyphs.check(project, found), *textcheck.check(project, found, unread))
            if (problem.place.path, problem.place.line) not in odd
        ),
    )
    try:
        branding.load(project)
    except ContentError as error:
        problems += error.problems
    problems += (
        *project.configured.problems,
        *beginnings.check(project, found),
        *overrides.check(project),
        *static.check(project),
    )
    for locale in project.locales:
        problems += tuple(faults.check(project, locale))
    return found, tuple(sorted(problems, key=lambda problem: (problem.place, problem.code)))
