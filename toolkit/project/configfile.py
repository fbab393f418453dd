"""``mkdocs.yml`` as nodes, which know their places; what would crash or mislead a reader is refused.

Rules (see :mod:`toolkit.project.options`) say what each key means. They find values and complain here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from .. import files
from ..errors import ContentError, Message, Place, Problem
from ..suggestions import did_you_mean

MAX_DEPTH = 40
MAX_BYTES = 1_000_000

Where = tuple[str | int, ...]
Rule = Callable[["Reader", Where, yaml.Node], None]


@dataclass(frozen=True)
class Given:
    """A key that was written, with its value: None where it is no text, or an empty one."""

    key: str
    at: Place
    value: str | None
    value_at: Place


class Reader:
    """Reads the file and gathers values, places and problems.

    ``found`` holds checked values by the path of their keys. ``is_unusable`` says that the
    program cannot go on with what was found.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.places: dict[Where, Place] = {}
        self.value_places: dict[Where, Place] = {}
        self.found: dict[Where, Any] = {}
        self.is_unusable = False
        #: Values that have been told already, and mean nothing to any rule.
        self.unread: set[Place] = set()

    def load(self) -> yaml.MappingNode | None:
        """Return the root of the file, or None where it is empty. Raises :class:`ContentError`."""
        try:
            text = self._text()
            self._scan(text)
            # The base loader makes text of every scalar: no dates, no numbers, nothing to compute.
            node = yaml.compose(text, Loader=yaml.CBaseLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            if "quoted scalar" in str(getattr(error, "context", "")):
                # The quote that was never closed is where the author has to look.
                mark = getattr(error, "context_mark", None) or mark
            place = Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)
            raise self._refusal(
                place,
                Message("this is not YAML"),
                Message("check for a missing quotation mark, colon or space on this line or the one above"),
            ) from None
        if node is None or isinstance(node, yaml.MappingNode):
            return node
        self.complain(node, Message("mkdocs.yml contains no keys with values"), SHAPE)
        return None

    def _text(self) -> str:
        try:
            text = files.decoded(files.read(self.path, MAX_BYTES))
        except files.UnreadableFile as error:
            place = Place(self.path, error.line, error.column)
            raise self._refusal(place, error.what, error.advice) from None
        control = re.search(r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
        if not control:
            return text
        name = f"U+{ord(control[0]):04X}"
        what = Message("there is an invisible or forbidden character here: {name}", name=name)
        advice = Message("delete it; if you pasted this text, paste it again without formatting")
        at = text[: control.start()]
        line = at.rpartition("\n")[2]
        raise self._refusal(Place(self.path, at.count("\n") + 1, len(line) + 1), what, advice)

    def _scan(self, text: str) -> None:
        """Refuse what would crash or blow up the reading; tell tags, whose values nobody reads."""
        depth = documents = 0
        faults = []
        advice = Message("write only the value, without the tag")
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            mark = cast("yaml.Mark", event.start_mark)
            place = Place(self.path, mark.line + 1, mark.column + 1)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            # PyYAML builds its tree by recursion, which deep nesting would crash, uncatchably.
            if depth > MAX_DEPTH:
                what = Message("this is nested deeper than {limit} levels", limit=MAX_DEPTH)
                raise self._refusal(place, what, Message("check the indentation and the brackets"))
            documents += isinstance(event, yaml.DocumentStartEvent)
            if isinstance(event, yaml.DocumentStartEvent) and documents > 1:
                what = Message("a second document begins here (---)")
                raise self._refusal(place, what, Message("delete this line, or the lines below it"))
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                faults.append((place, Message("anchors (&) and aliases (*) are not supported here")))
            elif tag := getattr(event, "tag", None):
                self.complain(
                    place, Message("the tag ‘{tag}’ is not supported here", tag=str(tag)[:40]), advice
                )
                self.unread.add(place)
        if faults:
            raise ContentError(Problem("configuration", place, what, advice) for place, what in faults)

    def _refusal(self, place: Place, what: Message, advice: Message) -> ContentError:
        return ContentError([Problem("configuration", place, what, advice)])

    def at(self, node: yaml.Node) -> Place:
        """Return the place of a node."""
        return Place(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def complain(self, at: yaml.Node | Place, what: Message, advice: Message) -> None:
        """Add a problem, at a node or a place."""
        place = at if isinstance(at, Place) else self.at(at)
        if place in self.unread:
            return
        self.problems.append(Problem("configuration", place, what, advice))

    def mapping(self, where: Where, node: yaml.Node, rules: Mapping[str, Rule]) -> None:
        """Check each key of a mapping by its rule, and name what no rule knows."""
        if is_empty(node):
            return
        if not isinstance(node, yaml.MappingNode):
            self.complain(node, Message("‘{key}’ needs keys with values below it", key=said(where)), SHAPE)
            return
        for key, name, value in self.pairs(node):
            here = (*where, name)
            self.places[here], self.value_places[here] = self.at(key), self.at(value)
            if name in rules:
                rules[name](self, here, value)
            else:
                self._unknown(key, where, name, rules)

    def pairs(self, node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, str, yaml.Node]]:
        """Yield key, its name and the value; a key that stands twice is a problem."""
        first: dict[str, Place] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                advice = Message("use double quotes around text that begins with [ or {")
                self.complain(key, Message("a list or a mapping cannot be a key"), advice)
                continue
            name = str(key.value)
            if name in first:
                line = first[name].line
                what = Message("‘{key}’ appears twice; the first is on line {line}", key=name[:60], line=line)
                self.complain(key, what, Message("delete one of the two"))
                continue
            first[name] = self.at(key)
            yield key, name, value

    def _unknown(self, key: yaml.Node, where: Where, name: str, known: Mapping[str, Rule]) -> None:
        what = Message("‘{key}’ is not a recognised key here", key=said((*where, name))[:80])
        otherwise = Message("delete it, or compare it with the README")
        self.complain(key, what, did_you_mean(name, list(known), otherwise))


SHAPE = Message("write keys and values below it, such as ‘name: …’")


_NOTHING = ("", "~", "null", "Null", "NULL")


def is_empty(node: yaml.Node) -> bool:
    """Return whether a key stands without a value."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NOTHING


def said(where: Where) -> str:
    """Return a path of keys as a person would say it, such as ``theme: logo``."""
    return ": ".join(str(part) for part in where if isinstance(part, str))


def plain(node: yaml.Node) -> Any:
    """Return what stands below a node as plain data, every scalar as text."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(child) for child in node.value]
    return str(node.value)
