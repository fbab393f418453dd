"""A curriculum published: all forms and languages that were asked for, or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..build import output
from ..project import Project
from ..view import Scope
from . import forms, gate, record
from .form import Artefact
from .material import Progress, publication


@dataclass(frozen=True)
class Published:
    """What was published: where it lies, in which languages, and the files of each form with their bytes."""

    folder: Path
    languages: tuple[str, ...]
    files: Mapping[str, Sequence[tuple[Artefact, int]]]


def folder_of(root: Path, name: str) -> Path:
    """Return the folder for what a project publishes of a curriculum, where nobody names another."""
    return root / "build" / "publish" / name


def publish(
    project: Project,
    name: str,
    asked: tuple[str, ...],
    wanted: tuple[str, ...],
    target: Path | None,
    scope: Scope,
    progress: Progress,
) -> Published:
    """Write a curriculum, found by its id, in the forms ``wanted`` (names) and the languages ``asked`` for.

    No language means all that it is offered in. Nothing of an earlier publication in the folder is touched
    unless all of the new one is there. Raises :class:`ContentError` and :class:`UsageError` where it cannot
    be published (see :mod:`gate`), :class:`EnvironmentFault` where the folder is somebody else's or in use.
    """
    target = target or folder_of(project.root, name)
    output.free(project, target)
    found, curriculum, locales = gate.passed(project, name, asked, scope.drafts)
    about = publication(project, found, curriculum, locales, scope, progress)
    new, aside = (target.with_name(f".{target.name}.{one}") for one in ("new", "old"))
    with output.locked(project.build / "publish"):
        output.recover(target, aside)
        made: dict[str, list[Artefact]] = {}
        try:
            output.clean(new)
            for number, one in enumerate(wanted):
                progress(number, len(wanted))
                (new / one).mkdir()
                made[one] = list(forms.form(one).write(about, new / one))
            record.write(about, new, made)
            sizes = {
                one: [(artefact, (new / one / artefact.path).stat().st_size) for artefact in artefacts]
                for one, artefacts in made.items()
            }
            output.swap(new, target, aside)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    progress(len(wanted), len(wanted))
    return Published(target, locales, sizes)
