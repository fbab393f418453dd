"""The files of a content folder: which are definitions, and what is told of the others."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from ..errors import Message, Place, Problem, Related
from ..project import Project
from .document import Document
from .model import KINDS, Kind
from .model.scalars import SLUG

#: Folders nobody means as content.
_IGNORED = (".", "_")
#: Files that people and systems put beside others.
_BESIDE = re.compile(
    r"(README|LICEN[CS]E|NOTICE|CHANGELOG)(\W.*)?|.*\.md|Thumbs\.db|desktop\.ini", re.IGNORECASE
)
#: What editors, mail programs and word processors make of the ending .yaml.
_ENDINGS = re.compile(r"(\.(ya?ml|txt|json|docx?|odt|rtf|pages))+$", re.IGNORECASE)
_DOCUMENTS = frozenset({".docx", ".doc", ".odt", ".rtf", ".pages"})


def definition_files(project: Project, problems: list[Problem]) -> Iterable[Path]:
    """Return the files of definitions, and tell of what is not read."""
    if not project.content.is_dir():
        return

    def unreadable(error: OSError) -> None:
        problems.append(
            Problem(
                "unreadable",
                Place(Path(error.filename or project.content)),
                Message("the folder cannot be opened ({reason})", reason=error.strerror or ""),
                Message("check that you have permission to read it"),
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
    problems += same_names(meant)
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
                    Message("replace the link with a real folder"),
                )
            )
        elif not path.is_dir() and not _BESIDE.fullmatch(path.name):
            problems.append(stray_file(path, known))


def same_names(paths: Iterable[Path]) -> Iterator[Problem]:
    """Find files whose names differ in nothing that every machine tells apart, such as capitals."""
    seen: dict[str, Path] = {}
    for path in paths:
        first = seen.setdefault(unicodedata.normalize("NFKC", str(path)).casefold(), path)
        if first != path and path.suffix.lower() in {".yaml", ".yml"}:
            yield Problem(
                "file-case",
                Place(path),
                Message("on many computers, this name is the same as {name}", name=first.name),
                Message("rename one of the two files, or delete it"),
                (Related(Place(first), Message("this is the other file")),),
            )


def stray_file(path: Path, known: Collection[Path]) -> Problem:
    """Tell a file that nothing reads, and what its writer may have meant."""
    what = Message("this file is not read: the file name of a definition has to end in .yaml")
    stem = _ENDINGS.sub("", path.name)
    if path.name.endswith("~") or path.suffix.lower() in {".bak", ".orig", ".swp", ".tmp"}:
        advice = Message("delete it if it is a backup copy")
    elif path.suffix.lower() in _DOCUMENTS:
        advice = Message(
            "save the definition as plain text in {name}, or move this file elsewhere", name=f"{stem}.yaml"
        )
    elif path.with_name(f"{stem}.yaml") in known:
        # Renaming it would write over the other file.
        advice = Message("move its contents to {name}, and delete this file", name=f"{stem}.yaml")
    elif stem != path.name:
        advice = Message("rename it to {name}", name=f"{stem}.yaml")
    else:
        advice = Message("move it out of content/")
    # What such a file holds need not be text.
    return Problem("file-name", Place(path), what, advice, private=True)


def misplaced_file(project: Project, document: Document) -> Iterator[Problem]:
    """Yield what does not go together in a file: its name, its folder, and the id and kind in it."""
    path, name, kind = document.path, document.top.get("id"), document.top.get("kind")
    if name is not None and SLUG.fullmatch(name) and path.name != f"{name}.yaml":
        yield Problem(
            "file-name",
            document.place(("id",)),
            Message("the ID ‘{id}’ and the file name ‘{name}’ are different", id=name, name=path.name),
            Message("rename the file to {name}, or change the ID", name=f"{name}.yaml"),
        )
    if kind is None or kind not in KINDS:
        return
    folder = project.content / Kind(kind).info.folder
    if path.parent != folder and folder not in path.parents:
        yield Problem(
            "folder",
            document.place(("kind",)),
            Message("a definition of the kind ‘{kind}’ does not belong in this folder", kind=kind),
            Message("move the file to {folder}", folder=project.shown(folder)),
        )
