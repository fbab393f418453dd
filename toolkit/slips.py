"""Slips of the pen in YAML: finding the line that is at fault, and reading on as it was meant.

A parser stumbles where it can no longer go on, which is often a line or more behind the fault.
So each likely slip is tried: the one whose mending lets the parser get further is the one to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

import yaml

from .characters import SPACES
from .errors import Message

#: Characters that all tries for one file may read, besides the file itself; so that time stays linear.
_EFFORT = 3_000_000
#: Slips of one file that are mended before it is given up.
_MOST = 60
_BACK = 200
#: Quotation marks without an end that are tried for one error.
_OPEN = 3
_S = f"[{SPACES}]"
_KEY = re.compile(
    r"(?P<head>\s*(?:- +)*)(?P<key>[\w-]+|\"[^\"]*\"|'[^']*')(?P<colon>\s*:)(?=\s|$)(?P<value>.*)"
)
_GLUED = re.compile(r"(?P<head>\s*(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?P<value>(?!//|:)\S.*)")
_DASH = re.compile(r"(?P<head>\s*)-(?=[\w{\[\"'])")
_ENTRY = re.compile(r"(?P<head>\s*)- +(?P<value>\S.*)")
_ODD_SPACE = re.compile(rf"^(?P<dash>-{_S}\s*)|^[\w-]+{_S}+(?=:)|^[\w-]+\s*:{_S}+|^\w+(?:{_S}\w+)+(?=\s*:)")
_CURLY = re.compile(r"[“”„«»‟][^“”„«»‟\"]*[“”„«»‟]|[‘‚‛‹›][^‘‚‛‹›]*[’‘‛‹›]")
_RESERVED = "@`%*&!|>-?,]}"
_CLOSERS = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Slip:
    """A slip at a line and column, counted from 0. A ``sure`` one can be mended without asking the writer."""

    line: int
    column: int
    code: str
    what: Message
    advice: Message
    sure: bool = False


@dataclass
class Reading:
    """The lines as they were meant, and as ``toolkit tidy`` would write them; what was found on the way."""

    lines: list[str]
    tidy: list[str]
    slips: list[Slip] = field(default_factory=list)


@dataclass(frozen=True)
class _Try:
    slip: Slip
    changes: Mapping[int, str]


def read(lines: list[str], keys: frozenset[str], file: str) -> Reading:
    """Find the slips in a file; ``keys`` are those of definitions, ``file`` its name for the reader."""
    reading = Reading(list(lines), list(lines))
    effort = _EFFORT + 2 * sum(map(len, lines))
    while len(reading.slips) < _MOST and effort > 0:
        text = "\n".join(reading.lines)
        effort -= len(text)
        error, odd = _parse(text, keys, file)
        if error is None:
            if not odd:
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


def _parse(text: str, keys: frozenset[str], file: str) -> tuple[yaml.MarkedYAMLError | None, list[_Try]]:
    """Return what stops the parser, and the plain words that were meant as something else."""
    odd: list[_Try] = []
    lines = text.split("\n")
    seen: set[int] = set()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent) and not event.style and event.value:
                mark = cast("yaml.Mark", event.start_mark)
                line, column = mark.line, mark.column
                if line in seen or line >= len(lines):
                    continue
                found = _odd(lines[line], line, column, keys, file)
                if found:
                    seen.add(line)
                    odd.append(found)
    except yaml.MarkedYAMLError as error:
        return error, odd
    except yaml.YAMLError:
        return None, []
    return None, odd


def _with(lines: list[str], changes: Mapping[int, str]) -> list[str]:
    changed = list(lines)
    for number, line in changes.items():
        changed[number] = line
    return changed


def _apply(reading: Reading, found: _Try) -> None:
    reading.slips.append(found.slip)
    if found.slip.sure:
        for number, line in found.changes.items():
            # Only where nothing unsure has changed the line before.
            if reading.tidy[number] == reading.lines[number]:
                reading.tidy[number] = line
    reading.lines = _with(reading.lines, found.changes)


def _is_further(error: yaml.MarkedYAMLError | None, before: yaml.MarkedYAMLError, found: _Try) -> bool:
    if error is None:
        return True
    return _at(error)[0] > max(_at(before)[0], *found.changes)


def _at(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    mark = error.problem_mark or error.context_mark
    return (mark.line, mark.column) if mark else (0, 0)


# -- what is likely ------------------------------------------------------------------------------


def _tries(lines: list[str], error: yaml.MarkedYAMLError, keys: frozenset[str], file: str) -> Iterator[_Try]:
    """Yield the slips that could explain an error, the most certain ones first."""
    reason = f"{error.context or ''} {error.problem or ''}"
    at, column = _at(error)
    at = min(at, len(lines) - 1)
    start = min(error.context_mark.line, at) if error.context_mark else at
    before = _before(lines, at)
    near = list(dict.fromkeys((start, before, at)))
    for number in near:
        yield from _spaces(lines[number], number, keys, file)
    for number in near:
        yield from _glued(lines[number], number)
    for number in dict.fromkeys((at, before)):
        yield from _curly_end(lines, number, file)
    if "escape" in reason:
        yield from _backslash(lines, at, column)
    for number in dict.fromkeys((at, before)):
        yield from _inner_quotes(lines, number)
    yield from _open_quote(lines, at, file)
    if "flow" in reason and error.context_mark:
        yield from _no_comma(lines, at, column)
        yield from _open_bracket(lines, start, error.context_mark.column, before)
    if "expected ':'" in reason:
        yield from _no_colon(lines, start if start < at else before, keys)
    yield from _stray_bracket(lines, at, column)
    yield from _indented(lines, at)
    for number in dict.fromkeys((at, start)):
        yield from _reserved(lines, number)
    if "mapping values" in reason:
        if before < at and _margin(lines[before]) == _margin(lines[at]) and _KEY.match(lines[at]):
            yield from _no_colon(lines, before, keys)
            yield from _stray_line(lines, before)
        yield from _colon(lines, at, column)
    if lines[at].startswith("```"):
        yield from _stray_line(lines, at)


def _before(lines: list[str], at: int) -> int:
    """Return the number of the line before ``at`` that holds something."""
    for number in range(at - 1, max(-1, at - _BACK), -1):
        if lines[number].strip() and not lines[number].lstrip().startswith("#"):
            return number
    return at


def _quoted(text: str) -> str:
    return '"' + text.strip().replace("\\", "\\\\").replace('"', '\\"') + '"'


def _value(line: str) -> tuple[int, str]:
    """Return column and text of the value in a line: behind ``key:``, or behind a hyphen."""
    found = _KEY.match(line) or _ENTRY.match(line)
    if not found:
        return len(line), ""
    value = found["value"]
    return len(line) - len(value.lstrip()), value.strip()


def _odd(line: str, number: int, column: int, keys: frozenset[str], file: str) -> _Try | None:
    """Find words that the parser takes as they stand, though they were meant as something else."""
    rest = line[column:]
    # Behind a key, or in the middle of a text, a no-break space is the writer's own.
    at_start = not line[:column].strip(" -") or line[:column].rstrip().endswith(("{", ",", "["))
    entry = line[:column].rstrip().endswith("-")
    found = _ODD_SPACE.match(rest) if at_start else None
    # An entry of a list may be a text with a colon and a no-break space of its own.
    if found and (found["dash"] or not entry or re.split(rf"{_S}|:", rest)[0] in keys):
        end = column + found.end()
        first = column + re.search(_S, found[0]).start()  # type: ignore[union-attr]
        joined = re.sub(_S, "_", found[0])
        plain = joined if joined in keys else re.sub(_S, " ", found[0])
        slip = Slip(number, first, "no-break-space", *_space(file), sure=True)
        return _Try(slip, {number: line[:column] + plain + line[end:]})
    if at_start and (found := _GLUED.fullmatch(rest)) and not found["head"] and found["key"] in keys:
        return next(_glued(line, number, column), None)
    if found := _CURLY.match(rest):
        behind = rest[found.end() :].lstrip()
        if behind and behind[0] not in ",}]:":
            return None
        changed = line[:column] + _quoted(found[0][1:-1]) + rest[found.end() :]
        return _Try(Slip(number, column, "curly-quote", *_curly(file), sure=True), {number: changed})
    return None


def _spaces(line: str, number: int, keys: frozenset[str], file: str) -> Iterator[_Try]:
    column = len(line) - len(line.lstrip())
    while line[column : column + 2] == "- ":
        column += 2
    found = _odd(line, number, column, keys, file)
    if found and found.slip.code == "no-break-space":
        yield found


def _glued(line: str, number: int, start: int = 0) -> Iterator[_Try]:
    """A colon or a hyphen without the space that makes it one to YAML."""
    if found := _GLUED.match(line, start):
        column = found.end("key")
        what = Message("there is no space after the colon of ‘{key}’", key=found["key"])
        advice = Message("write ‘{key}: …’, with a space after the colon", key=found["key"])
        slip = Slip(number, column, "yaml", what, advice)
        yield _Try(slip, {number: f"{line[: column + 1]} {line[column + 1 :]}"})
    if found := _DASH.match(line):
        column = found.end("head")
        slip = Slip(number, column, "yaml", *_NO_SPACE_AFTER_HYPHEN)
        yield _Try(slip, {number: f"{line[:column]}- {line[column + 1 :]}"})
        if column:
            yield _Try(slip, {number: f"{line[: column - 1]}- {line[column + 1 :]}"})


def _curly_end(lines: list[str], number: int, file: str) -> Iterator[_Try]:
    """A straight quotation mark that a word processor's own one should close, or the other way round."""
    line = lines[number]
    column, value = _value(line)
    found = re.match(r'(["“”„«»])([^"“”„«»]*)(["“”„«»])(?=\s*[,}\]]*$)', value)
    if found and found[1] + found[3] != '""':
        changed = line[:column] + _quoted(found[2]) + value[found.end() :]
        yield _Try(Slip(number, column, "curly-quote", *_curly(file), sure=True), {number: changed})


def _backslash(lines: list[str], number: int, column: int) -> Iterator[_Try]:
    line = lines[number]
    changed = re.sub(r'\\(?!["\\])', r"\\\\", line)
    what = Message("a backslash (\\) has a meaning of its own in double quotes")
    yield _Try(
        Slip(
            number,
            max(0, line.rfind("\\", 0, column + 1)),
            "yaml",
            what,
            Message("write \\\\ for a backslash"),
        ),
        {number: changed},
    )


def _inner_quotes(lines: list[str], number: int) -> Iterator[_Try]:
    line = lines[number]
    column, value = _value(line)
    if len(value) < 3 or value[0] not in "\"'":
        return
    mark = value[0]
    inside = value[1:]
    first = _closing(inside, mark)
    if first is None or not inside[first + 1 :].strip():
        return
    place = column + 1 + first
    what = Message("this quotation mark ends the text, but more follows")
    advice = (
        Message('write \\" for a quotation mark inside double quotes')
        if mark == '"'
        else Message("write two apostrophes ('') for one inside single quotes, or use double quotes")
    )
    slip = Slip(number, place, "yaml", what, advice)
    # A comment or a bracket may follow the text's own last quotation mark.
    last = inside.rfind(mark)
    body, tail = (inside[:last], inside[last + 1 :]) if last > first else (value, "")
    if mark == '"' and last > first:
        body = re.sub(r'\\"', '"', body)
    yield _Try(slip, {number: f"{line[:column]}{_quoted(body)}{tail}"})
    yield _Try(slip, {number: line[:column] + _quoted(value)})


def _closing(inside: str, mark: str) -> int | None:
    """Return where a quoted text ends, without its first quotation mark."""
    pattern = r'(?:[^"\\]|\\.)*"' if mark == '"' else r"(?:[^']|'')*'(?!')"
    found = re.match(pattern, inside)
    return found.end() - 1 if found else None


def _open_quote(lines: list[str], at: int, file: str) -> Iterator[_Try]:
    """A text whose quotation mark is closed nowhere, or by the first one of a later text."""
    left = _OPEN
    for number in range(at, max(-1, at - _BACK), -1):
        line = lines[number]
        for found in re.finditer(r"(?:: +|- +|[\[{,] *)([\"'])", line):
            mark, column = found[1], found.start(1)
            if _closing(line[column + 1 :], mark) is not None:
                continue
            slip = Slip(
                number,
                column,
                "yaml",
                Message("this quotation mark is not closed"),
                Message("close it at the end of the text"),
            )
            yield from _curly_end(lines, number, file)
            body = re.match(r"(.*?)([\]},\s]*)$", line)
            yield _Try(slip, {number: line.rstrip() + mark})
            if body and body[2].strip():
                yield _Try(slip, {number: body[1] + mark + body[2]})
            left -= 1
        if not left:
            return


def _no_comma(lines: list[str], number: int, column: int) -> Iterator[_Try]:
    """Two entries in brackets without a comma between them."""
    line = lines[number]
    for found in re.finditer(r"[^\s,{\[:](\s+)[\w-]+\s*:(?=\s)", line):
        if found.end(1) <= column <= found.end():
            place = found.start(1)
            slip = Slip(
                number,
                place,
                "yaml",
                Message("there is no comma between two entries in brackets"),
                Message("put a comma here"),
            )
            yield _Try(slip, {number: f"{line[:place]},{line[place:]}"})


def _open_bracket(lines: list[str], number: int, column: int, before: int) -> Iterator[_Try]:
    closer = _CLOSERS.get(lines[number][column : column + 1])
    if closer is None:
        return
    slip = Slip(
        number,
        column,
        "yaml",
        Message("this bracket is not closed"),
        Message("close it with {sign}; put text with a bracket in double quotes", sign=closer),
    )
    for end in dict.fromkeys((number, max(number, before))):
        yield _Try(slip, {end: lines[end].rstrip().rstrip(",") + closer})
    if column and (value := _value(lines[number]))[0] == column:
        yield _Try(slip, {number: lines[number][:column] + _quoted(value[1])})


def _stray_bracket(lines: list[str], number: int, column: int) -> Iterator[_Try]:
    line = lines[number]
    if line[column : column + 1] in ("]", "}"):
        what = Message("this bracket closes nothing")
        advice = Message("delete it; put text with a bracket in double quotes")
        yield _Try(Slip(number, column, "yaml", what, advice), {number: line[:column] + line[column + 1 :]})


def _no_colon(lines: list[str], number: int, keys: frozenset[str]) -> Iterator[_Try]:
    line = lines[number]
    found = re.match(r"(\s*(?:- +)*)([A-Za-z_]\w*)(\s*[：；;=]\s*|\s+|$)", line)
    if found and found[2] in keys:
        column = found.end(2)
        what = Message("there is no colon after ‘{key}’", key=found[2])
        advice = Message("write ‘{key}: …’, with a space after the colon", key=found[2])
        yield _Try(
            Slip(number, column, "yaml", what, advice), {number: f"{line[:column]}: {line[found.end() :]}"}
        )
    above = _before(lines, number)
    key = next(
        (_KEY.match(lines[n]) for n in range(above, max(-1, above - _BACK), -1) if _KEY.match(lines[n])), None
    )
    if above == number or not key:
        return
    margin = len(key["head"]) + 2
    changes = {}
    for index in range(number, len(lines)):
        if index > number and (_KEY.match(lines[index]) or index > number + _BACK):
            break
        if lines[index].strip():
            changes[index] = " " * margin + lines[index].lstrip()
    slip = Slip(
        number,
        len(line) - len(line.lstrip()),
        "yaml",
        Message("this line is neither ‘key: value’ nor part of the text above"),
        Message("indent it with {count} spaces if it belongs to that text, or add the colon", count=margin),
    )
    yield _Try(slip, changes)


def _stray_line(lines: list[str], number: int) -> Iterator[_Try]:
    line = lines[number]
    what = Message("this line is no part of a definition")
    advice = Message("delete it, or begin it with # to make it a comment")
    yield _Try(Slip(number, len(line) - len(line.lstrip()), "yaml", what, advice), {number: ""})


def _indented(lines: list[str], number: int) -> Iterator[_Try]:
    """A line that begins a little to the left or to the right of those that it belongs to."""
    line = lines[number]
    margin = len(line) - len(line.lstrip(" "))
    entry = line[margin : margin + 2] == "- "
    if not entry and not _KEY.match(line):
        return
    for target in sorted(_margins(lines, number, entry), key=lambda column: (abs(column - margin), -column)):
        if target == margin:
            continue
        slip = Slip(
            number,
            margin,
            "yaml",
            Message("this line begins in column {found}, which fits no line above", found=margin + 1),
            Message("begin it in column {column}, like the lines that it belongs with", column=target + 1),
        )
        for least in dict.fromkeys((max(margin, target) + 1, margin + 1, margin)):
            end = number + 1
            while end < len(lines) and (not lines[end].strip() or _margin(lines[end]) >= least):
                end += 1
            yield _Try(
                slip,
                {
                    index: " " * max(0, _margin(lines[index]) + target - margin) + lines[index].lstrip(" ")
                    for index in range(number, end)
                    if lines[index].strip()
                },
            )


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _margins(lines: list[str], number: int, entry: bool) -> set[int]:
    """Return the columns at which a key, or an entry of a list, may stand after the lines above."""
    found: set[int] = set()
    least = 10**6
    for index in range(number - 1, max(-1, number - _BACK), -1):
        line = lines[index]
        margin = _margin(line)
        if not line.strip() or line.lstrip().startswith("#") or margin > least:
            continue
        dashes = re.match(r"(?:- +)*", line[margin:])
        inner = margin + (dashes.end() if dashes else 0)
        if inner > margin and margin <= least:
            found.add(margin if entry else inner)
        elif not entry and margin <= least and _KEY.match(line):
            found.add(margin)
        least = min(least, margin)
        if least == 0:
            break
    return found


def _reserved(lines: list[str], number: int) -> Iterator[_Try]:
    line = lines[number]
    column, value = _value(line)
    if value and value[0] in _RESERVED:
        slip = Slip(
            number,
            column,
            "yaml",
            Message("a text cannot begin with {sign} here", sign=value[0]),
            Message("put the whole text in double quotes"),
        )
        yield _Try(slip, {number: line[:column] + _quoted(value)})


def _colon(lines: list[str], number: int, place: int) -> Iterator[_Try]:
    """A colon and a space inside a text."""
    slip = Slip(
        number,
        place,
        "yaml",
        Message("a colon followed by a space begins a new value here"),
        Message("put the whole text in double quotes"),
    )
    column, value = _value(lines[number])
    if value and column <= place:
        yield _Try(slip, {number: lines[number][:column] + _quoted(value)})
    for first in range(number - 1, max(-1, number - _BACK), -1):
        found = _KEY.match(lines[first]) or _ENTRY.match(lines[first])
        if not found or _margin(lines[first]) >= _margin(lines[number]):
            continue
        end = number + 1
        while end < len(lines) and lines[end].strip() and _margin(lines[end]) > _margin(lines[first]):
            end += 1
        column, value = _value(lines[first])
        text = " ".join([value, *(lines[index].strip() for index in range(first + 1, end))])
        yield _Try(
            slip,
            {
                first: lines[first][:column].rstrip() + " " + _quoted(text),
                **dict.fromkeys(range(first + 1, end), ""),
            },
        )
        return


# -- words ---------------------------------------------------------------------------------------

_NO_SPACE_AFTER_HYPHEN = (
    Message("there is no space after the hyphen"),
    Message("write ‘- ’, a hyphen and a space, at the start of each entry"),
)


def _space(file: str) -> tuple[Message, Message]:
    return (
        Message("a no-break space stands here instead of a space"),
        Message("enter an ordinary space, or run: toolkit tidy {file}", file=file),
    )


def _curly(file: str) -> tuple[Message, Message]:
    return (
        Message("this quotation mark is part of the text; it puts nothing in quotes"),
        Message('use straight quotation marks ("), or run: toolkit tidy {file}', file=file),
    )
