"""Which languages a build makes, and which of them it may leave as they are in the site.

A language that nobody asked for stays as it is where its pages still go with the new ones: made by the same
program with the same settings and templates, for the same readers, and of the same definitions. Otherwise
it is made again, so that menus, sitemap and links are right on every page of the site.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ..cache import key, running
from ..definitions import Library
from ..project import Project
from ..view import Scope, outputs
from . import origin, output


@dataclass(frozen=True)
class Plan:
    """The languages of the new site, those to build, and what all of them are made with, as one word."""

    built: tuple[str, ...]
    kept: tuple[str, ...]
    scope: Scope
    live: bool
    state: str

    @property
    def languages(self) -> tuple[str, ...]:
        return self.scope.languages


def make(
    project: Project, visible: Library, asked: tuple[str, ...], live: bool, scope: Scope, site: Path
) -> Plan:
    """Return the plan for the languages ``asked`` for; all of the project's where none are named.

    ``site`` is the folder that may hold some of them already.
    """
    asked = asked or project.published
    present = {locale for locale in project.published if (site / locale / "index.html").is_file()}
    if live or not (site / output.MARKER).is_file():
        present = set()
    # In the project's order, so that the default language stays the first.
    languages = tuple(locale for locale in project.locales if locale in asked or locale in present)
    scope = replace(scope, languages=languages)
    # A language that has all its PDFs may stay, and so may one that has no more of them than are asked for.
    whole = replace(scope, printed=None)
    state = _state(project, whole, live)
    kept: tuple[str, ...] = ()
    if output.state_of(site) == state:
        fit = [outputs.of_site(project, visible, one) for one in (whole, scope)]
        kept = tuple(locale for locale in languages if locale not in asked and _files(site / locale) in fit)
    built = tuple(locale for locale in languages if locale not in kept)
    return Plan(built, kept, scope, live, state)


def _files(folder: Path) -> set[str]:
    """Return the pages and PDFs in a language's folder."""
    return {
        path.relative_to(folder).as_posix()
        for pattern in ("index.html", f"{outputs.PRINTS}/*.pdf", "404.html", outputs.SEARCH)
        for path in folder.rglob(pattern)
    }


def _state(project: Project, scope: Scope, live: bool) -> str:
    """Return one word for what pages of all languages are made with: program, templates, settings, scope."""
    return key("pages", repr((scope, live)), origin.day(), running(), origin.settings(project))
