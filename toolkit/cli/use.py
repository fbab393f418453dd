"""``toolkit use``: what the toolkit brings along, for a project of one's own."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import click

from ..errors import ContentError, Message, UsageError
from ..suggestions import did_you_mean
from . import speech
from .context import Context, locales_of, out, show

if TYPE_CHECKING:
    from ..definitions import Key
    from ..project import Project

#: Where the list stands in ``mkdocs.yml``.
_KEYS = ("extra", "toolkit", "use")


@speech.command("use")
@click.argument("names", nargs=-1, metavar="[KIND/ID…]")
@speech.option("--copy", is_flag=True, help="Copy the definitions to content/, so that you can change them.")
@speech.option(
    "--lang",
    "language",
    metavar="CODE",
    help="Language of the copies (default: the first language of the site).",
)
@click.pass_obj
def command(context: Context, names: tuple[str, ...], copy: bool, language: str | None) -> None:
    """Use definitions that come with the toolkit, together with their translations and everything they refer
    to.

    Without a name, this lists what is available. Enter a kind to use all of its definitions, or ‘all’ to
    use everything.

    \b
    Examples:
      toolkit use worksheet/smart-goal session/grow-session
      toolkit use checklist
      toolkit use worksheet/values --copy --lang lv
    """
    from ..definitions import shipped

    project = context.project
    if project.content == project.shipped:
        raise UsageError(
            Message("this is the toolkit’s own folder, which already contains all the definitions")
        )
    if not names:
        _list(context, project)
        return
    known = shipped.files(project)
    before = _standing(context, project)
    if copy:
        (locale,) = locales_of(project, (language or project.locales[0],))
        keys = [key for name in names for key in _keys(project, name)]
        from ..translation import takeover

        # What a copy refers to is used as it is.
        beside = [
            f"{kind}/{name}"
            for key in keys
            for kind, name in shipped.referred(shipped.read(project, known[key]))
            if (kind, name) in known and (kind, name) not in keys
        ]
        for path in takeover.take_over(project, keys, locale):
            out.print(context.say("Wrote {path}", path=project.shown(path)))
        _add(context, project, beside)
    else:
        for name in names:
            _keys(project, name)
        _add(context, project, names)
    _tell(context, before)


def _keys(project: Project, name: str) -> list[Key]:
    """Return what a name stands for. Raises :class:`UsageError` where there is nothing of that name."""
    from ..definitions import shipped

    found = shipped.named(project, name)
    if not found:
        known = shipped.files(project)
        advice = did_you_mean(name, shipped.wishes_for(known), shipped.AVAILABLE, names=True)
        raise UsageError(
            Message("‘{value}’ does not come with the toolkit – {advice}", value=name, advice=advice)
        )
    return found


def _add(context: Context, project: Project, names: tuple[str, ...] | list[str]) -> None:
    """Write names into ``mkdocs.yml``, unless they stand there."""
    from ..files import replace
    from ..project import listing

    there = {wish.text for wish in project.configured.use}
    new = [name for name in dict.fromkeys(names) if name not in there]
    if not new:
        return
    try:
        text = listing.added(project.config.read_text(encoding="utf-8"), _KEYS, new)
    except ValueError:
        raise UsageError(
            Message(
                "mkdocs.yml could not be changed – open it and add {names} under ‘extra: toolkit: use:’",
                names=", ".join(new),
            )
        ) from None
    replace(project.config, text.encode())
    context.reopen()


def _tell(context: Context, before: Collection[Key]) -> None:
    """Say which definitions there are now that were not there ``before``, and how many in all."""
    from ..definitions import library
    from ..translation import takeover

    found, problems = library.survey(context.project)
    if problems:
        show(context, problems)
        raise SystemExit(ContentError.exit_code)
    locale = speech.language(context.root, context.language)
    for (kind, name), title in takeover.titles(context.project, locale).items():
        if (kind, name) in found.entries and (kind, name) not in before:
            out.print(f"+ {kind}/{name}  {title}")
    brought = sum(
        bool(entry.document.layers) or not entry.document.path.is_relative_to(context.project.content)
        for entry in found.entries.values()
    )
    out.print(
        context.say(
            "Definitions: {count}, of which {brought} come with the toolkit",
            count=len(found),
            brought=brought,
        )
    )


def _standing(context: Context, project: Project) -> dict[Key, str]:
    """Return how the project has each definition that it has, as far as they can be read."""
    from ..definitions import key_of, library

    found, _problems = library.survey(project)
    told = {}
    for entry in found.entries.values():
        if entry.document.layers:
            mark = context.say("in use, with your changes")
        elif entry.document.path.is_relative_to(project.content):
            mark = context.say("your own version")
        else:
            mark = context.say("in use")
        told[key_of(entry.definition)] = mark
    return told


def _list(context: Context, project: Project) -> None:
    from ..definitions import shipped
    from ..translation import takeover

    locale = speech.language(context.root, context.language)
    standing = _standing(context, project)
    for (kind, name), title in takeover.titles(project, locale).items():
        mark = standing.get((kind, name))
        out.print(f"{kind}/{name}  {title}  [{mark}]" if mark else f"{kind}/{name}  {title}")
    if example := next(("/".join(key) for key in shipped.files(project) if key not in standing), ""):
        out.print(context.say("To use some of them, run: toolkit use {example}", example=example))
