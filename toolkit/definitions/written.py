"""A definition written as YAML, in the manner of those that the toolkit brings along."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .traps import NULLS

#: Lines of lists in brackets are no longer than this.
_WIDTH = 110
_PLAIN = re.compile(r"[a-z][a-z0-9_/-]*")
#: Words that other programs read as yes or no.
_MEANING = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", *NULLS})


class Word(str):
    """A value that is no text for readers: an id, a word of a vocabulary; it needs no quotes."""

    __slots__ = ()


class Passage(str):
    """A text that may have paragraphs; it is written as a block."""

    __slots__ = ()


def written(data: Mapping[str, Any]) -> str:
    """Return the text of a definition's file.

    ``data`` holds mappings, lists, texts, :class:`Word` and :class:`Passage`, in their order.
    """
    return "\n".join(_mapping(data, "")) + "\n"


def _mapping(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        head = f"{indent}{_scalar(Word(key))}:"
        if (line := _in_line(value)) is not None and len(head) + len(line) < _WIDTH:
            yield f"{head} {line}"
        elif isinstance(value, Passage):
            yield f"{head} |"
            yield from (f"{indent}  {one}" if one else "" for one in value.split("\n"))
        elif isinstance(value, Mapping):
            yield head
            yield from _mapping(value, indent + "  ")
        elif isinstance(value, list):
            yield head
            for entry in value:
                yield from _entry(entry, indent + "  ")
        else:
            yield f"{head} {_scalar(value)}"


def _entry(entry: Any, indent: str) -> Iterator[str]:
    if not isinstance(entry, Mapping):
        yield f"{indent}- {_scalar(entry)}"
        return
    first, *rest = _mapping(entry, indent + "  ")
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def _in_line(value: Any) -> str | None:
    """Return a list of single values, or a mapping to such lists of words, as it stands in brackets."""
    if isinstance(value, list) and not any(isinstance(one, Mapping | list | Passage) for one in value):
        return f"[{', '.join(map(_scalar, value))}]"
    if isinstance(value, Mapping) and all(
        isinstance(one, list) and all(isinstance(word, Word) for word in one) for one in value.values()
    ):
        return f"{{{', '.join(f'{key}: {_in_line(one)}' for key, one in value.items())}}}"
    return None


def _scalar(value: str) -> str:
    if isinstance(value, Word) and _is_plain(value):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False)


def _is_plain(word: str) -> bool:
    return (_PLAIN.fullmatch(word) is not None or word.isdecimal()) and word not in _MEANING
