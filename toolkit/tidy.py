"""Mending what other programs leave in text: unseen characters, and quotation marks that quote nothing.

Only what is sure is mended; the words stay as they are.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .characters import SPACES, bad_character, mended, oddities
from .definitions import KEYS, MAX_BYTES, decoded, raw_of, slips, tab_width
from .errors import Message, Place, UsageError
from .files import replace
from .project import Project
from .translation import MAX_BYTES as CATALOG_BYTES

_YAML = (".yaml", ".yml")
_QUOTES = "\"'“”„«»‟‘’‚‛‹›\\"


@dataclass(frozen=True)
class Change:
    """One thing that is mended in a line."""

    place: Place
    what: Message


@dataclass(frozen=True)
class Tidied:
    """A file as it would be: ``data`` is None where nothing is to be done."""

    path: Path
    changes: tuple[Change, ...] = ()
    data: bytes | None = None

    def write(self) -> None:
        if self.data is not None:
            replace(self.path, self.data)


def tidy(project: Project, path: Path) -> Tidied:
    """Return a definition or catalog of the project with what is sure mended.

    Raises :class:`UsageError` for other files, :class:`ContentError` where it cannot be read.
    """
    path = path.absolute()
    real = path.resolve()
    inside = any(
        real.is_relative_to(folder.resolve()) for folder in (project.content, project.root / "locales")
    )
    if not inside or real.suffix.lower() not in (*_YAML, ".po"):
        raise UsageError(
            Message(
                "{path} is not a definition or translation file of this toolkit", path=project.shown(path)
            )
        )
    raw = raw_of(path, project.root, CATALOG_BYTES if real.suffix.lower() == ".po" else MAX_BYTES)
    changes: list[Change] = []
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            raw = raw.decode("utf-16").encode()
        except UnicodeDecodeError:
            pass
        else:
            changes.append(Change(Place(path), Message("saved as UTF-8")))
    text = decoded(path, raw)
    if b"\r" in raw:
        changes.append(Change(Place(path), Message("line endings of another system replaced")))
    lines = text.split("\n")
    is_yaml = real.suffix.lower() in _YAML
    width = tab_width(lines) if is_yaml else 0
    after = [mended(line, width, all_of_it=False) for line in lines]
    changes += _characters(path, lines, after)
    if is_yaml:
        meant = [mended(line, width or 2) for line in lines]
        found = slips.read(meant, KEYS, project.shown(path))
        for number, line in enumerate(found.tidy):
            if line != meant[number] and after[number] == meant[number]:
                after[number] = line
                changes += [
                    Change(Place(path, number + 1, slip.column + 1), _MENDED[slip.code])
                    for slip in found.slips
                    if slip.sure and slip.line == number
                ]
    result = "\n".join(after)
    if not changes or _words(result) != _words(text):
        return Tidied(path)
    return Tidied(path, tuple(sorted(changes, key=lambda change: change.place)), result.encode())


def _characters(path: Path, lines: list[str], after: list[str]) -> Iterator[Change]:
    for number, (line, new) in enumerate(zip(lines, after, strict=True), start=1):
        if line == new:
            continue
        left = {odd.code for odd in oddities(new)}
        for odd in oddities(line):
            if odd.code not in left or odd.code == "hidden-character":
                yield Change(Place(path, number, odd.column + 1), _MENDED[odd.code])
        if bad_character(line) and not unicodedata.is_normalized("NFC", line):
            yield Change(Place(path, number), _MENDED["not-nfc"])


def _words(text: str) -> str:
    """Return what a reader reads: letters and signs, without blanks, quotes and hidden characters."""
    ignored = set(_QUOTES + SPACES)
    plain = unicodedata.normalize("NFC", "".join(mended(line) for line in text.split("\n")))
    return "".join(char for char in plain if not char.isspace() and char not in ignored).replace("_", "")


_MENDED = {
    "hidden-character": Message("invisible character deleted"),
    "not-nfc": Message("letter and accent joined"),
    "tab": Message("tab replaced with spaces"),
    "no-break-space": Message("non-breaking space replaced"),
    "curly-quote": Message("quotation marks replaced with straight ones"),
}
