"""A client's answers: what an answer is, and the file that a worksheet's page saves."""

from . import file
from .answer import Answers, as_written

__all__ = ["Answers", "as_written", "file"]
