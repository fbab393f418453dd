"""What is costly to make and kept for the next time, by all that shaped it."""

from .keys import files, key, program, running
from .owner import user_folder
from .state import State, installed
from .store import Cache

__all__ = ["Cache", "State", "files", "installed", "key", "program", "running", "user_folder"]
