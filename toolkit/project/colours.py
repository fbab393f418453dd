"""Colours: read, mixed and compared as WCAG 2.2 does."""

from __future__ import annotations

import re

#: Least contrast of text, WCAG 2.2 AA.
AA = 4.5
#: Share of the primary colour in tinted areas; under 12 %, so that a cheap printer copes.
TINT = 0.09
WHITE = (255.0, 255.0, 255.0)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
Rgb = tuple[float, float, float]


def contrast(one: str, other: str | None = None) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, 1 to 21; the other is white if not named."""
    return contrast_of(rgb(one), rgb(other) if other else WHITE)


def contrast_of(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rgb(colour: str) -> Rgb:
    """Return red, green and blue, 0 to 255, of ``#rrggbb``."""
    return (float(int(colour[1:3], 16)), float(int(colour[3:5], 16)), float(int(colour[5:7], 16)))


def tint_of(colour: Rgb) -> Rgb:
    """Return a light tint of a colour, for areas behind text."""
    red, green, blue = (255 - (255 - part) * TINT for part in colour)
    return (red, green, blue)


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of a colour, 0 to 1, as WCAG 2.2 defines it."""

    def linear(part: float) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
