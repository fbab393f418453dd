"""The command line: the only module that prints. Exit codes: 0 fine, 1 problems in content,
2 wrong usage, 3 the environment."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import click
from babel.support import NullTranslations
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as ProgressBar
from rich.table import Table

from . import catalog, library, problem_page, publish, report, serve, starter
from .errors import ContentError, Message, Problem, ToolkitError, UsageError
from .jobs import Progress, Workers
from .labels import PLURALS, say
from .model import FOLDERS, KINDS, Kind, LifeCycle, Visibility, definition_schema
from .model.base import RESERVED_NAMES, SLUG
from .project import DISTRIBUTION, Project
from .scope import Scope
from .variants import PrintOptions

out = Console(soft_wrap=True, highlight=False, markup=False)
err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
#: Where editors find the schemas; hidden folders of ``content/`` hold no definitions.
SCHEMAS = ".schema"
#: Whom a site is for: clients and coaches, or trainers as well.
PUBLIC, TRAINER = "public", "trainer"


@dataclass
class Context:
    """What all commands share. ``say`` translates a message into the reader's language."""

    root: Path
    language: str | None
    _project: Project | None = None
    _gettext: Callable[[str], str] | None = None

    @property
    def project(self) -> Project:
        if self._project is None:
            self._project = Project.open(self.root)
        return self._project

    @property
    def gettext(self) -> Callable[[str], str]:
        if self._gettext is None:
            self._gettext = _translations(self).gettext
        return self._gettext

    def say(self, msgid: str, **params: Any) -> str:
        return Message(msgid, **params).render(self.gettext)

    def shown(self, path: Path) -> str:
        """Return a path as somebody in the project's folder would write it."""
        root = self.root.resolve()
        return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)

    def reopen(self) -> None:
        """Read the project's configuration again when it is needed next."""
        self._project = None


def _translations(context: Context) -> NullTranslations:
    """Return the interface in the language asked for, or in that of the environment."""
    try:
        locale = _spoken(context)
        return NullTranslations() if locale == "en" else catalog.interface(_readable(context), locale)
    except ToolkitError:
        # A broken catalog is reported by the command itself, in English.
        return NullTranslations()


def _spoken(context: Context) -> str:
    """Return the language of messages: the first wanted one that there are interface words for."""
    for locale in _wanted(context):
        if locale == "en" or _readable(context).catalog_paths(locale, catalog.INTERFACE):
            return locale
    return "en"


def _readable(context: Context) -> Project:
    """Return the project, or what is left of it where its configuration is at fault."""
    try:
        return context.project
    except ToolkitError:
        return Project.bare(context.root)


def _wanted(context: Context) -> Iterator[str]:
    """Yield the languages that the reader wants, best first: asked for, then the environment's."""
    entries = [context.language] if context.language else []
    entries += [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    for entry in entries:
        for code in entry.split(":"):
            if locale := code.split(".")[0].split("_")[0].split("-")[0]:
                yield locale


class Commands(click.Group):
    """Turns every expected error into a message and an exit code, in this one place."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ContentError as error:
            _show(ctx.obj, error.problems)
            sys.exit(error.exit_code)
        except ToolkitError as error:
            gettext = ctx.obj.gettext if ctx.obj else lambda text: text
            err.print(error.message.render(gettext), style="red")
            sys.exit(error.exit_code)
        except OSError as error:
            # Disk full, no permission, a folder in the way: the system's own words are the best.
            err.print(f"{error.strerror or error}: {error.filename or ''}", style="red")
            sys.exit(3)


def _show(context: Context, problems: tuple[Problem, ...], form: str = "text") -> None:
    shown = context.shown
    if form == "json":
        click.echo(report.as_json(problems, context.gettext, shown))
        return
    if form == "github":
        for line in report.as_github(problems, context.gettext, shown):
            click.echo(line)
        return
    for line in report.as_text(problems, context.gettext, shown):
        click.echo(line, err=True)
    if problems:
        err.print(context.say("Problems: {count}", count=len(problems)), style="red")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project", "root", type=click.Path(path_type=Path), default=".", help="Folder of the toolkit."
)
@click.version_option(metadata.version(DISTRIBUTION), prog_name="toolkit")
@click.pass_context
def main(ctx: click.Context, root: Path) -> None:
    """Make a coaching toolkit: a site and printable worksheets from YAML definitions.

    \b
    Examples:
      toolkit check                 find what is wrong in content/
      toolkit build                 write the site and all PDFs to site/
      toolkit serve --lang lv       show the site while you write
      toolkit print smart-goal      one worksheet as PDF
    """
    ctx.obj = Context(root, None)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to report."
)
@click.option("--lang", metavar="CODE", help="Language of the messages (default: your environment’s).")
@click.pass_obj
def check(context: Context, paths: tuple[Path, ...], form: str, lang: str | None) -> None:
    """Find what is wrong in definitions and translations, all in one pass.

    \b
    Examples:
      toolkit check
      toolkit check content/worksheets --lang lv
      toolkit check --format github
    """
    context.language = lang
    try:
        project = context.project
    except ContentError as error:
        # Told in the form that was asked for, whichever paths: nothing can be read without languages.
        _show(context, error.problems, form)
        sys.exit(error.exit_code)
    wanted = [_existing(project.root, path) for path in paths]
    found, problems = publish.survey(project)
    if wanted:
        problems = tuple(
            p
            for p in problems
            if any(p.place.path.is_relative_to(path) or p.place.path.resolve() == path for path in wanted)
        )
    _show(context, problems, form)
    if problems:
        sys.exit(1)
    if form == "text":
        out.print(context.say("No problems. Definitions: {count}", count=len(found)))


def _existing(root: Path, path: Path) -> Path:
    if not path.absolute().is_relative_to(root) and not path.resolve().is_relative_to(root):
        raise UsageError(Message("{path} is not in this toolkit", path=str(path)))
    if not (path.exists() or path.is_symlink()):
        raise UsageError(Message("there is no file or folder {path}", path=str(path)))
    return path.resolve()


@main.command()
@click.option(
    "--lang",
    "languages",
    multiple=True,
    metavar="CODE",
    help="Build only this language (repeatable); the others in site/ stay as they are.",
)
@click.option("--drafts", is_flag=True, help="With drafts, marked as such.")
@click.option(
    "--edition",
    type=click.Choice([PUBLIC, TRAINER]),
    default=PUBLIC,
    show_default=True,
    help="For everyone, or with what is for trainers only.",
)
@click.pass_obj
def build(context: Context, languages: tuple[str, ...], drafts: bool, edition: str) -> None:
    """Write the site and all PDFs to site/.

    \b
    Examples:
      toolkit build
      toolkit build --lang fi
      toolkit build --edition trainer --drafts
    """
    locales = _locales(context.project, languages) if languages else ()
    _summary(context, _build(context, locales, _scope(edition, drafts)))


def _scope(edition: str, drafts: bool) -> Scope:
    return Scope(Visibility.trainer if edition == TRAINER else Visibility.coach, drafts)


def _build(
    context: Context,
    locales: tuple[str, ...],
    scope: Scope,
    live: bool = False,
    workers: Workers | None = None,
) -> publish.Summary:
    with _progress(context.say("Building")) as progress:
        return publish.build(context.project, progress, locales, live, scope, workers)


@contextmanager
def _progress(title: str) -> Iterator[Progress]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with ProgressBar(*columns, console=err, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _summary(context: Context, summary: publish.Summary) -> None:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    gaps = ", ".join(f"{locale} {count}" for locale, count in sorted(summary.gaps.items()))
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


def _locales(project: Project, languages: tuple[str, ...]) -> tuple[str, ...]:
    for code in languages:
        if code not in project.locales:
            raise UsageError(
                Message(
                    "the project has no language ‘{value}’ – use one of: {known}",
                    value=code,
                    known=", ".join(project.locales),
                )
            )
    return tuple(dict.fromkeys(languages)) or project.locales


@main.command("serve")
@click.option(
    "--lang", "languages", multiple=True, metavar="CODE", help="Build only this language (repeatable)."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port on this machine."
)
@click.option("--drafts/--no-drafts", default=True, show_default=True, help="With drafts, marked as such.")
@click.option(
    "--edition",
    type=click.Choice([PUBLIC, TRAINER]),
    default=TRAINER,
    show_default=True,
    help="For everyone, or with what is for trainers only.",
)
@click.pass_obj
def serve_command(
    context: Context, languages: tuple[str, ...], port: int, drafts: bool, edition: str
) -> None:
    """Show the site on this machine while you write; pages reload when a file changes.

    Drafts and what is for trainers are shown, too, and say so. The folder site/ is left as it is.

    \b
    Examples:
      toolkit serve
      toolkit serve --lang lv --port 8080
      toolkit serve --edition public --no-drafts
    """
    stamp, scope = serve.Stamp(), _scope(edition, drafts)
    site_url = _readable(context).site_url
    folder = publish.live_site(context.root.resolve())
    with Workers() as workers, serve.server(folder, port, stamp, site_url) as address:

        def attempt() -> publish.Summary:
            return _build(context, _locales(context.project, languages), scope, True, workers)

        try:
            _summary(context, attempt())
        except ContentError as error:
            # Waiting for the author to mend it, who sees in the page what it is.
            _show(context, error.problems)
            stamp.set(_trouble(context, error))

        def rebuild() -> None:
            context.reopen()
            try:
                built = attempt()
            except ContentError as error:
                _show(context, error.problems)
                stamp.set(_trouble(context, error))
            except ToolkitError as error:
                err.print(error.message.render(context.gettext), style="red")
                stamp.set(_trouble(context, error))
            else:
                stamp.set(None)
                out.print(context.say("Built again in {seconds} s", seconds=f"{built.seconds:.1f}"))

        out.print(context.say("Serving {address} – stop with Ctrl+C", address=address))
        try:
            serve.rebuild_on_change(context, rebuild)
        except KeyboardInterrupt:
            out.print()


def _trouble(context: Context, error: ToolkitError) -> serve.Trouble:
    """Return what is wrong as a part of a page."""
    if isinstance(error, ContentError):
        texts = ["\n".join(report.as_text([one], context.gettext, context.shown)) for one in error.problems]
    else:
        texts = [error.message.render(context.gettext)]
    title, lang = context.say("The site cannot be built"), _spoken(context)
    return serve.Trouble(problem_page.box(texts, title, lang), title, lang)


@main.command("print")
@click.argument("ids", nargs=-1, required=True)
@click.option(
    "--lang", "languages", multiple=True, metavar="CODE", help="Language (repeatable; default: all)."
)
@click.option("--bilingual", metavar="CODE", help="A second language on the same sheet.")
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Paper size."
)
@click.option("--large-print", is_flag=True, help="Large type, for readers who need it.")
@click.option("--ink-saving", is_flag=True, help="No tinted areas.")
@click.option("--fillable", is_flag=True, help="A form to fill in a PDF viewer (worksheets).")
@click.option(
    "--answers",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Fill in what a worksheet’s page saved to this file; makes a fillable PDF.",
)
@click.option(
    "--out",
    "target",
    type=click.Path(path_type=Path),
    default="print",
    show_default=True,
    help="Folder, or a file that ends in .pdf for a single sheet.",
)
@click.pass_obj
def print_command(
    context: Context,
    ids: tuple[str, ...],
    languages: tuple[str, ...],
    bilingual: str | None,
    paper: Any,
    large_print: bool,
    ink_saving: bool,
    fillable: bool,
    answers: Path | None,
    target: Path,
) -> None:
    """Write worksheets, checklists, session cards and question cards as PDF.

    \b
    Examples:
      toolkit print smart-goal --lang lv
      toolkit print wheel-of-life action-plan --paper letter --out sheets
      toolkit print values --lang fi --bilingual en --large-print --out values.pdf
      toolkit print action-plan --lang es --answers saved.json --out filled.pdf
    """
    locales = _locales(context.project, languages)
    if bilingual:
        _locales(context.project, (bilingual,))
        # Without --lang, every language but the second one itself.
        locales = locales if languages else tuple(code for code in locales if code != bilingual)
    if target.suffix == ".pdf" and len(ids) * len(locales) != 1:
        raise UsageError(Message("one file can hold one sheet in one language – name a folder with --out"))
    if answers and len(ids) != 1:
        raise UsageError(Message("answers belong to one worksheet – name one id"))
    options = PrintOptions(paper, large_print, ink_saving, fillable or answers is not None, bilingual)
    for path in publish.print_sheets(context.project, ids, locales, options, target, answers):
        out.print(str(path))


@main.command()
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.argument("name")
@click.option(
    "--lang", "language", metavar="CODE", help="Language you write in (default: that of your system)."
)
@click.pass_obj
def new(context: Context, kind: str, name: str, language: str | None) -> None:
    """Write a commented starter definition for you to fill.

    \b
    Examples:
      toolkit new session my-session --lang es
      toolkit new worksheet weekly-review --lang fi
    """
    project = context.project
    if not SLUG.fullmatch(name) or name in RESERVED_NAMES or len(name) > 60:
        raise UsageError(
            Message(
                "‘{value}’ cannot be an id – use lower-case letters a–z, digits and single hyphens",
                value=name,
            )
        )
    own = next((code for code in _wanted(context) if code in project.locales), project.locales[0])
    (locale,) = _locales(project, (language or own,))
    chosen = Kind(kind)
    folder = project.content / FOLDERS[chosen]
    path = folder / f"{name}.yaml"
    if path.exists():
        raise UsageError(Message("{path} exists already – choose another id", path=project.shown(path)))
    schemas = _write_schemas(project.content / SCHEMAS)
    relative = os.path.relpath(schemas[chosen], folder).replace(os.sep, "/")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(starter.starter(chosen, name, locale, relative), encoding="utf-8", newline="\n")
    out.print(
        context.say("Wrote {path} – replace each …, then run: toolkit check", path=project.shown(path)),
    )


@main.command()
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]), required=False)
@click.option(
    "--out", "target", type=click.Path(path_type=Path, file_okay=False), help="Write all into this folder."
)
@click.pass_obj
def schema(context: Context, kind: str | None, target: Path | None) -> None:
    """Show the JSON Schema of a kind, or write those of all kinds for your editor.

    \b
    Examples:
      toolkit schema worksheet
      toolkit schema --out schemas
    """
    if kind:
        click.echo(json.dumps(definition_schema(Kind(kind)), ensure_ascii=False, indent=2))
        return
    for path in _write_schemas(target or context.project.content / SCHEMAS).values():
        out.print(str(path))


def _write_schemas(folder: Path) -> dict[Kind, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for kind in KINDS:
        written[kind] = folder / f"{kind}.json"
        text = json.dumps(definition_schema(kind), ensure_ascii=False, indent=2)
        written[kind].write_text(text + "\n", encoding="utf-8")
    return written


@main.group()
def translations() -> None:
    """Write catalogs for translators, and see how far they are.

    \b
    Examples:
      toolkit translations update
      toolkit translations status
    """


@translations.command()
@click.pass_obj
def update(context: Context) -> None:
    """Write the catalogs in locales/, keeping every translation there is.

    \b
    Examples:
      toolkit translations update
    """
    found = library.load(context.project)
    catalog.update(context.project, found)
    catalog.update_interface(context.project)
    _status(context, found)


@translations.command()
@click.pass_obj
def status(context: Context) -> None:
    """Count translated, outdated and missing texts per language and kind.

    \b
    Examples:
      toolkit translations status
    """
    _status(context, library.load(context.project))


def _status(context: Context, found: library.Library) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (
        context.say("Language"),
        context.say("Kind"),
        context.say("Translated"),
        context.say("Outdated"),
        context.say("Missing"),
    ):
        table.add_column(title)
    translations = _translations(context)
    for locale in context.project.locales:
        loaded = catalog.load(context.project, locale)
        for kind in [*KINDS, None]:
            counts = catalog.count(found, loaded, kind)
            if not sum(counts.values()):
                continue
            name = say(translations, PLURALS[kind]) if kind else context.say("All")
            table.add_row(
                locale,
                name,
                *(str(number) for number in counts.values()),
                style="bold" if kind is None else None,
            )
        counts = catalog.count_interface(context.project, locale)
        if counts:
            table.add_row(locale, context.say("Interface"), *(str(number) for number in counts.values()))
    # Piped into a file, a table must not be folded to a terminal's width.
    Console(width=max(100, shutil.get_terminal_size().columns), highlight=False, markup=False).print(table)
