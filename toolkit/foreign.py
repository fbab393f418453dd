"""Words in another language than the page they stand on, and how a page says so.

Such a word is a string like any other until HTML is made of it: then it comes between two
marks, since whoever writes it does not know whether it will stand as text or in an attribute.
:func:`resolve` makes elements with a ``lang`` of the marks when the page is whole. The marks are
private characters, which no content may hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

_BEGIN, _SAYS, _END = "\ue000", "\ue001", "\ue002"
_OPENED = re.compile(rf"{_BEGIN}([a-z]{{2,3}}(?:-[A-Za-z]+)?){_SAYS}")
#: Marks of any kind, whole or damaged.
_MARK = re.compile(rf"{_BEGIN}[A-Za-z-]*{_SAYS}?|[{_SAYS}{_END}]")
#: A tag, whose quoted values may hold any sign; or the text up to the next one.
_PIECE = re.compile(r"""<[a-zA-Z/!](?:"[^"]*"|'[^']*'|[^>"'])*>|(?:(?!<[a-zA-Z/!]).)+|<""", re.DOTALL)
#: Elements that hold nothing but text: they say themselves which language it is.
_TEXT_ONLY = ("<title", "<option", "<textarea")


class Foreign(str):
    """A text that is not in the language of its page, but in ``lang``."""

    __slots__ = ("lang",)

    lang: str

    def __new__(cls, text: str, lang: str) -> Foreign:
        self = super().__new__(cls, text)
        self.lang = lang
        return self

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.lang

    def __html__(self) -> str:
        return marked(escape(str(self)), self.lang)

    def __mod__(self, values: Any) -> Foreign:
        return Foreign(str(self) % values, self.lang)


class _Joined(str):
    """Words of several languages in one line, which HTML tells apart."""

    __slots__ = ("html",)

    html: Markup

    def __html__(self) -> str:
        return self.html


def joined(separator: str, words: Sequence[str]) -> str:
    """Return words as one text that remembers which of them are foreign."""
    text = separator.join(words)
    if not any(hasattr(word, "__html__") for word in words):
        return text
    made = _Joined(text)
    made.html = escape(separator).join(words)
    return made


def in_language(text: str, lang: str | None, page: str) -> str:
    """Return a text as foreign where its language is known and not the page's."""
    return Foreign(text, lang) if lang and lang != page else text


def marked_text(text: str) -> str:
    """Return a text between marks, if it is foreign, for where it is escaped later."""
    return f"{_BEGIN}{text.lang}{_SAYS}{text}{_END}" if isinstance(text, Foreign) else text


def marked(html: Markup, lang: str) -> Markup:
    """Return safe HTML between marks."""
    return Markup("{}{}{}{}{}").format(_BEGIN, lang, _SAYS, html, _END)


def resolve(page: str) -> str:
    """Return a page, or a part of one, whose marks have become ``lang`` attributes.

    Where a mark stands inside a tag, in an attribute's value, there is no place to say it: it goes.
    """
    if not _MARK.search(page):
        return page
    pieces = _PIECE.findall(page)
    for index, piece in enumerate(pieces):
        if not _MARK.search(piece):
            continue
        found = _OPENED.search(piece)
        before = pieces[index - 1] if index else ""
        if piece.startswith("<") and len(piece) > 1:
            # An element without content may say the language of its attributes.
            pieces[index] = (
                _in(found, _MARK.sub("", piece)) if piece.startswith("<meta ") else _MARK.sub("", piece)
            )
        elif before.startswith(_TEXT_ONLY):
            pieces[index - 1] = _in(_OPENED.match(piece.lstrip()), before)
            pieces[index] = _MARK.sub("", piece)
        else:
            pieces[index] = _MARK.sub("", _OPENED.sub(r'<span lang="\1">', piece).replace(_END, "</span>"))
    return "".join(pieces)


def _in(found: re.Match[str] | None, tag: str) -> str:
    """Return a tag with the language of a mark, unless it names one of its own."""
    if found is None or " lang=" in tag:
        return tag
    return re.sub(r"^<\w+", rf'\g<0> lang="{found[1]}"', tag)
