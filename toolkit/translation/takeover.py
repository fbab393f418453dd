"""Taking over what the package brings along: as files of the project's own, in its author's language.

Its translations into the project's other languages come with it, so that no reader loses a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib

from ..definitions import AnyDefinition, Key, Loc, reworded, shipped, texts
from ..errors import Message, UsageError
from ..files import replace
from ..project import Project
from .catalog import Catalog, State, context_of, packaged_catalog
from .merge import begun, open_catalogs, write_catalog
from .pofile import CONTENT


@dataclass(frozen=True)
class _Copy:
    """A definition to be taken over: where its file goes, and its texts in each language by context."""

    target: Path
    written: str
    language: str
    words: Mapping[str, Mapping[str, str]]


def take_over(project: Project, keys: Iterable[Key], locale: str) -> list[Path]:
    """Write definitions into the project's content, worded in a language, and return the files.

    One that the package has not wholly in that language stays in the one that it was written in. Raises
    :class:`UsageError`, before anything is written, where a file is there already.
    """
    keys = list(keys)
    if kind := next((kind for kind, _ in keys if not kind.info.folder), None):
        raise UsageError(
            Message("the {kind} contains all its languages in one file – use it without --copy", kind=kind)
        )
    brought = {code: packaged_catalog(project, code) for code in dict.fromkeys((locale, *project.locales))}
    copies = [_copy(project, key, locale, brought) for key in keys]
    for copy in copies:
        if copy.target.exists():
            raise UsageError(
                Message("{path} already exists – move it elsewhere first", path=project.shown(copy.target))
            )
    for copy in copies:
        copy.target.parent.mkdir(parents=True, exist_ok=True)
        replace(copy.target, copy.written.encode())
    for code in project.locales:
        _keep_translations(project, code, copies)
    return [copy.target for copy in copies]


def titles(project: Project, locale: str) -> dict[Key, str]:
    """Return what the package brings along, with titles in a language as far as it has them."""
    catalog = packaged_catalog(project, locale)
    found = {}
    for key, path in shipped.files(project).items():
        definition = shipped.read(project, path)
        context = context_of(definition, ("title",))
        known = catalog.find(context, definition.title)
        found[key] = known.msgstr if known and known.msgstr else definition.title
    return found


def speaks(project: Project, key: Key, locale: str) -> bool:
    """Say whether the package has a definition wholly in a language."""
    definition = shipped.read(project, shipped.files(project)[key])
    return len(_words(definition, packaged_catalog(project, locale))) == len(list(texts(definition)))


def _copy(project: Project, key: Key, locale: str, brought: Mapping[str, Catalog]) -> _Copy:
    path = shipped.files(project)[key]
    source = path.read_text(encoding="utf-8")
    definition = shipped.read(project, path)
    said = {code: _words(definition, catalog) for code, catalog in brought.items()}
    language = locale if len(said[locale]) == len(list(texts(definition))) else definition.language
    places: dict[Loc, str] = {}
    if language != definition.language:
        words = said[language]
        places = {entry.loc: words[context_of(definition, entry.path)] for entry in texts(definition)}
    languages = tuple(dict.fromkeys((language, *project.locales)))
    target = project.content / path.relative_to(project.shipped)
    return _Copy(target, reworded(source, places, languages), language, said)


def _words(definition: AnyDefinition, catalog: Catalog) -> dict[str, str]:
    """Return a definition's texts in the language of a catalog, by context; without what it lacks."""
    found: dict[str, str] = {}
    for entry in texts(definition):
        context = context_of(definition, entry.path)
        if definition.language == catalog.locale:
            found[context] = entry.text
        elif (known := catalog.find(context, entry.text)) and known.state(entry.text) is State.translated:
            found[context] = known.msgstr
    return found


def _keep_translations(project: Project, locale: str, copies: Iterable[_Copy]) -> None:
    """Write what the copies say in another language into the project's catalog of it."""
    new = [
        (context, source, copy.words[locale][context])
        for copy in copies
        if copy.language != locale
        for context, source in copy.words[copy.language].items()
        if context in copy.words[locale]
    ]
    if not new:
        return
    file, _ = open_catalogs(project, locale, CONTENT)
    contexts = {context for context, _, _ in new}
    catalog: Any = begun(file, locale, **{"Project-Id-Version": "coaching-toolkit"})
    catalog.extend(entry for entry in file if entry.msgctxt not in contexts or entry.obsolete)
    catalog.extend(polib.POEntry(msgctxt=context, msgid=source, msgstr=text) for context, source, text in new)
    write_catalog(project.catalog(locale, CONTENT), f"{catalog}\n")
