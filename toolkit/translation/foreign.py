"""Words in another language than the page they stand on, and how a page says so.

Such a word is a string like any other until HTML is made of it: then it comes between two
marks, since whoever writes it does not know whether it will stand as text or in an attribute.
:func:`resolve` makes elements with a ``lang`` of the marks when the page is whole. The marks are
private characters, which no content may hold.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from ..project import OWN

_BEGIN, _SAYS, _END = "\ue000", "\ue001", "\ue002"
_OPENED = re.compile(rf"{_BEGIN}([a-z]{{2,3}}(?:-[A-Za-z0-9]+)*){_SAYS}")
#: Marks of any kind, whole or damaged.
_MARK = re.compile(rf"{_BEGIN}[A-Za-z0-9-]*{_SAYS}?|[{_SAYS}{_END}]")
#: A tag, whose quoted values may hold any sign; or the text up to the next one.
_PIECE = re.compile(r"""<[a-zA-Z/!](?:"[^"]*"|'[^']*'|[^>"'])*>|(?:(?!<[a-zA-Z/!]).)+|<""", re.DOTALL)
#: Elements that hold nothing but text: they say themselves which language it is.
_TEXT_ONLY = ("<title", "<option", "<textarea")
#: Elements that hold no text in the page's language, so that theirs can be that of their attributes.
_OF_ATTRIBUTES = re.compile(r"<(?:meta|img|input|textarea|optgroup)\b")
#: An element's name for those who do not see it, as an attribute.
_NAME = re.compile(r"""\saria-label=("[^"]*"|'[^']*')""")
_PAGE = re.compile(r"<html\b[^>]*\slang=[\"']?([A-Za-z0-9-]+)")


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

    def format(self, *values: Any, **named: Any) -> Foreign:
        """Return it with its placeholders filled, in the same language."""
        return Foreign(str(self).format(*values, **named), self.lang)


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


def composed(pattern: str, *parts: str) -> str:
    """Return a text of several parts, which has one language to say: that of all its words, or none."""
    text = pattern.format(*parts)
    found = {getattr(part, "lang", None) for part in parts if any(map(str.isalpha, part))}
    lang = found.pop() if len(found) == 1 else None
    return Foreign(text, lang) if lang else text


def in_language(text: str, lang: str | None, page: str) -> str:
    """Return a text as foreign where its language is known and not the page's."""
    return Foreign(text, lang) if lang and lang != page else text


def marked_text(text: str) -> str:
    """Return a text between marks, if it is foreign, for where it is escaped later."""
    return f"{_BEGIN}{text.lang}{_SAYS}{text}{_END}" if isinstance(text, Foreign) else text


def marked(html: Markup, lang: str) -> Markup:
    """Return safe HTML between marks."""
    return Markup("{}{}{}{}{}").format(_BEGIN, lang, _SAYS, html, _END)


def beside(value: Any) -> Any:
    """Return data in which every word that is foreign has a neighbour ``<key>_lang``."""
    if isinstance(value, list | tuple):
        return [beside(child) for child in value]
    if not isinstance(value, Mapping):
        return value
    told = {key: beside(child) for key, child in value.items()}
    return told | {f"{key}_lang": word.lang for key, word in value.items() if isinstance(word, Foreign)}


def languages(value: Any) -> set[str]:
    """Return the languages of all foreign words in data."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return {lang for child in value for lang in languages(child)}
    return {value.lang} if isinstance(value, Foreign) else set()


def resolve_texts(part: str) -> str:
    """Return a part of a page whose marks in texts have become ``lang`` attributes.

    Those in attributes stay, until :func:`resolve` has the page that the part belongs to.
    """
    return _resolved(part, whole=False)


def resolve(page: str) -> str:
    """Return a page whose marks have become ``lang`` attributes.

    HTML gives an attribute the language of its element. An element that holds no text can be in the language
    of its attributes; the name of any other moves to an element of its own, which the named one refers to.
    """
    return _resolved(page, whole=True)


def _resolved(page: str, *, whole: bool) -> str:
    if not any(mark in page for mark in (_BEGIN, _SAYS, _END)):
        return page
    pieces = _PIECE.findall(page)
    names: dict[str, str] = {}
    for index, piece in enumerate(pieces):
        if not _MARK.search(piece):
            continue
        before = pieces[index - 1] if index else ""
        if piece.startswith("<") and len(piece) > 1:
            if whole:
                pieces[index] = _tag(piece, names)
                if piece.startswith("<optgroup"):
                    _keep_language(pieces, index, page)
        elif before.startswith(_TEXT_ONLY):
            pieces[index - 1] = _in(_OPENED.match(piece.lstrip()), before)
            pieces[index] = _MARK.sub("", piece)
        else:
            pieces[index] = _in_spans(piece)
    made = "".join(pieces)
    if not names:
        return made
    said = "".join(f'<span id="{name}">{text}</span>' for name, text in names.items())
    at = made.rfind("</body>")
    at = len(made) if at < 0 else at
    return f'{made[:at]}<div hidden="">{said}</div>\n{made[at:]}'


def _in_spans(text: str) -> str:
    return _MARK.sub("", _OPENED.sub(r'<span lang="\1">', text).replace(_END, "</span>"))


def _tag(tag: str, names: dict[str, str]) -> str:
    """Return a tag without marks; what it is named goes to ``names``, by the id that it now refers to."""
    if (name := _NAME.search(tag)) and _OPENED.search(name[0]):
        text = _in_spans(name[1][1:-1])
        # The same words are written once on a page, whoever is named by them.
        key = f"{OWN}said.{hashlib.sha256(text.encode()).hexdigest()[:12]}"
        names[key] = text
        tag = f'{tag[: name.start()]} aria-labelledby="{key}"{tag[name.end() :]}'
    found = _OPENED.search(tag)
    tag = _MARK.sub("", tag)
    return _in(found, tag) if _OF_ATTRIBUTES.match(tag) else tag


def _keep_language(pieces: list[str], index: int, page: str) -> None:
    """Let options be in the page's language below a heading that is not."""
    own = _PAGE.search(page)
    for at in range(index + 1, len(pieces)):
        if pieces[at].startswith("</optgroup"):
            return
        if own and pieces[at].startswith("<option") and not _MARK.search("".join(pieces[at : at + 2])):
            pieces[at] = _in(own, pieces[at])


def _in(found: re.Match[str] | None, tag: str) -> str:
    """Return a tag with the language of a mark, unless it names one of its own."""
    if found is None or " lang=" in tag:
        return tag
    return re.sub(r"^<\w+", rf'\g<0> lang="{found[1]}"', tag)
