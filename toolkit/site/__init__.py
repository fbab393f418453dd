"""Pages and the engine that frames them."""

from . import finished, linking, links, offline, onfile, problem_page, server, shared
from .contract import FILTERS, TEMPLATES
from .contract import Frame as FRAME
from .contract import FrameMeta as META
from .contract import PageGlobals as GLOBALS
from .downloads import downloads
from .drawing import Drawing as DRAWING
from .environment import page_environment
from .headers import META_POLICY
from .pages import rendered, template_fault
from .stamp import Stamp, Trouble

__all__ = [
    "DRAWING",
    "FILTERS",
    "FRAME",
    "GLOBALS",
    "META",
    "META_POLICY",
    "TEMPLATES",
    "Stamp",
    "Trouble",
    "downloads",
    "finished",
    "linking",
    "links",
    "offline",
    "onfile",
    "page_environment",
    "problem_page",
    "rendered",
    "server",
    "shared",
    "template_fault",
]
