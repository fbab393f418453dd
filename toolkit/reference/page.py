"""The whole reference as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from babel.support import NullTranslations

from ..errors import Message
from .definitions import field_types, kinds, overrides, vocabularies
from .markdown import heading
from .options import configuration
from .templates import frame, page_templates, print_templates, publications, structures


def reference(words: NullTranslations, locale: str) -> str:
    """Return all that authors can write, in the language of ``words``, which is ``locale``."""
    return "\n".join(_lines(words, locale)).rstrip("\n") + "\n"


def _lines(words: NullTranslations, locale: str) -> Iterator[str]:
    tell = words.gettext
    yield from heading(1, Message("Reference").render(tell))
    yield Message("This page is created by ‘toolkit reference’; do not edit it.").render(tell)
    yield ""
    for title, part in (
        (Message("Definitions and their keys"), kinds(words)),
        (Message("Overrides"), overrides(words)),
        (Message("Field types for worksheets"), field_types(words)),
        (Message("Values to choose from"), vocabularies(words)),
        (Message("Options in mkdocs.yml"), configuration(words)),
    ):
        yield from heading(2, title.render(tell))
        yield from part
    yield from heading(2, Message("Templates").render(tell))
    for heads, lines in (
        ("Page templates", page_templates()),
        ("The frame", frame()),
        ("Print templates", print_templates(locale)),
        ("Templates of publications", publications()),
        ("What templates get", structures()),
    ):
        yield from heading(3, heads)
        yield from lines
