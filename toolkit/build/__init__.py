"""Build: content in, a checked site with its PDFs out."""

from . import folder, join, output, part, preview, run
from .editions import pdfs_of
from .jobs import Progress, Workers
from .making import Ahead
from .prints import Prints
from .share import Share
from .sheets import print_sheets
from .summary import Summary

__all__ = [
    "Ahead",
    "Prints",
    "Progress",
    "Share",
    "Summary",
    "Workers",
    "folder",
    "join",
    "output",
    "part",
    "pdfs_of",
    "preview",
    "print_sheets",
    "run",
]
