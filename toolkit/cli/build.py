"""``toolkit build``: the site and all PDFs."""

from __future__ import annotations

import click

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
@click.pass_obj
def command(context: Context, languages: tuple[str, ...], drafts: bool, edition: str) -> None:
    """Write the site and all PDFs to site/.

    \b
    Examples:
      toolkit build
      toolkit build --lang fi
      toolkit build --edition trainer --drafts
    """
    from .building import built_with_progress, show_summary

    locales = locales_of(context.project, languages) if languages else ()
    show_summary(context, built_with_progress(context, locales, scope_of(edition, drafts)))
