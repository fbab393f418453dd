"""``toolkit check``: what is wrong in definitions and translations."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..cache import State, note, recall, stage_cache
from ..cache import key as key_of
from ..errors import ContentError, Problem
from . import speech
from .context import Context, existing, messages_in, out, show


@speech.command("check")
@click.argument("paths", nargs=-1, type=speech.File())
@speech.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="Format of the report.",
)
@speech.option(
    "--wording/--no-wording",
    default=True,
    help="Also warn about wording that an editor would mark: calques, unwanted terms, leading questions.",
)
@speech.option("--strict", is_flag=True, help="Fail on warnings, too.")
@messages_in
@click.pass_obj
def command(context: Context, paths: tuple[Path, ...], form: str, wording: bool, strict: bool) -> None:
    """Find all problems in definitions and translations in one go.

    \b
    Examples:
      toolkit check
      toolkit check content/worksheets --lang lv
      toolkit check --format github
    """
    try:
        count, problems = _surveyed(context)
        wanted = [existing(context.root.resolve(), path) for path in paths]
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
    if not wording:
        problems = tuple(problem for problem in problems if not problem.warning)
    show(context, problems, form, out)
    if any(strict or not problem.warning for problem in problems):
        sys.exit(1)
    if form == "text":
        out.print(context.say("No problems. Definitions: {count}", count=count))


def _surveyed(context: Context) -> tuple[int, tuple[Problem, ...]]:
    """Return how many definitions there are, and every problem; known again where nothing has changed."""
    root = context.root.absolute()
    cache, key = stage_cache(root, "check"), key_of("check", str(root))
    found: tuple[int, tuple[Problem, ...]] | None = recall(cache, key)
    if found is None:
        from ..checks import changed, spoken, survey, wording

        state = State.of(context.project.inputs)
        # Opened again, so that nothing is older than the state that it is kept with.
        context.reopen()
        library, problems = survey(context.project)
        more = (
            problem
            for look in (changed.check, spoken.check, wording.check)
            for problem in look(context.project, library)
        )
        problems = tuple(sorted((*problems, *more), key=lambda p: p.place))
        found = len(library), tuple(problem.plain() for problem in problems)
        note(cache, key, state, found)
    return found
