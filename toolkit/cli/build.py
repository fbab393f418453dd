"""``toolkit build``: the site and all PDFs."""

from __future__ import annotations

from dataclasses import replace

import click

from ..errors import Message, UsageError
from . import speech
from .context import Context, locales_of
from .editions import PUBLIC, edition_option, scope_of


@speech.command("build")
@speech.option(
    "--lang",
    "languages",
    multiple=True,
    metavar="CODE",
    help="Build only this language (repeatable); the others in site/ stay as they are.",
)
@speech.option("--drafts", is_flag=True, help="With drafts, marked as such.")
@edition_option(PUBLIC)
@speech.option("--no-pdf", is_flag=True, help="Pages only, for a quick look: they offer no PDFs.")
@speech.option(
    "--only",
    "ids",
    multiple=True,
    metavar="ID",
    help="All pages, but PDFs of this definition only (repeatable); the others’ pages offer none.",
)
@click.pass_obj
def command(
    context: Context,
    languages: tuple[str, ...],
    drafts: bool,
    edition: str,
    no_pdf: bool,
    ids: tuple[str, ...],
) -> None:
    """Write the site and all PDFs to site/.

    With --no-pdf or --only, the site is for yourself: before you publish it, build it whole.

    \b
    Examples:
      toolkit build
      toolkit build --lang fi
      toolkit build --edition trainer --drafts
      toolkit build --no-pdf
      toolkit build --only my-review
    """
    from .building import built_with_progress, show_summary

    if no_pdf and ids:
        raise UsageError(Message("--no-pdf makes no PDFs and --only names some – choose one of them"))
    locales = locales_of(context.project, languages) if languages else ()
    scope = scope_of(edition, drafts)
    if no_pdf or ids:
        scope = replace(scope, printed=frozenset(ids))
    show_summary(context, built_with_progress(context, locales, scope))
