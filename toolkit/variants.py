"""How definitions are printed: the options, the file names, and which PDFs a site offers ready-made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from .errors import ContentError, Message, Problem
from .model import Kind
from .project import Project

#: Kinds that print, in the order in which a page of theirs offers them.
PRINTED = (Kind.worksheet, Kind.checklist, Kind.session, Kind.question_bank)
_DEFAULTS: dict[str, Any] = {"papers": ["a4", "letter"], "fillable": True, "large": False}


@dataclass(frozen=True)
class PrintOptions:
    """How a definition is printed.

    ``fillable`` makes form fields of answer places; only worksheets have them.
    ``bilingual`` is the locale that stands second on a sheet in two languages.
    """

    paper: Literal["a4", "letter"] = "a4"
    large: bool = False
    ink_saving: bool = False
    fillable: bool = False
    bilingual: str | None = None


def file_name(name: str, options: PrintOptions) -> str:
    """Return the file name of a PDF: ``<id>[-fillable][-letter][-large].pdf``."""
    parts = [name]
    parts += ["fillable"] if options.fillable else []
    parts += ["letter"] if options.paper == "letter" else []
    parts += ["large"] if options.large else []
    parts += ["ink-saving"] if options.ink_saving else []
    parts += [options.bilingual] if options.bilingual else []
    return "-".join(parts) + ".pdf"


def ready_made(project: Project, kind: Kind) -> tuple[PrintOptions, ...]:
    """Return the variants that the site offers of a kind, from ``extra: toolkit: print:`` in ``mkdocs.yml``.

    Raises :class:`ContentError` where that cannot be read.
    """
    if kind not in PRINTED:
        return ()
    chosen = _configured(project)
    sizes = (False, True) if chosen["large"] else (False,)
    forms = (False, True) if chosen["fillable"] and kind is Kind.worksheet else (False,)
    return tuple(
        PrintOptions(paper=paper, large=large, fillable=fillable)
        for fillable in forms
        for paper in chosen["papers"]
        for large in sizes
    )


def _configured(project: Project) -> dict[str, Any]:
    found = project.settings.get("print") or {}
    at = partial(project.configured.place, "extra", "toolkit", "print")
    problems = []
    if not isinstance(found, dict) or not set(found) <= set(_DEFAULTS):
        problems.append((at(), Message("use only these keys: {known}", known=", ".join(_DEFAULTS))))
        found = {}
    # The configuration is read as words.
    words = {"true": True, "yes": True, "false": False, "no": False}
    chosen = _DEFAULTS | {key: words.get(str(value).lower(), value) for key, value in found.items()}
    papers = chosen["papers"]
    if not isinstance(papers, list) or not papers or not set(map(str, papers)) <= {"a4", "letter"}:
        problems.append((at("papers"), Message("‘papers’ is a list of a4 and letter")))
    problems += [
        (at(key), Message("‘{key}’ is true or false", key=key))
        for key in ("fillable", "large")
        if not isinstance(chosen[key], bool)
    ]
    if problems:
        what = Message("‘extra: toolkit: print:’ cannot be used")
        raise ContentError(Problem("configuration", place, what, advice) for place, advice in problems)
    return chosen
