"""``toolkit join``: the site of parts that several machines have built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from . import speech
from .context import Context
from .summary import show_summary


@speech.command("join")
@click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=speech.File(exists=True, file_okay=False))
@click.pass_obj
def command(context: Context, folders: tuple[Path, ...]) -> None:
    """Join the parts built with ‘toolkit build --part’, here or on other machines, into a site.

    Without FOLDER, the parts in build/parts are joined. FOLDER can be the folder of one part, or a folder
    that contains parts. The site is the same as one built in a single step; all links are checked.

    \b
    Examples:
      toolkit join
      toolkit join downloads
    """
    from .building import LOOK, joined, told_of

    summary = joined(context, folders)
    show_summary(context, replace(told_of(summary), ways=LOOK), summary.seconds)
