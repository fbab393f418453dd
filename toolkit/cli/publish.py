"""``toolkit publish``: a curriculum as site, handbook, e-book and packages for learning platforms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import ContentError, Message, UsageError
from . import speech
from .context import Context, listed, locales_of, out

if TYPE_CHECKING:
    from ..definitions import AnyDefinition
    from ..publish import Outlook, Published


@speech.command("publish")
@click.argument("name", metavar="CURRICULUM")
@speech.option(
    "--lang",
    "languages",
    metavar="CODES",
    default="",
    help="Languages, such as: lv,fi (default: all the languages of the curriculum).",
)
@speech.option(
    "--as", "wanted", metavar="FORMS", default="", help="Formats, such as: handbook,epub (default: all)."
)
@speech.option("--drafts", is_flag=True, help="Include drafts, marked as such.")
@speech.option(
    "--dry-run",
    is_flag=True,
    help="Write nothing: list the definitions that would go in, and how far each is translated.",
)
@speech.option("--out", "target", type=speech.File(), help="Folder (default: build/publish/CURRICULUM).")
@click.pass_obj
def command(
    context: Context,
    name: str,
    languages: str,
    wanted: str,
    drafts: bool,
    dry_run: bool,
    target: Path | None,
) -> None:
    """Publish a curriculum as its own website, as files to read and as files for learning platforms.

    Either everything is written or nothing is; a manifest lists every file with its checksum. To see first
    what would go in, use --dry-run.

    \b
    Examples:
      toolkit publish mentoring-introduction
      toolkit publish mentoring-introduction --dry-run
      toolkit publish mentoring-introduction --lang lv,fi --as site
    """
    from ..publish import FORMS, outlook, publish
    from ..view import Scope
    from .building import progress_shown

    # Elsewhere a definition is called by its kind and id.
    name = name.removeprefix("curriculum/")
    asked = listed(languages)
    if asked:
        locales_of(context.project, asked)
    forms = listed(wanted) or FORMS
    if unknown := [form for form in forms if form not in FORMS]:
        raise UsageError(_no_form(context, unknown[0]))
    if dry_run:
        reader = speech.language(context.root, context.language)
        _foresee(context, name, outlook(context.project, name, asked, Scope(drafts=drafts), reader))
        return
    with progress_shown(context.say("Publishing")) as shown:
        made = publish(
            context.project,
            name,
            asked,
            tuple(form for form in FORMS if form in forms),
            target.absolute() if target else None,
            Scope(drafts=drafts),
            shown,
        )
    _tell(context, made)


def _no_form(context: Context, wanted: str) -> Message:
    """Say of a form that there is not which ones are like it, and which there are."""
    from ..publish import FORMS, near
    from ..view import say

    known = ", ".join(FORMS)
    if found := near(wanted, lambda label: say(context.words, label)):
        return Message(
            "there is no publishing format ‘{value}’ – did you mean: {near}? All formats: {known}",
            value=wanted,
            near=", ".join(found),
            known=known,
        )
    return Message(
        "there is no publishing format ‘{value}’ – use one or more of: {known}", value=wanted, known=known
    )


def _foresee(context: Context, name: str, found: Outlook) -> None:
    """Show what would go in. Raises :class:`ContentError` where it could not be published."""
    from rich.table import Table

    table = Table(context.say("Definition"), context.say("Title"), box=None, padding=(0, 2, 0, 0))
    for locale in found.rows[0].shares:
        table.add_column(locale, justify="right", no_wrap=True)
    for row in found.rows:
        shares = (f"{share.percent}%{' ' if share.suffices else '*'}" for share in row.shares.values())
        table.add_row(f"{row.kind}/{row.id}", row.title, *shares)
    out.print(table)
    if not all(share.suffices for row in found.rows for share in row.shares.values()):
        out.print(
            context.say(
                "* less than the curriculum’s ‘publish_threshold’ ({threshold}%); only the curriculum itself "
                "must reach it, and texts without a translation stay in their original language",
                threshold=found.threshold,
            )
        )
    if found.drafts:
        out.print(context.say("Left out because they are drafts: {ids}", ids=_names(found.drafts)))
    if found.for_trainers:
        out.print(context.say("Only in the handbook for trainers: {ids}", ids=_names(found.for_trainers)))
    if found.lacking:
        raise ContentError(found.lacking)
    command = f"toolkit publish {name}"
    out.print(context.say("Nothing was written. To publish, run: {command}", command=command))


def _names(found: tuple[AnyDefinition, ...]) -> str:
    return ", ".join(f"{one.kind}/{one.id}" for one in found)


def _tell(context: Context, made: Published) -> None:
    from rich.table import Table

    from ..publish import form
    from ..view import say

    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, files in made.files.items():
        size = sum(count for _, count in files)
        table.add_row(name, say(context.words, form(name).label), str(len(files)), _kilobytes(size))
    out.print(table)
    out.print(
        context.say(
            "Published in {languages}: {folder}",
            languages=", ".join(made.languages),
            folder=context.shown(made.folder),
        )
    )
    if not context.project.site_url:
        out.print(
            context.say(
                "The files do not say where their pages are on the web. To change this, set ‘site_url’ in "
                "mkdocs.yml and publish again."
            )
        )


def _kilobytes(size: int) -> str:
    return f"{-(-size // 1024)} KB"
