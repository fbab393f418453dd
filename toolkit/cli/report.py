"""Problems as text for people, as JSON for tools and as annotations for GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..errors import MOST_OF_A_KIND, Message, Place, Problem
from ..files import source_line

Gettext = Callable[[str], str]
Shown = Callable[[Path], str]
#: Columns of a source line that are shown around the place of a problem.
_WIDTH = 100


def folded(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems to list: a hundred of one kind at most, then one that counts the others."""
    listed: list[Problem] = []
    rest: dict[str, list[Problem]] = {}
    seen: Counter[str] = Counter()
    for problem in problems:
        seen[problem.code] += 1
        if seen[problem.code] > MOST_OF_A_KIND:
            rest.setdefault(problem.code, []).append(problem)
        else:
            listed.append(problem)
    for code, more in rest.items():
        what = Message("… and {count} more of this kind, starting here", count=len(more))
        advice = Message("fix the problems listed, then run the check again")
        first = more[0]
        listed.append(
            Problem(
                code, first.place, what, advice, private=first.private, warning=first.warning, more=len(more)
            )
        )
    return listed


def severity(problem: Problem) -> str:
    """Return how tools name the weight of a problem."""
    return "warning" if problem.warning else "error"


def as_text(problems: Iterable[Problem], gettext: Gettext, shown: Shown) -> Iterator[str]:
    """Yield lines: ``file:line:column: what is wrong — what to do``, the source line and a caret."""
    for problem in folded(problems):
        what, advice = problem.what.render(gettext), problem.advice.render(gettext)
        if problem.warning:
            what = Message("warning: {what}", what=what).render(gettext)
        yield f"{_where(problem.place, shown)}: {what} — {advice}"
        if not problem.private:
            yield from _snippet(problem.place)
        for related in problem.related:
            yield f"  {_where(related.place, shown)}: {related.message.render(gettext)}"
            yield from _snippet(related.place)


def as_json(problems: Iterable[Problem], gettext: Gettext, shown: Shown) -> str:
    """Return the problems as a JSON list; ``more`` says how many unlisted ones an entry stands for."""

    def place(found: Place) -> dict[str, object]:
        return {"file": shown(found.path), "line": found.line, "column": found.column}

    return json.dumps(
        [
            place(problem.place)
            | {
                "code": problem.code,
                "severity": severity(problem),
                "what": problem.what.render(gettext),
                "advice": problem.advice.render(gettext),
                "more": problem.more,
                "related": [
                    place(related.place) | {"message": related.message.render(gettext)}
                    for related in problem.related
                ],
            }
            for problem in folded(problems)
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_github(problems: Iterable[Problem], gettext: Gettext, shown: Shown) -> Iterator[str]:
    """Yield GitHub workflow commands, which show each problem at its line of a pull request."""
    for problem in folded(problems):
        message = f"{problem.what.render(gettext)} — {problem.advice.render(gettext)}"
        place, level = problem.place, severity(problem)
        yield (
            f"::{level} file={_escape(shown(place.path), ':,')},line={place.line},col={place.column},"
            f"title={_escape(problem.code, ':,')}::{_escape(message)}"
        )


def _escape(text: str, more: str = "") -> str:
    # As GitHub's toolkit does it: % first, then line ends, then what separates properties.
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _where(place: Place, shown: Shown) -> str:
    return f"{shown(place.path)}:{place.line}:{place.column}"


def _snippet(place: Place) -> Iterator[str]:
    line = source_line(place.path, place.line)
    if line is None or not line.strip():
        return
    start = max(0, place.column - _WIDTH // 2) if len(line) > _WIDTH else 0
    # A hostile file must not send control codes to a terminal.
    part = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line[start:])[
        :_WIDTH
    ]
    yield f"    {part}"
    yield "    " + " " * max(0, min(place.column - 1 - start, len(part))) + "^"
