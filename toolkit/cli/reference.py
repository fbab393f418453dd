"""``toolkit reference``: all that can be written in definitions, configuration and templates."""

from __future__ import annotations

from pathlib import Path

import click

from . import speech
from .context import Context, out


@speech.command("reference")
@speech.option("--out", "target", type=speech.File(dir_okay=False), help="Write the reference to this file.")
@click.pass_obj
def command(context: Context, target: Path | None) -> None:
    """Show all keys, field types, options and template variables as Markdown.

    \b
    Examples:
      toolkit reference
      toolkit reference --out reference.md
    """
    from ..files import replace
    from ..reference import reference

    page = reference(context.words, speech.language(context.root, context.language))
    if target is None:
        click.echo(page, nl=False)
        return
    replace(target, page.encode("utf-8"))
    out.print(str(target))
