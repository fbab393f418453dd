"""A language's pages as an app that can be installed (W3C Web Application Manifest)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ...project import base_path, branding
from ...view import Edition, site_description

NAME = "manifest.webmanifest"
#: Letters of a name that have room below an icon on most devices.
_SHORT = 12


@dataclass(frozen=True)
class Icon:
    """A picture of the app: its pixels each way, and whether a device may cut it to a shape of its own."""

    pixels: int
    maskable: bool = False

    @property
    def name(self) -> str:
        """Return the name of its file among the site's assets."""
        return f"icon-{'maskable-' if self.maskable else ''}{self.pixels}.png"


ICONS = (Icon(192), Icon(512), Icon(512, maskable=True))


def manifest(edition: Edition) -> str:
    """Return the manifest of a language's pages.

    All addresses are relative to it, so that it holds below any path.
    """
    project = edition.project
    brand = branding.load(project)
    title = brand.title(edition.interface.gettext, edition.locale)
    told = {
        "name": title,
        "lang": edition.locale,
        # Languages that are written from the right are not supported.
        "dir": "ltr",
        "description": site_description(edition),
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": brand.tokens.light.paper,
        "theme_color": brand.tokens.primary,
        "icons": [
            {
                "src": f"../assets/{icon.name}",
                "sizes": f"{icon.pixels}x{icon.pixels}",
                "type": "image/png",
                "purpose": "maskable" if icon.maskable else "any",
            }
            for icon in ICONS
        ],
    }
    if len(title) <= _SHORT:
        told["short_name"] = title
    if project.site_url:
        # Read against the host alone; without one, it is the start's whole address, which is the same.
        told["id"] = f"{base_path(project.site_url)}{edition.locale}/"
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
