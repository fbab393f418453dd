"""What printed pages say of themselves, whatever they print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from babel import Locale

from ..project import absolute, branding, printed
from ..translation import languages
from ..view import Edition, View
from . import qr
from .contract import Brand, SheetMeta
from .data import standing_of, strangers


def sheet_meta(edition: Edition, view: View, told: Sequence[Any], brand: branding.Branding) -> SheetMeta:
    """Return what the sheet of a definition's ``view`` says; ``told`` is all data with words in it."""
    page = absolute(edition.project.site_url, edition.locale, view["path"])
    return {
        "locale": edition.locale,
        "title": view["plain_title"],
        "authors": view["authors"],
        "licence": " · ".join([", ".join(view["authors"]), view["license"]]),
        "standing": [{"label": label} for label in standing_of(view)],
        "address": printed(page),
        "url": page,
        "qr": qr.svg(page) if page else "",
        "languages": [
            (lang, Locale.parse(lang, sep="-").get_display_name(edition.locale) or lang)
            for lang in sorted({*strangers(list(told)), *languages(list(told))})
        ],
        "brand": brand_of(brand, brand.title(edition.interface.gettext, edition.locale), edition.locale),
        "tokens": brand.tokens.for_print(),
    }


def brand_of(brand: branding.Branding, name: str, locale: str) -> Brand:
    """Return how an organisation, called ``name``, shows itself in a language."""
    return {
        "name": name,
        "logo": brand.logo_name or "",
        "primary": brand.primary,
        "accent": brand.accent,
        "footer": brand.foot(locale),
        "names": list(brand.names),
    }
