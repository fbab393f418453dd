"""The words of a project as Markdown, for other site generators: whole pages, as Python-Markdown reads them.

``python -m bench.words PROJECT DOCS`` writes ``DOCS/<locale>/``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from toolkit.definitions import library
from toolkit.project import Project
from toolkit.site.pages import Page, Pages, hubs_of
from toolkit.view import Edition, edition, page_file


def write(root: Path, docs: Path) -> None:
    """Write the pages of all languages of the project in ``root``."""
    project = Project.open(root)
    found = library.load(project)
    for locale in project.locales:
        for page in _pages(edition(project, found, locale)):
            target = docs / locale / page_file(page.path)
            target.parent.mkdir(parents=True, exist_ok=True)
            told = {name: page.meta[name] for name in ("title", "description")}
            head = yaml.dump(told, Dumper=yaml.CSafeDumper, allow_unicode=True)
            target.write_text(f"---\n{head}---\n\n{page.body}", encoding="utf-8")


def _pages(current: Edition) -> Iterator[Page]:
    pages = Pages(current)
    yield pages.home()
    for kind in hubs_of(current):
        if kind.info.folder:
            yield pages.index(kind)
        yield from (pages.definition(definition) for definition in current.of_kind(kind))


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
