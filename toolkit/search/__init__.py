"""Search: what can be found in one language, the index that leads to it, and answers from it."""

from .encoded import FOLDER
from .entries import Entry
from .index import Index
from .made import index_of, scripts_of
from .query import Answer, answer

__all__ = ["FOLDER", "Answer", "Entry", "Index", "answer", "index_of", "scripts_of"]
