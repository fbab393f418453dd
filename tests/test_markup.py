"""Content is never trusted as markup, on pages or in print."""

from __future__ import annotations

import re

import pytest
from html5lib import parseFragment
from hypothesis import given
from hypothesis import strategies as st

from toolkit.site.environment import heading
from toolkit.view import markup

HOSTILE = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](https://a.b/\" onmouseover=\"alert(1))",
    "![x](https://evil.example/pixel.png)",
    "<https://evil.example>",
    "{{ 7*7 }} {% raw %}",
    "--8<-- \"/etc/passwd\"",
    "`code` <!-- comment -->",
    "&lt;script&gt; &#60;script&#62;",
    "#heading [[toc]] {: onclick=alert(1) }",
]  # fmt: skip
ALLOWED = {"p", "em", "strong", "a", "ul", "ol", "li"}


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    tree = parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return [
        (element.tag, dict(element.attrib)) for element in tree.iter() if element.tag != "DOCUMENT_FRAGMENT"
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_becomes_markup(text: str) -> None:
    for html in (str(markup.html(markup.inline(text))), str(markup.blocks_html(markup.blocks(text)))):
        for tag, attributes in elements(html):
            assert tag in ALLOWED
            assert set(attributes) <= {"href", "rel"}
            assert attributes.get("href", "https://").startswith("https://")


@given(st.text(alphabet=st.sampled_from("ab*_[]()<>!&\"'`#\\ \n-1.{}:/"), max_size=80))
def test_no_text_becomes_other_markup_than_allowed(text: str) -> None:
    for tag, attributes in elements(str(markup.blocks_html(markup.blocks(text)))):
        assert tag in ALLOWED
        assert set(attributes) <= {"href", "rel"}


SIGNS = ("*a*", "**b**", "_c_", "[d](https://e.f)", "\\*", "\\", *"a1ā.,- \u00a0\t\n#`<&!~^|:–…")


@given(st.lists(st.sampled_from(SIGNS), max_size=6).map("".join))
def test_what_needs_no_reader_is_what_the_reader_makes_of_it(text: str) -> None:
    """Most texts hold no sign of Markdown and are not read: they come out as if they were."""
    made = markup.inline(text), markup.blocks(text), list(markup.links(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "_SIGNS", re.compile(""))
        assert (markup.inline(text), markup.blocks(text)) == made[:2]
    assert made[2] == [] or "](" in text


@given(st.text(alphabet=st.sampled_from("ab*_[]()<>!&\"'`#\\ -1.{}:/|~^"), max_size=60))
def test_heading_is_only_text(text: str) -> None:
    written = str(heading(text))
    assert all(char.isalnum() or char in " &#;" for char in written)


def test_markup_that_is_meant() -> None:
    html = markup.html(markup.inline("Say *this* and **that**, [here](https://example.org/a?b=c&d=e)"))
    assert html == (
        "Say <em>this</em> and <strong>that</strong>, "
        '<a href="https://example.org/a?b=c&amp;d=e" rel="noopener noreferrer">here</a>'
    )
    found = markup.blocks_html(markup.blocks("One\n\n- two\n- *three*\n\n1. four"))
    assert found == "<p>One</p><ul><li>two</li><li><em>three</em></li></ul><ol><li>four</li></ol>"


def test_plain_words_and_dashes() -> None:
    assert markup.plain("Say *this* – [here](https://example.org)\n\n- now") == "Say this – here now"
    assert str(markup.html(markup.inline("a – b"))) == "a\u00a0– b"
