"""An organisation's name, logo, colours and footer line, from ``mkdocs.yml`` alone.

They stand under ``extra: toolkit: branding:`` and serve site and print alike. All of it is
checked here: a logo goes into pages and PDFs, and colours carry text that must be legible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path

import yaml

from ..characters import bad_character
from ..errors import ContentError, Message, Place, Problem
from . import fonts
from .colours import AA, COLOUR, WHITE, contrast_of, rgb, tint_of
from .configfile import Reader
from .logo import MAX_LOGO, png_fault, svg_fault
from .opened import Project
from .tokens import ACCENT, PRIMARY, Tokens

_KEYS = ("extra", "toolkit", "branding")
_LENGTHS = {"name": 60, "footer": 160, "logo": 400}


@dataclass(frozen=True)
class Branding:
    """How an organisation shows itself. ``logo`` is a checked file; colours are ``#rrggbb``."""

    name: str = ""
    logo: Path | None = None
    primary: str = PRIMARY
    accent: str = ACCENT
    footer: str = ""
    #: Names of the site in single languages, by locale.
    names: tuple[tuple[str, str], ...] = ()

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
        own = Branding(name=self.project.site_name, names=names)
        root = self._root()
        name = _child(root, ("site_name",))
        if name is not None:
            self._check_letters(name, own.name)
        node = _child(root, _KEYS)
        if node is None:
            return own
        if not isinstance(node, yaml.MappingNode):
            self._complain(node, Message("the branding is not a list of keys with values"), _SHAPE)
            return own
        checks: dict[str, Callable[[yaml.ScalarNode, str], str]] = {
            "name": self._line,
            "footer": self._line,
            "primary": self._colour,
            "accent": self._colour,
        }
        texts = {"name": own.name, "primary": own.primary, "accent": own.accent, "footer": own.footer}
        logo: Path | None = None
        known = [entry.name for entry in fields(Branding) if entry.name != "names"]
        for key, value in node.value:
            if key.value not in known:
                near = get_close_matches(str(key.value), known, 1)
                self._complain(
                    key,
                    Message("branding has no key ‘{value}’", value=str(key.value)),
                    Message("did you mean ‘{known}’?", known=near[0])
                    if near
                    else Message("use one of: {known}", known=", ".join(known)),
                )
            elif not isinstance(value, yaml.ScalarNode) or not value.value.strip():
                # An unquoted colour is a comment to YAML, so what is left is an empty value.
                self._complain(value, Message("‘{key}’ has no value", key=key.value), _QUOTE)
            elif key.value == "logo":
                logo = self._logo(value)
            else:
                texts[key.value] = checks[key.value](value, key.value)
        return Branding(texts["name"], logo, texts["primary"], texts["accent"], texts["footer"], names)

    def _root(self) -> yaml.Node | None:
        """Return what ``mkdocs.yml`` holds; a project without it has nothing."""
        return Reader(self.project.config).load() if self.project.config.is_file() else None

    def _place(self, node: yaml.Node) -> Place:
        line, column = (node.start_mark.line, node.start_mark.column) if node.start_mark else (0, 0)
        return Place(self.project.config, line + 1, column + 1)

    def _complain(self, node: yaml.Node, what: Message, advice: Message) -> None:
        self.problems.append(Problem("branding", self._place(node), what, advice))

    def _line(self, node: yaml.ScalarNode, key: str) -> str:
        value = str(node.value).strip()
        if "\n" in value or bad_character(value):
            self._complain(
                node,
                Message("‘{key}’ holds a line break or an invisible character", key=key),
                Message("write it on one line, without formatting"),
            )
        elif len(value) > _LENGTHS[key]:
            self._complain(
                node,
                Message(
                    "the text has {length} characters; the limit is {limit}",
                    length=len(value),
                    limit=_LENGTHS[key],
                ),
                Message("shorten it"),
            )
        self._check_letters(node, value)
        return value

    def _check_letters(self, node: yaml.Node, text: str) -> None:
        if sign := fonts.lacking(text, fonts.printable(self.project)):
            self.problems.append(fonts.problem(self._place(node), sign))

    def _colour(self, node: yaml.ScalarNode, key: str) -> str:
        value = str(node.value)
        if not COLOUR.fullmatch(value):
            self._complain(
                node,
                Message("‘{value}’ is not a colour", value=value[:40]),
                Message("write # and six digits, in quotes, such as ‘#0b5c63’"),
            )
            return value
        colour = rgb(value)
        # The same ratio holds for white letters on the colour, as buttons have them.
        least = min(contrast_of(colour, WHITE), contrast_of(colour, tint_of(colour)))
        if least < AA:
            self._complain(
                node,
                Message(
                    "the contrast of ‘{key}’ on white or on its own tint is {ratio}:1; text needs {least}:1",
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

    def _logo(self, node: yaml.ScalarNode) -> Path | None:
        if fault := self._logo_fault(str(node.value)):
            self._complain(node, *fault)
            return None
        return (self.project.root / str(node.value)).resolve()

    def _logo_fault(self, value: str) -> tuple[Message, Message] | None:
        if "\0" in value or len(value) > _LENGTHS["logo"]:
            return Message("this is not the name of a file"), _LOGO_PATH
        path = (self.project.root / value).resolve()
        # The link is followed first, so that it cannot lead out either.
        if not path.is_relative_to(self.project.root.resolve()):
            return Message("the logo lies outside the project"), _LOGO_PATH
        if not path.is_file():
            return Message("there is no file ‘{value}’", value=value), _LOGO_PATH
        with path.open("rb") as file:
            data = file.read(MAX_LOGO + 1)
        if len(data) > MAX_LOGO:
            return (
                Message("the logo has more than {limit} bytes", limit=MAX_LOGO),
                Message("save it smaller, or as a simpler SVG"),
            )
        match path.suffix.lower():
            case ".png":
                return png_fault(data)
            case ".svg":
                return svg_fault(data)
        return Message("the logo is neither SVG nor PNG"), Message("save it as SVG or PNG, with that ending")


def _child(node: yaml.Node | None, names: Sequence[str]) -> yaml.Node | None:
    """Return the node below keys within keys, or None."""
    for name in names:
        if not isinstance(node, yaml.MappingNode):
            return None
        node = next((value for key, value in node.value if key.value == name), None)
    return node


_SHAPE = Message("write keys and values below it, such as ‘name: …’ and ‘primary: …’")
_QUOTE = Message("write the value in quotes, or delete the key")
_LOGO_PATH = Message("write the path of an SVG or PNG file, from the project’s folder on")
