"""Markdown for the reference: headings, tables and samples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

#: What stands for a cell with nothing in it.
NOTHING = "–"


def heading(level: int, text: str) -> Iterator[str]:
    """Yield a heading, with the empty line behind it."""
    yield from (f"{'#' * level} {text}", "")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table, with the empty line behind it."""
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from map(_row, rows)
    yield ""


def sample(text: str, language: str = "yaml") -> Iterator[str]:
    """Yield a sample of code, with the empty line behind it."""
    yield from (f"```{language}", *text.strip("\n").split("\n"), "```", "")


def anchor(title: str) -> str:
    """Return where a heading can be linked to, as the usual readers of Markdown make it."""
    return "".join(sign for sign in title.lower().replace(" ", "-") if sign.isalnum() or sign in "-_")


def code(text: str) -> str:
    """Return words that are written as they are."""
    return f"`{text}`"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") or NOTHING for cell in cells) + " |"
