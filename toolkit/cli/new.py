"""``toolkit new``: a commented starter definition."""

from __future__ import annotations

import os

import click

from ..errors import Message, UsageError
from . import speech
from .context import Context, locales_of, out
from .schema import SCHEMAS, write_schemas


@speech.command("new")
@click.argument("kind", type=speech.Kinds())
@click.argument("name")
@speech.option(
    "--lang", "language", metavar="CODE", help="Language you write in (default: the language of your system)."
)
@click.pass_obj
def command(context: Context, kind: str, name: str, language: str | None) -> None:
    """Write a starter definition, explained in comments, for you to fill in.

    \b
    Examples:
      toolkit new session my-session --lang es
      toolkit new worksheet weekly-review --lang fi
    """
    from ..definitions import Kind, is_name, starter

    project = context.project
    if not is_name(name):
        raise UsageError(
            Message(
                "‘{value}’ cannot be an ID – use lower-case letters a–z, digits and single hyphens",
                value=name,
            )
        )
    own = next(
        (code for code in speech.wanted(context.language) if code in project.locales), project.locales[0]
    )
    (locale,) = locales_of(project, (language or own,))
    chosen = Kind(kind)
    folder = project.content / chosen.info.folder
    path = folder / f"{name}.yaml"
    if path.exists():
        raise UsageError(Message("{path} already exists – choose another ID", path=project.shown(path)))
    # Whoever writes in a language reads the notes in it; where the interface lacks it, in their own.
    known = context.words if locale not in speech.spoken(context.root) else speech.words(context.root, locale)
    schemas = write_schemas(project.content / SCHEMAS, known.gettext)
    relative = os.path.relpath(schemas[chosen], folder).replace(os.sep, "/")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(
        starter.starter(chosen, name, locale, relative, known.gettext), encoding="utf-8", newline="\n"
    )
    out.print(
        context.say(
            "Wrote {path} – replace each ‘…’ with your text, then run: toolkit check",
            path=project.shown(path),
        ),
    )
