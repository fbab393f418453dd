"""The main job: content in, a checked site with its PDFs out, swapped in whole.

Locales are independent, so their pages and PDFs are made by a few processes. The new
site is built beside the old one and replaces it only when everything is in order.
"""

from __future__ import annotations

import time
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from ..cache import Folder
from ..checks import readiness, survey
from ..errors import ContentError
from ..project import Project
from ..view import PUBLIC, Edition, Scope, narrowed
from . import jobs, making, output, plan, whole
from .prints import check_asked
from .summary import Summary


def build(
    project: Project,
    progress: jobs.Progress,
    locales: tuple[str, ...] = (),
    live: bool = False,
    scope: Scope = PUBLIC,
    workers: jobs.Workers | None = None,
    target: Path | None = None,
    ahead: making.Ahead | None = None,
) -> Summary:
    """Build the site of ``locales`` (all where none are named) into the project's ``site/`` or ``target``.

    Languages that are not named stay as they are in the site; where they would no longer go with the new
    pages, they are made again. ``live`` is for the author's own eyes: it goes into a folder of its own, asks
    no curriculum whether it is ready, has no PDFs but those that :class:`Prints` makes, and its pages reload;
    those that are asked for ``ahead`` are made anew in the old site first, if nothing else changes there.
    ``progress`` is called with the jobs done and the jobs in all. Raises :class:`ContentError` with all
    problems, :class:`UsageError` where the scope prints what the site does not hold,
    :class:`EnvironmentFault` where another build runs or the output folder is somebody else's.
    """
    started = time.monotonic()
    target = target or (live_site(project.root) if live else project.site)
    with whole.opened(project, target), nullcontext(workers) if workers else jobs.Workers() as pool:
        # Nobody else has work before all definitions are read.
        whole.make_fonts(project, pool)
        start = begin(project, locales, live, scope, target)
        output.owned(target)
        current: dict[str, Edition] = {}
        if ahead and output.state_of(target) == start.plan.state:
            current |= making.make_ahead(project, start.visible, start.plan, target, ahead)
        rest = [locale for locale in start.plan.built if locale not in current]
        current |= making.opened(project, start.visible, start.plan, rest)
        out = output.next_site(project, target)
        summary = whole.summary(project, start)
        meanwhile = partial(whole.count_words, project, start.plan.built, summary)
        parts = making.make(
            project, start.visible, start.plan, current, out, progress, summary, pool, meanwhile
        )
        if pool is not workers:
            # What follows is done here, and needs their memory more than they do.
            pool.close()
        for locale in start.plan.kept:
            _take_over(target, locale, out)
        whole.finish(project, start, out, target, summary, parts)
    summary.seconds = time.monotonic() - started
    return summary


def begin(
    project: Project, locales: tuple[str, ...], live: bool, scope: Scope, target: Path | None = None
) -> whole.Start:
    """Return what a build into ``target`` (usually the project's site) begins with.

    Raises :class:`ContentError` and :class:`UsageError` as it does.
    """
    found, problems = survey(project)
    if problems:
        raise ContentError(problems)
    visible = narrowed(found, scope)
    made = plan.make(project, visible, locales, live, scope, target or project.site)
    check_asked(project, found, scope)
    if problems := () if live else tuple(readiness.check(project, visible, made.built)):
        raise ContentError(problems)
    return whole.Start(found, visible, scope, made)


def _take_over(site: Path, locale: str, out: Folder) -> None:
    """Lay a language's files as they are in a finished site."""
    for path in sorted((site / locale).rglob("*")):
        if path.is_file():
            out.lay(path.relative_to(site).as_posix(), path.read_bytes())


def live_site(root: Path) -> Path:
    """Return the folder of the site that ``toolkit serve`` shows; ``site/`` is for what is published."""
    return root / "build" / "live"
