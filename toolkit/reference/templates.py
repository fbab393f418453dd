"""What templates get: by template the names, then every structure behind them with its keys.

Notes on these are in English, like the templates that they are for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from ..definitions import KINDS, Kind, Library
from ..pdf import BOOK, CARD, COVER, ICON, ON_PAPER, SHEET, book_words
from ..project import Project
from ..site import DRAWING, FILTERS, FRAME, GLOBALS, META, TEMPLATES
from ..view import MARKUP, Entry, Published, Structure, Type, edition, structures_of
from .markdown import anchor, code, heading, table

_FORMS: Mapping[str, str] = {
    "words": "words",
    "number": "number",
    "flag": "true or false",
    "text": "text",
    "prose": "prose",
    "data": "data",
    "call": "call",
}
_TEXTS = (
    "A *text* comes out as safe HTML on pages, and its words alone as `text.plain`. In print it is a mapping:"
    " `lang` (its language where that is not the sheet’s, else none), `plain` (its words alone) and `runs`,"
    " or `blocks` where it is *prose*; on a sheet in two languages also `also`, the same text in the second"
    " one, or none. Words that the second language says otherwise have a neighbour `KEY_also` there, and"
    " words that are not in the language of the sheet one called `KEY_lang`.",
    "",
    'Interface words are `_("…")`, `gettext`, `ngettext`, `pgettext` and `npgettext` on pages, and stand in'
    " `words` in print. On pages a name that is not listed here is an error.",
    "",
)
_FRAME = (
    "The frame is what MkDocs draws around a page: `base.html`, `404.html` and what these include. It gets"
    " what MkDocs’ manual says (`page`, `nav`, `base_url`, `config` and others), interface words, the site as"
    " `toolkit` and what the page says of itself as `page.meta`. A page that no definition has made, such as"
    ' `404.html`, has no `page`. `icon("material/heart")` draws one of Material’s icons, named as it stands.',
    "",
)

_PUBLICATIONS = (
    "Templates in `templates/publish/` make e-books and packages for learning platforms. Those that are named"
    " as a kind are given its `view`; `module.j2` is given the curriculum as `view`, a `module` of it and its"
    " `number`. All get `imprint` (what a publication says of itself) and what page templates can use"
    " besides. They are written as XML: every element is closed and every attribute has a value. `{{ here }}`"
    " before the path of a page makes a link to the chapter that stands for it.",
    "",
)


def page_templates() -> Iterator[str]:
    """Yield what page templates are given, by template, and what all of them can use besides."""
    yield from table(
        ["Template in `templates/page/`", "Gets"],
        (
            [code(name), ", ".join(f"{code(entry.name)} ({said(entry.type)})" for entry in given(name))]
            for name in TEMPLATES
        ),
    )
    yield from heading(4, "In all of them")
    yield from _entries(Structure(GLOBALS))
    yield from heading(4, "Filters")
    yield from table(["Filter", "What it is for"], ([code(name), note] for name, note in FILTERS.items()))


def given(template: str) -> tuple[Entry, ...]:
    """Return what a page template is given; the view of a definition is that of its kind."""
    kind = template.partition(".")[0]
    entries = Structure(TEMPLATES[template]).entries
    if kind not in KINDS:
        return entries
    view = Type("structure", structure=Structure(KINDS[Kind(kind)]))
    return tuple(replace(entry, type=view) if entry.name == "view" else entry for entry in entries)


def frame() -> Iterator[str]:
    """Yield what the frame gets."""
    yield from _FRAME
    for name, made_of in (("toolkit", FRAME), ("page.meta", META)):
        yield from heading(4, code(name))
        yield from _entries(Structure(made_of))


def print_templates(locale: str) -> Iterator[str]:
    """Yield what print templates are given, with the interface words by name."""
    kinds = ", ".join(
        code(f"{'-'.join(filter(None, (kind, sheet)))}.typ")
        for kind in Kind
        for sheet in (kind.info.prints.sheets if kind.info.prints else ())
    )
    yield f"Templates in `templates/print/` read the JSON of the input `data`: {kinds}"
    yield ""
    yield from _entries(Structure(SHEET))
    yield from heading(4, code("card.typ"))
    yield from _entries(Structure(CARD))
    yield from heading(4, code("cover.typ"))
    yield from _entries(Structure(COVER))
    yield from heading(4, code("icon.typ"))
    yield from _entries(Structure(ICON))
    yield from heading(4, code("handbook.typ"))
    yield from _entries(Structure(BOOK))
    yield from heading(4, "`words`")
    nothing = Library(MappingProxyType({}), MappingProxyType({}))
    words = book_words(edition(Project.bare(), nothing, locale))
    yield "Those that sheets have come first; the others are for handbooks alone."
    yield ""
    yield from table(["Name", "Words"], ([code(name), word] for name, word in words.items()))
    yield from heading(4, "Answer places in print")
    yield "In print other structures stand for these objects:"
    yield ""
    yield from table(
        ["On pages", "In print"],
        ([_link(Structure(one)), _link(Structure(two))] for one, two in ON_PAPER.items()),
    )


def structures() -> Iterator[str]:
    """Yield every structure that templates get, with its keys."""
    yield from _TEXTS
    for structure in documented():
        yield from heading(4, _title(structure))
        if structure.note:
            yield from (structure.note, "")
        yield from _entries(structure)


def publications() -> Iterator[str]:
    """Yield what templates of publications get."""
    yield from _PUBLICATIONS


def documented() -> tuple[Structure, ...]:
    """Return every structure that templates get, by name."""
    first = [
        *KINDS.values(),
        *TEMPLATES.values(),
        GLOBALS,
        DRAWING,
        Published,
        FRAME,
        META,
        SHEET,
        BOOK,
        CARD,
        COVER,
        ICON,
        *ON_PAPER.values(),
    ]
    found = {structure for made_of in [*first, *MARKUP] for structure in structures_of(made_of)}
    return tuple(sorted(found, key=lambda structure: structure.name.casefold()))


def said(found: Type) -> str:
    """Return what a type is, in words."""
    inner = [said(below) for below in found.of]
    match found.form:
        case "list":
            told = f"list of {' and '.join(inner)}"
        case "mapping":
            told = f"({inner[0]}) by name" if found.of[0].form == "either" else f"{inner[0]} by name"
        case "either":
            told = " or ".join(inner)
        case "structure" if found.structure:
            told = _link(found.structure)
        case _:
            told = _FORMS[found.form]
    return f"{told} or none" if found.may_be_nothing else told


def _link(structure: Structure) -> str:
    return f"[{structure.name}](#{anchor(_title(structure))})"


def _title(structure: Structure) -> str:
    """Return the heading of a structure; parts and words to choose from have others of the same name."""
    return f"{structure.name} in templates"


def _entries(structure: Structure) -> Iterable[str]:
    return table(
        ["Name", "What it is", "What it is for"],
        (
            [
                code(entry.name),
                said(entry.type) + ("; may be missing" if entry.may_be_missing else ""),
                entry.note,
            ]
            for entry in structure.entries
        ),
    )
