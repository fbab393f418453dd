"""A finished body that is put in around its headings is, byte by byte, what Markdown would have made of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import MakeProject, bank, session, worksheet
from lxml import html
from markdown import Markdown

from toolkit.definitions import library
from toolkit.project.opened import Project
from toolkit.site import bodies
from toolkit.site import engine as site
from toolkit.site import links as linkcheck
from toolkit.view import edition

#: Titles and texts that a reading of Markdown might take for something else.
ODD = """\
title: "What *matters* – <b> & `c` # {: #x } [a](b) \\"q\\""
summary: "## No heading {: #no }"
"""


def odd(text: str) -> str:
    """Return a definition with a title of odd signs."""
    return re.sub(r"title: .*\nsummary: .*\n", lambda _: ODD, text, count=1)


@pytest.fixture
def sample(make_project: MakeProject) -> Project:
    talk = odd(session()).replace('intent: "To talk"', 'intent: "# To talk {: #talk }"')
    prose = "purpose: |\n  One line\n  ## and another {: #other }\n\n  <div>\n\n  - a list\n"
    return make_project(
        {
            "content/worksheets/sheet.yaml": odd(worksheet()).replace('purpose: "Why"\n', prose),
            "content/questions/bank.yaml": odd(bank()),
            # In a language of its own: its titles are marked on the pages of all others, in headings, too.
            "content/sessions/talk.yaml": talk.replace("language: en", "language: es"),
        }
    )


def made(project: Project, locale: str, folder: Path) -> tuple[site.Tree, dict[str, bytes]]:
    """Return the written tree and all files of a language's site."""
    current = edition(project, library.survey(project)[0], locale)
    tree = site.write_tree(current, folder / "docs")
    site.build_locale(current, tree, folder / "out" / locale)
    found = sorted(path for path in (folder / "out").rglob("*") if path.is_file())
    return tree, {path.relative_to(folder / "out").as_posix(): path.read_bytes() for path in found}


def both(
    project: Project, locale: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[site.Tree, dict[str, bytes], dict[str, bytes]]:
    """Make a site with its bodies put in, and with whole pages read as Markdown."""
    tree, put_in = made(project, locale, folder / "put-in")
    with monkeypatch.context() as patch:
        patch.setattr(bodies, "cut", lambda _: None)
        whole, read = made(project, locale, folder / "read")
    assert all(told.body is None for told in whole.pages.values())
    return tree, put_in, read


def headings_of(page: bytes) -> list[str]:
    return [
        element.get("id")
        for element in html.fromstring(page.decode()).xpath("//article/*[self::h1|self::h2]")
    ]


@pytest.mark.parametrize("locale", ["en", "lv"])
def test_sample_is_the_same_both_ways(
    sample: Project, locale: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree, put_in, read = both(sample, locale, tmp_path, monkeypatch)
    assert put_in == read
    assert len(tree.pages) == 7
    assert all(told.body for told in tree.pages.values())
    pages = [name for name in put_in if name.endswith("index.html")]
    assert len(pages) == 7
    talk = put_in[f"{locale}/sessions/talk/index.html"].decode()
    # What a heading holds stands in the contents, too: emphasis, and that it is in another language.
    assert headings_of(talk.encode())[:2] == ["tk_content", "tk_purpose"]
    assert '<li><a href="#talk">' in talk
    assert len(re.findall(r'<span lang="es" class="gap">Talk</span>', talk)) >= 2
    assert "<em>matters</em>" in talk.partition("</h1>")[0].partition("<h1")[2]
    assert talk.count("# To talk {: #talk }") == 1
    assert "## No heading {: #no }" in put_in[f"{locale}/worksheets/index.html"].decode()
    assert not re.search(rb'id="(no|other|x)"', b"".join(put_in.values()))


def test_shipped_pages_are_the_same_both_ways(
    repository: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree, put_in, read = both(repository, "fi", tmp_path, monkeypatch)
    assert [name for name in put_in if put_in[name] != read[name]] == []
    assert put_in.keys() == read.keys()
    assert len(tree.pages) >= 88
    # Each is put in; were one not, the comparison would be one of Markdown with itself.
    assert [name for name, told in tree.pages.items() if told.body is None] == []
    assert sum(len(headings_of(data)) for name, data in put_in.items() if name.endswith("index.html")) > 400
    markdown = [path.read_text() for path in (tmp_path / "put-in" / "docs").rglob("*.md")]
    assert len(markdown) == len(tree.pages)
    assert [line for text in markdown for line in text.splitlines() if line and line[0] != "#"] == []


def test_markdown_in_a_template_of_the_project_is_still_read(
    sample: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MkDocs checks its links against all pages, those with bodies put in included."""
    own = sample.root / "templates" / "page" / "question_bank.md.j2"
    own.parent.mkdir(parents=True)
    link = "Some *words*, [and more](../worksheets/sheet.md#tk_sheet)."
    own.write_text(
        f"# {{{{ view.title | heading }}}} {{: #tk_content }}\n\n{link}\n\n## Mine\n\n<p>Own</p>\n"
    )
    tree, put_in, read = both(sample, "en", tmp_path, monkeypatch)
    assert put_in == read
    assert [name for name, told in tree.pages.items() if told.body is None] == ["en/questions/bank.md"]
    page = put_in["en/questions/bank/index.html"].decode()
    assert '<em>words</em>, <a href="../../worksheets/sheet/#tk_sheet">and more</a>.' in page
    assert '<h2 id="mine">Mine</h2>' in page


def test_links_of_bodies_are_all_checked(sample: Project, tmp_path: Path) -> None:
    """A link or anchor that a template has wrong is found by the check of the finished site."""
    own = sample.root / "templates" / "page" / "question_bank.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text(
        '# Bank {: #tk_content }\n\n<ul>\n<li><a href="../../sessions/talk/#nowhere">a</a></li>\n'
        '<li><a href="../gone/">b</a></li>\n</ul>\n'
    )
    made(sample, "en", tmp_path)
    faults = linkcheck.check(tmp_path / "out").faults
    wrong = {(fault.target, fault.reason) for fault in faults if fault.page == "en/questions/bank/index.html"}
    assert {("../../sessions/talk/#nowhere", "no such anchor"), ("../gone/", "no such page")} <= wrong


# -- cutting ----------------------------------------------------------------------------------


def read(text: str) -> str:
    return Markdown(extensions=["attr_list", "toc"]).convert(text)


FINISHED = {
    "nothing": ("", 0),
    "headings alone": ("# One\n## Two {: #two .x }\n\n### Three\n", 3),
    "blocks alone": ("<div>\n\n<p>a</p>\n\n</div>\n<p>b</p>\n\n<ul>\n<li>c</li></ul>", 0),
    "between headings": ("<p>0</p>\n\n# One\n\n<p>1</p>\n<p>2</p>\n\n\n<p>3</p>\n## Two\n<p>4</p>", 2),
    "hash signs in a block": ("# One\n\n<div>\n\n## No {: #no }\n\n# No\n</div>\n\n## Two", 2),
    "tags in values": ("<div data-a=\"</div>\" data-b='>'>\n\n# No\n\n</div>\n\n# One", 1),
    "a tag that was left open": ("<div>\n<p>a\n<br>\n<input>\n</div>\n\n# One", 1),
    "a tag that ends itself": ('<div>\n<svg><use href="#a"/></svg>\n</div>\n\n# One', 1),
    "a script": ("<script>\nif (a</b/.x) {'</div><p>'}\n# No\n</script>\n\n# One", 1),
    "rules and comments": ("# One\n\n<hr>\n\n<!-- <p> -->\n\n<hr class='a'>\n## Two\n\n<p>a</p>\n", 2),
    "blank lines of blanks": ("<div>\n   \na\n \n</div>\n  \n# One\n", 1),
    "blocks on one line": ("<p>a</p> <p>b</p><p>c</p>\n\n# One", 1),
    "a table": ("<table><tr><td>a<td>b</table>\n\n# One", 1),
}


@pytest.mark.parametrize("name", FINISHED)
def test_finished_bodies_come_out_as_markdown_leaves_them(name: str, tmp_path: Path) -> None:
    text, headings = FINISHED[name]
    body = bodies.cut(text)
    assert body is not None
    assert len(body.pieces) == headings + 1
    body.write(tmp_path / "page" / "body")
    assert bodies.Body.read(tmp_path / "page" / "body") == body
    assert body.put_in(read(body.headings)) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "words",
        "# One\n\nSome *words*",
        "<p>a</p>\n\n- a list",
        "<p>a</p> words",
        "<p>a</p>\nwords",
        "<span>a</span>",
        "<div>never closed",
        "</div>",
        "    <p>code</p>",
        "One\n===",
        "&amp;",
        "#",
        "[a]: b",
        "# One\nwords",
        "< div>",
    ],
)
def test_what_markdown_has_to_read_stays_whole(text: str) -> None:
    assert bodies.cut(text) is None
    assert bodies.cut(f"<p>a</p>\n\n{text}") is None


def test_ids_and_names_of_a_body_can_be_linked_to() -> None:
    body = bodies.cut("# One {: #one }\n\n<div class='x' id=\"two\"><a name='three'>id=\"no\"</a></div>\n")
    assert body is not None
    assert body.ids() == {"two", "three"}


def test_headings_that_got_lost_are_no_page() -> None:
    body = bodies.cut("# One\n\n<p>a</p>\n\n## Two\n")
    assert body is not None
    with pytest.raises(ValueError, match="longer"):
        body.put_in("<h1>One</h1>")
