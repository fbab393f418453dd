"""What is printed of a kind of definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .labelled import Label


@dataclass(frozen=True)
class OtherSheet:
    """A sheet that is printed of a kind besides its own."""

    #: What its template and its files are called by, behind the kind.
    name: str
    label: Label
    #: Whether it has answer places, which can be made form fields.
    fillable: bool = False


@dataclass(frozen=True)
class Prints:
    """How a kind is printed."""

    #: Whether its own sheet has answer places, which can be made form fields.
    fillable: bool = False
    #: Whether it is for the one who leads; all else leaves out what is meant for coaches alone.
    for_leaders: bool = False
    #: Whether it can be asked for on one page, to hand out.
    one_page: bool = False
    #: Words of its sheets besides those that all have, by name.
    words: Mapping[str, str] = field(default_factory=dict)
    #: What else is printed of it.
    others: tuple[OtherSheet, ...] = ()

    @property
    def sheets(self) -> Mapping[str, bool]:
        """Return its sheets, each with whether it can be filled in; its own has an empty name."""
        return {"": self.fillable} | {other.name: other.fillable for other in self.others}
