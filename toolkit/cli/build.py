"""``toolkit build``: the site and all PDFs."""

from __future__ import annotations

import os
import time
from dataclasses import replace

import click

from ..cache import State, note, recall, stage_cache
from ..cache import key as key_of
from ..errors import Message, UsageError
from . import speech
from .context import Context, locales_of, out
from .editions import PUBLIC, edition_option, scope_of
from .summary import Told, show_summary


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
    started = time.monotonic()
    if no_pdf and ids:
        raise UsageError(Message("--no-pdf makes no PDFs and --only names some – choose one of them"))
    root, day = context.root.absolute(), os.environ.get("SOURCE_DATE_EPOCH", "0")
    cache = stage_cache(root, "build")
    asked = (str(root), day, languages, drafts, edition, no_pdf, tuple(sorted(ids)))
    key = key_of("build", repr(asked))
    found: tuple[State, Told] | None = recall(cache, key)
    if found and not found[0].touched():
        out.print(context.say("Nothing has changed since the last build."))
        show_summary(context, found[1], time.monotonic() - started)
        return

    from .building import built_with_progress, told_of

    state = State.of(context.project.inputs)
    # Opened again, so that nothing is older than the state that it is kept with.
    context.reopen()
    locales = locales_of(context.project, languages) if languages else ()
    scope = scope_of(edition, drafts)
    if no_pdf or ids:
        scope = replace(scope, printed=frozenset(ids))
    summary = built_with_progress(context, locales, scope)
    told = told_of(summary)
    note(cache, key, state, (State.seen([summary.index.parent]), replace(told, news=())))
    show_summary(context, told, summary.seconds)
