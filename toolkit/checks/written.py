"""A text of a definition as it is read by an editor, and what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..definitions import Entry, TextField, WordingRule
from ..errors import Message, Place
from .rulebook import Rulebook, rulebook


@dataclass(frozen=True)
class Written:
    """A text of a definition in one language; a translation has a ``source``, and stands elsewhere."""

    entry: Entry
    field: TextField
    lang: str
    text: str
    source: str | None = None
    there: Place | None = None

    @property
    def place(self) -> Place:
        """Return where it is written."""
        return self.there or self.entry.document.place(self.field.loc)

    @property
    def key(self) -> str:
        """Return the name of the key that holds it, such as ``intent``."""
        return next((step for step in reversed(self.field.loc) if isinstance(step, str)), "")

    @cached_property
    def path(self) -> str:
        return "/".join(self.field.path)

    @property
    def rules(self) -> Rulebook | None:
        return rulebook(self.lang)

    @property
    def is_example(self) -> bool:
        """Say whether it is what an invented client wrote, as one writes such things in a hurry."""
        return "example" in self.field.path


@dataclass(frozen=True)
class Found:
    """What is to be said of a text, by which rule."""

    rule: WordingRule
    written: Written
    what: Message
    advice: Message
