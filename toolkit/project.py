"""Where a project's files are, and what its ``mkdocs.yml`` says about languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata, resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from babel import Locale, UnknownLocaleError

from .errors import ContentError, Message, Place, Problem, UsageError

CONFIG = "mkdocs.yml"
DISTRIBUTION = "coaching-toolkit"
#: The name of a site that has none of its own.
DEFAULT_NAME = "Coaching Toolkit"


class _ConfigLoader(yaml.CSafeLoader):
    """Reads ``mkdocs.yml`` for its plain values; tags such as ``!ENV`` are MkDocs' business."""


_ConfigLoader.add_multi_constructor("", lambda *_: None)


@dataclass(frozen=True)
class Project:
    """A folder with ``mkdocs.yml``, ``content/``, ``templates/`` and ``locales/``.

    ``locales`` are the codes of the site's languages, the default first. Templates
    and catalogs of the project come before those that the package brings.
    """

    root: Path
    locales: tuple[str, ...]
    site_name: str
    site_url: str
    packaged: Path
    #: What stands under ``extra: toolkit:`` in ``mkdocs.yml``, as it was written.
    settings: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @classmethod
    def open(cls, root: Path) -> Project:
        """Read the project in ``root``.

        Raises :class:`UsageError` where there is none, :class:`ContentError` where
        its configuration cannot be used.
        """
        root = root.resolve()
        path = root / CONFIG
        if not path.is_file():
            raise UsageError(
                Message(
                    "there is no {file} in {folder} – run the command in the folder of your toolkit, "
                    "or name it with --project",
                    file=CONFIG,
                    folder=str(root),
                )
            )
        try:
            config = yaml.load(path.read_text(encoding="utf-8"), Loader=_ConfigLoader)  # noqa: S506 - safe subclass
        except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
            raise _config_error(
                place,
                Message("this is not YAML"),
                Message("look for a missing quote, colon or space on this line or the one above"),
            ) from None
        if not isinstance(config, dict):
            config = {}
        return cls(
            root=root,
            locales=_locales(path, config),
            site_name=str(config.get("site_name") or DEFAULT_NAME),
            site_url=str(config.get("site_url") or ""),
            packaged=_packaged(),
            settings=_settings(config),
        )

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def config(self) -> Path:
        return self.root / CONFIG

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

    def shown(self, path: Path) -> str:
        """Return a path as a person in the project's folder would write it."""
        try:
            return str(path.resolve().relative_to(self.root))
        except ValueError:
            return str(path)

    def _layers(self, name: str) -> tuple[Path, ...]:
        folders = dict.fromkeys((self.root / name, self.packaged / name))
        return tuple(folder for folder in folders if folder.is_dir())


def _packaged() -> Path:
    """Return the folder whose ``templates/`` and ``locales/`` the package brings along."""
    data = Path(str(resources.files("toolkit"))) / "_data"
    if data.is_dir():
        return data
    # An editable install has no data files; PEP 610 records where its source lies.
    try:
        origin = json.loads(metadata.distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except metadata.PackageNotFoundError:
        return data
    return Path(unquote(urlsplit(origin.get("url", "")).path))


def _settings(config: dict[str, Any]) -> Mapping[str, Any]:
    extra = config.get("extra")
    settings = extra.get("toolkit") if isinstance(extra, dict) else None
    return settings if isinstance(settings, dict) else {}


def _locales(path: Path, config: dict[str, Any]) -> tuple[str, ...]:
    """Return the locales of the static-i18n plugin, the one home of that list."""
    plugins = config.get("plugins")
    entries: Any = None
    for plugin in plugins if isinstance(plugins, list) else []:
        if isinstance(plugin, dict) and isinstance(plugin.get("i18n"), dict):
            entries = plugin["i18n"].get("languages")
    codes: list[str] = []
    default: str | None = None
    for entry in entries if isinstance(entries, list) else []:
        code = str(entry.get("locale", "")) if isinstance(entry, dict) else ""
        try:
            Locale.parse(code)
        except (ValueError, UnknownLocaleError):
            raise _config_error(
                Place(path),
                Message("“{value}” is not a language code", value=code),
                Message("use a code such as en, es, lv or fi under plugins: i18n: languages"),
            ) from None
        codes.append(code)
        if entry.get("default") is True:
            default = code
    if not codes:
        raise _config_error(
            Place(path),
            Message("no languages are listed"),
            Message("list them under plugins: i18n: languages, each with locale and name"),
        )
    default = default or codes[0]
    return (default, *(code for code in codes if code != default))


def _config_error(place: Place, what: Message, advice: Message) -> ContentError:
    return ContentError([Problem("configuration", place, what, advice)])
