"""The site: a Markdown tree for one locale, and MkDocs run over it.

The only importer of MkDocs, beside the plugin that MkDocs itself loads.
"""

from __future__ import annotations

import io
import logging
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from ..distribution import SOURCE
from ..errors import ContentError, Message, Place, Problem
from ..project import BASE, Project, absolute, branding
from ..translation import marked_text, material_language
from ..view import (
    Edition,
    View,
    language_name,
    page_file,
    say,
)
from . import bodies
from .pages import Page, Pages, hubs_of, is_of_template, template_fault


@dataclass(frozen=True)
class Told:
    """What MkDocs is told of a page beside its headings: what its frame has to know, and where its body lies.

    A page without a body is Markdown, all of it. ``ids`` are what can be linked to in the body.
    """

    meta: View
    body: Path | None
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Tree:
    """A written Markdown tree: where it lies, and what stands in its pages, by the files' paths in it."""

    docs: Path
    pages: Mapping[str, Told]


def write_tree(edition: Edition, docs: Path, pages: Iterable[Page] | None = None) -> Tree:
    """Write the Markdown tree of an edition, or of some of its pages, into ``docs/<locale>/``.

    Their bodies go into a folder beside ``docs``, which MkDocs does not look into.
    """
    root, beside = docs / edition.locale, docs.with_name(f"{docs.name}-bodies")
    for folder in (root, beside):
        shutil.rmtree(folder, ignore_errors=True)
    told: dict[str, Told] = {}
    for page in (make() for make in Pages(edition).all().values()) if pages is None else pages:
        body = bodies.cut(page.body)
        target = root / page_file(page.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(body.headings if body else page.body, encoding="utf-8", newline="\n")
        place = target.relative_to(docs)
        if body:
            body.write(beside / place)
            told[place.as_posix()] = Told(page.meta, beside / place, frozenset(body.ids()))
        else:
            told[place.as_posix()] = Told(page.meta, None)
    return Tree(docs, told)


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
            theme=_theme(project, edition.locale),
            strict=True,
            validation={"anchors": "warn"},
            docs_dir=str(tree.docs),
            site_dir=str(out),
            site_url=absolute(project.site_url, edition.locale),
            site_name=branding.load(project).title(edition.interface.gettext, edition.locale),
            **_told(project, edition.locale),
            nav=_nav(edition),
            not_in_nav="*",
            plugins=_plugins(edition, tree, live),
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
                Message(
                    "fix the problem described there; if it is in a generated page, please report "
                    "this as a bug"
                ),
            )
            for reason in reasons
        ) from None
    except Exception as error:
        # A template is a program of the project's own, and may fail like one.
        if not is_of_template(error):
            raise
        raise ContentError([template_fault(project.template_file(f"page/theme/{BASE}"), error)]) from None
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


def _theme(project: Project, locale: str) -> dict[str, Any]:
    own = project.custom_theme
    language = material_language(locale) or SOURCE
    return {"name": "material", "font": False, "language": language} | (
        {"custom_dir": str(own)} if own else {}
    )


def _nav(edition: Edition) -> list[dict[str, str]]:
    home = {edition.interface.gettext("Home"): "index.md"}
    return [home, *({marked_text(title): page_file(path)} for title, path in Pages(edition).menu())]


def _plugins(edition: Edition, tree: Tree, live: bool) -> list[Any]:
    """Return the plugins with their options for this build, whatever else stands in ``mkdocs.yml``."""
    locale = edition.locale
    # As options of a plugin, pages stay in this process; on disk is what MkDocs has to read.
    options = {
        "locale": locale,
        "project": edition.project,
        "live": live,
        "languages": list(edition.languages),
        "pages": dict(tree.pages),
        # A menu of the project's own may not list them all.
        "kinds": [(kind, marked_text(say(edition.interface, kind.info.plural))) for kind in hubs_of(edition)],
    }
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
