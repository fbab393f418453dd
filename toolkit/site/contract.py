"""What page templates and the frame are given, by template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypedDict

from ..definitions import Kind
from ..view import CardView, ComparisonView, IndexView, Published, View
from .drawing import Drawing


class PageContext(TypedDict):
    """What every page template gets."""

    title: Annotated[str, "Title of the page, without emphasis."]
    root: Annotated[str, "What leads from the page to the language’s folder, such as `../../`."]


class DefinitionPage(PageContext):
    """The page of a definition."""

    view: Annotated[View, "The view of the definition, see its kind."]


class ApproachPage(DefinitionPage):
    """The page of an approach."""

    comparison: Annotated[ComparisonView, "All approaches side by side."]


class IndexPage(PageContext):
    """The index of a kind."""

    view: Annotated[IndexView, "The index."]
    comparison: Annotated[ComparisonView | None, "All approaches side by side, on their index."]


class HomePage(PageContext):
    """The home page of a language."""

    hubs: Annotated[Mapping[str, IndexView], "The index of each kind that there is, by kind."]
    pages: Annotated[list[CardView], "All definitions."]
    comparison: Annotated[ComparisonView, "All approaches side by side."]
    course: Annotated[CardView | None, "The curriculum that the site is about, if it is about one alone."]


class PieceView(TypedDict):
    """A heading of an own page, or what stands between headings."""

    level: Annotated[int, "Level of the heading; 0 of all else."]
    id: Annotated[str, "Anchor of the heading."]
    html: Annotated[str, "Safe HTML."]


class OwnPageView(TypedDict):
    """A page of the project’s own."""

    title: Annotated[str, "Title, as safe HTML."]
    plain_title: Annotated[str, "Title, as words alone."]
    plain_summary: Annotated[str, "One sentence about the page; empty where it has none."]
    draft: Annotated[bool, "Whether it is a draft."]
    lang: Annotated[str | None, "Language of its words, where they are not in the page’s."]
    pieces: Annotated[list[PieceView], "What stands in it, in order."]


class OwnPageContext(PageContext):
    """A page of the project’s own, from `pages/`."""

    view: Annotated[OwnPageView, "The page."]


class RootLanguage(TypedDict):
    """A language of the site."""

    locale: Annotated[str, "Its code."]
    name: Annotated[str, "Its own name."]
    title: Annotated[str, "What the site is called in it."]
    unpack: Annotated[str, "What to do where only this page was taken out of a zip."]


class RootPage(TypedDict):
    """The page at the top of the site, where a language is chosen."""

    languages: Annotated[list[RootLanguage], "The languages."]
    site_name: Annotated[str, "What the site is called in its first language."]
    site_url: Annotated[str, "Address of the site; empty where it has none."]
    mark: Annotated[str, "File name of the logo among the assets."]
    icon: Annotated[str, "File name of the picture for browser tabs among the assets."]
    styles: Annotated[list[str], "File names of the project’s own style sheets among the assets."]
    preview: Annotated[
        bool, "Whether the site is a preview, which says so and is kept out of search engines."
    ]


class Language(TypedDict):
    """A language of the site."""

    locale: Annotated[str, "Its code."]
    name: Annotated[str, "Its own name."]


class PageGlobals(TypedDict):
    """What page templates and their parts can use besides, without being given it."""

    locale: Annotated[str, "Language of the page."]
    languages: Annotated[list[Language], "Languages of the site."]
    site_title: Annotated[str, "Name of the site."]
    wheel_drawing: Annotated[Callable[[View], Drawing], "The drawing of a field of the type wheel."]
    changeable: Annotated[
        Callable[[View], Published], "What changes a worksheet for one client, by its view."
    ]
    policy: Annotated[str, "Security policy for the page’s head."]
    referrer: Annotated[str, "Referrer policy for the page’s head."]


class FrameLanguage(Language):
    """A language of the site."""

    territory: Annotated[str, "The same with its likeliest country, such as lv_LV."]


class FrameKind(TypedDict):
    """A kind of definition, as the search tells it from others."""

    kind: Annotated[str, "The kind."]
    icon: Annotated[str, "Name of its icon, for the filter `symbol`."]
    title: Annotated[str, "What several of it are called."]


class Frame(TypedDict):
    """What the frame knows as `toolkit`."""

    locale: Annotated[str, "Language of the page."]
    absolute: Annotated[Callable[..., str], "Whole address of something, by language and path; or nothing."]
    base: Annotated[str, "Path of the site on its host."]
    styles: Annotated[list[str], "File names of the project’s own style sheets among the assets."]
    icon: Annotated[str, "File name of the picture for browser tabs among the assets."]
    author: Annotated[str, "`site_author`."]
    copyright: Annotated[str, "`copyright`, of the language or of the site."]
    repository: Annotated[str, "`repo_url`."]
    repository_name: Annotated[str, "`repo_name`, or the address as people read it."]
    live: Annotated[bool, "Whether `toolkit serve` shows the page."]
    preview: Annotated[
        bool, "Whether the site is a preview, which says so and is kept out of search engines."
    ]
    offline: Annotated[bool, "Whether browsers keep the pages for readers without a network."]
    modules: Annotated[Callable[..., tuple[str, ...]], "File names of the modules that entry scripts import."]
    title: Annotated[str, "Name of the site."]
    mark: Annotated[str, "File name of the logo among the assets."]
    footer: Annotated[str, "Line for the foot of the page."]
    licence: Annotated[str, "Licence of definitions that name none."]
    policy: Annotated[str, "Security policy for the page’s head."]
    referrer: Annotated[str, "Referrer policy for the page’s head."]
    languages: Annotated[list[FrameLanguage], "Languages of the site."]
    kinds: Annotated[Mapping[str, FrameKind], "The kinds that there are, by the address of their index."]


class PageMeta(TypedDict):
    """What a page says of itself."""

    title: Annotated[str, "Title of the page, without emphasis."]
    description: Annotated[str, "One sentence about it."]
    kind: Annotated[
        str, "Kind of the definition or index; home on the home page, own on a page of the project’s own."
    ]
    path: Annotated[str, "Address of the page below the language’s folder."]
    hub: Annotated[str | None, "What the index of its kind is called."]
    hub_path: Annotated[str | None, "Address of that index."]
    part: Annotated[str | None, "Name of the script that it has besides that of all pages."]
    style: Annotated[str | None, "Name of the style sheet that it has besides those of all pages."]
    linked_data: Annotated[Mapping[str, Any] | None, "What search engines are told (JSON-LD)."]
    wide: Annotated[bool, "Whether it needs a wide page."]
    contents: Annotated[bool, "Whether it has a table of contents at its side."]
    remember: Annotated[bool, "Whether the home page lists it among those opened last."]


class FrameMeta(PageMeta):
    """What the frame knows of a page as `page.meta`."""

    headings: Annotated[Mapping[str, str], "Headings by id, with their emphasis."]


#: What each page template is given; parts that it includes with context see the same.
TEMPLATES: Mapping[str, type] = {
    **{f"{kind}.md.j2": DefinitionPage for kind in Kind},
    f"{Kind.approach}.md.j2": ApproachPage,
    "index.md.j2": IndexPage,
    "home.md.j2": HomePage,
    "own.md.j2": OwnPageContext,
    "root.html.j2": RootPage,
}
#: What page templates can do to a value.
FILTERS: Mapping[str, str] = {
    "heading": "A text for a Markdown heading.",
    "unlinked": "A text without its links, for copies that are not read out.",
    "plain": "The words of a text alone, for attributes.",
    "symbol": "The id of one of Material’s icons in the sprite, by its name.",
}
