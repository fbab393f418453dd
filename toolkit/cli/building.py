"""A build on the command line: how far it is, and what it made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as ProgressBar

from ..build import Ahead, Progress, Share, Summary, Workers, folder, join, output, part
from ..build import run as builder
from ..definitions import LifeCycle
from ..errors import Message
from ..project import Project
from ..view import Scope
from .context import Context, err
from .summary import Told


def built_with_progress(
    context: Context,
    locales: tuple[str, ...],
    scope: Scope,
    live: bool = False,
    workers: Workers | None = None,
    project: Project | None = None,
    ahead: Ahead | None = None,
) -> Summary:
    """Build the site of the context's or another project, and show how far it is.

    Raises as :func:`toolkit.build.run.build` does.
    """
    with progress_shown(context.say("Building")) as progress:
        return builder.build(project or context.project, progress, locales, live, scope, workers, ahead=ahead)


def part_with_progress(
    context: Context, share: tuple[int, int], folder: Path | None, scope: Scope
) -> Summary:
    """Build a part of the site, and show how far it is. Raises as :func:`toolkit.build.part.build` does."""
    project, which = context.project, Share(*share)
    target = folder.absolute() if folder else part.folder_of(project.root, which)
    with progress_shown(context.say("Building")) as progress:
        return part.build(project, progress, which, target, scope)


def wanted_folder(project: Project, path: str) -> Path:
    """Return the folder to hand over that an option names, "" the usual one. Raises where it is not free."""
    target = Path(path).absolute() if path else folder.folder_of(project)
    output.free(project, target)
    return target


def handed_over(context: Context, project: Project, target: Path, told: Told) -> Told:
    """Write a project's site as a folder, too; return what there is to tell.

    Raises as :func:`folder.write` does.
    """
    with progress_shown(context.say("Writing the folder for sharing")):
        made = folder.write(project, target)
    rows = (
        (Message("Links checked in the folder for sharing"), str(made.links)),
        (Message("Folder for sharing"), str(made.index.parent)),
        (Message("The same folder as a zip file"), str(made.archive)),
    )
    way = Message("To open the copy, double-click {file}", file=str(made.index))
    return replace(told, rows=(*told.rows[:-1], *rows, told.rows[-1]), ways=(way,))


def joined(context: Context, folders: tuple[Path, ...]) -> Summary:
    """Join the parts of the site. Raises as :func:`toolkit.build.join.join` does."""
    return join.join(context.project, folders or (part.parts_of(context.project.root),))


@contextmanager
def progress_shown(title: str) -> Iterator[Progress]:
    """Show how far a work is, under a title, while the context lasts."""
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


def told_of(summary: Summary) -> Told:
    """Return what there is to tell of a build, and the links that its pages leave out."""
    gaps, words = (
        ", ".join(f"{locale} {count}" for locale, count in sorted(counts.items()))
        for counts in (summary.gaps, summary.words)
    )
    drafts = sum(definition.life_cycle is LifeCycle.draft for definition in summary.left_out)
    rows = (
        (Message("Languages"), ", ".join(summary.built)),
        (Message("Languages left unchanged"), ", ".join(summary.kept)),
        (Message("Definitions"), summary.definitions),
        (Message("Drafts left out"), drafts),
        (Message("Left out: for trainers only"), len(summary.left_out) - drafts),
        (Message("Pages"), summary.pages),
        (Message("PDFs"), summary.pdfs),
        (Message("Links checked"), summary.links),
        (Message("Texts untranslated or outdated"), gaps),
        (Message("Interface texts untranslated or outdated"), words),
        (Message("Part {part}", part=summary.part), summary.index.parent)
        if summary.part
        # Its pages need a server, so that no page is named that somebody would open from the disk.
        else (Message("Site"), summary.index.parent),
    )
    return Told(
        tuple((name, str(value)) for name, value in rows if value not in ("", 0)),
        tuple(link.plain() for link in summary.cut_links),
        _what_is_next() if summary.part else _what_lacks(summary),
        (Message("PDFs no longer on the site: {count}", count=summary.gone),) if summary.gone else (),
    )


def copied_by(command: str) -> Message:
    """Say which command writes the copy of a site that needs no server."""
    return Message("For a copy that opens with a double-click, run: {command}", command=f"toolkit {command}")


#: What to do with a site that was built to be published.
LOOK = (Message("To look at the site on this computer, run: toolkit serve"), copied_by("build --folder"))


def _what_is_next() -> tuple[Message, ...]:
    """Say of a part that it is no site, and what makes one of it."""
    return (Message("Once you have all the parts, build the site with ‘toolkit join’."),)


def _what_lacks(summary: Summary) -> tuple[Message, ...]:
    """Say of a site without all PDFs what it is, so that nobody publishes it unawares."""
    scope = summary.source.scope if summary.source else None
    if scope is None or scope.printed is None:
        return ()
    option = "--only" if scope.printed else "--no-pdf"
    if scope.printed:
        ids = ", ".join(sorted(scope.printed))
        first = Message("PDFs were built only for {ids}; other pages have no links to PDFs.", ids=ids)
    else:
        first = Message("No PDFs were built, and the pages have no links to any.")
    last = Message("Before you publish the site, build it without {option}.", option=option)
    return first, last
