"""A client's answers: what an answer is, and the file that a worksheet's page saves."""

from . import file
from .answer import Answers

__all__ = ["Answers", "file"]
