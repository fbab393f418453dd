"""The shipped frame of all pages, by the name that Material's manual calls it."""

from __future__ import annotations

from pathlib import Path

from .opened import Project

#: What Material's manual calls the frame of all pages.
BASE = "base.html"


def frame(project: Project) -> Path:
    """Return the shipped template that frames every page."""
    return project.packaged / "templates" / "page" / "theme" / "main.html"
