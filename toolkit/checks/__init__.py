"""The list of all checks, and those that no other room makes."""

from . import changed, readiness, spoken, wording
from .every import survey

__all__ = ["changed", "readiness", "spoken", "survey", "wording"]
