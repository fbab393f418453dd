"""Print: accessible PDFs, and forms made of them."""

from .book import Book
from .bookwords import book_words
from .contract import ON_PAPER
from .contract import BookData as BOOK
from .contract import CardData as CARD
from .contract import CoverData as COVER
from .contract import IconData as ICON
from .contract import SheetData as SHEET
from .printer import Printer

__all__ = ["BOOK", "CARD", "COVER", "ICON", "ON_PAPER", "SHEET", "Book", "Printer", "book_words"]
