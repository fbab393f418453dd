"""The site: a Markdown tree for one locale, and MkDocs run over it.

The only importer of MkDocs, beside the plugin that MkDocs itself loads.
"""

from __future__ import annotations

import io
import logging
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape as xml_escape

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from . import branding, fonts, headers, scripts
from . import cache as kept
from .addresses import absolute, page_file, page_path
from .errors import ContentError, Message, Place, Problem
from .foreign import resolve
from .labels import PLURALS, language_name, say
from .library import Library
from .model import FOLDERS, Kind
from .outputs import PRINTS
from .project import Project
from .render import Pages, hubs_of, is_of_template, page_environment, template_fault
from .variants import file_name, ready_made
from .views import Edition


@dataclass(frozen=True)
class Tree:
    """A written Markdown tree: where it lies, and the pages in it, below the locale's root."""

    docs: Path
    pages: tuple[str, ...]


def write_tree(edition: Edition, docs: Path) -> Tree:
    """Write the Markdown tree of an edition into ``docs/<locale>/``."""
    root = docs / edition.locale
    if root.exists():
        shutil.rmtree(root)
    pages = Pages(edition)
    written = [_write(root, "", pages.home())]
    for kind in hubs_of(edition):
        if FOLDERS[kind]:
            written.append(_write(root, page_path(kind), pages.index(kind)))
        written += [
            _write(root, page_path(kind, definition.id), pages.definition(definition))
            for definition in edition.of_kind(kind)
        ]
    return Tree(docs, tuple(written))


def _write(root: Path, path: str, text: str) -> str:
    target = root / page_file(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
    return path


def build_locale(edition: Edition, tree: Tree, out: Path, live: bool = False) -> None:
    """Run MkDocs over one locale's tree, into ``out``.

    ``live`` adds the script that reloads the page while somebody is editing.
    Raises :class:`ContentError` where MkDocs warns or fails.
    """
    project = edition.project
    watcher = _Warnings()
    logger = logging.getLogger("mkdocs")
    # The sitemap and the pages take the day from here; without it no two builds are alike.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    logger.addHandler(watcher)
    logger.propagate = False
    try:
        # MkDocs is told all it has to know: what mkdocs.yml says has been read and checked before, once.
        config = load_config(
            io.BytesIO(),
            config_file_path=str(project.config),
            theme=_theme(project),
            strict=True,
            validation={"anchors": "warn"},
            docs_dir=str(tree.docs),
            site_dir=str(out),
            site_url=absolute(project.site_url, edition.locale),
            site_name=branding.load(project).title(edition.interface.gettext, edition.locale),
            **_told(project, edition.locale),
            nav=_nav(edition),
            not_in_nav="*",
            plugins=_plugins(edition, live),
            markdown_extensions=["attr_list", {"toc": {"permalink": False, "toc_depth": "1-3"}}],
        )
        mkdocs_build(config)
    except (Abort, MkDocsException) as error:
        reasons = watcher.messages or [str(error)]
        raise ContentError(
            Problem(
                "site",
                Place(project.config),
                Message(
                    "MkDocs could not build the site ({locale}): {reason}",
                    locale=edition.locale,
                    reason=reason,
                ),
                Message("mend what it names; if it names a generated page, please report this as a bug"),
            )
            for reason in reasons
        ) from None
    except Exception as error:
        # A template is a program of the project's own, and may fail like one.
        if not is_of_template(error):
            raise
        raise ContentError([template_fault(project.template_file("page/theme/main.html"), error)]) from None
    finally:
        logger.removeHandler(watcher)
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (out / name).unlink(missing_ok=True)


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns about, so that it can be shown as a problem."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _told(project: Project, locale: str) -> dict[str, str | None]:
    """Return what templates of the project's own may ask for, as ``config.…`` in MkDocs' manual."""
    told, language = project.configured, project.configured.language(locale)
    return {
        "site_author": told.site_author or None,
        "site_description": language.site_description or told.site_description or None,
        "copyright": language.copyright or told.copyright or None,
        "repo_url": told.repo_url or None,
        "repo_name": told.repo_name or None,
    }


def _theme(project: Project) -> dict[str, Any]:
    own = project.custom_theme
    return {"name": "material", "font": False} | ({"custom_dir": str(own)} if own else {})


def _nav(edition: Edition) -> list[dict[str, str]]:
    home = {edition.interface.gettext("Home"): "index.md"}
    return [home] + [
        {say(edition.interface, PLURALS[kind]): f"{page_path(kind)}index.md"} for kind in hubs_of(edition)
    ]


def _plugins(edition: Edition, live: bool) -> list[Any]:
    """Return the plugins with their options for this build, whatever else stands in ``mkdocs.yml``."""
    locale = edition.locale
    options = {"locale": locale, "live": live, "languages": list(edition.languages)}
    languages = [
        {"locale": one.locale, "name": language_name(one.locale), "default": number == 0, "build": True}
        for number, one in enumerate(edition.project.configured.languages)
    ]
    i18n = {
        "docs_structure": "folder",
        "reconfigure_material": False,
        "reconfigure_search": False,
        "build_only_locale": locale,
        "languages": languages,
    }
    return [{"toolkit": options}, {"i18n": i18n}]


def write_shared(editions: list[Edition], site: Path, cache: Path) -> None:
    """Write what all locales share: style, scripts, fonts, the page that chooses a language, the sitemap."""
    project = editions[0].project
    brand = branding.load(project)
    assets = site / "assets"
    for folder in reversed(project.template_folders):
        source = folder / scripts.FOLDER
        if source.is_dir():
            shutil.copytree(source, assets, dirs_exist_ok=True)
    scripts.shrink(assets)
    (assets / "brand.css").write_text(brand.css(), encoding="utf-8")
    if brand.logo:
        shutil.copyfile(brand.logo, assets / str(brand.logo_name))
    for source, name in own_files(project):
        (assets / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(source, assets / name)
    write_fonts(project, site / fonts.FOLDER, cache)
    _write_root(editions, brand, site)
    # GitHub Pages and most other hosts know one such page, the one at the top; its links are whole paths.
    shutil.copyfile(site / editions[0].locale / "404.html", site / "404.html")
    headers.write(site, [page_path(kind).strip("/") for kind in Kind])
    if project.site_url:
        (site / "sitemap.xml").write_text(_sitemap(editions), encoding="utf-8")


def own_files(project: Project) -> list[tuple[Path, str]]:
    """Return the project's own files that all pages share, and what they are called among the assets."""
    return [*own_styles(project), *filter(None, [favicon(project)])]


def own_styles(project: Project) -> list[tuple[Path, str]]:
    """Return the project's own style sheets and what they are called among the site's assets."""
    return [(path, f"own/{number}-{path.name}") for number, path in enumerate(project.extra_css, 1)]


def favicon(project: Project) -> tuple[Path, str] | None:
    """Return the project's own picture for browser tabs and what it is called among the site's assets."""
    name = project.configured.favicon
    return (project.root / name, f"own/favicon{Path(name).suffix.lower()}") if name else None


def write_fonts(project: Project, target: Path, cache: Path) -> None:
    """Make web fonts of the whole TTF files; compressing takes a second each, so they are kept."""
    target.mkdir(parents=True, exist_ok=True)
    keep = kept.Cache(cache)
    for source in project.template_files(fonts.FOLDER, "*.ttf").values():
        key = kept.key(kept.program(), source.read_bytes())[:32]
        name = f"{source.stem}-{key}.woff2"
        made = keep.get(name)
        if made is None:
            made = fonts.web_font(source)
            keep.put(name, made)
        (target / f"{source.stem}.woff2").write_bytes(made)


def _write_root(editions: list[Edition], brand: branding.Branding, site: Path) -> None:
    project = editions[0].project
    environment = page_environment(editions[0])
    languages = [
        {
            "locale": edition.locale,
            "name": project.configured.language(edition.locale).name or language_name(edition.locale),
            "title": brand.title(edition.interface.gettext, edition.locale),
        }
        for edition in editions
    ]
    text = environment.get_template("root.html.j2").render(
        languages=languages,
        site_name=brand.title(editions[0].interface.gettext, editions[0].locale),
        site_url=project.site_url,
        mark=brand.logo_name or "mark.svg",
        icon=icon[1] if (icon := favicon(project)) else "mark.svg",
        styles=[name for _, name in own_styles(project)],
    )
    (site / "index.html").write_text(resolve(text), encoding="utf-8")


def files_of(project: Project, library: Library) -> Iterator[str]:
    """Yield the pages and PDFs that a language's folder has, for a library as the site holds it."""
    yield "index.html"
    yield "404.html"
    for kind in Kind:
        found = library.of_kind(kind)
        if found and FOLDERS[kind]:
            yield f"{page_path(kind)}index.html"
        for definition in found:
            yield f"{page_path(kind, definition.id)}index.html"
            for options in ready_made(project, kind):
                yield f"{PRINTS}/{file_name(definition.id, options)}"


def _sitemap(editions: list[Edition]) -> str:
    """Return a sitemap with the languages of each page (sitemaps.org, with xhtml:link for hreflang)."""
    site_url = editions[0].project.site_url
    paths = [""]
    for kind in hubs_of(editions[0]):
        paths += [page_path(kind)] if FOLDERS[kind] else []
        paths += [page_path(kind, entry.id) for entry in editions[0].of_kind(kind)]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path in paths:
        addresses = {
            edition.locale: xml_escape(absolute(site_url, edition.locale, path)) for edition in editions
        }
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{locale}" href="{address}"/>'
            for locale, address in addresses.items()
        )
        lines += [f"<url><loc>{address}</loc>{alternates}</url>" for address in addresses.values()]
    return "\n".join([*lines, "</urlset>", ""])
