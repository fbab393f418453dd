"""The reference: one page, made from the program, of all that authors can write."""

from .page import reference

__all__ = ["reference"]
