"""Plural rules of catalogs: whether one can be used, how many forms it has, and whose order they stand in."""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from babel.messages import Catalog as BabelCatalog

#: Numbers that tell plural forms apart in every language; some have a form for millions.
_NUMBERS = (*range(1000), 1000, 10_000, 1_000_000, 2_000_000, 1_000_001)
_PLURALS = re.compile(r"\s*nplurals\s*=\s*([1-6])\s*;\s*plural\s*=([^;]+);?\s*")


def header_field(file: Any, name: str) -> str:
    """Return a field of the header; its name may be written in any case."""
    return next((str(value) for key, value in file.metadata.items() if key.lower() == name.lower()), "")


@cache
def form_count(rule: str) -> int:
    """Return how many plural forms a Plural-Forms rule has; 0 where it cannot be used."""
    found = _PLURALS.fullmatch(rule)
    if not found:
        return 0
    count = int(found[1])
    try:
        choose = gettext.c2py(found[2])
        # Only counting shows a division by zero, or a form that does not exist.
        return count if all(0 <= choose(number) < count for number in _NUMBERS) else 0
    except (ValueError, ArithmeticError, SyntaxError, MemoryError, RecursionError):
        return 0


def plural_rule(file: Any, locale: str) -> str:
    """Return the plural rule of a catalog: that of its header, else the usual one of the language."""
    return header_field(file, "Plural-Forms") or BabelCatalog(locale=locale).plural_forms


def reordered(forms: Mapping[int, str], old: str, new: str) -> dict[int, str]:
    """Return plural forms in the order of another rule; nothing where that rule parts numbers otherwise."""
    before, after = (gettext.c2py(_PLURALS.fullmatch(rule)[2]) for rule in (old, new))  # type: ignore[index]
    found: dict[int, set[str]] = {number: set() for number in range(form_count(new))}
    for number in _NUMBERS:
        found[after(number)].add(forms[before(number)])
    return (
        {} if any(len(each) != 1 for each in found.values()) else {n: min(each) for n, each in found.items()}
    )
