"""The frame of all pages, and the installed theme whose block names, words and icons it shares."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from .opened import Project

#: What Material's manual calls the frame of all pages.
BASE = "base.html"


def frame_folders(project: Project) -> tuple[Path, ...]:
    """Return the folders of the frame's templates, ours last: a project's lie over them."""
    layers = (folder / "page" / "theme" for folder in project.template_folders)
    return tuple(folder for folder in (project.custom_theme, *layers) if folder and folder.is_dir())


@cache
def material() -> Path:
    """Return the folder of Material's templates. Of them pages take words and icons, no style, no script."""
    return Path(str(resources.files("material"))) / "templates"
