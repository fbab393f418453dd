"""Overriding what the package brings along: the file begun, and what our texts say beneath it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..definitions import Document, Key, Loc, overridefile, overriding, shipped, texts
from ..errors import Message, UsageError
from ..files import replace
from ..project import Project
from .catalog import packaged_catalog
from .localisation import localise


@dataclass(frozen=True)
class Ours:
    """The texts of a definition that the package brings along, in a language as far as it has them there."""

    by_loc: dict[Loc, str]
    by_path: dict[str, str]


def ours(project: Project, key: Key, locale: str) -> Ours:
    """Return what the package says, by places in its file and by paths of ids."""
    definition = shipped.read(project, shipped.files(project)[key])
    entries = list(texts(localise(definition, packaged_catalog(project, locale)).definition))
    return Ours(
        {entry.loc: str(entry.text) for entry in entries},
        {"/".join(entry.path): str(entry.text) for entry in entries},
    )


def find(project: Project, key: Key) -> Document | None:
    """Return the project's override of a definition, as it is written, if there is one.

    Raises :class:`UsageError` where the definition is the project's own, so that nothing of ours lies
    beneath it, and where the override's place is taken by a file that is none of this definition.
    """
    own = overriding.find(project, key)
    name = "/".join(key)
    if own and not overriding.overrides(own):
        raise UsageError(is_own(project, name, own))
    path = file_of(project, key)
    if own is None and path.exists():
        raise UsageError(
            Message(
                "{path} already exists, but is not an override of ‘{name}’ that can be read – run: toolkit "
                "check; then correct its line ‘overrides:’, or move the file elsewhere",
                path=project.shown(path),
                name=name,
            )
        )
    return own


def is_own(project: Project, name: str, own: Document) -> Message:
    """Return what to say where a definition is the project's own, with nothing of ours beneath it."""
    return Message(
        "‘{name}’ is a definition of your own, so there is nothing to override or to accept – edit it "
        "directly: {path}",
        name=name,
        path=project.shown(own.path),
    )


def begin(project: Project, key: Key, locale: str, gettext: Callable[[str], str]) -> Path:
    """Write an override that changes nothing yet, and return its file.

    Raises :class:`UsageError` where the project has one already, or what :func:`find` refuses.
    """
    name = "/".join(key)
    if own := find(project, key):
        raise UsageError(
            Message(
                "you already have an override of it – edit {path}, then run: toolkit check; once you have "
                "seen what it says is new in the toolkit’s texts, run: toolkit override {name} --accept",
                path=project.shown(own.path),
                name=name,
            )
        )
    path = file_of(project, key)
    said = ours(project, key, locale)
    base = shipped.document(project, key)
    text = overridefile.begun(name, base, said.by_loc, said.by_path, locale, gettext)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, text.encode())
    return path


def accept(project: Project, key: Key, own: Document, gettext: Callable[[str], str]) -> None:
    """Note in an override's file what our texts say now; what its writer has written stays."""
    said = ours(project, key, str(own.data.get("language", project.locales[0])))
    text = own.path.read_text(encoding="utf-8")
    replace(own.path, overridefile.accepted(text, "/".join(key), said.by_path, gettext).encode())


def file_of(project: Project, key: Key) -> Path:
    """Return where the override of a definition lies, or will."""
    return project.content / shipped.files(project)[key].relative_to(project.shipped)
