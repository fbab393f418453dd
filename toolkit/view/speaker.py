"""Says the texts of one edition in one medium to one reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..definitions import AnyDefinition, Label, Labelled, Visibility
from ..translation import in_language
from . import inline, markup
from .addresses import address_of, page_path, target_of
from .editions import Edition
from .faces import Face
from .labels import label, say
from .scope import RANK
from .text import Medium
from .typed import LinkView
from .words import duration


@dataclass(frozen=True)
class Speaker:
    """What every view is made with: texts, labels and links as a reader gets them."""

    edition: Edition
    medium: Medium
    reader: Visibility = Visibility.coach

    def may_read(self, definition: AnyDefinition | Face) -> bool:
        """Say whether a definition is for this reader."""
        return RANK[definition.visibility] <= RANK[self.reader]

    def text(self, wording: str, prose: bool = False) -> Any:
        """Return a text as it comes out; made once in an edition, whoever shows it."""
        made = self.edition.texts
        language = getattr(wording, "lang", None)
        key = (type(self.medium), str(wording), language, prose)
        for known in (key, (*key, self.reader)):
            if known in made:
                told, found = made[known]
                self.edition.notes.add(*found)
                return told
        followed = False

        def resolve(href: str) -> str:
            nonlocal followed
            followed = True
            return self.link_address(href)

        with self.edition.notes.taken() as found:
            told = self.medium.text(wording, prose, self.edition.locale, resolve)
        # Where a link leads to depends on what the reader may see.
        made[(*key, self.reader) if followed else key] = told, found
        return told

    def plain(self, wording: str) -> str:
        """Return the words of a text without its marks; they know their language if it is another one."""
        return in_language(markup.plain(wording), getattr(wording, "lang", None), self.edition.locale)

    def minutes(self, number: int) -> str:
        """Return a duration in minutes, or in hours and minutes from two hours on."""
        return duration(number, self.edition.locale)

    def label(self, value: Labelled) -> str:
        """Return what a vocabulary's value is called."""
        return label(self.edition.interface, value)

    def say(self, entry: Label) -> str:
        """Return a marked label in the edition's language."""
        return say(self.edition.interface, entry)

    def link(self, definition: AnyDefinition | Face) -> LinkView:
        """Return title and address of a definition."""
        return {
            "kind": definition.kind.value,
            "kind_label": self.label(definition.kind),
            "id": definition.id,
            "title": self.text(definition.title),
            "plain_title": self.plain(definition.title),
            "path": page_path(definition.kind, definition.id),
        }

    def link_address(self, href: str) -> str:
        """Return where a link in a text leads; "" where this reader can only be given its words."""
        target = target_of(href)
        if target is None:
            return inline.web_address(href)
        face = self.edition.face((target.kind, target.name))
        if face is None or not self.may_read(face):
            return ""
        path: str | None = page_path(target.kind, target.name)
        if target.part is not None:
            path = address_of(self.edition.get(target.kind, target.name), target.part)
        base = self.edition.project.site_url.rstrip("/")
        return self.medium.page(path, f"{base}/{self.edition.locale}/" if base else "") if path else ""
