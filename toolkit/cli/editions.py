"""Which site a command makes: for whom, with drafts or without."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from . import speech

if TYPE_CHECKING:
    from ..view import Scope

#: Whom a site is for: clients and coaches, or trainers as well.
PUBLIC, TRAINER = "public", "trainer"


def scope_of(edition: str, drafts: bool) -> Scope:
    """Return what a site holds that is made for these readers."""
    from ..definitions import Visibility
    from ..view import Scope

    return Scope(Visibility.trainer if edition == TRAINER else Visibility.coach, drafts)


def edition_option(default: str) -> Callable[[Any], Any]:
    """Declare the option that says whom a site is for."""
    return speech.option(
        "--edition",
        type=click.Choice([PUBLIC, TRAINER]),
        default=default,
        show_default=True,
        help="The edition for everyone, or the one that includes what is for trainers only.",
    )
