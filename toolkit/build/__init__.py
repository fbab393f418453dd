"""Build: content in, a checked site with its PDFs out."""

from . import run
from .jobs import Progress, Workers
from .prints import Prints
from .sheets import print_sheets

__all__ = ["Prints", "Progress", "Workers", "print_sheets", "run"]
