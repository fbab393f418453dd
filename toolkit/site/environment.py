"""Jinja for page templates: what they may call, and what they were compiled to."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..project import branding, icons
from ..translation import Foreign
from ..view import Edition, Published, View, language_name, markup, print_words, published
from . import drawing, headers
from .compiled import Compiled
from .contract import PageGlobals

_LINKS = re.compile("</?a(?: [^>]*)?>")
_TAG = re.compile(r"(<[^<>]*>)")
_KEPT = re.compile(r'</?(?:em|strong)>|<span lang="[a-zA-Z-]+" class="gap">|</span>')


def page_environment(edition: Edition, templates: str = "page") -> Environment:
    """Return the Jinja environment for an edition's pages, from a folder of templates."""
    folders = [folder / templates for folder in edition.project.template_folders]
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=Compiled(templates, edition.project.cache("templates")),
    )
    environment.install_gettext_translations(edition.interface, newstyle=True)  # type: ignore[attr-defined]
    # Data keep the order in which a definition says them.
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False}
    environment.filters["heading"] = heading
    environment.filters["unlinked"] = unlinked
    environment.filters["plain"] = plain
    environment.filters["symbol"] = icons.symbol
    told: PageGlobals = {
        "locale": edition.locale,
        "languages": [{"locale": code, "name": language_name(code)} for code in sorted(edition.languages)],
        "site_title": branding.load(edition.project).title(edition.interface.gettext, edition.locale),
        "wheel_drawing": _wheel_drawing,
        "changeable": partial(_changeable, edition),
        "policy": headers.META_POLICY,
        "referrer": headers.REFERRER,
    }
    environment.globals.update(told)
    return environment


def heading(value: Any) -> Markup:
    """Return a text for a Markdown heading: every sign of it that Markdown or HTML knows is a reference."""
    if not hasattr(value, "__html__"):
        return _references(markup.plain(str(value)))
    # Of tags those stay that a heading keeps in a table of contents, too: emphasis, and another language.
    pieces = _TAG.split(str(value.__html__()))
    return Markup("").join(
        Markup(piece) if _KEPT.fullmatch(piece) else _references(Markup(piece).unescape())
        for piece in pieces
        if _KEPT.fullmatch(piece) or not _TAG.fullmatch(piece)
    )


def _references(text: str) -> Markup:
    return Markup(
        "".join(c if c.isalnum() or c in " \u00a0" or ord(c) > 0x7F else f"&#{ord(c)};" for c in text)
    )


def unlinked(value: Markup) -> Markup:
    """Return a text without its links, for copies that are not read out."""
    return Markup(_LINKS.sub("", value))


def plain(value: Any) -> str:
    """Return a text for an attribute: its words alone, which know their language if it is not the page's."""
    return getattr(value, "plain", None) or (
        value if isinstance(value, Foreign) else Markup(value).striptags()
    )


def _changeable(edition: Edition, view: View) -> Published:
    worksheet = edition.worksheet(view["id"])
    return published(worksheet, view, print_words(edition))


def _wheel_drawing(field: View) -> drawing.Drawing:
    names = [plain(segment["text"]) for segment in field["segments"]]
    return drawing.wheel(names, field["min"], field["max"])
