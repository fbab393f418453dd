"""``toolkit init``: a toolkit of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import Message, UsageError
from . import speech
from .context import Context, listed, out


@speech.command("init")
@click.argument("folder", type=speech.File(file_okay=False))
@speech.option("--name", help="Name of the site.")
@speech.option("--languages", metavar="CODES", help="Languages of the site, yours first, such as: lv,en")
@speech.option("--primary", metavar="COLOUR", help="Colour of headings and buttons")
@speech.option("--accent", metavar="COLOUR", help="Accent colour")
@speech.option("--license", "licence", metavar="LICENCE", help="Licence for what you write.")
@click.pass_obj
def command(
    context: Context,
    folder: Path,
    name: str | None,
    languages: str | None,
    primary: str | None,
    accent: str | None,
    licence: str | None,
) -> None:
    """Start your own toolkit in a new folder, with settings, an example of each kind of definition and a
    workflow for publishing.

    Asks for anything you leave out; with --name and --languages, it asks no questions.

    \b
    Examples:
      toolkit init rigas-skola
      toolkit init rigas-skola --name "Rīgas skola" --languages lv,en
    """
    from ..project import Project, licences, tokens
    from ..start import Wishes, begin
    from ..translation import interface
    from ..view import language_name

    asks = not (name and languages)

    def answer(given: str | None, question: str, default: str | None = None) -> str:
        if given is None and (asks or default is None):
            return str(click.prompt(question, default=default)).strip()
        return (given if given is not None else default or "").strip()

    title = answer(name, context.say("Name of the site"))
    own = next((code for code in speech.wanted(context.language) if len(code) == 2), "en")
    asked = answer(languages, context.say("Languages, yours first"), own)
    codes = listed(asked)
    _check(title, codes)
    wishes = Wishes(
        name=title,
        languages=codes,
        names=tuple(map(language_name, codes)),
        primary=answer(primary, context.say("Colour of headings and buttons"), tokens.PRIMARY),
        accent=answer(accent, context.say("Accent colour"), tokens.ACCENT),
        licence=answer(licence, context.say("Licence for what you write"), licences.DEFAULT),
    )
    # Whoever writes in a language reads the notes in it.
    spoken = codes[0] in speech.spoken(context.root)
    words = interface.words(Project.bare(), codes[0]) if spoken else context.words
    begin(folder, wishes, words.gettext)
    out.print(context.say("Your toolkit is in {folder}. Continue with:", folder=str(folder)))
    out.print(f"  cd {folder}\n  toolkit serve")


def _check(title: str, codes: tuple[str, ...]) -> None:
    """Raise :class:`UsageError` for a name or a language that cannot be used."""
    from ..project import languagecodes

    if not title or "\n" in title:
        raise UsageError(Message("the site needs a name, written on one line"))
    if not codes:
        raise UsageError(Message("the site needs a language, such as lv"))
    for code in codes:
        if found := languagecodes.fault(code):
            what, advice = found
            raise UsageError(Message("{what} – {advice}", what=what, advice=advice))
