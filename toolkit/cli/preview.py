"""``toolkit preview``: the site as it would be published, to be looked at before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from ..errors import Message
from . import speech
from .context import Context
from .summary import show_summary


@speech.command("preview")
@speech.option(
    "--under",
    metavar="PATH",
    help="Path of the preview, such as pull/12, under the site’s address (default: preview).",
)
@speech.option(
    "--address", metavar="URL", help="Address of the preview, if it is not under the site’s address."
)
@speech.option("--out", "out_folder", type=speech.File(), help="Folder (default: build/preview).")
@speech.option(
    "--folder",
    "folder",
    is_flag=False,
    flag_value="",
    metavar="[PATH]",
    help="Also save a copy of the preview that opens with a double-click, as a folder and a zip file "
    "(default: build/preview-folder).",
)
@click.pass_obj
def command(
    context: Context, under: str | None, address: str | None, out_folder: Path | None, folder: str | None
) -> None:
    """Build the site and all PDFs in a separate folder, to look at before you publish.

    Builds the same site as ‘toolkit build’, with the same checks. Its pages are marked as a preview, tell
    search engines not to list them and have a different address, so that the preview can be published
    alongside the site.

    \b
    Examples:
      toolkit preview
      toolkit preview --under pull/12
      toolkit preview --address https://preview.example.org/
      toolkit preview --folder
    """
    from ..build import preview
    from ..view import PUBLIC
    from .building import built_with_progress, copied_by, handed_over, told_of, wanted_folder

    where = out_folder.absolute() if out_folder else None
    project = preview.of(context.project, where, address, under)
    target = wanted_folder(project, folder) if folder is not None else None
    summary = built_with_progress(context, (), PUBLIC, project=project)
    told = replace(told_of(summary), ways=(copied_by("preview --folder"),))
    if project.site_url:
        *rows, last = told.rows
        told = replace(told, rows=(*rows, (Message("Built for this address"), project.site_url), last))
    if target:
        told = handed_over(context, project, target, told)
    show_summary(context, told, summary.seconds)
