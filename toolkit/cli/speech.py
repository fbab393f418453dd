"""The language in which the command line speaks: which one is wanted, and click's own words in it.

Asked for by ``--lang``, or that of the environment, or that of Windows, which sets no variable.
"""

from __future__ import annotations

import contextlib
import ctypes
import locale as system_locale
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
from babel.support import NullTranslations
from click import core, decorators, exceptions, formatting, parser, types

from ..errors import Message, ToolkitError, UsageError
from ..project import Project
from ..translation import SOURCE, extraction, interface, pofile

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_BRACES = re.compile(r"\{[^{}]*\}")


def wanted(asked: str | None = None) -> Iterator[str]:
    """Yield the languages that the reader wants, best first."""
    entries = [asked or "", *(os.environ.get(name, "") for name in _VARIABLES)]
    if not any(entries[1:]):
        entries.append(_of_windows())
    for entry in entries:
        for code in entry.split(":"):
            if found := re.split(r"[._@-]", code)[0].lower():
                yield found


def _of_windows() -> str:
    """Return the language of Windows' own menus, such as ``lv_LV``; nothing on other systems."""
    if sys.platform != "win32":
        return ""
    return system_locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def spoken(root: Path) -> tuple[str, ...]:
    """Return the languages that the interface has, of the package and of the project in ``root``."""
    folders = {project.root / "locales" for project in _projects(root)} | {Project.bare().root / "locales"}
    found = {path.parent.parent.name for folder in folders for path in folder.glob("*/LC_MESSAGES/ui.po")}
    return tuple(sorted(found | {SOURCE}))


def asked_for(root: Path, code: str) -> str:
    """Return the language that a reader names. Raises :class:`UsageError` where the interface lacks it."""
    found = next(wanted(code))
    known = spoken(root)
    if found not in known:
        raise UsageError(
            Message(
                "there are no messages in the language ‘{value}’ – use one of: {known}",
                value=code,
                known=", ".join(known),
            )
        )
    return found


def words(root: Path, asked: str | None = None) -> NullTranslations:
    """Return the interface in the best language that it has; what cannot be read is left out silently."""
    return _best(root, asked)[1]


def language(root: Path, asked: str | None = None) -> str:
    """Return the language that :func:`words` are in."""
    return _best(root, asked)[0]


def _best(root: Path, asked: str | None) -> tuple[str, NullTranslations]:
    for code in wanted(asked):
        if code == SOURCE:
            break
        for project in _projects(root):
            try:
                if project.catalog_paths(code, pofile.INTERFACE):
                    return code, interface.words(project, code)
            except ToolkitError:
                # The command itself reports a broken catalog.
                continue
    return SOURCE, NullTranslations()


def _projects(root: Path) -> Iterator[Project]:
    """Yield the project, if it can be opened, and what the package alone brings."""
    with contextlib.suppress(ToolkitError):
        yield Project.open(root)
    yield Project.bare()


# -- click's words ---------------------------------------------------------------------------


def N_(text: str) -> str:
    """Mark a message for translation without translating it."""
    return text


def P_(singular: str, plural: str) -> tuple[str, str]:
    """Mark a message with a plural for translation."""
    return singular, plural


#: What click says where somebody asks for help or makes a mistake; it finds its translations by these.
CLICKS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("[OPTIONS]"),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("Choose from:\n\t{choices}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is not readable."),
    N_("default: {default}"),
    N_("file"),
    N_("directory"),
    N_("path"),
    N_("Aborted!"),
    P_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    P_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    P_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    P_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)


#: What we say otherwise than click does, with the quotation marks of all other messages.
OTHERWISE = {"Try '{command} {option}' for help.": N_("Try ‘{command} {option}’ for help.")}


class _Speaker:
    """Who speaks: one reader for each run of the command line, since click's own words know no context."""

    def __init__(self) -> None:
        self.find: Callable[[], NullTranslations] = NullTranslations

    def gettext(self, text: str) -> str:
        text = OTHERWISE.get(text, text)
        return self._fitting(self.find().gettext(text), text)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self._fitting(self.find().ngettext(singular, plural, number), singular, plural)

    @staticmethod
    def _fitting(told: str, *sources: str) -> str:
        # click fills braces by str.format: other ones than the source's could fail, or reach too far.
        braces = sorted(_BRACES.findall(told))
        fits = any(braces == sorted(_BRACES.findall(source)) for source in sources)
        return told if fits else sources[-1]


speaker = _Speaker()
for _module in (core, decorators, exceptions, formatting, parser, types):
    # click takes gettext's functions by name, and those know only catalogs that the system has installed.
    for _name, _own in (("_", speaker.gettext), ("ngettext", speaker.ngettext)):
        if hasattr(_module, _name):
            setattr(_module, _name, _own)


class _Helped:
    """Gives a command or an option its help in the reader's language."""

    _help: str | None = None

    @property
    def help(self) -> str | None:
        return extraction.translated(self._help, speaker.gettext) if self._help else self._help

    @help.setter
    def help(self, text: str | None) -> None:
        self._help = text


class Option(_Helped, click.Option):
    """An option whose help is translated."""


class Command(_Helped, click.Command):
    """A command whose help is translated."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return click's own option, whose words it keeps from the first time."""
        return _help_option(super().get_help_option(ctx))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what stands behind the name of the command in its usage."""
        return [speaker.gettext(piece) for piece in super().collect_usage_pieces(ctx)]


class Group(_Helped, click.Group):
    """A group of commands whose help is translated."""

    command_class = Command

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return click's own option, whose words it keeps from the first time."""
        return _help_option(super().get_help_option(ctx))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what stands behind the name of the command in its usage."""
        return [speaker.gettext(piece) for piece in super().collect_usage_pieces(ctx)]


Group.group_class = Group


class File(click.Path):
    """A file or folder that is named in the reader's language where something is wrong with it."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(path_type=Path, **attributes)
        self._english = self.name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path. Raises :class:`click.BadParameter` where it does not fit."""
        self.name = speaker.gettext(self._english)
        return super().convert(value, param, ctx)


def _help_option(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = speaker.gettext("Show this message and exit.")
    return option


def option(*names: str, **attributes: Any) -> Callable[[Any], Any]:
    """Declare an option of a command, with its help in English."""
    return click.option(*names, cls=Option, **attributes)


def command(name: str | None = None) -> Callable[[Callable[..., Any]], Command]:
    """Declare a command, whose docstring is its help in English."""
    return click.command(name, cls=Command)


def group() -> Callable[[Callable[..., Any]], Group]:
    """Declare a group of commands, whose docstring is its help in English."""
    return click.group(cls=Group)
