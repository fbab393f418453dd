"""A package for learning platforms that read SCORM 1.2: each module tells the platform that it is done.

The overview is no part that reports. From a module, links to materials open a window of their own, since
leaving the page ends the module's talk with the platform; to other modules the platform's own menu leads.
"""

from __future__ import annotations

from ..definitions import L_
from .chapters import Chapter
from .documents import Manner, text_of
from .epub import identifier
from .form import Form
from .packages import Contents, packages


def _led(_from: Chapter, to: Chapter) -> bool:
    return not to.is_module


def _aside(chapter: Chapter, to: Chapter | None) -> bool:
    return to is None or chapter.is_module


_MANNER = Manner("package.j2", ".html", led=_led, aside=_aside, reports=True)


def _manifest(made: Contents) -> bytes:
    own = {_MANNER.file(chapter) for chapter in made.book.chapters if not chapter.group}
    return text_of(
        made.book,
        "scorm12.j2",
        {
            "identifier": f"course-{identifier(made.book).rpartition(':')[2]}",
            "file": _MANNER.file,
            "shared": [name for name in made.files if name not in own],
        },
    )


FORM = Form(
    "scorm12",
    L_("published form", "SCORM 1.2 package"),
    packages(".zip", _MANNER, ("scorm12.js",), _manifest),
)
