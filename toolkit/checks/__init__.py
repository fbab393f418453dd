"""The list of all checks, and those that no other room makes."""

from . import readiness
from .every import survey

__all__ = ["readiness", "survey"]
