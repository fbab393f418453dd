"""What a project puts over ours: templates (``theme: custom_dir:``) and style sheets (``extra_css:``).

A block or a template that no page uses, an icon that nobody has drawn, and an address that the pages'
policy forbids to ask, would be ignored in silence; they are told instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from ..errors import Message, Place, Problem
from ..project import BASE, Project, frame_folders, icons
from ..suggestions import did_you_mean

#: Templates that MkDocs itself asks for.
_ASKED = frozenset({"main.html", "404.html"})
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
#: What makes a browser fetch something; pictures in the style sheet itself and parts of a drawing do not.
_FETCHED = re.compile(r"@import\b[^;]*|(?:url|src)\(\s*(?!['\"]?(?:#|data:image/))", re.IGNORECASE)


def check(project: Project) -> Iterator[Problem]:
    """Yield what has no effect in the project's own templates and styles, and what cannot be read."""
    for path in project.extra_css:
        yield from _addresses(path)
    if project.custom_theme:
        yield from _templates(project, project.custom_theme)
    yield from _icons(project)


def _templates(project: Project, folder: Path) -> Iterator[Problem]:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    ours = list(_ours(project, folder, environment))
    known = sorted({block.name for tree in ours for block in tree.find_all(nodes.Block)})
    used = _ASKED.union(*map(_named, ours))
    trees: dict[Path, nodes.Template] = {}
    for path in sorted(folder.rglob("*.html")):
        try:
            trees[path] = environment.parse(path.read_text(encoding="utf-8"))
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            line = error.lineno if isinstance(error, TemplateSyntaxError) else 1
            what = Message("the page template cannot be used: {reason}", reason=str(error).split("\n")[0])
            yield Problem("template", Place(path, line), what, Message("fix the template, or delete it"))
    for tree in trees.values():
        used |= _named(tree)
    own_blocks = {} if (folder / BASE).is_file() else trees
    for path, tree in trees.items():
        name = path.relative_to(folder).as_posix()
        if name in _named(tree):
            reason = Message("it includes or extends itself")
            what = Message("the page template cannot be used: {reason}", reason=reason)
            yield Problem("template", Place(path), what, Message('write ‘extends "base.html"’'))
        elif name not in used:
            what = Message("no page uses the template ‘{name}’", name=name)
            advice = Message("delete it, or change a block of the page in main.html")
            yield Problem("template", Place(path), what, advice)
        elif path in own_blocks:
            yield from _unknown_blocks(path, tree, known)


def _ours(project: Project, folder: Path, environment: Environment) -> Iterator[nodes.Template]:
    """Yield the templates that the project's lie over."""
    for path in (
        path for layer in frame_folders(project) if layer != folder for path in layer.rglob("*.html")
    ):
        # One that cannot be read is told by the build, which needs it.
        with suppress(TemplateSyntaxError, UnicodeDecodeError):
            yield environment.parse(path.read_text(encoding="utf-8"))


def _unknown_blocks(path: Path, tree: nodes.Template, known: list[str]) -> Iterator[Problem]:
    if not any(True for _ in tree.find_all(nodes.Extends)):
        return
    for block in tree.find_all(nodes.Block):
        if block.name not in known:
            what = Message("pages have no block ‘{name}’", name=block.name)
            yield Problem("template", Place(path, block.lineno), what, did_you_mean(block.name, known))


def _icons(project: Project) -> Iterator[Problem]:
    for one in icons.asked(project):
        if one.name is None:
            what = Message("the name of this icon is not fixed text: ‘{name}’", name=one.text)
            yield Problem("icon", one.place, what, Message("write its name in quotation marks"))
        elif not icons.exists(one.name):
            what = Message("there is no icon ‘{name}’", name=one.name)
            yield Problem("icon", one.place, what, did_you_mean(one.name, icons.names()))


def _named(tree: nodes.Template) -> set[str]:
    return {name for name in meta.find_referenced_templates(tree) if name}


def _addresses(path: Path) -> Iterator[Problem]:
    """Yield what a style sheet asks for: other sites may not be asked, other files are not copied."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        what = Message("the file is not UTF-8 text (byte {byte})", byte=f"0x{error.object[error.start]:02X}")
        yield Problem("style", Place(path), what, Message("save the file as UTF-8 in your editor"))
        return
    # Comments give way to blanks, so that places stay what they are.
    shown = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for found in _FETCHED.finditer(shown):
        before = shown[: found.start()]
        place = Place(path, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
        what = Message("the style sheet refers to another file, which would not be loaded")
        advice = Message("embed a picture in the style sheet as ‘data:image/…’, or delete the reference")
        yield Problem("style", place, what, advice)
