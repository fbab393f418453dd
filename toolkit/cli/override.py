"""``toolkit override``: own texts over what the toolkit brings along, which stays beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..errors import ContentError, Message, UsageError
from ..suggestions import did_you_mean
from . import speech
from .context import Context, err, locales_of, out, show

if TYPE_CHECKING:
    from ..definitions import Key
    from ..project import Project


@speech.command("override")
@click.argument("name", metavar="KIND/ID")
@speech.option(
    "--lang",
    "language",
    metavar="CODE",
    help="Language you write in (default: the first language of the site).",
)
@speech.option(
    "--accept", is_flag=True, help="Confirm that you have seen what is new in the toolkit’s texts."
)
@click.pass_obj
def command(context: Context, name: str, language: str | None, accept: bool) -> None:
    """Change individual texts, fields or questions of a definition that comes with the toolkit.

    Writes a file to content/ in which everything that can be changed appears as a comment. What you leave
    unchanged is updated with later versions of the toolkit; ‘toolkit check’ tells you when the original of
    one of your texts has changed.

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
        own = overridden.find(project, key)
        if own is None:
            raise UsageError(
                Message("there is no override for it yet – start with: toolkit override {name}", name=name)
            )
        if problems := overriding.misnamed(project, own):
            show(context, problems)
            err.print(context.say("Nothing has been recorded. First correct the IDs that do not exist."))
            raise SystemExit(ContentError.exit_code)
        overridden.accept(project, key, own, context.gettext)
        out.print(context.say("Recorded the toolkit’s current texts: {path}", path=project.shown(own.path)))
        return
    (locale,) = locales_of(project, (language or project.locales[0],))
    path = overridden.begin(project, key, locale, context.gettext)
    out.print(
        context.say("Wrote {path} – add your texts to it, then run: toolkit check", path=project.shown(path))
    )


def _key(project: Project, name: str) -> Key:
    """Return the one definition of that name. Raises :class:`UsageError`."""
    from ..definitions import overriding, shipped
    from ..translation import overridden

    if project.content == project.shipped:
        raise UsageError(Message("this is the toolkit’s own folder – change the definitions themselves"))
    known = shipped.files(project)
    found = next((key for key in known if "/".join(key) == name), None)
    if found is None:
        key = overriding.named(name)
        if own := overriding.find(project, key) if key else None:
            raise UsageError(overridden.is_own(project, name, own))
        advice = did_you_mean(name, shipped.names_of(known), shipped.AVAILABLE, names=True)
        raise UsageError(
            Message("‘{value}’ does not come with the toolkit – {advice}", value=name, advice=advice)
        )
    return found
