"""What must hold before anything is published: a curriculum that is offered, and translated far enough."""

from __future__ import annotations

from ..checks import readiness, survey
from ..definitions import Curriculum, Kind, Library, LifeCycle, shipped
from ..errors import ContentError, Message, UsageError
from ..project import Project
from ..translation import catalog


def passed(
    project: Project, name: str, asked: tuple[str, ...], drafts: bool
) -> tuple[Library, Curriculum, tuple[str, ...]]:
    """Return all definitions, the curriculum, and the languages to publish it in.

    Those are ``asked`` for, or all that it is offered in. Raises :class:`ContentError` with all problems of
    the project's content and of the languages that are not ready, :class:`UsageError` where there is no
    such curriculum or it is not offered in a language.
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
    offered = tuple(code for code in project.published if code in curriculum.languages)
    if others := [code for code in asked if code not in offered]:
        raise UsageError(
            Message(
                "‘{id}’ is not available in: {languages} – add them to its languages, or choose "
                "from: {known}",
                id=name,
                languages=", ".join(others),
                known=", ".join(offered),
            )
        )
    locales = tuple(code for code in offered if not asked or code in asked)
    if not locales:
        raise UsageError(
            Message(
                "‘{id}’ is not available in any of the site’s languages – add at least one of "
                "them to its languages",
                id=name,
            )
        )
    catalogs = [catalog.load(project, locale) for locale in locales]
    entry = found.entries[Kind.curriculum, curriculum.id]
    if problems := tuple(readiness.check_one(entry, curriculum, catalogs)):
        raise ContentError(problems)
    return found, curriculum, locales
