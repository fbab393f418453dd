"""What an override and the definition beneath it give together, as plain data.

Keys are found by their names, entries of a list by their ids. What an override does not name stays as it is
beneath; what it names is its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from ..errors import Message, Problem
from .document import Document, Loc
from .misnamed import Misnamed
from .model import KEYS
from .model.hints import Hints
from .model.scalars import FLAGS
from .model.shapes import models_at, tags

#: What says where an entry of a list goes.
PLACING = ("after", "before")
#: The words that an override has besides the keys of its kind.
WORDS: Mapping[str, Message] = {
    "overrides": Message("The toolkit’s definition that this file changes, such as worksheet/values."),
    "remove": Message("‘yes’ leaves out the entry or key under which it is written."),
    "after": Message("The ID of the entry that this one follows, in the same list."),
    "before": Message("The ID of the entry that this one comes before, in the same list."),
    "was": Message("The toolkit’s texts as they were when you wrote yours; recorded by ‘toolkit override’."),
}


@dataclass(eq=False)
class _Node:
    """A value with all below it; ``at`` is where it stands in the override, if it stands there."""

    value: str | dict[str, _Node] | list[_Node]
    at: Loc | None


@dataclass(frozen=True)
class _Where:
    """A place in an override: ``loc`` in its file, ``path`` by ids, ``keys`` as the model has them."""

    loc: Loc = ()
    path: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def key(self, name: str) -> _Where:
        return _Where((*self.loc, name), (*self.path, name), (*self.keys, name))

    def entry(self, index: int, name: str) -> _Where:
        return _Where((*self.loc, index), (*self.path, name), self.keys)


class Merge:
    """Lays one override over the document beneath it.

    ``problems`` are what does not fit, and ``doubts`` what may be meant otherwise than it is written.
    """

    def __init__(self, base: Document, own: Document, model: type[BaseModel], hints: Hints) -> None:
        self._base = base
        self._own = own
        self._model = model
        self._names = Misnamed(own, hints)

    @property
    def problems(self) -> list[Problem]:
        return self._names.problems

    @property
    def doubts(self) -> list[Problem]:
        return self._names.doubts

    def made(self, language: str, apart: Collection[str]) -> Document:
        """Return the merged document. ``apart`` are the top keys that are no part of the definition."""
        data = {key: value for key, value in self._own.data.items() if key not in apart}
        root = self._over(_node(self._base.data, None), data, _Where(), ())
        origins: dict[Loc, Loc] = {}
        flat = _flat(root, (), origins)
        # What the definition is, the override says in one line.
        origins |= dict.fromkeys([("kind",), ("id",)], ("overrides",))
        return self._own.over(self._base, flat, origins, language)

    def _over(self, below: _Node, value: Any, where: _Where, around: Collection[str]) -> _Node:
        """Return a value laid over ours; ``around`` are the keys of the mapping that ours stands in."""
        if value == "":
            return below
        if isinstance(value, dict) and isinstance(below.value, dict):
            return _Node(self._keys(below.value, value, where, around), where.loc)
        if isinstance(value, list) and isinstance(below.value, list) and (named := _named(below.value)):
            return _Node(self._entries(named, value, where), where.loc)
        return _node(value, where.loc)

    def _keys(
        self, below: Mapping[str, _Node], value: Mapping[str, Any], where: _Where, around: Collection[str]
    ) -> dict[str, _Node]:
        found = dict(below)
        for key, child in value.items():
            here = where.key(key)
            if isinstance(child, dict) and "remove" in child:
                if self._removes(child, here.loc, "remove"):
                    if not found.pop(key, None):
                        self._names.nothing(key, below, here.loc)
                    continue
                child = _without(child, "remove")
            if key in below:
                found[key] = self._over(below[key], child, here, below)
            elif self._names.is_slid(here.loc, around):
                self._names.slid(here.loc)
            elif key not in KEYS and self._names.is_renamed(key, where.path, below):
                self._names.renamed(key, where.path, below, here.loc)
            elif _says(child):
                found[key] = _node(child, here.loc)
                if key not in KEYS and self._names.is_slip(key, below, value):
                    self._names.doubt(key, below, value, here.loc)
        return found

    def _entries(self, below: Mapping[str, _Node], entries: list[Any], where: _Where) -> list[_Node]:
        order: list[_Node] = list(below.values())
        by_id = dict(below)
        moved: list[tuple[str, str, Loc]] = []
        seen: set[str] = set()
        given = {str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry}
        for index, entry in enumerate(entries):
            name = entry.get("id") if isinstance(entry, dict) else None
            if not isinstance(name, str) or name in seen:
                # What is wrong with it, validation says.
                order.append(_node(entry, (*where.loc, index)))
                continue
            seen.add(name)
            here = where.entry(index, name)
            if "remove" in entry and self._removes(entry, here.loc, "remove", "id"):
                if name in by_id:
                    order.remove(by_id.pop(name))
                else:
                    self._names.nothing(name, below, here.loc)
                continue
            data = _without(entry, "remove", *PLACING)
            if name in below:
                new = self._over(below[name], data, here, ())
                order[order.index(below[name])] = by_id[name] = new
            elif not _says(entry):
                if self._names.is_slip(name, below, given):
                    self._names.doubt(name, below, given, (*here.loc, "id"))
                continue
            elif lacking := self._lacking(data, where.keys):
                self._names.unknown(name, where.path, below, lacking, (*here.loc, "id"))
                continue
            elif self._names.is_renamed(name, where.path, below):
                self._names.renamed(name, where.path, below, (*here.loc, "id"))
                continue
            elif not any(word in entry for word in PLACING) and self._names.is_slip(name, below, given):
                self._names.slipped(name, below, given, (*here.loc, "id"))
                continue
            else:
                by_id[name] = _node(data, here.loc)
                order.append(by_id[name])
            moved += [(name, word, (*here.loc, word)) for word in PLACING if word in entry]
        self._place(order, by_id, moved)
        return order

    def _place(
        self, order: list[_Node], by_id: Mapping[str, _Node], moved: list[tuple[str, str, Loc]]
    ) -> None:
        """Put entries beside others; several behind one stay in the order in which they are written."""
        last: dict[str, str] = {}
        for name, word, at in moved:
            target = _value(self._own.data, at)
            if target == name or target not in by_id:
                self._names.nowhere(str(target), [one for one in by_id if one != name], at)
                continue
            order.remove(by_id[name])
            beside = by_id[last.get(target, target) if word == "after" else target]
            order.insert(order.index(beside) + (word == "after"), by_id[name])
            if word == "after":
                last[target] = name

    # -- problems ------------------------------------------------------------------------

    def _removes(self, data: Mapping[str, Any], at: Loc, *fitting: str) -> bool:
        """Say whether something is left out; ``fitting`` are the keys that may then stand there."""
        flag = FLAGS.get(data["remove"]) if isinstance(data["remove"], str) else None
        if flag is None:
            what = Message("‘{key}’ is neither yes nor no", key="remove")
            self._names.add((*at, "remove"), what, Message("write ‘remove: yes’, or delete the line"))
        elif flag:
            for key in (key for key in data if key not in fitting):
                what = Message("‘{key}’ has no effect together with ‘remove: yes’", key=key)
                self._names.add((*at, key), what, Message("delete one of the two"))
        return bool(flag)

    def _lacking(self, data: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
        """Return the keys that an entry of a list needs, if it has not all of them."""
        models = models_at(self._model, keys)
        tagged = [one for one in models if data.get("type") in tags(one)] or models
        needed = [
            name
            for name, info in (tagged[0].model_fields.items() if tagged else ())
            # Of those that differ by their type, what all of them need.
            if info.is_required() and all(name in one.model_fields for one in tagged)
        ]
        return needed if any(data.get(name, "") == "" for name in needed) else []


def _node(value: Any, at: Loc | None) -> _Node:
    """Return a value as it stands in one file."""
    if isinstance(value, dict):
        return _Node({key: _node(child, at and (*at, key)) for key, child in value.items()}, at)
    if isinstance(value, list):
        return _Node([_node(child, at and (*at, index)) for index, child in enumerate(value)], at)
    return _Node(value, at)


def _flat(node: _Node, loc: Loc, origins: dict[Loc, Loc]) -> Any:
    if node.at is not None:
        origins[loc] = node.at
    if isinstance(node.value, dict):
        return {key: _flat(child, (*loc, key), origins) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [_flat(child, (*loc, index), origins) for index, child in enumerate(node.value)]
    return node.value


def _named(entries: list[_Node]) -> dict[str, _Node]:
    """Return the entries of a list by their ids; nothing where they have none."""
    found = {}
    for entry in entries:
        name = entry.value.get("id") if isinstance(entry.value, dict) else None
        if name is None or not isinstance(name.value, str):
            return {}
        found[name.value] = entry
    return found


def _value(data: Any, loc: Loc) -> Any:
    for step in loc:
        data = data[step]
    return data


def _says(value: Any) -> bool:
    """Say whether there is anything in a value besides ids."""
    if isinstance(value, dict):
        return any(_says(child) for key, child in value.items() if key != "id")
    if isinstance(value, list):
        return any(map(_says, value))
    return bool(value != "")


def _without(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {key: child for key, child in data.items() if key not in names}
