"""The pages' scripts: which modules an entry script needs before it can run, and how they are made small.

There is no bundler: a page loads an entry script, and its frame names all modules that this one imports, so
that a browser asks for them at once instead of one import after the other.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import rjsmin

from ..project import Project

FOLDER = "page/assets"

#: A module that is imported when its importer is; one of ``import()`` is asked for later, or never.
_IMPORT = re.compile(
    r"""^(?:import\s*(?:[\w$*{}\s,]+?\bfrom\s*)?|export\s*[\w$*{}\s,]+?\bfrom\s*)(["'])(\.{1,2}/[^"']+)\1""",
    re.MULTILINE,
)
_COMMENT = re.compile(r"^\s*/\*.*?\*/", re.MULTILINE | re.DOTALL)


def imports(text: str) -> tuple[str, ...]:
    """Return the addresses that a module imports, as they stand in it."""
    return tuple(found[2] for found in _IMPORT.finditer(_COMMENT.sub("", text)))


def resolved(name: str, address: str) -> str:
    """Return the name of the module that another one, by its name, imports at an address."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def needed(project: Project, *entries: str) -> tuple[str, ...]:
    """Return the modules that entry scripts import, also through others, but not the scripts themselves.

    Names are relative to the folder of assets; those nearest to the entry scripts come first. Raises
    :class:`UsageError` where one is missing.
    """
    found = list(entries)
    for name in found:
        text = project.template_file(f"{FOLDER}/{name}").read_text(encoding="utf-8")
        for address in imports(text):
            module = resolved(name, address)
            if module not in found and not module.startswith("../"):
                found.append(module)
    return tuple(found[len(entries) :])


def shrink(assets: Path) -> None:
    """Leave out of all scripts what only readers of the source need: a phone should not pay for it."""
    for script in assets.rglob("*.js"):
        script.write_text(rjsmin.jsmin(script.read_text(encoding="utf-8")), encoding="utf-8")
