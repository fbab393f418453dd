"""Compiled page templates, kept for the languages of a build and for the next one."""

from __future__ import annotations

import marshal
from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache

from ..cache import Cache, key, running

#: What Jinja made of each template in this process, by way of use and template, with the text's checksum.
_memory: dict[tuple[str, str], tuple[str, CodeType | None]] = {}


class Compiled(BytecodeCache):
    """Keeps what Jinja made of each template until its text changes.

    ``use`` names the way in which an environment is set up: its options and extensions shape what is made.
    """

    def __init__(self, use: str, cache: Cache) -> None:
        self._use = use
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept for this text of the template."""
        checksum, code = _memory.get((self._use, bucket.key), ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
        elif (data := self._cache.get(self._name(bucket))) is not None:
            # Entries are authenticated, and the name knows the version of Python.
            bucket.code = marshal.loads(data)  # noqa: S302
            _memory[self._use, bucket.key] = bucket.checksum, bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made of the template, in place of what an older text of it was made into."""
        _memory[self._use, bucket.key] = bucket.checksum, bucket.code
        self._cache.put(self._name(bucket), marshal.dumps(bucket.code))

    def _name(self, bucket: Bucket) -> str:
        return key("template", self._use, running(), bucket.key, bucket.checksum)
