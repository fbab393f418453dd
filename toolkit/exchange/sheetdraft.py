"""A worksheet as it was gathered from a document, made into a definition that the model accepts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..definitions import HEAD, Kind, Passage, Word, name_for
from ..errors import ContentError, Message, Problem
from ..project import Project
from .draft import Draft, Wishes, begun
from .pieces import Line, Piece, lost

_CUT = Message("it is not imported; shorten it, or add it to the file yourself")
#: Minutes that a worksheet takes, where nobody has said it.
_MINUTES = "15"


@dataclass
class Field:
    """A field without its id, and the piece that it was made of."""

    told: dict[str, Any]
    source: Piece


@dataclass
class Section:
    """A section: its heading, the texts before its first field, and its fields."""

    title: str
    source: Piece
    texts: list[str] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)


@dataclass
class Gathered:
    """All that a worksheet is made of."""

    title: str = ""
    summary: str = ""
    intro: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


#: A section and one of its fields, or None for the section itself.
_Owner = tuple[Section, Field | None]


def sound(project: Project, path: Path, wishes: Wishes, gathered: Gathered) -> tuple[Draft, list[Problem]]:
    """Return the worksheet without what the model refuses, and a problem for each of these things.

    Raises :class:`ContentError` where nothing would be left.
    """
    problems: list[Problem] = []
    _fill(gathered)
    while True:
        draft, owners = _draft(path, wishes, gathered)
        found = draft.problems(project.locales)
        if not found:
            return draft, problems
        at = {problem.place.line: problem for problem in found}
        if at.keys() - owners.keys():
            raise ContentError([*problems, *found])
        for number, problem in at.items():
            section, made = owners[number]
            source = made.source if made else section.source
            problems.append(lost(path, source.number, problem.code, source.where, problem.what, _CUT))
            if made:
                section.fields.remove(made)
            else:
                section.title, section.texts = "", []
        gathered.sections = [section for section in gathered.sections if section.fields]


def _fill(gathered: Gathered) -> None:
    """Give each section something to show, and each field an id of its own."""
    if not gathered.sections:
        nowhere = Line(1, gathered.title)
        gathered.sections = [Section("", nowhere, gathered.intro or [gathered.title])]
        gathered.intro = []
    taken = {HEAD}
    for section in gathered.sections:
        if not section.fields:
            texts = section.texts or [section.title]
            section.title, section.texts = (section.title if section.texts else ""), []
            section.fields = [
                Field({"type": Word("note"), "text": Passage("\n\n".join(texts))}, section.source)
            ]
        for one in section.fields:
            name = name_for(one.told.get("label", "note"), taken, str(one.told["type"]).replace("_", "-"))
            taken.add(name)
            one.told = {"id": Word(name)} | one.told


def _draft(path: Path, wishes: Wishes, gathered: Gathered) -> tuple[Draft, dict[int, _Owner]]:
    """Return the worksheet, and its sections and fields by the number that each has as a place."""
    name = str(wishes.name)
    data = begun(Kind.worksheet, name, gathered.title, wishes)
    data |= {"summary": gathered.summary or gathered.title, "audience": [Word("client"), Word("coach")]}
    data |= {
        "purpose": Passage(gathered.title),
        "minutes": Word(_MINUTES),
        "cadence": Word("as_needed"),
        "instructions": Passage("\n\n".join(gathered.intro) or gathered.title),
    }
    assumed = ["purpose", "minutes", "cadence", "audience"]
    assumed += [] if gathered.summary else ["summary"]
    assumed += [] if gathered.intro else ["instructions"]
    draft = Draft(Kind.worksheet, name, data, path, assumed=tuple(assumed))
    owners: dict[int, _Owner] = {}
    sections: list[dict[str, Any]] = []
    taken: set[str] = set()

    def mark(section: Section, made: Field | None, *loc: str | int) -> None:
        # The first line is where all lies that has no place.
        number = len(owners) + 2
        owners[number] = section, made
        draft.marks[loc] = (number, 1)

    for index, section in enumerate(gathered.sections):
        told: dict[str, Any] = {"id": Word(name_for(section.title, taken, "part"))}
        taken.add(told["id"])
        told |= {"title": section.title} if section.title else {}
        told |= {"text": Passage("\n\n".join(section.texts))} if section.texts else {}
        mark(section, None, "sections", index)
        for number, made in enumerate(section.fields):
            mark(section, made, "sections", index, "fields", number)
        sections.append(told | {"fields": [made.told for made in section.fields]})
    draft.data["sections"] = sections
    return draft, owners
