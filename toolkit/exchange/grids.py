"""Tables of a document made into fields: what they are for is told by which of their cells are empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..definitions import Word, name_for
from ..errors import Message
from .pieces import Grid

MOST_COLUMNS = 6
_MOST_CHOICES = 11
_MOST_ROWS = 40
#: Writing lines that a row of an empty table stands for.
_LINES_OF_A_ROW = 2
_MOST_LINES = 20
_TO_TICK = frozenset("☐☑☒□❏❑❒○◯⚪")
Line = Callable[[str], str]


@dataclass(frozen=True)
class Made:
    """The fields that a table gives, each a mapping without id; or its texts; and what of it is lost."""

    fields: tuple[dict[str, Any], ...] = ()
    texts: tuple[str, ...] = ()
    lost: tuple[Message, ...] = ()


def made_of(grid: Grid, label: str, line: Line) -> Made:
    """Return what a table is made into. ``label`` is what stands above it, ``line`` makes a text of ours."""
    rows = [list(row) for row in grid.rows]
    if not any(cell for row in rows for cell in row):
        lines = str(min(max(len(rows) * _LINES_OF_A_ROW, 2), _MOST_LINES))
        return Made(({"type": Word("long_text"), "label": label, "lines": Word(lines)},))
    if grid.irregular:
        return _as_texts(rows, Message("its cells are merged or split; it is imported as lines of text"))
    head, body = rows[0], rows[1:]
    first = [row[0] for row in body]
    others = [cell for row in body for cell in row[1:]]
    if len(head) == 2 and all(row[0] and not row[1] for row in rows):
        return Made(tuple({"type": Word("short_text"), "label": line(row[0].rstrip(": "))} for row in rows))
    named = body and all(head[1:]) and len(head) > 1 and all(first)
    ticked = any(others) and all(set(cell) <= _TO_TICK for cell in others)
    if named and ticked and 2 <= len(head) - 1 <= _MOST_CHOICES:
        field = {"type": Word("matrix"), "label": label, "rows": items(first, line)}
        return Made((field | {"columns": items(head[1:], line)},), lost=_corner(head[0]))
    if not body or not all(head[1:]) or len(head) > MOST_COLUMNS or "" not in (first + others):
        return _as_texts(
            rows,
            Message(
                "it has too many columns, or no empty cells below its headings; it is imported as lines of "
                "text"
            ),
        )
    if named and not any(others):
        field = {"type": Word("table"), "label": label, "columns": items(head[1:], line)}
        return Made(
            (field | {"row_labels": items(first[:_MOST_ROWS], line)},),
            lost=(*_corner(head[0]), *_rest(first)),
        )
    if not head[0]:
        return _as_texts(
            rows, Message("its first column has no heading; the table is imported as lines of text")
        )
    field = {"type": Word("table"), "label": label, "columns": items(head, line)}
    filled = [cell for cell in first + others if cell]
    lost = (
        [Message("the contents of its cells are not imported: {text}", text="; ".join(filled)[:200])]
        if filled
        else []
    )
    count = str(min(len(body), _MOST_ROWS))
    return Made((field | {"rows": Word(count)},), lost=(*lost, *_rest(body)))


def _corner(text: str) -> tuple[Message, ...]:
    return (Message("the heading of the first column is not imported: {text}", text=text),) if text else ()


def _rest(rows: Sequence[Any]) -> tuple[Message, ...]:
    if len(rows) <= _MOST_ROWS:
        return ()
    return (
        Message(
            "rows: {count}; only the first {limit} are imported",
            count=len(rows),
            limit=_MOST_ROWS,
        ),
    )


def _as_texts(rows: Sequence[Sequence[str]], why: Message) -> Made:
    texts = tuple(" – ".join(cell for cell in row if cell) for row in rows if any(row))
    return Made(texts=texts, lost=(why,))


def items(texts: Sequence[str], line: Line) -> dict[str, str]:
    """Return texts as entries of a list, each with an id of its own."""
    found: dict[str, str] = {}
    for text in texts:
        found[name_for(text, {*found, "other"}, "entry")] = line(text)
    return found
