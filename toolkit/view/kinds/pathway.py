"""Pathways: what serves on the way, at a glance."""

from __future__ import annotations

from ..speaker import Speaker
from ..text import View


def facts(speaker: Speaker, view: View) -> list[str]:  # noqa: ARG001  # all kinds are asked alike
    """Return what to know of a pathway at a glance: what kinds of things it leads to."""
    return list(dict.fromkeys(link["kind_label"] for step in view["steps"] for link in step["uses"]))
