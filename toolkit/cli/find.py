"""``toolkit find``: what the site's search finds, without a site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from ..errors import Message, UsageError
from . import speech
from .context import Context, locales_of, out

if TYPE_CHECKING:
    from ..search import Answer

#: Results that are listed for a person, who looks at few.
_SHOWN = 20


@speech.command("find")
@click.argument("query")
@speech.option(
    "--lang",
    "language",
    metavar="CODE",
    help="Language of the texts (default: the first language of the site).",
)
@speech.option("--kind", type=speech.Kinds("page"), help="Only definitions of this kind.")
@speech.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to show the results."
)
@click.pass_obj
def command(context: Context, query: str, language: str | None, kind: str | None, form: str) -> None:
    """Find definitions, questions, checklist items, phases, fields and your own pages, as the search on the
    site does.

    \b
    Examples:
      toolkit find "merki" --lang lv
      toolkit find "tavoitteiden" --lang fi --kind worksheet --format json
    """
    from ..definitions import library
    from ..search import answer, index_of
    from ..view import PUBLIC, edition

    project = context.project
    (locale,) = locales_of(project, (language or project.locales[0],))
    if not query.strip():
        raise UsageError(Message("enter what to look for, such as: toolkit find goals"))
    found = answer(index_of(edition(project, library.load(project), locale, PUBLIC)), query)
    entries = [entry for entry in found.entries if kind in (None, entry.kind)]
    if form == "json":
        told = [
            {"kind": entry.kind, "id": entry.id, "title": entry.title, "address": entry.address}
            for entry in entries
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for entry in entries[:_SHOWN]:
        out.print(f"{entry.address}  {entry.title}")
    _conclude(context, len(entries), found)


def _conclude(context: Context, count: int, found: Answer) -> None:
    if count > _SHOWN:
        out.print(context.say("… and {count} more", count=count - _SHOWN))
    if count == 0:
        out.print(context.say("Nothing was found."))
    if found.near:
        out.print(context.say("Similar words: {words}", words=", ".join(found.near)))
