"""Files read so that none can mislead or hold us up, and written so that a crash leaves no half of one."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from .errors import Message

_BOM = b"\xef\xbb\xbf"


class UnreadableFile(Exception):
    """Why a file cannot be read: a code, what is wrong, what to do, and the line and column from 1."""

    def __init__(self, code: str, what: Message, advice: Message, line: int = 1, column: int = 1) -> None:
        super().__init__(what.msgid)
        self.code, self.what, self.advice, self.line, self.column = code, what, advice, line, column


def read(path: Path, limit: int, root: Path | None = None) -> bytes:
    """Return the bytes of a regular file, ``limit`` at most; of one inside ``root`` where that is given.

    Raises :class:`UnreadableFile` with the code ``unreadable``, ``outside``, ``not-a-file`` or ``too-large``.
    """
    try:
        real = path.resolve(strict=True)
        if root and not real.is_relative_to(root.resolve()):
            raise UnreadableFile(
                "outside",
                Message("the file is a link to a place outside the project"),
                Message("replace the link with a real file"),
            )
        # Opened without waiting and asked afterwards, so that a pipe cannot make us wait.
        descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            info = os.fstat(descriptor)
            raw = file.read(limit + 1) if stat.S_ISREG(info.st_mode) else b""
    except (OSError, RuntimeError) as error:
        # A folder cannot be opened as a file is, so that it is not known for one before.
        if path.is_dir():
            raise _no_file() from None
        reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        raise UnreadableFile(
            "unreadable",
            Message("the file cannot be opened ({reason})", reason=reason),
            Message("check that it exists and that you have permission to read it"),
        ) from error
    if not stat.S_ISREG(info.st_mode):
        raise _no_file()
    if len(raw) > limit:
        size = max(info.st_size, len(raw))
        raise UnreadableFile(
            "too-large",
            Message("the size of the file is {size} bytes; the limit is {limit}", size=size, limit=limit),
            Message("shorten it"),
        )
    return raw


def _no_file() -> UnreadableFile:
    what, advice = Message("this is not an ordinary file"), Message("use an ordinary text file here")
    return UnreadableFile("not-a-file", what, advice)


def decoded(raw: bytes) -> str:
    """Return the bytes of a file as text with plain line ends, without a mark at its beginning.

    Raises :class:`UnreadableFile` with the code ``not-utf-8`` at the first byte that is none.
    """
    raw = raw.removeprefix(_BOM)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        raise UnreadableFile(
            "not-utf-8",
            Message("the file is not UTF-8 text (byte {byte})", byte=f"0x{raw[error.start]:02X}"),
            Message("save the file as UTF-8 in your editor"),
            before.count(b"\n") + 1,
            len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1,
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def source_line(path: Path, number: int) -> str | None:
    """Return line ``number`` (from 1) of a file as text, or None where it cannot be shown."""
    try:
        # A pipe or a device would hang, and a link could show a file of somebody else's.
        if path.is_symlink() or not path.is_file():
            return None
        with path.open(encoding="utf-8", errors="replace") as file:
            for index, line in enumerate(file, start=1):
                if index == number:
                    return line.rstrip("\r\n")
                if index > number:
                    break
    except OSError:
        return None
    return None


def replace(path: Path, data: bytes) -> None:
    """Write a file in one step, with the permissions of the one that it replaces; follow a link to it."""
    path = path.resolve()
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        if path.is_file():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
