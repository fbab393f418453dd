"""Guesses at slips of whole lines: their indentation, a colon that is missing or too many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Message
from .guess import BACK, ENTRY, KEY, Guess, Slip, line_before, margin_of, quoted, value_of


def no_colon(lines: list[str], number: int, keys: frozenset[str]) -> Iterator[Guess]:
    """A key without its colon, or a line of text that is not indented like the rest."""
    line = lines[number]
    found = re.match(r"(\s*(?:- +)*)([A-Za-z_]\w*)(\s*[：；;=]\s*|\s+|$)", line)
    if found and found[2] in keys:
        column = found.end(2)
        what = Message("there is no colon after ‘{key}’", key=found[2])
        advice = Message("write ‘{key}: …’, with a space after the colon", key=found[2])
        yield Guess(
            Slip(number, column, "yaml", what, advice), {number: f"{line[:column]}: {line[found.end() :]}"}
        )
    above = line_before(lines, number)
    key = next(
        (KEY.match(lines[n]) for n in range(above, max(-1, above - BACK), -1) if KEY.match(lines[n])), None
    )
    if above == number or not key:
        return
    margin = len(key["head"]) + 2
    changes = {}
    for index in range(number, len(lines)):
        if index > number and (KEY.match(lines[index]) or index > number + BACK):
            break
        if lines[index].strip():
            changes[index] = " " * margin + lines[index].lstrip()
    slip = Slip(
        number,
        len(line) - len(line.lstrip()),
        "yaml",
        Message("this line is neither ‘key: value’ nor part of the text above"),
        Message("indent it (spaces: {count}) if it belongs to that text, or add the colon", count=margin),
    )
    yield Guess(slip, changes)


def conflicts(lines: list[str]) -> Iterator[Guess]:
    """Lines that version control left where two versions did not go together; the first one is read on."""
    start = middle = None
    for number, line in enumerate(lines):
        if line.startswith("<<<<<<< "):
            start, middle = number, None
        elif line.rstrip() == "=======" and start is not None:
            middle = number
        elif line.startswith(">>>>>>> ") and start is not None and middle is not None:
            what = Message("there are two versions of the same lines here, one below the other")
            advice = Message(
                "delete one of the two versions, and the lines that begin with <<<<<<<, ======= and >>>>>>>"
            )
            yield Guess(
                Slip(start, 0, "yaml", what, advice),
                {start: "", **dict.fromkeys(range(middle, number + 1), "")},
            )
            start = middle = None


def other_bullet(lines: list[str], number: int) -> Iterator[Guess]:
    """An entry of a list that begins with the bullet of a word processor."""
    found = re.match(r"(\s*)([•·‣▪●*–—])\s+(?=\S)", lines[number])
    if found:
        what = Message("the entries of this list must begin with a hyphen, not with {sign}", sign=found[2])
        advice = Message("write ‘- ’, a hyphen and a space, at the start of each entry")
        slip = Slip(number, found.end(1), "yaml", what, advice)
        yield Guess(slip, {number: f"{found[1]}- {lines[number][found.end() :]}"})


def no_hyphen(lines: list[str], number: int) -> Iterator[Guess]:
    """A line of words between the entries of a list."""
    line, above = lines[number], line_before(lines, number)
    margin = margin_of(line)
    if above == number or KEY.match(line) or not re.match(r"\s*\w", line):
        return
    if (entry := ENTRY.match(lines[above])) and len(entry["head"]) == margin and not KEY.match(lines[above]):
        what = Message("this line is among the entries of a list but has no hyphen")
        advice = Message("begin it with a hyphen and a space, or indent it if it belongs to the entry above")
        slip = Slip(number, margin, "yaml", what, advice)
        yield Guess(slip, {number: f"{line[:margin]}- {line[margin:]}"})


def stray_line(lines: list[str], number: int) -> Iterator[Guess]:
    """A line that came along when the text was pasted."""
    line = lines[number]
    what = Message("this line is not part of a definition")
    advice = Message("delete it, or begin it with # to make it a comment")
    yield Guess(Slip(number, len(line) - len(line.lstrip()), "yaml", what, advice), {number: ""})


def uneven(lines: list[str], number: int) -> Iterator[Guess]:
    """A line that begins a little to the left or to the right of those that it belongs to."""
    line = lines[number]
    margin = len(line) - len(line.lstrip(" "))
    entry = line[margin : margin + 2] == "- "
    if not entry and not KEY.match(line):
        return
    for target in sorted(_margins(lines, number, entry), key=lambda column: (abs(column - margin), -column)):
        if target == margin:
            continue
        slip = Slip(
            number,
            margin,
            "yaml",
            Message(
                "this line begins in column {found}, which does not match any line above", found=margin + 1
            ),
            Message("begin it in column {column}, like the lines it belongs with", column=target + 1),
        )
        for least in dict.fromkeys((max(margin, target) + 1, margin + 1, margin)):
            end = number + 1
            while end < len(lines) and (not lines[end].strip() or margin_of(lines[end]) >= least):
                end += 1
            yield Guess(
                slip,
                {
                    index: " " * max(0, margin_of(lines[index]) + target - margin) + lines[index].lstrip(" ")
                    for index in range(number, end)
                    if lines[index].strip()
                },
            )


def _margins(lines: list[str], number: int, entry: bool) -> set[int]:
    """Return the columns at which a key, or an entry of a list, may stand after the lines above."""
    found: set[int] = set()
    least = 10**6
    for index in range(number - 1, max(-1, number - BACK), -1):
        line = lines[index]
        margin = margin_of(line)
        if not line.strip() or line.lstrip().startswith("#") or margin > least:
            continue
        dashes = re.match(r"(?:- +)*", line[margin:])
        inner = margin + (dashes.end() if dashes else 0)
        if inner > margin and margin <= least:
            found.add(margin if entry else inner)
        elif not entry and margin <= least and KEY.match(line):
            found.add(margin)
        least = min(least, margin)
        if least == 0:
            break
    return found


def colon_in_text(lines: list[str], number: int, place: int) -> Iterator[Guess]:
    """A colon and a space inside a text."""
    slip = Slip(
        number,
        place,
        "yaml",
        Message("a colon followed by a space begins a new value here"),
        Message("put the whole text in double quotes"),
    )
    column, value = value_of(lines[number])
    if value and column <= place:
        yield Guess(slip, {number: lines[number][:column] + quoted(value)})
    for first in range(number - 1, max(-1, number - BACK), -1):
        found = KEY.match(lines[first]) or ENTRY.match(lines[first])
        if not found or margin_of(lines[first]) >= margin_of(lines[number]):
            continue
        end = number + 1
        while end < len(lines) and lines[end].strip() and margin_of(lines[end]) > margin_of(lines[first]):
            end += 1
        column, value = value_of(lines[first])
        text = " ".join([value, *(lines[index].strip() for index in range(first + 1, end))])
        yield Guess(
            slip,
            {
                first: lines[first][:column].rstrip() + " " + quoted(text),
                **dict.fromkeys(range(first + 1, end), ""),
            },
        )
        return
