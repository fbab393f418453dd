"""Pages and the engine that frames them."""

from . import engine, links, problem_page, server, shared

__all__ = ["engine", "links", "problem_page", "server", "shared"]
