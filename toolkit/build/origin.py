"""What a site is made of, as digests that are the same on every machine: the program, settings, content."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..cache import files, key, running
from ..definitions import Library
from ..project import Project, branding, static
from ..site import shared
from ..translation import CONTENT, INTERFACE, pofile


@dataclass(frozen=True)
class Origin:
    """What shaped a site, each as one word; ``day`` is what ``SOURCE_DATE_EPOCH`` says."""

    program: str
    settings: str
    content: str
    day: str


def of(project: Project, found: Library) -> Origin:
    """Return what the site of a project is made of; ``found`` are all its definitions."""
    return Origin(running(), settings(project), _content(project, found), day())


def day() -> str:
    """Return the day that pages and PDFs are dated, in seconds."""
    return os.environ.get("SOURCE_DATE_EPOCH", "0")


def settings(project: Project) -> str:
    """Return what stands for the project's configuration, brand, own files and templates."""
    brand = branding.load(project)
    single = [project.config, *([brand.logo] if brand.logo else [])]
    parts = [part for path in single for part in (path.name, path.read_bytes())]
    # A preview has another address than the configuration tells, and says on each page what it is.
    parts += (project.site_url, "preview" if project.preview else "")
    for source, name in shared.own_files(project):
        parts += (name, source.read_bytes())
    for name, path in static.files(project).items():
        parts += (name, path.read_bytes())
    # The titles of own pages stand in the menu of every page.
    for folder in (project.pages, *project.template_folders, *filter(None, [project.custom_theme])):
        parts += ("folder", *_held(folder))
    return key(*parts)


def _content(project: Project, found: Library) -> str:
    """Return what stands for definitions and translations."""
    definitions = (
        part
        for entry in found.entries.values()
        for document in entry.document.layers or (entry.document,)
        for part in (_named(project, document.path), document.digest)
    )
    catalogs = (
        part
        for locale in project.locales
        for domain in (CONTENT, INTERFACE)
        for part in (
            locale,
            domain,
            *(files([path]) for path, _ in pofile.catalogs_of(project, locale, domain)),
        )
    )
    return key(*definitions, "catalogs", *catalogs)


def _named(project: Project, path: Path) -> str:
    return path.relative_to(project.home_of(path)).as_posix()


def _held(folder: Path) -> Iterator[str | bytes]:
    """Yield path and contents of all files in a folder, in an order that no machine changes."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(found):
        yield name
        yield found[name].read_bytes()
