"""What authors of a project can write into ``mkdocs.yml``."""

from __future__ import annotations

from collections.abc import Iterator

from babel.support import NullTranslations

from ..errors import Message
from ..project import options
from .markdown import code, heading, table


def configuration(words: NullTranslations) -> Iterator[str]:
    """Yield the options that have an effect, and those that have none with what to do instead."""
    tell = words.gettext
    found = list(options())
    key = Message("Key").render(tell)
    yield from table(
        [key, Message("What to write").render(tell), Message("What it is for").render(tell)],
        (
            [
                code(one.keys),
                one.value if isinstance(one.value, str) else one.value.render(tell),
                one.note.render(tell),
            ]
            for one in found
            if one.has_effect
        ),
    )
    yield from heading(3, Message("Options with no effect here").render(tell))
    yield from table(
        [key, Message("What to do instead").render(tell)],
        ([code(one.keys), one.note.render(tell)] for one in found if not one.has_effect),
    )
