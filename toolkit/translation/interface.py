"""The words of the interface: where they stand, their catalogs, and how far a language has them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import lru_cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

import polib
from babel.messages import Catalog as BabelCatalog
from babel.messages.extract import extract_from_dir
from babel.support import Translations

from ..cache import files, key, running
from ..definitions import schema_notes
from ..distribution import SOURCE
from ..project import Project
from ..remembered import remembered
from .catalog import State
from .faults import usable_entries
from .framewords import frame_words
from .merge import begun, best_entry, open_catalogs, retire, write_catalog
from .plurals import form_count, header_field, plural_rule, reordered
from .pofile import INTERFACE, catalogs_of, read_from, strings
from .reading import Read, read, told
from .wordbook import wordbook


@remembered(read_from)
def words(project: Project, locale: str) -> Translations:
    """Return the interface's translations for a locale.

    Words that are untranslated, or translated as :func:`check` refuses, stay English and know it.
    """
    return wordbook(compiled(project, locale), locale)


@remembered(read_from)
def page_words(project: Project, locale: str) -> Translations:
    """Return them as pages say them: of the frame's words, those that only Material has are Material's."""
    borrowed = {} if locale == SOURCE else frame_words(locale)
    return wordbook(compiled(project, locale), locale, borrowed)


def compiled(project: Project, locale: str) -> list[bytes]:
    """Return the catalogs of a locale as gettext reads them (MO), the project's first."""
    return [
        told(project, path, root, INTERFACE, "words", partial(_binary, locale), locale)
        for path, root in catalogs_of(project, locale, INTERFACE)
    ]


def _binary(locale: str, file: Read) -> bytes:
    usable = polib.POFile()
    # Of the header only this: gettext trips over anything odd in it.
    usable.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": plural_rule(file, locale),
    }
    for entry in usable_entries(file, locale):
        words = {name: getattr(entry, name) for name in ("msgctxt", "msgid", "msgid_plural", "msgstr")}
        usable.append(polib.POEntry(**words, msgstr_plural=dict(entry.msgstr_plural)))
    binary: bytes = usable.to_binary()
    return binary


#: What tells a message: its text, that of its plural, and its context.
_Key = tuple[str, str, str]
#: How interface words are marked, for Babel's extractor.
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "Message": None,
    "N_": None,
    "P_": (1, 2),
    "L_": ((1, "c"), 2),
    "say": None,
}
_METHODS = [("**.py", "toolkit.translation.extraction:python"), ("**.j2", "jinja2"), ("**.html", "jinja2")]
_OPTIONS = {"**.j2": {"trimmed": "true"}, "**.html": {"trimmed": "true"}}


def interface_sources(project: Project) -> BabelCatalog:
    """Return the interface's messages, from the package's modules, its model and the project's templates."""
    found = BabelCatalog()
    _extract(Path(str(resources.files("toolkit"))), found)
    for folder in project.template_folders:
        _extract_templates(folder, found)
    for note in schema_notes():
        found.add(note, auto_comments=["Note of a key or a list of values, for authors of definitions."])
    return found


def _extract_templates(folder: Path, found: BabelCatalog) -> None:
    for part in ("page", "publish"):
        _extract(folder / part, found)


def _extract(folder: Path, found: BabelCatalog) -> None:
    for message, context, comments in _extracted(folder, _stamp(folder)):
        found.add(message, context=context, auto_comments=comments)


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a file of a folder does."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".j2", ".html"})
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)


@lru_cache(maxsize=8)
def _extracted(folder: Path, _stamp: object) -> tuple[tuple[Any, str | None, tuple[str, ...]], ...]:
    return tuple(
        (message, context, tuple(comments))
        for _, _, message, comments, context in extract_from_dir(
            str(folder),
            method_map=_METHODS,
            options_map=_OPTIONS,
            keywords=_KEYWORDS,
            comment_tags=("NOTE:",),
        )
    )


def update_interface(project: Project) -> None:
    """Write and merge ``ui.po`` of every locale but English, the language the interface is written in."""
    template = interface_sources(project)
    for locale in project.locales:
        if locale == "en":
            continue
        paths = [path for path, _ in catalogs_of(project, locale, INTERFACE)]
        path = project.catalog(locale, INTERFACE)
        if paths and path not in paths:
            # The package speaks this language already; an empty catalog would only look like work to do.
            continue
        file, below = open_catalogs(project, locale, INTERFACE)
        text = str(_merged_interface(file, below, locale, template)) + "\n"
        write_catalog(path, text.removeprefix("#\n"))


def _merged_interface(file: Any, below: Sequence[Any], locale: str, template: BabelCatalog) -> Any:
    # Plural forms of the package can be taken over best by its own rule.
    rule = next((found for one in (file, *below) if (found := header_field(one, "Plural-Forms"))), "")
    rule = rule or plural_rule(file, locale)
    brought = {
        (entry.msgid, entry.msgctxt or ""): (entry, one)
        for one in below
        for entry in usable_entries(one, locale)
    }
    catalog = begun(file, locale, **{"Plural-Forms": rule})
    old: dict[tuple[str, str], list[Any]] = {}
    for entry in file:
        old.setdefault((entry.msgid, entry.msgctxt or ""), []).append(entry)
    wanted = [(tuple(_ids(message)), message) for message in template if message.id]
    for ids, message in sorted(wanted, key=lambda pair: (pair[0][0], pair[1].context or "")):
        entry = polib.POEntry(msgctxt=message.context, msgid=ids[0], msgid_plural="".join(ids[1:]))
        entry.comment = "\n".join(line for note in message.auto_comments for line in textwrap.wrap(note, 76))
        # Interface words are short and alike: guessing by likeness would do harm.
        known = best_entry(old.pop((ids[0], message.context or ""), []), ids[0]) or polib.POEntry()
        if (ids[0], message.context or "") in brought and not any(map(str.strip, strings(known))):
            packaged, layer = brought[(ids[0], message.context or "")]
            known = _taken_over(known, packaged, plural_rule(layer, locale), rule)
        changed = bool(known.msgid_plural) != bool(entry.msgid_plural) and any(strings(known))
        if entry.msgid_plural:
            forms = known.msgstr_plural or {0: known.msgstr}
            # A form too many is told by the check; here it is not lost.
            entry.msgstr_plural = {n: forms.get(n, "") for n in sorted({*range(form_count(rule)), *forms})}
        else:
            entry.msgstr = known.msgstr_plural.get(0, "") or known.msgstr
        entry.tcomment = known.tcomment
        entry.previous_msgid = known.previous_msgid
        flags = {*message.flags, *known.flags} - {"fuzzy"}
        fuzzy = changed or (known.fuzzy and any(strings(known)))
        entry.flags = [*(["fuzzy"] if fuzzy else []), *sorted(flags)]
        catalog.append(entry)
    retire(catalog, (entry for entries in old.values() for entry in entries))
    return catalog


def _taken_over(own: Any, packaged: Any, its_rule: str, rule: str) -> Any:
    """Return an own entry, which is empty, with the words of the packaged one, its forms in the own order.

    Where a form of the own rule stands for several of the packaged one, it stays empty: then the packaged
    entry is still the one in use.
    """
    taken = polib.POEntry(
        msgid=packaged.msgid,
        msgstr=packaged.msgstr,
        tcomment=own.tcomment or packaged.tcomment,
        flags=own.flags,
    )
    if packaged.msgid_plural:
        taken.msgid_plural = packaged.msgid_plural
        forms = reordered(packaged.msgstr_plural, its_rule, rule)
        taken.msgstr_plural = forms or own.msgstr_plural
    return taken


def _ids(message: Any) -> Sequence[str]:
    return (message.id,) if isinstance(message.id, str) else message.id


def count_interface(project: Project, locale: str) -> dict[State, int]:
    """Count the interface's messages by state; nothing for English.

    To know all messages, templates have to be read; so the count is kept until they change.
    """
    if locale == SOURCE:
        return {}
    catalogs = files(path for path, _ in catalogs_of(project, locale, INTERFACE))
    templates = (files(folder.rglob("*")) for folder in project.template_folders)
    name = key("count", running(), locale, catalogs, *templates)
    return project.cache("interface").made(name, lambda: _counted(project, locale))


def _counted(project: Project, locale: str) -> dict[State, int]:
    known_files = [
        read(project, path, root, INTERFACE) for path, root in catalogs_of(project, locale, INTERFACE)
    ]
    known = {_key(entry) for file in known_files for entry in usable_entries(file, locale)}
    fuzzy = {
        _key(entry)
        for file in known_files
        for entry in file
        if entry.fuzzy and not entry.obsolete and any(strings(entry))
    }
    wanted = _wanted(project)
    translated = sum(key in known for key in wanted)
    outdated = sum(key in fuzzy and key not in known for key in wanted)
    return {
        State.translated: translated,
        State.outdated: outdated,
        State.missing: len(wanted) - translated - outdated,
    }


def _wanted(project: Project) -> set[_Key]:
    """Return the messages that a language has to have.

    Those of the package are in each of its catalogs, complete by test; reading its program takes a second.
    """
    found = BabelCatalog()
    brought = sorted(project.packaged.glob(f"locales/*/LC_MESSAGES/{INTERFACE}.po"))
    if project.packaged == project.root or not brought:
        return _keys(interface_sources(project))
    packaged = read(project, brought[0], brought[0].resolve().parent, INTERFACE)
    for folder in project.template_folders:
        if not folder.is_relative_to(project.packaged):
            _extract_templates(folder, found)
    return {_key(entry) for entry in packaged if not entry.obsolete} | _keys(found)


def _keys(found: BabelCatalog) -> set[_Key]:
    return {
        (ids[0], "".join(ids[1:]), message.context or "")
        for message in found
        if message.id and (ids := _ids(message))
    }


def _key(entry: Any) -> _Key:
    return entry.msgid, entry.msgid_plural or "", entry.msgctxt or ""
