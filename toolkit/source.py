"""Reading one YAML file into plain data, with a place for every key and value.

The reader accepts a small, unambiguous part of YAML: mappings, sequences and text.
Every scalar stays text (``no`` is the word "no", ``5:30`` is four characters); the
model converts. What YAML lets a writer lose or hide without notice is refused here:
duplicate keys, comments that swallow half a sentence, aliases, tags, invisible
characters. Nothing here recurses, so depth cannot exhaust the stack.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from yaml import events as ev

from . import slips
from .characters import bad_character as bad_character
from .characters import mended, oddities
from .errors import ContentError, Message, Place, Problem, Related

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
#: Keys and values in one file; a definition of hundreds of questions has some thousands.
MAX_ENTRIES = 100_000
#: Files that are kept as they were read, for as long as they hold the same.
_KEPT = 1024
#: Problems of one file that are worth reading.
MAX_PROBLEMS = 500
#: Problems with which something of a file is not read.
_LOSSES = frozenset({"duplicate-key", "second-document", "comment", "alias", "complex-key", "merge-key"})
Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """One file, read: ``data`` is nested dicts, lists and strings."""

    path: Path
    data: dict[str, Any]
    lines: tuple[str, ...]
    _marks: dict[Loc, tuple[int, int]] = field(repr=False)
    _key_marks: dict[Loc, tuple[int, int]] = field(repr=False)
    #: Where a plain ``null`` or ``~`` stands, which says nothing in YAML; a word to us, if it were in quotes.
    nulls: frozenset[Loc] = frozenset()

    def place(self, loc: Loc) -> Place:
        """Return the place of the value at ``loc``, or of the nearest value around it."""
        while loc and loc not in self._marks:
            loc = loc[:-1]
        return Place(self.path, *self._marks.get(loc, (1, 1)))

    def key_place(self, loc: Loc) -> Place:
        """Return the place of the key at ``loc``; for list entries, of the entry."""
        mark = self._key_marks.get(loc)
        return Place(self.path, *mark) if mark else self.place(loc)

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        return sorted(self._key_marks.values())

    def find(self, loc: Loc, text: str) -> Place:
        """Return where ``text`` stands in the value at ``loc``; else the value's own place."""
        start = self.place(loc)
        after = bisect_right(self._starts, (start.line, start.column))
        end = self._starts[after][0] if after < len(self._starts) else len(self.lines)
        first = text.partition("\n")[0]
        for number in range(start.line, end + 1):
            column = self.lines[number - 1].find(first, start.column - 1 if number == start.line else 0)
            if column >= 0:
                return Place(self.path, number, column + 1)
        return start


@dataclass(frozen=True)
class Reading:
    """What reading a file gave: its problems, and the document, if its structure could be told.

    The document of a file with problems is what its writer meant, so that the next checks can go on.
    """

    document: Document | None
    problems: tuple[Problem, ...]

    def follows(self, problem: Problem) -> bool:
        """Say whether a later problem is only the echo of a slip on the same line."""
        return problem.place.line in self._slips

    @property
    def guessed(self) -> bool:
        """Say whether what the file holds could only be guessed at, so that a part of it may be lost."""
        return bool(self._slips) or any(found.code in _LOSSES for found in self.problems)

    @cached_property
    def _slips(self) -> frozenset[int]:
        return frozenset(found.place.line for found in self.problems if found.code == "yaml")


def read(path: Path, root: Path) -> Document:
    """Read the definition at ``path``, which must be a regular file inside ``root``.

    Raises :class:`ContentError` with every problem that reading alone can find.
    """
    reading = examine(path, root)
    if reading.problems or reading.document is None:
        raise ContentError(reading.problems)
    return reading.document


def examine(path: Path, root: Path, keys: frozenset[str] = frozenset()) -> Reading:
    """Read the definition at ``path`` as far as can be; ``keys`` are those that definitions have."""
    try:
        return _examined(path, root, raw_of(path, root), keys)
    except ContentError as error:
        return Reading(None, error.problems)


@lru_cache(maxsize=_KEPT)
def _examined(path: Path, root: Path, raw: bytes, keys: frozenset[str]) -> Reading:
    """Return what a file's bytes were read as; nobody may change it."""
    text = decoded(path, raw)
    lines = tuple(text.split("\n"))
    file = _shown(path, root)
    problems = list(islice(_odd_characters(path, lines, file), MAX_PROBLEMS))
    width = tab_width(lines) or 2
    meant = [mended(line, width) for line in lines]
    found = slips.read(meant, keys, file)
    tabs = {problem.place.line for problem in problems if problem.code == "tab"}
    problems += [
        _problem(slip.code, Place(path, slip.line + 1, slip.column + 1), slip.what, slip.advice)
        for slip in found.slips
        # How deep a line with a tab was meant to be is our guess.
        if slip.line + 1 not in tabs
    ]
    builder = _Builder(path, tuple(found.lines))
    document = builder.build("\n".join(found.lines))
    told = {problem.place.line for problem in problems}
    problems += [problem for problem in builder.problems if problem.place.line not in told]
    return Reading(document, tuple(problems))


def tab_width(lines: Sequence[str]) -> int:
    """Return how many spaces a tab stands for in a file: the first width with which it can be read, or 0."""
    if not any("\t" in line for line in lines):
        return 2
    widths = (width for width in (2, 4) if slips.parses("\n".join(mended(line, width) for line in lines)))
    return next(widths, 0)


def _shown(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.name


def source_line(path: Path, number: int) -> str | None:
    """Return line ``number`` (from 1) of a file as text, or None where it cannot be shown."""
    try:
        # A pipe or a device would hang, and a link could show a file of somebody else's.
        if path.is_symlink() or not path.is_file():
            return None
        with path.open(encoding="utf-8", errors="replace") as file:
            for index, line in enumerate(file, start=1):
                if index == number:
                    return line.rstrip("\r\n")
                if index > number:
                    break
    except OSError:
        return None
    return None


def _problem(code: str, place: Place, what: Message, advice: Message, *related: Related) -> Problem:
    return Problem(code, place, what, advice, related)


def _refuse(code: str, place: Place, what: Message, advice: Message) -> ContentError:
    return ContentError([_problem(code, place, what, advice)])


def raw_of(path: Path, root: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file inside ``root``."""
    here = Place(path)
    try:
        real = path.resolve(strict=True)
        info = real.stat()
    except (OSError, RuntimeError) as error:
        raise _refuse(
            "unreadable",
            here,
            Message("the file cannot be opened ({reason})", reason=_reason(error)),
            Message("check that it exists and that you may read it"),
        ) from None
    if not real.is_relative_to(root.resolve()):
        raise _refuse(
            "outside",
            here,
            Message("the file is a link that leads out of the project"),
            Message("put a real file here instead of the link"),
        )
    if not stat.S_ISREG(info.st_mode):
        raise _refuse(
            "not-a-file",
            here,
            Message("this is not a regular file"),
            Message("put an ordinary text file here"),
        )
    if info.st_size > limit:
        raise _refuse(
            "too-large",
            here,
            Message("the file has {size} bytes; the limit is {limit}", size=info.st_size, limit=limit),
            Message("split it into several definitions"),
        )
    try:
        # Non-blocking, so that a FIFO put here since the check cannot make us wait.
        descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise _refuse(
            "unreadable",
            here,
            Message("the file cannot be opened ({reason})", reason=_reason(error)),
            Message("check that it exists and that you may read it"),
        ) from None


def decoded(path: Path, raw: bytes) -> str:
    """Return the bytes of a file as text with plain line ends; it must be UTF-8."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise _refuse(
            "not-utf-8",
            Place(path, line, column),
            Message("the file is not UTF-8 text (byte {byte})", byte=f"0x{raw[error.start]:02X}"),
            Message("save the file as UTF-8 in your editor"),
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


def _odd_characters(path: Path, lines: tuple[str, ...], file: str) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        for odd in oddities(line):
            place = Place(path, number, odd.column + 1)
            tidy = Message("run: toolkit tidy {file}", file=file)
            if odd.code == "hidden-character":
                yield _hidden(place, odd.name, tidy if odd.sure else None)
            elif odd.code == "not-nfc":
                yield _problem(odd.code, place, _NOT_NFC[0], tidy)
            elif odd.code == "tab":
                advice = Message("indent with spaces, or run: toolkit tidy {file}", file=file)
                yield _problem(
                    odd.code,
                    place,
                    Message("a tab is used to indent"),
                    advice if odd.sure else Message("indent with spaces"),
                )
            else:
                yield _problem(
                    odd.code,
                    place,
                    Message("a no-break space is used to indent"),
                    Message("indent with ordinary spaces, or run: toolkit tidy {file}", file=file),
                )


def _hidden(place: Place, name: str, tidy: Message | None = None) -> Problem:
    return _problem(
        "hidden-character",
        place,
        Message("an invisible or forbidden character stands here: {name}", name=name),
        tidy or Message("delete it; if you pasted this text, paste it again without formatting"),
    )


@dataclass
class _Open:
    """A mapping or sequence that is being read."""

    loc: Loc
    node: dict[str, Any] | list[Any]
    key: str | None = None
    first_keys: dict[str, Place] = field(default_factory=dict)
    flow: bool = False
    column: int = 0


class _Builder:
    """Turns the parser's events into a :class:`Document`, collecting problems on the way."""

    def __init__(self, path: Path, lines: tuple[str, ...]) -> None:
        self.path = path
        self.lines = lines
        self.problems: list[Problem] = []
        self.marks: dict[Loc, tuple[int, int]] = {}
        self.key_marks: dict[Loc, tuple[int, int]] = {}
        self.stack: list[_Open] = []
        self.root: Any = None
        self.documents = 0
        self.entries = 0
        self.nulls: set[Loc] = set()

    def build(self, text: str) -> Document | None:
        """Return the document, or None where its structure cannot be told; ``problems`` say why."""
        whole = False
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                self._take(event)
                if self.documents > 1:
                    # What was read so far is the definition; what follows is another one.
                    break
            whole = True
        except yaml.MarkedYAMLError as error:
            self.problems.append(self._syntax(error))
        except ContentError as error:
            self.problems = list(error.problems)
        except yaml.YAMLError:
            self.problems.append(
                _problem(
                    "yaml",
                    Place(self.path),
                    Message("this is not YAML"),
                    Message("compare it with a file made by ‘toolkit new’"),
                )
            )
        if whole and not isinstance(self.root, dict):
            self.problems.append(
                _problem(
                    "not-a-definition",
                    Place(self.path),
                    Message("the file holds no definition"),
                    Message("start it with ‘kind:’, ‘id:’ and ‘language:’; ‘toolkit new’ writes an example"),
                )
            )
        if not whole or not isinstance(self.root, dict):
            return None
        return Document(self.path, self.root, self.lines, self.marks, self.key_marks, frozenset(self.nulls))

    # -- events --------------------------------------------------------------------------

    def _take(self, event: Any) -> None:
        if isinstance(event, ev.DocumentStartEvent):
            self.documents += 1
            if event.version or event.tags:
                self._add(event, "directive", *_NO_DIRECTIVES)
            if self.documents > 1:
                self._add(event, "second-document", *_ONE_DOCUMENT)
        elif isinstance(event, ev.AliasEvent):
            self._add(event, "alias", *_NO_ALIAS)
            self._put(event, "")
        elif isinstance(event, ev.ScalarEvent | ev.MappingStartEvent | ev.SequenceStartEvent):
            if event.anchor is not None:
                self._add(event, "anchor", *_NO_ALIAS)
            if event.tag is not None:
                self._add(event, "tag", *_NO_TAG)
            if isinstance(event, ev.ScalarEvent):
                self._scalar(event)
            else:
                self._open(event)
        elif isinstance(event, ev.MappingEndEvent | ev.SequenceEndEvent):
            self.stack.pop()

    def _scalar(self, event: Any) -> None:
        if not event.style:
            self._swallowed(event)
        if event.style == '"' and (found := bad_character(event.value)):
            self.problems.append(_hidden(self._at(event), found[1]))
        elif event.style == '"' and not unicodedata.is_normalized("NFC", event.value):
            self._add(event, "not-nfc", *_NOT_NFC)
        loc = self._put(event, event.value)
        if not event.style and event.value in _NULLS:
            self.nulls.add(loc)

    def _swallowed(self, event: Any) -> None:
        """Refuse a comment behind a plain value: it may be the rest of the sentence."""
        number = event.end_mark.line
        line = self.lines[number] if number < len(self.lines) else ""
        # The end mark stands behind the blanks that follow the value.
        rest = line[event.end_mark.column :].lstrip(" ")
        inside = bool(self.stack) and self.stack[-1].flow
        if rest.startswith(",") and inside:
            rest = rest[1:].lstrip(" ")
        if not rest and self.stack:
            # A line that looks like the text going on, but begins with #, ends the text just the same.
            number += 1
            line = self.lines[number] if number < len(self.lines) else ""
            rest = line.lstrip(" ")
            if len(line) - len(rest) <= self.stack[-1].column:
                return
        if rest.startswith("#"):
            column = len(line) - len(rest) + 1
            self.problems.append(
                _problem(
                    "comment",
                    Place(self.path, number + 1, column),
                    Message("everything from # on is read as a comment and would be lost"),
                    Message("put the whole value in double quotes, or the comment on a line of its own"),
                )
            )

    def _open(self, event: Any) -> None:
        node: dict[str, Any] | list[Any] = {} if isinstance(event, ev.MappingStartEvent) else []
        if len(self.stack) >= MAX_DEPTH:
            raise ContentError(
                [
                    *self.problems,
                    _problem(
                        "too-deep",
                        self._at(event),
                        Message("this is nested deeper than {limit} levels", limit=MAX_DEPTH),
                        Message("check the indentation and the brackets"),
                    ),
                ]
            )
        loc = self._put(event, node)
        self.entries += 1
        self.stack.append(_Open(loc, node, flow=bool(event.flow_style), column=event.start_mark.column))

    def _put(self, event: Any, value: Any) -> Loc:
        """Place a value in the open node and return where it landed."""
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        self.entries += 1
        if self.entries > MAX_ENTRIES or len(self.problems) > MAX_PROBLEMS:
            raise ContentError(
                [
                    *self.problems[:MAX_PROBLEMS],
                    _problem(
                        "too-large",
                        self._at(event),
                        Message("there is too much in this file, or too much wrong with it, to read on"),
                        Message("mend what is named so far, or split the file into several definitions"),
                    ),
                ]
            )
        if not self.stack:
            self.root = value
            self.marks[()] = mark
            return ()
        top = self.stack[-1]
        loc: Loc
        if isinstance(top.node, list):
            loc = (*top.loc, len(top.node))
            top.node.append(value)
            self.marks[loc] = mark
            return loc
        if top.key is None:
            if not isinstance(value, str):
                self._add(event, "complex-key", *_PLAIN_KEYS)
                value = f"?{len(top.node)}"
            self._key(event, top, value, mark)
            return (*top.loc, value)
        loc = (*top.loc, top.key)
        top.node[top.key] = value
        top.key = None
        self.marks[loc] = mark
        return loc

    def _key(self, event: Any, top: _Open, key: str, mark: tuple[int, int]) -> None:
        place = self._at(event)
        if key == "<<" and not event.style:
            self._add(event, "merge-key", *_NO_ALIAS)
        if first := top.first_keys.get(key):
            self.problems.append(
                _problem(
                    "duplicate-key",
                    place,
                    Message("‘{key}’ stands twice; only one of the two would be kept", key=key),
                    Message("delete or rename one of them"),
                    Related(first, Message("the first ‘{key}’ is here", key=key)),
                )
            )
        top.first_keys.setdefault(key, place)
        top.key = key
        self.key_marks[(*top.loc, key)] = mark

    # -- problems ------------------------------------------------------------------------

    def _at(self, event: Any) -> Place:
        return Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _add(self, event: Any, code: str, what: Message, advice: Message) -> None:
        self.problems.append(_problem(code, self._at(event), what, advice))

    def _syntax(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        if "quoted scalar" in str(error.context) and "unexpected end" in str(error.problem):
            # The quote that was never closed is where the author has to look.
            mark = error.context_mark or mark
        if "expected ':'" in str(error.problem):
            # What begins like a key is at fault, not the line behind it.
            mark = error.context_mark or mark
        place = Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)
        reason = f"{error.context or ''} {error.problem or ''}"
        for needle, what, advice in _SYNTAX:
            if needle in reason:
                return _problem("yaml", place, what, advice)
        return _problem("yaml", place, Message("YAML cannot be read from here on"), _LOOK_ABOVE)


_NULLS = frozenset({"~", "null", "Null", "NULL"})
_NO_ALIAS = (
    Message("anchors and aliases (& and *, <<) are not used here"),
    Message("write the text out, or put it in double quotes if it begins with & or *"),
)
_NO_TAG = (
    Message("a word that begins with ‘!’ is a YAML tag and would change or lose the value"),
    Message("put the value in double quotes"),
)
_NO_DIRECTIVES = (
    Message("a line that begins with % is a YAML directive"),
    Message("delete the line"),
)
_ONE_DOCUMENT = (
    Message("a second document begins here (---)"),
    Message("put each definition in a file of its own; delete this line if nothing follows"),
)
_PLAIN_KEYS = (
    Message("a list or a mapping cannot be a key"),
    Message("put text that begins with [ or { in double quotes"),
)
_NOT_NFC = (
    Message("a letter and its accent are two characters here (Unicode NFD)"),
    Message("type the letter again, or save the file normalised as NFC"),
)
_LOOK_ABOVE = Message("look for a missing quote, colon or space on this line or the one above")
#: Parts of the parser's messages, and what they mean to somebody who writes texts.
_SYNTAX = (
    (
        "mapping values are not allowed",
        Message("a colon followed by a space begins a new value here"),
        Message("put the whole text in double quotes"),
    ),
    (
        "could not find expected ':'",
        Message("this line is neither a ‘key: value’ nor part of a text"),
        Message("add the colon, or indent the line so that it belongs to the text above"),
    ),
    (
        "found character that cannot start any token",
        Message("a value cannot begin with this character"),
        Message("put the value in double quotes"),
    ),
    (
        "quoted scalar",
        Message("a quotation mark is not closed, or a \\ stands in double quotes"),
        Message("close the quotation mark; write \\\\ for a backslash"),
    ),
    (
        "did not find expected",
        Message("this line does not fit the lines around it"),
        Message(
            "look here and on the line above: is the indentation like that of the neighbours, is every "
            "quotation mark and bracket closed, and does text that begins with a sign stand in double quotes?"
        ),
    ),
    (
        "found undefined alias",
        Message("a value that begins with * is a YAML alias"),
        Message("put the value in double quotes"),
    ),
    (
        "tag",
        Message("a word that begins with ‘!’ is a YAML tag and would change or lose the value"),
        Message("put the value in double quotes"),
    ),
)
