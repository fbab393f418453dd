"""A site that can be installed, and that browsers keep for readers without a network."""

from .app import ICONS, Icon
from .publication import write, write_gone

__all__ = ["ICONS", "Icon", "write", "write_gone"]
