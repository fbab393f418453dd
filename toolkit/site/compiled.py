"""Compiled page templates, kept while the program runs: the languages of a build share all of them."""

from __future__ import annotations

from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """Keeps what Jinja made of each template until its text changes.

    One for each way to set up an environment: its options and extensions shape what is made.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept for this text of the template."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made of the template, in place of what an older text of it was made into."""
        self._kept[bucket.key] = bucket.checksum, bucket.code
