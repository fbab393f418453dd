"""What to say when the printing engine refuses a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import typst

from ..definitions import AnyDefinition, texts
from ..errors import ContentError, Message, Place, Problem, UsageError
from ..view import Edition, plain

#: What would make Typst fetch a package from the network.
_PACKAGE = re.compile(rb'"@[a-z]')
#: What a template says of a text that its paper or card has no room for (see ``refuse`` in theme.typ).
NO_ROOM = re.compile(r"panicked with: (too-wide|too-long), (.*)", re.DOTALL)

#: What a template says of a sheet that takes more than the one page it is to have (see fitting.typ).
TOO_MUCH = "too-much-for-a-page"


def refuse_packages(path: Path) -> None:
    """Raise :class:`UsageError` where a print template asks for a package from the network."""
    if _PACKAGE.search(path.read_bytes()):
        raise UsageError(
            Message(
                "{file} imports a Typst package; copy what you need into your own template",
                file=str(path),
            )
        )


def failure(
    editions: tuple[Edition, ...], definitions: Sequence[AnyDefinition], error: typst.TypstError
) -> ContentError:
    """Return what to say of an error of the printing engine: of a definition, or of a template.

    The first of ``definitions`` is what was to be printed; the text at fault may be of any.
    """
    edition, definition = editions[0], definitions[0]
    entry = edition.library.entries.get((definition.kind, definition.id))
    place = entry.document.place(()) if entry else Place(edition.project.content)
    if TOO_MUCH in str(error.message):
        what = Message("‘{id}’ ({locale}) does not fit on one page", id=definition.id, locale=edition.locale)
        advice = Message(
            "print it without --one-page, delete ‘one_page: true’, or use shorter texts or fewer fields"
        )
        return ContentError([Problem("too-long", place, what, advice)])
    found = NO_ROOM.fullmatch(str(error.message))
    if not found:
        advice = (
            Message("{hints}", hints="; ".join(error.hints))
            if error.hints
            else Message(
                "look for a character that is missing from the print font, or for a fault in "
                "your own print template"
            )
        )
        what = Message(
            "the PDF of ‘{id}’ ({locale}) cannot be built: {reason}",
            id=definition.id,
            locale=edition.locale,
            reason=str(error.message),
        )
        return ContentError([Problem("print", place, what, advice)])
    code, text = found.groups()
    for current in editions:
        for one in definitions:
            entry = edition.library.entries.get((one.kind, one.id))
            for written in texts(current.get(one.kind, one.id)):
                if entry and plain(written.text) == text:
                    place = entry.document.place(written.loc)
    shown = text if len(text) <= 60 else text[:59] + "…"
    what = Message(
        "there is not enough room on the printed page ({locale}) for ‘{text}’",
        locale=", ".join(current.locale for current in editions),
        text=shown,
    )
    advice = (
        Message("shorten it")
        if code == "too-long"
        else Message("divide its longest word, or make more room with fewer columns or shorter headings")
    )
    return ContentError([Problem(code, place, what, advice)])
