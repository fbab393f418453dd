"""A definition as it comes from elsewhere: its values, each with its place there, judged by the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..characters import oddities, tidied
from ..definitions import Kind, Loc, Passage, Role, Word, drafted, written
from ..errors import Message, Place, Problem, UsageError
from ..files import replace
from ..project import Project, fonts
from ..view import literal

#: What is used where neither a file nor its author says.
VERSION = "1.0"


@dataclass(frozen=True)
class Wishes:
    """What the author says of the definition: id, title, language, who wrote it."""

    name: str | None = None
    title: str | None = None
    language: str = ""
    author: str = ""


@dataclass
class Draft:
    """The values of a definition, and where each comes from: row and column, or paragraph."""

    kind: Kind
    name: str
    data: dict[str, Any]
    source: Path
    marks: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    #: Keys that were filled in because nothing said them.
    assumed: tuple[str, ...] = ()

    def problems(self, locales: Sequence[str]) -> tuple[Problem, ...]:
        """Return what the model says of it, with places in the file that it comes from."""
        return drafted(self.source, self.data, self.marks, locales)

    def target(self, project: Project) -> Path:
        return project.content / self.kind.info.folder / f"{self.name}.yaml"


@dataclass(frozen=True)
class Imported:
    """What was written, and what is to be said of it."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Message, ...]


def write(project: Project, drafts: Iterable[Draft]) -> tuple[Path, ...]:
    """Write drafts into the project's content. Raises :class:`UsageError`, before anything is written, for
    a file that is there already."""
    drafts = list(drafts)
    for draft in drafts:
        # One of the same id may lie in a folder below that of its kind.
        folder = draft.target(project).parent
        for target in sorted(folder.rglob(draft.target(project).name)):
            raise UsageError(
                Message(
                    "{path} already exists – move it elsewhere, or choose another ID with --id",
                    path=project.shown(target),
                )
            )
    for draft in drafts:
        target = draft.target(project)
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, written(draft.data).encode())
    return tuple(draft.target(project) for draft in drafts)


@dataclass(frozen=True)
class Reader:
    """Makes texts of ours from texts of another program."""

    printable: frozenset[int]

    @classmethod
    def of(cls, project: Project) -> Reader:
        """Return the reader of a project, which knows the signs that it can print."""
        return cls(fonts.printable(project))

    def line(self, text: str, *, ours: bool = False) -> str:
        """Return one line; its signs mean nothing, unless the text is one of ours."""
        plain = " ".join(self._tidied(text).split("\n")).strip()
        return plain if ours else literal(plain)

    def passage(self, text: str, *, ours: bool = False) -> Passage:
        """Return paragraphs: each line is one, unless the text is one of ours."""
        if ours:
            return Passage(self._tidied(text, indented=True))
        lines = [literal(line, paragraph=True) for line in self._tidied(text).split("\n") if line]
        return Passage("\n\n".join(lines))

    def lost(self, text: str) -> Iterator[tuple[Message, Message]]:
        """Yield what of a text cannot be taken over: signs that nobody can read or print."""
        for line in text.split("\n"):
            for odd in oddities(line):
                if odd.code == "hidden-character" and not odd.sure:
                    yield (
                        Message("a character of unknown meaning is left out: {name}", name=odd.name),
                        Message("check whether a letter is missing, and add it"),
                    )
        plain = tidied(text)
        for sign in dict.fromkeys(char for char in plain if fonts.lacking(char, self.printable)):
            found = fonts.problem(Place(Path()), sign)
            yield found.what, Message("it is left out; describe it in words if you need it")

    def _tidied(self, text: str, *, indented: bool = False) -> str:
        plain = tidied(text, indented=indented)
        if not fonts.lacking(plain, self.printable):
            return plain
        kept = "".join(char for char in plain if not fonts.lacking(char, self.printable))
        return tidied(kept, indented=indented)


def begun(kind: Kind, name: str, title: str, wishes: Wishes) -> dict[str, Any]:
    """Return the first keys of a definition, for what the file itself does not say."""
    return {
        "kind": Word(kind.value),
        "id": Word(name),
        "language": Word(wishes.language),
        "title": title,
        "summary": title,
        "version": VERSION,
        "authors": [wishes.author],
        "audience": [Word(Role.coach.value)],
    }
