"""What MkDocs loads: the theme's words and folders for one locale.

A build that was not started by ``toolkit`` is stopped with one line that says so, since
the Markdown tree is made by ``toolkit`` first.
"""

from __future__ import annotations

import re
from functools import cache, partial

from babel.support import Translations
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from ..project import Project, absolute, base_path, branding, icons, licences, printed, theme
from ..translation import interface, resolve
from ..view import language_name, page_path, territory
from . import engine as site
from . import headers, scripts, shared
from .bodies import Body
from .compiled import Compiled
from .contract import Frame

_HEADING = re.compile(r'<h([1-6])\b[^>]*\bid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_LINK = re.compile(r"</?a\b[^>]*>")


def headings(html: str) -> dict[str, str]:
    """Return what stands in each heading of a page's safe HTML, by its id; a link in a link cannot be."""
    return {found[2]: _LINK.sub("", found[3]) for found in _HEADING.finditer(html)}


class ToolkitConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its class hook untyped
    """Options of the plugin; ``toolkit`` sets them, a person leaves them out."""

    locale = config_options.Optional(config_options.Type(str))
    project = config_options.Optional(config_options.Type(Project))
    live = config_options.Type(bool, default=False)
    languages = config_options.Type(list, default=[])
    pages = config_options.Type(dict, default={})
    kinds = config_options.Type(list, default=[])


class ToolkitPlugin(BasePlugin[ToolkitConfig]):  # type: ignore[no-untyped-call]
    """Puts the toolkit's templates and interface words into MkDocs' theme."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme folders in place of Material's. Stop where ``toolkit`` has not prepared the pages.

        MkDocs lists all files of a theme and copies what is no template. Of Material's, which are thousands,
        pages need none.
        """
        if self.config.locale is None or self.config.project is None:
            raise PluginError(
                "The pages are made by the toolkit first: run ‘toolkit build’ (or ‘toolkit serve’)."
            )
        self.project = self.config.project
        wanted = [str(folder) for folder in theme.frame_folders(self.project)]
        other = (folder for folder in config.theme.dirs if folder not in (*wanted, str(theme.material())))
        config.theme.dirs[:] = [*wanted, *other]
        return config

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme gettext and what its header needs."""
        locale = str(self.config.locale)
        translations = interface.page_words(self.project, locale)
        env.bytecode_cache = Compiled("frame", self.project.cache("templates"))
        env.add_extension("jinja2.ext.i18n")
        env.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
        env.filters["symbol"] = icons.symbol
        env.globals["toolkit"] = self._globals(locale, translations)
        # What Material's manual includes in a template of one's own, such as a drawing, is found last.
        env.loader = ChoiceLoader([*filter(None, [env.loader]), FileSystemLoader(theme.material())])
        return env

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Tell the theme what it has to know of a page."""
        page.meta.update(self._told(page).meta)

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Say what can be linked to in a page's body, which is put in when the page is written."""
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= self._told(page).ids

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Put the finished body in around the headings that MkDocs has made.

        Keep what headings hold besides letters, for the table of contents: emphasis, another language.
        """
        made, body = page.content or "", self._told(page).body
        page.content = Body.read(body).put_in(made) if body else made
        page.meta["headings"] = headings(page.content)

    def _told(self, page: Page) -> site.Told:
        told: site.Told = self.config.pages[page.file.src_uri]
        return told

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Say the language of words that are not in the page's; what was written is needed no more."""
        page.content = ""
        return resolve(output)

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """Say it on the pages that no definition has made, too."""
        return resolve(output_content)

    def _globals(self, locale: str, translations: Translations) -> Frame:
        brand = branding.load(self.project)
        told = self.project.configured
        return {
            "locale": locale,
            "absolute": partial(absolute, self.project.site_url),
            "base": base_path(self.project.site_url),
            "styles": [name for _, name in shared.own_styles(self.project)],
            "icon": icon[1] if (icon := shared.favicon(self.project)) else "mark.svg",
            "author": told.site_author,
            "copyright": told.language(locale).copyright or told.copyright,
            "repository": told.repo_url,
            "repository_name": told.repo_name or printed(told.repo_url),
            "live": self.config.live,
            "preview": self.project.preview is not None,
            "offline": not self.config.live,
            # Many pages have the same scripts.
            "modules": cache(partial(scripts.needed, self.project)),
            "title": brand.title(translations.gettext, locale),
            "mark": brand.logo_name or "mark.svg",
            "footer": brand.foot(locale),
            "licence": licences.shown(licences.of_project(self.project)),
            "policy": headers.META_POLICY,
            "referrer": headers.REFERRER,
            "languages": [
                {
                    "locale": code,
                    "name": told.language(code).name or language_name(code),
                    "territory": territory(code),
                }
                for code in sorted(self.config.languages)
            ],
            "kinds": {
                page_path(kind): {"kind": kind.value, "icon": kind.info.icon, "title": title}
                for kind, title in self.config.kinds
            },
        }
