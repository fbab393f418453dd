"""Licences of content: how they are written and where they can be read."""

from __future__ import annotations

from ..characters import bad_character
from ..errors import ContentError, Message, Problem
from .opened import Project

#: The licence of definitions that name none, in a project that names none.
DEFAULT = "CC-BY-4.0"
_LONGEST = 80
_KNOWN = {
    "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC-BY-NC-4.0": ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "CC-BY-NC-SA-4.0": ("CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    "CC-BY-ND-4.0": ("CC BY-ND 4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    "CC-BY-NC-ND-4.0": ("CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}


def of_project(project: Project) -> str:
    """Return the licence of definitions that name none, from ``extra: toolkit: license:`` in ``mkdocs.yml``.

    Raises :class:`ContentError` where it is not one line of text.
    """
    found = project.settings.get("license")
    if found is None:
        return DEFAULT
    if isinstance(found, str) and found.strip() and "\n" not in found.strip() and len(found) <= _LONGEST:
        written = found.strip()
        if bad_character(written) is None:
            return written
    raise ContentError(
        [
            Problem(
                "configuration",
                project.configured.place("extra", "toolkit", "license"),
                Message("the value of ‘extra: toolkit: license:’ is not the name of a licence"),
                Message("write one line, such as CC-BY-4.0 or ‘All rights reserved’"),
            )
        ]
    )


def shown(licence: str) -> str:
    """Return a licence as it is written for readers, such as ``CC BY 4.0``."""
    return _KNOWN[licence][0] if licence in _KNOWN else licence


def address(licence: str) -> str | None:
    """Return where the text of a licence is, if we know."""
    return _KNOWN[licence][1] if licence in _KNOWN else None
