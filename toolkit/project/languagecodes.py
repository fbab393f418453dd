"""Which codes name a language that pages and sheets can be made in, and what to write instead of others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers

from ..errors import Message

LOCALES = frozenset(locale_identifiers())
#: Old codes and codes of three letters, and what CLDR calls the language today.
_ALIASES: Mapping[str, str] = get_global("language_aliases")
#: Written from the right though CLDR has no words in them.
_FROM_THE_RIGHT = frozenset({"ckb", "dv", "syr"})


def fault(code: str) -> tuple[Message, Message] | None:
    """Return what is wrong with a code and what to do, or None where the language can be built."""
    what = Message("‘{value}’ is not a language code", value=code[:40])
    advice = Message(
        "use a code of two or three letters, such as en or lv, under ‘plugins: i18n: languages:’"
    )
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_@.][A-Za-z0-9]+)*", code):
        return what, advice
    base = _today(code)
    # Without its script, a language may be written the other way, and no advice may lead there.
    if _is_from_the_right(code) or _is_from_the_right(base):
        what = Message("‘{value}’ is written from right to left, which is not supported", value=code[:40])
        return what, Message("delete this language")
    if base not in LOCALES:
        return what, advice
    if not code.isalpha():
        what = Message(
            "‘{value}’ includes a region or a script; list the language without it", value=code[:40]
        )
    # The code names folders, so it is nothing but small letters.
    if code == base:
        return None
    # Codes are alike: “lat” is Latin, not Latvian.
    own_name = Locale.parse(base).get_display_name(base)
    return what, Message("write ‘{known}’ for {language}", known=base, language=own_name or base)


def _today(code: str) -> str:
    base = re.split(r"[-_@.]", code)[0].lower()
    return base if base in LOCALES else _ALIASES.get(base, base).split("_")[0]


@cache
def _is_from_the_right(code: str) -> bool:
    """Say whether a language is written from the right, in the script that its code names or implies."""
    base = _today(code)
    scripts = [part.title() for part in re.split(r"[-_@.]", code)[1:] if len(part) == 4]
    found = next((name for name in ("_".join((base, *scripts)), base) if name in LOCALES), None)
    return base in _FROM_THE_RIGHT or (found is not None and Locale.parse(found).text_direction == "rtl")
