"""Texts of a publication where they stand in no page: as HTML with whole addresses, or as words."""

from __future__ import annotations

from markupsafe import Markup, escape

from ..definitions import AnyDefinition
from ..view import PrintMedium, View, Viewer, markup
from .material import Material


def view_of(material: Material, definition: AnyDefinition) -> View:
    """Return the view of a definition for those whom its page is for.

    Its texts are plain data (``lang``, ``plain`` and ``runs`` or ``blocks``); links in them lead to the site.
    """
    reader = material.edition.scope.page_reader(definition)
    return Viewer(material.edition, PrintMedium(), reader).view(definition)


def html(text: View) -> Markup:
    """Return a text of a view as safe HTML on one line, marked with its language where it is another one."""
    if "runs" in text:
        return _in(text["lang"], markup.html(text["runs"]))
    made = markup.blocks_html(text["blocks"])
    return Markup('<div lang="{}">{}</div>').format(text["lang"], made) if text["lang"] else made


def word_html(word: str) -> Markup:
    """Return a word of the interface as safe HTML, marked with its language where it is another one."""
    return _in(getattr(word, "lang", None), escape(str(word)))


def _in(lang: str | None, inner: Markup) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(lang, inner) if lang else inner
