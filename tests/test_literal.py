"""Words from elsewhere stay these words, whatever signs are among them."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.characters import tidied
from toolkit.checks.texts import _faults
from toolkit.definitions.entries import Library
from toolkit.view import literal, markup

NOTHING = Library(MappingProxyType({}), MappingProxyType({}))
LINES = st.text(alphabet=st.sampled_from("ab1 \\*_[]()<>/!?`~&;#^|:-+=.){}’é"), min_size=1, max_size=30)


@settings(max_examples=500, deadline=None)
@given(LINES)
@example("1. What?")
@example("2 * 3 * 4 = 24_x_y")
@example("[a](http://b.c) ![x](y) [^1]: z")
@example("<b>&amp;</b> ~~x~~ `y` \\* \\")
@example("---|---")
@example("a_b* [c]: d")
def test_no_sign_of_a_line_means_anything(text: str) -> None:
    words = " ".join(text.split())
    if not words:
        return
    for paragraph in (False, True):
        told = literal(words, paragraph=paragraph)
        assert markup.plain(f"{told}\n" if paragraph else told).replace("\u00a0", " ") == words, told
        assert [fault.code for fault in _faults(told, paragraph, True, NOTHING, ())] == [], told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("What matters to you, and why?", "What matters to you, and why?"),
        ("R&D (2*3) amig*s snake_case [sic]", "R&D (2*3) amig*s snake_case [sic]"),
        ("*Optional* – 2*3", "\\*Optional\\* – 2*3"),
    ],
)
def test_only_what_would_mean_something_is_marked(words: str, told: str) -> None:
    assert literal(words) == told


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("Wh\u00ady  not\t\u200bhere?", "Why not here?"),
        ("cafe\u0301\u00a0bar", "café bar"),
        ("10\u202f%, 5\u00a0kg\u00a0– ja", "10\u00a0%, 5\u00a0kg\u00a0– ja"),
        ("  “one”\r\ntwo\u2028three  ", "“one”\ntwo\nthree"),
    ],
)
def test_pasted_text_is_tidied(pasted: str, meant: str) -> None:
    assert tidied(pasted) == meant
    assert tidied(tidied(pasted)) == meant
