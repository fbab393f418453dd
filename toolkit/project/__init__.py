"""A project: its folder, its configuration, and how it shows itself."""

from . import branding, fonts, icons, languagecodes, licences, listing, static, theme, tokens
from .address import OWN, absolute, base_path, printed, site_address
from .documented import options
from .fonts import as_printed, lacking, writable
from .navigation import NavEntry
from .opened import Project
from .rules import YES
from .theme import BASE, frame_folders, material
from .timing import Timing
from .tokens import ALARM, Tokens
from .using import ALL, Wish

__all__ = [
    "ALARM",
    "ALL",
    "BASE",
    "OWN",
    "YES",
    "NavEntry",
    "Project",
    "Timing",
    "Tokens",
    "Wish",
    "absolute",
    "as_printed",
    "base_path",
    "branding",
    "fonts",
    "frame_folders",
    "icons",
    "lacking",
    "languagecodes",
    "licences",
    "listing",
    "material",
    "options",
    "printed",
    "site_address",
    "static",
    "theme",
    "tokens",
    "writable",
]
