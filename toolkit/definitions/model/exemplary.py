"""What checks of a worked example's answers share: names, and where they stand below the field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...suggestions import listed
from .base import Item
from .checks import Fault, fault, known

#: Where something stands below the field, and its name.
Named = tuple[tuple[str | int, ...], str]


def ids(entries: Iterable[Item]) -> tuple[str, ...]:
    """Return the names of a list's entries."""
    return tuple(entry.id for entry in entries)


def numbers(count: int) -> tuple[str, ...]:
    """Return the names of so many rows that have none of their own."""
    return tuple(map(str, range(1, count + 1)))


def in_list(names: Iterable[str]) -> Iterator[Named]:
    """Yield the names that an example lists."""
    return ((("example", index), name) for index, name in known(names))


def in_keys(answers: Mapping[str, object]) -> Iterator[Named]:
    """Yield the names under which an example answers."""
    return ((("example", name), name) for name in answers)


def unknown_names(names: Iterable[Named], those_of_field: Iterable[str]) -> Iterator[Fault]:
    """Yield the names in an example that are none of the field's."""
    own = tuple(those_of_field)
    for at, name in names:
        if name not in own:
            yield fault("example_name", *at, value=name, known=listed(own))
