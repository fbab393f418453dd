"""Words of a page's frame in the languages that Material speaks, for where our catalogs lack them.

They are read from the installed theme's own files, so that a language nobody has translated yet
begins with what Material's translators have done for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache

from ..project import material

#: Our messages that Material has, and what it calls them. Where it speaks more widely, it is still no
#: other language than the page's.
FRAME_WORDS: Mapping[str, str] = {
    "Skip to the content": "action.skip",
    "Language": "select.language",
    "Main": "nav",
    "On this page": "toc",
    "Back": "footer.previous",
    "Copy": "clipboard.copy",
    "Copied": "clipboard.copied",
}
#: Codes by which Material calls a language otherwise than CLDR.
_CALLED: Mapping[str, str] = {"no": "nb", "fil": "tl"}
#: Its file is a template with one macro, which holds a JSON object.
_WORDS = re.compile(r"\{\{ (\{.*\})\[key\]", re.DOTALL)


def material_language(locale: str) -> str | None:
    """Return what Material calls a language that it speaks."""
    name = _CALLED.get(locale, locale)
    return name if (material() / "partials" / "languages" / f"{name}.html").is_file() else None


@cache
def frame_words(locale: str) -> Mapping[str, str]:
    """Return what Material has of our messages in a language, by what they are in English."""
    name = material_language(locale)
    if name is None:
        return {}
    text = (material() / "partials" / "languages" / f"{name}.html").read_text(encoding="utf-8")
    found = _WORDS.search(text)
    told = json.loads(found[1]) if found else {}
    return {message: word for message, key in FRAME_WORDS.items() if (word := told.get(key))}
