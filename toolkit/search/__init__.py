"""Search: the index that leads to what can be found in a language, and answers from it."""

from .made import index_of, scripts_of
from .query import Answer, answer

__all__ = ["Answer", "answer", "index_of", "scripts_of"]
