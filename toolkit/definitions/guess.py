"""What a guess at a writer's slip is, and how lines of YAML are looked at to make one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import Message

#: Lines that are looked at above or below a fault.
BACK = 200
#: A line with a key, or the first key of an entry of a list.
KEY = re.compile(
    r"(?P<head>\s*(?:- +)*)(?P<key>[\w-]+|\"[^\"]*\"|'[^']*')(?P<colon>\s*:)(?=\s|$)(?P<value>.*)"
)
#: A line with an entry of a list.
ENTRY = re.compile(r"(?P<head>\s*)- +(?P<value>\S.*)")


@dataclass(frozen=True)
class Slip:
    """A slip at a line and column, counted from 0. A ``sure`` one can be mended without asking the writer."""

    line: int
    column: int
    code: str
    what: Message
    advice: Message
    sure: bool = False


@dataclass(frozen=True)
class Guess:
    """A slip, and the lines as they would be without it."""

    slip: Slip
    changes: Mapping[int, str]


def line_before(lines: list[str], at: int) -> int:
    """Return the number of the line before ``at`` that holds something."""
    for number in range(at - 1, max(-1, at - BACK), -1):
        if lines[number].strip() and not lines[number].lstrip().startswith("#"):
            return number
    return at


def quoted(text: str) -> str:
    """Return a text in double quotes."""
    return '"' + text.strip().replace("\\", "\\\\").replace('"', '\\"') + '"'


def value_of(line: str) -> tuple[int, str]:
    """Return column and text of the value in a line: behind ``key:``, or behind a hyphen."""
    found = KEY.match(line) or ENTRY.match(line)
    if not found:
        return len(line), ""
    value = found["value"]
    return len(line) - len(value.lstrip()), value.strip()


def margin_of(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))
