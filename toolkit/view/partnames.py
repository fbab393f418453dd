"""What a part of a definition is called where something refers to it."""

from __future__ import annotations

from ..definitions import Part, model

#: Where a part says what it is, the most telling key first.
_SAID = ("title", "text", "gist")


def part_name(part: Part, locale: str) -> str:
    """Return the title of a part, or what it says where it has none; of a concept the term."""
    if isinstance(part, model.glossary.Concept):
        own = part.terms.get(locale) or next(iter(part.terms.values()))
        return own.preferred
    said: str = next(getattr(part, key) for key in _SAID if hasattr(part, key))
    # It stays a text that knows its language.
    return said
