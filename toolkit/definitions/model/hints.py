"""Advice for those problems that are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ... import suggestions
from ...errors import MOST_OF_A_KIND, Message


class Hints:
    """Advice that names the nearest word: for as many problems of one kind as are listed.

    Looking for it takes time, and nobody sees it of a problem that is only counted.
    """

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def near(
        self,
        code: str,
        value: str,
        known: Sequence[str],
        otherwise: Message | None = None,
        *,
        names: bool = False,
    ) -> Message:
        """Return what :func:`~toolkit.suggestions.did_you_mean` says for a problem with a code."""
        self._given[code] += 1
        if self.wanted(code, 0):
            return suggestions.did_you_mean(value, known, otherwise, names=names)
        return otherwise or suggestions.one_of(known)

    def wanted(self, code: str, more: int = 1) -> bool:
        """Say whether one more problem of a kind will be listed."""
        return self._given[code] + more <= MOST_OF_A_KIND
