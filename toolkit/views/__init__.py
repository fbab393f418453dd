"""What pages and prints are made from: the library in one locale, and views of its definitions."""

from __future__ import annotations

from .editions import Edition, edition
from .indexes import index
from .kinds import comparison
from .text import HERE, Medium, PageMedium, PrintMedium, View
from .viewer import Viewer
from .words import date_hint, duration, print_words, site_description

__all__ = [
    "HERE",
    "Edition",
    "Medium",
    "PageMedium",
    "PrintMedium",
    "View",
    "Viewer",
    "comparison",
    "date_hint",
    "duration",
    "edition",
    "index",
    "print_words",
    "site_description",
]
