"""What pictures are drawn from: the card that goes with a link, a book's cover, the site's icon."""

from __future__ import annotations

from ..project import branding
from ..view import Edition, language_name, site_description
from .contract import CardData, CoverData, IconData
from .meta import brand_of

Told = CardData | CoverData | IconData


def card(own: branding.Branding, edition: Edition) -> CardData:
    """Return what goes with a link to the site in an edition's language."""
    return {
        "locale": edition.locale,
        "title": own.title(edition.interface.gettext, edition.locale),
        "description": site_description(edition),
        "languages": [language_name(code) for code in sorted(edition.languages)],
        "brand": brand_of(own, own.name, edition.locale),
        "tokens": own.tokens.for_print(),
    }


def cover(own: branding.Branding, edition: Edition, title: str, below: str) -> CoverData:
    """Return what stands on a book's cover; ``below`` is who offers it."""
    return {
        "locale": edition.locale,
        "title": title,
        "below": below,
        "brand": brand_of(own, own.name, edition.locale),
        "tokens": own.tokens.for_print(),
    }


def icon(own: branding.Branding, pixels: int, maskable: bool) -> IconData:
    """Return what stands for the site as an app."""
    return {
        "pixels": pixels,
        "maskable": maskable,
        "logo": own.logo_name or "",
        "primary": own.primary,
    }
