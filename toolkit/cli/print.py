"""``toolkit print``: worksheets, checklists, cards, curricula and certificates as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..errors import Message, UsageError
from . import speech
from .context import Context, locales_of, out


@speech.command("print")
@click.argument("ids", nargs=-1, required=True)
@speech.option(
    "--lang", "languages", multiple=True, metavar="CODE", help="Language (repeatable; default: all)."
)
@speech.option("--bilingual", metavar="CODE", help="A second language on the same sheet.")
@speech.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Paper size."
)
@speech.option("--large-print", is_flag=True, help="Large type, for readers who need it.")
@speech.option("--ink-saving", is_flag=True, help="No tinted areas.")
@speech.option("--fillable", is_flag=True, help="A form to fill in a PDF viewer (worksheets, certificates).")
@speech.option(
    "--certificate", is_flag=True, help="The certificate of attendance of a curriculum, not the curriculum."
)
@speech.option(
    "--answers",
    type=speech.File(exists=True, dir_okay=False),
    help="Fill in what a worksheet’s page saved to this file; makes a fillable PDF.",
)
@speech.option(
    "--example", is_flag=True, help="A worksheet with its worked example filled in; each page says so."
)
@speech.option(
    "--out",
    "target",
    type=speech.File(),
    default="print",
    show_default=True,
    help="Folder, or a file that ends in .pdf for a single sheet.",
)
@click.pass_obj
def command(
    context: Context,
    ids: tuple[str, ...],
    languages: tuple[str, ...],
    bilingual: str | None,
    paper: Any,
    large_print: bool,
    ink_saving: bool,
    fillable: bool,
    certificate: bool,
    answers: Path | None,
    example: bool,
    target: Path,
) -> None:
    """Write worksheets, checklists, session and question cards, curricula and certificates as PDF.

    \b
    Examples:
      toolkit print smart-goal --lang lv
      toolkit print wheel-of-life action-plan --paper letter --out sheets
      toolkit print values --lang fi --bilingual en --large-print --out values.pdf
      toolkit print action-plan --lang es --answers saved.json --out filled.pdf
      toolkit print wheel-of-leadership --lang en --example
      toolkit print coach-starter-course --certificate --fillable
    """
    from ..build import print_sheets
    from ..view import PrintOptions

    locales = locales_of(context.project, languages)
    if bilingual:
        locales_of(context.project, (bilingual,))
        # Without --lang, every language but the second one itself.
        locales = locales if languages else tuple(code for code in locales if code != bilingual)
    if target.suffix == ".pdf" and len(ids) * len(locales) != 1:
        raise UsageError(Message("one file can hold one sheet in one language – name a folder with --out"))
    if answers and len(ids) != 1:
        raise UsageError(Message("answers belong to one worksheet – name one id"))
    if answers and example:
        raise UsageError(Message("name one of --answers and --example, not both"))
    sheet = "certificate" if certificate else ""
    fill = fillable or answers is not None or example
    options = PrintOptions(paper, large_print, ink_saving, fill, bilingual, sheet, example)
    for path in print_sheets(context.project, ids, locales, options, target, answers):
        out.print(str(path))
