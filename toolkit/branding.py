"""An organisation's name, logo, colours and footer line, from ``mkdocs.yml`` alone.

They stand under ``extra: toolkit: branding:`` and serve site and print alike. All of it is
checked here: a logo goes into pages and PDFs, and colours carry text that must be legible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path

import yaml
from lxml import etree

from . import fonts
from .configfile import Reader
from .errors import ContentError, Message, Place, Problem
from .project import Project
from .source import bad_character

#: Logos up to this size, in bytes; a larger one slows every page and every PDF.
MAX_LOGO = 500_000
#: Least contrast of text, WCAG 2.2 AA.
AA = 4.5
#: Share of the primary colour in tinted areas; under 12 %, so that a cheap printer copes.
TINT = 0.09
_WHITE = (255.0, 255.0, 255.0)
_KEYS = ("extra", "toolkit", "branding")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PNG = b"\x89PNG\r\n\x1a\n"
#: Pixels of a PNG, each way; more only fills memory.
_MAX_PIXELS = 6000
_LENGTHS = {"name": 60, "footer": 160, "logo": 400}
_SVG = "{http://www.w3.org/2000/svg}"
#: What a still picture needs no part of, and what runs, embeds or changes something.
_FORBIDDEN = frozenset(
    {"script", "handler", "listener", "foreignobject", "iframe", "embed", "object", "audio", "video"}
    | {"canvas", "animate", "animatemotion", "animatetransform", "animatecolor", "set", "discard"}
)
_INNER_LINK = re.compile(r"\s*(#|data:image/(png|jpeg);base64,)", re.IGNORECASE)
_OUTER_STYLE = re.compile(r"@import|\\|url\(\s*['\"]?(?!\s*#)", re.IGNORECASE)

_Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Branding:
    """How an organisation shows itself. ``logo`` is a checked file; colours are ``#rrggbb``."""

    name: str = ""
    logo: Path | None = None
    primary: str = "#0b5c63"
    accent: str = "#9a3f0c"
    footer: str = ""
    #: Names of the site in single languages, by locale.
    names: tuple[tuple[str, str], ...] = ()

    def css(self) -> str:
        """Return the colours as custom properties; the dark scheme keeps its own, lighter ones."""
        colours = f"--primary: {self.primary}; --accent: {self.accent};"
        return f"@media (prefers-color-scheme: light), print {{ :root {{ {colours} }} }}\n"

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


def contrast(one: str, other: str = "#ffffff") -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, from 1 to 21."""
    return _contrast(_rgb(one), _rgb(other))


def _contrast(one: _Rgb, other: _Rgb) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _rgb(colour: str) -> _Rgb:
    return (float(int(colour[1:3], 16)), float(int(colour[3:5], 16)), float(int(colour[5:7], 16)))


def _tint(colour: _Rgb) -> _Rgb:
    red, green, blue = (255 - (255 - part) * TINT for part in colour)
    return (red, green, blue)


def _luminance(colour: _Rgb) -> float:
    def linear(part: float) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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
        if not _COLOUR.fullmatch(value):
            self._complain(
                node,
                Message("‘{value}’ is not a colour", value=value[:40]),
                Message("write # and six digits, in quotes, such as ‘#0b5c63’"),
            )
            return value
        colour = _rgb(value)
        # The same ratio holds for white letters on the colour, as buttons have them.
        least = min(_contrast(colour, _WHITE), _contrast(colour, _tint(colour)))
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
                return _png_fault(data)
            case ".svg":
                return _svg_fault(data)
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
_LOGO_SAVE = Message("save it again as a plain SVG from your drawing program")


def _png_fault(data: bytes) -> tuple[Message, Message] | None:
    again = Message("save it again as PNG")
    if not data.startswith(_PNG) or data[12:16] != b"IHDR":
        return Message("the file is not a PNG image"), again
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if not (0 < width <= _MAX_PIXELS and 0 < height <= _MAX_PIXELS):
        return Message("the logo has {width} × {height} pixels", width=width, height=height), again
    return None


def _svg_fault(data: bytes) -> tuple[Message, Message] | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Message("the file is not an SVG image"), _LOGO_SAVE
    if root.tag not in {f"{_SVG}svg", "svg"}:
        return Message("the file is not an SVG image"), _LOGO_SAVE
    if root.getroottree().docinfo.internalDTD is not None:
        return Message("the logo must not carry ‘{found}’", found="<!DOCTYPE"), _LOGO_SAVE
    found = next(_active_parts(root), None)
    return (Message("the logo must not carry ‘{found}’", found=found), _LOGO_SAVE) if found else None


def _active_parts(root: etree._Element) -> Iterator[str]:
    """Yield what an SVG must not have: scripts, events, animation, and links to anything outside it."""
    for node in (*root.itersiblings(preceding=True), *root.iter()):
        if not isinstance(node.tag, str):
            # Comments say nothing to anyone; instructions and entities do.
            if node.tag is not etree.Comment:
                yield "<?" if node.tag is etree.PI else "&"
            continue
        name = etree.QName(node).localname.lower()
        if name in _FORBIDDEN:
            yield f"<{name}>"
        if name == "style" and _OUTER_STYLE.search("".join(node.itertext())):
            yield "<style>"
        for attribute, value in node.attrib.items():
            local = etree.QName(attribute).localname.lower()
            outer = local in {"href", "src"} and not _INNER_LINK.match(value)
            styled = "url(" in value.lower() and _OUTER_STYLE.search(value)
            if outer or styled or local == "base" or local.startswith("on"):
                yield f"{local}={value[:40]}"
