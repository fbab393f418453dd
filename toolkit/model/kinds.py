"""The union of all kinds, and the one way into it: :func:`validate`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from babel.core import get_global
from pydantic import ValidationError

from ..errors import ContentError, Message, Problem, Related
from ..source import Document, Loc
from . import misplaced, wording
from .approach import Approach
from .base import Definition, Kind
from .checklist import Checklist
from .curriculum import Curriculum
from .framework import Framework
from .glossary import Glossary
from .question_bank import QuestionBank
from .session import Session
from .walk import texts
from .worksheet import Worksheet

AnyDefinition = Approach | Session | QuestionBank | Worksheet | Checklist | Curriculum | Glossary | Framework
KINDS: dict[Kind, type[AnyDefinition]] = {
    Kind.approach: Approach,
    Kind.session: Session,
    Kind.question_bank: QuestionBank,
    Kind.worksheet: Worksheet,
    Kind.checklist: Checklist,
    Kind.curriculum: Curriculum,
    Kind.glossary: Glossary,
    Kind.framework: Framework,
}
#: Every key of every kind, at whatever depth.
KEYS: frozenset[str] = frozenset(key for model in KINDS.values() for key in wording.keys_of(model))
#: Where the files of each kind lie below ``content/``; the glossary is one file there.
FOLDERS: dict[Kind, str] = {
    Kind.approach: "approaches",
    Kind.session: "sessions",
    Kind.question_bank: "questions",
    Kind.worksheet: "worksheets",
    Kind.checklist: "checklists",
    Kind.curriculum: "curricula",
    Kind.glossary: "",
    Kind.framework: "frameworks",
}
_WORD = re.compile(r"[^\W\d_]+")
#: Unicode names of letters begin with the name of their script.
_SCRIPTS = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK"}


def validate(document: Document, locales: Sequence[str], hints: wording.Hints | None = None) -> AnyDefinition:
    """Return the frozen definition in ``document``.

    ``locales`` are the project's locales; a definition in another one is a problem. Many documents
    share their ``hints``.
    Raises :class:`ContentError` with every problem found.
    """
    kind = _kind_of(document)
    hints = hints or wording.Hints()
    try:
        definition = KINDS[kind].model_validate(document.data, context={"locales": tuple(locales)})
    except ValidationError as error:
        problems, errors = misplaced.unindented(document, error.errors(include_url=False))
        problems += wording.problems(document, KINDS[kind], errors, hints)
        raise ContentError([*problems, *_nothing(document), *_duplicate_ids(document)]) from None
    problems = [
        *_nothing(document),
        *_duplicate_ids(document),
        *_foreign_letters(document, definition),
    ]
    if problems:
        raise ContentError(problems)
    return definition


def _nothing(document: Document) -> Iterator[Problem]:
    """Find the words that mean nothing in YAML; read as text, they would be printed."""
    for loc in document.nulls:
        yield Problem(
            "null-word",
            document.place(loc),
            Message("this word means ‘nothing’ in YAML"),
            Message("delete the key if it is optional, or put the word in double quotes"),
        )


def _kind_of(document: Document) -> Kind:
    value = document.data.get("kind")
    if isinstance(value, str) and value in KINDS:
        return Kind(value)
    known = [str(kind) for kind in KINDS]
    if value is None:
        raise ContentError(
            [
                Problem(
                    "missing",
                    document.place(()),
                    Message("the key ‘{key}’ is missing", key="kind"),
                    Message("add ‘kind:’ with one of: {known}", known=", ".join(known)),
                )
            ]
        )
    raise ContentError(
        [
            Problem(
                "kind",
                document.place(("kind",)),
                Message("there is no kind ‘{value}’", value=str(value)),
                wording.did_you_mean(str(value), known),
            )
        ]
    )


def _duplicate_ids(document: Document) -> Iterator[Problem]:
    """Find ids that stand twice in one list; answers and translations are kept by them."""
    pending: list[tuple[Loc, Any]] = [((), document.data)]
    while pending:
        loc, node = pending.pop()
        if isinstance(node, dict):
            pending += [((*loc, key), child) for key, child in node.items()]
        elif isinstance(node, list):
            seen: dict[str, Loc] = {}
            for index, child in enumerate(node):
                at = (*loc, index)
                pending.append((at, child))
                name = child.get("id") if isinstance(child, dict) else None
                if not isinstance(name, str):
                    continue
                if name in seen:
                    yield Problem(
                        "duplicate-id",
                        document.place((*at, "id")),
                        Message("the id ‘{value}’ is used twice in this list", value=name),
                        Message("give one of them another id"),
                        (
                            Related(
                                document.place((*seen[name], "id")),
                                Message("the first ‘{value}’ is here", value=name),
                            ),
                        ),
                    )
                seen.setdefault(name, at)


def script_of(locale: str) -> str | None:
    """Return the script that a locale is written in, as Unicode names it, or None if we don't check it."""
    subtags = get_global("likely_subtags").get(locale, "")
    return next((_SCRIPTS[tag] for tag in subtags.split("_") if tag in _SCRIPTS), None)


def foreign_letter(text: str, script: str) -> str | None:
    """Return the first letter of ``text`` from another script, named, or None.

    Look-alikes (a Cyrillic а among Latin letters) break search, spelling and trust. Whole words in
    plain Latin letters, such as names and abbreviations, may stand in any text.
    """
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        for char in word:
            name = unicodedata.name(char, "")
            if not name.startswith((script, "FEMININE", "MASCULINE", "MODIFIER LETTER APOSTROPHE")):
                return f"{char} (U+{ord(char):04X} {name})"
    return None


def _foreign_letters(document: Document, definition: Definition) -> Iterator[Problem]:
    script = script_of(definition.language)
    if script is None:
        return
    for entry in texts(definition):
        if letter := foreign_letter(entry.text, script):
            yield Problem(
                "foreign-letter",
                document.place(entry.loc),
                Message("a letter of another alphabet stands in this text: {letter}", letter=letter),
                Message("type it again with your own keyboard; it may only look right"),
            )
