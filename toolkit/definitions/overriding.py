"""Overrides: files of a project that name only what differs from a definition that the package brings along.

A later version of the package reaches the project for all that its override does not name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..cache import key as key_of
from ..errors import Message, Problem
from ..project import Project
from . import shipped
from .document import Document
from .entries import Key
from .folder import definition_files
from .merging import Merge
from .misnamed import CODE as MISNAMED
from .model import KINDS, Checked, Kind, check
from .model.hints import Hints
from .parsing import OVERRIDES, Parsed, parse

#: What an override says of itself; all else is what it puts over the definition.
_OWN = frozenset({OVERRIDES, "language", "was"})
_FIXED = ("kind", "id")
_APART = (*_OWN, *_FIXED)


def read(project: Project, path: Path, hints: Hints) -> Parsed:
    """Return what a file of the project defines, by itself or over what it overrides, with every problem."""
    found = parse(project, path, hints)
    document = found.reading.document
    if document is None or not overrides(document):
        return found
    known = shipped.files(project)
    key = named(document.data[OVERRIDES])
    if key is None or key not in known:
        return replace(found, checked=Checked(None, (_unknown(document, list(known), hints),)))
    base = parse(project, known[key], hints)
    digest = key_of("override", found.digest, base.digest)
    made: Parsed | None = project.cache("definitions").value(digest)
    if made is None:
        made = _over(project, found, base, key, hints, digest)
        if made.sound:
            project.cache("definitions").keep(digest, made)
    return made


def find(project: Project, key: Key) -> Document | None:
    """Return the project's file of a definition, as it is written: an override, or a definition of its own.

    Returns None where there is none that can be read.
    """
    for path in definition_files(project, []):
        document = parse(project, path, Hints()).reading.document
        if document is None:
            continue
        own = (document.top.get("kind"), document.top.get("id"))
        if (named(document.data[OVERRIDES]) if overrides(document) else own) == key:
            return document
    return None


def overrides(document: Document) -> bool:
    """Say whether a file is an override."""
    return OVERRIDES in document.top


def doubts(document: Document) -> list[Problem]:
    """Return warnings of what an override, merged to ``document``, may mean otherwise than it is written."""
    own, below = document.layers
    key = named(own.data[OVERRIDES])
    if key is None:
        raise AssertionError(own.path)
    merge = Merge(below, own, KINDS[key[0]], Hints())
    merge.made(document.language, _APART)
    return merge.doubts


def misnamed(project: Project, own: Document) -> tuple[Problem, ...]:
    """Return the problems of an override with names that the definition beneath it has not."""
    problems = read(project, own.path, Hints()).checked.problems
    return tuple(problem for problem in problems if problem.code == MISNAMED)


def _over(project: Project, found: Parsed, base: Parsed, key: Key, hints: Hints, digest: str) -> Parsed:
    own, below = found.reading.document, base.reading.document
    if own is None or below is None:
        raise AssertionError(key)
    language = own.data.get("language")
    merge = Merge(below, own, KINDS[key[0]], hints)
    merged = merge.made(str(language) if language in project.locales else project.locales[0], _APART)
    # What the package brings along may be written in a language that the site does not have.
    checked = check(merged, (), hints)
    problems = (*_form(project, own), *merge.problems, *checked.problems)
    reading = replace(found.reading, document=merged)
    return Parsed(reading, replace(checked, problems=problems), digest)


def named(text: Any) -> Key | None:
    """Return the definition that a text such as ``worksheet/values`` names, if it can name one."""
    kind, _, name = text.partition("/") if isinstance(text, str) else ("", "", "")
    return (Kind(kind), name) if kind in KINDS else None


def _unknown(document: Document, known: list[Key], hints: Hints) -> Problem:
    value = document.data[OVERRIDES]
    text = value if isinstance(value, str) else ""
    what = Message("‘{value}’ does not come with the toolkit", value=text)
    advice = shipped.AVAILABLE
    # A file is begun under the name of what it overrides: so that came with the toolkit once.
    if document.data.get("was") and text.partition("/")[2] == document.path.stem:
        what = Message("‘{value}’ no longer comes with the toolkit, so this cannot be shown", value=text)
        advice = Message(
            "turn it into a definition of your own (‘toolkit new’ shows how), or delete the file"
        )
    advice = hints.near("override", text, shipped.names_of(known), advice, names=True)
    return Problem("override", document.place((OVERRIDES,)), what, advice)


def _form(project: Project, own: Document) -> Iterator[Problem]:
    """Yield what is wrong with what an override says of itself."""
    known = ", ".join(project.locales)
    language = own.data.get("language")
    if language is None:
        what = Message("the key ‘{key}’ is missing", key="language")
        advice = Message("add the language you write in, one of: {known}", known=known)
        yield Problem("missing", own.place((OVERRIDES,)), what, advice)
    elif language not in project.locales:
        what = Message("the project has no language ‘{value}’", value=str(language))
        yield Problem("override", own.place(("language",)), what, Message("use one of: {known}", known=known))
    for key in _FIXED:
        if key in own.data:
            what = Message("‘{key}’ cannot be changed by an override", key=key)
            yield Problem("override", own.key_place((key,)), what, Message("delete the line"))
    was = own.data.get("was", {})
    if not isinstance(was, dict) or not all(isinstance(text, str) for text in was.values()):
        what = Message("‘was:’ contains the toolkit’s earlier texts and is written by the toolkit")
        advice = Message("run: toolkit override {name} --accept", name=str(own.data[OVERRIDES]))
        yield Problem("override", own.key_place(("was",)), what, advice)
