"""Material's icons, drawn into one sprite for all pages from the names that templates ask for.

A template says ``icon("material/play")``: a name as Material's manual lists them, as it stands and in
quotes, so that what pages need is known without making them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree

from ..errors import Place
from .opened import Project
from .theme import material

#: What the sprite is called among the site's assets.
SPRITE = "icons.svg"
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
#: Outside of these a template is text.
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
#: A macro's own head is no call of it.
_CALL = re.compile(r"(?<!macro )\bicon\(([^()]*)\)")
_QUOTED = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')\s*""")
_NAME = re.compile(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)+")
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Asked:
    """What a template asks for: an icon's name, or None where it does not say one as it stands."""

    name: str | None
    text: str
    place: Place


class _Drawing(NamedTuple):
    box: str
    shapes: str


def asked(project: Project) -> Iterator[Asked]:
    """Yield every icon that the templates of a project's pages ask for."""
    folders = [folder / "page" for folder in project.template_folders]
    for folder in (*folders, *filter(None, [project.custom_theme])):
        for path in sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".j2"}):
            yield from _asked(path, path.read_text(encoding="utf-8", errors="replace"))


# A build asks several times, and most templates are the same from build to build.
@lru_cache(maxsize=512)
def _asked(path: Path, text: str) -> tuple[Asked, ...]:
    # Comments give way to blanks, so that places stay what they are.
    text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    calls = [(code, call) for code in _CODE.finditer(text) for call in _CALL.finditer(code[0])]
    found: list[Asked] = []
    for code, call in calls:
        place = Place(path, text.count("\n", 0, code.start() + call.start()) + 1)
        for argument in call[1].split(","):
            quoted = _QUOTED.fullmatch(argument)
            found.append(Asked(quoted[1] or quoted[2] if quoted else None, argument.strip(), place))
    return tuple(found)


def exists(name: str) -> bool:
    """Say whether Material has an icon of that name."""
    return bool(_NAME.fullmatch(name)) and (_folder() / f"{name}.svg").is_file()


@cache
def names() -> tuple[str, ...]:
    """Return the names of all icons."""
    paths = _folder().glob("*/**/*.svg")
    return tuple(sorted(path.relative_to(_folder()).with_suffix("").as_posix() for path in paths))


def sprite(project: Project, also: Iterable[str] = ()) -> str:
    """Return the drawings that the project's templates ask for, each as a symbol, and whose they are.

    ``also`` names drawings of Material's first set that are asked for by what is told of a kind.
    """
    found = sorted({one.name for one in asked(project) if one.name and exists(one.name)} | {*also})
    files = ", ".join(name for _, name in licences(project))
    lines = [
        f'<symbol id={quoteattr(symbol(name))} viewBox="{drawn.box}">{drawn.shapes}</symbol>'
        for name in found
        for drawn in [_drawing(name)]
    ]
    head = f"<!-- Icons as they come with Material for MkDocs; their licences: {files} -->"
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', head, *lines, "</svg>", ""])


def symbol(name: str) -> str:
    """Return the id of an icon in the sprite; those of the first set, which most are of, stand without it."""
    return name.removeprefix("material/").replace("/", ".")


def licences(project: Project) -> list[tuple[Path, str]]:
    """Return the licence of each set that icons come from, and what its file is called beside the sprite."""
    sets = sorted({one.name.partition("/")[0] for one in asked(project) if one.name and exists(one.name)})
    return [(path, f"icons-{one}.txt") for one in sets for path in sorted((_folder() / one).glob("LICENSE*"))]


def _folder() -> Path:
    return material() / ".icons"


@cache
def _drawing(name: str) -> _Drawing:
    root = etree.parse(_folder() / f"{name}.svg").getroot()
    # Only the sprite's first element names the namespace.
    shapes = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in root)
    return _Drawing(root.get("viewBox", "0 0 24 24"), shapes.replace(f' xmlns="{_SVG[1:-1]}"', ""))
