"""The help of commands: what of it is a message, and the whole in another language."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable

#: What click shows as it is written, line by line, begins with this.
_AS_WRITTEN = "\b\n"
_EXAMPLE = re.compile(r"( +\S.*?\s{2,})(\S.*)")


def messages(help_text: str) -> list[str]:
    """Return what is to be translated of a help text."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    translated(help_text, keep)
    return found


def translated(help_text: str, tell: Callable[[str], str]) -> str:
    """Return a help text with each of its messages as ``tell`` translates it."""
    told: list[str] = []
    for paragraph in inspect.cleandoc(help_text).split("\n\n"):
        if not paragraph.startswith(_AS_WRITTEN):
            told.append(tell(" ".join(paragraph.split())) if paragraph.strip() else "")
            continue
        head, *lines = paragraph.removeprefix(_AS_WRITTEN).split("\n")
        examples = [_EXAMPLE.fullmatch(line) or line for line in lines]
        told.append(
            _AS_WRITTEN
            + "\n".join(
                [tell(head), *(one if isinstance(one, str) else one[1] + tell(one[2]) for one in examples)]
            )
        )
    return "\n\n".join(told)
