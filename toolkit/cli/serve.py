"""``toolkit serve``: the site on this machine, made again while its author writes."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import click

from ..errors import ContentError, ToolkitError
from . import report, speech
from .context import Context, err, locales_of, out, readable, show
from .editions import TRAINER, edition_option, scope_of

if TYPE_CHECKING:
    from ..build import Summary
    from ..site import Trouble


@speech.command("serve")
@speech.option(
    "--lang", "languages", multiple=True, metavar="CODE", help="Build only this language (can be repeated)."
)
@speech.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port on this machine."
)
@speech.option(
    "--drafts/--no-drafts", default=True, show_default=True, help="Include drafts, marked as such."
)
@edition_option(TRAINER)
@click.pass_obj
def command(context: Context, languages: tuple[str, ...], port: int, drafts: bool, edition: str) -> None:
    """Show the site on this machine while you write; pages reload when a file changes.

    Drafts and content for trainers are included and marked as such. A PDF is built when you open it. The
    folder site/ is not changed.

    \b
    Examples:
      toolkit serve
      toolkit serve --lang lv --port 8080
      toolkit serve --edition public --no-drafts
    """
    from ..build import Ahead, Prints, Workers
    from ..build import run as builder
    from ..site import Stamp
    from ..site import server as serve
    from .building import built_with_progress, told_of
    from .summary import show_summary

    stamp, scope = Stamp(), scope_of(edition, drafts)
    site_url = readable(context).site_url
    folder = builder.live_site(context.root.resolve())
    prints = Prints()

    def shown(files: Collection[str]) -> None:
        stamp.ahead(files)
        stamp.loaded()

    ahead = Ahead(stamp.in_sight, shown)

    def pdf(file: str) -> bytes | Trouble | None:
        try:
            return prints.search(file) if file.endswith(".js") else prints.pdf(file)
        except ToolkitError as error:
            _tell(context, error)
            return _trouble(context, error, context.say("The PDF cannot be built"))

    with Workers() as workers, prints, serve.server(folder, port, stamp, site_url, pdf) as address:

        def attempt() -> Summary:
            asked = locales_of(context.project, languages)
            built = built_with_progress(context, asked, scope, True, workers, ahead=ahead)
            prints.show(built.source)
            return built

        try:
            first = attempt()
            show_summary(context, told_of(first), first.seconds)
        except ContentError as error:
            # Waiting for the author to mend it, who sees in the page what it is.
            show(context, error.problems)
            stamp.set(_trouble(context, error, context.say("The site cannot be built")))

        def rebuild() -> None:
            context.reopen()
            try:
                built = attempt()
            except ToolkitError as error:
                _tell(context, error)
                stamp.set(_trouble(context, error, context.say("The site cannot be built")))
            else:
                stamp.set(None)
                out.print(context.say("Rebuilt in {seconds} s", seconds=f"{built.seconds:.1f}"))

        out.print(context.say("Showing the site at {address} – press Ctrl+C to stop", address=address))
        try:
            serve.rebuild_on_change(context, rebuild)
        except KeyboardInterrupt:
            out.print()


def _tell(context: Context, error: ToolkitError) -> None:
    """Say on the command line what is wrong."""
    if isinstance(error, ContentError):
        show(context, error.problems)
    else:
        err.print(error.message.render(context.gettext), style="red")


def _trouble(context: Context, error: ToolkitError, title: str) -> Trouble:
    """Return what is wrong as a part of a page."""
    from ..site import Trouble, problem_page

    if isinstance(error, ContentError):
        texts = ["\n".join(report.as_text([one], context.gettext, context.shown)) for one in error.problems]
    else:
        texts = [error.message.render(context.gettext)]
    lang = speech.language(context.root, context.language)
    return Trouble(problem_page.box(texts, title, lang), title, lang)
