"""An imprint in words, for those who open a file: what it is, who made it, and what they may do with it."""

from __future__ import annotations

from ..project import licences
from ..view import Edition, language_name
from .imprint import Imprint


def facts(edition: Edition, imprint: Imprint) -> list[tuple[str, str]]:
    """Return what is known of an artefact: each fact, and what it is called in the edition's language."""
    _ = edition.interface.gettext
    told = [
        (_("Title"), imprint.title),
        (_("Provider"), imprint.provider),
        (_("Authors"), ", ".join(imprint.authors)),
        (_("Version"), imprint.version),
        (_("Language"), language_name(imprint.language)),
        (_("Date"), imprint.date),
        (_("Licence"), licence(imprint)),
        (_("Published at"), imprint.source),
    ]
    return [(label, fact) for label, fact in told if fact]


def lines(edition: Edition, imprint: Imprint) -> list[str]:
    """Return the same as lines of text."""
    return [f"{label}: {fact}" for label, fact in facts(edition, imprint)]


def licence(imprint: Imprint) -> str:
    """Return the name of a licence, and where it can be read."""
    name = licences.shown(imprint.licence)
    return f"{name}, {imprint.licence_address}" if imprint.licence_address else name
