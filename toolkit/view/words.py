"""Interface words of an edition that no single text holds: of print, of times, of the site itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from babel.units import format_unit

from ..definitions import FIELD_TYPES, Kind, Role
from .editions import Edition
from .formats import written_day
from .labels import label


@cache
def duration(minutes: int, locale: str) -> str:
    """Return minutes as words of a locale, in hours and minutes from two hours on (see core/durations.js)."""

    def unit(number: int, name: str) -> str:
        return str(format_unit(number, f"duration-{name}", length="short", locale=locale))

    if minutes < 120:
        return unit(minutes, "minute")
    hours, rest = divmod(minutes, 60)
    parts = [unit(hours, "hour")] + ([unit(rest, "minute")] if rest else [])
    return " ".join(parts)


def print_words(edition: Edition) -> dict[str, str]:
    """Return the interface words that printed sheets use, by name."""
    _ = edition.interface.gettext
    return {
        "for_whom": _("Name"),
        "date": _("Date"),
        "date_hint": date_hint(edition),
        "page_of": _("Page {page} of {pages}"),
        "other": _("Other:"),
        "required": _("required"),
        "licence": _("Licence"),
        "optional": _("optional"),
        "example": _("Example"),
        "continued": _("Answers that did not fit into their fields"),
        # The description of a drawn QR code, for those who can't see it.
        "qr_alt": _("QR code for the address {address}"),
        **{f"role_{role}": label(edition.interface, role) for role in Role},
        **{name: _(text) for told in _own_words() for name, text in told.items()},
    }


def _own_words() -> Iterator[Mapping[str, str]]:
    """Yield the words that single kinds and field types have in print."""
    yield from (kind.info.prints.words for kind in Kind if kind.info.prints)
    yield from (field_type.info.words for field_type in FIELD_TYPES.values())


def site_description(edition: Edition) -> str:
    """Return one sentence that says what the site holds: the project's own, or ours."""
    told = edition.project.configured
    own = told.language(edition.locale).site_description or told.site_description
    return own or edition.interface.gettext(
        "Session guides, questions, checklists and printable worksheets for coaches, mentors and trainers."
    )


def date_hint(edition: Edition) -> str:
    """Return how a date is written in a locale, as an example, such as 31.12.2026."""
    return written_day(date(2026, 12, 31), edition.locale)
