"""``toolkit import``: questions from a table, a worksheet from a Word document."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from . import speech
from .context import Context, locales_of, out, show
from .tongues import tongues


@speech.command("import")
@click.argument("path", metavar="FILE", type=speech.File())
@speech.option("--id", "name", metavar="ID", help="ID of the definition (default: based on the file name).")
@speech.option("--title", metavar="TEXT", help="Title of the definition.")
@speech.option(
    "--lang", "language", metavar="CODE", help="Language of the texts (default: the language of your system)."
)
@speech.option("--author", metavar="NAME", help="Author of the texts (default: the site’s author or name).")
@click.pass_obj
def command(
    context: Context,
    path: Path,
    name: str | None,
    title: str | None,
    language: str | None,
    author: str | None,
) -> None:
    """Import questions from a table (.xlsx, .csv), or a worksheet from a Word document (.docx).

    Writes definitions to content/ and lists everything that was not imported. Existing files are not
    replaced. ‘toolkit export questions --to xlsx’ writes a table to fill in.

    \b
    Examples:
      toolkit import questions.xlsx
      toolkit import questions.csv --id my-questions --title "My questions" --lang en
      toolkit import worksheet.docx --lang lv
    """
    from ..exchange import Wishes, checked_name, take

    project = context.project
    own = next(
        (code for code in speech.wanted(context.language) if code in project.locales), project.locales[0]
    )
    (locale,) = locales_of(project, (language or own,))
    by = author or project.configured.site_author or project.named(locale) or "Coaching Toolkit"
    wishes = Wishes(checked_name(name), title, locale, by)
    found = take(project, path, wishes, tongues(context))
    for note in found.notes:
        out.print(note.render(context.gettext))
    show(context, found.problems, voice=out)
    for written in found.files:
        out.print(
            context.say(
                "Wrote {path} – read it through, then run: toolkit check", path=project.shown(written)
            )
        )
    if found.problems:
        sys.exit(1)
