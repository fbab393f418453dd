"""A site for a look before it is published: built as it will be, below an address of its own.

It can lie beside the published one, on the same host: what browsers keep for readers without a network, and
what a client writes, belongs to the path that a site lies at.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from ..errors import Message, UsageError
from ..project import Project, absolute, site_address
from ..site import onfile
from . import output

#: Where a preview lies below the site's own address, if nobody says where.
UNDER = "preview"


def folder_of(root: Path) -> Path:
    """Return the folder for a preview, where nobody names another."""
    return root / "build" / "preview"


def of(project: Project, folder: Path | None, address: str | None, under: str | None) -> Project:
    """Return the project whose site is its preview in ``folder``, at an address or ``under`` the site's own.

    Without either it lies below the site's own, if it has one. Raises :class:`UsageError` where no preview
    can lie there, :class:`EnvironmentFault` where the folder is somebody else's.
    """
    if address is not None and under is not None:
        raise UsageError(
            Message("--address and --under both say where the preview will be – choose one of them")
        )
    if under is not None and not project.site_url:
        raise UsageError(
            Message(
                "--under is added to the site’s address, but the site has none – add ‘site_url:’ to "
                "mkdocs.yml, or enter the whole address with --address"
            )
        )
    told = absolute(project.site_url, path=(under or UNDER).strip("/")) if address is None else address
    found = site_address(told) if told else ""
    if found is None:
        raise UsageError(
            Message(
                "‘{value}’ is not a website address – enter, for example, https://example.org/preview/",
                value=told,
            )
        )
    _apart(project, found)
    target = folder or folder_of(project.root)
    output.free(project, target)
    return project.previewed(found, target)


def _apart(project: Project, address: str) -> None:
    """Raise :class:`UsageError` where a preview would lie in, or replace, what is published."""
    if not project.site_url or not address:
        return
    if not address.startswith(project.site_url):
        return
    inside = unquote(address.removeprefix(project.site_url))
    if not inside:
        raise UsageError(
            Message("the published site is at {address} – choose another address", address=address)
        )
    top = inside.split("/")[0]
    if top in (*project.locales, onfile.ASSETS.rstrip("/")):
        raise UsageError(
            Message(
                "{address} is inside the folder ‘{folder}’ of the published site – choose an "
                "address outside it",
                address=address,
                folder=top,
            )
        )
