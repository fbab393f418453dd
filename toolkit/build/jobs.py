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
from typing import ParamSpec, Self, TypeVar

from ..cache import Cache, Content, Folder
from ..definitions import Key, Kind, Library, library
from ..errors import ContentError, EnvironmentFault, Message, Place, Problem, ToolkitError
from ..memory import look_seldom
from ..pdf import Printer
from ..project import Project
from ..search import scripts_of
from ..site import downloads, finished, links
from ..view import Edition, Made, Scope, file_name, offered, outputs
from . import editions, origin
from .plan import Plan

P = ParamSpec("P")
T = TypeVar("T")
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
    #: What another process has laid.
    files: Mapping[str, Content] = field(default_factory=dict)


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
        return self.call(_do, job)

    def call(self, do: Callable[P, T], *given: P.args, **named: P.kwargs) -> Future[T]:
        """Let the next free process do something else, and return what will be its result."""
        if self._pool is None:
            count = os.cpu_count() or 1
            # Spawned, not forked: MkDocs and Typst keep threads and handles that a fork would break.
            self._pool = ProcessPoolExecutor(
                max(1, min(self._most or count, count)),
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
            )
        return self._pool.submit(do, *given, **named)

    def close(self) -> None:
        """End the processes; the next job starts new ones."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def run(
    jobs: list[Job], progress: Progress, workers: Workers | None, meanwhile: Callable[[], None]
) -> Iterator[Result]:
    """Run the jobs in as many processes as there are processors; yield results as they come.

    ``meanwhile`` is done here as soon as the processes have their work.
    """
    progress(0, len(jobs))
    problems: list[Problem] = []
    with nullcontext(workers) if workers else Workers(len(jobs)) as pool:
        try:
            futures = [pool.submit(job) for job in jobs]
            meanwhile()
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


@lru_cache(maxsize=1)
def _edition(project: Project, locale: str, scope: Scope, state: str, number: float) -> Edition:
    return editions.opened(project, _library(project, number), locale, scope, state)


def _pages(job: Job) -> Result:
    current = _edition(job.project, job.locale, job.scope, job.state, job.number)
    out = Folder(job.out)
    return replace(pages(current, out, job.live, job.only), files=out.files)


def pages(current: Edition, out: Folder, live: bool, only: frozenset[str] | None = None) -> Result:
    """Make the pages of an edition, or only these files of them, in ``out``, the site's folder."""
    project = current.project
    cache = project.cache(editions.PAGES)
    parts = finished.write(current, project.build / "docs", out, cache, live, only)
    if only is None or _HOME in only:
        write_downloads(current, out)
    # While an author writes, hardly anybody searches: then it is made when it is asked for.
    if not live and (only is None or _HOME in only):
        search(current, out, cache)
    return Result(current.locale, parts, current.ledger.fresh if current.ledger else {})


def write_downloads(current: Edition, out: Folder) -> None:
    """Write what stands beside pages for other programs."""
    day = int(origin.day())
    for _, name in current.keys_of(Kind.curriculum):
        found = current.once(f"downloads {day} {name}", partial(downloads, current, name, day))
        for path, text in found.items():
            out.lay(f"{current.locale}/{path}", text.encode())


def search(current: Edition, out: Folder, cache: Cache) -> None:
    """Write what the search of a language needs; taken from the last build, if all is as it was."""

    def make() -> dict[str, Content]:
        found = {}
        for name, text in scripts_of(current).items():
            data = text.encode()
            found[name] = out.lay(f"{current.locale}/{name}", data)
            cache.put_once(found[name].digest, data)
        return found

    made = current.once(_SEARCH, make)
    if all(out.recall(f"{current.locale}/{name}", content, cache) for name, content in made.items()):
        return
    for name, text in scripts_of(current).items():
        # One of them was damaged or is gone.
        data = text.encode()
        cache.put(out.lay(f"{current.locale}/{name}", data).digest, data)


def _print(job: Job) -> Result:
    current = _edition(job.project, job.locale, job.scope, job.state, job.number)
    out = Folder(job.out)
    return replace(prints(current, job.sheets, out), files=out.files)


def prints(current: Edition, sheets: Iterable[Key], out: Folder) -> Result:
    """Make PDFs of an edition in ``out``, the site's folder: all variants that the site offers."""
    project, scope = current.project, current.scope
    made: dict[str, Made] = {}
    with Printer(project, editions.pdfs_of(project)) as printer:
        for kind, name in sheets:
            kept: dict[str, tuple[str, Content]] = {}
            # Variants share what is made for the first of them, and so what that needs.
            with current.notes.taken() as needs:
                definition = current.get(kind, name)
                for options in offered(project, scope, definition):
                    file = file_name(name, options)
                    key, data = printer.made(current, definition, options)
                    kept[file] = key, out.lay(_place(current, file), data)
            made[f"prints {kind}/{name}"] = Made.of(kept, needs)
    return Result(current.locale, fresh=made)


def printed_before(current: Edition, key: Key, out: Folder) -> bool:
    """Say whether the PDFs of a definition are in ``out``, all of them as they would be made now."""
    known = current.ledger.get(f"prints {key[0]}/{key[1]}") if current.ledger else None
    cache = Cache(editions.pdfs_of(current.project))
    return known is not None and all(
        out.recall(_place(current, file), content, cache, name)
        for file, (name, content) in known.value.items()
    )


def _place(current: Edition, file: str) -> str:
    return f"{current.locale}/{outputs.PRINTS}/{file}"
