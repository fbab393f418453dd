"""``toolkit translations``: files for translators, and how far they are."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from . import speech
from .context import Context, locales_of, out

if TYPE_CHECKING:
    from ..definitions import entries
    from ..translation import Pending

#: Characters of a text that a list shows.
_SHOWN = 160


@speech.group()
def command() -> None:
    """Write files for translators, and see how much has been translated.

    \b
    Examples:
      toolkit translations update
      toolkit translations status
      toolkit translations list --lang lv
    """


@command.command()
@click.pass_obj
def update(context: Context) -> None:
    """Write the translation files to locales/ without losing any existing translation.

    \b
    Examples:
      toolkit translations update
    """
    from ..definitions import library
    from ..translation import interface, merge

    found = library.load(context.project)
    merge.update(context.project, found)
    interface.update_interface(context.project)
    _status(context, found)


@command.command()
@click.pass_obj
def status(context: Context) -> None:
    """Count translated, outdated and missing texts for each language and kind.

    \b
    Examples:
      toolkit translations status
    """
    from ..definitions import library

    _status(context, library.load(context.project))


@command.command("list")
@speech.option("--lang", "languages", multiple=True, metavar="CODE", help="Only this language (repeatable).")
@click.pass_obj
def list_(context: Context, languages: tuple[str, ...]) -> None:
    """List the texts whose translation is outdated or missing, with file and line.

    \b
    Examples:
      toolkit translations list
      toolkit translations list --lang lv
    """
    from ..definitions import library
    from ..translation import State, pending

    project = context.project
    locales = locales_of(project, languages)
    known = library.load(project)
    found = [one for code in locales for one in pending(project, known, code)]
    for one in found:
        out.print(f"{project.shown(one.place.path)}:{one.place.line}: {_told(context, one)}")
        if one.translation.strip():
            out.print(f"    {_short(one.translation)}")
    if not found:
        out.print(context.say("All texts are translated."))
    if any(one.place.path.suffix == ".yaml" for one in found):
        out.print(
            context.say(
                "Some of these texts are not in the translation files yet. To add them, run: "
                "toolkit translations update"
            )
        )
    if any(one.place.path.suffix == ".po" and one.state is State.outdated for one in found):
        out.print(
            context.say(
                "Compare each outdated translation with its text. When it is right, delete the word ‘fuzzy’ "
                "in the lines above it; programs for translators do so when you confirm it."
            )
        )


def _told(context: Context, one: Pending) -> str:
    from ..translation import State

    if one.state is State.outdated:
        return context.say("outdated: {text}", text=_short(one.text))
    return context.say("missing: {text}", text=_short(one.text))


def _short(text: str) -> str:
    return textwrap.shorten(text, _SHOWN, placeholder=" …")


def _status(context: Context, found: entries.Library) -> None:
    from rich.table import Table

    from ..definitions import KINDS
    from ..translation import catalog, interface
    from ..view import say

    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (
        context.say("Language"),
        context.say("Kind"),
        context.say("Translated"),
        context.say("Outdated"),
        context.say("Missing"),
    ):
        table.add_column(title)
    unfinished = 0
    for locale in context.project.locales:
        loaded = catalog.load(context.project, locale)
        for kind in [*KINDS, None]:
            counts = catalog.count(found, loaded, kind)
            if not sum(counts.values()):
                continue
            name = say(context.words, kind.info.plural) if kind else context.say("All")
            table.add_row(
                locale,
                name,
                *(str(number) for number in counts.values()),
                style="bold" if kind is None else None,
            )
        unfinished += counts[catalog.State.outdated] + counts[catalog.State.missing]
        counts = interface.count_interface(context.project, locale)
        if counts:
            table.add_row(locale, context.say("Interface"), *(str(number) for number in counts.values()))
    out.print(table)
    if unfinished:
        out.print(context.say("To see which texts are outdated or missing, run: toolkit translations list"))
