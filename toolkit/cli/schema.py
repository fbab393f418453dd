"""``toolkit schema``: what editors need to know of each kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import speech
from .context import Context, out

if TYPE_CHECKING:
    from ..definitions import Kind

#: Where editors find the schemas; hidden folders of ``content/`` hold no definitions.
SCHEMAS = ".schema"


@speech.command("schema")
@click.argument("kind", type=speech.Kinds(), required=False)
@speech.option("--out", "target", type=speech.File(file_okay=False), help="Write all schemas to this folder.")
@click.pass_obj
def command(context: Context, kind: str | None, target: Path | None) -> None:
    """Show the JSON Schema of a kind of definition, or write the schemas of all kinds for your editor.

    \b
    Examples:
      toolkit schema worksheet
      toolkit schema --out schemas
    """
    from ..definitions import Kind, definition_schema

    if kind:
        click.echo(json.dumps(definition_schema(Kind(kind), context.gettext), ensure_ascii=False, indent=2))
        return
    for path in write_schemas(target or context.project.content / SCHEMAS, context.gettext).values():
        out.print(str(path))


def write_schemas(folder: Path, gettext: Callable[[str], str]) -> dict[Kind, Path]:
    """Write the JSON Schema of every kind into a folder, with its notes translated, and return the files."""
    from ..definitions import KINDS, definition_schema

    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for kind in KINDS:
        written[kind] = folder / f"{kind}.json"
        text = json.dumps(definition_schema(kind, gettext), ensure_ascii=False, indent=2)
        written[kind].write_text(text + "\n", encoding="utf-8")
    return written
