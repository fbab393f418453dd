"""What ``mkdocs.yml`` says, every value with its place. Nothing in it is ignored in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..distribution import CONFIG
from ..errors import ContentError, Message, Place, Problem
from .configfile import Given, Reader, Where
from .navigation import NavEntry
from .options import KEYS, LANGUAGES
from .timing import Timing, timing_of
from .using import Wish


@dataclass(frozen=True)
class Language:
    """A language of the site. Empty texts mean the site's own; one that is not ``built`` has no pages."""

    locale: str
    name: str = ""
    default: bool = False
    built: bool = True
    site_name: str = ""
    site_description: str = ""
    copyright: str = ""
    footer: str = ""
    nav: tuple[NavEntry, ...] = ()
    #: The path of keys that it stands at.
    where: Where = ()


@dataclass(frozen=True)
class Config:
    """The configuration. ``places`` tells where each key stands, ``value_places`` where its value is."""

    path: Path = Path(CONFIG)
    site_name: str = ""
    site_url: str = ""
    site_description: str = ""
    site_author: str = ""
    copyright: str = ""
    repo_url: str = ""
    repo_name: str = ""
    site_dir: str = "site"
    custom_dir: str = ""
    favicon: str = ""
    extra_css: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    #: What stands under ``extra: toolkit:``, as it was written.
    settings: Mapping[str, Any] = field(default_factory=dict)
    #: The keys of the branding, all that were written; their place, where they are no keys with values.
    branding: tuple[Given, ...] | Place = ()
    #: What the project uses of the definitions that the package brings along.
    use: tuple[Wish, ...] = ()
    #: The menu of all languages that have none of their own; nothing means the usual one.
    nav: tuple[NavEntry, ...] = ()
    #: How the days of a curriculum are laid out.
    timing: Timing = field(default_factory=Timing)
    problems: tuple[Problem, ...] = ()
    places: Mapping[Where, Place] = field(default_factory=dict, repr=False)
    value_places: Mapping[Where, Place] = field(default_factory=dict, repr=False)

    def place(self, *keys: str | int) -> Place:
        """Return where a key stands, or the nearest key around it."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places.get(keys, Place(self.path))

    def settings_text(self, *keys: str) -> str:
        """Return what stands under a path of keys below ``extra: toolkit:``, if it is a text."""
        found: Any = self.settings
        for key in keys:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found if isinstance(found, str) else ""

    def language(self, locale: str) -> Language:
        """Return a language of the site; one that is not listed has nothing of its own."""
        return next((one for one in self.languages if one.locale == locale), Language(locale))


def read(path: Path) -> Config:
    """Read the configuration at ``path``.

    Raises :class:`ContentError` where it cannot be read or its languages cannot be used; all else
    that is wrong with it stands in ``problems``.
    """
    reader = Reader(path)
    if root := reader.load():
        reader.mapping((), root, KEYS)
    if ("repo_name",) in reader.found and ("repo_url",) not in reader.places:
        advice = Message("write the address after ‘repo_url:’")
        reader.complain(
            reader.places[("repo_name",)],
            Message("‘{key}’ has no effect here", key="repo_name"),
            advice,
        )
    languages = _languages(reader)
    problems = tuple(sorted(reader.problems, key=lambda problem: problem.place))
    if reader.is_unusable:
        raise ContentError(problems)
    found = reader.found
    own = {name: found[(name,)] for name in _TEXTS if (name,) in found}
    return Config(
        path=path,
        **own,
        custom_dir=found.get(("theme", "custom_dir"), ""),
        favicon=found.get(("theme", "favicon"), ""),
        extra_css=tuple(value for key, value in found.items() if key[0] == "extra_css"),
        languages=languages,
        settings=found.get(("extra", "toolkit"), {}),
        branding=found.get(("extra", "toolkit", "branding"), ()),
        use=found.get(("extra", "toolkit", "use"), ()),
        nav=found.get(("nav",), ()),
        timing=timing_of(found),
        problems=problems,
        places=reader.places,
        value_places=reader.value_places,
    )


_TEXTS = (
    *("site_name", "site_url", "site_description", "site_author"),
    *("copyright", "repo_url", "repo_name", "site_dir"),
)


def _languages(reader: Reader) -> tuple[Language, ...]:
    """Return the languages of the static-i18n plugin, the one home of that list; the default first."""
    listed = [key[:-1] for key in reader.found if key[-1] == "locale"]
    languages = {
        where: Language(
            locale=reader.found[(*where, "locale")],
            name=reader.found.get((*where, "name"), ""),
            default=reader.found.get((*where, "default"), False),
            built=reader.found.get((*where, "build"), True),
            site_name=reader.found.get((*where, "site_name"), ""),
            site_description=reader.found.get((*where, "site_description"), ""),
            copyright=reader.found.get((*where, "copyright"), ""),
            footer=reader.found.get((*where, "footer"), ""),
            nav=reader.found.get((*where, "nav"), ()),
            where=where,
        )
        for where in listed
    }
    # Where there are no plugins at all, the place is where the file ends and they would follow.
    last = max((place for key, place in reader.places.items() if len(key) == 1), default=Place(reader.path))
    plugins = reader.places.get(("plugins",), last)
    i18n = reader.places.get(
        ("plugins", "i18n", "languages"), reader.places.get(("plugins", "i18n"), plugins)
    )
    defaults = [where for where, language in languages.items() if language.default]
    stop = []
    if not languages and not reader.is_unusable:
        stop.append((i18n, Message("no languages are listed"), LANGUAGES))
    if len(defaults) > 1:
        stop.append(
            (reader.places[defaults[1]], Message("two languages are marked as the default"), LANGUAGES)
        )
    if languages and ("plugins", "toolkit") not in reader.places:
        advice = Message("add ‘- toolkit’ under ‘plugins:’ in mkdocs.yml, before ‘i18n’")
        stop.append((plugins, Message("the plugin ‘toolkit’ is missing"), advice))
    first = next(iter(defaults or languages), None)
    if first and not languages[first].built:
        advice = Message("delete ‘build: false’, or set ‘default: true’ for another language")
        stop.append((reader.places[first], Message("the default language is not built"), advice))
    for fault in stop:
        reader.complain(*fault)
        reader.is_unusable = True
    return tuple(languages[where] for where in sorted(languages, key=lambda where: where != first))
