"""Where a project's files are, and what its ``mkdocs.yml`` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..cache import Cache, stage_cache
from ..distribution import CONFIG, PROGRAM, packaged
from ..errors import Message, UsageError
from . import config
from .config import Config


@dataclass(frozen=True)
class Project:
    """A folder with ``mkdocs.yml``, ``content/``, ``templates/`` and ``locales/``.

    ``locales`` are the codes of the site's languages, the default first. ``site_name`` is
    empty where the site has no name of its own. Templates
    and catalogs of the project come before those that the package brings. ``preview`` is the folder of a
    site that shows what would be published, and says so on its pages.
    """

    root: Path
    locales: tuple[str, ...]
    site_name: str
    site_url: str
    packaged: Path
    #: What stands under ``extra: toolkit:`` in ``mkdocs.yml``, as it was written.
    settings: Mapping[str, Any] = field(default_factory=dict, compare=False)
    #: All that ``mkdocs.yml`` says, with its problems.
    configured: Config = field(default_factory=Config, compare=False, repr=False)
    preview: Path | None = None

    @classmethod
    def open(cls, root: Path) -> Project:
        """Read the project in ``root``.

        Raises :class:`UsageError` where there is none, :class:`ContentError` where
        its configuration cannot be used.
        """
        try:
            root = root.resolve()
        except (OSError, RuntimeError):
            raise UsageError(Message("{folder} cannot be opened", folder=str(root))) from None
        path = root / CONFIG
        if not path.is_file():
            raise UsageError(
                Message(
                    "there is no {file} in {folder} – run the command in the folder of your toolkit, "
                    "or enter that folder with --project",
                    file=CONFIG,
                    folder=str(root),
                )
            )
        found = config.read(path)
        return cls(
            root=root,
            locales=tuple(language.locale for language in found.languages),
            site_name=found.site_name,
            site_url=found.site_url,
            packaged=packaged(),
            settings=found.settings,
            configured=found,
        )

    @classmethod
    def bare(cls, root: Path | None = None) -> Project:
        """Return what the package brings: all that is left where there is no project or none can be read."""
        return cls((root or packaged()).resolve(), (), "", "", packaged())

    def previewed(self, address: str, folder: Path) -> Project:
        """Return this project with a site for a look before it is published, at an address of its own."""
        return replace(self, site_url=address, preview=folder)

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def shipped(self) -> Path:
        """Return the folder of the definitions that the package brings along."""
        return self.packaged / "content"

    @property
    def static(self) -> Path:
        """Return the folder of the files that the site holds as they are."""
        return self.root / "static"

    @property
    def pages(self) -> Path:
        """Return the folder of the project's own pages."""
        return self.root / "pages"

    def home_of(self, path: Path) -> Path:
        """Return the folder that a file belongs to: the project's own, or that of the package."""
        return self.root if path.is_relative_to(self.root) else self.packaged

    @property
    def build(self) -> Path:
        return self.root / "build"

    def cache(self, stage: str) -> Cache:
        """Return what is kept of a stage of the work; for no project, in the user's own folder."""
        return stage_cache(self.root, stage)

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Return the files and folders that definitions, catalogs, pages and prints are made of."""
        logo = self.configured.settings_text("branding", "logo")
        named = (self.configured.custom_dir, self.configured.favicon, logo, *self.configured.extra_css)
        return (
            PROGRAM,
            *(self.packaged / name for name in ("templates", "locales")),
            *([] if self.shipped == self.content else [self.shipped]),
            self.config,
            *(self.root / name for name in ("content", "pages", "templates", "locales", "static")),
            *(self.root / name for name in named if name and "\0" not in name),
        )

    @property
    def site(self) -> Path:
        return self.preview or self.root / self.configured.site_dir

    @property
    def published(self) -> tuple[str, ...]:
        """Return the languages that have pages: all but those with ``build: false``."""
        return tuple(code for code in self.locales if self.configured.language(code).built)

    def named(self, locale: str) -> str:
        """Return what the site is called in a language; empty where it has no name of its own."""
        return self.configured.language(locale).site_name or self.site_name

    @property
    def extra_css(self) -> tuple[Path, ...]:
        """Return the project's own style sheets, in their order."""
        return tuple(self.root / name for name in self.configured.extra_css)

    @property
    def config(self) -> Path:
        return self.root / CONFIG

    @property
    def custom_theme(self) -> Path | None:
        """Return the folder of templates that lie over ours, as Material's manual describes it."""
        return self.root / self.configured.custom_dir if self.configured.custom_dir else None

    @property
    def template_folders(self) -> tuple[Path, ...]:
        return self._layers("templates")

    def catalog_paths(self, locale: str, domain: str) -> tuple[Path, ...]:
        """Return the catalogs that exist for a locale, the project's before the packaged one."""
        name = f"{locale}/LC_MESSAGES/{domain}.po"
        return tuple(folder / name for folder in self._layers("locales") if (folder / name).is_file())

    def catalog(self, locale: str, domain: str) -> Path:
        """Return where the project's own catalog of a locale is, or will be."""
        return self.root / "locales" / locale / "LC_MESSAGES" / f"{domain}.po"

    def template_file(self, name: str) -> Path:
        """Return the first file of that name in the template folders."""
        for folder in self.template_folders:
            if (folder / name).exists():
                return folder / name
        raise UsageError(Message("the template {name} is missing", name=name))

    def template_files(self, folder: str, pattern: str) -> dict[str, Path]:
        """Return the files of a template folder by name, the project's before packaged ones."""
        found: dict[str, Path] = {}
        for layer in reversed(self.template_folders):
            # A link could bring anything of the machine into a document.
            own = (
                path for path in (layer / folder).glob(pattern) if path.is_file() and not path.is_symlink()
            )
            found |= {path.name: path for path in own}
        return dict(sorted(found.items()))

    def shown(self, path: Path) -> str:
        """Return a path as a person in the project's folder would write it."""
        try:
            return str(path.resolve().relative_to(self.root))
        except ValueError:
            return str(path)

    def _layers(self, name: str) -> tuple[Path, ...]:
        folders = dict.fromkeys((self.root / name, self.packaged / name))
        return tuple(folder for folder in folders if folder.is_dir())
