"""Guesses at slips within a line: blanks, quotation marks, brackets, and signs that mean something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..characters import SPACES
from ..errors import Message
from .guess import BACK, Guess, Slip, quoted, value_of

#: Quotation marks without an end that are tried for one error.
_OPEN = 3
BLANK = f"[{SPACES}]"
_GLUED = re.compile(r"(?P<head>\s*(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?P<value>(?!//|:)\S.*)")
_DASH = re.compile(r"(?P<head>\s*)-(?=[\w{\[\"'])")
_ODD_SPACE = re.compile(
    rf"^(?P<dash>-{BLANK}\s*)|^[\w-]+{BLANK}+(?=:)|^[\w-]+\s*:{BLANK}+|^\w+(?:{BLANK}\w+)+(?=\s*:)"
)
_CURLY = re.compile(r"[“”„«»‟][^“”„«»‟\"]*[“”„«»‟]|[‘‚‛‹›][^‘‚‛‹›]*[’‘‛‹›]")
_RESERVED = "@`%*&!|>-?,]}"
_CLOSERS = {"[": "]", "{": "}"}
_NO_SPACE_AFTER_HYPHEN = (
    Message("there is no space after the hyphen"),
    Message("write ‘- ’, a hyphen and a space, at the start of each entry"),
)


def odd_word(line: str, number: int, column: int, keys: frozenset[str], file: str) -> Guess | None:
    """Find words that the parser takes as they stand, though they were meant as something else."""
    rest = line[column:]
    # Behind a key, or in the middle of a text, a no-break space is the writer's own.
    at_start = not line[:column].strip(" -") or line[:column].rstrip().endswith(("{", ",", "["))
    entry = line[:column].rstrip().endswith("-")
    found = _ODD_SPACE.match(rest) if at_start else None
    # An entry of a list may be a text with a colon and a no-break space of its own.
    if found and (found["dash"] or not entry or re.split(rf"{BLANK}|:", rest)[0] in keys):
        end = column + found.end()
        first = column + re.search(BLANK, found[0]).start()  # type: ignore[union-attr]
        joined = re.sub(BLANK, "_", found[0])
        plain = joined if joined in keys else re.sub(BLANK, " ", found[0])
        slip = Slip(number, first, "no-break-space", *_space(file), sure=True)
        return Guess(slip, {number: line[:column] + plain + line[end:]})
    if at_start and (found := _GLUED.fullmatch(rest)) and not found["head"] and found["key"] in keys:
        return next(no_space(line, number, column), None)
    if found := _CURLY.match(rest):
        behind = rest[found.end() :].lstrip()
        if behind and behind[0] not in ",}]:":
            return None
        changed = line[:column] + quoted(found[0][1:-1]) + rest[found.end() :]
        return Guess(Slip(number, column, "curly-quote", *_curly(file), sure=True), {number: changed})
    return None


def odd_blanks(line: str, number: int, keys: frozenset[str], file: str) -> Iterator[Guess]:
    """A blank of a word processor at the start of a line, behind a hyphen or a key."""
    column = len(line) - len(line.lstrip())
    while line[column : column + 2] == "- ":
        column += 2
    found = odd_word(line, number, column, keys, file)
    if found and found.slip.code == "no-break-space":
        yield found


def no_space(line: str, number: int, start: int = 0) -> Iterator[Guess]:
    """A colon or a hyphen without the space that makes it one to YAML."""
    if found := _GLUED.match(line, start):
        column = found.end("key")
        what = Message("there is no space after the colon of ‘{key}’", key=found["key"])
        advice = Message("write ‘{key}: …’, with a space after the colon", key=found["key"])
        slip = Slip(number, column, "yaml", what, advice)
        yield Guess(slip, {number: f"{line[: column + 1]} {line[column + 1 :]}"})
    if found := _DASH.match(line):
        column = found.end("head")
        slip = Slip(number, column, "yaml", *_NO_SPACE_AFTER_HYPHEN)
        yield Guess(slip, {number: f"{line[:column]}- {line[column + 1 :]}"})
        if column:
            yield Guess(slip, {number: f"{line[: column - 1]}- {line[column + 1 :]}"})
        if glued := _GLUED.match(f"{line[:column]}- {line[column + 1 :]}"):
            entry = f"{glued['head']}{glued['key']}: {glued['value']}"
            yield Guess(slip, {number: entry})


def curly_end(lines: list[str], number: int, file: str) -> Iterator[Guess]:
    """A straight quotation mark that a word processor's own one should close, or the other way round."""
    line = lines[number]
    column, value = value_of(line)
    found = re.match(r'(["“”„«»])([^"“”„«»]*)(["“”„«»])(?=\s*[,}\]]*$)', value)
    if found and found[1] + found[3] != '""':
        changed = line[:column] + quoted(found[2]) + value[found.end() :]
        yield Guess(Slip(number, column, "curly-quote", *_curly(file), sure=True), {number: changed})


def backslash(lines: list[str], number: int, column: int) -> Iterator[Guess]:
    """A backslash in double quotes that begins nothing that YAML knows."""
    line = lines[number]
    changed = re.sub(r'\\(?!["\\])', r"\\\\", line)
    what = Message("a backslash (\\) has a special meaning inside double quotes")
    yield Guess(
        Slip(
            number,
            max(0, line.rfind("\\", 0, column + 1)),
            "yaml",
            what,
            Message("write \\\\ for a backslash"),
        ),
        {number: changed},
    )


def inner_quotes(lines: list[str], number: int) -> Iterator[Guess]:
    """A quotation mark or an apostrophe inside a text in quotes."""
    line = lines[number]
    column, value = value_of(line)
    if len(value) < 3 or value[0] not in "\"'":
        return
    mark = value[0]
    inside = value[1:]
    first = _closing(inside, mark)
    if first is None or not inside[first + 1 :].strip():
        return
    place = column + 1 + first
    what = Message("this quotation mark ends the text, but more text follows")
    advice = (
        Message('write \\" for a quotation mark inside double quotes')
        if mark == '"'
        else Message("write two apostrophes ('') for each one inside single quotes, or use double quotes")
    )
    slip = Slip(number, place, "yaml", what, advice)
    # A comment or a bracket may follow the text's own last quotation mark.
    last = inside.rfind(mark)
    body, tail = (inside[:last], inside[last + 1 :]) if last > first else (value, "")
    if mark == '"' and last > first:
        body = re.sub(r'\\"', '"', body)
    yield Guess(slip, {number: f"{line[:column]}{quoted(body)}{tail}"})
    yield Guess(slip, {number: line[:column] + quoted(value)})


def _closing(inside: str, mark: str) -> int | None:
    """Return where a quoted text ends, without its first quotation mark."""
    pattern = r'(?:[^"\\]|\\.)*"' if mark == '"' else r"(?:[^']|'')*'(?!')"
    found = re.match(pattern, inside)
    return found.end() - 1 if found else None


def open_quote(lines: list[str], at: int, file: str) -> Iterator[Guess]:
    """A text whose quotation mark is closed nowhere, or by the first one of a later text."""
    left = _OPEN
    for number in range(at, max(-1, at - BACK), -1):
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
            yield from curly_end(lines, number, file)
            body = re.match(r"(.*?)([\]},\s]*)$", line)
            yield Guess(slip, {number: line.rstrip() + mark})
            if body and body[2].strip():
                yield Guess(slip, {number: body[1] + mark + body[2]})
            left -= 1
        if not left:
            return


def no_comma(lines: list[str], number: int, column: int) -> Iterator[Guess]:
    """Two entries in brackets without a comma between them."""
    line = lines[number]
    for found in re.finditer(r"[^\s,{\[:](\s+)[\w-]+\s*:(?=\s)", line):
        if found.end(1) <= column <= found.end():
            place = found.start(1)
            slip = Slip(
                number,
                place,
                "yaml",
                Message("a comma is missing between two entries in brackets"),
                Message("add a comma here"),
            )
            yield Guess(slip, {number: f"{line[:place]},{line[place:]}"})


def no_comma_at_end(lines: list[str], number: int) -> Iterator[Guess]:
    """An entry in brackets on a line of its own, without a comma behind it."""
    line = lines[number].rstrip()
    if line and line[-1] not in ",[{:":
        what = Message("a comma is missing between two entries in brackets")
        slip = Slip(number, len(line), "yaml", what, Message("add a comma here"))
        yield Guess(slip, {number: f"{line},"})


def text_behind_bracket(lines: list[str], number: int) -> Iterator[Guess]:
    """A text that begins with words in brackets, and is read as a list or a mapping."""
    column, value = value_of(lines[number])
    closer = _CLOSERS.get(value[:1])
    if closer and value.find(closer) not in (-1, len(value) - 1) and value[-1] not in "]},":
        what = Message("text cannot begin with {sign} here", sign=value[0])
        slip = Slip(number, column, "yaml", what, Message("put the whole text in double quotes"))
        yield Guess(slip, {number: lines[number][:column] + quoted(value)})


def open_bracket(lines: list[str], number: int, column: int, before: int) -> Iterator[Guess]:
    """A bracket that is closed nowhere."""
    closer = _CLOSERS.get(lines[number][column : column + 1])
    if closer is None:
        return
    slip = Slip(
        number,
        column,
        "yaml",
        Message("this bracket is not closed"),
        Message("close it with {sign}; use double quotes around text that contains a bracket", sign=closer),
    )
    for end in dict.fromkeys((number, max(number, before))):
        yield Guess(slip, {end: lines[end].rstrip().rstrip(",") + closer})
    if column and (value := value_of(lines[number]))[0] == column:
        yield Guess(slip, {number: lines[number][:column] + quoted(value[1])})


def stray_bracket(lines: list[str], number: int, column: int) -> Iterator[Guess]:
    """A closing bracket that nothing opened."""
    line = lines[number]
    if line[column : column + 1] in ("]", "}"):
        what = Message("this closing bracket has no opening bracket")
        advice = Message("delete it; use double quotes around text that contains a bracket")
        yield Guess(Slip(number, column, "yaml", what, advice), {number: line[:column] + line[column + 1 :]})


def reserved_sign(lines: list[str], number: int) -> Iterator[Guess]:
    """A text that begins with a sign of YAML."""
    line = lines[number]
    column, value = value_of(line)
    if value and value[0] in _RESERVED:
        slip = Slip(
            number,
            column,
            "yaml",
            Message("text cannot begin with {sign} here", sign=value[0]),
            Message("put the whole text in double quotes"),
        )
        yield Guess(slip, {number: line[:column] + quoted(value)})


def _space(file: str) -> tuple[Message, Message]:
    return (
        Message("there is a non-breaking space here instead of an ordinary space"),
        Message("type an ordinary space, or run: toolkit tidy {file}", file=file),
    )


def _curly(file: str) -> tuple[Message, Message]:
    return (
        Message("this quotation mark is read as part of the text and does not enclose it"),
        Message('use straight quotation marks ("), or run: toolkit tidy {file}', file=file),
    )
