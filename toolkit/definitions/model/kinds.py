"""The union of all kinds, and the one way into it: :func:`validate`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from babel.core import get_global
from pydantic import ValidationError

from ...errors import ContentError, Message, Problem, Related
from ...suggestions import did_you_mean
from ..document import Document, Loc
from . import misplaced, shapes, wording
from .approach import Approach
from .base import Definition
from .checklist import Checklist
from .checks import has
from .curriculum import Curriculum
from .framework import Framework
from .glossary import Glossary
from .hints import Hints
from .kindinfo import Kind
from .pathway import Pathway
from .question_bank import QuestionBank
from .session import Session
from .sketch import errors_beside_type, sketch
from .walk import faults, texts
from .worksheet import Worksheet

AnyDefinition = (
    Approach | Pathway | Session | QuestionBank | Worksheet | Checklist | Curriculum | Glossary | Framework
)
#: The model of each kind: which one it is, each model says itself.
KINDS: dict[Kind, type[AnyDefinition]] = {
    kind: model
    for kind in Kind
    for model in get_args(AnyDefinition)
    if kind in get_args(model.model_fields["kind"].annotation)
}
#: Every key of every kind, at whatever depth.
KEYS: frozenset[str] = frozenset(key for model in KINDS.values() for key in shapes.keys_of(model))
_WORD = re.compile(r"[^\W\d_]+")
#: Unicode names of letters begin with the name of their script.
_SCRIPTS = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK"}


@dataclass(frozen=True)
class Checked:
    """A document as far as it can be told: its problems, and the definition with the keys that are right.

    Only where there is no problem has the definition all of its keys (see :mod:`sketch <.sketch>`).
    """

    definition: AnyDefinition | None
    problems: tuple[Problem, ...]


def validate(document: Document, locales: Sequence[str]) -> AnyDefinition:
    """Return the frozen definition in ``document``.

    ``locales`` are the project's locales; a definition in another one is a problem.
    Raises :class:`ContentError` with every problem found.
    """
    checked = check(document, locales, Hints())
    if checked.problems or checked.definition is None:
        raise ContentError(checked.problems)
    return checked.definition


def check(document: Document, locales: Sequence[str], hints: Hints) -> Checked:
    """Return what ``document`` defines, with every problem; many documents share their ``hints``."""
    kind, problems = _kind_of(document)
    problems += [*_nothing(document), *_duplicate_ids(document)]
    if kind is None:
        return Checked(None, tuple(problems))
    model = KINDS[kind]
    data = {**document.data, "kind": kind.value}
    context = {"locales": tuple(locales)}
    definition: AnyDefinition
    try:
        definition = model.model_validate(data, context=context)
    except ValidationError as error:
        found, errors = misplaced.unindented(document, error.errors(include_url=False))
        problems += found
        problems += wording.problems(
            document, model, [*errors, *_behind_types(errors, model, context)], hints
        )
        definition = sketch(model, data, context)
    if document.language:
        own = (entry.path for entry in texts(definition) if document.holds(entry.loc))
        definition = definition.worded(dict.fromkeys(own, document.language))
    problems += [wording.fault_problem(document, fault, hints) for fault in faults(definition)]
    problems += _foreign_letters(document, definition)
    return Checked(definition, tuple(problems))


def _behind_types(
    errors: Sequence[Any], model: type[Definition], context: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield what is wrong with parts whose type is missing or unknown, which Pydantic looks at no further."""
    for error in errors:
        if error["type"] not in {"union_tag_invalid", "union_tag_not_found"}:
            continue
        models = shapes.models_at(model, error["loc"])
        for inner in errors_beside_type(models, error["input"], context):
            yield {**inner, "loc": (*error["loc"], *inner["loc"])}


def _nothing(document: Document) -> Iterator[Problem]:
    """Find the words that mean nothing in YAML; read as text, they would be printed."""
    for loc in document.nulls:
        yield Problem(
            "null-word",
            document.place(loc),
            Message("this word means ‘nothing’ in YAML"),
            Message("delete the key if it is optional, or put the word in double quotes"),
        )


def _kind_of(document: Document) -> tuple[Kind | None, list[Problem]]:
    """Return the kind of a document, or the one that was probably meant, and what is wrong with it."""
    value = document.data.get("kind")
    if isinstance(value, str) and value in KINDS:
        return Kind(value), []
    names = [str(kind) for kind in KINDS]
    if value is None:
        what = Message("the key ‘{key}’ is missing", key="kind")
        advice = Message("add ‘kind:’ with one of: {known}", known=", ".join(names))
        return _likely_kind(document), [Problem("missing", document.place(()), what, advice)]
    what = Message("there is no kind ‘{value}’", value=str(value))
    advice = did_you_mean(str(value), names)
    near = advice.params.get("near")
    kind = Kind(near) if near else _likely_kind(document)
    return kind, [Problem("kind", document.place(("kind",)), what, advice)]


def _likely_kind(document: Document) -> Kind | None:
    """Return the kind whose own keys a document has, if it has no keys of another kind."""
    own = {kind: model.model_fields.keys() - Definition.model_fields.keys() for kind, model in KINDS.items()}
    shared = {kind: len(keys & document.data.keys()) for kind, keys in own.items()}
    best = max(shared, key=shared.__getitem__)
    others = (count for kind, count in shared.items() if kind is not best)
    return best if shared[best] > max(others) else None


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
                        Message("the ID ‘{value}’ is used twice in this list", value=name),
                        Message("use a different ID for one of them"),
                        (
                            Related(
                                document.place((*seen[name], "id")),
                                Message("the first ‘{value}’ is here", value=name),
                            ),
                        ),
                    )
                seen.setdefault(name, at)


@cache
def script_of(locale: str) -> str | None:
    """Return the script that a locale is written in, as Unicode names it, or None if we don't check it."""
    subtags = get_global("likely_subtags").get(locale, "")
    return next((_SCRIPTS[tag] for tag in subtags.split("_") if tag in _SCRIPTS), None)


def foreign_letter(text: str, script: str) -> str | None:
    """Return the first letter of ``text`` from another script, named, or None.

    Look-alikes (a Cyrillic а among Latin letters) break search, spelling and trust. Whole words in
    plain Latin letters, such as names and abbreviations, may stand in any text.
    """
    if text.isascii():
        return None
    # A text has few different signs, and all texts of a language have the same.
    fine = _fine.setdefault(script, set())
    fine |= {char for char in set(text) - fine if not (_is_letter(char) and _is_foreign(char, script))}
    if fine.issuperset(text):
        return None
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        for char in word:
            if _is_foreign(char, script):
                return f"{char} (U+{ord(char):04X} {unicodedata.name(char, '')})"
    return None


def _is_letter(char: str) -> bool:
    return char.isalnum() and not char.isdecimal()


#: Signs that are known to be no letters of another script, by script.
_fine: dict[str, set[str]] = {}


def _is_foreign(char: str, script: str) -> bool:
    name = unicodedata.name(char, "")
    return not name.startswith((script, "FEMININE", "MASCULINE", "MODIFIER LETTER APOSTROPHE"))


def _foreign_letters(document: Document, definition: Definition) -> Iterator[Problem]:
    if not has(definition, "language"):
        return
    for entry in texts(definition):
        script = script_of(definition.language_at(entry.path))
        if script and (letter := foreign_letter(entry.text, script)):
            yield Problem(
                "foreign-letter",
                document.place(entry.loc),
                Message("this text contains a letter from another alphabet: {letter}", letter=letter),
                Message("type it again on your own keyboard; it looks right but may be a different letter"),
            )
