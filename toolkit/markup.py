"""The one reader of the markup that content may use: emphasis, links, paragraphs and lists.

It yields plain data ("runs" and "blocks") that pages turn into HTML and print turns
into Typst content. HTML in content is text like any other; links are https only.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

# "zero" knows nothing; each rule that content may use is named here, so nothing else can slip in.
_INLINE = MarkdownIt("zero").enable(["emphasis", "link", "escape"])
_BLOCKS = MarkdownIt("zero").enable(["emphasis", "link", "escape", "list"])


class Run(TypedDict, total=False):
    """A piece of a line: text, or emphasis, strong or a link around other runs."""

    t: Literal["text", "em", "strong", "link"]
    v: str
    href: str
    c: list[Run]


class Block(TypedDict, total=False):
    """A paragraph of runs, or a list of items that are blocks."""

    t: Literal["p", "ul", "ol"]
    c: list[Run]
    items: list[list[Block]]


def inline(text: str) -> list[Run]:
    """Read one line of inline Markdown."""
    tokens = _INLINE.parseInline(text)
    return _runs(tokens[0].children or []) if tokens else []


def blocks(text: str) -> list[Block]:
    """Read paragraphs and lists."""
    root: list[Block] = []
    stack: list[list[Block]] = [root]
    lists: list[Block] = []
    for token in _BLOCKS.parse(text):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            block: Block = {"t": "ul" if token.type.startswith("bullet") else "ol", "items": []}
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
            stack[-1].append({"t": "p", "c": _runs(token.children or [])})
    return root


def plain(text: str) -> str:
    """Return the words of inline Markdown without its marks, on one line."""
    return " ".join(_plain_runs([run for block in blocks(text) for run in _all_runs(block)]).split())


def html(runs: list[Run]) -> Markup:
    """Return runs as safe inline HTML."""
    return Markup("").join(_run_html(run) for run in runs)


def blocks_html(found: list[Block]) -> Markup:
    """Return blocks as safe HTML on one line, which Markdown engines leave alone."""
    return Markup("").join(_block_html(block) for block in found)


def _runs(tokens: list[Token]) -> list[Run]:
    root: list[Run] = []
    stack: list[list[Run]] = [root]
    for token in tokens:
        if token.type in {"em_open", "strong_open", "link_open"}:
            run: Run = {"t": "em", "c": []}
            if token.type == "strong_open":
                run = {"t": "strong", "c": []}
            elif token.type == "link_open":
                href = str(token.attrGet("href") or "")
                # Anything but a plain web address is shown as the words it stands on.
                run = {"t": "link", "href": href if href.startswith("https://") else "", "c": []}
            stack[-1].append(run)
            stack.append(run["c"])
        elif token.type in {"em_close", "strong_close", "link_close"}:
            stack.pop()
        elif token.content or token.type in {"softbreak", "hardbreak"}:
            value = " " if token.type in {"softbreak", "hardbreak"} else _no_break(token.content)
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
    return Markup("<{0}>{1}</{0}>").format(Markup(block["t"]), items)
