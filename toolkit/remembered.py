"""What was read from files, remembered for as long as the files stay the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

Owner = TypeVar("Owner")
P = ParamSpec("P")
T = TypeVar("T")
#: Results that a function keeps; a project has some files in some languages.
_KEPT = 64


def keep(kept: dict[Any, T], key: Any, value: T, most: int) -> None:
    """Keep something, and of all that was kept no more than the ``most`` last ones."""
    kept[key] = value
    while len(kept) > most:
        del kept[next(iter(kept))]


def remembered(
    files: Callable[..., Iterable[Path]],
) -> Callable[[Callable[Concatenate[Owner, P], T]], Callable[Concatenate[Owner, P], T]]:
    """Let a function run again only when one of the ``files`` that it reads has changed.

    ``files`` gets the function's own arguments. Of the first one nothing else may matter; the others are a
    part of what is asked. Nobody may change the result. What an iterator yields is kept whole.
    """

    def decorate(function: Callable[Concatenate[Owner, P], T]) -> Callable[Concatenate[Owner, P], T]:
        kept: dict[Any, tuple[bool, Any]] = {}

        @wraps(function)
        def again(owner: Owner, /, *args: P.args, **kwargs: P.kwargs) -> T:
            stamps = tuple((path, _stamp(path)) for path in files(owner, *args, **kwargs))
            key = (stamps, args, tuple(sorted(kwargs.items())))
            if key not in kept:
                result = function(owner, *args, **kwargs)
                runs = isinstance(result, Iterator)
                whole = tuple(cast("Iterator[Any]", result)) if runs else result
                keep(kept, key, (runs, whole), _KEPT)
            runs, value = kept[key]
            return cast(T, iter(value) if runs else value)

        return again

    return decorate


def _stamp(path: Path) -> tuple[int, ...]:
    """Return what changes whenever somebody writes or replaces a file."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
