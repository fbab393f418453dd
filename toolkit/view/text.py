"""How texts and references come out: as HTML for pages, as runs for print."""

from __future__ import annotations

from typing import Any, Protocol

from markupsafe import Markup

from ..translation import Wording, in_language
from . import inline, markup

View = dict[str, Any]


#: What a page's link to another page begins with until it is known where the page itself stands.
HERE = "toolkit:"


class Medium(Protocol):
    """How texts and references come out: HTML for pages, runs for print."""

    def text(
        self, wording: str, prose: bool, locale: str, resolve: markup.Resolve = inline.web_address
    ) -> Any:
        """Return one text, marked with its own language where it differs from ``locale``."""

    def page(self, path: str, home: str) -> str:
        """Return the address of a page; ``home`` is that of its language on the web, or ""."""


class PageText(Markup):
    """A text as safe HTML, and as plain words that know their language, for where no HTML can stand."""

    __slots__ = ("plain",)

    plain: str


class PageMedium:
    """Texts as safe HTML."""

    def text(
        self, wording: str, prose: bool, locale: str, resolve: markup.Resolve = inline.web_address
    ) -> PageText:
        if prose:
            blocks = markup.blocks(wording, resolve)
            html, words = markup.blocks_html(blocks), markup.words_of_blocks(blocks)
        else:
            runs = markup.inline(wording, resolve)
            html, words = markup.html(runs), markup.words_of(runs)
        if isinstance(wording, Wording) and wording.lang != locale:
            tag = Markup("div" if prose else "span")
            html = Markup('<{0} lang="{1}" class="gap">{2}</{0}>').format(tag, wording.lang, html)
        text = PageText(html)
        text.plain = in_language(words, getattr(wording, "lang", None), locale)
        return text

    def page(self, path: str, home: str) -> str:  # noqa: ARG002  # pages know where they are
        return HERE + path


class PrintMedium:
    """Texts as runs and blocks, for Typst: ``{"runs": […]}`` or ``{"blocks": […]}``."""

    def text(
        self, wording: str, prose: bool, locale: str, resolve: markup.Resolve = inline.web_address
    ) -> View:
        lang = wording.lang if isinstance(wording, Wording) and wording.lang != locale else None
        if not prose:
            runs = markup.inline(wording, resolve)
            return {"lang": lang, "plain": markup.words_of(runs), "runs": runs}
        blocks = markup.blocks(wording, resolve)
        # Paragraphs have room for what a reader of paper would have to type.
        told = markup.spell_out(blocks)
        return {"lang": lang, "plain": markup.words_of_blocks(blocks), "blocks": told}

    def page(self, path: str, home: str) -> str:
        return home and home + path
