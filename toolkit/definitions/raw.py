"""The bytes of a definition's file, and its text: regular files of the project only, UTF-8 only."""

from __future__ import annotations

from pathlib import Path

from .. import files
from ..errors import ContentError, Message, Place, Problem, Related

MAX_BYTES = 2_000_000


def yaml_problem(code: str, place: Place, what: Message, advice: Message, *related: Related) -> Problem:
    """Return a problem of a file as text; what it says comes before what belongs to it."""
    return Problem(code, place, what, advice, related)


def refusal(code: str, place: Place, what: Message, advice: Message) -> ContentError:
    """Return what is raised where a file cannot be read at all."""
    return ContentError([yaml_problem(code, place, what, advice)])


def raw_of(path: Path, root: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file inside ``root``. Raises :class:`ContentError`."""
    try:
        return files.read(path, limit, root)
    except files.UnreadableFile as error:
        advice = Message("split it into several definitions") if error.code == "too-large" else error.advice
        raise refusal(error.code, Place(path), error.what, advice) from None


def decoded(path: Path, raw: bytes) -> str:
    """Return the bytes of a file as text with plain line ends. Raises :class:`ContentError`."""
    try:
        return files.decoded(raw)
    except files.UnreadableFile as error:
        raise refusal(error.code, Place(path, error.line, error.column), error.what, error.advice) from None
