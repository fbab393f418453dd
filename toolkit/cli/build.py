"""``toolkit build``: the site and all PDFs."""

from __future__ import annotations

import os
import re
import time
from dataclasses import replace
from pathlib import Path

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
    help="Build only this language (can be repeated); the others in site/ are left as they are.",
)
@speech.option("--drafts", is_flag=True, help="Include drafts, marked as such.")
@edition_option(PUBLIC)
@speech.option("--no-pdf", is_flag=True, help="Pages only, for a quick look: they have no links to PDFs.")
@speech.option(
    "--only",
    "ids",
    multiple=True,
    metavar="ID",
    help="Build all pages, but only the PDFs of this definition (can be repeated); the other pages then "
    "have no links to PDFs.",
)
@speech.option(
    "--part",
    metavar="K/N",
    help="Build only this part of the site, such as 2/4, for ‘toolkit join’; the other "
    "parts are built on other machines.",
)
@speech.option(
    "--out",
    "out_folder",
    type=speech.File(),
    help="With --part: folder for the part (default: build/parts/K-of-N).",
)
@speech.option(
    "--folder",
    "folder",
    is_flag=False,
    flag_value="",
    metavar="[PATH]",
    help="Also save a copy of the site that opens with a double-click, as a folder and a zip file "
    "(default: build/folder).",
)
@click.pass_obj
def command(
    context: Context,
    languages: tuple[str, ...],
    drafts: bool,
    edition: str,
    no_pdf: bool,
    ids: tuple[str, ...],
    part: str | None,
    out_folder: Path | None,
    folder: str | None,
) -> None:
    """Write the site and all PDFs to site/.

    A site built with --no-pdf or --only is for your own use: before you publish, build the whole site.

    With --folder, PATH will contain the site both as a folder and as a zip file: pass on either one. Neither
    needs a server or a network.

    \b
    Examples:
      toolkit build
      toolkit build --lang fi
      toolkit build --edition trainer --drafts
      toolkit build --no-pdf
      toolkit build --only my-review
      toolkit build --part 2/4
      toolkit build --folder
    """
    started = time.monotonic()
    if no_pdf and ids:
        raise UsageError(Message("--no-pdf builds no PDFs and --only selects some – use one or the other"))
    share = _share(part, languages or ids) if part is not None else None
    if share and folder is not None:
        raise UsageError(
            Message("--folder needs a whole site, and --part builds only part of one – leave out one of them")
        )
    if out_folder and not share:
        raise UsageError(Message("--out is for part of a site – choose a part with --part"))
    root, day = context.root.absolute(), os.environ.get("SOURCE_DATE_EPOCH", "0")
    cache = stage_cache(root, "build")
    asked = (str(root), day, languages, drafts, edition, no_pdf, tuple(sorted(ids)), share, str(out_folder))
    handed = str(Path(folder).absolute()) if folder else folder
    key = key_of("build", repr((asked, handed)))
    found: tuple[State, Told] | None = recall(cache, key)
    if found and not found[0].touched():
        out.print(context.say("Nothing has changed since the last build."))
        show_summary(context, found[1], time.monotonic() - started)
        return

    from .building import LOOK, built_with_progress, handed_over, part_with_progress, told_of, wanted_folder

    state = State.of(context.project.inputs)
    # Opened again, so that nothing is older than the state that it is kept with.
    context.reopen()
    locales = locales_of(context.project, languages) if languages else ()
    scope = scope_of(edition, drafts)
    if no_pdf or ids:
        scope = replace(scope, printed=frozenset(ids))
    target = wanted_folder(context.project, folder) if folder is not None else None
    if share:
        summary = part_with_progress(context, share, out_folder, scope)
    else:
        summary = built_with_progress(context, locales, scope)
    told = told_of(summary) if share else replace(told_of(summary), ways=LOOK)
    made = [summary.index.parent]
    if target:
        told = handed_over(context, context.project, target, told)
        made.append(target)
    note(cache, key, state, (State.seen(made), replace(told, news=())))
    show_summary(context, told, summary.seconds)


def _share(text: str, narrowing: tuple[str, ...]) -> tuple[int, int]:
    """Return which part of how many an option names. Raises :class:`UsageError`."""
    found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
    if found is None:
        raise UsageError(
            Message(
                "‘{value}’ does not give the number of the part and the total number of parts – enter, "
                "for example, 2/4",
                value=text,
            )
        )
    number, of = int(found[1]), int(found[2])
    if not 1 <= number <= of:
        raise UsageError(
            Message(
                "there is no part {value} – parts are counted from 1, and the last one is N/N", value=text
            )
        )
    if narrowing:
        raise UsageError(
            Message("--part always divides the whole site – leave out either --part, or --lang and --only")
        )
    return number, of
