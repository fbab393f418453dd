"""What a build tells when it has ended; kept, so that it can be told again where nothing has changed."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import Message, Related
from .context import Context, err, out


@dataclass(frozen=True)
class Told:
    """Rows of names and values, links that the pages leave out, and what lacks in the site."""

    rows: tuple[tuple[Message, str], ...]
    links: tuple[Related, ...]
    lacking: tuple[Message, ...]
    #: What is news when the build has ended, and none afterwards.
    news: tuple[Message, ...] = ()
    #: How to look at what was made.
    ways: tuple[Message, ...] = ()


def show_summary(context: Context, told: Told, seconds: float) -> None:
    """Show what a build made, and how long it took; apart from that, for people, how to look at it."""
    from rich.table import Column, Table

    table = Table("", Column(overflow="fold"), show_header=False, box=None, padding=(0, 2, 0, 0))
    *rows, last = ((name.render(context.gettext), value) for name, value in told.rows)
    for row in (*rows, (context.say("Seconds"), f"{seconds:.1f}"), last):
        table.add_row(*row)
    for link in told.links:
        place = link.place
        out.print(
            f"{context.shown(place.path)}:{place.line}:{place.column}: {link.message.render(context.gettext)}"
        )
    out.print(table)
    if lines := (*told.news, *told.lacking):
        out.print("\n".join(line.render(context.gettext) for line in lines), style="yellow")
    for line in told.ways:
        err.print(line.render(context.gettext))
