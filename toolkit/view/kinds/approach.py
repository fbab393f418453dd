"""Approaches, side by side."""

from __future__ import annotations

from ...definitions import Approach, Kind
from ..labels import COMPARISON
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
                "id": name,
                "label": speaker.say(title),
                "cells": [
                    {
                        "column": speaker.text(entry.title),
                        "text": speaker.text(getattr(entry.comparison, name)),
                    }
                    for entry in approaches
                ],
            }
            for name, title in COMPARISON.items()
        ],
    }
