"""The words of the interface in all its languages, by which tables of any of them are understood."""

from __future__ import annotations

from gettext import NullTranslations
from typing import TYPE_CHECKING

from ..distribution import SOURCE
from . import speech
from .context import Context

if TYPE_CHECKING:
    from ..exchange import Tongues


def tongues(context: Context) -> Tongues:
    """Return what headings and vocabularies are called in each language that the reader's project has."""
    from ..exchange import Tongues

    others = (code for code in speech.spoken(context.root) if code != SOURCE)
    books = (NullTranslations(), *(speech.words(context.root, code) for code in others))
    return Tongues(books, context.words)
