"""What pages and prints are made from: localised definitions as plain data."""

from . import changes, markup, metadata, outputs, timetable
from .addresses import anchors, lists_of_parts, page_file, page_path, target_of
from .changes import Changes, changed, packed_changes
from .contract import Entry, Structure, Type, structures_of
from .editions import Edition, edition
from .examples import example_answers
from .fieldplaces import sheet_places
from .formats import as_written, written_day, written_number
from .indexes import CardView, IndexView, index
from .inline import web_address
from .kinds import ComparisonView, comparison
from .labels import label, language_name, say
from .ledger import Ledger, Made
from .literal import literal
from .markup import Block, Link, Run, links, plain
from .metadata import territory
from .needs import Digests
from .pagetext import headings, own_target, page_files, page_links, page_tags, pieces, sections, title_html
from .places import AnswerPlace, CertificatePlaces, Computation, SheetPlaces, unmarked
from .published import Published, published
from .scope import PUBLIC, RANK, Scope, cut_links, left_out, narrowed
from .sheets import PrintOptions, file_name, offered
from .text import HERE, PageMedium, PrintMedium, View
from .typed import Text, ViewOf
from .viewer import Viewer
from .words import date_hint, print_words, site_description

#: What texts are made of in print.
MARKUP = (Run, Block)

__all__ = [
    "HERE",
    "MARKUP",
    "PUBLIC",
    "RANK",
    "AnswerPlace",
    "CardView",
    "CertificatePlaces",
    "Changes",
    "ComparisonView",
    "Computation",
    "Digests",
    "Edition",
    "Entry",
    "IndexView",
    "Ledger",
    "Link",
    "Made",
    "PageMedium",
    "PrintMedium",
    "PrintOptions",
    "Published",
    "Scope",
    "SheetPlaces",
    "Structure",
    "Text",
    "Type",
    "View",
    "ViewOf",
    "Viewer",
    "anchors",
    "as_written",
    "changed",
    "changes",
    "comparison",
    "cut_links",
    "date_hint",
    "edition",
    "example_answers",
    "file_name",
    "headings",
    "index",
    "label",
    "language_name",
    "left_out",
    "links",
    "lists_of_parts",
    "literal",
    "markup",
    "metadata",
    "narrowed",
    "offered",
    "outputs",
    "own_target",
    "packed_changes",
    "page_file",
    "page_files",
    "page_links",
    "page_path",
    "page_tags",
    "pieces",
    "plain",
    "print_words",
    "published",
    "say",
    "sections",
    "sheet_places",
    "site_description",
    "structures_of",
    "target_of",
    "territory",
    "timetable",
    "title_html",
    "unmarked",
    "web_address",
    "written_day",
    "written_number",
]
