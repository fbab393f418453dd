"""The main job: content in, a checked site with its PDFs out, swapped in whole.

Locales are independent, so their pages and PDFs are made by a few processes. The new
site is built beside the old one and replaces it only when everything is in order.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import wait
from pathlib import Path

from filelock import FileLock, Timeout

from . import answers, branding, catalog, glyphs, library, linkcheck, site
from .errors import ContentError, EnvironmentFault, Message, Place, Problem, Related, ToolkitError, UsageError
from .fonts import writable
from .library import Library
from .model import AnyDefinition, Kind
from .model.wording import did_you_mean
from .model.worksheet import Worksheet
from .pdf import Printer
from .project import Project
from .slots import slots
from .variants import PRINTED, PrintOptions, file_name, ready_made
from .views import Edition, edition, print_words

MARKER = ".coaching-toolkit"
#: PDFs a process makes in one go; small enough for the progress display to move.
_BATCH = 8
Progress = Callable[[int, int], None]


@dataclass
class Summary:
    """What a build made."""

    definitions: int = 0
    pages: int = 0
    pdfs: int = 0
    links: int = 0
    gaps: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    index: Path = Path()


def survey(project: Project) -> tuple[Library, tuple[Problem, ...]]:
    """Return the library as far as it can be read, and every problem in definitions and catalogs."""
    found, problems = library.survey(project)
    problems += (*_shared_names(found), *glyphs.check(project, found))
    for read in (branding.load, lambda project: ready_made(project, Kind.worksheet)):
        try:
            read(project)
        except ContentError as error:
            problems += error.problems
    for locale in project.locales:
        problems += tuple(catalog.check(project, locale))
    return found, tuple(sorted(problems, key=lambda problem: (problem.place, problem.code)))


def build(project: Project, progress: Progress, locales: tuple[str, ...] = (), live: bool = False) -> Summary:
    """Build the site of ``locales`` (all where none are named) into the project's ``site/``.

    ``progress`` is called with the jobs done and the jobs in all. Raises
    :class:`ContentError` with all problems, :class:`EnvironmentFault` where another
    build runs or the output folder is somebody else's.
    """
    started = time.monotonic()
    if not os.environ.get("SOURCE_DATE_EPOCH", "0").isdecimal():
        raise UsageError(Message("SOURCE_DATE_EPOCH is not a number of seconds"))
    with _lock(project):
        _recover(project)
        found, problems = survey(project)
        if problems:
            raise ContentError(problems)
        chosen = locales or project.locales
        out = project.build / "site"
        site.clean(out, MARKER)
        _owned(project.site)
        shutil.rmtree(project.build / "print", ignore_errors=True)
        summary = Summary(definitions=len(found))
        for result in _run(_jobs(project, found, chosen, out, live), progress):
            summary.pages += result.pages
            summary.pdfs += result.pdfs
            summary.gaps |= result.gaps
        for folder in (project.build / "print").glob("*"):
            shutil.move(folder, out / folder.name / "print")
        editions = [_edition(project, locale) for locale in chosen]
        site.write_shared(editions, out, project.build / "cache" / "fonts")
        if project.site_url:
            with Printer(project) as printer:
                for current in editions:
                    (out / "assets" / f"card-{current.locale}.png").write_bytes(printer.card(current))
        _edition.cache_clear()
        report = linkcheck.check(out)
        if faults := [fault for fault in report.faults if len(chosen) == len(project.locales)]:
            raise ContentError(_broken_link(out, fault) for fault in faults)
        summary.links = report.links
        _swap(project, out)
    summary.seconds = time.monotonic() - started
    summary.index = project.site / "index.html"
    return summary


def print_sheets(
    project: Project,
    names: tuple[str, ...],
    locales: tuple[str, ...],
    options: PrintOptions,
    out: Path,
    filled: Path | None = None,
) -> list[Path]:
    """Write the PDFs of named definitions and return their paths.

    A single PDF goes to ``out`` itself where that ends in ``.pdf``. ``filled`` is an answers
    file, whose answers stand in the sheet's form fields. Raises :class:`ContentError` where the
    answers do not fit, :class:`UsageError` where an id is unknown.
    """
    found, problems = survey(project)
    if problems:
        raise ContentError(problems)
    sheets = [_printable(found, name) for name in names]
    written: list[Path] = []
    single = out.suffix == ".pdf"
    with Printer(project) as printer:
        second = edition(project, found, options.bilingual) if options.bilingual else None
        for locale in locales:
            current = edition(project, found, locale)
            for sheet in sheets:
                localised = current.get(sheet.kind, sheet.id)
                given = None
                if filled and isinstance(localised, Worksheet):
                    given = answers.load(filled, localised, slots(localised, print_words(current)))
                    answers.check_letters(filled, given, writable(project))
                data = printer.pdf(current, localised, options, second, given)
                target = out if single else out / locale / file_name(sheet.id, options)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                written.append(target)
    return written


def _printable(found: Library, name: str) -> AnyDefinition:
    for kind in PRINTED:
        if (kind, name) in found.entries:
            return found.get(kind, name)
    known = [definition.id for definition in found if definition.kind in PRINTED]
    raise UsageError(
        Message(
            "there is nothing to print with the id ‘{value}’ – {advice}",
            value=name,
            advice=did_you_mean(name, known),
        )
    )


def _shared_names(found: Library) -> Iterator[Problem]:
    """Find definitions of two kinds that would print to the same file."""
    seen: dict[str, library.Entry] = {}
    for (kind, name), entry in found.entries.items():
        if kind not in PRINTED:
            continue
        if first := seen.get(name):
            yield Problem(
                "print-name",
                entry.document.place(("id",)),
                Message(
                    "a {kind} has the id ‘{id}’ too, and both print to one file",
                    kind=first.definition.kind,
                    id=name,
                ),
                Message("give one of them another id"),
                (Related(first.document.place(("id",)), Message("the first ‘{value}’ is here", value=name)),),
            )
        seen.setdefault(name, entry)


# -- jobs, each run in a process of its own ------------------------------------------------


@dataclass(frozen=True)
class _Job:
    project: Project
    locale: str
    out: Path
    live: bool
    sheets: tuple[tuple[Kind, str], ...] = ()


@dataclass(frozen=True)
class _Result:
    pages: int = 0
    pdfs: int = 0
    gaps: dict[str, int] = field(default_factory=dict)


def _jobs(project: Project, found: Library, locales: tuple[str, ...], out: Path, live: bool) -> list[_Job]:
    sheets = [key for key in found.entries if key[0] in PRINTED]
    jobs = [_Job(project, locale, out, live) for locale in locales]
    for locale in locales:
        jobs += [
            _Job(project, locale, out, live, tuple(sheets[start : start + _BATCH]))
            for start in range(0, len(sheets), _BATCH)
        ]
    return jobs


def _run(jobs: list[_Job], progress: Progress) -> Iterator[_Result]:
    """Run the jobs in as many processes as there are processors; yield results as they come."""
    progress(0, len(jobs))
    problems: list[Problem] = []
    # Spawned, not forked: MkDocs and Typst keep threads and handles that a fork would break.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        max(1, min(len(jobs), os.cpu_count() or 1)), mp_context=context, initializer=_end_with_parent
    ) as pool:
        futures: list[Future[_Result | tuple[Problem, ...]]] = [pool.submit(_do, job) for job in jobs]
        for done, future in enumerate(as_completed(futures), start=1):
            try:
                result = future.result()
            except BrokenProcessPool:
                raise EnvironmentFault(
                    Message("the system stopped a part of the build, perhaps for want of memory – try again")
                ) from None
            progress(done, len(jobs))
            if isinstance(result, _Result):
                yield result
            else:
                problems += result
    if problems:
        raise ContentError(problems)


def _end_with_parent() -> None:
    """Let this process end when the build that started it is gone, even if it was killed."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _do(job: _Job) -> _Result | tuple[Problem, ...]:
    # Problems travel as values: an exception with arguments of its own does not survive pickling.
    try:
        return _print(job) if job.sheets else _pages(job)
    except ContentError as error:
        return error.problems
    except ToolkitError as error:
        return (
            Problem("build", Place(job.project.config), error.message, Message("mend this and build again")),
        )


@cache
def _edition(project: Project, locale: str) -> Edition:
    return edition(project, library.load(project), locale)


def _pages(job: _Job) -> _Result:
    current = _edition(job.project, job.locale)
    tree = site.write_tree(current, job.project.build / "docs")
    site.build_locale(current, tree, job.out / job.locale, job.live)
    return _Result(pages=len(tree.pages), gaps={job.locale: len(current.gaps)})


def _print(job: _Job) -> _Result:
    current = _edition(job.project, job.locale)
    # MkDocs empties its folder when it starts, so PDFs are laid beside it first.
    folder = job.project.build / "print" / job.locale
    folder.mkdir(parents=True, exist_ok=True)
    made = 0
    with Printer(job.project, job.project.build / "cache" / "pdf") as printer:
        for kind, name in job.sheets:
            for options in ready_made(job.project, kind):
                data = printer.pdf(current, current.get(kind, name), options)
                (folder / file_name(name, options)).write_bytes(data)
                made += 1
    return _Result(pdfs=made)


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


def _owned(folder: Path) -> None:
    if folder.is_symlink():
        raise EnvironmentFault(
            Message(
                "{folder} is a link, and a build replaces the folder – let the link lead the other way round",
                folder=str(folder),
            )
        )
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise EnvironmentFault(
            Message(
                "{folder} was not made by this program and is not empty; it is left alone – move it away",
                folder=str(folder),
            )
        )


def _swap(project: Project, out: Path) -> None:
    """Put the new site in the old one's place: two renames, so that no reader sees half a site."""
    old = project.build / "site-old"
    shutil.rmtree(old, ignore_errors=True)
    if project.site.exists():
        project.site.rename(old)
    out.rename(project.site)
    shutil.rmtree(old, ignore_errors=True)


def _recover(project: Project) -> None:
    """Undo a swap that was cut off between its two renames."""
    old = project.build / "site-old"
    if old.is_dir() and not project.site.exists():
        old.rename(project.site)


def _broken_link(out: Path, fault: linkcheck.Fault) -> Problem:
    return Problem(
        "link",
        Place(out / fault.page),
        Message("the link ‘{target}’ leads nowhere ({reason})", target=fault.target, reason=fault.reason),
        Message("if a template of yours wrote it, mend it there; otherwise please report this as a bug"),
    )
