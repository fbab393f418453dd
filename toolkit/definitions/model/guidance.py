"""How to use a guide or a sheet: words to introduce it with, situations, and what comes next."""

from __future__ import annotations

from pydantic import Field

from .base import Part
from .scalars import Slug, Text

#: What the keys are for; the guide and the sheet have the same ones, seen by different readers.
INTRODUCE = "How to introduce it: words the coach can say."
SITUATIONS = "Two or three situations in which it is useful."
NEXT = "What to do next: definitions or their parts, as kind/id or kind/id/part."


class Situation(Part):
    """A situation in which this is useful: what the client brings, and how the coach begins."""

    id: Slug = Field(description="Fixed ID of this situation.")
    brings: Text = Field(description="One sentence about what the client brings.")
    begin: Text = Field(description="How to begin in this situation.")
    watch: Text = Field(description="What to watch for.")
