"""What a build made."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..definitions import AnyDefinition
from ..errors import Related
from .prints import Source
from .share import Share


@dataclass
class Summary:
    """What a build made."""

    definitions: int = 0
    pages: int = 0
    pdfs: int = 0
    links: int = 0
    gaps: dict[str, int] = field(default_factory=dict)
    #: Languages of the site that were made now, and those that stayed as they were.
    built: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    #: Definitions that are not part of the site, and the links to them that its pages leave out.
    left_out: tuple[AnyDefinition, ...] = ()
    cut_links: tuple[Related, ...] = ()
    #: Interface words that a locale lacks or has outdated; its pages and prints show them in English.
    words: dict[str, int] = field(default_factory=dict)
    #: PDFs that the site held before and holds no longer.
    gone: int = 0
    seconds: float = 0.0
    index: Path = Path()
    #: What the site was made of.
    source: Source | None = None
    #: Which part of a site it is, where it is one.
    part: Share | None = None
