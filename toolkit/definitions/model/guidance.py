"""How to use a guide or a sheet: words to introduce it with, situations, and what comes next."""

from __future__ import annotations

from pydantic import Field

from .base import Part
from .scalars import Slug, Text

#: What the keys are for; the guide and the sheet have the same ones, seen by different readers.
INTRODUCE = "How to introduce it: words that the coach can say."
SITUATIONS = "Situations in which it serves, two or three."
NEXT = "What to do next: definitions or parts of them, as kind/id or kind/id/part."


class Situation(Part):
    """A situation in which something serves: what the client brings, and how the coach meets it."""

    id: Slug = Field(description="Stable name of this situation.")
    brings: Text = Field(description="What the client brings, in one sentence.")
    begin: Text = Field(description="How to begin with it here.")
    watch: Text = Field(description="What to watch for.")
