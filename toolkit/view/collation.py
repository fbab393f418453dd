"""The order of texts in a language: å after z in Finnish, č after c in Latvian.

The Unicode Collation Algorithm with the rules of CLDR, as browsers have it (``Intl.Collator``). The rules lie
in ``collation.json``; their notation is that of Unicode Technical Standard 35, part 5.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Sequence
from copy import copy
from functools import cache
from importlib import resources
from typing import Any

from pyuca.collator import Collator_10_0_0
from pyuca.trie import Node, Trie

from ..cache import running, stage_cache
from ..distribution import PROGRAM

#: Weights of base letter, accent and capital.
Element = tuple[float, float, float]
Key = tuple[tuple[float, ...], ...]

#: An option such as ``[before 1]``, a relation, or text.
_TOKEN = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]|<{1,3}|[&=/]|[^\[\]<&=/]+")
_BEFORE = "[before 1]"
_LEVELS = {"<": 0, "<<": 1, "<<<": 2, "=": None}
_SCRIPTS = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK"}
#: How far a tailored accent or capital stands behind its neighbour; far less than one whole weight.
_STEP = 1 / 4096
#: Weights of an accentless letter, of a small one and of a capital; mixed are digraphs such as Lj.
_PLAIN, _SMALL, _CAPITAL, _MIXED, _LAST_CAPITAL = 0x20, 2, 8, 14, 19
#: What small letters are moved behind where capitals come first.
_BEHIND_CAPITALS = 64


def sort_key(locale: str) -> Callable[[str], Key]:
    """Return the function that makes sort keys of texts; a language without rules has the root order."""
    root, rules = _rules()
    return _collator(root + rules.get(re.split("[-_]", locale)[0], "")).cached_key


@cache
def _rules() -> tuple[str, dict[str, str]]:
    """Return what CLDR changes for all languages, and for each."""
    data = json.loads(resources.files(__package__).joinpath("collation.json").read_text(encoding="utf-8"))
    return data["root"], data["rules"]


@cache
def _collator(rules: str) -> _Collator:
    return _Collator(rules)


@cache
def _root() -> Any:
    """Return the algorithm with the table of all letters, which no language changes.

    Its file takes longer to read than most builds, so what was read is kept.
    """
    return stage_cache(PROGRAM, "letters").made(running(), Collator_10_0_0)


@cache
def _primaries() -> tuple[int, ...]:
    """Return the weights of all base letters, in order."""
    found: set[int] = set()
    nodes = [_root().table.root]
    while nodes:
        node = nodes.pop()
        found.update(element[0] for element in node.value or ())
        nodes += (node.children or {}).values()
    return tuple(sorted(found))


@cache
def _span(script: str) -> tuple[int, int]:
    """Return the least and the greatest weight of a script's base letters."""
    children = _root().table.root.children
    found = [
        node.value[0][0]
        for code, node in children.items()
        if node.value
        and unicodedata.category(chr(code)) == "Ll"
        and unicodedata.name(chr(code), "").startswith(_SCRIPTS[script])
    ]
    return min(found), max(found)


class _Collator:
    """The root order with the rules of one language in it."""

    def __init__(self, rules: str) -> None:
        self._algorithm: Any = copy(_root())
        self._algorithm.table = Trie()
        self._algorithm.table.root = _copied(_root().table.root)
        self._primaries: list[float] = list(_primaries())
        self._scripts: list[str] = []
        self._capitals_first = False
        self._keys: dict[str, Key] = {}
        self._tailor(_TOKEN.findall(rules))

    def cached_key(self, text: str) -> Key:
        """Return the key of a text; the same titles are put in order on many pages."""
        if (found := self._keys.get(text)) is None:
            found = self._keys[text] = self.key(text)
        return found

    def key(self, text: str) -> Key:
        elements = [self._placed(*element) for element in self._elements(text)]
        return tuple(tuple(element[level] for element in elements if element[level]) for level in range(3))

    def _elements(self, text: str) -> list[Element]:
        found = self._algorithm.collation_elements(unicodedata.normalize("NFD", text))
        return [(primary, secondary, tertiary) for primary, secondary, tertiary in found]

    def _placed(self, primary: float, secondary: float, tertiary: float) -> Element:
        """Return an element with its script where the language wants it, and capitals first if it does."""
        for place, script in enumerate(self._scripts):
            least, most = _span(script)
            if least <= primary < most + 1:
                before = _span("Latn")[0] - 1
                part = (primary - least) / (most + 1 - least)
                primary = before + (1 + place + part) / (1 + len(self._scripts))
                break
        if self._capitals_first and tertiary and not _CAPITAL <= tertiary < _LAST_CAPITAL:
            tertiary += _BEHIND_CAPITALS
        return primary, secondary, tertiary

    # -- rules -------------------------------------------------------------------------------

    def _tailor(self, tokens: Sequence[str]) -> None:
        place: list[Element] = []
        letters = ""
        waiting = iter(tokens)
        for sign in waiting:
            if sign.startswith("["):
                self._option(sign)
                continue
            word = next(waiting)
            if sign == "&":
                place = self._before(next(waiting)) if word == _BEFORE else self._elements(word)
            elif sign == "/":
                # What the letters before it stand for goes on with more letters.
                self._add(letters, place + self._elements(word))
            else:
                letters, place = word, self._behind(place, _LEVELS[sign], word)
                self._add(letters, place)

    def _option(self, option: str) -> None:
        name, _, value = option[1:-1].partition(" ")
        if name == "reorder":
            self._scripts = value.split()
        elif name == "caseFirst":
            self._capitals_first = value == "upper"
        elif name == "suppressContractions":
            for letter in value.strip("[]"):
                self._node(letter).children = None
        else:
            raise ValueError(option)

    def _before(self, letter: str) -> list[Element]:
        """Return the place just before a base letter."""
        primary = self._elements(letter)[0][0]
        return [(self._primaries[bisect_left(self._primaries, primary) - 1], _PLAIN, _SMALL)]

    def _behind(self, place: list[Element], level: int | None, letters: str) -> list[Element]:
        """Return the place behind another one: a new base letter, accent, or capital, or the same place."""
        *rest, (primary, secondary, tertiary) = place
        if level == 0:
            while not primary:
                *rest, (primary, secondary, tertiary) = rest
            following = self._primaries[bisect_right(self._primaries, primary)]
            primary, secondary, tertiary = (primary + following) / 2, _PLAIN, _SMALL
            insort(self._primaries, primary)
        elif level == 1:
            secondary, tertiary = secondary + _STEP, _SMALL
        elif level == 2:
            tertiary += _STEP
            if self._capitals_first and not letters.islower():
                tertiary = (_CAPITAL if letters.isupper() else _MIXED) + tertiary % 1
        return [*rest, (primary, secondary, tertiary)]

    def _add(self, letters: str, elements: list[Element]) -> None:
        self._node(unicodedata.normalize("NFD", letters)).value = elements

    def _node(self, letters: str) -> Any:
        """Return the node of letters in this language's own part of the tree, copied on the way there."""
        node = self._algorithm.table.root
        for letter in letters:
            if node.children is None:
                node.children = {}
            node.children[ord(letter)] = _copied(node.children.get(ord(letter)) or Node())
            node = node.children[ord(letter)]
        return node


def _copied(node: Any) -> Any:
    """Return a node with children of its own, so that what is put there reaches no other language."""
    made = Node()
    made.value = node.value
    made.children = dict(node.children) if node.children else None
    return made
