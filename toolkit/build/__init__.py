"""Build: content in, a checked site with its PDFs out."""

from . import run
from .jobs import Progress, Workers
from .prints import Prints

__all__ = ["Prints", "Progress", "Workers", "run"]
