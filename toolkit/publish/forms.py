"""The list of published forms. A new one is a module of its name with a ``FORM``, and a line here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module

from ..definitions import Label
from ..suggestions import surely
from .form import Form

#: What ``--as`` takes, in the order in which they are told; hyphens are underscores in the module's name.
NAMES = ("site", "handbook", "epub", "scorm12", "imscc", "docx", "gift", "moodle-xml", "anki", "csv", "xlsx")
#: Letters that a word needs, so that it is not found by chance within another.
_LEAST = 3


def form(name: str) -> Form:
    """Return a form by its name; its module, and the libraries it needs, are loaded only now."""
    found: Form = import_module(f".{name.replace('-', '_')}", __package__).FORM
    return found


def near(wanted: str, say: Callable[[Label], str]) -> Sequence[str]:
    """Return the forms that somebody may mean who asks for one that there is not, in their order.

    Those are found whose names are written alike, or whose name or label, in English or as ``say`` puts it,
    has the word.
    """
    word = _letters(wanted)
    alike = surely(word, map(_letters, NAMES))
    found = []
    for name in NAMES:
        label = form(name).label
        texts = map(_letters, (name, label[1], say(label)))
        if _letters(name) == alike or (len(word) >= _LEAST and any(word in text for text in texts)):
            found.append(name)
    return found


def _letters(text: str) -> str:
    """Return the letters and digits of a text: all that counts where forms are compared."""
    return re.sub(r"[\W_]+", "", text.casefold())
