"""What must hold before anything is published: a curriculum that is offered, and translated far enough."""

from __future__ import annotations

from ..checks import readiness, survey
from ..definitions import Curriculum, Kind, Library, LifeCycle, shipped
from ..errors import ContentError, Message, Problem, UsageError
from ..project import Project
from ..translation import catalog

#: All definitions, a curriculum of them, and the languages to publish it in.
Offer = tuple[Library, Curriculum, tuple[str, ...]]


def passed(project: Project, name: str, asked: tuple[str, ...], drafts: bool) -> Offer:
    """Return what is to be published under an id, which is ready for it.

    Raises as :func:`offered` does, and :class:`ContentError` with the languages that are not ready.
    """
    found = offered(project, name, asked, drafts)
    if problems := lacking(project, found):
        raise ContentError(problems)
    return found


def offered(project: Project, name: str, asked: tuple[str, ...], drafts: bool) -> Offer:
    """Return what is to be published under an id, in languages ``asked`` for or all that it is offered in.

    Raises :class:`ContentError` with all problems of the project's content, :class:`UsageError` where there
    is no such curriculum or it is not offered in a language.
    """
    found, problems = survey(project)
    if problems:
        raise ContentError(problems)
    known = {entry.id: entry for entry in found if isinstance(entry, Curriculum)}
    if name not in known:
        raise UsageError(
            Message(
                "there is no curriculum with the ID ‘{value}’ – {advice}",
                value=name,
                advice=shipped.instead(name, list(known), shipped.files(project), (Kind.curriculum,)),
            )
        )
    curriculum = known[name]
    if curriculum.life_cycle is LifeCycle.draft and not drafts:
        raise UsageError(Message("‘{id}’ is a draft – publish it with --drafts", id=name))
    available = tuple(code for code in project.published if code in curriculum.languages)
    if others := [code for code in asked if code not in available]:
        raise UsageError(
            Message(
                "‘{id}’ is not available in: {languages} – add them to its languages, or choose "
                "from: {known}",
                id=name,
                languages=", ".join(others),
                known=", ".join(available),
            )
        )
    locales = tuple(code for code in available if not asked or code in asked)
    if not locales:
        raise UsageError(
            Message(
                "‘{id}’ is not available in any of the site’s languages – add at least one of "
                "them to its languages",
                id=name,
            )
        )
    return found, curriculum, locales


def lacking(project: Project, found: Offer) -> tuple[Problem, ...]:
    """Return a problem for each language that a curriculum is not translated far enough into."""
    library, curriculum, locales = found
    catalogs = [catalog.load(project, locale) for locale in locales]
    entry = library.entries[Kind.curriculum, curriculum.id]
    return tuple(readiness.check_one(entry, curriculum, catalogs))
