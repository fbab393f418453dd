"""``toolkit check``: what is wrong in definitions and translations."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..checks import survey
from ..errors import ContentError
from . import speech
from .context import Context, existing, messages_in, out, show


@speech.command("check")
@click.argument("paths", nargs=-1, type=speech.File())
@speech.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to report."
)
@messages_in
@click.pass_obj
def command(context: Context, paths: tuple[Path, ...], form: str) -> None:
    """Find what is wrong in definitions and translations, all in one pass.

    \b
    Examples:
      toolkit check
      toolkit check content/worksheets --lang lv
      toolkit check --format github
    """
    try:
        wanted = [existing(context.project.root, path) for path in paths]
        found, problems = survey(context.project)
    except ContentError as error:
        # A configuration that cannot be read is a finding like any other.
        show(context, error.problems, form, out)
        sys.exit(error.exit_code)
    if wanted:
        problems = tuple(
            p
            for p in problems
            if any(p.place.path.is_relative_to(path) or p.place.path.resolve() == path for path in wanted)
        )
    show(context, problems, form, out)
    if problems:
        sys.exit(1)
    if form == "text":
        out.print(context.say("No problems. Definitions: {count}", count=len(found)))
