"""How often Python looks for rubbish: nearly all that a command reads and makes stays until it ends."""

from __future__ import annotations

import atexit
import gc

#: New objects after which it looks among the newest, and times until it looks among older ones.
_SELDOM = (100_000, 50, 50)


def look_seldom() -> None:
    """Let this process look for rubbish seldom; at Python's own pace it is a tenth of its time.

    At its end it need not look at all: then the system takes everything back at once, which is half a second
    sooner.
    """
    gc.set_threshold(*_SELDOM)
    atexit.register(gc.freeze)
