"""QR codes that lead from paper to the page."""

from __future__ import annotations

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=512)
def svg(address: str) -> str:
    """Return a QR code as SVG, without a margin. Level M still reads when 15 % of it are smudged."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=0, xmldecl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode()
