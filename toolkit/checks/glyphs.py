"""Texts with a sign that neither typeface has; they could not be printed."""

from __future__ import annotations

from collections.abc import Iterator

from ..definitions import Library, strings
from ..errors import Place, Problem
from ..project import Project, fonts
from ..translation import CONTENT, INTERFACE, signs
from ..translation import messages as catalog_messages


def check(project: Project, library: Library) -> Iterator[Problem]:
    """Yield a problem for each text, in definitions and catalogs, with a sign that cannot be printed."""
    known = fonts.printable(project)
    for entry in library.written:
        if not fonts.lacking("".join(entry.signs), known):
            continue
        for loc, text in strings(entry.definition):
            if sign := fonts.lacking(text, known):
                yield fonts.problem(entry.document.place(loc), sign)
    for locale in project.locales:
        for domain in (CONTENT, INTERFACE):
            if not fonts.lacking("".join(signs(project, locale, domain)), known):
                continue
            for path, line, text in catalog_messages(project, locale, domain):
                if sign := fonts.lacking(text, known):
                    yield fonts.problem(Place(path, line), sign)
