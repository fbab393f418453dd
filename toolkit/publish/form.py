"""What a published form is: its name, what readers call it, and how its files are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..definitions import Label
from .material import Material, Publication


@dataclass(frozen=True)
class Artefact:
    """A file that was written: its path below the form's folder; "" is the language of what has several."""

    path: str
    language: str


#: Writes the files of a form into a folder that is its own, and yields each.
Write = Callable[[Publication, Path], Iterator[Artefact]]


@dataclass(frozen=True)
class Form:
    """A form to publish in. ``name`` is what ``--as``, the manifest and its folder call it."""

    name: str
    label: Label
    write: Write


def per_language(make: Callable[[Material], Iterable[tuple[str, bytes]]]) -> Write:
    """Return what writes the files that are made of each language: names and contents."""

    def write(publication: Publication, folder: Path) -> Iterator[Artefact]:
        for material in publication.materials:
            for name, data in make(material):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(data)
                yield Artefact(name, material.locale)

    return write
