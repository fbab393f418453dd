"""What all commands share: the reader's project and language, and how they are told something."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import Message, Problem, ToolkitError, UsageError
from . import report, speech

if TYPE_CHECKING:
    from gettext import NullTranslations

    from babel.support import NullTranslations as Wordbook
    from rich.console import Console

    from ..project import Project


#: Letters of a line in a pipe or a file.
_UNFOLDED = 2000


class Voice:
    """Says something on one of two streams; what has colours or columns by rich, which takes time to load."""

    def __init__(self, stderr: bool) -> None:
        self._stderr = stderr

    @cached_property
    def console(self) -> Console:
        """Return rich's own console for this stream."""
        from rich.console import Console

        # What a program reads is not folded as for a window: a path stays on its line.
        width = None if self._stderr or sys.stdout.isatty() else _UNFOLDED
        return Console(stderr=self._stderr, soft_wrap=True, highlight=False, markup=False, width=width)

    def print(self, said: object = "", style: str | None = None) -> None:
        """Say a text as it is, or something that rich draws."""
        if isinstance(said, str) and style is None:
            click.echo(said, err=self._stderr)
        else:
            self.console.print(said, style=style)


out, err = Voice(stderr=False), Voice(stderr=True)


@dataclass
class Context:
    """What all commands share. ``say`` translates a message into the reader's language."""

    root: Path
    language: str | None
    _project: Project | None = None
    _told: NullTranslations | None = None

    @property
    def project(self) -> Project:
        if self._project is None:
            from ..project import Project

            self._project = Project.open(self.root)
        return self._project

    @property
    def words(self) -> Wordbook:
        """Return the interface in the reader's language, as pages and prints have it."""
        return speech.words(self.root, self.language)

    @property
    def told(self) -> NullTranslations:
        """Return the reader's language for messages alone, which takes little time to load."""
        if self._told is None:
            self._told = speech.told(self.root, self.language)
        return self._told

    @property
    def gettext(self) -> Callable[[str], str]:
        return self.told.gettext

    def speak(self, language: str) -> None:
        """Say all from here on in a language. Raises :class:`UsageError` where the interface lacks it."""
        self.language, self._told = speech.asked_for(self.root, language), None

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
    from ..project import Project

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
    help="Language of the messages (default: the language of your system).",
)


def show(context: Context, problems: tuple[Problem, ...], form: str = "text", voice: Voice = err) -> None:
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
        click.echo(line, err=voice is err)
    warnings = sum(problem.warning for problem in problems)
    if faults := len(problems) - warnings:
        voice.print(context.say("Problems: {count}", count=faults), style="red")
    if warnings:
        voice.print(context.say("Warnings: {count}", count=warnings))


def listed(text: str) -> tuple[str, ...]:
    """Return the words of an option that takes several, such as ``lv,fi``; each once."""
    return tuple(dict.fromkeys(filter(None, re.split(r"[,;\s]+", text))))


def existing(root: Path, path: Path) -> Path:
    """Return a path in the project, resolved. Raises :class:`UsageError` for others."""
    if not path.absolute().is_relative_to(root) and not path.resolve().is_relative_to(root):
        raise UsageError(Message("{path} is not in this toolkit", path=str(path)))
    if not (path.exists() or path.is_symlink()):
        raise UsageError(Message("there is no file or folder {path}", path=str(path)))
    return path.resolve()


def locales_of(project: Project, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages named, or all there are. Raises :class:`UsageError` for unknown ones.

    Several may be named in one text, with commas between them.
    """
    named = [code for text in languages for code in listed(text) or (text,)]
    for code in named:
        if code not in project.locales:
            raise UsageError(
                Message(
                    "the project has no language ‘{value}’ – use one of: {known}",
                    value=code,
                    known=", ".join(project.locales),
                )
            )
    return tuple(dict.fromkeys(named)) or project.locales
