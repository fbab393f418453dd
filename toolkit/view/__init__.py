"""What pages and prints are made from: localised definitions as plain data."""

from . import markup, metadata, outputs
from .addresses import anchors, page_file, page_path, target_of
from .editions import Edition, edition
from .fieldplaces import sheet_places
from .formats import written_day, written_number
from .indexes import index
from .inline import web_address
from .kinds import comparison
from .labels import language_name, say
from .markup import Link, links, plain
from .metadata import territory
from .outputs import PRINTS
from .places import AnswerPlace, SheetPlaces, unmarked
from .scope import PUBLIC, Scope, cut_links, left_out, narrowed
from .sheets import PrintOptions, file_name, ready_made
from .text import HERE, PageMedium, PrintMedium, View
from .viewer import Viewer
from .words import date_hint, print_words, site_description

__all__ = [
    "HERE",
    "PRINTS",
    "PUBLIC",
    "AnswerPlace",
    "Edition",
    "Link",
    "PageMedium",
    "PrintMedium",
    "PrintOptions",
    "Scope",
    "SheetPlaces",
    "View",
    "Viewer",
    "anchors",
    "comparison",
    "cut_links",
    "date_hint",
    "edition",
    "file_name",
    "index",
    "language_name",
    "left_out",
    "links",
    "markup",
    "metadata",
    "narrowed",
    "outputs",
    "page_file",
    "page_path",
    "plain",
    "print_words",
    "ready_made",
    "say",
    "sheet_places",
    "site_description",
    "target_of",
    "territory",
    "unmarked",
    "web_address",
    "written_day",
    "written_number",
]
