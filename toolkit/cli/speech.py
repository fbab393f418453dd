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
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..cache import State, note, recall, stage_cache
from ..cache import key as key_of
from ..distribution import CONFIG, PROGRAM, SOURCE, packaged
from ..errors import Message, ToolkitError, UsageError
from ..helptext import translated
from ..suggestions import did_you_mean, nearest
from .clickwords import speaker

if TYPE_CHECKING:
    from babel.support import NullTranslations as Wordbook

    from ..project import Project

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


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
    folders = {project.root / "locales" for project in _projects(root)} | {packaged() / "locales"}
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


def words(root: Path, asked: str | None = None) -> Wordbook:
    """Return the interface in the best language that it has; what cannot be read is left out silently."""
    from babel.support import NullTranslations as Wordbook

    from ..translation import interface

    found = _best(root, asked)
    return interface.words(*found) if found else Wordbook()


def language(root: Path, asked: str | None = None) -> str:
    """Return the language that :func:`words` are in."""
    found = _best(root, asked)
    return found[1] if found else SOURCE


def told(root: Path, asked: str | None = None) -> NullTranslations:
    """Return the same words for messages alone, kept as they were compiled: each command needs them."""
    codes = list(wanted(asked))
    codes = codes[: codes.index(SOURCE)] if SOURCE in codes else codes
    if not codes:
        return NullTranslations()
    root = root.absolute()
    cache, key = stage_cache(root, "told"), key_of("told", str(root), *codes)
    found = recall(cache, key)
    if found is None:
        folders = [folder / "locales" / code for code in codes for folder in (root, packaged())]
        state = State.of([PROGRAM, root / CONFIG, *folders])
        found = _compiled(root, asked)
        note(cache, key, state, found)
    told = NullTranslations()
    for data in found:
        told.add_fallback(GNUTranslations(BytesIO(data)))
    return told


def _compiled(root: Path, asked: str | None) -> list[bytes]:
    from ..translation import interface

    found = _best(root, asked)
    return interface.compiled(*found) if found else []


def _best(root: Path, asked: str | None) -> tuple[Project, str] | None:
    """Return the best language that somebody wants, and who has its words; None for English."""
    from ..translation import INTERFACE, interface

    for code in wanted(asked):
        if code == SOURCE:
            break
        for project in _projects(root):
            try:
                if project.catalog_paths(code, INTERFACE):
                    interface.compiled(project, code)
                    return project, code
            except ToolkitError:
                # The command itself reports a broken catalog.
                continue
    return None


def _projects(root: Path) -> Iterator[Project]:
    """Yield the project, if it can be opened, and what the package alone brings."""
    from ..project import Project

    with contextlib.suppress(ToolkitError):
        yield Project.open(root)
    yield Project.bare()


class _Helped:
    """Gives a command or an option its help in the reader's language."""

    _help: str | None = None

    @property
    def help(self) -> str | None:
        return translated(self._help, speaker.gettext) if self._help else self._help

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


class Kinds(click.Choice[str]):
    """One of the kinds of definitions, which take time to load, or of ``also``."""

    def __init__(self, *also: str) -> None:
        self.case_sensitive, self._also = True, also

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]
        """Return the names of the kinds."""
        from ..definitions import Kind

        return (*(kind.value for kind in Kind), *self._also)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Return what to say of a name that is no kind: the nearest, else all as click lists them."""
        if nearest(str(value), self.choices) is None:
            return super().get_invalid_choice_message(value, ctx)
        advice = did_you_mean(str(value), self.choices)
        return Message("there is no kind ‘{value}’ – {advice}", value=value, advice=advice).render(
            speaker.gettext
        )


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
