"""Approaches, side by side."""

from __future__ import annotations

from collections.abc import Container
from typing import Annotated, TypedDict

from ...definitions import Kind, model
from ..speaker import Speaker
from ..typed import LinkView, Text


class Cell(TypedDict):
    """What the table says of one approach."""

    column: Annotated[Text, "Title of the approach."]
    text: Annotated[Text, "What is said of it."]


class Row(TypedDict):
    """A criterion of the table."""

    id: Annotated[str, "Its stable name."]
    label: Annotated[str, "What it is called."]
    cells: Annotated[list[Cell], "A cell for each approach, in the order of the columns."]


class ComparisonView(TypedDict):
    """Approaches side by side."""

    columns: Annotated[list[LinkView], "The approaches, by title."]
    rows: Annotated[list[Row], "What they are compared by."]


def comparison(speaker: Speaker, among: Container[str] | None = None) -> ComparisonView:
    """Return approaches side by side: a row for each criterion, a cell for each approach.

    They are those that the reader may read, of those ``among`` these ids if there are any.
    """
    approaches = [
        entry
        for entry in speaker.edition.of_kind(Kind.approach)
        if isinstance(entry, model.approach.Approach)
        and speaker.may_read(entry)
        and (among is None or entry.id in among)
    ]
    return {
        "columns": [speaker.link(entry) for entry in approaches],
        "rows": [
            {
                "id": row.value,
                "label": speaker.label(row),
                "cells": [
                    {
                        "column": speaker.text(entry.title),
                        "text": speaker.text(getattr(entry.comparison, row)),
                    }
                    for entry in approaches
                ],
            }
            for row in model.approach.Criterion
        ],
    }
