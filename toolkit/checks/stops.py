"""Full stops: sentences of a kind end alike in a definition and language, with one or without."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..definitions import WordingRule
from ..errors import Message
from .written import Found, Written

_STOP = re.compile(r"\.[”’»)]*\s*$")
_ASKS = re.compile(r"[!?…:][”’»)]*\s*$")
#: So many texts of a kind in a definition, and so great a part of them, make a rule for the rest.
_FEW, _MOST = 4, 0.75


def full_stops(written: Iterable[Written]) -> Iterator[Found]:
    """Yield single sentences that end otherwise than most of their kind in their definition and language."""
    kinds: dict[tuple[Path, str, str], list[Written]] = defaultdict(list)
    for one in written:
        if "\n" not in one.text.strip() and not _ASKS.search(one.text) and not one.is_example:
            # What a key is for is the same for all of its kind, whatever their ids are.
            kinds[one.entry.document.path, one.lang, one.field.note].append(one)
    for alike in kinds.values():
        stopped: list[Written] = []
        bare: list[Written] = []
        for one in alike:
            (stopped if _STOP.search(one.text) else bare).append(one)
        if len(alike) < _FEW or not stopped or not bare:
            continue
        few, most = sorted((stopped, bare), key=len)
        if len(most) < _MOST * len(alike):
            continue
        what = Message("most texts of this kind end with a full stop, but this one does not")
        advice = Message("add a full stop")
        if few is stopped:
            what = Message("most texts of this kind here end without a full stop, but this one has one")
            advice = Message("delete the full stop")
        yield from (Found(WordingRule.full_stop, one, what, advice) for one in few)
