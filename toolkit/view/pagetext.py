"""The text of a project's own page: Markdown with headings, pictures and tables; HTML in it is plain text.

It yields pieces: headings, which the page's frame lists, and safe HTML between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

_READER = MarkdownIt("commonmark", {"html": False}).enable("table")
_RENDER = RendererHTML()
_TABLE = '<div class="table-scroll" tabindex="0"><table>'
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+._-]*:")
#: How links in a file of ``pages/`` name what lies beside that folder.
_ABOVE = re.compile(r"^(?:\.{0,2}/)+")
_TAG = re.compile(r"<[a-zA-Z][^<>]*>|<!--")
_NO_NAME = re.compile(r"[^a-z0-9]+")
#: Levels of headings below the title.
_DEEPEST = 4


@dataclass(frozen=True)
class Piece:
    """A heading with its level, or HTML between headings, which has none."""

    html: Markup
    level: int = 0
    id: str = ""


@dataclass(frozen=True)
class PageLink:
    """A link or a picture as it was written, and the line of the text that it stands on, from 1."""

    href: str
    line: int
    words: str
    is_picture: bool


@dataclass(frozen=True)
class OwnTarget:
    """What a link within the project names: a page by its name, "" for its own, or a file in ``static/``."""

    page: str | None
    anchor: str = ""
    file: str = ""


def own_target(href: str) -> OwnTarget | None:
    """Read a link to an own page, such as ``about.md#prices``, or a file; None for all others."""
    if _SCHEME.match(href) or href.startswith("//"):
        return None
    path, _, anchor = unquote(href).partition("#")
    path = _ABOVE.sub("", path)
    if not path:
        return OwnTarget("", anchor)
    if path.endswith(".md"):
        return OwnTarget(path.removeprefix("pages/").partition(".")[0], anchor)
    return OwnTarget(None, file=path.removeprefix("static/"))


#: Turns what a link or a picture was given into an address, or into "" where only its words are shown.
Address = Callable[[str], str]


def pieces(body: str, link: Address, picture: Address) -> Iterator[Piece]:
    """Yield a page's text."""
    tokens = _READER.parse(body)
    for token in tokens:
        _resolve(token.children or [], link, picture)
    names = _Names()
    waiting: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].type == "heading_open" and tokens[at].level == 0:
            yield from _block(waiting)
            waiting = []
            words = tokens[at + 1]
            level = min(max(int(tokens[at].tag[1:]), 2), _DEEPEST)
            yield Piece(_html([words]), level, names.of(_plain(words)))
            at += 3
        else:
            waiting.append(tokens[at])
            at += 1
    yield from _block(waiting)


def page_links(body: str) -> Iterator[PageLink]:
    """Yield all links and pictures of a page's text."""
    line = 0
    for token in _READER.parse(body):
        line = token.map[0] if token.map else line
        for child in token.children or []:
            if child.type == "link_open":
                yield PageLink(str(child.attrGet("href") or ""), line + 1, child.content, is_picture=False)
            elif child.type == "image":
                yield PageLink(str(child.attrGet("src") or ""), line + 1, child.content, is_picture=True)


def headings(body: str) -> Iterator[tuple[int, int, str]]:
    """Yield line, level and anchor of each heading of a page's text."""
    tokens, names = _READER.parse(body), _Names()
    for token, words in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0:
            yield (token.map or [0])[0] + 1, int(token.tag[1:]), names.of(_plain(words))


def sections(body: str) -> Iterator[tuple[str | None, list[str]]]:
    """Yield the words of a page's text by anchor of heading: the heading's first, then those of each text.

    What stands before the first heading has no anchor.
    """
    tokens, names = _READER.parse(body), _Names()
    anchor: str | None = None
    texts: list[str] = []
    for before, token in pairwise((None, *tokens)):
        if token is None or token.type not in ("inline", "fence", "code_block"):
            continue
        if before is not None and before.type == "heading_open" and before.level == 0:
            yield anchor, texts
            anchor, texts = names.of(_plain(token)), []
        texts.append(_words(token))
    yield anchor, texts


def page_files(body: str) -> frozenset[str]:
    """Return the files in ``static/`` that a page's text shows as pictures."""
    found = (own_target(link.href) for link in page_links(body) if link.is_picture)
    return frozenset(target.file for target in found if target and target.file)


def page_tags(body: str) -> Iterator[tuple[int, str]]:
    """Yield line and words of each piece of HTML in a page's text, which is shown as it is typed."""
    line = 0
    for token in _READER.parse(body):
        line = token.map[0] if token.map else line
        for child in token.children or []:
            if child.type == "text":
                yield from ((line + 1, found) for found in _TAG.findall(child.content))


def title_html(text: str) -> Markup:
    """Return a title: emphasis in it is shown, links are words."""
    tokens = _READER.parseInline(text)
    for token in tokens:
        _resolve(token.children or [], lambda _: "", lambda _: "")
    return _html(tokens)


class _Names:
    """Gives headings names that no two of a page share."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def of(self, words: str) -> str:
        plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
        name = _NO_NAME.sub("-", plain).strip("-") or "section"
        self._seen[name] = self._seen.get(name, 0) + 1
        return name if self._seen[name] == 1 else self.of(f"{name}-{self._seen[name]}")


def _resolve(tokens: list[Token], link: Address, picture: Address) -> None:
    """Put addresses in place of what was written; what leads nowhere is its words alone."""
    open_links: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            address = link(str(token.attrGet("href") or ""))
            open_links.append(bool(address))
            if address:
                token.attrs = {"href": address, "rel": "noopener noreferrer"}
            else:
                _hide(token)
        elif token.type == "link_close" and not open_links.pop():
            _hide(token)
        elif token.type == "image":
            token.attrSet("src", picture(str(token.attrGet("src") or "")))
            token.attrs.pop("title", None)


def _hide(token: Token) -> None:
    token.type, token.tag, token.nesting, token.content = "text", "", 0, ""


def _plain(token: Token) -> str:
    return "".join(child.content for child in token.children or [] if child.type in ("text", "code_inline"))


def _words(token: Token) -> str:
    """Return all that can be read of a text, in one line: of a picture, what is said of it."""
    found = (
        " " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ()
    )
    return " ".join(("".join(found) or token.content).split())


def _block(tokens: list[Token]) -> Iterator[Piece]:
    if tokens:
        yield Piece(_html(tokens))


def _html(tokens: list[Token]) -> Markup:
    for token in tokens:
        # Columns to one side would be styled in the page, which its policy forbids.
        token.attrs.pop("style", None)
    # The reader takes HTML for text, so that all tags are those of the renderer.
    environment: dict[str, Any] = {}
    html = _RENDER.render(tokens, _READER.options, environment).strip()
    # A table that is wider than a phone is moved within the page, by keys, too.
    return Markup(html.replace("<table>", _TABLE).replace("</table>", "</table></div>"))
