"""Competency frameworks."""

from __future__ import annotations

from ..speaker import Speaker
from ..text import View


def facts(speaker: Speaker, view: View) -> list[str]:  # noqa: ARG001  # all kinds are asked alike
    """Return what to know of a framework at a glance."""
    return [view["organisation"], str(view["year"])]
