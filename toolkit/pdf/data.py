"""A view as print templates get it: places by their marks, words in both languages, languages of gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from typing import Any

from ..view import AnswerPlace, CertificatePlaces, PrintOptions, SheetPlaces, View


def place_data(value: object) -> Any:
    """Return answer places as print templates get them; all else in a view is plain data."""
    if isinstance(value, SheetPlaces):
        return {"name": value.name, "date": value.date}
    if isinstance(value, CertificatePlaces):
        return {entry.name: getattr(value, entry.name) for entry in fields(value)}
    if isinstance(value, AnswerPlace):
        return value.for_print()
    if isinstance(value, PrintOptions):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(value)


def standing_of(view: View) -> list[str]:
    """Return what whoever holds the sheet must know of it: that it is a draft, or for trainers only."""
    return [label for label in (view["life_cycle_label"], view["readers_label"]) if label]


def strangers(view: Any) -> Iterator[str]:
    """Yield the languages of texts that are not in the edition's own."""
    if isinstance(view, list):
        for child in view:
            yield from strangers(child)
    elif isinstance(view, dict):
        if "plain" in view and view["lang"]:
            yield view["lang"]
        elif "plain" not in view:
            yield from strangers(list(view.values()))


def in_both(first: Any, second: Any, locale: str) -> Any:
    """Return the first view with what the second one says otherwise beside it.

    A text gets ``also``, a text in the second language; a plain string gets a neighbour ``<key>_also``.
    """
    if isinstance(first, list):
        # Two views of one definition differ in their words alone, so their lists go in step.
        return [in_both(one, other, locale) for one, other in zip(first, second, strict=True)]
    if not isinstance(first, dict):
        return first
    if "lang" in first and "plain" in first:
        # A gap of the second edition is in its source language, which nobody asked for.
        same = second is None or second["lang"] is not None or second["plain"] == first["plain"]
        return first | {"also": None if same else second | {"lang": locale}}
    merged: View = {}
    for key, value in first.items():
        other = second.get(key)
        merged[key] = in_both(value, other, locale) if isinstance(value, dict | list) else value
        if isinstance(value, str) and isinstance(other, str) and other != value:
            merged[f"{key}_also"] = other
    return merged
