"""The parser's events, made into a document; every trap of YAML is a problem with a place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml import events as ev

from ..characters import bad_character as bad_character
from ..characters import oddities
from ..errors import ContentError, Message, Place, Problem, Related
from .document import Document, Loc
from .raw import yaml_problem
from .traps import (
    COMMENTED_ENTRY,
    LOOK_ABOVE,
    NO_ALIAS,
    NO_DIRECTIVES,
    NO_TAG,
    NOT_NFC,
    NULLS,
    ONE_DOCUMENT,
    PLAIN_KEYS,
    SYNTAX,
)

MAX_DEPTH = 20
#: Keys and values in one file; a definition of hundreds of questions has some thousands.
MAX_ENTRIES = 100_000
#: Problems of one file that are worth reading.
MAX_PROBLEMS = 500


def odd_characters(path: Path, lines: tuple[str, ...], file: str) -> Iterator[Problem]:
    """Yield the characters of a file that nobody can see or tell apart, with their places."""
    for number, line in enumerate(lines, start=1):
        for odd in oddities(line):
            place = Place(path, number, odd.column + 1)
            tidy = Message("run: toolkit tidy {file}", file=file)
            if odd.code == "hidden-character":
                yield _hidden(place, odd.name, tidy if odd.sure else None)
            elif odd.code == "not-nfc":
                yield yaml_problem(odd.code, place, NOT_NFC[0], tidy)
            elif odd.code == "tab":
                advice = Message("indent with spaces, or run: toolkit tidy {file}", file=file)
                yield yaml_problem(
                    odd.code,
                    place,
                    Message("a tab is used for indentation"),
                    advice if odd.sure else Message("indent with spaces"),
                )
            else:
                yield yaml_problem(
                    odd.code,
                    place,
                    Message("a non-breaking space is used for indentation"),
                    Message("use ordinary spaces for indentation, or run: toolkit tidy {file}", file=file),
                )


def _hidden(place: Place, name: str, tidy: Message | None = None) -> Problem:
    return yaml_problem(
        "hidden-character",
        place,
        Message("there is an invisible or forbidden character here: {name}", name=name),
        tidy or Message("delete it; if you pasted this text, paste it again without formatting"),
    )


@dataclass
class OpenNode:
    """A mapping or sequence that is being read."""

    loc: Loc
    node: dict[str, Any] | list[Any]
    key: str | None = None
    first_keys: dict[str, Place] = field(default_factory=dict)
    flow: bool = False
    column: int = 0


class Builder:
    """Turns the parser's events into a :class:`Document`, collecting problems on the way."""

    def __init__(self, path: Path, lines: tuple[str, ...]) -> None:
        self.path = path
        self.lines = lines
        self.problems: list[Problem] = []
        self.marks: dict[Loc, tuple[int, int]] = {}
        self.key_marks: dict[Loc, tuple[int, int]] = {}
        self.stack: list[OpenNode] = []
        self.root: Any = None
        self.documents = 0
        self.entries = 0
        self.nulls: set[Loc] = set()

    def build(self, text: str, events: Iterable[yaml.Event] | None = None) -> Document | None:
        """Return the document of a text, or of its events; None where ``problems`` say why it has none."""
        whole = False
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader) if events is None else events:
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
                yaml_problem(
                    "yaml",
                    Place(self.path),
                    Message("this is not YAML"),
                    Message("compare it with a file created by ‘toolkit new’"),
                )
            )
        if whole and not isinstance(self.root, dict):
            self.problems.append(
                yaml_problem(
                    "not-a-definition",
                    Place(self.path),
                    Message("the file contains no definition"),
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
                self._add(event, "directive", *NO_DIRECTIVES)
            if self.documents > 1:
                self._add(event, "second-document", *ONE_DOCUMENT)
        elif isinstance(event, ev.AliasEvent):
            self._add(event, "alias", *NO_ALIAS)
            self._put(event, "")
        elif isinstance(event, ev.ScalarEvent | ev.MappingStartEvent | ev.SequenceStartEvent):
            if event.anchor is not None:
                self._add(event, "anchor", *NO_ALIAS)
            if event.tag is not None:
                self._add(event, "tag", *NO_TAG)
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
            self._add(event, "not-nfc", *NOT_NFC)
        loc = self._put(event, event.value)
        if not event.style and event.value in NULLS:
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
            is_entry = not event.value and COMMENTED_ENTRY.match(rest)
            if is_entry or len(line) - len(rest) <= self.stack[-1].column:
                return
        if rest.startswith("#"):
            column = len(line) - len(rest) + 1
            self.problems.append(
                yaml_problem(
                    "comment",
                    Place(self.path, number + 1, column),
                    Message("everything from # onwards is read as a comment and would be lost"),
                    Message("put the whole value in double quotes, or the comment on a separate line"),
                )
            )

    def _open(self, event: Any) -> None:
        node: dict[str, Any] | list[Any] = {} if isinstance(event, ev.MappingStartEvent) else []
        if len(self.stack) >= MAX_DEPTH:
            raise ContentError(
                [
                    *self.problems,
                    yaml_problem(
                        "too-deep",
                        self._at(event),
                        Message("this is nested deeper than {limit} levels", limit=MAX_DEPTH),
                        Message("check the indentation and the brackets"),
                    ),
                ]
            )
        loc = self._put(event, node)
        self.entries += 1
        self.stack.append(OpenNode(loc, node, flow=bool(event.flow_style), column=event.start_mark.column))

    def _put(self, event: Any, value: Any) -> Loc:
        """Place a value in the open node and return where it landed."""
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        self.entries += 1
        if self.entries > MAX_ENTRIES or len(self.problems) > MAX_PROBLEMS:
            raise ContentError(
                [
                    *self.problems[:MAX_PROBLEMS],
                    yaml_problem(
                        "too-large",
                        self._at(event),
                        Message(
                            "this file is too long, or contains too many problems, to be read any further"
                        ),
                        Message("fix the problems listed so far, or split the file into several definitions"),
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
                self._add(event, "complex-key", *PLAIN_KEYS)
                value = f"?{len(top.node)}"
            self._key(event, top, value, mark)
            return (*top.loc, value)
        loc = (*top.loc, top.key)
        top.node[top.key] = value
        top.key = None
        self.marks[loc] = mark
        return loc

    def _key(self, event: Any, top: OpenNode, key: str, mark: tuple[int, int]) -> None:
        place = self._at(event)
        if key == "<<" and not event.style:
            self._add(event, "merge-key", *NO_ALIAS)
        if first := top.first_keys.get(key):
            self.problems.append(
                yaml_problem(
                    "duplicate-key",
                    place,
                    Message("‘{key}’ appears twice; only one of the two would be used", key=key),
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
        self.problems.append(yaml_problem(code, self._at(event), what, advice))

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
        for needle, what, advice in SYNTAX:
            if needle in reason:
                return yaml_problem("yaml", place, what, advice)
        return yaml_problem("yaml", place, Message("the YAML cannot be read from here onwards"), LOOK_ABOVE)
