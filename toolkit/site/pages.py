"""Page templates: views in, Markdown headings between HTML blocks out.

Headings are Markdown, so that any engine can make a table of contents; all else is
HTML, escaped by Jinja. Content reaches neither Jinja nor Markdown as source: a title in
a heading is written in character references.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from traceback import walk_tb
from typing import Any, Protocol

from jinja2 import Environment, TemplateError, TemplateSyntaxError

from ..definitions import AnyDefinition, Kind, OwnPage, Visibility
from ..errors import ContentError, Message, Place, Problem, ToolkitError
from ..project import NavEntry, branding
from ..translation import in_language, marked_text, resolve_texts
from ..view import (
    HERE,
    CardView,
    Edition,
    PageMedium,
    View,
    Viewer,
    comparison,
    index,
    metadata,
    page_path,
    say,
    site_description,
)
from .contract import PageMeta
from .environment import page_environment
from .ownpage import title_of, view_of

#: How the names of page templates end.
_TEMPLATES = (".j2", ".html")


@dataclass(frozen=True)
class Page:
    """A page below the locale's root: what its frame has to know, and what stands in it."""

    path: str
    meta: View
    body: str


class Maker(Protocol):
    """Makes a page; a ``bare`` one has nothing but what its frame knows."""

    def __call__(self, *, bare: bool = False) -> Page: ...  # the class says it


def data(value: Any) -> Any:
    """Return a value as plain data, which the theme escapes: no text in it says that it is safe HTML."""
    if isinstance(value, dict):
        return {str(key): data(child) for key, child in value.items()}
    if isinstance(value, (list, tuple)):
        return [data(child) for child in value]
    return str(value) if isinstance(value, str) else value


class Pages:
    """Renders all pages of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.viewer = Viewer(edition, PageMedium(), edition.scope.reader)
        self.for_clients = Viewer(edition, PageMedium(), Visibility.client)
        self.environment = page_environment(edition)

    def all(self) -> dict[str, Maker]:
        """Return what makes each page, by its path: the home page, then each kind's index and definitions."""
        found: dict[str, Maker] = {"": self.home}
        for kind in hubs_of(self.edition):
            if kind.info.folder:
                found[page_path(kind)] = partial(self.index, kind)
            for key in self.edition.keys_of(kind):
                found[page_path(*key)] = partial(self._of_key, *key)
        for page in self.edition.library.pages:
            found[page.path] = partial(self.own, page)
        return found

    def menu(self) -> list[tuple[str, str]]:
        """Return title and address of what the menu lists, besides the home page."""
        edition = self.edition
        configured = edition.project.configured
        pages = {page.name: page for page in edition.library.pages}
        kinds = {kind.value: kind for kind in hubs_of(edition)}
        usual = [*kinds, *(f"{name}.md" for name in pages)]
        own = configured.language(edition.locale).nav
        listed = own or configured.nav or [NavEntry(name, "", Place(configured.path)) for name in usual]
        found: list[tuple[str, str]] = []
        for entry in listed:
            # One menu for all languages speaks that of the site.
            given = in_language(entry.title, None if own else edition.project.locales[0], edition.locale)
            if entry.page in pages:
                page = pages[entry.page]
                found.append((given or title_of(page, edition.locale), page.path))
            elif entry.target in kinds:
                kind = kinds[entry.target]
                found.append((given or say(edition.interface, kind.info.plural), page_path(kind)))
        return found

    def _of_key(self, kind: Kind, name: str, bare: bool = False) -> Page:
        return self.definition(self.edition.get(kind, name), bare)

    def definition(self, definition: AnyDefinition, bare: bool = False) -> Page:
        """Return the page of a localised definition."""
        reader = self.edition.scope.page_reader(definition)
        view = (self.for_clients if reader is Visibility.client else self.viewer).view(definition)
        title, kind = view["plain_title"], definition.kind
        return self._page(
            f"{kind}.md.j2",
            view["path"],
            title,
            view["plain_summary"],
            kind=kind.value,
            context=None
            if bare
            else {"view": view} | ({"comparison": comparison(self.viewer)} if kind.info.compared else {}),
            linked_data=metadata.linked_data(self.edition, definition),
            wide=kind.info.wide or view.get("wide", False),
        )

    def index(self, kind: Kind, bare: bool = False) -> Page:
        """Return the index page of a kind."""
        return self._page(
            "index.md.j2",
            page_path(kind),
            self.viewer.say(kind.info.plural),
            site_description(self.edition),
            kind=kind.value,
            context=None
            if bare
            else {
                "view": index(self.viewer, kind),
                "comparison": comparison(self.viewer) if kind.info.compared else None,
            },
        )

    def home(self, bare: bool = False) -> Page:
        """Return the home page."""
        return self._page(
            "home.md.j2",
            "",
            branding.load(self.edition.project).title(self.edition.interface.gettext, self.edition.locale),
            site_description(self.edition),
            kind="home",
            context=None if bare else self._of_home(),
        )

    def _of_home(self) -> Mapping[str, object]:
        hubs = [index(self.viewer, kind) for kind in hubs_of(self.edition)]
        cards = [
            card
            for hub in hubs
            if Kind(hub["kind"]).info.folder
            for group in hub["groups"]
            for card in group["entries"]
        ]
        return {
            "hubs": {hub["kind"]: hub for hub in hubs},
            "pages": cards,
            "comparison": comparison(self.viewer),
            "course": self._course(cards),
        }

    def _course(self, cards: Iterable[CardView]) -> CardView | None:
        """Return the curriculum that the site is about, if it is about one alone."""
        courses = self.edition.keys_of(Kind.curriculum) if self.edition.scope.only else ()
        if len(courses) != 1:
            return None
        return next((card for card in cards if card["path"] == page_path(*courses[0])), None)

    def own(self, page: OwnPage, bare: bool = False) -> Page:
        """Return a page of the project's own."""
        view = view_of(self.viewer, page, "../" * page.path.count("/"))
        return self._page(
            "own.md.j2",
            page.path,
            view["plain_title"],
            view["plain_summary"] or site_description(self.edition),
            kind="own",
            context=None if bare else {"view": view},
            wide=False,
        )

    def _page(
        self,
        template: str,
        path: str,
        title: str,
        description: str,
        kind: str,
        context: Mapping[str, object] | None,
        linked_data: View | None = None,
        wide: bool = True,
    ) -> Page:
        known = Kind(kind) if kind in set(Kind) else None
        hub_path = page_path(known) if known else None
        is_hub = path == hub_path
        home = None if path else "home"
        meta: PageMeta = {
            "title": marked_text(title),
            "description": marked_text(description),
            "kind": kind,
            "path": path,
            "hub": marked_text(say(self.edition.interface, known.info.plural)) if known else None,
            "hub_path": hub_path,
            "part": _part(known, is_hub) if known else home,
            "style": _style(known, is_hub) if known else kind,
            "linked_data": linked_data,
            "wide": wide,
            "contents": bool(known.info.contents and not is_hub) if known else not home,
            "remember": bool(known and not is_hub),
        }
        if context is None:
            return Page(path, data(meta), "")
        root = "../" * path.count("/")
        context = {"title": title, "root": root, **context}
        body = rendered(self.edition, self.environment, "page", template, context)
        # No text can hold this: its quotation marks are escaped.
        body = body.replace(f'href="{HERE}', f'href="{root}')
        return Page(path, data(meta), body)


def rendered(
    edition: Edition, environment: Environment, templates: str, name: str, context: Mapping[str, object]
) -> str:
    """Return what a template of a folder makes; its marks in texts have become ``lang`` attributes.

    Raises :class:`ContentError` where the template, which may be the project's own, cannot be used.
    """
    try:
        return resolve_texts(environment.get_template(name).render(context))
    except Exception as error:
        if not is_of_template(error):
            raise
        path = edition.project.template_file(f"{templates}/{name}")
        raise ContentError([template_fault(path, error)]) from None


def _part(kind: Kind, is_hub: bool) -> str | None:
    """Return the name of the script that a page has besides that of all pages."""
    return "facets" if is_hub and kind.info.folder else kind.info.script


def _style(kind: Kind, is_hub: bool) -> str | None:
    """Return the name of the style sheet that a page has besides those of all pages."""
    return _part(kind, is_hub) or kind.info.style


def is_of_template(error: Exception) -> bool:
    """Say whether an error came up in a page template, which may be the project's own."""
    if isinstance(error, ToolkitError):
        return False
    names = (frame.f_code.co_filename for frame, _ in walk_tb(error.__traceback__))
    return isinstance(error, TemplateError) or any(name.endswith(_TEMPLATES) for name in names)


def template_fault(path: Path, error: Exception) -> Problem:
    """Say where in a page template a fault lies: in the one at ``path``, where the error does not tell."""
    line = 1
    if isinstance(error, TemplateSyntaxError):
        path, line = Path(error.filename or path), error.lineno
    elif (trace := error.__traceback__) is not None:
        frames = [(frame.f_code.co_filename, number) for frame, number in walk_tb(trace)]
        path, line = next(((Path(n), at) for n, at in reversed(frames) if n.endswith(_TEMPLATES)), (path, 1))
    reason: str | Message | None = error.message if isinstance(error, TemplateError) else str(error)
    if isinstance(error, RecursionError):
        reason = Message("it includes or extends itself")
    return Problem(
        "template",
        Place(path, line),
        Message("the page template cannot be used: {reason}", reason=reason or type(error).__name__),
        Message("fix the template, or delete your copy to use the toolkit’s own"),
    )


def hubs_of(edition: Edition) -> list[Kind]:
    """Return the kinds that the library has definitions of, in nav order."""
    return [kind for kind in Kind if edition.keys_of(kind)]
