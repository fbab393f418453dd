"""Whether texts say what they seem to: links that lead somewhere, and no markup that stays as it is typed.

Pages and prints know emphasis, links, paragraphs and lists. All else that Markdown or HTML has is
text here, and a link elsewhere than out of the site or to a definition is words alone; an author who
meant more is told where, and what to write instead. A translation leads where its source leads.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..definitions import Entry, Library, TextField, has, texts
from ..errors import Message, Place, Problem
from ..project import Project
from ..suggestions import did_you_mean
from ..translation import catalog as catalogs
from ..view import Link, anchors, links, target_of, web_address

_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
#: Brackets of one text that are read: more make reading slow, and no text of this length needs them.
_MANY = 100
#: Without one of these a text is nothing but words and emphasis.
_SUSPECT = re.compile(r"[\[\]<&`~|#>]|^[ ]{0,3}(?:=+|-{2,}|\*{3,}|_{3,})[ ]*$", re.MULTILINE)
_LINK = Message(
    "write a link as [words](https://example.org), or a link to a definition as [words](worksheet:id)"
)
_PLAIN = Message(
    "write plain text; *emphasis*, **bold** and links are allowed – to show a "
    "character as it is, write a backslash before it"
)
_Kind = tuple[str, re.Pattern[str], Message, Message]
_IMAGE: _Kind = (
    "image",
    re.compile(r"!\[[^\[\]\n]*\](?:\([^()\n]*\)?|\[[^\[\]\n]*\])"),
    Message("images are not shown in texts"),
    Message("delete the image, or link to it with [words](https://example.org)"),
)
#: What is shown as it is typed: its code, how it is found, what it is and what to do.
_ANYWHERE: tuple[_Kind, ...] = (
    (
        "link",
        re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9+.-]*:|[^\s<>@]+@)[^\s<>]*>"),
        Message("this is not recognised as a link"),
        _LINK,
    ),
    (
        "html",
        re.compile(r"</?[a-zA-Z][^<>]*>|<!--|<[!?][a-zA-Z]"),
        Message("HTML is shown as plain text"),
        _PLAIN,
    ),
    (
        "html",
        re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});"),
        Message("this HTML code for a character is shown as plain text"),
        Message("type the character itself"),
    ),
    (
        "code",
        re.compile(r"(?<!`)(`++)[^`\n]+\1"),
        Message("the characters that mark code are shown as plain text"),
        _PLAIN,
    ),
    (
        "strike",
        re.compile(r"~~[^~\n]+~~"),
        Message("the characters that mark crossed-out words are shown as plain text"),
        _PLAIN,
    ),
    ("footnote", re.compile(r"\[\^[^\[\]\n]+\]"), Message("footnotes are not supported in texts"), _PLAIN),
    (
        "link",
        re.compile(r"\[[^\[\]\n]+\][ ]?\[[^\[\]\n]*\]"),
        Message("this is not recognised as a link"),
        _LINK,
    ),
    ("link", re.compile(r"\[[^\[\]\n]*\]\(|\]\("), Message("this is not recognised as a link"), _LINK),
)
_IN_PROSE: tuple[_Kind, ...] = (
    (
        "heading",
        re.compile(r"^[ ]{0,3}#{1,6}[ \t]+\S.*|(?<=\S\n)[ ]{0,3}(?:=+|-{2,})[ ]*$", re.MULTILINE),
        Message("headings are not supported in texts"),
        Message("begin a paragraph with **words in bold** instead"),
    ),
    (
        "code",
        re.compile(r"^[ ]{0,3}(?:`{3,}|~{3,}).*", re.MULTILINE),
        Message("the characters that mark code are shown as plain text"),
        _PLAIN,
    ),
    (
        "table",
        re.compile(r"^[ ]*\|?[ ]*:?-+:?[ ]*\|[ |:-]*$", re.MULTILINE),
        Message("tables are not supported in texts"),
        Message("write a list instead"),
    ),
    (
        "quote",
        re.compile(r"^[ ]{0,3}>.*", re.MULTILINE),
        Message("the characters that mark quotations are shown as plain text"),
        Message("use quotation marks instead"),
    ),
    (
        "rule",
        re.compile(r"^[ ]{0,3}(?:-[ ]*){3,}$|^[ ]{0,3}(?:\*[ ]*){3,}$|^[ ]{0,3}(?:_[ ]*){3,}$", re.MULTILINE),
        Message("a dividing line between paragraphs is shown as plain text"),
        Message("leave an empty line instead"),
    ),
    (
        "link",
        re.compile(r"^[ ]{0,3}\[[^\[\]\n]+\]:[ ]*\S.*", re.MULTILINE),
        Message("this is not recognised as a link"),
        _LINK,
    ),
)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a text, and the words of it that are."""

    code: str
    written: str
    what: Message
    advice: Message


def check(project: Project, library: Library, unread: Collection[str] = ()) -> Iterator[Problem]:
    """Yield a problem for each fault of a text, in definitions and in the translations in use.

    ``unread`` are the ids of definitions that have problems of their own, so that nobody knows yet what
    they hold.
    """
    owners = {}
    for entry in library.written:
        if has(entry.definition, "id"):
            owners[f"{entry.definition.kind}/{entry.definition.id}/"] = entry
        for text in _suspects(project, entry):
            for fault in _faults(text.text, text.prose, text.links, library, unread):
                yield Problem(
                    fault.code, entry.document.find(text.loc, fault.written), fault.what, fault.advice
                )
    sources: dict[str, dict[str, TextField]] = {}
    for locale in project.locales:
        for path, (line, context, msgid, msgstr) in catalogs.pairs(project, locale, _SUSPECT):
            owner = context[: context.find("/", context.find("/") + 1) + 1]
            if owner not in owners:
                continue
            if owner not in sources:
                definition = owners[owner].definition
                found = texts(definition)
                sources[owner] = {catalogs.context_of(definition, text.path): text for text in found}
            source = sources[owner].get(context)
            if source is None or source.text != msgid:
                continue
            for fault in _faults(msgstr, source.prose, source.links, library, unread):
                yield Problem(fault.code, Place(path, line), fault.what, fault.advice)
            for problem in _other_targets(msgid, msgstr):
                yield Problem("link-target", Place(path, line), *problem)


def _suspects(project: Project, entry: Entry) -> tuple[TextField, ...]:
    """Return the texts of a definition that are more than words, kept where it is in order."""

    def found() -> tuple[TextField, ...]:
        return tuple(text for text in texts(entry.definition) if _SUSPECT.search(text.text))

    return project.cache("texts").made(entry.digest, found) if entry.digest else found()


def _other_targets(msgid: str, msgstr: str) -> Iterator[tuple[Message, Message]]:
    if "](" not in msgid + msgstr:
        return
    wanted, found = (Counter(link.href for link in links(text)) for text in (msgid, msgstr))
    if wanted != found:
        shown = ", ".join(wanted.elements()) or "–"
        yield (
            Message("the links in the translation go to different addresses from those in the source"),
            Message(
                "translate the words in [ ] and leave the addresses in ( ) unchanged: {targets}",
                targets=shown,
            ),
        )


def _faults(
    text: str, prose: bool, linked: bool, library: Library, unread: Collection[str]
) -> Iterator[Fault]:
    if not _SUSPECT.search(text):
        return
    if text.count("[") > _MANY:
        what = Message("there are more than {limit} opening brackets in this text", limit=_MANY)
        yield Fault("link", "[", what, Message("split the text, or delete some of the brackets"))
        return
    # A sign that a backslash keeps as it is means nothing; what is left keeps its place.
    rest = _ESCAPED.sub("  ", text)
    code, pattern, what, advice = _IMAGE
    for found in pattern.finditer(rest):
        yield Fault(code, text[found.start() : found.end()], what, advice)
        rest = _blanked(rest, found)
    for link in links(text):
        if (at := rest.find(_ESCAPED.sub("  ", link.written))) >= 0:
            rest = rest[:at] + " " * len(link.written) + rest[at + len(link.written) :]
            yield from _link_faults(link, linked, library, unread)
    for code, pattern, what, advice in (*_ANYWHERE, *(_IN_PROSE if prose else ())):
        for found in pattern.finditer(rest):
            if found[0].startswith("&") and html.unescape(found[0]) == found[0]:
                continue
            yield Fault(code, text[found.start() : found.end()].strip(), what, advice)
            rest = _blanked(rest, found)


def _blanked(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + re.sub(r"[^\n]", " ", found[0]) + text[found.end() :]


def _link_faults(link: Link, linked: bool, library: Library, unread: Collection[str]) -> Iterator[Fault]:
    def fault(what: Message, advice: Message) -> Fault:
        return Fault("link", link.written, what, advice)

    target = target_of(link.href)
    if not linked:
        yield fault(
            Message(
                "a link cannot be followed here, because this text is also shown inside links and headings"
            ),
            Message("write the words only, and place the link in a text further down"),
        )
    elif not link.words.strip():
        yield fault(Message("the link ‘{target}’ has no words", target=link.href), _LINK)
    elif link.title:
        yield fault(
            Message("the words in quotation marks after the address are not shown"),
            Message("add them to the text, and leave only the address in the brackets"),
        )
    elif target is None and not web_address(link.href):
        yield fault(
            Message("the link ‘{target}’ does not work", target=link.href or "()"),
            Message(
                "write an address that begins with https://, http://, mailto: or tel:, or the "
                "name of a definition, such as worksheet:id or question_bank:id/question"
            ),
        )
    elif target and target.name not in unread:
        entry = library.entries.get((target.kind, target.name))
        if entry is None:
            known = [name for kind, name in library.entries if kind is target.kind]
            advice = did_you_mean(target.name, known) if known else Message("create one with ‘toolkit new’")
            yield fault(Message("there is no {kind} ‘{value}’", kind=target.kind, value=target.name), advice)
        elif target.part is not None and target.part not in (parts := anchors(entry.definition)):
            yield fault(
                Message("‘{definition}’ has no ‘{value}’", definition=target.name, value=target.part),
                did_you_mean(target.part, list(parts)),
            )
