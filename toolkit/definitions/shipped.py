"""The definitions that the package brings along, and those of them that a project uses.

A definition of the project's own comes before one that is brought along under the same kind and id. What
is used brings what it refers to.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from ..errors import Message, Place, Problem
from ..project import ALL, Project, Wish
from .document import Document
from .entries import Key, key_of
from .model import AnyDefinition, Kind, references, texts
from .model.hints import Hints
from .parsing import parse

#: The word for all definitions about a topic, in place of a kind.
TOPIC = "topic"
_LINK = re.compile(r"\]\(([a-z_]+):([a-z0-9-]+)")


def files(project: Project) -> Mapping[Key, Path]:
    """Return where each definition lies that the package brings along to a project; nothing is read."""
    if project.content == project.shipped:
        # The package's own source is no project that could use it.
        return {}
    return {
        (kind, path.stem): path
        for kind in Kind
        for path in sorted((project.shipped / kind.info.folder).glob("*.yaml"))
    }


def ids(project: Project, kind: Kind) -> list[str]:
    """Return the ids of a kind that the package brings along to a project."""
    return [name for one, name in files(project) if one is kind]


def used(
    project: Project,
    own: Iterable[Path],
    overridden: Iterable[AnyDefinition],
    hints: Hints,
    problems: list[Problem],
) -> Iterator[Path]:
    """Yield the files of what a project uses, and tell of what it names that there is not.

    ``own`` are the files of the project's own definitions and overrides. What is ``overridden`` is used.
    """
    wishes = project.configured.use
    known = files(project)
    if not known:
        return
    taken = {*_keys(project.content, own), *map(key_of, overridden)}
    single = {kind for kind, _ in taken if not kind.info.folder}
    wanted: dict[Key, None] = {}
    for wish in wishes:
        found = list(_meant(project, wish, known, hints))
        if not found:
            problems.append(_unknown(wish, known, hints))
        wanted |= dict.fromkeys(found)
    waiting = [*wanted, *(key for definition in overridden for key in referred(definition))]
    while waiting:
        key = waiting.pop()
        if key in taken or key[0] in single or key not in known:
            continue
        taken.add(key)
        yield known[key]
        if definition := parse(project, known[key], hints).checked.definition:
            waiting += referred(definition)


def referred(definition: AnyDefinition) -> Iterator[Key]:
    """Yield what a definition refers to, by its keys or by links in its texts."""
    for reference in references(definition):
        yield Kind(reference.kind), reference.value.split("/")[0]
    for text in texts(definition):
        for kind, name in _LINK.findall(text.text):
            if kind in set(Kind):
                yield Kind(kind), name


def named(project: Project, name: str) -> list[Key]:
    """Return what a name stands for: ``worksheet/values``, ``worksheet``, ``topic/goals`` or ``all``."""
    wish = Wish(name, Place(project.config))
    return list(_meant(project, wish, files(project), Hints()))


def _keys(content: Path, paths: Iterable[Path]) -> Iterator[Key]:
    """Yield kind and id of definitions by where their files lie."""
    folders = {kind.info.folder: kind for kind in Kind}
    for path in paths:
        inside = path.relative_to(content).parts
        kind = folders.get(inside[0] if len(inside) > 1 else "")
        if kind:
            yield kind, path.stem


def _meant(project: Project, wish: Wish, known: Mapping[Key, Path], hints: Hints) -> Iterator[Key]:
    kind, name = wish.parts
    for key, path in known.items():
        if kind == TOPIC:
            definition = parse(project, path, hints).checked.definition
            if name in {str(topic) for topic in getattr(definition, "topics", ())}:
                yield key
        elif (kind in (key[0], ALL)) and name in ("", key[1]):
            yield key


def _unknown(wish: Wish, known: Collection[Key], hints: Hints) -> Problem:
    kind, name = wish.parts
    ids = [f"{one}/{id}" for one, id in known if one == kind]
    return Problem(
        "configuration",
        wish.place,
        Message("‘{value}’ does not come with the toolkit", value=wish.text),
        hints.near("reference", f"{kind}/{name}", ids)
        if ids
        else Message("run ‘toolkit use’ to see what is available, or delete the line"),
    )


def document(project: Project, key: Key) -> Document:
    """Return the file of a definition that the package brings along, as it was read."""
    found = parse(project, files(project)[key], Hints()).reading.document
    if found is None:
        raise AssertionError(key)
    return found


def read(project: Project, path: Path) -> AnyDefinition:
    """Return the definition in a file that the package brings along, which is known to be sound."""
    found = parse(project, path, Hints()).checked.definition
    if found is None:
        raise AssertionError(path)
    return found
