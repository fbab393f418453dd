"""Whether a curriculum is translated as far as its ``publish_threshold`` asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..definitions import Curriculum, Entry, Library, LifeCycle, texts
from ..errors import Message, Problem, Related
from ..project import Project
from ..translation import Catalog, State, catalog
from ..view import plain

#: Sentences that are named one by one; the rest is counted.
_NAMED = 100
_SHORT = 80


def check(project: Project, library: Library, locales: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each curriculum and each of ``locales`` that it is offered in but not ready for.

    Drafts are never ready, so nobody asks them.
    """
    catalogs = [catalog.load(project, locale) for locale in locales]
    for entry in library.entries.values():
        definition = entry.definition
        if isinstance(definition, Curriculum) and definition.life_cycle is not LifeCycle.draft:
            yield from check_one(entry, definition, catalogs)


def check_one(entry: Entry, curriculum: Curriculum, catalogs: Iterable[Catalog]) -> Iterator[Problem]:
    """Yield a problem for each language, told by its catalog, that a curriculum is not ready for."""
    for known in catalogs:
        if known.locale in curriculum.languages:
            yield from _check(entry, curriculum, known)


def suffices(done: int, total: int, threshold: int) -> bool:
    """Say whether so many texts of a total are as many per cent as a threshold asks."""
    return 100 * done >= threshold * total


def _check(entry: Entry, curriculum: Curriculum, known: Catalog) -> Iterator[Problem]:
    total = 0
    lacking: list[Related] = []
    for text in texts(curriculum):
        total += 1
        if curriculum.language_at(text.path) == known.locale:
            continue
        state = known.state(catalog.context_of(curriculum, text.path), text.text)
        if state is not State.translated:
            lacking.append(Related(entry.document.place(text.loc), _lack(state, text.text)))
    done = total - len(lacking)
    if not lacking or suffices(done, total, curriculum.publish_threshold):
        return
    rest = len(lacking) - _NAMED
    more = (
        (Related(entry.document.place(()), Message("more, not listed: {count}", count=rest)),)
        if rest > 0
        else ()
    )
    yield Problem(
        "publish-threshold",
        entry.document.place(("publish_threshold",)),
        Message(
            "‘{id}’ is not ready in the language ‘{locale}’ (texts translated: {done} of {total}); the "
            "curriculum’s ‘publish_threshold’ is {threshold}%",
            id=curriculum.id,
            locale=known.locale,
            done=done,
            total=total,
            threshold=curriculum.publish_threshold,
        ),
        Message(
            "translate the texts below, lower ‘publish_threshold’, or remove ‘{locale}’ from the "
            "curriculum’s languages",
            locale=known.locale,
        ),
        (*lacking[:_NAMED], *more),
    )


def _lack(state: State, text: str) -> Message:
    words = plain(text)
    short = words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"
    if state is State.outdated:
        return Message("outdated: ‘{text}’", text=short)
    return Message("not translated: ‘{text}’", text=short)
