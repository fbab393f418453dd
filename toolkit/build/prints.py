"""Which PDFs of a site are made, and when: those asked for by name, or each when somebody opens it.

While an author writes, hardly any PDF is looked at, but every change would make some anew.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Self

from ..definitions import KINDS, Key, Library, LifeCycle, shipped
from ..errors import Message, UsageError
from ..pdf import Printer
from ..project import Project
from ..search import scripts_of
from ..view import Edition, PrintOptions, Scope, edition, outputs
from . import editions


@dataclass(frozen=True)
class Source:
    """What a site was made of; ``scope`` names its languages."""

    project: Project
    library: Library
    scope: Scope

    @cached_property
    def prints(self) -> dict[str, tuple[str, Key, PrintOptions]]:
        """The PDFs that the site offers, by their files in it: language, definition and options."""
        found = outputs.prints(self.project, self.library, self.scope)
        return {
            f"{locale}/{file}": (locale, *how)
            for locale in self.scope.languages
            for file, how in found.items()
        }


def check_asked(project: Project, found: Library, scope: Scope) -> None:
    """Raise :class:`UsageError` where a definition that was named to be printed is not part of the site."""
    known = {definition.id: definition for definition in found}
    for name in sorted(scope.printed or ()):
        if name not in known:
            raise UsageError(
                Message(
                    "there is no definition with the ID ‘{value}’ – {advice}",
                    value=name,
                    advice=shipped.instead(name, list(known), shipped.files(project), KINDS),
                )
            )
        if any(definition.id == name and scope.holds(definition) for definition in found):
            continue
        if known[name].life_cycle is LifeCycle.draft and not scope.drafts:
            raise UsageError(Message("‘{id}’ is a draft – build with --drafts", id=name))
        raise UsageError(Message("‘{id}’ is for trainers only – build with --edition trainer", id=name))


class Prints:
    """Makes the PDFs of the site that is shown, each when it is asked for; a context manager.

    One at a time: who asks for what is being made gets it from the cache afterwards.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._source: Source | None = None
        self._editions: dict[str, Edition] = {}
        self._scripts: dict[str, dict[str, str]] = {}
        self._printer: Printer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.show(None)

    def show(self, source: Source | None) -> None:
        """Make what is asked for from here on of another source, with templates and fonts as they are now."""
        with self._lock:
            printer, self._printer, self._source = self._printer, None, source
            self._editions, self._scripts = {}, {}
            if printer:
                printer.__exit__(None, None, None)

    def search(self, file: str) -> bytes | None:
        """Return a script of the search by its file in the site, such as ``lv/search/index.js``."""
        locale, _, name = file.partition("/")
        with self._lock:
            source = self._source
            if source is None or locale not in source.scope.languages:
                return None
            if locale not in self._scripts:
                self._scripts[locale] = scripts_of(self._edition(source, locale))
            found = self._scripts[locale].get(name)
            return None if found is None else found.encode()

    def _edition(self, source: Source, locale: str) -> Edition:
        if locale not in self._editions:
            self._editions[locale] = edition(source.project, source.library, locale, source.scope)
        return self._editions[locale]

    def pdf(self, file: str) -> bytes | None:
        """Return a PDF by its file in the site, such as ``lv/print/values.pdf``; None where there is none.

        Raises as :meth:`toolkit.pdf.Printer.pdf` and its constructor do.
        """
        with self._lock:
            source = self._source
            if source is None or file not in source.prints:
                return None
            locale, (kind, name), options = source.prints[file]
            if self._printer is None:
                self._printer = Printer(source.project, editions.pdfs_of(source.project)).__enter__()
            current = self._edition(source, locale)
            return self._printer.pdf(current, current.get(kind, name), options)
