"""``toolkit override``: own texts over what the toolkit brings along, which stays beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..errors import Message, UsageError
from . import speech
from .context import Context, locales_of, out

if TYPE_CHECKING:
    from ..definitions import Key
    from ..project import Project


@speech.command("override")
@click.argument("name", metavar="KIND/ID")
@speech.option(
    "--lang", "language", metavar="CODE", help="Language you write in (default: the site’s first)."
)
@speech.option("--accept", is_flag=True, help="You have seen what is new in the toolkit’s texts: note it.")
@click.pass_obj
def command(context: Context, name: str, language: str | None, accept: bool) -> None:
    """Change single texts, fields or questions of what the toolkit brings along.

    Writes a file into content/ with all that can be changed as comments. What you leave as it is comes
    with later versions of the toolkit; ‘toolkit check’ tells what they change beneath your texts.

    \b
    Examples:
      toolkit override worksheet/smart-goal
      toolkit override question_bank/session-questions --lang lv
      toolkit override worksheet/smart-goal --accept
    """
    from ..definitions import overriding
    from ..translation import overridden

    project = context.project
    key = _key(project, name)
    if accept:
        own = overriding.find(project, key)
        if own is None:
            raise UsageError(
                Message("there is no override of it yet – begin with: toolkit override {name}", name=name)
            )
        overridden.accept(project, key, own, context.gettext)
        out.print(context.say("Noted what the toolkit’s texts say now: {path}", path=project.shown(own.path)))
        return
    (locale,) = locales_of(project, (language or project.locales[0],))
    path = overridden.begin(project, key, locale, context.gettext)
    out.print(
        context.say(
            "Wrote {path} – write your texts into it, then run: toolkit check", path=project.shown(path)
        )
    )


def _key(project: Project, name: str) -> Key:
    """Return the one definition of that name. Raises :class:`UsageError`."""
    from ..definitions import shipped

    if project.content == project.shipped:
        raise UsageError(Message("this is the toolkit’s own folder – change its definitions themselves"))
    found = [key for key in shipped.files(project) if "/".join(key) == name]
    if not found:
        raise UsageError(
            Message("the toolkit brings no ‘{value}’ along – see what there is with: toolkit use", value=name)
        )
    return found[0]
