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
    "--lang", "languages", multiple=True, metavar="CODE", help="Language (can be repeated; default: all)."
)
@speech.option("--bilingual", metavar="CODE", help="Add a second language to the same sheet.")
@speech.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Paper size."
)
@speech.option("--large-print", is_flag=True, help="Large print, for readers who need it.")
@speech.option(
    "--one-page", is_flag=True, help="Fit the worksheet on one page, to hand out (only if there is room)."
)
@speech.option("--ink-saving", is_flag=True, help="No shaded areas.")
@speech.option(
    "--fillable",
    is_flag=True,
    help="A form that can be filled in with a PDF viewer (worksheets and certificates).",
)
@speech.option(
    "--certificate",
    is_flag=True,
    help="The certificate of attendance for a curriculum, instead of the curriculum.",
)
@speech.option(
    "--answers",
    type=speech.File(exists=True, dir_okay=False),
    help="Fill in the answers from this file, which was saved from a worksheet’s web page; the result is a "
    "PDF form.",
)
@speech.option(
    "--example",
    is_flag=True,
    help="Fill in the worksheet with its worked example; each page is marked as an example.",
)
@speech.option(
    "--out",
    "target",
    type=speech.File(),
    default="print",
    show_default=True,
    help="Folder or, for a single sheet, a file name that ends in .pdf.",
)
@click.pass_obj
def command(
    context: Context,
    ids: tuple[str, ...],
    languages: tuple[str, ...],
    bilingual: str | None,
    paper: Any,
    large_print: bool,
    one_page: bool,
    ink_saving: bool,
    fillable: bool,
    certificate: bool,
    answers: Path | None,
    example: bool,
    target: Path,
) -> None:
    """Write worksheets, checklists, session cards, question cards, curricula and certificates as PDFs.

    \b
    Examples:
      toolkit print smart-goal --lang lv
      toolkit print wheel-of-life action-plan --paper letter --out sheets
      toolkit print session-preparation --one-page
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
        raise UsageError(
            Message("a file can contain only one sheet in one language – choose a folder with --out")
        )
    if answers and len(ids) != 1:
        raise UsageError(Message("answers belong to one worksheet – enter one ID only"))
    if answers and example:
        raise UsageError(Message("choose either --answers or --example, not both"))
    sheet = "certificate" if certificate else ""
    fill = fillable or answers is not None or example
    options = PrintOptions(paper, large_print, ink_saving, fill, bilingual, sheet, example, one_page)
    for path in print_sheets(context.project, ids, locales, options, target, answers):
        out.print(str(path))
