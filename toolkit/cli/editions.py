"""Which site a command makes: for whom, with drafts or without."""

from __future__ import annotations

from ..definitions import Visibility
from ..view import Scope

#: Whom a site is for: clients and coaches, or trainers as well.
PUBLIC, TRAINER = "public", "trainer"


def scope_of(edition: str, drafts: bool) -> Scope:
    """Return what a site holds that is made for these readers."""
    return Scope(Visibility.trainer if edition == TRAINER else Visibility.coach, drafts)
