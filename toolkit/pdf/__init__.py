"""Print: accessible PDFs, and forms made of them."""

from .contract import ON_PAPER
from .contract import CardData as CARD
from .contract import CoverData as COVER
from .contract import IconData as ICON
from .contract import SheetData as SHEET
from .printer import Printer

__all__ = ["CARD", "COVER", "ICON", "ON_PAPER", "SHEET", "Printer"]
