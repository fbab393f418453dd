"""What is wrong in what translators wrote."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ..characters import bad_character
from ..definitions import foreign_letter, script_of
from ..errors import ContentError, Message, Place, Problem
from ..project import Project
from ..remembered import remembered
from .plurals import form_count, plural_rule
from .pofile import CONTENT, INTERFACE, catalogs_of, hidden_character, read_from, strings
from .reading import Read, told

#: Characters of one translation.
MAX_LENGTH = 10_000
_NAMED = re.compile(r"%\(\w+\)[a-zA-Z]|\{\w+\}")
_STRAY = re.compile(r"%%|[%{}]")
#: What begins a tag, and what makes a Markdown link of words.
_TAG = re.compile(r"<[a-zA-Z/!?]|\]\(")
_ANGLES = re.compile(r"[<>]+|\"")


@remembered(read_from)
def check(project: Project, locale: str) -> Iterator[Problem]:
    """Yield problems in what translators wrote, in the content's catalogs and in the interface's."""
    for domain in (CONTENT, INTERFACE):
        for path, root in catalogs_of(project, locale, domain):
            try:
                yield from told(
                    project, path, root, domain, "faults", partial(_faults, path, domain, locale), locale
                )
            except ContentError as error:
                yield from error.problems


def _faults(path: Path, domain: str, locale: str, file: Read) -> tuple[Problem, ...]:
    return tuple(
        Problem(code, Place(path, entry.linenum), what, advice)
        for entry in file
        if not entry.obsolete
        # Several plural forms may have one fault, which is told once.
        for code, what, advice in dict.fromkeys(faults_of(entry, file, domain, locale))
    )


_Fault = tuple[str, Message, Message]


def usable_entries(file: Any, locale: str) -> Iterator[Any]:
    """Yield the interface's messages that are wholly translated, with nothing to refuse."""
    for entry in file:
        if entry.obsolete or entry.fuzzy or not all(text.strip() for text in strings(entry)):
            continue
        if next(faults_of(entry, file, INTERFACE, locale), None) is None:
            yield entry


def faults_of(entry: Any, file: Any, domain: str, locale: str) -> Iterator[_Fault]:
    """Yield what is wrong with one translation; an outdated one of the interface is not in use."""
    if domain == INTERFACE and entry.fuzzy:
        return
    sources = [text for text in (entry.msgid, entry.msgid_plural) if text]
    for text in filter(None, strings(entry)):
        yield from _text_faults(text, entry.msgid, script_of(locale))
        if domain == INTERFACE:
            yield from _interface_faults(text, sources)
    if domain == INTERFACE and any(strings(entry)):
        wanted = set(range(form_count(plural_rule(file, locale)))) if entry.msgid_plural else set()
        if set(entry.msgstr_plural) != wanted:
            yield (
                "plural",
                Message("the plural forms do not match the header"),
                Message("write one msgstr for each form, numbered from 0"),
            )


def _text_faults(text: str, source: str, script: str | None) -> Iterator[_Fault]:
    if not text.strip():
        yield (
            "blank",
            Message("the translation contains only spaces"),
            Message("translate the text, or delete the spaces"),
        )
    if len(text) > MAX_LENGTH:
        yield (
            "too-long",
            Message(
                "the translation has {size} characters; the limit is {limit}",
                size=len(text),
                limit=MAX_LENGTH,
            ),
            Message("shorten it"),
        )
    if found := bad_character(text):
        yield ("hidden-character", *hidden_character(text[found[0]], found[1]))
    elif not unicodedata.is_normalized("NFC", text):
        yield (
            "not-nfc",
            Message("a letter and its accent are stored as two characters here (Unicode NFD)"),
            Message("type the letter again, or save the file in Unicode NFC form"),
        )
    if script and (letter := foreign_letter(text, script)):
        yield (
            "foreign-letter",
            Message("this text contains a letter from another alphabet: {letter}", letter=letter),
            Message("type it again on your own keyboard; it looks right but may be a different letter"),
        )
    if "\n" not in source and "\n" in text:
        yield (
            "one-line",
            Message("the translation has more lines than its source"),
            Message("write it on one line"),
        )


def _interface_faults(text: str, sources: Sequence[str]) -> Iterator[_Fault]:
    """Yield what pages would take for markup, and placeholders that are not the source's.

    Templates trust these words as HTML, inside attributes too; content is escaped instead.
    """
    source = " ".join(sources)
    marks = set(_ANGLES.findall(text)) - set(_ANGLES.findall(source))
    entities = html.unescape(text) != text and html.unescape(source) == source
    if marks or entities or set(_TAG.findall(text)) - set(_TAG.findall(source)):
        yield (
            "markup",
            Message("the translation contains markup or a link"),
            Message("write plain text, with the quotation marks used in your language"),
        )
    strange = set(_STRAY.findall(_NAMED.sub("", text))) - set(_STRAY.findall(_NAMED.sub("", source)))
    # One form of a plural may do without the number, as its source may.
    if strange or not any(set(_NAMED.findall(text)) == set(_NAMED.findall(form)) for form in sources):
        yield (
            "placeholder",
            Message("the words in braces, or the characters after %, are different from those in the source"),
            Message("copy them unchanged from the source; only their position may change"),
        )
