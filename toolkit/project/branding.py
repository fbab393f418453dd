"""An organisation's name, logo, colours, footer line and courses, from ``mkdocs.yml`` alone.

They stand under ``extra: toolkit: branding:`` and serve site and print alike. All of it is
checked here: a logo goes into pages and PDFs, and colours carry text that must be legible.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path

from ..characters import bad_character
from ..errors import ContentError, Message, Place, Problem
from ..suggestions import did_you_mean
from . import fonts
from .colours import AA, COLOUR, WHITE, contrast_of, rgb, tint_of
from .logo import MAX_LOGO, png_fault, svg_fault
from .opened import Project
from .tokens import ACCENT, PRIMARY, Tokens

_LENGTHS = {"name": 60, "footer": 160, "provider": 120, "logo": 400}


@dataclass(frozen=True)
class Branding:
    """How an organisation shows itself. ``logo`` is a checked file; colours are ``#rrggbb``."""

    name: str = ""
    logo: Path | None = None
    primary: str = PRIMARY
    accent: str = ACCENT
    footer: str = ""
    #: Who offers courses, if that is called otherwise than the site.
    provider: str = ""
    #: Names of the site in single languages, by locale.
    names: tuple[tuple[str, str], ...] = ()
    #: Footer lines in single languages, by locale.
    footers: tuple[tuple[str, str], ...] = ()

    def css(self) -> str:
        """Return the style sheet of what everything is drawn with."""
        return self.tokens.css()

    @property
    def tokens(self) -> Tokens:
        """Return what everything is drawn with."""
        return Tokens(self.primary, self.accent)

    def title(self, gettext: Callable[[str], str], locale: str) -> str:
        """Return the site's name in a language; one without a name is called what it is, in that language."""
        return dict(self.names).get(locale) or self.name or gettext("Coaching toolkit")

    def offers(self, gettext: Callable[[str], str], locale: str) -> str:
        """Return who offers, in a language, the courses that name nobody: for certificates and imprints."""
        return self.provider or self.title(gettext, locale)

    def foot(self, locale: str) -> str:
        """Return the line for the foot of each page in a language."""
        return dict(self.footers).get(locale) or self.footer

    @property
    def logo_name(self) -> str | None:
        """Return the name of the logo's copy among the site's assets."""
        return f"logo{self.logo.suffix.lower()}" if self.logo else None


def load(project: Project) -> Branding:
    """Return the branding of a project; what is not configured is the toolkit's own.

    Raises :class:`ContentError` with every problem, at its place in ``mkdocs.yml``.
    """
    reader = _Reader(project)
    branding = reader.read()
    reader.check_favicon()
    if reader.problems:
        raise ContentError(reader.problems)
    return branding


class _Reader:
    """Reads the branding, and gathers problems with their places."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.problems: list[Problem] = []

    def read(self) -> Branding:
        languages = self.project.configured.languages
        names = tuple((one.locale, one.site_name) for one in languages if one.site_name)
        footers = tuple((one.locale, one.footer) for one in languages if one.footer)
        own = Branding(name=self.project.site_name, names=names, footers=footers)
        configured = self.project.configured
        if ("site_name",) in configured.value_places:
            self._check_letters(configured.value_places["site_name",], own.name)
        for one in languages:
            for key, text in (("site_name", one.site_name), ("footer", one.footer)):
                if text:
                    self._check_letters(configured.value_places[*one.where, key], text)
        if isinstance(configured.branding, Place):
            what = Message("the branding is not a list of keys with values")
            self._complain(configured.branding, what, _SHAPE)
            return own
        checks: dict[str, Callable[[Place, str, str], str]] = {
            "name": self._line,
            "footer": self._line,
            "provider": self._line,
            "primary": self._colour,
            "accent": self._colour,
        }
        texts = {key: getattr(own, key) for key in checks}
        logo: Path | None = None
        known = [entry.name for entry in fields(Branding) if entry.name not in ("names", "footers")]
        for given in configured.branding:
            key = given.key
            if key not in known:
                what = Message("the branding has no key ‘{value}’", value=key)
                self._complain(given.at, what, did_you_mean(key, known))
            elif given.value is None:
                self._complain(given.value_at, Message("‘{key}’ has no value", key=key), _QUOTE)
            elif key == "logo":
                logo = self._logo(given.value_at, given.value)
            else:
                texts[key] = checks[key](given.value_at, given.value, key)
        return replace(own, logo=logo, **texts)

    def _complain(self, place: Place, what: Message, advice: Message) -> None:
        self.problems.append(Problem("branding", place, what, advice))

    def _line(self, place: Place, text: str, key: str) -> str:
        value = text.strip()
        if "\n" in value or bad_character(value):
            self._complain(
                place,
                Message("‘{key}’ contains a line break or an invisible character", key=key),
                Message("write it on one line, without formatting"),
            )
        elif len(value) > _LENGTHS[key]:
            self._complain(
                place,
                Message(
                    "the text has {length} characters; the limit is {limit}",
                    length=len(value),
                    limit=_LENGTHS[key],
                ),
                Message("shorten it"),
            )
        self._check_letters(place, value)
        return value

    def _check_letters(self, place: Place, text: str) -> None:
        if sign := fonts.lacking(text, fonts.printable(self.project)):
            self.problems.append(fonts.problem(place, sign))

    def _colour(self, place: Place, value: str, key: str) -> str:
        if not COLOUR.fullmatch(value):
            self._complain(
                place,
                Message("‘{value}’ is not a colour", value=value[:40]),
                Message("write # and six characters (0–9 or a–f) in quotation marks, such as ‘#0b5c63’"),
            )
            return value
        colour = rgb(value)
        # The same ratio holds for white letters on the colour, as buttons have them.
        least = min(contrast_of(colour, WHITE), contrast_of(colour, tint_of(colour)))
        if least < AA:
            self._complain(
                place,
                Message(
                    "the contrast of ‘{key}’ on white or on its own tint is {ratio}:1, but text "
                    "needs {least}:1",
                    key=key,
                    ratio=f"{int(least * 100) / 100:.2f}",
                    least=AA,
                ),
                Message("choose a darker shade of it"),
            )
        return value.lower()

    # -- the logo ----------------------------------------------------------------------------

    def check_favicon(self) -> None:
        """Hold the picture for browser tabs to the rules of a logo: anybody can open it by its address."""
        name = self.project.configured.favicon
        if name and not name.lower().endswith(".ico") and (fault := self._logo_fault(name)):
            place = self.project.configured.place("theme", "favicon")
            self.problems.append(Problem("branding", place, *fault))

    def _logo(self, place: Place, value: str) -> Path | None:
        if fault := self._logo_fault(value):
            self._complain(place, *fault)
            return None
        return (self.project.root / value).resolve()

    def _logo_fault(self, value: str) -> tuple[Message, Message] | None:
        if "\0" in value or len(value) > _LENGTHS["logo"]:
            return Message("this is not a file name"), _LOGO_PATH
        path = (self.project.root / value).resolve()
        # The link is followed first, so that it cannot lead out either.
        if not path.is_relative_to(self.project.root.resolve()):
            return Message("the logo is outside the project"), _LOGO_PATH
        if not path.is_file():
            return Message("there is no file ‘{value}’", value=value), _LOGO_PATH
        with path.open("rb") as file:
            data = file.read(MAX_LOGO + 1)
        if len(data) > MAX_LOGO:
            return (
                Message("the logo is larger than {limit} bytes", limit=MAX_LOGO),
                Message("save it at a smaller size, or as a simpler SVG"),
            )
        match path.suffix.lower():
            case ".png":
                return png_fault(data)
            case ".svg":
                return svg_fault(data)
        return Message("the logo is neither SVG nor PNG"), Message(
            "save it as SVG or PNG, with a file name that ends in .svg or .png"
        )


_SHAPE = Message("write keys and values below it, such as ‘name: …’ and ‘primary: …’")
_QUOTE = Message("write the value in quotation marks, or delete the key")
_LOGO_PATH = Message("write the path to an SVG or PNG file, starting from the project’s folder")
