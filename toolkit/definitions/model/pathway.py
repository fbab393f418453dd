"""Pathway: from what a coach meets to guides, questions and sheets, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from .base import Definition, Items, Part
from .checks import Fault, fault, has
from .kindinfo import Kind
from .scalars import Anything, Prose, Ref, Slug, Title
from .vocabulary import Visibility


class PathwayStep(Part):
    """A step: what the coach does and says, and what helps."""

    id: Slug = Field(description="Fixed ID of this step.")
    title: Title = Field(description="Title of the step, in a few words.")
    text: Prose = Field(description="What to do.")
    say: Prose | None = Field(default=None, description="Words the coach can say.")
    uses: tuple[Annotated[Anything, Ref()], ...] = Field(
        default=(),
        description="What helps in this step, in order: definitions or their parts, as kind/id or "
        "kind/id/part.",
    )


class Pathway(Definition):
    """A situation that a coach may face, and a way through it. The title says what the client is like."""

    kind: Literal[Kind.pathway] = Field(description="What this file defines.")
    # The page speaks about clients: what is handed to one does not lead there.
    visibility: Visibility = Field(
        default=Visibility.coach,
        description="Who may read it: ‘client’ (everyone), ‘coach’ or ‘trainer’.",
    )
    signs: Items = Field(description="What the coach sees or hears in this situation.")
    steps: tuple[PathwayStep, ...] = Field(min_length=1, description="The steps, in order.")
    watch: Items | None = Field(
        default=None,
        description="What to watch for: when to stop or change course, and when to refer the client on.",
    )

    def faults(self) -> Iterator[Fault]:
        """Yield ids that name two things: signs, steps and what to watch for are found by them."""
        yield from super().faults()
        seen: set[str] = set()
        for key in ("signs", "steps", "watch"):
            entries = (getattr(self, key) or ()) if has(self, key) else ()
            own = [entry.id for entry in entries if not isinstance(entry, Part) or has(entry, "id")]
            for index, name in enumerate(own):
                if name in seen:
                    at = (key, index, "id") if key == "steps" else (key, name)
                    yield fault("duplicate_part", *at, value=name)
            seen |= set(own)
