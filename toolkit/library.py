"""All definitions of a project: read, validated, and their references resolved.

Every problem of every file is reported at once.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from . import licences
from .errors import ContentError, Message, Place, Problem, Related
from .model import FOLDERS, KINDS, AnyDefinition, Kind, Reference, references, validate
from .model.wording import did_you_mean
from .project import Project
from .source import Document, read

Key = tuple[Kind, str]
#: Folders nobody means as content.
_IGNORED = (".", "_")


@dataclass(frozen=True)
class Entry:
    """A definition and the document it came from."""

    definition: AnyDefinition
    document: Document


@dataclass(frozen=True)
class Library:
    """Definitions by kind and id, in the order in which kinds and files stand."""

    entries: Mapping[Key, Entry]
    users: Mapping[Key, tuple[Key, ...]]

    def __iter__(self) -> Iterator[AnyDefinition]:
        return (entry.definition for entry in self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, kind: Kind, name: str) -> AnyDefinition:
        """Return a definition. Raises KeyError where there is none."""
        return self.entries[(kind, name)].definition

    def find(self, name: str) -> tuple[AnyDefinition, ...]:
        """Return every definition with that id, of any kind."""
        return tuple(entry.definition for key, entry in self.entries.items() if key[1] == name)

    def of_kind(self, kind: Kind) -> tuple[AnyDefinition, ...]:
        return tuple(entry.definition for key, entry in self.entries.items() if key[0] is kind)

    def used_by(self, definition: AnyDefinition) -> tuple[AnyDefinition, ...]:
        """Return the definitions that refer to this one or to a part of it."""
        return tuple(self.entries[key].definition for key in self.users.get(_key(definition), ()))


def load(project: Project) -> Library:
    """Return the project's library. Raises :class:`ContentError` with all problems."""
    library, problems = survey(project)
    if problems:
        raise ContentError(problems)
    return library


def survey(project: Project) -> tuple[Library, tuple[Problem, ...]]:
    """Return what could be read, and every problem that was found."""
    problems: list[Problem] = []
    entries: dict[Key, Entry] = {}
    broken: dict[str, Path] = {}
    licence = _licence(project, problems)
    for path in _files(project, problems):
        try:
            document = read(path, project.root)
            definition = _licensed(validate(document, project.locales), licence)
        except ContentError as error:
            problems += error.problems
            broken[path.stem] = path
            continue
        entry = Entry(definition, document)
        problems += _misplaced(project, entry)
        key = _key(definition)
        if first := entries.get(key):
            problems.append(_duplicate(entry, first))
        entries.setdefault(key, entry)
    ordered = {key: entries[key] for key in sorted(entries, key=lambda k: (list(Kind).index(k[0]), k[1]))}
    users: dict[Key, list[Key]] = {}
    for key, entry in ordered.items():
        for reference in references(entry.definition):
            target: Key = (Kind(reference.kind), reference.value.split("/")[0])
            if target in ordered:
                problems += _missing_part(entry, ordered[target], reference)
                if key not in users.setdefault(target, []) and key != target:
                    users[target].append(key)
            elif target[1] not in broken:
                problems.append(_dangling(entry, ordered, reference))
    if not ordered and not problems:
        problems.append(
            Problem(
                "no-content",
                Place(project.content),
                Message("there are no definitions"),
                Message("write one with ‘toolkit new’"),
            )
        )
    glossaries = [entry for key, entry in ordered.items() if key[0] is Kind.glossary]
    problems += [
        Problem(
            "second-glossary",
            extra.document.place(("kind",)),
            Message("a project has one glossary, and this is another"),
            Message("move its concepts to {name}", name=glossaries[0].document.path.name),
            (Related(glossaries[0].document.place(("kind",)), Message("the first one is here")),),
        )
        for extra in glossaries[1:]
    ]
    library = Library(
        MappingProxyType(ordered), MappingProxyType({key: tuple(keys) for key, keys in users.items()})
    )
    return library, tuple(sorted(problems, key=lambda p: (p.place, p.code)))


def _licence(project: Project, problems: list[Problem]) -> str:
    try:
        return licences.of_project(project)
    except ContentError as error:
        problems += error.problems
        return licences.DEFAULT


def _licensed(definition: AnyDefinition, licence: str) -> AnyDefinition:
    """Return a definition under the project's licence, unless it names its own."""
    if "license" in definition.model_fields_set:
        return definition
    return definition.model_copy(update={"license": licence})


def _key(definition: AnyDefinition) -> Key:
    return (definition.kind, definition.id)


def _files(project: Project, problems: list[Problem]) -> Iterable[Path]:
    if not project.content.is_dir():
        return

    def unreadable(error: OSError) -> None:
        problems.append(
            Problem(
                "unreadable",
                Place(Path(error.filename or project.content)),
                Message("the folder cannot be opened ({reason})", reason=error.strerror or ""),
                Message("check that you may read it"),
            )
        )

    found = [
        Path(folder) / name
        for folder, folders, files in os.walk(project.content, onerror=unreadable)
        for name in (*folders, *files)
    ]
    meant = [
        path
        for path in sorted(found)
        if not any(part.startswith(_IGNORED) for part in path.relative_to(project.content).parts)
    ]
    problems += _same_names(meant)
    known = set(meant)
    for path in meant:
        if path.suffix == ".yaml":
            yield path
        elif path.suffix.lower() in {".yaml", ".yml"}:
            wanted = path.with_suffix(".yaml")
            advice = (
                Message("move what it holds to {name}, and delete it", name=wanted.name)
                if wanted in known
                else Message("rename it to {name}", name=wanted.name)
            )
            problems.append(
                Problem("file-name", Place(path), Message("files of definitions end in .yaml"), advice)
            )
        elif path.is_dir() and path.is_symlink():
            problems.append(
                Problem(
                    "outside",
                    Place(path),
                    Message("links to folders are not followed"),
                    Message("put a real folder here instead of the link"),
                )
            )


def _same_names(paths: Iterable[Path]) -> Iterator[Problem]:
    """Find files whose names differ in nothing that every machine tells apart, such as capitals."""
    seen: dict[str, Path] = {}
    for path in paths:
        first = seen.setdefault(unicodedata.normalize("NFKC", str(path)).casefold(), path)
        if first != path and path.suffix.lower() in {".yaml", ".yml"}:
            yield Problem(
                "file-case",
                Place(path),
                Message("on many computers this name is the same as {name}", name=first.name),
                Message("rename one of the two files, or delete it"),
                (Related(Place(first), Message("the other file is this one")),),
            )


def _misplaced(project: Project, entry: Entry) -> Iterator[Problem]:
    path, definition = entry.document.path, entry.definition
    if path.stem != definition.id:
        yield Problem(
            "file-name",
            entry.document.place(("id",)),
            Message("the id ‘{id}’ and the file name ‘{name}’ differ", id=definition.id, name=path.name),
            Message("rename the file to {name}, or change the id", name=f"{definition.id}.yaml"),
        )
    folder = project.content / FOLDERS[definition.kind]
    if path.parent != folder and folder not in path.parents:
        yield Problem(
            "folder",
            entry.document.place(("kind",)),
            Message("a definition of kind ‘{kind}’ does not belong in this folder", kind=definition.kind),
            Message("move the file to {folder}", folder=project.shown(folder)),
        )


def _duplicate(entry: Entry, first: Entry) -> Problem:
    name = entry.definition.id
    return Problem(
        "duplicate-definition",
        entry.document.place(("id",)),
        Message(
            "there are two definitions of kind ‘{kind}’ with the id ‘{id}’",
            kind=entry.definition.kind,
            id=name,
        ),
        Message("give one of them another id"),
        (Related(first.document.place(("id",)), Message("the first ‘{value}’ is here", value=name)),),
    )


def _dangling(entry: Entry, entries: Mapping[Key, Entry], reference: Reference) -> Problem:
    name = reference.value.split("/")[0]
    known = [key[1] for key in entries if key[0] == reference.kind]
    advice = did_you_mean(name, known) if known else Message("write one with ‘toolkit new’")
    related: list[Related] = []
    near = advice.params.get("near")
    for kind in KINDS:
        if (kind, name) in entries:
            there = entries[(kind, name)]
            advice = Message("refer to a {kind}, or use the other list for this one", kind=reference.kind)
            related = [
                Related(
                    there.document.place(("kind",)),
                    Message("‘{value}’ is a {kind}, defined here", value=name, kind=kind),
                )
            ]
    if near and not related:
        there = entries[(Kind(reference.kind), near)]
        related = [Related(there.document.place(("id",)), Message("‘{value}’ is defined here", value=near))]
    return Problem(
        "dangling-reference",
        entry.document.place(reference.loc),
        Message("there is no {kind} ‘{value}’", kind=reference.kind, value=name),
        advice,
        tuple(related),
    )


def _missing_part(entry: Entry, target: Entry, reference: Reference) -> Iterator[Problem]:
    if reference.part is None:
        return
    name = reference.value.split("/")[1]
    parts = _parts(target.definition, reference.part)
    if name in parts:
        return
    advice = did_you_mean(name, list(parts))
    near = advice.params.get("near")
    place = target.document.place((reference.part, parts[near], "id") if near else (reference.part,))
    yield Problem(
        "dangling-reference",
        entry.document.place(reference.loc),
        Message("‘{definition}’ has no ‘{value}’", definition=target.definition.id, value=name),
        advice,
        (Related(place, Message("‘{definition}’ is defined here", definition=target.definition.id)),),
    )


@lru_cache(maxsize=256)
def _parts(definition: AnyDefinition, part: str) -> dict[str, int]:
    return {entry.id: index for index, entry in enumerate(getattr(definition, part))}
