"""The command line."""

from .app import COMMANDS, main

__all__ = ["COMMANDS", "main"]
