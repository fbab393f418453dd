"""Reading a PO file: what cannot be read, or would lose a translation, is refused with its line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polib
from babel.messages import Catalog as BabelCatalog

from .. import files
from ..errors import ContentError, Message, Place, Problem, Related
from ..project import Project
from ..remembered import remembered
from . import po
from .plurals import form_count, header_field

_CONTEXT = re.compile(rb'^\s*msgctxt\s+"[^"/]*/([a-z0-9-]+)/', re.MULTILINE)
CONTENT = "content"
INTERFACE = "ui"
#: A catalog holds every text of a project, so it may be larger than any definition.
MAX_BYTES = 20_000_000
_PO_LINE = re.compile(
    r'\s*(#([^~|].*)?|(#~\|?\s*|#\|\s*)?((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s+)?"(\\.|[^"\\])*"\s*)?'
)
#: The same for a whole file at once, which is quick where all of it is in order.
_BLANK = r"[^\S\n]*+"
_WHOLE_LINE = (
    rf"{_BLANK}(?:(?:#~\|?+{_BLANK}|#\|{_BLANK})?+"
    rf'(?:(?:msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?+)[^\S\n]++)?+"(?:[^"\\\n]++|\\.)*+"{_BLANK}'
    r"|#(?:[^~|\n].*+)?+)?+"
)
_PO = re.compile(rf"(?:{_WHOLE_LINE}\n)*+{_WHOLE_LINE}")
#: Control characters and separators: never PO, and the parser would break lines at some of them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_COMMENT = re.compile(r"\s*#(~\||[~,.:|]?)(.*)")
#: What the parser reads otherwise than it is meant: these, escapes (:mod:`.po`), comments (:func:`_tidy`).
_ODD = re.compile(rf"{_CONTROL.pattern}|\\[^\\\"ntrvbf]|^[^\S\n]*+#(?:~\||[~,.:|]?+(?=\S))", re.MULTILINE)


def read_from(project: Project, locale: str, domain: str = "") -> Iterator[Path]:
    """Yield the catalogs that a locale's words come from."""
    for each in (domain,) if domain else (CONTENT, INTERFACE):
        for path, _ in catalogs_of(project, locale, each):
            yield path


class PoFile(polib.POFile):  # type: ignore[misc]
    """A catalog whose header is the message without a context; a text may be empty, too."""

    def find(self, st: str, by: str = "msgid", *_: object, **__: object) -> Any:
        return super().find(st, by, msgctxt=None)


def catalogs_of(project: Project, locale: str, domain: str) -> list[tuple[Path, Path]]:
    """Return the catalogs of a locale, the project's first, each with the folder it must lie in.

    Whatever stands in a catalog's place counts: a folder there must be told, not passed over.
    """
    own = project.catalog(locale, domain)
    brought = project.packaged / own.relative_to(project.root)
    found = [(own, project.root)] if _present(own) else []
    if brought != own and brought.is_file() and (domain != CONTENT or _used(project, brought)):
        # Installers may make links of the package's files.
        found.append((brought, brought.resolve().parent))
    return found


def _used(project: Project, brought: Path) -> bool:
    """Say whether a project has any definition that a packaged catalog translates, by names of files."""
    if project.configured.use:
        return True
    known = _ids(brought)
    return any(
        name.endswith(".yaml") and name[:-5] in known
        for _, _, names in os.walk(project.content)
        for name in names
    )


@remembered(lambda path: (path,))
def _ids(brought: Path) -> frozenset[str]:
    """Return the ids of the definitions that a catalog translates, found without parsing it."""
    return frozenset(one.decode() for one in _CONTEXT.findall(brought.read_bytes()))


def _present(path: Path) -> bool:
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except OSError:
        pass  # Reading will say why.
    return True


def parse(path: Path, root: Path, domain: str) -> Any:
    """Return a catalog as polib's file; refuse what cannot be read or would lose a translation."""
    return parsed(path, raw_of(path, root), domain)


def parsed(path: Path, raw: bytes, domain: str) -> Any:
    """Return the catalog that a file's bytes are, as :func:`parse` does."""
    text = _text(path, raw)
    lines = text.split("\n")
    if not _PO.fullmatch(text) or _ODD.search(text):
        lines = _decoded(path, lines)
        text = "\n".join(map(_tidy, lines))
    try:
        file = polib.pofile(f"{text}\n", wrapwidth=0, encoding="utf-8", klass=PoFile)
    except (OSError, ValueError) as error:
        named = re.search(r"\(line (\d+)\)", str(error))
        raise ContentError([_unreadable(Place(path, int(named[1]) if named else 1))]) from None
    locale = path.parent.parent.name
    if faults := [*_header_faults(path, file, lines, domain, locale), *_misfits(path, file, domain)]:
        raise ContentError(faults)
    return file


def _decoded(path: Path, lines: Sequence[str]) -> list[str]:
    """Return lines with escapes as the letters that they stand for; refuse what is not PO, line by line."""
    found: list[str] = []
    faults: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if not _PO_LINE.fullmatch(line):
            faults.append(_unreadable(Place(path, number)))
        try:
            found.append(po.decoded(line))
        except ValueError as error:
            found.append(line)
            faults.append(_bad_escape(Place(path, number, line.find(str(error)) + 1), str(error)))
    for number, line in enumerate(found, start=1):
        if odd := _CONTROL.search(line):
            faults.append(
                Problem("hidden-character", Place(path, number, odd.start() + 1), *hidden_character(odd[0]))
            )
    if faults:
        raise ContentError(faults)
    return found


def raw_of(path: Path, root: Path) -> bytes:
    """Return the bytes of a regular file inside ``root``. Raises :class:`ContentError`."""
    try:
        return files.read(path, MAX_BYTES, root)
    except files.UnreadableFile as error:
        raise _refusal(path, error) from None


def _text(path: Path, raw: bytes) -> str:
    try:
        return files.decoded(raw)
    except files.UnreadableFile as error:
        raise _refusal(path, error) from None


def _refusal(path: Path, error: files.UnreadableFile) -> ContentError:
    advice = _RESTORE if error.code == "too-large" else error.advice
    return ContentError([Problem("catalog", Place(path, error.line), error.what, advice)])


def _tidy(line: str) -> str:
    """Write a comment as polib wants it: a blank behind the mark, and ``#|`` for ``#~|``, which it drops."""
    found = _COMMENT.fullmatch(line)
    if not found or not found[2]:
        return line
    return f"#{found[1].replace('~|', '|')}{'' if found[2][0].isspace() else ' '}{found[2]}"


def _header_faults(
    path: Path, file: Any, lines: Sequence[str], domain: str, locale: str
) -> Iterator[Problem]:
    charset = re.search(r"charset=([^\s;]*)", header_field(file, "Content-Type"), re.IGNORECASE)
    if charset and charset[1].lower() not in {"utf-8", "utf8"}:
        yield Problem(
            "charset",
            _line_of(path, lines, "charset="),
            Message("the header names a character set other than UTF-8"),
            Message("write charset=UTF-8 there, and save the file as UTF-8"),
        )
    if domain != INTERFACE:
        return
    plurals = header_field(file, "Plural-Forms")
    needing = [entry for entry in file if entry.msgid_plural and not entry.obsolete and any(strings(entry))]
    if plurals and not form_count(plurals):
        yield Problem(
            "plural-forms",
            _line_of(path, lines, "plural-forms:"),
            Message("this rule for plural forms cannot be used"),
            Message("delete the line; ‘toolkit translations update’ writes the usual rule for the language")
            if not needing
            else _rule_advice(locale),
        )
    elif needing and not plurals:
        # In whose order the forms stand would be a guess, and a wrong one shows wrong words for numbers.
        yield Problem(
            "plural-forms",
            Place(path, needing[0].linenum or 1),
            Message("there are plural forms here, but the header has no rule for them"),
            _rule_advice(locale),
        )


def _rule_advice(locale: str) -> Message:
    return Message(
        "copy the rule from your translation tool to the header; the usual one for the language is: {rule}",
        rule=f"Plural-Forms: {BabelCatalog(locale=locale).plural_forms}",
    )


def _line_of(path: Path, lines: Sequence[str], word: str) -> Place:
    return Place(path, next((n for n, line in enumerate(lines, 1) if word in line.lower()), 1))


def _misfits(path: Path, file: Any, domain: str) -> Iterator[Problem]:
    """Yield what merging could only lose: two of the same, no context, plurals of content."""
    seen: dict[tuple[object, ...], Place] = {}
    for entry in file:
        place = Place(path, entry.linenum or 1)
        by_context = domain == CONTENT and not entry.obsolete
        key = (bool(entry.obsolete), entry.msgctxt or "", None if by_context else entry.msgid)
        if by_context and not entry.msgctxt:
            yield Problem(
                "no-context",
                place,
                Message(
                    "this translation has no context (msgctxt), so there is nothing to show what it "
                    "translates"
                ),
                Message("restore its msgctxt line, or delete the translation"),
            )
        elif key in seen:
            name = entry.msgctxt or entry.msgid
            yield Problem(
                "duplicate",
                place,
                Message("‘{key}’ appears twice; only one of the two would be used", key=name),
                Message("delete one of the two"),
                (Related(seen[key], Message("the first ‘{key}’ is here", key=name)),),
            )
        seen.setdefault(key, place)
        if by_context and (entry.msgid_plural or entry.msgstr_plural):
            yield Problem(
                "plural",
                place,
                Message("content texts have no plural forms"),
                Message("write one msgid and one msgstr"),
            )


_RESTORE = Message("open it in your translation tool and save it again, or restore the last working version")


def _unreadable(place: Place) -> Problem:
    return Problem("catalog", place, Message("the translation file cannot be read"), _RESTORE)


def _bad_escape(place: Place, escape: str) -> Problem:
    return Problem(
        "escape",
        place,
        Message("‘{escape}’ does not represent a letter", escape=escape),
        Message("type the letter itself; for a backslash, type two"),
    )


def strings(entry: Any) -> list[str]:
    """Return what an entry is translated as: each plural form, or the one there is."""
    return [str(text) for text in entry.msgstr_plural.values()] or [str(entry.msgstr)]


def hidden_character(char: str, name: str = "") -> tuple[Message, Message]:
    """Return what is wrong with a character that nobody sees, and what to do."""
    return (
        Message(
            "there is an invisible or forbidden character here: {name}", name=name or f"U+{ord(char):04X}"
        ),
        Message("delete it; if you pasted this text, paste it again without formatting"),
    )
