"""Whether own pages and the menu lead somewhere, and whether pages show what was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..definitions import KINDS, Library, OwnPage, PageWords
from ..errors import Message, Place, Problem
from ..project import NavEntry, Project, static
from ..suggestions import did_you_mean
from ..view import anchors, headings, own_target, page_links, page_tags, target_of, web_address

_Told = tuple[Message, Message]
_LINK = Message("write a link as [words](https://example.org), [words](about.md) or [words](worksheet:id)")
#: How a picture is written.
_PICTURE = "![…](portrait.jpg)"


def check(project: Project, found: Library, unread: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong in own pages and in the menu.

    ``unread`` are the names of files that have problems of their own, so that nobody knows what they hold.
    """
    pages = {page.name: page for page in found.pages}
    files = static.files(project)
    for page in found.pages:
        for words in page.words.values():
            yield from _shown(words)
            for link in page_links(words.body):
                told = _leads(link.href, link.is_picture, words, pages, files, found, unread)
                if not told and link.is_picture and not link.words.strip():
                    what = Message("the picture has no text for people who cannot see it")
                    told = what, Message("between the square brackets, describe the picture in words")
                if told:
                    yield _problem(words, link.line, *told, written=link.href)
    nav = [*project.configured.nav, *(entry for one in project.configured.languages for entry in one.nav)]
    for entry in nav:
        yield from _menu(entry, pages, found, unread)


def _problem(words: PageWords, line: int, what: Message, advice: Message, written: str = "") -> Problem:
    """Return a problem at what was written, on a line of the page's text or behind it."""
    lines = words.body.split("\n")
    found = (
        (number, text.find(written) + 1)
        for number, text in enumerate(lines[line - 1 :], line)
        if written and written in text
    )
    number, column = next(found, (line, 1))
    return Problem("page", Place(words.path, words.line + number - 1, column), what, advice)


def _shown(words: PageWords) -> Iterator[Problem]:
    for line, tag in page_tags(words.body):
        what = Message("HTML is shown as plain text: {tag}", tag=tag[:40])
        yield _problem(words, line, what, Message("write it as Markdown, or leave it out"), tag)
    above = 1
    for line, level, _ in headings(words.body):
        if level == 1:
            what = Message("a page can have only one title, and this is a second one")
            yield _problem(words, line, what, Message("begin the line with ## instead"))
        elif level > above + 1:
            what = Message(
                "a level {level} heading follows a level {above} heading", level=level, above=above
            )
            yield _problem(words, line, what, Message("begin the line with {signs}", signs="#" * (above + 1)))
        above = max(level, 2)


def _leads(
    href: str,
    is_picture: bool,
    words: PageWords,
    pages: dict[str, OwnPage],
    files: Collection[str],
    found: Library,
    unread: Collection[str],
) -> _Told | None:
    """Return what is wrong with a link or a picture, if it leads nowhere."""
    target = own_target(href)
    if is_picture:
        if target and target.file in files:
            return None
        what = Message("there is no picture ‘{value}’ in static/", value=href[:80])
        return what, Message("save it in static/ and write its name, such as {example}", example=_PICTURE)
    if target is None:
        return _leads_out(href, found, unread)
    if target.page is None:
        if target.file in files:
            return None
        what = Message("there is no file ‘{value}’ in static/", value=target.file[:80])
        return what, Message(
            "save it in static/; to link to a page, write its name with .md, such as about.md"
        )
    if target.page not in {"", *pages}:
        if target.page in unread:
            return None
        return Message("there is no page ‘{value}’", value=f"{target.page}.md"), did_you_mean(
            f"{target.page}.md", [f"{name}.md" for name in pages]
        )
    there = pages[target.page].words_in(words.locale) if target.page else words
    known = [name for _, _, name in headings(there.body)]
    if target.anchor and target.anchor not in known:
        return Message(
            "the page that this links to has no heading ‘{value}’", value=target.anchor
        ), did_you_mean(target.anchor, known)
    return None


def _leads_out(href: str, found: Library, unread: Collection[str]) -> _Told | None:
    target = target_of(href)
    if target is None:
        what = Message("the link ‘{value}’ does not work", value=href[:80])
        return None if web_address(href) else (what, _LINK)
    entry = found.entries.get((target.kind, target.name))
    if entry is None:
        if target.name in unread:
            return None
        ids = [name for kind, name in found.entries if kind is target.kind]
        what = Message("there is no {kind} ‘{value}’", kind=target.kind, value=target.name)
        return what, did_you_mean(target.name, ids)
    known = anchors(entry.definition)
    if target.part is not None and target.part not in known:
        what = Message("‘{definition}’ has no ‘{value}’", definition=target.name, value=target.part)
        return what, did_you_mean(target.part, list(known))
    return None


def _menu(
    entry: NavEntry, pages: Collection[str], found: Library, unread: Collection[str]
) -> Iterator[Problem]:
    if entry.page is not None:
        if entry.page not in pages and entry.page not in unread:
            what = Message("there is no page ‘{value}’", value=entry.target)
            advice = did_you_mean(entry.target, [f"{name}.md" for name in pages])
            yield Problem("configuration", entry.place, what, advice)
    elif entry.target not in KINDS:
        what = Message(
            "the menu links to kinds of definition and to your own pages; ‘{value}’ is neither",
            value=entry.target[:60],
        )
        advice = did_you_mean(entry.target, [*KINDS, *(f"{name}.md" for name in pages)])
        yield Problem("configuration", entry.place, what, advice)
    elif not any(kind == entry.target for kind, _ in found.entries):
        what = Message("there are no definitions of the kind ‘{kind}’", kind=entry.target)
        yield Problem(
            "configuration",
            entry.place,
            what,
            Message("delete the line for now, and add it again when there are definitions of this kind"),
        )
