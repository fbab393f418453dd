"""Single PDFs, as somebody asks for them: named definitions in named languages, filled or not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..answers import Answers
from ..answers import file as answers
from ..checks import survey
from ..definitions import AnyDefinition, Kind, Library, Worksheet, shipped
from ..errors import ContentError, Message, UsageError
from ..pdf import Printer
from ..project import Project, writable
from ..view import (
    PUBLIC,
    Changes,
    Edition,
    PrintOptions,
    Scope,
    changed,
    edition,
    example_answers,
    file_name,
    print_words,
    sheet_places,
)


def print_sheets(
    project: Project,
    names: tuple[str, ...],
    locales: tuple[str, ...],
    options: PrintOptions,
    out: Path,
    filled: Path | None = None,
) -> list[Path]:
    """Write the PDFs of named definitions and return their paths.

    A single PDF goes to ``out`` itself where that ends in ``.pdf``. ``filled`` is an answers
    file, whose answers stand in the sheet's form fields. Raises :class:`ContentError` where the
    answers do not fit, :class:`UsageError` where an id is unknown.
    """
    found, problems = survey(project)
    if problems:
        raise ContentError(problems)
    sheets = [_printable(project, found, name, options.sheet) for name in names]
    if filled and not all(isinstance(sheet, Worksheet) for sheet in sheets):
        raise UsageError(Message("answers belong to a worksheet, and ‘{id}’ is not one", id=names[0]))
    if options.example:
        for sheet in sheets:
            if not isinstance(sheet, Worksheet) or not sheet.example:
                raise UsageError(Message("‘{id}’ has no worked example", id=sheet.id))
    written: list[Path] = []
    single = out.suffix == ".pdf"

    @cache
    def in_language(locale: str, scope: Scope) -> Edition:
        return edition(project, found, locale, scope)

    with Printer(project) as printer:
        for locale in locales:
            for sheet in sheets:
                # What is asked for by name is printed, also a draft; all else in it is as on the site.
                scope = PUBLIC.including(sheet)
                current = in_language(locale, scope)
                second = in_language(options.bilingual, scope) if options.bilingual else None
                given, changes = None, None
                if filled and isinstance(sheet, Worksheet):
                    current, second, given, changes = _filled(current, second, sheet.id, filled)
                localised = current.get(sheet.kind, sheet.id)
                if options.example and isinstance(localised, Worksheet):
                    given = example_answers(localised, sheet_places(localised, print_words(current)))
                data = printer.pdf(current, localised, options, second, given, changes)
                target = out if single else out / locale / file_name(sheet.id, options)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                written.append(target)
    return written


def _filled(
    current: Edition, second: Edition | None, name: str, filled: Path
) -> tuple[Edition, Edition | None, Answers, Changes | None]:
    """Return editions with what a file changes of a worksheet, the answers in it, and these changes."""
    published = current.worksheet(name)
    before = sheet_places(published, print_words(current))
    changes = answers.changes_in(filled, published)
    if changes:
        current = _changed(current, name, changes)
        second = second and _changed(second, name, changes)
        after = sheet_places(current.worksheet(name), print_words(current))
    given = answers.load(filled, published, after if changes else before, before)
    answers.check_letters(filled, given, changes, writable(current.project))
    return current, second, given, changes


def _changed(current: Edition, name: str, changes: Changes) -> Edition:
    return current.with_definition(changed(current.worksheet(name), changes, current.locale))


def _printable(project: Project, found: Library, name: str, sheet: str) -> AnyDefinition:
    """Return the definition of a name, which may be told with its kind, that has such a sheet."""
    printed = [kind for kind in Kind if kind.info.prints and sheet in kind.info.prints.sheets]
    told, _, own = name.rpartition("/")
    for kind in printed:
        if told in ("", kind) and (kind, own) in found.entries:
            return found.get(kind, own)
    known = [definition.id for definition in found if definition.kind in printed]
    raise UsageError(
        Message(
            "nothing that can be printed has the ID ‘{value}’ – {advice}",
            value=name,
            advice=shipped.instead(name, known, shipped.files(project), printed),
        )
    )
