"""What all commands share: the reader's project and language, and how they are told something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from babel.support import NullTranslations
from rich.console import Console

from ..errors import Message, Problem, ToolkitError, UsageError
from ..project import Project
from . import report, speech

out = Console(soft_wrap=True, highlight=False, markup=False)
err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


@dataclass
class Context:
    """What all commands share. ``say`` translates a message into the reader's language."""

    root: Path
    language: str | None
    _project: Project | None = None
    _words: NullTranslations | None = None

    @property
    def project(self) -> Project:
        if self._project is None:
            self._project = Project.open(self.root)
        return self._project

    @property
    def words(self) -> NullTranslations:
        if self._words is None:
            self._words = speech.words(self.root, self.language)
        return self._words

    @property
    def gettext(self) -> Callable[[str], str]:
        return self.words.gettext

    def speak(self, language: str) -> None:
        """Say all from here on in a language. Raises :class:`UsageError` where the interface lacks it."""
        self.language, self._words = speech.asked_for(self.root, language), None

    def say(self, msgid: str, **params: Any) -> str:
        return Message(msgid, **params).render(self.gettext)

    def shown(self, path: Path) -> str:
        """Return a path as somebody in the project's folder would write it."""
        root = self.root.resolve()
        return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)

    def reopen(self) -> None:
        """Read the project's configuration again when it is needed next."""
        self._project = None


def readable(context: Context) -> Project:
    """Return the project, or what is left of it where its configuration is at fault."""
    try:
        return context.project
    except ToolkitError:
        return Project.bare(context.root)


def speak(ctx: click.Context, _param: click.Parameter, language: str | None) -> None:
    """Speak the language of an option from here on."""
    if language:
        ctx.find_root().obj.speak(language)


#: Read before what asks for help, so that the help is in that language already.
messages_in = speech.option(
    "--lang",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=speak,
    help="Language of the messages (default: your environment’s).",
)


def show(context: Context, problems: tuple[Problem, ...], form: str = "text", console: Console = err) -> None:
    """Show problems as text, JSON or GitHub's annotations; as text with their count."""
    shown = context.shown
    if form == "json":
        click.echo(report.as_json(problems, context.gettext, shown))
        return
    if form == "github":
        for line in report.as_github(problems, context.gettext, shown):
            click.echo(line)
        return
    for line in report.as_text(problems, context.gettext, shown):
        click.echo(line, err=console is err)
    if problems:
        console.print(context.say("Problems: {count}", count=len(problems)), style="red")


def existing(root: Path, path: Path) -> Path:
    """Return a path in the project, resolved. Raises :class:`UsageError` for others."""
    if not path.absolute().is_relative_to(root) and not path.resolve().is_relative_to(root):
        raise UsageError(Message("{path} is not in this toolkit", path=str(path)))
    if not (path.exists() or path.is_symlink()):
        raise UsageError(Message("there is no file or folder {path}", path=str(path)))
    return path.resolve()


def locales_of(project: Project, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages named, or all there are. Raises :class:`UsageError` for unknown ones."""
    for code in languages:
        if code not in project.locales:
            raise UsageError(
                Message(
                    "the project has no language ‘{value}’ – use one of: {known}",
                    value=code,
                    known=", ".join(project.locales),
                )
            )
    return tuple(dict.fromkeys(languages)) or project.locales
