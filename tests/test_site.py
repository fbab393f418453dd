"""The built site: complete in four languages, whole links, nothing asked of anyone else."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from babel.messages.pofile import read_po
from conftest import CONFIG, LOCALES, MakeProject, bank, quiet, session, worksheet
from lxml import html

from toolkit.build import output
from toolkit.build.jobs import Workers
from toolkit.build.output import MARKER
from toolkit.build.run import build
from toolkit.checks import texts as textcheck
from toolkit.definitions.library import load
from toolkit.definitions.model import Kind
from toolkit.errors import ContentError, EnvironmentFault
from toolkit.project.opened import Project
from toolkit.site import links as linkcheck
from toolkit.translation.interface import interface_sources
from toolkit.view.addresses import page_path
from toolkit.view.sheets import file_name, ready_made


def page(site: Path, path: str) -> html.HtmlElement:
    return html.parse(str(site / path)).getroot()


def own_pages(site: Path, locale: str) -> list[Path]:
    return sorted((site / locale).rglob("*.html"))


def test_a_page_for_everything_in_each_language(repository: Project, site: Path) -> None:
    library = load(repository)
    assert len(library) >= 80
    for locale in LOCALES:
        assert (site / locale / "index.html").is_file()
        for kind in Kind:
            assert (site / locale / page_path(kind) / "index.html").is_file()
        for definition in library:
            assert (site / locale / page_path(definition.kind, definition.id) / "index.html").is_file()
        printed = {path.name for path in (site / locale / "print").glob("*.pdf")}
        assert printed == {
            file_name(definition.id, options)
            for definition in library
            for options in ready_made(repository, definition)
        }
        assert len(printed) >= 4 * 32
        assert {f"{definition.id}.pdf" for definition in library.of_kind(Kind.worksheet)} <= printed


def test_pages_say_which_language_they_are_in(site: Path) -> None:
    for locale in LOCALES:
        pages = own_pages(site, locale)
        assert len(pages) >= 88
        for path in pages:
            root = html.parse(str(path)).getroot()
            assert root.get("lang") == locale
            assert root.findtext(".//title")
            assert len(root.findall(".//h1")) == 1, path


def test_switcher_leads_to_the_same_page_in_every_language(site: Path) -> None:
    checked = 0
    for locale in LOCALES:
        for path in own_pages(site, locale):
            if path.name == "404.html":
                continue
            here = path.relative_to(site).as_posix()
            links = page(site, here).xpath("//details[contains(@class, 'languages')]//a")
            assert [link.get("hreflang") for link in links] == sorted(LOCALES)
            for link in links:
                target = urljoin(f"/{here}", link.get("href")).lstrip("/") + "index.html"
                assert target == here.replace(f"{locale}/", f"{link.get('hreflang')}/", 1)
                checked += 1
    assert checked >= 4 * 87 * 4


def visible_text(root: html.HtmlElement, locale: str) -> str:
    """Return what a reader sees in the page's own language."""
    for element in root.xpath("//script | //style | //*[@lang and not(self::html)]"):
        if element.get("lang") != locale:
            element.drop_tree()
    return " ".join(" ".join(root.itertext()).split())


@pytest.mark.parametrize("locale", ["es", "lv", "fi"])
def test_no_english_is_left_over(repository: Project, site: Path, locale: str) -> None:
    """No interface word stands in English on another language's page, and every text is translated."""
    english = {
        message.id[0] if isinstance(message.id, tuple) else message.id
        for message in interface_sources(repository)
        if message.id
    }
    with repository.catalog(locale, "ui").open("rb") as file:
        same = {message.id for message in read_po(file) if message.id and message.id == message.string}
    # Phrases of two words and more: a single word may be the same in two languages.
    phrases = {
        text for text in english - same if len(text.split()) > 1 and "{" not in text and "%" not in text
    }
    assert len(phrases) > 150
    pattern = re.compile("|".join(rf"\b{re.escape(text)}(?!\w)" for text in sorted(phrases)))
    seen = 0
    for path in own_pages(site, locale):
        root = html.parse(str(path)).getroot()
        assert not root.xpath("//*[contains(@class, 'gap')]"), path
        found = pattern.search(visible_text(root, locale))
        assert found is None, (path, found)
        seen += 1
    assert seen >= 88


def test_english_words_would_be_found(site: Path) -> None:
    assert "Used in" in visible_text(page(site, "en/worksheets/action-plan/index.html"), "en")


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    report = linkcheck.check(site)
    assert report.faults == ()
    assert report.pages >= 4 * 88
    assert report.links > 10_000
    assert report.anchors > 3_000


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ('<a href="../nowhere/">x</a>', "no such page"),
        ('<a href="#nowhere">x</a>', "no such anchor"),
        ('<img src="https://tracker.example/x.png">', "request to another origin"),
        ('<script src="//cdn.example/x.js"></script>', "request to another origin"),
        ('<link rel="stylesheet" href="https://fonts.example/x.css">', "request to another origin"),
    ],
)
def test_link_check_finds_a_planted_fault(tmp_path: Path, fault: str, reason: str) -> None:
    (tmp_path / "index.html").write_text(f'<!doctype html><html lang="en"><body>{fault}</body></html>')
    assert [found.reason for found in linkcheck.check(tmp_path).faults] == [reason]


def test_every_page_forbids_scripts_and_requests_from_elsewhere(site: Path) -> None:
    count = 0
    for path in sorted(site.rglob("*.html")):
        root = html.parse(str(path)).getroot()
        (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        # A block of data is never run, whatever it holds.
        scripts = "//script[not(@src) and not(@type='application/ld+json' or @type='application/json')]"
        assert not root.xpath(f"{scripts} | //style | //*[@style] | //@*[starts-with(name(), 'on')]")
        count += 1
    assert count >= 353


def test_nothing_of_the_theme_asks_others(site: Path) -> None:
    """Styles and scripts name no address but their own."""
    files = [path for suffix in ("css", "js") for path in site.rglob(f"*.{suffix}")]
    assert len(files) >= 2
    for path in files:
        # The name of a vocabulary looks like an address, but nothing is there to be asked for.
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        # Nor is what addresses begin with.
        text = text.replace('startsWith("https://")', "")
        assert not re.search(r"https?://|url\(\s*[\"']?//", text), path


def test_root_page_offers_every_language_without_scripts(site: Path) -> None:
    root = page(site, "index.html")
    links = root.xpath("//ul[@class='choose']//a")
    assert sorted(link.get("href") for link in links) == [f"{locale}/" for locale in sorted(LOCALES)]
    for link in links:
        assert link.get("lang") == link.get("hreflang")


def test_sitemap_lists_every_page_with_its_languages(site: Path) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert text.count("<loc>") >= 4 * 87
    assert text.count("hreflang=") == 4 * text.count("<loc>")
    assert not list(site.glob("*/sitemap.xml*"))


HOSTILE = (
    "</title><script>alert(1)</script><img src=x onerror=alert(2)>\"\\'`{{ 7*7 }}*_[x](javascript:alert(3))"
)


def test_hostile_content_stays_text(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Markup in content is a problem; what the check does not know must be harmless all the same."""
    monkeypatch.setattr(textcheck, "check", lambda *_: ())
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    project = make_project(
        {
            "content/worksheets/sheet.yaml": worksheet()
            .replace("Title of sheet", quoted)
            .replace("Summary of sheet", quoted)
            .replace("What matters?", quoted),
            # A card has no room for so long a word, which is a problem of its own.
            "content/questions/bank.yaml": bank().replace("What else?", "<script>alert(4)</script> <b>x</b>"),
            "content/sessions/talk.yaml": session().replace('title: "Talk"', f'title: "{quoted}"'),
        }
    )
    build(project, quiet)
    pages = list(project.site.rglob("*.html"))
    assert len(pages) == 2 + 4 * 8
    for path in pages:
        root = html.parse(str(path)).getroot()
        for block in root.xpath("//script[@type='application/ld+json' or @type='application/json']"):
            json.loads(block.text)
            block.drop_tree()
        assert all(script.get("src") for script in root.iter("script")), path
        assert not root.xpath("//img[@onerror] | //a[starts-with(@href, 'javascript')]"), path
        assert "49" not in "".join(root.itertext()), path
    titles = page(project.site, "lv/worksheets/sheet/index.html").xpath("//title/text()")
    assert "</title><script>alert(1)</script>" in titles[0]


def test_gap_is_marked_with_its_language(small_project: Project) -> None:
    summary = build(small_project, quiet)
    assert summary.gaps["en"] == 0
    assert summary.gaps["lv"] > 10
    root = page(small_project.site, "lv/worksheets/sheet/index.html")
    assert root.xpath("//*[@lang='en' and contains(@class, 'gap')]/text()")
    assert root.xpath("//div[@class='notice']")
    assert not page(small_project.site, "en/worksheets/sheet/index.html").xpath("//div[@class='notice']")


def test_same_input_gives_the_same_bytes(small_project: Project, tmp_path: Path) -> None:
    # Processes of their own, since each has its own order of sets.
    with Workers() as workers:
        build(small_project, quiet, workers=workers)
    first = {
        path.relative_to(small_project.site): path.read_bytes() for path in small_project.site.rglob("*.*")
    }
    shutil.rmtree(small_project.build)
    with Workers() as workers:
        build(small_project, quiet, workers=workers)
    second = {
        path.relative_to(small_project.site): path.read_bytes() for path in small_project.site.rglob("*.*")
    }
    assert first == second
    assert len(first) > 40


def test_failed_build_leaves_the_last_site(small_project: Project) -> None:
    build(small_project, quiet)
    path = small_project.content / "worksheets" / "sheet.yaml"
    path.write_text(path.read_text() + "wrong: x\n")
    with pytest.raises(ContentError):
        build(small_project, quiet)
    assert (small_project.site / "en" / "worksheets" / "sheet" / "index.html").is_file()


def test_swap_that_was_cut_off_is_undone(small_project: Project) -> None:
    build(small_project, quiet)
    small_project.site.rename(small_project.build / "site-old")
    path = small_project.content / "worksheets" / "sheet.yaml"
    path.write_text(path.read_text() + "wrong: x\n")
    with pytest.raises(ContentError):
        build(small_project, quiet)
    assert (small_project.site / MARKER).is_file()


def test_two_builds_do_not_run_at_once(small_project: Project) -> None:
    with output.locked(small_project.build), pytest.raises(EnvironmentFault, match="another build"):
        build(small_project, quiet)


def test_template_that_links_nowhere_stops_the_build(small_project: Project) -> None:
    template = small_project.root / "templates" / "page" / "home.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text('# {{ title | heading }}\n\n<p><a href="nowhere/">x</a></p>\n')
    with pytest.raises(ContentError) as caught:
        build(small_project, quiet)
    assert {problem.code for problem in caught.value.problems} == {"link"}
    assert {problem.what.params["target"] for problem in caught.value.problems} >= {"nowhere/"}
    assert len([problem for problem in caught.value.problems if "nowhere/" in str(problem.what)]) == 4


def test_mkdocs_alone_names_the_right_command(
    small_project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, BuildError

    (small_project.root / "docs").mkdir()
    with pytest.raises((Abort, BuildError)):
        mkdocs_build(load_config(str(small_project.config)))
    assert "toolkit build" in caplog.text


def test_folders_of_kinds_are_the_folders_of_pages() -> None:
    assert {page_path(kind).rstrip("/") for kind in Kind} == {kind.info.folder or kind.value for kind in Kind}


def test_branding_reaches_every_page(make_project: MakeProject) -> None:
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'
    brand = "{logo: logo.svg, primary: '#1d4e89', accent: '#8a3b12', footer: Our footer}"
    config = CONFIG.replace("site_name: Test", "site_name: Our School")
    config += f"extra:\n  toolkit:\n    branding: {brand}\n    print: {{papers: [letter], fillable: false}}\n"
    project = make_project({"content/worksheets/sheet.yaml": worksheet(), "logo.svg": logo}, config)
    summary = build(project, quiet)
    assert summary.pdfs == 4
    assert [path.name for path in (project.site / "lv" / "print").iterdir()] == ["sheet-letter.pdf"]
    assert "#1d4e89" in (project.site / "assets" / "brand.css").read_text()
    assert (project.site / "assets" / "logo.svg").read_text() == logo
    for path in project.site.glob("*/worksheets/sheet/index.html"):
        root = html.parse(str(path)).getroot()
        assert root.xpath("//a[@class='brand']/img/@src")[0].endswith("assets/logo.svg")
        assert "Our School" in root.findtext(".//title")
        assert "Our footer" in "".join(root.xpath("//footer//text()"))
