"""Projects of any size, made of the shipped definitions with their translations.

``python -m bench.projects FOLDER PAGES`` writes one with about that many pages a language. The first copy of
a definition is the shipped file; every further one has another id, which all that refer to it use, and other
words, so that nothing is gained by keeping what was made of the same text. A project that is smaller than
the shipped one has some definitions of each kind, with all that they refer to but what comes next.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import polib
import yaml

from toolkit.definitions import Entry, Key, Kind, Library, library, references, texts
from toolkit.project import Project

SHIPPED = Path(__file__).resolve().parents[1]
#: Lengths that a text may have, of one line and of several; what would be longer stays as it is.
_LIMITS = (400, 4000)
_NEXT = re.compile(r"^next:.*\n(?:[ -].*\n)*", re.MULTILINE)
_LINK = re.compile(r"(\]\(\w+:)([a-z0-9-]+)")


def write(folder: Path, pages: int) -> int:
    """Write a project into an empty folder; return its pages a language."""
    shipped = Project.open(SHIPPED)
    found = library.load(shipped)
    chosen = set(found.entries) if pages >= _pages(found.entries) else _some(found, pages)
    number = min(range(1, pages), key=lambda copies: abs(_pages(chosen, copies) - pages))
    copies = range(1, number + 1)
    for name in ("mkdocs.yml", "LICENSE-CONTENT"):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(SHIPPED / name, folder / name)
    for key in chosen:
        entry = found.entries[key]
        path = folder / entry.document.path.relative_to(shipped.root)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = entry.document.path.read_text(encoding="utf-8")
        path.write_text(text if _ahead(entry) <= chosen else _NEXT.sub("", text), encoding="utf-8")
        for number in copies[1:] if key[0].info.folder else ():
            path.with_name(f"{_renamed(key[1], number)}.yaml").write_text(
                _dumped(_copy(entry, number)), encoding="utf-8"
            )
    for locale in shipped.locales:
        catalog = folder / shipped.catalog(locale, "content").relative_to(shipped.root)
        catalog.parent.mkdir(parents=True)
        catalog.write_text(
            _catalog(shipped.catalog(locale, "content"), {f"{kind}/{name}" for kind, name in chosen}, copies),
            encoding="utf-8",
        )
    return _pages(chosen, number)


def _pages(keys: Collection[Key], copies: int = 1) -> int:
    """Return the pages of so many copies: the home page, one for each kind, and those of definitions."""
    return 1 + len({kind for kind, _ in keys}) + copies * sum(bool(kind.info.folder) for kind, _ in keys)


def _some(found: Library, pages: int) -> set[Key]:
    """Choose definitions with all that they refer to: of each kind in turn the one that needs the fewest."""
    needs = {key: _needed(found, key) for key in found.entries}
    chosen: set[Key] = set()
    while fitting := {
        key: new
        for key, needed in needs.items()
        if (new := needed - chosen) and _pages(chosen | needed) <= pages
    }:
        for kind in Kind:
            least = min(
                (key for key in fitting if key[0] is kind), key=lambda k: len(fitting[k]), default=None
            )
            if least and _pages(chosen | fitting[least]) <= pages:
                chosen |= fitting[least]
    return chosen


def _needed(found: Library, key: Key) -> set[Key]:
    needed: set[Key] = set()
    pending = [key]
    while pending:
        one = pending.pop()
        if one not in needed:
            needed.add(one)
            pending += [
                (Kind(reference.kind), reference.value.split("/")[0])
                for reference in references(found.entries[one].definition)
                if reference.loc[0] != "next"
            ]
    return needed


def _ahead(entry: Entry) -> set[Key]:
    """Return what a definition leads to: everything, in the end."""
    return {
        (Kind(reference.kind), reference.value.split("/")[0])
        for reference in references(entry.definition)
        if reference.loc[0] == "next"
    }


def _renamed(name: str, number: int) -> str:
    """Return the id of a copy; of a part of a definition, too."""
    name, *part = name.split("/")
    return "/".join([f"{name}-{number}" if number > 1 else name, *part])


def _pointed(written: str, value: str, number: int) -> str:
    """Return a reference to a copy; some name the kind before the ``value``."""
    return written.removesuffix(value) + _renamed(value, number)


def _worded(text: str, number: int) -> str:
    """Return the text of a copy, which is told from the others by its number."""
    if number == 1 or not text:
        return text
    text = _LINK.sub(lambda link: link[1] + _renamed(link[2], number), text.strip())
    longer = f"{text} ({number})"
    return text if any(len(text) <= limit < len(longer) for limit in _LIMITS) else longer


def _copy(entry: Entry, number: int) -> dict[str, Any]:
    data = deepcopy(entry.document.data)
    data["id"] = _renamed(entry.definition.id, number)
    # Its texts are longer than those that had to fit on one page.
    data.pop("one_page", None)
    for reference in references(entry.definition):
        _change(data, reference.loc, partial(_pointed, value=reference.value, number=number))
    for text in texts(entry.definition):
        _change(data, text.loc, partial(_worded, number=number))
    return data


def _change(data: Any, loc: tuple[str | int, ...], change: Callable[[str], str]) -> None:
    for step in loc[:-1]:
        data = data[step]
    data[loc[-1]] = change(data[loc[-1]])


class _Dumper(yaml.CSafeDumper):
    """Writes texts as the shipped files have them: in quotes, or as a block."""


def _written(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else '"' if " " in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _written)


def _dumped(data: dict[str, Any]) -> str:
    return str(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6))


def _catalog(path: Path, chosen: set[str], copies: Iterable[int]) -> str:
    shipped = polib.pofile(str(path), wrapwidth=0)
    made = polib.POFile(wrapwidth=0)
    made.metadata = shipped.metadata
    for number in copies:
        made.extend(_messages(shipped, chosen, number))
    return f"{made}\n"


def _messages(shipped: polib.POFile, chosen: set[str], number: int) -> Iterator[polib.POEntry]:
    for entry in shipped:
        kind, name, path = entry.msgctxt.split("/", 2)
        if f"{kind}/{name}" in chosen and not entry.obsolete and (number == 1 or Kind(kind).info.folder):
            yield polib.POEntry(
                msgctxt=f"{kind}/{_renamed(name, number)}/{path}",
                msgid=_worded(entry.msgid, number),
                msgstr=_worded(entry.msgstr, number),
                comment=entry.comment,
                flags=entry.flags,
            )


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2])))
