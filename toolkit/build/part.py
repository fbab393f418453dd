"""One part of a site's work, in a folder of its own that goes to the machine where all parts are joined."""

from __future__ import annotations

import shutil
import time
from functools import partial
from pathlib import Path

from ..cache import Folder
from ..errors import EnvironmentFault, Message
from ..project import Project
from ..view import PUBLIC, Scope
from . import jobs, making, manifest, origin, output, run, whole
from .share import Share, work_of
from .summary import Summary


def parts_of(root: Path) -> Path:
    """Return the folder in which the parts of a project's site lie."""
    return root / "build" / "parts"


def folder_of(root: Path, share: Share) -> Path:
    """Return the folder of a part, where nobody names another."""
    return parts_of(root) / f"{share.number}-of-{share.of}"


def build(
    project: Project,
    progress: jobs.Progress,
    share: Share,
    folder: Path,
    scope: Scope = PUBLIC,
    workers: jobs.Workers | None = None,
) -> Summary:
    """Make a part of the site of all languages into ``folder``.

    What belongs to the site as a whole is left to :func:`toolkit.build.join.join`.
    Raises as :func:`toolkit.build.run.build` does.
    """
    started = time.monotonic()
    with whole.opened(project, project.site):
        _free(project, folder)
        start = run.begin(project, (), False, scope)
        work = work_of(project, start.visible, start.plan.scope, share)
        out = Folder.begun(project.build / "next" / "part")
        summary = whole.summary(project, start)
        summary.part, summary.built = share, work.languages
        current = making.opened(project, start.visible, start.plan, work.languages)
        meanwhile = partial(whole.count_words, project, work.languages, summary)
        making.make(
            project, start.visible, start.plan, current, out, progress, summary, workers, meanwhile, work
        )
        output.clean(folder)
        # Until all is there, it is a part that cannot be used, but may be made again.
        (folder / manifest.NAME).write_text("{}\n", encoding="utf-8")
        for name in out.files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(out.root / name, folder / name)
        manifest.write(folder, share, origin.of(project, start.found), scope, out.files)
        shutil.rmtree(out.root)
    summary.seconds = time.monotonic() - started
    summary.index = folder / manifest.NAME
    return summary


def _free(project: Project, folder: Path) -> None:
    """Raise :class:`EnvironmentFault` where a folder holds anything but a part, or belongs to a site."""
    output.owned(folder)
    of_a_site = any(folder.is_relative_to(site) for site in (project.site, project.build / "next"))
    if of_a_site or (folder.exists() and any(folder.iterdir()) and not (folder / manifest.NAME).is_file()):
        raise EnvironmentFault(
            Message("{folder} is not a folder for part of a site – choose another one", folder=str(folder))
        )
