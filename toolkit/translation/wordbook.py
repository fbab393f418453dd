"""The interface's words in one language: layers of catalogs, each read by its own plural rule.

What no layer has is said in English, the language the interface is written in, and knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from itertools import pairwise

from babel.support import NullTranslations, Translations

from ..distribution import SOURCE
from .foreign import Foreign


class _Layer(Translations):
    """One catalog. A plural rule that fails for a number leaves the message to the layer below."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        try:
            return super().ngettext(msgid1, msgid2, n)
        except ArithmeticError:
            return self._below.ngettext(msgid1, msgid2, n)

    def npgettext(self, context: str, singular: str, plural: str, num: int) -> str:
        try:
            return super().npgettext(context, singular, plural, num)
        except ArithmeticError:
            return self._below.npgettext(context, singular, plural, num)

    @property
    def _below(self) -> NullTranslations:
        return self._fallback or NullTranslations()


class _Borrowed(NullTranslations):
    """Words that are somebody else's, in the same language."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__()
        self._words = words

    def gettext(self, message: str) -> str:
        return self._words.get(message) or super().gettext(message)


class _Untranslated(NullTranslations):
    """The last layer of a language other than English."""

    def gettext(self, message: str) -> str:
        return Foreign(message, SOURCE)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return Foreign(msgid1 if n == 1 else msgid2, SOURCE)

    def pgettext(self, context: str, message: str) -> str:
        return Foreign(message, SOURCE)

    def npgettext(self, context: str, singular: str, plural: str, num: int) -> str:
        return Foreign(singular if num == 1 else plural, SOURCE)


def wordbook(
    compiled: Iterable[bytes], locale: str, borrowed: Mapping[str, str] | None = None
) -> Translations:
    """Return the words of a locale from compiled catalogs (MO), the first of which is asked first.

    After them those are asked that are ``borrowed``.
    A word that all of them lack is :class:`~toolkit.translation.foreign.Foreign`.
    """
    layers = [_Layer(BytesIO(data)) for data in compiled] or [_Layer()]
    below = [*([_Borrowed(borrowed)] if borrowed else []), *([] if locale == SOURCE else [_Untranslated()])]
    chain: list[NullTranslations] = [*layers, *below]
    for layer, next_one in pairwise(chain):
        layer.add_fallback(next_one)
    return layers[0]
