"""Zips that are the same for the same files, whenever and wherever they are written."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO

#: The owner's and readers' rights of a file, where systems know such; the same day for all.
_RIGHTS, _DAY = 0o100644 << 16, (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def write(
    target: Path | IO[bytes], files: Iterable[tuple[str, bytes]], stored: frozenset[str] = frozenset()
) -> None:
    """Write names and contents to a zip, in their order; those in ``stored`` are not compressed."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files:
            about = zipfile.ZipInfo(name, _DAY)
            about.external_attr, about.create_system = _RIGHTS, _UNIX
            about.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            zipped.writestr(about, data)


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return names and contents as the bytes of a zip."""
    made = BytesIO()
    write(made, files)
    return made.getvalue()


def unpacked(data: bytes) -> list[tuple[str, bytes]]:
    """Return names and contents of a zip that we or a library have made, in their order."""
    with zipfile.ZipFile(BytesIO(data)) as zipped:
        return [(name, zipped.read(name)) for name in zipped.namelist()]


def files_of(folder: Path, inside: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder, in an order that no machine changes; in the zip they lie in ``inside``."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(found):
        yield f"{inside}/{name}" if inside else name, found[name].read_bytes()
