"""Pages of a project's own: Markdown that is never run, in each language, in a menu that can be one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import TWO, MakeProject, axe_faults, bank, needs_axe, open_page, quiet, ready, served, worksheet
from lxml import html

from toolkit.build import folder
from toolkit.build import run as builder
from toolkit.checks import survey
from toolkit.errors import Problem
from toolkit.project import branding
from toolkit.project.opened import Project
from toolkit.view import Scope, pagetext

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "0500015a5e9b3b0000000049454e44ae426082"
)
ABOUT = """\
---
summary: "Who I am."
---
# About *me*

I am a **coach**, see [the sheet](worksheet:sheet) and its [field](worksheet:sheet/answer).

![A woman at a table](../static/img/me.png)

## How I work

- [Prices](prices.md#one-session), [terms](terms.pdf), [the web](https://example.org)
- [down](#thanks)

## Prices & more

| What | Price |
|:-----|------:|
| one  | 60 €  |

### Thanks

> To *all*.
"""
FILES: dict[str, str | bytes] = {
    "content/worksheets/sheet.yaml": worksheet(),
    "content/questions/bank.yaml": bank(),
    "pages/about.md": ABOUT,
    "pages/about.lv.md": "# Par mani\n\nEs esmu koučs.\n",
    "pages/prices.md": "# Prices\n\n## One session\n\n60 €\n",
    "pages/plans.md": "---\ndraft: yes\n---\n# Plans\n\nNot yet.\n",
    "static/img/me.png": PNG,
    "static/terms.pdf": b"%PDF-1.4",
    "static/CNAME": b"toolkit.test",
}
NAV = """\
nav:
  - about.md
  - Sheets to fill in: worksheet
  - pages/prices.md
extra: {toolkit: {branding: {footer: For all}}}
"""
MENU = TWO.replace(
    "name: Latviešu,", "name: Latviešu, footer: Latviski, nav: [Par mani: about.md, question_bank],"
)


def articles(site: Path, path: str) -> html.HtmlElement:
    (found,) = html.parse(str(site / path / "index.html")).getroot().xpath("//article")
    return found


def menu(site: Path, path: str) -> list[tuple[str, str | None, str | None]]:
    links = html.parse(str(site / path / "index.html")).getroot().xpath("//nav[@class='site-nav']//a")
    return [(link.text_content(), link.get("href"), link.get("aria-current")) for link in links]


@needs_axe
def test_pages_are_part_of_the_site_in_each_language(make_project: MakeProject, browser: object) -> None:
    project = make_project(FILES, TWO)
    assert survey(project)[1] == ()
    builder.build(project, quiet)
    site = project.site
    about = articles(site, "en/about")
    assert about.xpath("string(.//h1)") == "About me"
    assert [h.get("id") for h in about.xpath(".//h2 | .//h3")] == ["how-i-work", "prices-more", "thanks"]
    assert about.xpath(".//h2")[1].text == "Prices & more"
    hrefs = about.xpath(".//a/@href")
    assert hrefs[:4] == [
        *("../worksheets/sheet/", "../worksheets/sheet/#field-answer"),
        *("../prices/#one-session", "../../terms.pdf"),
    ]
    assert hrefs[4:] == ["https://example.org", "#thanks"]
    assert about.xpath(".//img/@src") == ["../../img/me.png"]
    assert not about.xpath(".//*[@style]")
    latvian = articles(site, "lv/about")
    assert latvian.xpath("string(.//h1)") == "Par mani"
    # What is not written in a language is shown in the first one of the site, and says so.
    prices = articles(site, "lv/prices")
    assert prices.xpath("string(.//h1/span[@lang='en'])") == "Prices"
    assert prices.xpath("string(.//div[@class='own'][@lang='en']/p)") == "60 €"
    assert menu(site, "lv/prices")[-2:] == [("Par mani", "../about/", None), ("Prices", "../prices/", "page")]
    # Nowhere is a word of the draft.
    assert not (site / "en/plans").exists()
    for path in site.rglob("*"):
        assert not path.is_file() or path.suffix == ".woff2" or b"Not yet." not in path.read_bytes(), path
    sitemap = (site / "sitemap.xml").read_text()
    assert "https://toolkit.test/lv/about/" in sitemap
    assert "plans" not in sitemap
    listed = json.loads((site / "lv" / "offline.json").read_text())["core"]
    assert {"about/", "prices/", "../img/me.png"} <= set(listed)
    assert "/:language/about/*" in (site / "_headers").read_text()
    # What is handed over as a folder has what its pages show, and nothing that is for servers.
    handed = folder.write(project, project.build / "folder").index.parent
    for name in ("img/me.png", "terms.pdf", "en/about/index.html"):
        assert (handed / folder.PAGES / name).is_file()
    assert not (handed / folder.PAGES / "CNAME").exists()
    with served(site) as address:
        page, said, asked = open_page(browser, f"{address}/en/about/")
        ready(page)
        assert axe_faults(page) == []
        assert said == []
        assert all(url.startswith(address) for url in asked)
        assert page.evaluate("document.querySelector('.own img').naturalWidth") == 1


def test_drafts_are_in_a_site_that_asks_for_them(make_project: MakeProject) -> None:
    project = make_project(FILES, TWO + NAV.replace("- about.md", "- plans.md"))
    builder.build(project, quiet, locales=("en",), scope=Scope(drafts=True, printed=frozenset()))
    assert "This page is not part of the published site." in articles(project.site, "en/plans").text_content()
    builder.build(project, quiet, locales=("en",), scope=Scope(printed=frozenset()))
    assert [title for title, _, _ in menu(project.site, "en")] == ["Sheets to fill in", "Prices"]


def test_a_menu_and_a_footer_of_ones_own(make_project: MakeProject) -> None:
    project = make_project(FILES, MENU + NAV)
    assert survey(project)[1] == ()
    builder.build(project, quiet, scope=Scope(printed=frozenset()))
    site = project.site
    assert [(title, href) for title, href, _ in menu(site, "en/about")] == [
        *(("About me", "../about/"), ("Sheets to fill in", "../worksheets/"), ("Prices", "../prices/"))
    ]
    assert [title for title, _, _ in menu(site, "lv/about")] == ["Par mani", "Jautājumi"]
    assert (site / "lv/worksheets/sheet/index.html").is_file()
    # The search lists all kinds, whatever the menu does.
    kinds = html.parse(str(site / "lv/about/index.html")).getroot().xpath("//li[@data-kind]")
    assert [one.text_content().strip() for one in kinds] == ["Jautājumi", "Darba lapas"]
    assert kinds[1].xpath(".//a/@href") == ["../worksheets/"]
    feet = {code: (site / code / "index.html").read_text().split("site-footer")[1] for code in ("en", "lv")}
    assert "For all" in feet["en"]
    assert "Latviski" in feet["lv"]
    assert "For all" not in feet["lv"]
    assert branding.load(project).foot("lv") == "Latviski"
    # A change of a page is a change of every menu.
    (project.pages / "prices.md").write_text("# Fees\n\n## One session\n")
    builder.build(Project.open(project.root), quiet, scope=Scope(printed=frozenset()))
    assert menu(site, "en/worksheets/sheet")[-1][0] == "Fees"


def test_a_menu_of_the_site_says_its_language_elsewhere(make_project: MakeProject) -> None:
    project = make_project(FILES, TWO + NAV)
    builder.build(project, quiet, locales=("lv",), scope=Scope(printed=frozenset()))
    text = (project.site / "lv" / "index.html").read_text()
    assert '<span lang="en">Sheets to fill in</span>' in text


# -- what is wrong ---------------------------------------------------------------------------------


def told(project: Project) -> list[Problem]:
    return list(survey(project)[1])


def test_every_mistake_of_a_page_is_told_at_its_line(make_project: MakeProject) -> None:
    body = """\
---
sumary: x
draft: perhaps
---

# About

<script>alert(1)</script> and <b>bold</b>

![](img/me.png) ![x](none.png) ![x](https://example.org/x.png)

# Second
#### Deep

[a](abuot.md) [b](prices.md#two) [c](#none) [d](worksheet:shet) [e](worksheet:sheet/no)
[f](file.zip) [g](foo:bar)
"""
    project = make_project({**FILES, "pages/about.md": body}, TWO)
    found = {(one.place.line, str(one.what)): str(one.advice) for one in told(project)}
    assert {one.place.path.name for one in told(project)} == {"about.md"}
    for line, words, advice in (
        (2, "no key ‘sumary’", "‘summary’"),
        (3, "neither yes nor no", "draft: yes"),
        (8, "HTML is shown as plain text: <script>", "Markdown"),
        (8, "HTML is shown as plain text: <b>", "Markdown"),
        (10, "no text for people who cannot see it", "square brackets"),
        (10, "no picture ‘none.png’", "static/"),
        (10, "no picture ‘https://example.org/x.png’", "static/"),
        (12, "one title", "##"),
        (13, "level 4", "###"),
        (15, "no page ‘abuot.md’", "‘about.md’"),
        (15, "no heading ‘two’", "one-session"),
        (15, "no heading ‘none’", "second"),
        (15, "no worksheet ‘shet’", "‘sheet’"),
        (15, "‘sheet’ has no ‘no’", "answer"),
        (16, "no file ‘file.zip’", "static/"),
        (16, "does not work", "about.md"),
    ):
        assert any(at == line and words in what and advice in do for (at, what), do in found.items()), words
    assert len(found) == 16


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("About me.md", "# A", "lower-case letters"),
        ("about.de.md", "# A", "no language ‘de’"),
        ("about.en.md", "# A", "the same page in the same language"),
        ("worksheets.md", "# A", "already has its own"),
        ("search.md", "# A", "already has its own"),
        ("photo.png", "", "static/"),
        ("empty.md", "", "no title"),
        ("bare.md", "Words only.", "no title"),
        ("open.md", "---\nsummary: x\n# A", "is missing after these lines"),
        ("latin.md", b"# \xe9", "not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_a_page_is_told(
    make_project: MakeProject, name: str, text: str | bytes, words: str
) -> None:
    found = told(make_project({**FILES, f"pages/{name}": text}, TWO))
    assert any(words in f"{one.what} — {one.advice}" for one in found)
    assert {one.place.path.parent.name for one in found} == {"pages"}


@pytest.mark.parametrize(
    ("nav", "words"),
    [
        ("[abuot.md]", "did you mean ‘about.md’?"),
        ("[workshet]", "did you mean ‘worksheet’?"),
        ("[checklist]", "no definitions of the kind ‘checklist’"),
        ("[{a: b, c: d}]", "not a menu entry"),
        ("[]", "has no entries"),
        ("worksheet", "has no entries"),
        ("[{'<b>x</b>': worksheet}]", "contains HTML"),
    ],
)
def test_a_menu_that_leads_nowhere_is_told(make_project: MakeProject, nav: str, words: str) -> None:
    (found,) = told(make_project(FILES, TWO + f"nav: {nav}\n"))
    assert found.place.path.name == "mkdocs.yml"
    assert found.place.line == TWO.count("\n") + 1
    assert words in f"{found.what} — {found.advice}"


def test_nothing_of_a_page_is_run() -> None:
    body = (
        "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) "
        '![x](data:text/html,x) [b](<https://e.org/"onclick="x>) `<i>` {{ 1 }}\n\n```\n<b>\n```\n'
    )
    shown = "".join(piece.html for piece in pagetext.pieces(body, lambda href: href, lambda src: src))
    found = html.fragment_fromstring(shown, create_parent="div")
    assert {element.tag for element in found.iter()} == {"div", "p", "a", "code", "pre"}
    assert [sorted(a.attrib) for a in found.iter("a")] == [["href", "rel"]]
    assert "{{ 1 }}" in shown
