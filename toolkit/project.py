"""Where a project's files are, and what its ``mkdocs.yml`` says about languages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata, resources
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import yaml
from babel.localedata import locale_identifiers

from .errors import ContentError, Message, Place, Problem, UsageError

CONFIG = "mkdocs.yml"
DISTRIBUTION = "coaching-toolkit"
MAX_DEPTH = 40
LOCALES = frozenset(locale_identifiers())
_LOCALE = re.compile(r"[a-z]{2,3}")
#: The name of a site that has none of its own.
DEFAULT_NAME = "Coaching Toolkit"


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
        try:
            root = root.resolve()
        except (OSError, RuntimeError):
            raise UsageError(Message("{folder} cannot be opened", folder=str(root))) from None
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
        config = _config(path)
        return cls(
            root=root,
            locales=_locales(path, config),
            site_name=_text(path, config, "site_name") or DEFAULT_NAME,
            site_url=_text(path, config, "site_url"),
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


def _config(path: Path) -> dict[str, Any]:
    """Read ``mkdocs.yml`` for its plain words; what tags such as ``!ENV`` mean is MkDocs' business."""
    try:
        text = path.read_text(encoding="utf-8")
        depth = 0
        # PyYAML builds its tree by recursion, which deep nesting would crash, uncatchably.
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                mark = cast("yaml.Mark", event.start_mark)
                raise _config_error(
                    Place(path, mark.line + 1, mark.column + 1),
                    Message("this is nested deeper than {limit} levels", limit=MAX_DEPTH),
                    Message("check the indentation and the brackets"),
                )
        # The base loader makes text of every scalar: no dates, no numbers, nothing to compute.
        config = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        found = getattr(error, "problem_mark", None)
        place = Place(path, found.line + 1, found.column + 1) if found else Place(path)
        raise _config_error(
            place,
            Message("this is not YAML"),
            Message("look for a missing quote, colon or space on this line or the one above"),
        ) from None
    return config if isinstance(config, dict) else {}


def _text(path: Path, config: dict[str, Any], key: str) -> str:
    value = config.get(key, "")
    if not isinstance(value, str):
        raise _config_error(
            Place(path),
            Message("‘{key}’ is not text", key=key),
            Message("write one line of text behind ‘{key}:’", key=key),
        )
    return value.strip()


def _locales(path: Path, config: dict[str, Any]) -> tuple[str, ...]:
    """Return the locales of the static-i18n plugin, the one home of that list."""
    plugins = config.get("plugins")
    listed = plugins if isinstance(plugins, list) else []
    entries: Any = None
    for plugin in listed:
        if isinstance(plugin, dict) and isinstance(plugin.get("i18n"), dict):
            entries = plugin["i18n"].get("languages")
    codes: list[str] = []
    defaults: list[str] = []
    for entry in entries if isinstance(entries, list) else []:
        code = str(entry.get("locale", "")) if isinstance(entry, dict) else ""
        # The code names folders, so it is nothing but letters.
        if not _LOCALE.fullmatch(code) or code not in LOCALES:
            raise _config_error(
                Place(path),
                Message("‘{value}’ is not a language code", value=code),
                Message(
                    "use a code of two or three letters, such as en or lv, under plugins: i18n: languages"
                ),
            )
        if code in codes:
            raise _config_error(
                Place(path),
                Message("the language ‘{value}’ is listed twice", value=code),
                Message("delete one of the two"),
            )
        codes.append(code)
        if str(entry.get("default", "")).lower() == "true":
            defaults.append(code)
    if not codes or len(defaults) > 1:
        raise _config_error(
            Place(path),
            Message("two languages are the default") if defaults else Message("no languages are listed"),
            Message(
                "list them under plugins: i18n: languages, each with locale and name, one with default: true"
            ),
        )
    if not any(
        plugin == "toolkit" or (isinstance(plugin, dict) and "toolkit" in plugin) for plugin in listed
    ):
        raise _config_error(
            Place(path),
            Message("the plugin ‘toolkit’ is missing"),
            Message("add ‘- toolkit’ under plugins: in mkdocs.yml, before i18n"),
        )
    default = defaults[0] if defaults else codes[0]
    return (default, *(code for code in codes if code != default))


def _config_error(place: Place, what: Message, advice: Message) -> ContentError:
    return ContentError([Problem("configuration", place, what, advice)])
