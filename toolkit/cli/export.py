"""``toolkit export``: question banks as a table, which ``toolkit import`` reads again."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import ContentError, Message, UsageError
from . import speech
from .context import Context, locales_of, out
from .tongues import tongues


@speech.command("export")
@click.argument("what", type=click.Choice(["questions"]))
@click.argument("ids", nargs=-1, metavar="[ID…]")
@speech.option(
    "--to", "form", type=click.Choice(["xlsx", "csv"]), default="xlsx", show_default=True, help="Format."
)
@speech.option(
    "--lang", "language", metavar="CODE", help="Language of the texts and headings (default: as written)."
)
@speech.option("--out", "target", type=speech.File(), help="File to write (default: questions.xlsx).")
@click.pass_obj
def command(
    context: Context, what: str, ids: tuple[str, ...], form: str, language: str | None, target: Path | None
) -> None:
    """Write question banks to a table; if there are none, write a table to fill in.

    \b
    Examples:
      toolkit export questions --to xlsx
      toolkit export questions grow-questions --to csv --lang lv --out grow.csv
    """
    from ..definitions import library
    from ..exchange import export

    project = context.project
    locale = locales_of(project, (language,))[0] if language else None
    path = target or Path(f"{what}.{form}")
    if path.exists():
        raise UsageError(Message("{path} already exists – choose another file with --out", path=str(path)))
    found, problems = library.survey(project)
    if problems and len(found):
        raise ContentError(problems)
    book = speech.words(context.root, language) if language else context.words
    made = export(project, found, ids, locale, form, tongues(context), book)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.data)
    for note in made.notes:
        out.print(note.render(context.gettext))
    out.print(
        context.say(
            "Wrote {path}: question banks: {banks}, questions: {count}",
            path=str(path),
            banks=made.banks,
            count=made.questions,
        )
    )
