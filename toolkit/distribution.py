"""The installed package: its name, its language, what it brings along, and what makes a folder a project."""

from __future__ import annotations

from pathlib import Path

DISTRIBUTION = "coaching-toolkit"
#: The file that makes a folder a project.
CONFIG = "mkdocs.yml"
#: The language of the interface's messages themselves.
SOURCE = "en"
#: The folder of the program itself.
PROGRAM = Path(__file__).parent


def packaged() -> Path:
    """Return the folder whose ``templates/``, ``locales/`` and ``content/`` the package brings along."""
    data = PROGRAM / "_data"
    if data.is_dir():
        return data
    # An editable install has no data files; PEP 610 records where its source lies.
    import json
    from importlib import metadata
    from urllib.parse import unquote, urlsplit

    try:
        origin = json.loads(metadata.distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except metadata.PackageNotFoundError:
        return data
    return Path(unquote(urlsplit(origin.get("url", "")).path))
