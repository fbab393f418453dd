"""Merging: the catalogs of the definitions written anew, with every translation that there was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import polib

from ..definitions import Kind, Library, shipped
from ..files import replace
from ..project import Project
from .catalog import Catalog, Source, State, count, load, packaged_catalog, sources
from .pofile import CONTENT, PoFile, catalogs_of, parse, strings


def update(project: Project, library: Library) -> dict[str, Mapping[State, int]]:
    """Write and merge the content catalog of every locale.

    Returns counts per locale. A translation whose source changed becomes fuzzy and
    keeps its previous source; one whose text is gone is kept as obsolete. What the project's
    catalog lacks and the packaged one has is written into it, and is the project's from then on; but of
    what the project uses as the package brings it, the translations stay the package's, too.
    """
    for locale in project.locales:
        # A catalog that cannot be read stops the work before the first one is written.
        load(project, locale)
    counts: dict[str, Mapping[State, int]] = {}
    # Where the source is another language, English and the project's own language stand beside it as bridges.
    bridges = {code: load(project, code) for code in ("en", project.locales[0])}
    used = {
        "/".join(key)
        for key, entry in library.entries.items()
        if entry.document.layers or not entry.document.path.is_relative_to(project.content)
    }
    for locale in sorted(project.locales, key=lambda code: code not in bridges):
        _merge(project, locale, list(sources(library, locale)), bridges, used)
        merged = load(project, locale)
        if locale in bridges:
            bridges[locale] = merged
        counts[locale] = count(library, merged)
    return counts


def _words(entry: Any) -> tuple[str, str]:
    return str(entry.msgid), str(entry.msgstr)


def open_catalogs(project: Project, locale: str, domain: str) -> tuple[Any, list[Any]]:
    """Return the project's own catalog of a locale, or an empty one, and what lies beneath it."""
    own = project.catalog(locale, domain)
    files = {path: parse(path, root, domain) for path, root in catalogs_of(project, locale, domain)}
    mine = files.pop(own, None)
    return PoFile(wrapwidth=0) if mine is None else mine, list(files.values())


def best_entry(entries: Iterable[Any], text: str, brought: Iterable[Any] = ()) -> Any:
    """Return the entry to keep.

    That is the live one if it is translated, else what fits best: of equals, one that the package
    ``brought`` and that is in use before one that was retired.
    """
    brought = list(brought)

    def rank(entry: Any) -> tuple[bool, bool, bool, bool]:
        blank = not any(form.strip() for form in strings(entry))
        below = any(entry is one for one in brought)
        current = entry.msgid == text and not (entry.fuzzy and below)
        return (bool(entry.obsolete) or below or blank, blank, not current, not below)

    return min((*entries, *brought), key=rank, default=None)


def retire(catalog: Any, entries: Iterable[Any]) -> None:
    """Keep translations whose text is gone as obsolete, once each; a live one before a retired one."""
    kept: dict[tuple[str, str], Any] = {}
    for entry in sorted(entries, key=lambda one: bool(one.obsolete)):
        if any(text.strip() for text in strings(entry)):
            kept.setdefault((entry.msgctxt or "", entry.msgid), entry)
    for _, entry in sorted(kept.items()):
        entry.obsolete = True
        entry.comment = ""
        catalog.append(entry)


def begun(old: Any, locale: str, **fields: str) -> Any:
    """Return a catalog with the header of the old one: who translated it, when, under what terms."""
    catalog = PoFile(wrapwidth=0)
    catalog.header = old.header
    fixed = {
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    names = {name.lower() for name in fixed}
    kept = {name: value for name, value in old.metadata.items() if name.lower() not in names}
    had = {name.lower() for name in kept}
    usual = {name: value for name, value in fields.items() if name.lower() not in had}
    catalog.metadata = {**usual, **kept, **fixed}
    return catalog


def _merge(
    project: Project,
    locale: str,
    wanted: list[Source],
    bridges: Mapping[str, Catalog],
    used: Collection[str],
) -> None:
    file, below = open_catalogs(project, locale, CONTENT)
    brought = {entry.msgctxt: entry for layer in below for entry in layer if not entry.obsolete}
    old: dict[str, list[Any]] = {}
    gone: list[Any] = []
    for entry in file:
        # A plural cannot come back: no text of content has one.
        usable = entry.msgctxt and not entry.msgstr_plural
        (old.setdefault(entry.msgctxt, []) if usable else gone).append(entry)
    catalog = begun(file, locale, **{"Project-Id-Version": "coaching-toolkit"})
    for source in wanted:
        if source.context not in old and _is_packaged(source, brought, used):
            continue
        entry = polib.POEntry(msgctxt=source.context, msgid=source.text, comment=source.comment)
        for code, bridge in bridges.items():
            said = bridge.find(source.context, source.text)
            if code != locale and said and said.state(source.text) is State.translated:
                entry.comment += f"\n{code}: {said.msgstr}"
        entries = old.pop(source.context, [])
        packaged = [brought[source.context]] if source.context in brought else []
        if known := best_entry(entries, source.text, packaged):
            gone += [
                other
                for other in entries
                if other is not known and _words(other) != (source.text, known.msgstr)
            ]
            entry.msgstr = known.msgstr
            entry.tcomment = next((one.tcomment for one in (known, *entries, *packaged) if one.tcomment), "")
            flags = [*known.flags, *(flag for one in entries if not one.obsolete for flag in one.flags)]
            flags = [flag for flag in flags if flag != "fuzzy" or known.fuzzy]
            entry.flags = [flag for flag in dict.fromkeys(flags) if flag != "fuzzy" or known.msgstr]
            entry.previous_msgid = known.previous_msgid if "fuzzy" in entry.flags else None
            if known.msgid != source.text and known.msgstr:
                # Keep the oldest source that the translation was made from.
                entry.previous_msgid = known.previous_msgid or known.msgid
                if "fuzzy" not in entry.flags:
                    entry.flags.append("fuzzy")
            for ours in packaged:
                _in_its_language(project, source, ours, entry)
        catalog.append(entry)
    retire(catalog, [*gone, *(entry for entries in old.values() for entry in entries)])
    write_catalog(project.catalog(locale, CONTENT), str(catalog) + "\n")


def _in_its_language(project: Project, source: Source, ours: Any, entry: Any) -> None:
    """Say in the language of a text what was translated before, where that is a text of the package.

    ``ours`` is what the package has of it, whose source may be in a language that nobody reads here. If the
    text says what the package says in its language, the package's translation is one of it.
    """
    before = entry.previous_msgid
    if not before or before not in (ours.msgid, ours.previous_msgid):
        return
    kind, name, _ = source.context.split("/", 2)
    path = shipped.files(project).get((Kind(kind), name))
    if path is None or shipped.read(project, path).language == source.language:
        return
    said = packaged_catalog(project, source.language).find(source.context, before)
    entry.previous_msgid = said.msgstr if said and said.state(before) is State.translated else None
    if entry.previous_msgid == source.text and entry.msgstr == ours.msgstr and not ours.fuzzy:
        entry.previous_msgid = None
        entry.flags.remove("fuzzy")


def _is_packaged(source: Source, brought: Mapping[str, Any], used: Collection[str]) -> bool:
    """Say whether a text and its translation are both the package's, so that later ones come from there."""
    known = brought.get(source.context)
    if known is None or "/".join(source.context.split("/")[:2]) not in used:
        return False
    return bool(known.msgid == source.text and known.msgstr.strip() and not known.fuzzy)


def write_catalog(path: Path, text: str) -> None:
    """Write a catalog, if it says something else than the one there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode()
    if not path.is_file() or path.read_bytes() != data:
        replace(path, data)
