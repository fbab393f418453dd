"""Dates and numbers as a language writes them, by CLDR.

The pages' scripts write the same with ``Intl`` (formats.js in templates/page/assets/core).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, get_day_names
from babel.numbers import format_decimal, get_minus_sign_symbol

from .places import AnswerPlace


def written_day(day: date, locale: str) -> str:
    """Return a date as text of a locale, such as 31.12.2026 in Finnish; the month is never mistaken."""
    return str(format_date(day, format="medium", locale=_known(locale)))


def weekday_names(locale: str) -> list[str]:
    """Return the short names of the days of the week in a locale, Monday first."""
    names = get_day_names("abbreviated", context="stand-alone", locale=_known(locale))
    return [str(names[number]) for number in range(7)]


def written_number(number: Decimal, locale: str) -> str:
    """Return a number as text of a locale, such as 7,5 in Latvian, with all its decimals.

    Digits are not grouped: the sign that parts thousands in one language parts decimals in another.
    """
    known = _known(locale)
    digits = format_decimal(abs(number), locale=known, group_separator=False, decimal_quantization=False)
    # Babel leaves the hyphen where a language has a sign of its own, as Finnish does.
    return f"{get_minus_sign_symbol(known)}{digits}" if number < 0 else str(digits)


def as_written(place: AnswerPlace, answer: str, locale: str) -> str:
    """Return the text of an answer as a reader of a locale writes it: dates and numbers in its own way."""
    if place.kind == "date" and answer:
        return written_day(date.fromisoformat(answer), locale)
    if place.kind == "number" and answer:
        return written_number(Decimal(answer), locale)
    return answer


def _known(locale: str) -> Locale:
    # English without a country is British here, as its spelling is: 31 Dec 2026, and 3/4 is in April.
    return Locale.parse("en_GB" if locale == "en" else locale, sep="-" if "-" in locale else "_")
