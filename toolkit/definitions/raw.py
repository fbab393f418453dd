"""The bytes of a definition's file, and its text: regular files of the project only, UTF-8 only."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ..errors import ContentError, Message, Place, Problem, Related

MAX_BYTES = 2_000_000


def yaml_problem(code: str, place: Place, what: Message, advice: Message, *related: Related) -> Problem:
    """Return a problem of a file as text; what it says comes before what belongs to it."""
    return Problem(code, place, what, advice, related)


def refusal(code: str, place: Place, what: Message, advice: Message) -> ContentError:
    """Return what is raised where a file cannot be read at all."""
    return ContentError([yaml_problem(code, place, what, advice)])


def raw_of(path: Path, root: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file inside ``root``."""
    here = Place(path)
    try:
        real = path.resolve(strict=True)
        info = real.stat()
    except (OSError, RuntimeError) as error:
        raise refusal(
            "unreadable",
            here,
            Message("the file cannot be opened ({reason})", reason=_reason(error)),
            Message("check that it exists and that you may read it"),
        ) from None
    if not real.is_relative_to(root.resolve()):
        raise refusal(
            "outside",
            here,
            Message("the file is a link that leads out of the project"),
            Message("put a real file here instead of the link"),
        )
    if not stat.S_ISREG(info.st_mode):
        raise refusal(
            "not-a-file",
            here,
            Message("this is not a regular file"),
            Message("put an ordinary text file here"),
        )
    if info.st_size > limit:
        raise refusal(
            "too-large",
            here,
            Message("the file has {size} bytes; the limit is {limit}", size=info.st_size, limit=limit),
            Message("split it into several definitions"),
        )
    try:
        # Non-blocking, so that a FIFO put here since the check cannot make us wait.
        descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise refusal(
            "unreadable",
            here,
            Message("the file cannot be opened ({reason})", reason=_reason(error)),
            Message("check that it exists and that you may read it"),
        ) from None


def decoded(path: Path, raw: bytes) -> str:
    """Return the bytes of a file as text with plain line ends; it must be UTF-8."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise refusal(
            "not-utf-8",
            Place(path, line, column),
            Message("the file is not UTF-8 text (byte {byte})", byte=f"0x{raw[error.start]:02X}"),
            Message("save the file as UTF-8 in your editor"),
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
