"""The file of an override: begun with all that can be changed as comments, and what our texts said then."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..errors import Message
from .document import Document, Loc

Gettext = Callable[[str], str]
#: What an override need not say, or rather leaves as it is.
_SKIPPED = frozenset({"kind", "id", "language", "version", "authors", "sources", "license"})
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_STEP = "  "


def begun(
    name: str,
    base: Document,
    words: Mapping[Loc, str],
    was: Mapping[str, str],
    language: str,
    gettext: Gettext = str,
) -> str:
    """Return an override of the definition called ``name`` that changes nothing yet.

    ``words`` are the texts of ``base`` in the language, by their places in it, and ``was`` by their paths;
    ``gettext`` translates the notes.
    """
    notes = (
        Message(
            "Your texts replace the toolkit’s: delete the ‘#’ before a line, leave the spaces before it, and "
            "write your own text. What you leave unchanged remains the toolkit’s, and is updated "
            "with its later versions."
        ),
        Message("To leave something out, write this below its ID: remove: yes"),
        Message(
            "To add something, write the whole entry, with its own ID; ‘after: ID’ or ‘before: ID’ says "
            "where it goes."
        ),
        Message("Then run: toolkit check"),
    )
    lines = [f"# {note.render(gettext)}" for note in notes]
    lines += [f"overrides: {name}", f"language: {language}"]
    data = {key: value for key, value in base.data.items() if key not in _SKIPPED}
    lines += _mapping(data, words, (), "")
    return "\n".join(lines) + "\n" + _noted(name, was, gettext)


def accepted(text: str, name: str, was: Mapping[str, str], gettext: Gettext = str) -> str:
    """Return an override's text with what our texts say now; all else in it stays as it is."""
    lines = text.split("\n")
    begin = next((number for number, line in enumerate(lines) if re.match(r"was\s*:", line)), None)
    if begin is not None:
        end = begin + 1
        while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" ")):
            end += 1
        del lines[begin:end]
    return "\n".join(lines).rstrip("\n") + "\n" + _noted(name, was, gettext)


def _noted(name: str, was: Mapping[str, str], gettext: Gettext) -> str:
    note = Message(
        "The toolkit’s texts as they were when you wrote yours; ‘toolkit check’ uses "
        "them to find changes. Leave this unchanged; it is updated by: toolkit override "
        "{name} --accept",
        name=name,
    )
    lines = ["was:", f"{_STEP}# {note.render(gettext)}"]
    lines += [f"{_STEP}{path}: {json.dumps(text, ensure_ascii=False)}" for path, text in was.items()]
    return "\n".join(lines) + "\n" if was else ""


def _mapping(data: Mapping[str, Any], words: Mapping[Loc, str], loc: Loc, indent: str) -> Iterator[str]:
    for key, value in data.items():
        yield from _value(key, value, words, (*loc, key), indent)


def _value(key: str, value: Any, words: Mapping[Loc, str], loc: Loc, indent: str) -> Iterator[str]:
    if isinstance(value, str):
        yield from _commented(key, words.get(loc, value), indent)
    elif isinstance(value, dict):
        yield f"{indent}{key}:"
        yield from _mapping(value, words, loc, indent + _STEP)
    elif _opens(value):
        yield f"{indent}{key}:"
        for index, entry in enumerate(value):
            yield f"{indent}{_STEP}- id: {entry['id']}"
            rest = {name: child for name, child in entry.items() if name != "id"}
            yield from _mapping(rest, words, (*loc, index), indent + 2 * _STEP)
    elif all(isinstance(entry, str) for entry in value):
        shown = [_written(words.get((*loc, index), entry)) for index, entry in enumerate(value)]
        yield f"{indent}#{key}: [{', '.join(shown)}]"


def _opens(value: Any) -> bool:
    """Say whether a value is written with lines that are no comments: what has parts."""
    if isinstance(value, list):
        return all(isinstance(entry, dict) and "id" in entry for entry in value)
    return isinstance(value, dict)


def _commented(key: str, text: str, indent: str) -> Iterator[str]:
    """Yield a key and its text as comments, which are right as soon as nothing but their # is deleted."""
    if "\n" not in text.strip("\n"):
        yield f"{indent}#{key}: {_written(text.strip(chr(10)))}"
        return
    yield f"{indent}#{key}: |"
    for line in text.strip("\n").split("\n"):
        yield f"{indent}#{_STEP}{line}".rstrip()


def _written(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
