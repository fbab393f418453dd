"""Where each stage of the work is kept, and what is known again by the files that it was made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from ..distribution import CONFIG, DISTRIBUTION
from .state import State, installed
from .store import Cache


def stage_cache(root: Path, stage: str) -> Cache:
    """Return what is kept of a stage of the work; where there is no project, in the user's own folder."""
    if (root / CONFIG).is_file():
        return Cache(root / "build" / "cache" / stage)
    return Cache(user_cache_path(DISTRIBUTION, appauthor=False) / stage)


def recall(cache: Cache, key: str) -> Any:
    """Return what :func:`note` kept, if neither its files nor any package have changed since; else None."""
    entry = cache.value(key)
    if not (isinstance(entry, tuple) and len(entry) == 3):
        return None
    state, packages, value = entry
    if not isinstance(state, State) or packages != installed():
        return None
    now = state.again()
    if now is None:
        return None
    if now is not state:
        cache.keep(key, (now, packages, value))
    return value


def note(cache: Cache, key: str, state: State, value: object) -> None:
    """Keep what was made of files, which must not have changed since their state was taken."""
    if not state.touched():
        cache.keep(key, (state, installed(), value))
