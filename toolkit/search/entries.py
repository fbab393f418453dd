"""What can be found: each definition or own page, and each of its parts that has a place of its own there.

Only what a page shows to its reader is in here, in the words of the edition's language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..definitions import AnyDefinition, Glossary, OwnPage, TextField, Visibility, texts
from ..view import RANK, Edition, anchors, label, lists_of_parts, page_path, plain, sections

#: Keys whose texts tell somebody's story, which is not what a sheet is about.
_NOT_SEARCHED = frozenset({"example", "example_other"})
#: What takes the place of a kind for the project's own pages.
PAGE = "page"


@dataclass(frozen=True)
class Entry:
    """Something to be found: its texts, and where it stands.

    ``part`` is the anchor on the definition's page, None for the definition itself. ``also`` are other words
    for the same. ``body`` are the texts that stand below the title; those of a definition's parts are theirs.
    ``language`` is that of the title.
    """

    kind: str
    id: str
    part: str | None
    title: str
    language: str
    also: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    #: Whether its kind explains words.
    explains: bool = False
    #: Whether its kind is looked for with what somebody meets, in a sentence.
    in_sentences: bool = False
    #: What a definition's kind and topics are called.
    called: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Return the address below the language's root."""
        return path_of(self.kind, self.id) + (f"#{self.part}" if self.part else "")


def path_of(kind: str, name: str) -> str:
    """Return the address of a page below the language's root."""
    return f"{name}/" if kind == PAGE else page_path(kind, name)


@dataclass
class _Found:
    title: str = ""
    language: str = ""
    body: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        if self.title:
            self.body.append(plain(text))
        else:
            self.title, self.language = plain(text), str(getattr(text, "lang", ""))


def entries_of(edition: Edition, definition: AnyDefinition) -> Iterator[Entry]:
    """Yield a definition and its parts, as their page shows them."""
    reader = edition.scope.page_reader(definition)
    known, lists = anchors(definition), lists_of_parts(definition)
    parts: dict[str | None, _Found] = {None: _Found()}
    for text in texts(definition):
        if text.visibility and RANK[Visibility(text.visibility)] > RANK[reader]:
            continue
        if not _NOT_SEARCHED.isdisjoint(text.path[::2]):
            continue
        part = _part_of(text, known) if text.path[0] in lists else None
        parts.setdefault(part, _Found()).add(text.text)
    terms = _terms(definition, edition.locale)
    for part, found in parts.items():
        name, *also = terms.get(part, (found.title,))
        body = (found.title, *found.body) if part in terms else found.body
        language = edition.locale if part in terms else found.language or edition.locale
        called = _called(edition, definition) if part is None else ()
        yield Entry(
            kind=definition.kind.value,
            id=definition.id,
            part=part,
            title=name,
            language=language,
            also=tuple(also),
            body=tuple(body),
            explains=definition.kind.info.explains,
            in_sentences=definition.kind.info.in_sentences,
            called=called,
        )


def entries_of_page(edition: Edition, page: OwnPage) -> Iterator[Entry]:
    """Yield a page of the project's own and what is below its headings, as the edition has it."""
    words = page.words_in(edition.locale)
    title, called = plain(words.title), (edition.interface.gettext("Pages"),)
    for part, texts_there in sections(words.body):
        if part is None:
            body = (plain(words.summary), *texts_there)
            yield Entry(PAGE, page.name, None, title, words.locale, body=body, called=called)
        else:
            heading, *below = texts_there
            yield Entry(PAGE, page.name, part, heading, words.locale, body=tuple(below))


def _called(edition: Edition, definition: AnyDefinition) -> tuple[str, ...]:
    """Return what a definition's kind and topics are called."""
    told = (definition.kind, *definition.topics)
    return tuple(label(edition.interface, one) for one in told)


def _part_of(text: TextField, known: dict[str, str]) -> str | None:
    """Return the anchor of the innermost part of a text: ids are every second step of its path."""
    ids = text.path[1::2] if len(text.path) > 1 else ()
    names = [name for end in range(len(ids), 0, -1) for name in ("/".join(ids[:end]), ids[end - 1])]
    return next((known[name] for name in names if name in known), None)


def _terms(definition: AnyDefinition, locale: str) -> dict[str | None, tuple[str, ...]]:
    """Return the words for each concept of a glossary in a language, the one to use first."""
    if not isinstance(definition, Glossary):
        return {}
    return {
        concept.id: (told.preferred, *told.admitted, *told.deprecated)
        for concept in definition.concepts
        if (told := concept.terms.get(locale))
    }
