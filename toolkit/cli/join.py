"""``toolkit join``: the site of parts that several machines have built."""

from __future__ import annotations

from pathlib import Path

import click

from . import speech
from .context import Context
from .summary import show_summary


@speech.command("join")
@click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=speech.File(exists=True, file_okay=False))
@click.pass_obj
def command(context: Context, folders: tuple[Path, ...]) -> None:
    """Write the site of parts that ‘toolkit build --part’ has made, here or on other machines.

    Without FOLDER, the parts in build/parts are joined. A FOLDER is that of a part, or one with parts in it.
    The site is the same as that of one build; all links are checked.

    \b
    Examples:
      toolkit join
      toolkit join downloads
    """
    from .building import joined, told_of

    summary = joined(context, folders)
    show_summary(context, told_of(summary), summary.seconds)
