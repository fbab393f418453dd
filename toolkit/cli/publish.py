"""``toolkit publish``: a curriculum as site, handbook, e-book and packages for learning platforms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import Message, UsageError
from . import speech
from .context import Context, listed, locales_of, out

if TYPE_CHECKING:
    from ..publish import Published


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
@speech.option("--out", "target", type=speech.File(), help="Folder (default: build/publish/CURRICULUM).")
@click.pass_obj
def command(
    context: Context, name: str, languages: str, wanted: str, drafts: bool, target: Path | None
) -> None:
    """Publish a curriculum as its own website, as files to read and as files for learning platforms.

    Either everything is written or nothing is; a manifest lists every file with its checksum.

    \b
    Examples:
      toolkit publish mentoring-introduction
      toolkit publish mentoring-introduction --lang lv,fi --as site
    """
    from ..publish import FORMS, publish
    from ..view import Scope
    from .building import progress_shown

    asked = listed(languages)
    if asked:
        locales_of(context.project, asked)
    forms = listed(wanted) or FORMS
    if unknown := [form for form in forms if form not in FORMS]:
        raise UsageError(
            Message(
                "there is no publishing format ‘{value}’ – use one or more of: {known}",
                value=unknown[0],
                known=", ".join(FORMS),
            )
        )
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


def _kilobytes(size: int) -> str:
    return f"{-(-size // 1024)} KB"
