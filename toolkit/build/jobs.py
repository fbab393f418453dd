"""Pages and PDFs, made by a few processes: a job is the pages of one language, or some of its PDFs."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from multiprocessing.connection import wait
from pathlib import Path
from typing import Self

from ..cache import Cache, key
from ..definitions import Key, Kind, Library, library
from ..errors import ContentError, EnvironmentFault, Message, Place, Problem, ToolkitError
from ..memory import look_seldom
from ..pdf import Printer
from ..project import Project
from ..search import scripts_of
from ..site import downloads, finished, links
from ..view import Edition, Made, Scope, file_name, offered
from . import editions, origin
from .plan import Plan

#: PDFs a process makes in one go; small enough for the progress display to move.
_BATCH = 8
#: The first page of a language; what belongs to none is made with it.
_HOME = "index.html"
_SEARCH = "search"
#: Called with the jobs done and the jobs in all.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Job:
    project: Project
    locale: str
    out: Path
    live: bool
    scope: Scope
    #: What shapes all languages alike, as one word.
    state: str
    #: Which build this is; a process that makes several reads everything anew for each.
    number: float
    sheets: tuple[Key, ...] = ()
    #: Files of the pages to make; None means all.
    only: frozenset[str] | None = None


@dataclass(frozen=True)
class Result:
    """What a job made: the links of its pages by path, and what was entered into the edition's ledger."""

    locale: str
    parts: Mapping[str, links.Parts] = field(default_factory=dict)
    fresh: Mapping[str, Made] = field(default_factory=dict)


def jobs_of(
    project: Project,
    plan: Plan,
    out: Path,
    pages: Mapping[str, frozenset[str] | None],
    sheets: Mapping[str, Sequence[Key]],
) -> list[Job]:
    """Return the jobs of a build: pages of languages first, since they take longest; then their PDFs.

    ``pages`` are the files of the pages to make by language, or None for all.
    """
    number = time.monotonic()
    jobs = {
        locale: Job(project, locale, out, plan.live, plan.scope, plan.state, number) for locale in plan.built
    }
    # What is printed is the same, whatever else is.
    whole = replace(plan.scope, printed=None)
    return [replace(jobs[locale], only=only) for locale, only in pages.items()] + [
        replace(jobs[locale], scope=whole, sheets=tuple(keys[start : start + _BATCH]))
        for locale, keys in sheets.items()
        for start in range(0, len(keys), _BATCH)
    ]


class Workers:
    """The processes that make pages and PDFs; a context manager, which several builds may share."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def submit(self, job: Job) -> Future[Result | tuple[Problem, ...]]:
        """Give a job to the next free process."""
        if self._pool is None:
            count = os.cpu_count() or 1
            # Spawned, not forked: MkDocs and Typst keep threads and handles that a fork would break.
            self._pool = ProcessPoolExecutor(
                max(1, min(self._most or count, count)),
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
            )
        return self._pool.submit(_do, job)

    def close(self) -> None:
        """End the processes; the next job starts new ones."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def run(jobs: list[Job], progress: Progress, workers: Workers | None) -> Iterator[Result]:
    """Run the jobs in as many processes as there are processors; yield results as they come."""
    progress(0, len(jobs))
    problems: list[Problem] = []
    with nullcontext(workers) if workers else Workers(len(jobs)) as pool:
        try:
            futures = [pool.submit(job) for job in jobs]
            for done, future in enumerate(as_completed(futures), start=1):
                result = future.result()
                progress(done, len(jobs))
                if isinstance(result, Result):
                    yield result
                else:
                    problems += result
        except BrokenProcessPool:
            pool.close()
            raise EnvironmentFault(
                Message(
                    "the system stopped part of the build, perhaps because it ran out of memory – try again"
                )
            ) from None
    if problems:
        raise ContentError(problems)


def _begin() -> None:
    """Set this process up, and let it end when the build that started it is gone, even if it was killed."""
    look_seldom()
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _do(job: Job) -> Result | tuple[Problem, ...]:
    # Problems travel as values: an exception with arguments of its own does not survive pickling.
    try:
        return _print(job) if job.sheets else _pages(job)
    except ContentError as error:
        return error.problems
    except ToolkitError as error:
        return (
            Problem("build", Place(job.project.config), error.message, Message("fix this and build again")),
        )


@lru_cache(maxsize=1)
def _library(project: Project, number: float) -> Library:  # noqa: ARG001  # the number is for the cache
    return library.load(project)


@lru_cache(maxsize=2)
def _edition(project: Project, locale: str, scope: Scope, state: str, number: float) -> Edition:
    return editions.opened(project, _library(project, number), locale, scope, state)


def _pages(job: Job) -> Result:
    current = _edition(job.project, job.locale, job.scope, job.state, job.number)
    return pages(current, job.out, job.live, job.only)


def pages(current: Edition, out: Path, live: bool, only: frozenset[str] | None = None) -> Result:
    """Make the pages of an edition below ``out``, or only these files of them."""
    project = current.project
    target, cache = out / current.locale, project.cache(editions.PAGES)
    parts = finished.write(current, project.build / "docs", target, cache, live, only)
    if only is None or _HOME in only:
        write_downloads(current, target)
    # While an author writes, hardly anybody searches: then it is made when it is asked for.
    if not live and (only is None or _HOME in only):
        search(current, target, cache)
    return Result(current.locale, parts, fresh=current.ledger.fresh if current.ledger else {})


def write_downloads(current: Edition, target: Path) -> None:
    """Write what stands beside pages for other programs."""
    day = int(origin.day())
    for _, name in current.keys_of(Kind.curriculum):
        found = current.once(f"downloads {day} {name}", partial(downloads, current, name, day))
        for path, text in found.items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_text(text, encoding="utf-8", newline="")


def search(current: Edition, target: Path, cache: Cache) -> None:
    """Write what the search of a language needs; taken from the last build, if all is as it was."""

    def make() -> dict[str, str]:
        found = {}
        for name, text in scripts_of(current).items():
            data = text.encode()
            found[name] = key(data)
            cache.put_once(found[name], data)
        return found

    kept = {name: cache.get(known) for name, known in current.once(_SEARCH, make).items()}
    if None in kept.values():
        kept = {name: text.encode() for name, text in scripts_of(current).items()}
        # One of them was damaged or is gone.
        for made in filter(None, kept.values()):
            cache.put(key(made), made)
    for name, data in kept.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(data or b"")


def _print(job: Job) -> Result:
    current = _edition(job.project, job.locale, job.scope, job.state, job.number)
    return prints(current, job.sheets)


def prints(current: Edition, sheets: Iterable[Key]) -> Result:
    """Make PDFs of an edition, where they wait for its pages: all variants that the site offers."""
    project, scope = current.project, current.scope
    made: dict[str, Made] = {}
    # MkDocs empties its folder when it starts, so PDFs are laid beside it first.
    folder = prints_of(project) / current.locale
    folder.mkdir(parents=True, exist_ok=True)
    with Printer(project, editions.pdfs_of(project)) as printer:
        for kind, name in sheets:
            keys: dict[str, str] = {}
            # Variants share what is made for the first of them, and so what that needs.
            with current.notes.taken() as needs:
                definition = current.get(kind, name)
                for options in offered(project, scope, definition):
                    file = file_name(name, options)
                    keys[file], data = printer.made(current, definition, options)
                    (folder / file).write_bytes(data)
            made[f"prints {kind}/{name}"] = Made(keys, tuple(sorted(needs)))
    return Result(current.locale, fresh=made)


def printed_before(current: Edition, key: Key) -> dict[str, bytes] | None:
    """Return the PDFs of a definition by their names, if all of them are as they would be made now."""
    known = current.ledger.get(f"prints {key[0]}/{key[1]}") if current.ledger else None
    if known is None:
        return None
    cache = Cache(editions.pdfs_of(current.project))
    found = {file: cache.get(name) for file, name in known.value.items()}
    data = {file: pdf for file, pdf in found.items() if pdf is not None}
    return data if len(data) == len(found) else None


def prints_of(project: Project) -> Path:
    """Return where PDFs wait until the pages of their language are there."""
    return project.build / "print"
