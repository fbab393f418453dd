"""Colours, sizes and spaces: what pages, prints, forms and the picture of the site are drawn with."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from .colours import TINT, rgb

PRIMARY, ACCENT = "#0b5c63", "#9a3f0c"
_INK, _WHITE = "#16232d", "#ffffff"


@dataclass(frozen=True)
class Palette:
    """The colours of one ground, as ``#rrggbb`` or as CSS mixes them; None is whatever holds otherwise."""

    ink: str
    ink_soft: str
    paper: str
    tint: str
    accent_tint: str | None = None
    tint_strong: str | None = None
    rule: str | None = None
    field: str | None = None
    primary: str | None = None
    on_primary: str | None = None
    accent: str | None = None

    def properties(self, prefix: str = "") -> str:
        """Return the colours as CSS custom properties."""
        told = ((entry.name.replace("_", "-"), getattr(self, entry.name)) for entry in fields(self))
        return " ".join(f"--{prefix}{name}: {value};" for name, value in told if value)


@dataclass(frozen=True)
class Sizes:
    """Sizes of letters on a printed sheet, and its line height, in points: usual and in large print."""

    body: tuple[float, float] = (10.5, 16)
    small: tuple[float, float] = (9, 14)
    tiny: tuple[float, float] = (9, 12)
    question: tuple[float, float] = (11.5, 18)
    section: tuple[float, float] = (14, 21)
    title: tuple[float, float] = (21, 28)
    line: tuple[float, float] = (14.5, 22)


@dataclass(frozen=True)
class Spaces:
    """Spaces of a printed sheet in millimetres: usual and in large print."""

    margin_top: tuple[float, float] = (16, 16)
    margin_bottom: tuple[float, float] = (19, 26)
    text_width: tuple[float, float] = (174, 174)
    grid_step: tuple[float, float] = (5, 5)
    line_pitch: tuple[float, float] = (8, 11)
    box_size: tuple[float, float] = (4.5, 6.5)
    row_height: tuple[float, float] = (11, 14)
    field_gap: tuple[float, float] = (5, 8)
    section_gap: tuple[float, float] = (6.5, 12)


@dataclass(frozen=True)
class OnePage:
    """The least sizes in points and spaces in millimetres: those of a sheet that is set on one page."""

    body: float = 9.5
    question: float = 10
    section: float = 11.5
    title: float = 16
    line: float = 12.5
    margin_top: float = 12
    margin_bottom: float = 17
    line_pitch: float = 7
    box_size: float = 4
    row_height: float = 9
    field_gap: float = 3
    section_gap: float = 4


#: What an author is told that something is wrong with, whatever the site looks like.
ALARM = Palette(ink="#1b1b1b", ink_soft="#8c1d18", paper=_WHITE, tint="#fff4e5", rule="#b3261e")
_DARK = Palette(
    ink="#e8eef0",
    ink_soft="#b3c0c7",
    paper="#11191f",
    tint="#1a262d",
    tint_strong="#24353d",
    rule="#3b4a53",
    field="#8797a1",
    # On a dark ground an organisation's own colours could not be read.
    primary="#7fd0d4",
    on_primary="#0a1a1c",
    accent="#f2a672",
    accent_tint="#33231a",
)


@dataclass(frozen=True)
class Tokens:
    """All of them, from an organisation's two colours."""

    primary: str = PRIMARY
    accent: str = ACCENT
    sizes: Sizes = Sizes()
    spaces: Spaces = Spaces()
    one_page: OnePage = OnePage()
    #: What lies over a page behind a dialog.
    shade: str = "rgb(10 20 26 / .6)"
    #: The longest line of text on a page.
    measure: str = "42rem"

    @property
    def light(self) -> Palette:
        """Return the colours of pages on a light ground."""
        return Palette(
            ink=_INK,
            ink_soft="#43525f",
            paper=_WHITE,
            tint="#eef4f4",
            tint_strong="#d9e7e8",
            rule="#c3ced3",
            field="#7b8a94",
            primary=self.primary,
            on_primary=_WHITE,
            accent=self.accent,
            accent_tint="#fdf1e8",
        )

    @property
    def sheet(self) -> Palette:
        """Return the colours of sheets on paper, whether a page or a PDF."""
        return Palette(
            ink=_INK,
            ink_soft="#4c5963",
            paper=_WHITE,
            tint=f"color-mix(in srgb, var(--primary) {TINT:.0%}, {_WHITE})",
            rule="#c3cbd1",
            field="#8a97a0",
        )

    @property
    def plain(self) -> Palette:
        """Return the colours of pages on paper that are no sheets: those that cost least."""
        return Palette(
            ink="#000000",
            ink_soft="#333333",
            paper=_WHITE,
            tint=_WHITE,
            accent_tint=_WHITE,
            primary=self.primary,
            accent=self.accent,
        )

    def css(self) -> str:
        """Return a style sheet with the custom properties of all grounds."""
        usual = f"{self.light.properties()} {self.sheet.properties('sheet-')} --measure: {self.measure};"
        return (
            f":root {{ {usual} }}\n"
            # In older browsers it inherits nothing from the page.
            f"::backdrop {{ --shade: {self.shade}; }}\n"
            f"@media (prefers-color-scheme: dark) {{ :root {{ {_DARK.properties()} }} }}\n"
            f"@media print {{ :root {{ {self.plain.properties()} }} }}\n"
        )

    def for_print(self) -> dict[str, Any]:
        """Return what Typst draws with; ``tint`` is a share of the primary colour."""
        sheet = self.sheet
        return {
            "colours": {
                "ink": sheet.ink,
                "ink_soft": sheet.ink_soft,
                "rule": sheet.rule,
                "field": sheet.field,
                "primary": self.primary,
                "accent": self.accent,
                "tint": TINT,
            },
            "sizes": {entry.name: getattr(self.sizes, entry.name) for entry in fields(Sizes)},
            "spaces": {entry.name: getattr(self.spaces, entry.name) for entry in fields(Spaces)},
            "one_page": {entry.name: getattr(self.one_page, entry.name) for entry in fields(OnePage)},
        }

    def form_ink(self) -> str:
        """Return the ink as a PDF names colours: red, green and blue from 0 to 1."""
        return " ".join(f"{part / 255:.3f}" for part in rgb(self.sheet.ink))
