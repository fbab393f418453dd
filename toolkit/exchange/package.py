"""Workbooks and Word documents as the zip files that they are, looked at before anything of them is read.

A file from elsewhere may be damaged, or made to do harm: to fill the memory, or to bring in other files.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from .. import files
from ..errors import ContentError, Message, Place, Problem

#: A file with pictures has some megabytes; its texts, unpacked, far less than this.
MAX_BYTES = 50_000_000
MAX_UNPACKED = 100_000_000
MAX_TEXT = 20_000_000
MAX_MEMBERS = 2_000
_TEXTS = (".xml", ".rels", ".vml")
#: How old formats of Microsoft begin, and new ones that are locked with a password.
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG = 0x1
_AGAIN = Message("open it in the program it comes from, save it under a new name, and import the new file")


@dataclass(frozen=True)
class Package:
    """A file that may be opened: its bytes, and the names of what it holds."""

    path: Path
    raw: bytes
    names: frozenset[str]

    @property
    def has_macros(self) -> bool:
        return any(PurePosixPath(name).name.lower() == "vbaproject.bin" for name in self.names)


def refused(path: Path, code: str, what: Message, advice: Message, line: int = 1) -> ContentError:
    """Return what is raised where nothing of a file can be taken."""
    return ContentError([Problem(code, Place(path, line), what, advice, private=True)])


def read(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file from anywhere. Raises :class:`ContentError`."""
    try:
        raw = files.read(path, limit)
    except files.UnreadableFile as error:
        raise refused(path, error.code, error.what, error.advice) from None
    if not raw:
        raise refused(
            path,
            "empty",
            Message("the file is empty"),
            Message("enter the name of the file you want to import"),
        )
    return raw


def opened(path: Path, folder: str, saved_as: str) -> Package:
    """Return a file that holds something in ``folder`` and may be read.

    ``saved_as`` is the ending of files as they should be. Raises :class:`ContentError` for all others.
    """
    raw = read(path)
    if raw.startswith(_OLD):
        raise _old(path, raw, saved_as)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            members = archive.infolist()
            names = frozenset(member.filename for member in members)
            for what in _hostile(members):
                raise refused(path, "hostile-file", what, _AGAIN)
            if not any(name.startswith(folder) for name in names):
                raise refused(path, "file-format", *_other(names, saved_as))
            for member in members:
                if member.filename.lower().endswith(_TEXTS):
                    _check_text(path, archive, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise refused(
            path,
            "file-format",
            Message("this is not a {format} file, or it is damaged", format=saved_as),
            Message("open it in the program it comes from and save it as {format}", format=saved_as),
        ) from None
    return Package(path, raw, names)


def _old(path: Path, raw: bytes, saved_as: str) -> ContentError:
    if _LOCKED in raw:
        what = Message("the file is password-protected")
        advice = Message("save a copy without a password, and import that")
    else:
        what = Message("the file is in an outdated format")
        advice = Message("open it in the program it comes from and save it as {format}", format=saved_as)
    return refused(path, "file-format", what, advice)


def _other(names: frozenset[str], saved_as: str) -> tuple[Message, Message]:
    advice = Message("open it in the program it comes from and save it as {format}", format=saved_as)
    if "mimetype" in names:
        return Message("the file is an OpenDocument file"), advice
    return Message("this is not a {format} file, or it is damaged", format=saved_as), advice


def _hostile(members: list[zipfile.ZipInfo]) -> Iterator[Message]:
    """Yield what no program would write that makes such files."""
    if len(members) > MAX_MEMBERS:
        yield Message(
            "files inside this one: {count}; the limit is {limit}", count=len(members), limit=MAX_MEMBERS
        )
    if len({member.filename for member in members}) != len(members):
        yield Message("the file contains two files with the same name")
    texts = [member.file_size for member in members if member.filename.lower().endswith(_TEXTS)]
    for size, limit in (
        (sum(texts), MAX_TEXT),
        (sum(member.file_size for member in members), MAX_UNPACKED),
    ):
        if size > limit:
            yield Message(
                "the size of the unpacked file is {size} bytes; the limit is {limit}", size=size, limit=limit
            )
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in name.parts[:1]:
            yield Message("the file refers to a place outside itself: {name}", name=member.filename[:60])
        if member.flag_bits & _ENCRYPTED_FLAG:
            yield Message("the file is password-protected")


def _check_text(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse XML that declares a document type, and with it entities; no workbook or document does."""
    try:
        with archive.open(member) as file:
            # A document type stands before the first element.
            next(iter(iterparse(file, events=("start",), forbid_dtd=True)), None)
    except DefusedXmlException:
        what = Message(
            "the file declares entities in {name}, which only harmful files do", name=member.filename[:60]
        )
        raise refused(path, "hostile-file", what, _AGAIN) from None
    except (ParseError, LookupError):
        what = Message("the file is damaged: {name} cannot be read", name=member.filename[:60])
        raise refused(path, "file-format", what, _AGAIN) from None
