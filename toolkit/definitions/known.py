"""References: which definitions and parts there are, and what to say of one that leads nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

from ..errors import Message, Problem, Related
from .entries import Entry, Key
from .model import KINDS, Kind, Reference
from .model.checks import all_have, has
from .model.hints import Hints
from .shipped import instead


class KnownParts:
    """What references may name, looked up once for all of them."""

    def __init__(self, hints: Hints, shipped: Collection[Key] = ()) -> None:
        self.hints = hints
        #: What the package brings along, whether the project uses it or not.
        self.shipped = shipped
        #: All that have a name, the faulty ones too.
        self.entries: dict[Key, Entry] = {}
        #: Files whose lines had to be guessed at: something of them may be missed.
        self.doubtful: set[Path] = set()
        self._ids: dict[str, list[str]] = {}
        self._parts: dict[tuple[Key, str], dict[str, int] | None] = {}

    def ids(self, kind: str) -> list[str]:
        if not self._ids:
            for found, name in self.entries:
                self._ids.setdefault(found, []).append(name)
        return self._ids.get(kind, [])

    def advice(self, kind: Kind, name: str) -> Message:
        """Return what to do about a reference to a definition that the project has not."""
        return instead(name, self.ids(kind), self.shipped, (kind,), partial(self.hints.near, "reference"))

    def parts(self, key: Key, part: str) -> dict[str, int] | None:
        """Return the parts of a definition and where each stands in their list; None if some are unknown."""
        if (key, part) not in self._parts:
            entry = self.entries[key]
            told = has(entry.definition, part) and entry.document.path not in self.doubtful
            parts = getattr(entry.definition, part) if told else ()
            told = told and all_have(parts, "id")
            self._parts[key, part] = {one.id: index for index, one in enumerate(parts)} if told else None
        return self._parts[key, part]


def dangling_reference(entry: Entry, known: KnownParts, reference: Reference) -> Problem:
    """Return what to say of a reference to a definition that there is not."""
    name = reference.value.split("/")[0]
    advice = known.advice(Kind(reference.kind), name)
    related: list[Related] = []
    near = advice.params.get("near")
    for kind in KINDS:
        if (kind, name) in known.entries:
            other = known.entries[(kind, name)]
            advice = Message(
                "refer to a definition of the kind {kind}, or move this reference to the list for its own "
                "kind",
                kind=reference.kind,
            )
            related = [
                Related(
                    other.document.place(("kind",)),
                    Message("‘{value}’ is of the kind {kind} and is defined here", value=name, kind=kind),
                )
            ]
    there = known.entries.get((Kind(reference.kind), near or ""))
    if there and not related:
        related = [Related(there.document.place(("id",)), Message("‘{value}’ is defined here", value=near))]
    return Problem(
        "dangling-reference",
        entry.document.place(reference.loc),
        Message("there is no {kind} ‘{value}’", kind=reference.kind, value=name),
        advice,
        tuple(related),
    )


def missing_part(entry: Entry, known: KnownParts, key: Key, reference: Reference) -> Iterator[Problem]:
    """Yield what to say of a reference to a part that its definition has not."""
    if reference.part is None:
        return
    name = reference.value.split("/")[1]
    parts = known.parts(key, reference.part)
    if parts is None or name in parts:
        return
    target = known.entries[key]
    advice = known.hints.near("reference", name, list(parts))
    near = advice.params.get("near")
    place = target.document.place((reference.part, parts[near], "id") if near else (reference.part,))
    yield Problem(
        "dangling-reference",
        entry.document.place(reference.loc),
        Message("‘{definition}’ has no ‘{value}’", definition=target.definition.id, value=name),
        advice,
        (Related(place, Message("‘{definition}’ is defined here", definition=target.definition.id)),),
    )
