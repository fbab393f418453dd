"""What the variants of a printed sheet share: its data are made and written once, whatever the paper."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..answers import Answers
from ..project import as_printed
from ..translation import beside
from ..view import AnswerPlace, PrintOptions
from .contract import SheetData
from .data import place_data


@dataclass(frozen=True)
class Sheet:
    """A sheet as its template gets it, but for the options; and its answer places, as a form needs them."""

    #: The keys of :class:`SheetData` in their order, each with its JSON; that of the options is filled in.
    parts: Mapping[str, str]
    places: tuple[AnswerPlace, ...]

    @cached_property
    def told(self) -> str:
        """The places as they stand in keys of forms."""
        return repr(self.places)

    def data(self, options: PrintOptions, answers: Answers | None = None, cut: Collection[str] = ()) -> str:
        """Return what a template is given, as JSON; with the numbers among ``answers``, which it may draw.

        ``cut`` names the places whose text is too long for its field: it is printed whole after all else.
        """
        parts = {**self.parts, "options": _written(options)}
        if answers:
            parts["answered"] = _written(dict(_numbers(self.places, answers)))
            if left := [
                {"label": place.label, "text": as_printed(str(answers[place.name]))}
                for place in self.places
                if place.name in cut
            ]:
                parts["continued"] = _written(left)
        return "{" + ", ".join(f"{_written(key)}: {value}" for key, value in parts.items()) + "}"


def _numbers(places: Iterable[AnswerPlace], answers: Answers) -> Iterator[tuple[str, float]]:
    """Yield the mark of each place with a number within its bounds, and the number."""
    for place in places:
        answer = answers.get(place.name)
        if place.kind != "number" or not isinstance(answer, str) or not answer:
            continue
        number = float(answer)
        if (place.min is None or place.min <= number) and (place.max is None or number <= place.max):
            (mark,) = place.marks.values()
            yield mark, number


def sheet(data: SheetData) -> Sheet:
    """Return the sheet that all variants of ``data`` share."""
    parts = {key: _written(value) for key, value in data.items()}
    return Sheet(parts, tuple(data["view"].get("places", ())))


def _written(value: object) -> str:
    return json.dumps(beside(value), ensure_ascii=False, default=place_data)
