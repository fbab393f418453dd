"""What can go wrong, as values: a place, what is wrong there and what to do about it.

Nothing here prints. A :class:`Message` keeps its English text and its parameters
apart, so that the command line can say it in the author's own language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

#: Problems of one kind that are listed; the rest is counted.
MOST_OF_A_KIND = 100
_SLOT = re.compile(r"\{(\w+)\}")


class Message:
    """An interface sentence: gettext message id plus the values that fill its braces."""

    __slots__ = ("msgid", "params")

    def __init__(self, msgid: str, **params: Any) -> None:
        self.msgid = msgid
        self.params = params

    def render(self, gettext: Callable[[str], str]) -> str:
        """Return the sentence in the language of ``gettext``.

        A parameter may itself be a message; it is rendered in the same language.
        """
        params = {
            key: value.render(gettext) if isinstance(value, Message) else str(value)
            for key, value in self.params.items()
        }
        # Not str.format: a translation is somebody else's text and must not reach attributes or fail.
        return _SLOT.sub(lambda found: params.get(found[1], found[0]), gettext(self.msgid))

    def plain(self) -> Message:
        """Return the same with nothing but texts in it, which can be kept and read without what made them."""
        params = {
            key: value.plain() if isinstance(value, Message) else str(value)
            for key, value in self.params.items()
        }
        return Message(str(self.msgid), **params)

    def __str__(self) -> str:
        return self.render(lambda text: text)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file: line and column count from 1, as editors do."""

    path: Path
    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Related:
    """A second place that explains a problem, such as the first of two duplicate ids."""

    place: Place
    message: Message

    def plain(self) -> Related:
        """Return the same with nothing but texts in its message."""
        return Related(self.place, self.message.plain())


@dataclass(frozen=True)
class Problem:
    """One fault in content: where, what is wrong, what to do.

    The source line of a ``private`` one is never shown: it may hold what a client wrote. A ``warning`` is
    advice: nothing fails for it.
    """

    code: str
    place: Place
    what: Message
    advice: Message
    related: tuple[Related, ...] = ()
    private: bool = False
    warning: bool = False
    #: How many of its kind it stands for that are not listed.
    more: int = 0

    def plain(self) -> Problem:
        """Return the same with nothing but texts in its messages."""
        related = tuple(one.plain() for one in self.related)
        return replace(self, what=self.what.plain(), advice=self.advice.plain(), related=related)


class ToolkitError(Exception):
    """An expected failure. ``exit_code`` is what the command line returns for it."""

    exit_code = 1

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class ContentError(ToolkitError):
    """Content has problems; all that were found are in ``problems``, sorted by place."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.place, p.code, str(p.what))))
        super().__init__(Message("Problems: {count}", count=len(self.problems)))


class UsageError(ToolkitError):
    """The command was called with something that cannot work."""

    exit_code = 2


class EnvironmentFault(ToolkitError):
    """The machine lacks something or refused something (a disk, a lock, a tool)."""

    exit_code = 3


class FaultyParts(ContentError):
    """Parts of a site that were brought here cannot be joined; all that was found is in ``problems``."""

    exit_code = 3
