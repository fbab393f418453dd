"""The one reader of the markup that content may use: emphasis, links, and in prose paragraphs and lists.

It yields plain data ("runs" and "blocks") that pages turn into HTML and print turns into Typst
content. HTML in content is text like any other. What differs from common Markdown serves writers
who do not know it: a star inside a word is a star (``amig*s``), a line of its own knows no blocks,
and a number with a point is a number unless a list follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypedDict
from urllib.parse import unquote

from markdown_it.token import Token
from markupsafe import Markup, escape

from .inline import BLOCKS, INLINE, web_address

#: Characters of an address that paper shows; of a longer one it names the host.
_SHOWN = 40
#: Texts that are read once, whoever asks for their words, their links or what they look like.
_KEPT = 8192


#: What a line holds if it is more than its words: most texts are not, and need no reader.
_SIGNS = re.compile(r"[*_\[\\\n\r\0]")


# Asked with plain strings: a cache takes one of another type for another text.
@lru_cache(maxsize=_KEPT)
def _line(text: str) -> Sequence[Token]:
    return INLINE.parseInline(text)


@lru_cache(maxsize=_KEPT)
def _prose(text: str) -> Sequence[Token]:
    return BLOCKS.parse(text)


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


def inline(text: str, resolve: Resolve = web_address) -> list[Run]:
    """Read one line of inline Markdown."""
    if not _SIGNS.search(text):
        return [{"t": "text", "v": _no_break(str(text))}] if text else []
    tokens = _line(str(text))
    return _runs(tokens[0].children or [], resolve) if tokens else []


def links(text: str) -> Iterator[Link]:
    """Yield the links of a text, wherever they lead; only prose has several lines."""
    if "[" not in text:
        return
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
    if text[:1].isalpha() and not _SIGNS.search(text):
        return [{"t": "p", "c": inline(text.rstrip(), resolve)}]
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
    return words_of_blocks(blocks(text)) if "\n" in text else words_of(inline(text))


def words_of(runs: Iterable[Run]) -> str:
    """Return the words of a line."""
    return " ".join(_plain_runs(runs).split())


def words_of_blocks(found: list[Block]) -> str:
    """Return the words of paragraphs and lists, on one line."""
    return words_of(run for block in found for run in _all_runs(block))


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


def _plain_runs(runs: Iterable[Run]) -> str:
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
