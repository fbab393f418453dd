"""A page of the project's own: its text, with addresses as they are from where it stands."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from ..definitions import OwnPage
from ..project import static
from ..translation import Foreign, in_language
from ..view import HERE, Viewer, own_target, pieces, plain, title_html
from .contract import OwnPageView, PieceView


def view_of(viewer: Viewer, page: OwnPage, root: str) -> OwnPageView:
    """Return what the template of own pages is given; ``root`` leads to the language's folder."""
    edition = viewer.edition
    words = page.words_in(edition.locale)
    known = {one.name for one in edition.library.pages}
    files = static.files(edition.project)
    lang = words.locale if words.locale != edition.locale else None

    def link(href: str) -> str:
        target = own_target(href)
        if target is None:
            return viewer.link_address(href)
        anchor = f"#{target.anchor}" if target.anchor else ""
        if target.page is None:
            return picture(href)
        if target.page == "":
            return anchor
        return f"{HERE}{target.page}/{anchor}" if target.page in known else ""

    def picture(src: str) -> str:
        target = own_target(src)
        file = target.file if target else ""
        return f"{root}../{quote(file)}" if file in files else ""

    shown: list[PieceView] = [
        {
            "level": piece.level,
            "id": piece.id,
            "html": _in(piece.html, lang) if piece.level else piece.html,
        }
        for piece in pieces(words.body, link, picture)
    ]
    return {
        "title": _in(title_html(words.title), lang),
        "plain_title": in_language(plain(words.title), lang, edition.locale),
        "plain_summary": in_language(plain(words.summary), lang, edition.locale),
        "draft": words.is_draft,
        "lang": lang,
        "pieces": shown,
    }


def _in(html: Markup, lang: str | None) -> Markup:
    """Return the HTML of a heading with its language, where that is not the page's."""
    return Markup('<span lang="{}" class="gap">{}</span>').format(lang, html) if lang else html


def title_of(page: OwnPage, locale: str) -> str:
    """Return the title of a page for menus; it knows its language where that is not the ``locale``."""
    words = page.words_in(locale)
    text = plain(words.title)
    return Foreign(text, words.locale) if words.locale != locale else text
