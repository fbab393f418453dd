"""What is costly to make and kept for the next time, by all that shaped it."""

from .folder import Content, Folder
from .keys import files, key, running
from .stages import note, recall, stage_cache
from .state import State
from .store import Cache

__all__ = [
    "Cache",
    "Content",
    "Folder",
    "State",
    "files",
    "key",
    "note",
    "recall",
    "running",
    "stage_cache",
]
