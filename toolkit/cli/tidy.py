"""``toolkit tidy``: what other programs leave in pasted text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..errors import ContentError, Problem
from . import speech
from .context import Context, existing, out, show


@speech.command("tidy")
@click.argument("paths", nargs=-1, required=True, metavar="FILE…", type=speech.File())
@speech.option(
    "--check", "only_check", is_flag=True, help="Show what would be changed, without changing anything."
)
@click.pass_obj
def command(context: Context, paths: tuple[Path, ...], only_check: bool) -> None:
    """Delete what other programs leave behind in pasted text, without changing any words.

    Looks for invisible characters, letters stored as two characters, non-breaking spaces and tabs where
    YAML needs spaces, typographic quotation marks around a value, and line endings of other systems.

    \b
    Examples:
      toolkit tidy content/worksheets/my-review.yaml
      toolkit tidy content/*/*.yaml --check
    """
    from .. import tidy

    files = [existing(context.project.root, path) for path in paths]
    problems: list[Problem] = []
    changes = 0
    for path in files:
        try:
            found = tidy.tidy(context.project, path)
        except ContentError as error:
            problems += error.problems
            continue
        for change in found.changes:
            place = change.place
            where = f"{context.project.shown(place.path)}:{place.line}:{place.column}"
            out.print(f"{where}: {change.what.render(context.gettext)}")
        changes += len(found.changes)
        if not only_check:
            found.write()
    show(context, tuple(problems))
    out.print(context.say("Changes: {count}", count=changes))
    if problems or (only_check and changes):
        sys.exit(1)
