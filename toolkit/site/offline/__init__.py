"""A site that can be installed, and that browsers keep for readers without a network."""

from .app import ICONS, Icon
from .publication import SOURCES, lay, lay_gone

__all__ = ["ICONS", "SOURCES", "Icon", "lay", "lay_gone"]
