"""The definitions that the package brings along, and those of them that a project uses.

A definition of the project's own comes before one that is brought along under the same kind and id. What
is used brings what it refers to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..errors import Message, Place, Problem
from ..project import ALL, Project, Wish
from ..suggestions import did_you_mean, one_of
from .document import Document
from .entries import Key, key_of
from .model import AnyDefinition, Kind, Topic, references, texts
from .model.hints import Hints
from .parsing import parse

#: The word for all definitions about a topic, in place of a kind.
TOPIC = "topic"
#: What to do where nothing that is brought along is like what somebody named.
AVAILABLE = Message("to see what is available, run: toolkit use")
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


def wishes_for(known: Collection[Key]) -> list[str]:
    """Return what may be named to be used: definitions, kinds, topics, and all."""
    kinds = dict.fromkeys(str(kind) for kind, _ in known)
    return [*names_of(known), *(f"{TOPIC}/{topic}" for topic in Topic), *kinds, ALL]


def names_of(known: Collection[Key]) -> list[str]:
    """Return the names of definitions as their users write them, such as ``worksheet/values``."""
    return ["/".join(key) for key in known]


def instead(
    name: str,
    ids: Sequence[str],
    known: Collection[Key],
    kinds: Collection[Kind],
    near: Callable[[str, Sequence[str], Message], Message] = did_you_mean,
) -> Message:
    """Return what to do about an ID that none of a project's definitions of some kinds has.

    ``ids`` are those that they have; ``known`` is what the package brings along, which may be what is
    meant. ``near`` looks for the nearest word.
    """
    unused = {one: f"{kind}/{one}" for kind, one in known if kind in kinds and one not in ids}
    if name in unused:
        return Message("to use it, run: toolkit use {name}", name=unused[name])
    otherwise = one_of(ids) if ids else Message("create one with ‘toolkit new’")
    advice = near(name, [*ids, *unused], otherwise)
    found = advice.params.get("near")
    if found not in unused:
        return advice
    return Message(
        "did you mean ‘{near}’? To use it, run: toolkit use {name}", near=found, name=unused[found]
    )


def _unknown(wish: Wish, known: Collection[Key], hints: Hints) -> Problem:
    what = Message("‘{value}’ does not come with the toolkit", value=wish.text)
    otherwise = Message("run ‘toolkit use’ to see what is available, or delete the line")
    advice = hints.near("reference", wish.text, wishes_for(known), otherwise, names=True)
    return Problem("configuration", wish.place, what, advice)


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
