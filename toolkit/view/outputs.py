"""Every file that a language's pages and prints are written to, in one place, so that no two write one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import product

from ..definitions import Entry, Key, Kind, Library, has
from ..errors import Message, Problem, Related
from ..project import Project
from .addresses import page_file, page_path
from .scope import Scope
from .sheets import PrintOptions, file_name, offered

#: Folder of the prints, below that of the language.
PRINTS = "print"
#: What stands beside the page of a curriculum: its hours as a table, and its days where these have dates.
HOURS, CALENDAR = "hours.csv", "timetable.ics"
#: What the search begins with, below the folder of the language.
SEARCH = "search/index.js"


def of_site(project: Project, library: Library, scope: Scope) -> set[str]:
    """Return the pages and PDFs that a language's folder has, for a library as the site holds it."""

    def variants(key: Key) -> tuple[PrintOptions, ...]:
        return offered(project, scope, library.get(*key))

    written = (*_outputs(library.entries, variants), *downloads(project, library.entries))
    return {"404.html", SEARCH, *(path for path, _ in written), *_own(library)}


def pages(library: Library) -> list[str]:
    """Return the pages that a language's folder has, in the order in which they are made."""
    return [*(path for path, _ in _outputs(library.entries, lambda _: ())), *_own(library)]


def _own(library: Library) -> Iterator[str]:
    return (_built(page_file(one.path)) for one in library.pages)


def downloads(project: Project, keys: Iterable[Key]) -> Iterator[tuple[str, Key]]:
    """Yield the files that stand beside pages for other programs, each with the definition it is made of."""
    for key in keys:
        if key[0].info.dated:
            yield f"{page_path(*key)}{HOURS}", key
            if key[1] in project.configured.timing.first_days:
                yield f"{page_path(*key)}{CALENDAR}", key


def is_print(file: str) -> bool:
    """Say whether a file of a site, by its path there, is one of its PDFs."""
    return file.endswith(".pdf") and file.split("/")[1:-1] == [PRINTS]


def prints(project: Project, library: Library, scope: Scope) -> dict[str, tuple[Key, PrintOptions]]:
    """Return the PDFs of a language's folder in a site, each with what it is made of, and how."""
    return {
        f"{PRINTS}/{file_name(key[1], options)}": (key, options)
        for key, entry in library.entries.items()
        for options in offered(project, scope, entry.definition)
    }


def outputs(project: Project, keys: Collection[Key]) -> Iterator[tuple[str, Key | None]]:
    """Yield the files below a language's folder, each with the definition it is made of.

    None stands for pages that list others. Prints are all that ``toolkit print`` can make, whether or
    not the site offers them: what is printed today may be offered tomorrow.
    """
    yield from _outputs(keys, lambda key: _variants(key[0], project.locales))
    yield from downloads(project, keys)


def _outputs(
    keys: Collection[Key],
    variants: Callable[[Key], Iterable[PrintOptions]],
) -> Iterator[tuple[str, Key | None]]:
    yield _built(page_file("")), None
    for kind in Kind:
        if kind.info.folder and any(key[0] is kind for key in keys):
            yield _built(page_file(page_path(kind))), None
    for key in keys:
        kind, name = key
        yield _built(page_file(page_path(kind, name))), key
        if kind.info.prints:
            for options in variants(key):
                yield f"{PRINTS}/{file_name(name, options)}", key


def clashes(project: Project, library: Library) -> Iterator[Problem]:
    """Yield a problem for each definition that would be written to a file of another.

    Capitals make no difference, since they make none on many machines.
    """
    writers: dict[str, Key | None] = {}
    told: set[tuple[Key, Key | None]] = set()
    named = {
        (entry.definition.kind, entry.definition.id): entry
        for entry in library.written
        if has(entry.definition, "id")
    }
    for path, key in outputs(project, named):
        first = writers.setdefault(path.casefold(), key)
        # A second glossary is told by the library: its terms belong into the first.
        if key is None or first == key or (key, first) in told or not key[0].info.folder:
            continue
        told.add((key, first))
        yield _clash(named, path, key, first)


def _clash(named: Mapping[Key, Entry], path: str, key: Key, first: Key | None) -> Problem:
    place = named[key].document.place(("id",))
    advice = Message("use a different ID for one of them")
    if first is None:
        what = Message(
            "‘{id}’ would replace the page {file}, which lists all definitions of its kind",
            id=key[1],
            file=path,
        )
        return Problem("same-file", place, what, Message("choose another ID"))
    what = Message(
        "‘{id}’ and the {kind} ‘{other}’ would be written to the same file, {file}",
        id=key[1],
        kind=first[0],
        other=first[1],
        file=path,
    )
    there = named[first].document.place(("id",))
    related = Related(there, Message("‘{value}’ is defined here", value=first[1]))
    return Problem("same-file", place, what, advice, (related,))


@cache
def _variants(kind: Kind, locales: tuple[str, ...]) -> tuple[PrintOptions, ...]:
    """Return all options that something of a kind can be printed with."""
    return tuple(_product(kind, locales))


def _product(kind: Kind, locales: tuple[str, ...]) -> Iterator[PrintOptions]:
    for sheet, has_places in kind.info.prints.sheets.items() if kind.info.prints else ():
        forms = (False, True) if has_places else (False,)
        choices = product(("a4", "letter"), (False, True), (False, True), forms, (None, *locales))
        for paper, large, ink_saving, fillable, bilingual in choices:
            plain = PrintOptions(paper, large, ink_saving, fillable, bilingual, sheet)  # type: ignore[arg-type]
            filled = (False, True) if has_places and not fillable else (False,)
            pages = (
                (False, True) if kind.info.prints and kind.info.prints.one_page and not large else (False,)
            )
            for example, one_page in product(filled, pages):
                yield replace(plain, example=example, one_page=one_page)


def _built(source: str) -> str:
    """Return the page that is made of a Markdown file."""
    stem = source.removesuffix(".md")
    return f"{stem}.html" if stem.rpartition("/")[2] == "index" else f"{stem}/index.html"
