"""``toolkit translations``: files for translators, and how far they are."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

from . import speech
from .context import Context

if TYPE_CHECKING:
    from ..definitions import entries


@speech.group()
def command() -> None:
    """Write files for translators, and see how much has been translated.

    \b
    Examples:
      toolkit translations update
      toolkit translations status
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


def _status(context: Context, found: entries.Library) -> None:
    from rich.console import Console
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
        counts = interface.count_interface(context.project, locale)
        if counts:
            table.add_row(locale, context.say("Interface"), *(str(number) for number in counts.values()))
    # Piped into a file, a table must not be folded to a terminal's width.
    Console(width=max(100, shutil.get_terminal_size().columns), highlight=False, markup=False).print(table)
