"""What a part of a site says of itself, in ``part.json`` beside its files.

It comes from another machine, so that nothing in it is believed: a wrong shape is no part at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .. import files
from ..cache import Content
from ..definitions import Visibility
from ..view import Scope
from .origin import Origin
from .share import Share

NAME = "part.json"
#: The form that is written here and understood.
_FORM = 1
#: Bytes of the longest one that is read; a site of 100,000 pages has less.
_LIMIT = 50_000_000


@dataclass(frozen=True)
class Manifest:
    """Which part it is, what it was made of, for whom, and the digests of its files by their paths."""

    share: Share
    origin: Origin
    reader: Visibility
    drafts: bool
    pdfs: bool
    files: Mapping[str, str]

    @property
    def scope(self) -> Scope:
        """Return the scope of the site that it is a part of."""
        return Scope(self.reader, self.drafts, printed=None if self.pdfs else frozenset())


def write(folder: Path, share: Share, origin: Origin, scope: Scope, found: Mapping[str, Content]) -> None:
    """Write what a part says of itself; ``found`` are its files."""
    told = {
        "form": _FORM,
        "part": share.number,
        "of": share.of,
        "origin": asdict(origin),
        "reader": scope.reader.value,
        "drafts": scope.drafts,
        "pdfs": scope.printed is None,
        "files": {name: content.digest for name, content in sorted(found.items())},
    }
    text = json.dumps(told, ensure_ascii=True, indent=1) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def read(folder: Path) -> Manifest | None:
    """Return what the part in a folder says of itself; None where that cannot be understood."""
    try:
        told = json.loads(files.decoded(files.read(folder / NAME, _LIMIT, folder)))
        return _understood(told)
    except (files.UnreadableFile, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _understood(told: Any) -> Manifest:
    if told["form"] != _FORM:
        raise ValueError
    number, of = told["part"], told["of"]
    words, names = told["origin"], told["files"]
    drafts, pdfs = told["drafts"], told["pdfs"]
    if type(number) is not int or type(of) is not int or not 1 <= number <= of:
        raise ValueError
    if not all(isinstance(one, bool) for one in (drafts, pdfs)):
        raise ValueError
    if not all(isinstance(text, str) for part in (words, names) for text in part.values()):
        raise ValueError
    return Manifest(Share(number, of), Origin(**words), Visibility(told["reader"]), drafts, pdfs, names)
