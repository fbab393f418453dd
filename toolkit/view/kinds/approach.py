"""Approaches, side by side."""

from __future__ import annotations

from ...definitions import Approach, Criterion, Kind
from ..speaker import Speaker
from ..text import View


def comparison(speaker: Speaker) -> View:
    """Return approaches side by side: a row for each criterion, a cell for each approach."""
    approaches = [
        entry
        for entry in speaker.edition.of_kind(Kind.approach)
        if isinstance(entry, Approach) and speaker.may_read(entry)
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
            for row in Criterion
        ],
    }
