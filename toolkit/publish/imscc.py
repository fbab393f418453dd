"""A package for learning platforms that read Common Cartridge 1.1, such as Canvas: pages and PDFs in modules.

Of the versions of the standard 1.1 is the newest that Moodle restores, and the others read it as well.
A cartridge cannot report anything: what counts as done is set in the platform.
"""

from __future__ import annotations

from ..definitions import L_
from .chapters import Chapter
from .documents import Manner, text_of
from .epub import identifier
from .form import Form
from .packages import Contents, packages


def _aside(_from: Chapter, to: Chapter | None) -> bool:
    # Most sites refuse to be shown in a platform's frame.
    return to is None


_MANNER = Manner("package.j2", ".html", aside=_aside)


def _manifest(made: Contents) -> bytes:
    told = {
        "identifier": f"course-{identifier(made.book).rpartition(':')[2]}",
        "file": _MANNER.file,
        "prints": made.prints,
        "assets": list(made.assets),
    }
    return text_of(made.book, "imscc.j2", told)


FORM = Form(
    "imscc",
    L_("published form", "Common Cartridge (Canvas and others)"),
    packages(".imscc", _MANNER, (), _manifest),
)
