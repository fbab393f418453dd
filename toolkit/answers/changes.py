"""Changes of a sheet for one client, out of an answers file: read, and held to their form and to the sheet.

The page holds them to the same (templates/page/assets/worksheet/changes.js). What a coach and a client call
things is confidential like their answers: a problem never quotes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from ..definitions import Worksheet
from ..errors import Message
from ..view import Changes, changes
from .answer import CONTROLS

_ID = r"(?:_[1-9][0-9]{0,2}|[a-z0-9]+(?:-[a-z0-9]+)*)"
_LIST = rf"question:{_ID}:[a-z]+"
_PART = re.compile(rf"title|section:{_ID}|question:{_ID}|{_LIST}\.{_ID}")
_NAMES = re.compile(rf"sections|section:{_ID}|{_LIST}")
_WHOLE_ID = re.compile(_ID)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")
_LONGEST_NAME = 200
_MOST_ROWS = 999

Fault = tuple[Message, Message]


def read(data: object) -> Changes | Fault:
    """Return the changes that a file holds, or what is wrong with them and what to do."""
    advice = Message("save the worksheet again from its page; you do not need to edit the file by hand")
    if not isinstance(data, dict):
        return Message("the changes to the worksheet are not in the expected form"), advice
    if len(json.dumps(data, ensure_ascii=False, separators=(",", ":"))) > changes.SIZE:
        return Message("the file contains more changes to the worksheet than are allowed"), advice
    parts: dict[str, Any] = {"words": {}, "out": [], "order": {}, "own": {}, "rows": {}} | data
    fits = (
        len(parts) == 5
        and _holds(parts["words"], _is_part, _is_word)
        and _is_list(parts["out"], _PART)
        and _holds(parts["order"], _is_names, lambda ids: _is_list(ids, _WHOLE_ID))
        and _holds(parts["own"], _is_own, lambda kind: kind in changes.ADDED_TYPES)
        and _holds(parts["rows"], _is_part, _is_count)
    )
    found = (
        Changes(
            {part: (text, language) for part, (text, language) in parts["words"].items()},
            frozenset(parts["out"]),
            {names: tuple(ids) for names, ids in parts["order"].items()},
            parts["own"],
            parts["rows"],
        )
        if fits
        else None
    )
    if found is None or not _is_whole(found):
        return Message("the changes to the worksheet are not in the expected form"), advice
    return found


def wrong(found: Changes, worksheet: Worksheet) -> Iterator[Fault]:
    """Yield which bounds of a sheet its changes break."""
    for name in changes.broken(worksheet, found):
        yield (
            Message("the changes leave ‘{name}’ with more or fewer parts than allowed", name=name),
            Message("open the file on the worksheet’s page, change the worksheet there and save it again"),
        )


def _is_part(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and _PART.fullmatch(name) is not None


def _is_names(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and _NAMES.fullmatch(name) is not None


def _is_own(name: str) -> bool:
    return _WHOLE_ID.fullmatch(name) is not None and changes.is_own(name)


def _is_count(count: object) -> bool:
    return isinstance(count, int) and not isinstance(count, bool) and 1 <= count <= _MOST_ROWS


def _holds(value: object, is_name: Callable[[str], bool], fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, dict) and all(is_name(name) and fits(each) for name, each in value.items())


def _is_list(value: object, pattern: re.Pattern[str]) -> bool:
    return (
        isinstance(value, list)
        and all(
            isinstance(each, str) and len(each) <= _LONGEST_NAME and pattern.fullmatch(each) for each in value
        )
        and len(set(value)) == len(value)
    )


def _is_word(word: object) -> bool:
    if not isinstance(word, list) or len(word) != 2 or not all(isinstance(part, str) for part in word):
        return False
    text, language = word
    is_line = bool(text) and text == text.strip() and len(text) <= changes.LETTERS
    is_clean = not CONTROLS.search(text) and "\t" not in text and "\n" not in text
    return is_line and is_clean and _LANGUAGE.fullmatch(language) is not None


def _is_whole(found: Changes) -> bool:
    """Say whether what was added stands in one list, once, and has words."""
    added = [(names, name) for names, ids in found.order.items() for name in ids if changes.is_own(name)]
    fields = {name for names, name in added if names.startswith("section:")}
    return (
        len({name for _, name in added}) == len(added)
        and all(names != "sections" and changes.part_of(names, name) in found.words for names, name in added)
        and fields == set(found.own)
    )
