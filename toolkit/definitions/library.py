"""All definitions of a project: read, validated, and their references resolved.

Every problem of every file is reported at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from ..cache import key as digest_of
from ..errors import ContentError, Message, Place, Problem, Related
from ..project import Project, licences
from . import overriding, ownpages, shipped
from .entries import Entry, Key, Library, key_of
from .folder import definition_files, misplaced_file
from .known import KnownParts, dangling_reference, missing_part
from .model import AnyDefinition, Kind
from .model.checks import has
from .model.hints import Hints
from .parsing import Parsed, parse

_KIND_ORDER = {kind: number for number, kind in enumerate(Kind)}


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
    known = KnownParts(hints, shipped.files(project))
    broken: set[str] = set()
    read: dict[Path, Parsed] = {}
    licence = _licence(project, problems)
    own = list(definition_files(project, problems))
    files = [(path, overriding.read(project, path, hints)) for path in own]
    brought = shipped.used(project, own, _overridden(found for _, found in files), hints, problems)
    files += [(path, parse(project, path, hints)) for path in brought]
    for path, found in files:
        reading, checked = found.reading, found.checked
        problems += reading.problems
        if not (document := reading.document):
            broken.add(path.stem)
            continue
        is_own = path.is_relative_to(project.content)
        problems += misplaced_file(project, document) if is_own else ()
        problems += (problem for problem in checked.problems if not reading.follows(problem))
        if not found.sound:
            broken |= {path.stem, str(document.top.get("id"))}
        if not checked.definition:
            continue
        terms = licence if is_own and not document.layers else licences.DEFAULT
        entry = Entry(
            _licensed(checked.definition, terms),
            document,
            digest_of(found.digest, terms),
            found.signs.union(terms),
        )
        read[path] = found
        if reading.guessed:
            known.doubtful.add(path)
        if has(entry.definition, "id"):
            key = key_of(entry.definition)
            if first := known.entries.get(key):
                problems.append(_duplicate(entry, first))
            known.entries.setdefault(key, entry)
        if not found.sound:
            faulty.append(entry)
        elif key not in entries:
            entries[key] = entry
    ordered = {key: entries[key] for key in sorted(entries, key=_order)}
    users: dict[Key, dict[Key, None]] = {}
    # Hints are for the problems that are listed, which are the first ones by place.
    for entry in sorted((*ordered.values(), *faulty), key=lambda entry: entry.document.path):
        user = key_of(entry.definition) if has(entry.definition, "id") else None
        found = read[entry.document.path]
        for reference in found.references:
            target: Key = (Kind(reference.kind), reference.value.split("/")[0])
            told: Iterable[Problem] = ()
            if target in known.entries:
                told = missing_part(entry, known, target, reference)
                if user and user != target and user in ordered and target in ordered:
                    users.setdefault(target, {})[user] = None
            elif target[1] not in broken:
                told = [dangling_reference(entry, known, reference)]
            problems += (problem for problem in told if not found.reading.follows(problem))
    if not ordered and not problems:
        problems.append(
            Problem(
                "no-content",
                Place(project.content),
                Message("there are no definitions"),
                Message("create one with ‘toolkit new’, or use an existing one with ‘toolkit use’"),
            )
        )
    glossaries = [entry for key, entry in sorted(known.entries.items()) if key[0] is Kind.glossary]
    problems += [
        Problem(
            "second-glossary",
            extra.document.place(("kind",)),
            Message("a project can have only one glossary, and this is a second one"),
            Message("move its concepts to {name}", name=glossaries[0].document.path.name),
            (Related(glossaries[0].document.place(("kind",)), Message("the first one is here")),),
        )
        for extra in glossaries[1:]
    ]
    pages, of_pages = ownpages.survey(project)
    problems += of_pages
    library = Library(
        MappingProxyType(ordered),
        MappingProxyType({key: tuple(sorted(keys, key=_order)) for key, keys in users.items()}),
        tuple(faulty),
        pages,
    )
    return library, tuple(sorted(problems, key=lambda p: (p.place, p.code)))


def _overridden(files: Iterable[Parsed]) -> list[AnyDefinition]:
    """Return what files make of definitions that the package brings along."""
    return [
        definition
        for found in files
        if (definition := found.checked.definition) and found.reading.document
        if found.reading.document.layers and has(definition, "id")
    ]


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
    # What the project says is not what the file says: the key stays one that nobody has set.
    copied = definition.model_copy(update={"license": licence})
    copied.__pydantic_fields_set__.discard("license")
    return copied


def _order(key: Key) -> tuple[int, str]:
    return (_KIND_ORDER[key[0]], key[1])


def _duplicate(entry: Entry, first: Entry) -> Problem:
    name = entry.definition.id
    is_override = entry.document.layers or first.document.layers
    return Problem(
        "duplicate-definition",
        entry.document.place(("id",)),
        Message(
            "there are two definitions of the kind ‘{kind}’ with the ID ‘{id}’",
            kind=entry.definition.kind,
            id=name,
        ),
        Message("move your text into one of the two files, and delete the other")
        if is_override
        else Message("use a different ID for one of them"),
        (Related(first.document.place(("id",)), Message("the first ‘{value}’ is here", value=name)),),
    )
