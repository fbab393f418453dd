"""The main job: content in, a checked site with its PDFs out, swapped in whole.

Locales are independent, so their pages and PDFs are made by a few processes. The new
site is built beside the old one and replaces it only when everything is in order.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from ..checks import readiness, survey
from ..definitions import AnyDefinition, Key, Library
from ..errors import ContentError, EnvironmentFault, Message, Place, Problem, Related, UsageError
from ..pdf import Printer
from ..project import Project, base_path
from ..site import finished, shared
from ..site import links as linkcheck
from ..translation import catalog, interface
from ..view import (
    PUBLIC,
    Edition,
    Scope,
    cut_links,
    edition,
    left_out,
    narrowed,
    offered,
    outputs,
)
from . import editions, jobs, output, plan
from .output import MARKER as MARKER
from .plan import Plan
from .prints import Source, check_asked

#: Pages and definitions to print that are made sooner than processes are started for them.
_FEW_PAGES, _FEW_SHEETS = 150, 4


@dataclass
class Summary:
    """What a build made."""

    definitions: int = 0
    pages: int = 0
    pdfs: int = 0
    links: int = 0
    gaps: dict[str, int] = field(default_factory=dict)
    #: Languages of the site that were made now, and those that stayed as they were.
    built: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    #: Definitions that are not part of the site, and the links to them that its pages leave out.
    left_out: tuple[AnyDefinition, ...] = ()
    cut_links: tuple[Related, ...] = ()
    #: Interface words that a locale lacks or has outdated; its pages and prints show them in English.
    words: dict[str, int] = field(default_factory=dict)
    #: PDFs that the site held before and holds no longer.
    gone: int = 0
    seconds: float = 0.0
    index: Path = Path()
    #: What the site was made of.
    source: Source | None = None


def build(
    project: Project,
    progress: jobs.Progress,
    locales: tuple[str, ...] = (),
    live: bool = False,
    scope: Scope = PUBLIC,
    workers: jobs.Workers | None = None,
) -> Summary:
    """Build the site of ``locales`` (all where none are named) into the project's ``site/``.

    Languages that are not named stay as they are in the site; where they would no longer go with the new
    pages, they are made again. ``live`` is for the author's own eyes: it goes into a folder of its own, asks
    no curriculum whether it is ready, has no PDFs but those that :class:`Prints` makes, and its pages reload.
    ``progress`` is called with the jobs done and the jobs in all. Raises :class:`ContentError` with all
    problems, :class:`UsageError` where the scope prints what the site does not hold,
    :class:`EnvironmentFault` where another build runs or the output folder is somebody else's.
    """
    started = time.monotonic()
    if not os.environ.get("SOURCE_DATE_EPOCH", "0").isdecimal():
        raise UsageError(Message("SOURCE_DATE_EPOCH is not a number of seconds"))
    target = live_site(project.root) if live else project.site
    aside = project.build / f"{target.name}-old"
    with _lock(project):
        output.recover(target, aside)
        found, problems = survey(project)
        if problems:
            raise ContentError(problems)
        visible = narrowed(found, scope)
        made = plan.make(project, visible, locales, live, scope)
        check_asked(found, scope)
        if problems := () if live else tuple(readiness.check(project, visible, made.built)):
            raise ContentError(problems)
        out = project.build / "site"
        output.clean(out)
        output.owned(target)
        source = Source(project, visible, made.scope)
        summary = Summary(
            definitions=len(visible),
            built=made.built,
            kept=made.kept,
            left_out=left_out(found, scope),
            cut_links=tuple(cut_links(found, scope)),
            source=source,
        )
        parts = _make(project, visible, made, out, progress, summary, workers)
        for locale in made.built:
            counts = interface.count_interface(project, locale)
            summary.words[locale] = sum(counts.values()) - counts.get(catalog.State.translated, 0)
        for locale in made.kept:
            shutil.copytree(target / locale, out / locale)
        _write_shared(project, found, made, out)
        output.mark(out, made.state)
        later = source.prints if live else ()
        report = linkcheck.check(out, base_path(project.site_url), later, parts)
        if report.faults:
            raise ContentError(_broken_link(out, fault) for fault in report.faults)
        summary.links = report.links
        summary.gone = len(_pdfs(target) - _pdfs(out))
        output.swap(out, target, aside)
    summary.seconds = time.monotonic() - started
    summary.index = target / "index.html"
    return summary


def _pdfs(site: Path) -> set[str]:
    """Return the PDFs that a site holds."""
    return {path.relative_to(site).as_posix() for path in site.glob(f"*/{outputs.PRINTS}/*.pdf")}


def live_site(root: Path) -> Path:
    """Return the folder of the site that ``toolkit serve`` shows; ``site/`` is for what is published."""
    return root / "build" / "live"


def _make(
    project: Project,
    visible: Library,
    made: Plan,
    out: Path,
    progress: jobs.Progress,
    summary: Summary,
    workers: jobs.Workers | None,
) -> dict[str, linkcheck.Parts]:
    """Make pages and PDFs of the languages to build, and count them; return where links of pages lead."""
    waiting = jobs.prints_of(project)
    shutil.rmtree(waiting, ignore_errors=True)
    current = {
        locale: editions.opened(project, visible, locale, made.scope, made.state) for locale in made.built
    }
    # A live site makes a PDF when it is asked for.
    offering = [key for key in visible.entries if offered(project, made.scope, key) and not made.live]
    sheets = {
        locale: [key for key in offering if not _taken(one, key, waiting)] for locale, one in current.items()
    }
    # Starting a process takes longer than some pages and sheets.
    missing = {locale: len(finished.missing(one)) for locale, one in current.items()}
    few = sum(missing.values()) <= _FEW_PAGES and sum(map(len, sheets.values())) <= _FEW_SHEETS
    pages = [locale for locale, count in missing.items() if count and not few]
    results = [jobs.pages(one, out, made.live) for locale, one in current.items() if locale not in pages]
    if few and made.scope.printed is None:
        results += [jobs.prints(current[locale], keys) for locale, keys in sheets.items() if keys]
        sheets = {}
    others = jobs.jobs_of(project, made, out, pages, sheets)
    parts: dict[str, linkcheck.Parts] = {}
    for result in (*results, *jobs.run(others, progress, workers)):
        parts |= result.parts
        if ledger := current[result.locale].ledger:
            ledger.take(result.fresh)
    for locale, one in current.items():
        summary.gaps[locale] = one.gap_count
        editions.keep(one, made.state)
    summary.pages = len(parts)
    summary.pdfs = sum(1 for _ in waiting.glob("*/*.pdf"))
    for folder in waiting.glob("*"):
        shutil.move(folder, out / folder.name / outputs.PRINTS)
    return parts


def _taken(current: Edition, key: Key, waiting: Path) -> bool:
    """Lay the PDFs of a definition where they wait, if they are as they would be made now."""
    if current.scope.printed is not None or (known := jobs.printed_before(current, key)) is None:
        return False
    folder = waiting / current.locale
    folder.mkdir(parents=True, exist_ok=True)
    for file, data in known.items():
        (folder / file).write_bytes(data)
    return True


def _write_shared(project: Project, found: Library, made: Plan, out: Path) -> None:
    """Write what all languages of the site share."""
    languages = [edition(project, found, locale, made.scope) for locale in made.languages]
    shared.write_shared(languages, out, project.build / "cache" / "fonts")
    if project.site_url:
        with Printer(project, editions.pdfs_of(project)) as printer:
            for current in languages:
                (out / "assets" / f"card-{current.locale}.png").write_bytes(printer.card(current))


# -- the output folder ------------------------------------------------------------------------


@contextmanager
def _lock(project: Project) -> Iterator[None]:
    project.build.mkdir(parents=True, exist_ok=True)
    lock = FileLock(project.build / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise EnvironmentFault(
            Message("another build of this project is running – wait until it has finished")
        ) from None
    try:
        yield
    finally:
        lock.release()


def _broken_link(out: Path, fault: linkcheck.Fault) -> Problem:
    return Problem(
        "link",
        Place(out / fault.page),
        Message("the link ‘{target}’ leads nowhere ({reason})", target=fault.target, reason=fault.reason),
        Message("if a template of yours wrote it, mend it there; otherwise please report this as a bug"),
    )
