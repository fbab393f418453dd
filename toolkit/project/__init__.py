"""A project: its folder, its configuration, and how it shows itself."""

from . import address, branding, fonts, icons, licences, theme
from .address import OWN, absolute, base_path, field_ids, printed
from .fonts import as_printed, lacking, writable
from .opened import DISTRIBUTION, Project, packaged
from .rules import YES
from .theme import BASE, frame_folders, material

__all__ = [
    "BASE",
    "DISTRIBUTION",
    "OWN",
    "YES",
    "Project",
    "absolute",
    "address",
    "as_printed",
    "base_path",
    "branding",
    "field_ids",
    "fonts",
    "frame_folders",
    "icons",
    "lacking",
    "licences",
    "material",
    "packaged",
    "printed",
    "theme",
    "writable",
]
