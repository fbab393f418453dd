"""The small part of Markdown that texts may use, read into tokens."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.link import link as _read_link
from markdown_it.rules_inline.state_inline import Delimiter

#: A list's marker with something behind it.
_MARKER = re.compile(r"([0-9]{1,9}(?=[.)]))?([-+*.)])[ \t]+(?=\S)")
#: Addresses that lead out of the site.
_WEB = re.compile(
    r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?([/?#]\S*)?"
    r"|mailto:[^\s@?]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(\?\S*)?"
    r"|tel:\+?[0-9][0-9().-]*"
)
#: Items of a list that are looked at before it is taken for one.
_ENOUGH = 100


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Read ``*`` and ``_`` as Markdown reads ``_``: never inside a word, where they are letters."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, False)
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                ord(marker), scanned.length, len(state.tokens) - 1, -1, scanned.can_open, scanned.can_close
            )
        )
    state.pos += scanned.length
    return True


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a list, but not a sentence that begins with a number, such as a year or a day."""
    # Less indented than what it ends, it is the next item of a list that is being read.
    is_next = silent and state.sCount[start] < state.blkIndent
    return (is_next or _begins_list(state, start, end, silent)) and list_block(state, start, end, silent)


def _begins_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first, sign = _marker(state, start)
    if first is None:
        return sign != ""
    items = [first]
    for line in range(start + 1, end):
        if state.sCount[line] < state.sCount[start] and not state.isEmpty(line):
            break
        if state.sCount[line] != state.sCount[start]:
            continue
        number, other = _marker(state, line)
        if number is None and not state.isEmpty(line) and state.isEmpty(line - 1):
            break
        if number is None or other != sign:
            continue
        # In order, or the same lazy "1." for all; a page would number any others anew.
        if number not in {items[-1] + 1, 1} or (number == 1 and items[-1] != 1):
            return False
        items.append(number)
        if len(items) == _ENOUGH:
            break
    # Alone it is an item only where other paragraphs lead up to it.
    return len(items) > 1 or (first == 1 and start > 0 and not silent and state.level == 0)


def _marker(state: StateBlock, line: int) -> tuple[int | None, str]:
    """Return the number of the list item that a line begins, if it has one, and its sign ("" for no item)."""
    found = _MARKER.match(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
    return (None, "") if found is None else (int(found[1]) if found[1] else None, found[2])


def _link(state: StateInline, silent: bool) -> bool:
    """Read a link, and remember how it was written."""
    start, before = state.pos, len(state.tokens)
    found = _read_link(state, silent)
    if found and not silent:
        opened = next(token for token in state.tokens[before:] if token.type == "link_open")
        opened.meta["written"] = state.src[start : state.pos]
    return found


def _reader(*rules: str) -> MarkdownIt:
    """Return a reader: "zero" knows nothing, so that nothing slips in that is not named here."""
    reader = MarkdownIt("zero").enable(["emphasis", "link", "escape", *rules])
    reader.inline.ruler.at("emphasis", _emphasis)
    reader.inline.ruler.at("link", _link)
    reader.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    return reader


INLINE = _reader()
BLOCKS = _reader("list")


def web_address(href: str) -> str:
    """Return an address out of the site as it is, and "" for anything else."""
    return href if _WEB.fullmatch(href) else ""
