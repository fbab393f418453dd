"""All definitions of a project: read, validated, and their references resolved.

Every problem of every file is reported at once.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from . import licences
from .errors import ContentError, Message, Place, Problem, Related
from .model import FOLDERS, KEYS, KINDS, AnyDefinition, Kind, Reference, check, references
from .model.base import SLUG
from .model.checks import all_have, has
from .model.wording import Hints
from .project import Project
from .source import Document, Reading, examine

Key = tuple[Kind, str]
#: Folders nobody means as content.
_IGNORED = (".", "_")
#: Files that people and systems put beside others.
_BESIDE = re.compile(
    r"(README|LICEN[CS]E|NOTICE|CHANGELOG)(\W.*)?|.*\.md|Thumbs\.db|desktop\.ini", re.IGNORECASE
)
#: What editors, mail programs and word processors make of the ending .yaml.
_ENDINGS = re.compile(r"(\.(ya?ml|txt|json|docx?|odt|rtf|pages))+$", re.IGNORECASE)
_DOCUMENTS = frozenset({".docx", ".doc", ".odt", ".rtf", ".pages"})
_KIND_ORDER = {kind: number for number, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Entry:
    """A definition and the document it came from."""

    definition: AnyDefinition
    document: Document


@dataclass(frozen=True)
class Library:
    """Definitions by kind and id, in the order in which kinds and files stand.

    Those with faults are apart: they hold only the keys that are right, for checks to go on with.
    """

    entries: Mapping[Key, Entry]
    users: Mapping[Key, tuple[Key, ...]]
    faulty: tuple[Entry, ...] = ()

    @property
    def written(self) -> tuple[Entry, ...]:
        """All that could be read, with the faulty ones."""
        return (*self.entries.values(), *self.faulty)

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
    faulty: list[Entry] = []
    hints = Hints()
    known = _Known(hints)
    broken: set[str] = set()
    readings: dict[Path, Reading] = {}
    licence = _licence(project, problems)
    for path in _files(project, problems):
        reading = examine(path, project.root, KEYS)
        problems += reading.problems
        if not (document := reading.document):
            broken.add(path.stem)
            continue
        problems += _misplaced(project, document)
        checked = check(document, project.locales, hints)
        problems += (problem for problem in checked.problems if not reading.follows(problem))
        sound = not (reading.problems or checked.problems)
        if not sound:
            broken |= {path.stem, str(document.data.get("id"))}
        if not checked.definition:
            continue
        entry = Entry(_licensed(checked.definition, licence), document)
        readings[path] = reading
        if reading.guessed:
            known.doubtful.add(path)
        if has(entry.definition, "id"):
            key = _key(entry.definition)
            if first := known.entries.get(key):
                problems.append(_duplicate(entry, first))
            known.entries.setdefault(key, entry)
        if not sound:
            faulty.append(entry)
        elif key not in entries:
            entries[key] = entry
    ordered = {key: entries[key] for key in sorted(entries, key=_order)}
    users: dict[Key, dict[Key, None]] = {}
    # Hints are for the problems that are listed, which are the first ones by place.
    for entry in sorted((*ordered.values(), *faulty), key=lambda entry: entry.document.path):
        user = _key(entry.definition) if has(entry.definition, "id") else None
        reading = readings[entry.document.path]
        for reference in references(entry.definition):
            target: Key = (Kind(reference.kind), reference.value.split("/")[0])
            found: Iterable[Problem] = ()
            if target in known.entries:
                found = _missing_part(entry, known, target, reference)
                if user and user != target and user in ordered and target in ordered:
                    users.setdefault(target, {})[user] = None
            elif target[1] not in broken:
                found = [_dangling(entry, known, reference)]
            problems += (problem for problem in found if not reading.follows(problem))
    if not ordered and not problems:
        problems.append(
            Problem(
                "no-content",
                Place(project.content),
                Message("there are no definitions"),
                Message("write one with ‘toolkit new’"),
            )
        )
    glossaries = [entry for key, entry in sorted(known.entries.items()) if key[0] is Kind.glossary]
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
        MappingProxyType(ordered),
        MappingProxyType({key: tuple(sorted(keys, key=_order)) for key, keys in users.items()}),
        tuple(faulty),
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


def _order(key: Key) -> tuple[int, str]:
    return (_KIND_ORDER[key[0]], key[1])


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
        elif path.is_dir() and path.is_symlink():
            problems.append(
                Problem(
                    "outside",
                    Place(path),
                    Message("links to folders are not followed"),
                    Message("put a real folder here instead of the link"),
                )
            )
        elif not path.is_dir() and not _BESIDE.fullmatch(path.name):
            problems.append(_stray(path, known))


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


def _stray(path: Path, known: Collection[Path]) -> Problem:
    """Tell a file that nothing reads, and what its writer may have meant."""
    what = Message("this file is not read: the name of a definition ends in .yaml")
    stem = _ENDINGS.sub("", path.name)
    if path.name.endswith("~") or path.suffix.lower() in {".bak", ".orig", ".swp", ".tmp"}:
        advice = Message("delete it if it is a backup copy")
    elif path.suffix.lower() in _DOCUMENTS:
        advice = Message(
            "save the definition as plain text in {name}, or move this file elsewhere", name=f"{stem}.yaml"
        )
    elif path.with_name(f"{stem}.yaml") in known:
        # Renaming it would write over the other file.
        advice = Message("move what it holds to {name}, and delete it", name=f"{stem}.yaml")
    elif stem != path.name:
        advice = Message("rename it to {name}", name=f"{stem}.yaml")
    else:
        advice = Message("move it out of content/")
    # What such a file holds need not be text.
    return Problem("file-name", Place(path), what, advice, private=True)


def _misplaced(project: Project, document: Document) -> Iterator[Problem]:
    path, name, kind = document.path, document.data.get("id"), document.data.get("kind")
    if isinstance(name, str) and SLUG.fullmatch(name) and path.name != f"{name}.yaml":
        yield Problem(
            "file-name",
            document.place(("id",)),
            Message("the id ‘{id}’ and the file name ‘{name}’ differ", id=name, name=path.name),
            Message("rename the file to {name}, or change the id", name=f"{name}.yaml"),
        )
    if not isinstance(kind, str) or kind not in KINDS:
        return
    folder = project.content / FOLDERS[Kind(kind)]
    if path.parent != folder and folder not in path.parents:
        yield Problem(
            "folder",
            document.place(("kind",)),
            Message("a definition of kind ‘{kind}’ does not belong in this folder", kind=kind),
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


class _Known:
    """What references may name, looked up once for all of them."""

    def __init__(self, hints: Hints) -> None:
        self.hints = hints
        #: All that have a name, the faulty ones too.
        self.entries: dict[Key, Entry] = {}
        #: Files whose lines had to be guessed at: something of them may be missed.
        self.doubtful: set[Path] = set()
        self._ids: dict[str, list[str]] = {}
        self._parts: dict[tuple[Key, str], dict[str, int] | None] = {}

    def ids(self, kind: str) -> list[str]:
        if not self._ids:
            for found, name in self.entries:
                self._ids.setdefault(found, []).append(name)
        return self._ids.get(kind, [])

    def parts(self, key: Key, part: str) -> dict[str, int] | None:
        """Return the parts of a definition and where each stands in their list; None if some are unknown."""
        if (key, part) not in self._parts:
            entry = self.entries[key]
            told = has(entry.definition, part) and entry.document.path not in self.doubtful
            parts = getattr(entry.definition, part) if told else ()
            told = told and all_have(parts, "id")
            self._parts[key, part] = {one.id: index for index, one in enumerate(parts)} if told else None
        return self._parts[key, part]


def _dangling(entry: Entry, known: _Known, reference: Reference) -> Problem:
    name = reference.value.split("/")[0]
    ids = known.ids(reference.kind)
    advice = known.hints.near("reference", name, ids) if ids else Message("write one with ‘toolkit new’")
    related: list[Related] = []
    near = advice.params.get("near")
    for kind in KINDS:
        if (kind, name) in known.entries:
            there = known.entries[(kind, name)]
            advice = Message("refer to a {kind}, or use the other list for this one", kind=reference.kind)
            related = [
                Related(
                    there.document.place(("kind",)),
                    Message("‘{value}’ is a {kind}, defined here", value=name, kind=kind),
                )
            ]
    if near and not related:
        there = known.entries[(Kind(reference.kind), near)]
        related = [Related(there.document.place(("id",)), Message("‘{value}’ is defined here", value=near))]
    return Problem(
        "dangling-reference",
        entry.document.place(reference.loc),
        Message("there is no {kind} ‘{value}’", kind=reference.kind, value=name),
        advice,
        tuple(related),
    )


def _missing_part(entry: Entry, known: _Known, key: Key, reference: Reference) -> Iterator[Problem]:
    if reference.part is None:
        return
    name = reference.value.split("/")[1]
    parts = known.parts(key, reference.part)
    if parts is None or name in parts:
        return
    target = known.entries[key]
    advice = known.hints.near("reference", name, list(parts))
    near = advice.params.get("near")
    place = target.document.place((reference.part, parts[near], "id") if near else (reference.part,))
    yield Problem(
        "dangling-reference",
        entry.document.place(reference.loc),
        Message("‘{definition}’ has no ‘{value}’", definition=target.definition.id, value=name),
        advice,
        (Related(place, Message("‘{definition}’ is defined here", definition=target.definition.id)),),
    )
