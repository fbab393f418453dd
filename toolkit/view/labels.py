"""What is marked for translation, in the words of the interface, and what languages call themselves."""

from __future__ import annotations

from typing import cast

from babel import Locale
from babel.support import NullTranslations

from ..definitions import Label, Labelled


def label(interface: NullTranslations, value: Labelled) -> str:
    """Return the name of a vocabulary's value in the interface language."""
    return say(interface, value.label)


def say(interface: NullTranslations, entry: Label) -> str:
    """Return a marked label in the interface language."""
    # Not str(): a label that is not translated knows its language.
    return cast(str, interface.pgettext(*entry))


def language_name(locale: str) -> str:
    """Return a language's own name, as it stands at the beginning of a line."""
    name = Locale.parse(locale).get_display_name(locale) or locale
    return name[:1].upper() + name[1:]
