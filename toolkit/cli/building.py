"""A build on the command line: how far it is, and what it made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as ProgressBar

from ..build import Progress, Workers
from ..build import run as builder
from ..definitions import LifeCycle
from ..errors import Message
from ..view import Scope
from .context import Context, err
from .summary import Told


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


def told_of(summary: builder.Summary) -> Told:
    """Return what there is to tell of a build, and the links that its pages leave out."""
    gaps, words = (
        ", ".join(f"{locale} {count}" for locale, count in sorted(counts.items()))
        for counts in (summary.gaps, summary.words)
    )
    drafts = sum(definition.life_cycle is LifeCycle.draft for definition in summary.left_out)
    rows = (
        (Message("Languages"), ", ".join(summary.built)),
        (Message("Languages kept as they were"), ", ".join(summary.kept)),
        (Message("Definitions"), summary.definitions),
        (Message("Drafts left out"), drafts),
        (Message("For trainers only, left out"), len(summary.left_out) - drafts),
        (Message("Pages"), summary.pages),
        (Message("PDFs"), summary.pdfs),
        (Message("Links checked"), summary.links),
        (Message("Texts not translated or outdated"), gaps),
        (Message("Interface words not translated or outdated"), words),
        (Message("Open"), summary.index),
    )
    return Told(
        tuple((name, str(value)) for name, value in rows if value not in ("", 0)),
        tuple(link.plain() for link in summary.cut_links),
        _what_lacks(summary),
        (Message("PDFs that the site had and has no longer: {count}", count=summary.gone),)
        if summary.gone
        else (),
    )


def _what_lacks(summary: builder.Summary) -> tuple[Message, ...]:
    """Say of a site without all PDFs what it is, so that nobody publishes it unawares."""
    scope = summary.source.scope if summary.source else None
    if scope is None or scope.printed is None:
        return ()
    option = "--only" if scope.printed else "--no-pdf"
    if scope.printed:
        ids = ", ".join(sorted(scope.printed))
        first = Message("PDFs were made of {ids} only; other pages offer none.", ids=ids)
    else:
        first = Message("No PDFs were made, and the pages offer none.")
    last = Message("Before you publish the site, build it without {option}.", option=option)
    return first, last
