"""What belongs to a site as a whole, however its pages were made: what comes first, and what comes last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..cache import Folder
from ..definitions import Library
from ..errors import ContentError, Message, Place, Problem, UsageError
from ..pdf import Printer
from ..project import Project, base_path
from ..site import links as linkcheck
from ..site import offline, shared
from ..translation import catalog, interface
from ..view import Edition, Scope, cut_links, edition, left_out, outputs
from . import editions, origin, output
from .jobs import Workers
from .plan import Plan
from .prints import Source
from .summary import Summary


@dataclass(frozen=True)
class Start:
    """What a build begins with: all definitions, those that the site holds, and the plan."""

    found: Library
    visible: Library
    scope: Scope
    plan: Plan


@contextmanager
def opened(project: Project, target: Path) -> Iterator[None]:
    """Keep other builds out while a site is made for the folder ``target``. Raises as the build does."""
    if not origin.day().isdecimal():
        raise UsageError(Message("SOURCE_DATE_EPOCH is not a number of seconds"))
    with output.locked(project.build):
        output.recover(target, output.aside(project, target))
        yield


def summary(project: Project, start: Start) -> Summary:
    """Return what is known already of what a build makes."""
    return Summary(
        definitions=len(start.visible),
        built=start.plan.built,
        kept=start.plan.kept,
        left_out=left_out(start.found, start.scope),
        cut_links=tuple(cut_links(start.found, start.scope)),
        source=Source(project, start.visible, start.plan.scope),
    )


def make_fonts(project: Project, workers: Workers) -> None:
    """Let other processes make the web fonts that are missing: for these nothing else has to be known."""
    for source in shared.unmade_fonts(project, _fonts(project)):
        workers.call(shared.web_font, source, _fonts(project))


def count_words(project: Project, locales: Iterable[str], summary: Summary) -> None:
    """Count the interface words that languages lack."""
    for locale in locales:
        counts = interface.count_interface(project, locale)
        summary.words[locale] = sum(counts.values()) - counts.get(catalog.State.translated, 0)


def _fonts(project: Project) -> Path:
    return project.build / "cache" / "fonts"


def finish(
    project: Project,
    start: Start,
    out: Folder,
    target: Path,
    summary: Summary,
    parts: Mapping[str, linkcheck.Parts] | None = None,
) -> None:
    """Add what all languages share to the pages in ``out``, check all links, and swap it in.

    ``parts`` are those of pages that whoever made them has looked at already.
    """
    _lay_shared(project, start.found, start.plan, out)
    later = summary.source.prints if start.plan.live and summary.source else ()
    report = linkcheck.check(out.root, base_path(project.site_url), later, parts, out.files)
    refuse_broken(out.root, report)
    summary.links = report.links
    summary.gone = len(_pdfs(target) - out.files.keys())
    output.publish(project, out, target, start.plan.state)
    summary.index = target / "index.html"


def refuse_broken(out: Path, report: linkcheck.Report) -> None:
    """Raise :class:`ContentError` where links of the pages in ``out`` lead nowhere."""
    if report.faults:
        raise ContentError(_broken_link(out, fault) for fault in report.faults)


def _pdfs(site: Path) -> set[str]:
    """Return the PDFs that a site holds."""
    return {path.relative_to(site).as_posix() for path in site.glob(f"*/{outputs.PRINTS}/*.pdf")}


def _lay_shared(project: Project, found: Library, made: Plan, out: Folder) -> None:
    """Lay what all languages of the site share; scripts are put together beside the site."""
    languages = [edition(project, found, locale, made.scope) for locale in made.languages]
    own, lost = Folder.begun(project.build / "shared"), f"{languages[0].locale}/{shared.LOST}"
    own.lay(lost, out.read(lost))
    shared.write_shared(languages, own.root, _fonts(project))
    for path in own.root.rglob("*"):
        name = path.relative_to(own.root).as_posix()
        if path.is_file() and name not in offline.SOURCES:
            out.lay(name, path.read_bytes())
    cards: dict[str, Edition] = {}
    if project.site_url:
        cards = {f"card-{current.locale}.png": current for current in languages}
    with Printer(project, editions.pdfs_of(project)) as printer:
        for name, current in cards.items():
            out.lay(f"assets/{name}", printer.card(current))
        for icon in () if made.live else offline.ICONS:
            out.lay(f"assets/{icon.name}", printer.icon(icon.pixels, icon.maskable))
    if made.live:
        # What an author sees is never what was kept before.
        offline.lay_gone(languages, out)
    else:
        offline.lay(languages, out, unneeded=cards)


def _broken_link(out: Path, fault: linkcheck.Fault) -> Problem:
    return Problem(
        "link",
        Place(out / fault.page),
        Message("the link ‘{target}’ does not work ({reason})", target=fault.target, reason=fault.reason),
        Message(
            "if it comes from one of your own templates, fix it there; otherwise please report this as a bug"
        ),
    )
