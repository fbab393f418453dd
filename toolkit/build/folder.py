"""A finished site as a folder to hand over: it opens by double-click, from a disk or a stick, without server.

What is handed over lies in one folder, and once more in a zip beside it: ``index.html`` to open, and all else
in a folder that nobody has to look into.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from .. import archive
from ..definitions import name_for
from ..distribution import DISTRIBUTION
from ..project import Project, static
from ..site import linking, links, onfile
from . import output, whole

#: What holds all but the page to open.
PAGES = "pages"
_FIRST = "index.html"


@dataclass(frozen=True)
class Handed:
    """What there is to hand over: the page to open, the zip, how many links were checked."""

    index: Path
    archive: Path
    links: int


def folder_of(project: Project) -> Path:
    """Return the folder for what a project hands over, where nobody names another."""
    return project.root / "build" / ("preview-folder" if project.preview else "folder")


def write(project: Project, target: Path) -> Handed:
    """Write the project's site, as it is, into ``target`` as a folder and a zip.

    Raises :class:`EnvironmentFault` where ``target`` is somebody else's or lies in the site, or another build
    runs, and :class:`ContentError` where a script cannot be linked or a link leads nowhere.
    """
    name = name_for(project.site_name, (), DISTRIBUTION)
    new = target.with_name(f".{target.name}.new")
    with output.locked(project.build):
        output.free(project, target)
        aside = target.with_name(f".{target.name}.old")
        output.recover(target, aside)
        try:
            output.clean(new)
            _copy(project, project.site, new / name / PAGES)
            report = links.check(new / name)
            whole.refuse_broken(new / name, report)
            archive.write(new / f"{name}.zip", archive.files_of(new / name, inside=name))
            output.swap(new, target, aside)
        finally:
            # Nothing half made is left on somebody's stick.
            shutil.rmtree(new, ignore_errors=True)
    return Handed(target / name / _FIRST, target / f"{name}.zip", report.links)


def _copy(project: Project, site: Path, pages: Path) -> None:
    """Copy a site into the folder ``pages``, and its first page beside it, in the form for ``file://``."""
    files = {
        path.relative_to(site).as_posix(): path
        for top in (site / onfile.ASSETS, *(site / locale for locale in project.locales))
        for path in sorted(top.rglob("*"))
        if path.is_file() and path.name != "404.html"
    }
    sprite = f"{onfile.ASSETS}icons.svg"
    folders = {"", *(parent.as_posix() for name in files for parent in Path(name).parents if parent.name)}
    among = onfile.Site(folders, sprite, onfile.symbols(files[sprite].read_text(encoding="utf-8")))
    texts: dict[str, str] = {}
    asked: set[str] = set()
    entries: set[str] = set()
    for name in [_FIRST, *(name for name in files if name.endswith(".html"))]:
        page = onfile.Page(name, among, PAGES if name == _FIRST else "")
        texts[name] = page.rewritten((site / name).read_text(encoding="utf-8"))
        asked |= page.asked
        entries |= set(page.entries)
    # Of the project's own files those that a page shows or links to; what else is there is for servers.
    named = (name for name in static.files(project) if any(quote(name) in text for text in texts.values()))
    files |= {name: site / name for name in named if (site / name).is_file()}
    script, linked = linking.linked(project, entries)
    texts[onfile.ASSETS + linking.NAME] = script
    for name in asked & texts.keys():
        if words := onfile.article(texts[name]):
            texts[name.removesuffix(_FIRST) + onfile.ARTICLE] = words
    for name in (name for name in files if name.startswith(onfile.ASSETS) and name.endswith(".css")):
        texts[name] = onfile.style(files[name].read_text(encoding="utf-8"))
    needless = {f"{onfile.ASSETS}{name}" for name in linked} | {sprite}
    for name in files.keys() - texts.keys() - needless:
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(files[name], pages / name)
    for name, text in texts.items():
        path = pages.parent / name if name == _FIRST else pages / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
