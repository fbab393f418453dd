"""Print: accessible PDFs, and forms made of them."""

from .printer import Printer

__all__ = ["Printer"]
