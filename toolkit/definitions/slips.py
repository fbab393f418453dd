"""Slips of the pen in YAML: finding the line that is at fault, and reading on as it was meant.

A parser stumbles where it can no longer go on, which is often a line or more behind the fault.
So each likely slip is tried: the one whose mending lets the parser get further is the one to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

import yaml

from . import guess_lines as row
from . import guess_signs as sign
from .guess import KEY, Guess, Slip, line_before, margin_of

#: Characters that all tries for one file may read, besides the file itself; so that time stays linear.
_EFFORT = 3_000_000
#: Slips of one file that are mended before it is given up.
_MOST = 60
#: What the parser tells, one after the other.
Events = list[yaml.Event]


@dataclass
class Reading:
    """The lines as they were meant, and as ``toolkit tidy`` would write them; what was found on the way.

    ``events`` are what the parser makes of the lines, where it gets through them.
    """

    lines: list[str]
    tidy: list[str]
    slips: list[Slip] = field(default_factory=list)
    events: Events | None = None


def read(lines: list[str], keys: frozenset[str], file: str) -> Reading:
    """Find the slips in a file; ``keys`` are those of definitions, ``file`` its name for the reader."""
    reading = Reading(list(lines), list(lines))
    for found in row.conflicts(reading.lines):
        _apply(reading, found)
    effort = _EFFORT + 2 * sum(map(len, lines))
    while len(reading.slips) < _MOST and effort > 0:
        text = "\n".join(reading.lines)
        effort -= len(text)
        error, odd, events = _parse(text, keys, file)
        if error is None:
            if not odd:
                reading.events = events
                break
            for one in odd:
                _apply(reading, one)
            continue
        for one in _tries(reading.lines, error, keys, file):
            if effort <= 0:
                break
            changed = _with(reading.lines, one.changes)
            effort -= sum(map(len, changed))
            if _is_further(_parse("\n".join(changed), keys, file)[0], error, one):
                _apply(reading, one)
                break
        else:
            break
    return reading


def parses(text: str) -> bool:
    """Say whether the parser gets through a text."""
    return _parse(text, frozenset(), "")[0] is None


def _parse(
    text: str, keys: frozenset[str], file: str
) -> tuple[yaml.MarkedYAMLError | None, list[Guess], Events | None]:
    """Return what stops the parser, the plain words that were meant as something else, and its events."""
    odd: list[Guess] = []
    events: Events = []
    lines = text.split("\n")
    seen: set[int] = set()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            events.append(event)
            if isinstance(event, yaml.ScalarEvent) and not event.style and event.value:
                mark = cast("yaml.Mark", event.start_mark)
                line, column = mark.line, mark.column
                if line in seen or line >= len(lines):
                    continue
                found = sign.odd_word(lines[line], line, column, keys, file)
                if found:
                    seen.add(line)
                    odd.append(found)
    except yaml.MarkedYAMLError as error:
        return error, odd, None
    except yaml.YAMLError:
        return None, [], None
    return None, odd, events


def _with(lines: list[str], changes: Mapping[int, str]) -> list[str]:
    changed = list(lines)
    for number, line in changes.items():
        changed[number] = line
    return changed


def _apply(reading: Reading, found: Guess) -> None:
    reading.slips.append(found.slip)
    if found.slip.sure:
        for number, line in found.changes.items():
            # Only where nothing unsure has changed the line before.
            if reading.tidy[number] == reading.lines[number]:
                reading.tidy[number] = line
    reading.lines = _with(reading.lines, found.changes)


def _is_further(error: yaml.MarkedYAMLError | None, before: yaml.MarkedYAMLError, found: Guess) -> bool:
    if error is None:
        return True
    return _at(error)[0] > max(_at(before)[0], *found.changes)


def _at(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    mark = error.problem_mark or error.context_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _tries(lines: list[str], error: yaml.MarkedYAMLError, keys: frozenset[str], file: str) -> Iterator[Guess]:
    """Yield the slips that could explain an error, the most certain ones first."""
    reason = f"{error.context or ''} {error.problem or ''}"
    at, column = _at(error)
    at = min(at, len(lines) - 1)
    start = min(error.context_mark.line, at) if error.context_mark else at
    before = line_before(lines, at)
    near = list(dict.fromkeys((start, before, at)))
    for number in near:
        yield from sign.odd_blanks(lines[number], number, keys, file)
    for number in near:
        yield from sign.no_space(lines[number], number)
    for number in near:
        yield from row.other_bullet(lines, number)
        yield from row.no_hyphen(lines, number)
    for number in dict.fromkeys((at, before)):
        yield from sign.text_behind_bracket(lines, number)
        yield from sign.curly_end(lines, number, file)
    if "escape" in reason:
        yield from sign.backslash(lines, at, column)
    for number in dict.fromkeys((at, before)):
        yield from sign.inner_quotes(lines, number)
    yield from sign.open_quote(lines, at, file)
    if "flow" in reason and error.context_mark:
        yield from sign.no_comma(lines, at, column)
        if margin_of(lines[at]) > margin_of(lines[start]):
            yield from sign.no_comma_at_end(lines, before)
        yield from sign.open_bracket(lines, start, error.context_mark.column, before)
    if "expected ':'" in reason:
        yield from row.no_colon(lines, start if start < at else before, keys)
    yield from sign.stray_bracket(lines, at, column)
    yield from row.uneven(lines, at)
    for number in dict.fromkeys((at, start)):
        yield from sign.reserved_sign(lines, number)
    if "mapping values" in reason:
        if before < at and margin_of(lines[before]) == margin_of(lines[at]) and KEY.match(lines[at]):
            yield from row.no_colon(lines, before, keys)
            yield from row.stray_line(lines, before)
        yield from row.colon_in_text(lines, at, column)
    if lines[at].startswith("```"):
        yield from row.stray_line(lines, at)
