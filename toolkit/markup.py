"""The one reader of the markup that content may use: emphasis, links, and in prose paragraphs and lists.

It yields plain data ("runs" and "blocks") that pages turn into HTML and print turns into Typst
content. HTML in content is text like any other. What differs from common Markdown serves writers
who do not know it: a star inside a word is a star (``amig*s``), a line of its own knows no blocks,
and a number with a point is a number unless a list follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypedDict
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.link import link as _read_link
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markupsafe import Markup, escape

#: A list's marker with something behind it.
_MARKER = re.compile(r"([0-9]{1,9}(?=[.)]))?([-+*.)])[ \t]+(?=\S)")
#: Addresses that lead out of the site.
_WEB = re.compile(
    r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?([/?#]\S*)?"
    r"|mailto:[^\s@?]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(\?\S*)?"
    r"|tel:\+?[0-9][0-9().-]*"
)
#: Characters of an address that paper shows; of a longer one it names the host.
_SHOWN = 40
#: Texts that are read once, whoever asks for their words, their links or what they look like.
_KEPT = 8192
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


_INLINE = _reader()
_BLOCKS = _reader("list")


# Asked with plain strings: a cache takes one of another type for another text.
@lru_cache(maxsize=_KEPT)
def _line(text: str) -> Sequence[Token]:
    return _INLINE.parseInline(text)


@lru_cache(maxsize=_KEPT)
def _prose(text: str) -> Sequence[Token]:
    return _BLOCKS.parse(text)


class Run(TypedDict, total=False):
    """A piece of a line: text, or emphasis, strong or a link around other runs."""

    t: Literal["text", "em", "strong", "link"]
    v: str
    href: str
    shown: str
    c: list[Run]


class Block(TypedDict, total=False):
    """A paragraph of runs, or a list of items that are blocks."""

    t: Literal["p", "ul", "ol"]
    c: list[Run]
    items: list[list[Block]]
    start: int


@dataclass(frozen=True)
class Link:
    """A link as it was written, where it leads, and its words."""

    written: str
    href: str
    words: str
    title: str


#: Turns what a link was given into an address, or into "" where only its words are shown.
Resolve = Callable[[str], str]


def web_address(href: str) -> str:
    """Return an address out of the site as it is, and "" for anything else."""
    return href if _WEB.fullmatch(href) else ""


def inline(text: str, resolve: Resolve = web_address) -> list[Run]:
    """Read one line of inline Markdown."""
    tokens = _line(str(text))
    return _runs(tokens[0].children or [], resolve) if tokens else []


def links(text: str) -> Iterator[Link]:
    """Yield the links of a text, wherever they lead; only prose has several lines."""
    for parent in _prose(str(text)) if "\n" in text else _line(str(text)):
        children = parent.children or []
        for number, token in enumerate(children):
            if token.type == "link_open":
                end = next(
                    n for n, other in enumerate(children[number:], number) if other.type == "link_close"
                )
                words = "".join(other.content for other in children[number:end])
                href, title = (str(token.attrGet(name) or "") for name in ("href", "title"))
                yield Link(token.meta["written"], href, words, title)


def blocks(text: str, resolve: Resolve = web_address) -> list[Block]:
    """Read paragraphs and lists."""
    root: list[Block] = []
    stack: list[list[Block]] = [root]
    lists: list[Block] = []
    for token in _prose(str(text)):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            block: Block = {"t": "ul", "items": []}
            if token.type.startswith("ordered"):
                block = {"t": "ol", "items": [], "start": int(token.attrGet("start") or 1)}
            stack[-1].append(block)
            lists.append(block)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            item: list[Block] = []
            lists[-1]["items"].append(item)
            stack.append(item)
        elif token.type == "list_item_close":
            stack.pop()
        elif token.type == "inline":
            stack[-1].append({"t": "p", "c": _runs(token.children or [], resolve)})
    return root


def plain(text: str) -> str:
    """Return the words of a text without its marks, on one line; only prose has several lines at first."""
    return _plain(str(text))


@lru_cache(maxsize=_KEPT)
def _plain(text: str) -> str:
    runs = [run for block in blocks(text) for run in _all_runs(block)] if "\n" in text else inline(text)
    return " ".join(_plain_runs(runs).split())


def html(runs: list[Run]) -> Markup:
    """Return runs as safe inline HTML."""
    return Markup("").join(_run_html(run) for run in runs)


def blocks_html(found: list[Block]) -> Markup:
    """Return blocks as safe HTML on one line, which Markdown engines leave alone."""
    return Markup("").join(_block_html(block) for block in found)


def _runs(tokens: Sequence[Token], resolve: Resolve) -> list[Run]:
    root: list[Run] = []
    stack: list[list[Run]] = [root]
    for token in tokens:
        if token.type in {"em_open", "strong_open", "link_open"}:
            run: Run = {"t": "em", "c": []}
            if token.type == "strong_open":
                run = {"t": "strong", "c": []}
            elif token.type == "link_open":
                # What leads nowhere is shown as the words it stands on.
                run = {"t": "link", "href": resolve(str(token.attrGet("href") or "")), "c": []}
            stack[-1].append(run)
            stack.append(run["c"])
        elif token.type in {"em_close", "strong_close", "link_close"}:
            stack.pop()
        elif token.content or token.type in {"softbreak", "hardbreak"}:
            # A line's end is a blank, on paper as on screen.
            value = " " if token.type != "text" else _no_break(token.content.replace("\n", " "))
            if stack[-1] and stack[-1][-1]["t"] == "text":
                stack[-1][-1]["v"] += value
            else:
                stack[-1].append({"t": "text", "v": value})
    return root


def _no_break(text: str) -> str:
    """Keep a spaced dash on the line of the word before it, as all four languages ask."""
    return text.replace(" – ", "\u00a0– ").replace(" — ", "\u00a0— ").replace(" …", "\u00a0…")


def _all_runs(block: Block) -> list[Run]:
    found = list(block.get("c", []))
    for item in block.get("items", []):
        for child in item:
            found += _all_runs(child)
    return [*found, {"t": "text", "v": " "}]


def _plain_runs(runs: list[Run]) -> str:
    return "".join(run["v"] if run["t"] == "text" else _plain_runs(run["c"]) for run in runs)


def spell_out(found: Any) -> Any:
    """Return runs or blocks with addresses of links to be read on paper, where the words lack them."""
    if isinstance(found, list):
        return [spell_out(one) for one in found]
    if "items" in found:
        return found | {"items": spell_out(found["items"])}
    if "c" not in found:
        return found
    told = found | {"c": spell_out(found["c"])}
    if found.get("href"):
        address = unquote(re.sub(r"^(https?://(www\.)?|mailto:|tel:)|[/#]+$", "", found["href"]))
        address = address if len(address) <= _SHOWN else address.partition("/")[0] + "/…"
        if address.removesuffix("/…") not in _plain_runs(found["c"]):
            told["shown"] = address
    return told


def _run_html(run: Run) -> Markup:
    if run["t"] == "text":
        return escape(run["v"])
    inner = html(run["c"])
    if run["t"] == "link":
        if not run["href"]:
            return inner
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(run["href"], inner)
    return Markup("<{0}>{1}</{0}>").format(Markup(run["t"]), inner)


def _block_html(block: Block) -> Markup:
    if block["t"] == "p":
        return Markup("<p>{}</p>").format(html(block["c"]))
    items = Markup("").join(
        Markup("<li>{}</li>").format(
            html(item[0]["c"]) if len(item) == 1 and item[0]["t"] == "p" else blocks_html(item)
        )
        for item in block["items"]
    )
    start = Markup(' start="{}"').format(block["start"]) if block.get("start", 1) != 1 else ""
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(block["t"]), start, items)
