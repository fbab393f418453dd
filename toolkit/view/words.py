"""Interface words of an edition that no single text holds: of print, of times, of the site itself."""

from __future__ import annotations

from datetime import date
from functools import cache

from babel.units import format_unit

from ..definitions import Role
from .editions import Edition
from .formats import written_day
from .labels import label


@cache
def duration(minutes: int, locale: str) -> str:
    """Return minutes as words of a locale: minutes up to 120, hours and minutes beyond."""

    def unit(number: int, name: str) -> str:
        return str(format_unit(number, f"duration-{name}", length="short", locale=locale))

    if minutes <= 120:
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
        "action": _("Action"),
        "by_when": _("By when"),
        "support": _("Support I need"),
        "confidence": _("Confidence (1–10)"),
        "done": _("Done"),
        "sum": _("Sum"),
        "mean": _("Mean"),
        "rank": _("Rank"),
        "value": _("Value"),
        "segment": _("Area"),
        # The description of a drawn wheel, for those who can't see it.
        "wheel_alt": _(
            "Wheel with {count} areas, rated from {min} to {max}: {names}. The table holds the same."
        ),
        "signature": _("Signature"),
        "printed_name": _("Name in capitals"),
        "required": _("required"),
        "debrief": _("To talk about"),
        "privacy": _("What you write here is yours. You decide what you share and with whom."),
        "licence": _("Licence"),
        "choose_one": _("Choose one."),
        "choose_any": _("Choose any that apply."),
        "tick": _("Tick"),
        "responsible": _("Responsible"),
        "optional": _("optional"),
        "at_hand": _("At hand"),
        "outcomes": _("Outcomes"),
        "not_when": _("When not to hold this session"),
        "questions": _("Questions"),
        "sheets": _("Worksheets at hand"),
        "for_the_coach": _("For the coach"),
        "watch_for": _("Watch for"),
        "can_be_left_out": _("Can be left out"),
        "can_be_moved": _("Can be moved"),
        "then": _("Then"),
        "caution": _("Caution"),
        "use_when": _("Use when"),
        "avoid_when": _("Avoid when"),
        "formal": _("Formal"),
        "informal": _("Informal"),
        "bar": _("Phases of the session, to scale"),
        # The description of a drawn QR code, for those who can't see it.
        "qr_alt": _("QR code of the address {address}"),
        # In the margin of sheets that are cut into cards.
        "cutting": _("Print at 100 % on both sides, turned over the long edge, and cut along the marks."),
        **{f"role_{role}": label(edition.interface, role) for role in Role},
    }


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
