"""What ``toolkit serve`` knows of pages that are looked at, and what these are told about builds."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup

#: Seconds for which a page counts as looked at: while it is in sight it asks several times a second.
_IN_SIGHT = 3.0
#: Seconds in which a page notices that it is made anew, and without a request after which it is loaded.
_NOTICED, _QUIET = 0.25, 0.2
#: Seconds that are waited at most until pages are loaded.
_PATIENCE = 1.5


@dataclass(frozen=True)
class Trouble:
    """Why the last build failed, as a part of a page, and in which words and language it is said."""

    box: Markup
    title: str
    lang: str


class Stamp:
    """The number of the build that a page is of, failed ones included, and what is wrong now.

    A page asks for its number again and again, and loads itself anew when it is another one. Pages in sight
    are made before all others, and have the number of the build that is still going on.
    """

    def __init__(self) -> None:
        self.value = 0
        self.trouble: Trouble | None = None
        self._ahead: frozenset[str] = frozenset()
        self._asked: dict[str, float] = {}
        self._last = 0.0

    def of(self, file: str) -> int:
        """Return the number of a page by its file in the site."""
        return self.value + 1 if file in self._ahead else self.value

    def hear(self) -> None:
        """Note that a browser asks for something that a page is made of."""
        self._last = time.monotonic()

    def note(self, file: str) -> None:
        """Note that somebody looks at a page."""
        self._asked[file] = time.monotonic()

    def in_sight(self) -> frozenset[str]:
        """Return the files of pages that somebody looks at."""
        since = time.monotonic() - _IN_SIGHT
        self._asked = {file: asked for file, asked in list(self._asked.items()) if asked > since}
        return frozenset(self._asked)

    def ahead(self, files: Collection[str]) -> None:
        """Say that these pages are made already, while the others are still being made."""
        self.trouble, self._ahead = None, frozenset(files)

    def loaded(self) -> None:
        """Wait until the pages in sight have been loaded: each of their requests would wait for a build."""
        begun = time.monotonic()
        quiet = begun + _NOTICED
        while time.monotonic() < min(quiet, begun + _PATIENCE):
            time.sleep(0.02)
            quiet = max(quiet, self._last + _QUIET)

    def set(self, trouble: Trouble | None) -> None:
        """Say that a build has ended, and how."""
        # What was made ahead stays as it is, unless there is something to say on it.
        self.trouble, step = trouble, 2 if trouble and self._ahead else 1
        self.value, self._ahead = self.value + step, frozenset()
