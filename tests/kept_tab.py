"""One tab for test after test: a context and a tab of its own cost twice as much as the page that is shown in it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

#: What the tab is like where a test asks for nothing else.
SIZE = {"width": 1000, "height": 800}

#: What pages can keep on a device, but for what was fetched: that is the same for every test.
KEPT = "cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage"


class KeptTab:
    """A tab that every test gets as if it were new: blank, and its device holds nothing.

    A test may open pages beside it in its context, and listen, route and emulate on those as it likes. On the tab
    itself it may not do what cannot be taken back: start scripts of its own, stop the clock, or grant permissions.
    """

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.page: Any = None
        #: What the console said since the tab was taken, as pairs of kind and text.
        self.said: list[tuple[str, str]] = []
        self._is_taken = False

    @property
    def context(self) -> Any:
        """The tab's context; None before any test has taken the tab."""
        return self.page and self.page.context

    def take(self, viewport: dict[str, int] | None = None, color_scheme: str = "light") -> Any:
        """Return the tab, for one test: a second one that is taken would be the first."""
        assert not self._is_taken
        self._is_taken = True
        if self.page is None:
            self._open()
        if (viewport or SIZE) != self.page.viewport_size:
            self.page.set_viewport_size(viewport or SIZE)
        if color_scheme != "light":
            self.page.emulate_media(color_scheme=color_scheme)
        return self.page

    @property
    def is_taken(self) -> bool:
        return self._is_taken

    def give_back(self) -> None:
        """Make the tab as good as new; where a test has left something on it, the next gets another."""
        if not self._is_taken:
            return
        self._is_taken = False
        self.said.clear()
        if self.page.is_closed() or self._marks() != self._before:
            self.page.context.close()
            self.page = None
            return
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        self._forget()
        self.page.set_default_timeout(30_000)
        self.page.emulate_media(
            media="null", color_scheme="light", reduced_motion="null", forced_colors="null", contrast="null"
        )
        self.page.mouse.move(-1, -1)

    def _open(self) -> None:
        self.page = self.browser.new_context(viewport=SIZE, accept_downloads=True).new_page()
        self.page.on("console", lambda line: self._hear(line.type, line.text))
        self.page.on("pageerror", lambda error: self._hear("error", str(error)))
        self._before = self._marks()
        self._protocol = self.context.new_cdp_session(self.page)

    def _hear(self, kind: str, text: str) -> None:
        # The way to a blank tab is nobody's.
        if self._is_taken:
            self.said.append((kind, text))

    def _marks(self) -> tuple[int, int, int]:
        """Return how many listen to the tab, and how many routes it and its context have."""
        tab, context = self.page._impl_obj, self.page.context._impl_obj
        listeners = sum(
            len(found.listeners(name)) for found in (tab, context) for name in found.event_names()
        )
        return listeners, len(tab._routes), len(context._routes)

    def _forget(self) -> None:
        """Leave the page, and take away all that it has stored, its way here included."""
        at = urlsplit(self.page.url)
        origin = f"{at.scheme}://{at.netloc}"
        if not at.netloc:
            self.page.goto("about:blank")
            return
        # What a tab keeps for itself is out of reach but for a page of the same address.
        self.page.goto(f"{origin}/nothing-here")
        self.page.evaluate("sessionStorage.clear()")
        self._protocol.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": KEPT})
        self._protocol.send("Page.resetNavigationHistory")
