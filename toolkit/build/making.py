"""Pages and PDFs of a build: those that are as they were are taken, the others made, by a few processes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..cache import Folder
from ..definitions import Library, key_of
from ..project import Project
from ..site import finished
from ..site import links as linkcheck
from ..view import Edition, offered, outputs
from . import editions, jobs
from .plan import Plan
from .share import Work
from .summary import Summary

#: Pages and definitions to print that are made sooner than processes are started for them.
_FEW_PAGES, _FEW_SHEETS = 150, 4


@dataclass(frozen=True)
class Ahead:
    """Pages that are made before all others, because somebody looks at them."""

    #: Returns their files in the site; asked once all definitions are in order.
    wanted: Callable[[], Collection[str]]
    #: Called with those that stand there anew; the others are made when it returns.
    shown: Callable[[Collection[str]], None]


def opened(project: Project, visible: Library, made: Plan, languages: Iterable[str]) -> dict[str, Edition]:
    """Return the editions of languages with what the last builds made of them."""
    return {locale: editions.opened(project, visible, locale, made.scope, made.state) for locale in languages}


def make_ahead(
    project: Project, visible: Library, made: Plan, target: Path, ahead: Ahead
) -> dict[str, Edition]:
    """Make pages anew in the finished site ``target``, and say so; return the editions that were opened.

    What belongs to no page must be in the site as these pages need it.
    """
    wanted: dict[str, set[str]] = {}
    pages = set(outputs.pages(visible))
    for file in ahead.wanted():
        locale, _, name = file.partition("/")
        if locale in made.built and name in pages and (target / file).is_file():
            wanted.setdefault(locale, set()).add(name)
    if not wanted:
        return {}
    current = opened(project, visible, made, wanted)
    out, cache = Folder.begun(project.build / "ahead"), project.cache(editions.PAGES)
    for locale, files in wanted.items():
        finished.write(current[locale], project.build / "docs", out, cache, live=True, only=files)
        for name in files:
            (out.root / locale / name).replace(target / locale / name)
    ahead.shown([f"{locale}/{name}" for locale, files in wanted.items() for name in files])
    return current


def make(
    project: Project,
    visible: Library,
    made: Plan,
    current: Mapping[str, Edition],
    out: Folder,
    progress: jobs.Progress,
    summary: Summary,
    workers: jobs.Workers | None,
    meanwhile: Callable[[], None],
    work: Work | None = None,
) -> dict[str, linkcheck.Parts]:
    """Make pages and PDFs of the languages to build in ``out``, and count them; return where pages lead.

    ``current`` are the editions of these languages; of them there is only some ``work`` to do, or all.
    ``meanwhile`` is done here while other processes work.
    """
    languages = work.languages if work else made.built
    # A live site makes a PDF when it is asked for.
    offering = [key_of(one) for one in visible if offered(project, made.scope, one) and not made.live]
    asked = work.sheets if work else dict.fromkeys(languages, offering)
    # Where some are asked for by name, editions of their own make them (see jobs_of).
    prints_all = made.scope.printed is None
    sheets = {
        locale: [key for key in keys if not (prints_all and jobs.printed_before(current[locale], key, out))]
        for locale, keys in asked.items()
    }
    only: dict[str, frozenset[str] | None] = {**work.pages} if work else dict.fromkeys(languages)
    # Starting a process takes longer than some pages and sheets.
    missing = {locale: len(finished.missing(current[locale], files)) for locale, files in only.items()}
    few = sum(missing.values()) <= _FEW_PAGES and sum(map(len, sheets.values())) <= _FEW_SHEETS
    later = {locale: only[locale] for locale, count in missing.items() if count and not few}
    results = [
        jobs.pages(current[locale], out, made.live, files)
        for locale, files in only.items()
        if locale not in later
    ]
    if few and prints_all:
        results += [jobs.prints(current[locale], keys, out) for locale, keys in sheets.items() if keys]
        sheets = {}
    others = jobs.jobs_of(project, made, out.root, later, sheets)
    parts: dict[str, linkcheck.Parts] = {}
    for result in (*results, *jobs.run(others, progress, workers, meanwhile)):
        parts |= result.parts
        if ledger := current[result.locale].ledger:
            ledger.take(result.fresh)
        out.written(result.files)
    for locale, one in current.items():
        summary.gaps[locale] = one.gap_count
        editions.keep(one, made.state)
    summary.pages = len(parts)
    summary.pdfs = sum(map(outputs.is_print, out.files))
    return parts
