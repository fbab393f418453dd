"""Build: content in, a checked site with its PDFs out."""

from . import run
from .jobs import Progress, Workers

__all__ = ["Progress", "Workers", "run"]
