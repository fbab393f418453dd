"""A build on the command line: how far it is, and what it made."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as ProgressBar
from rich.table import Table

from ..build import Progress, Workers
from ..build import run as builder
from ..definitions import LifeCycle
from ..view import Scope
from .context import Context, err, out


def built_with_progress(
    context: Context,
    locales: tuple[str, ...],
    scope: Scope,
    live: bool = False,
    workers: Workers | None = None,
) -> builder.Summary:
    """Build the site, and show how far it is. Raises as :func:`toolkit.build.run.build` does."""
    with _progress(context.say("Building")) as progress:
        return builder.build(context.project, progress, locales, live, scope, workers)


@contextmanager
def _progress(title: str) -> Iterator[Progress]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with ProgressBar(*columns, console=err.console, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def show_summary(context: Context, summary: builder.Summary) -> None:
    """Show what a build made, and the links that its pages leave out."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    gaps, words = (
        ", ".join(f"{locale} {count}" for locale, count in sorted(counts.items()))
        for counts in (summary.gaps, summary.words)
    )
    drafts = sum(definition.life_cycle is LifeCycle.draft for definition in summary.left_out)
    for name, value in (
        (context.say("Languages"), ", ".join(summary.built)),
        (context.say("Languages kept as they were"), ", ".join(summary.kept)),
        (context.say("Definitions"), summary.definitions),
        (context.say("Drafts left out"), drafts),
        (context.say("For trainers only, left out"), len(summary.left_out) - drafts),
        (context.say("Pages"), summary.pages),
        (context.say("PDFs"), summary.pdfs),
        (context.say("Links checked"), summary.links),
        (context.say("Texts not translated or outdated"), gaps),
        (context.say("Interface words not translated or outdated"), words),
        (context.say("Seconds"), f"{summary.seconds:.1f}"),
        (context.say("Open"), summary.index),
    ):
        if value not in ("", 0):
            table.add_row(name, str(value))
    for link in summary.cut_links:
        place = link.place
        out.print(
            f"{context.shown(place.path)}:{place.line}:{place.column}: {link.message.render(context.gettext)}"
        )
    out.print(table)
    if (scope := summary.source.scope if summary.source else None) and scope.printed is not None:
        _say_what_lacks(context, summary, scope.printed)


def _say_what_lacks(context: Context, summary: builder.Summary, printed: Collection[str]) -> None:
    """Say of a site without all PDFs what it is, so that nobody publishes it unawares."""
    option = "--only" if printed else "--no-pdf"
    if printed:
        ids = ", ".join(sorted(printed))
        lines = [context.say("PDFs were made of {ids} only; other pages offer none.", ids=ids)]
    else:
        lines = [context.say("No PDFs were made, and the pages offer none.")]
    if summary.gone:
        lines.append(context.say("PDFs that the site had and has no longer: {count}", count=summary.gone))
    lines.append(context.say("Before you publish the site, build it without {option}.", option=option))
    out.print("\n".join(lines), style="yellow")
