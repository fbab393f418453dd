"""How definitions are printed: the options, the file names, and which PDFs a site offers ready-made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from ..definitions import AnyDefinition, Worksheet
from ..project import YES, Project
from .scope import Scope

_DEFAULTS: dict[str, Any] = {"papers": ["a4", "letter"], "fillable": True, "large": False}


@dataclass(frozen=True)
class PrintOptions:
    """How a definition is printed.

    ``fillable`` makes form fields of answer places; worksheets and certificates have them.
    ``bilingual`` is the locale that stands second on a sheet in two languages.
    ``one_page`` is for worksheets to hand out: without what is talked about afterwards, in the least sizes.
    ``sheet`` is which of the sheets of a kind; an empty name is its own.
    """

    paper: Annotated[Literal["a4", "letter"], "a4 or letter."] = "a4"
    large: Annotated[bool, "Whether it is large print."] = False
    ink_saving: Annotated[bool, "Whether surfaces stay white."] = False
    fillable: Annotated[bool, "Whether answer places become form fields."] = False
    bilingual: Annotated[str | None, "The language that stands second on the sheet."] = None
    sheet: Annotated[str, "Which of the kind’s sheets; empty for its own."] = ""
    example: Annotated[bool, "Whether it is filled in as an example, and says so on each page."] = False
    one_page: Annotated[bool, "Whether it is set on one page, in the least sizes."] = False


def file_name(name: str, options: PrintOptions) -> str:
    """Return the file name of a PDF: ``<id>[-sheet][-fillable|-example][-letter][-large][-one-page].pdf``."""
    return f"{name}{_ending(options)}"


@cache
def _ending(options: PrintOptions) -> str:
    parts = ["", *filter(None, [options.sheet])]
    parts += ["example"] if options.example else ["fillable"] if options.fillable else []
    parts += ["letter"] if options.paper == "letter" else []
    parts += ["large"] if options.large else []
    parts += ["one-page"] if options.one_page else []
    parts += ["ink-saving"] if options.ink_saving else []
    parts += [options.bilingual] if options.bilingual else []
    return "-".join(parts) + ".pdf"


def offered(project: Project, scope: Scope, definition: AnyDefinition) -> tuple[PrintOptions, ...]:
    """Return the variants that one site offers of a definition."""
    return ready_made(project, definition) if scope.prints(definition.id) else ()


def ready_made(project: Project, definition: AnyDefinition) -> tuple[PrintOptions, ...]:
    """Return the variants that a whole site offers of a definition, by ``extra: toolkit: print:``."""
    prints = definition.kind.info.prints
    if prints is None:
        return ()
    chosen = _configured(project)
    usual = [
        PrintOptions(paper=paper, fillable=fillable, sheet=sheet)
        for sheet, has_places in prints.sheets.items()
        for fillable in ((False, True) if chosen["fillable"] and has_places else (False,))
        for paper in chosen["papers"]
    ]
    # A printer fits these to another paper, and a viewer enlarges what is filled in on a screen.
    first = chosen["papers"][0]
    if isinstance(definition, Worksheet) and definition.one_page:
        usual.append(PrintOptions(first, one_page=True))
    if chosen["large"]:
        usual += [PrintOptions(first, large=True, sheet=sheet) for sheet in prints.sheets]
    return tuple(usual)


def _configured(project: Project) -> dict[str, Any]:
    """Return the settings, which the reader of ``mkdocs.yml`` has checked; they are written as words."""
    found = project.settings.get("print")
    found = found if isinstance(found, dict) else {}
    papers = found.get("papers") or _DEFAULTS["papers"]
    chosen = {key: found[key].lower() in YES for key in ("fillable", "large") if found.get(key)}
    return _DEFAULTS | chosen | {"papers": list(dict.fromkeys(papers))}
