"""A build of some languages: the site stays whole, whatever was built before, and its faults are told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import BuiltOnce, MakeProject, bank, session, worksheet
from lxml import html

from toolkit.build.run import build
from toolkit.build.summary import Summary
from toolkit.errors import ContentError
from toolkit.project.opened import Project
from toolkit.site import links as linkcheck
from toolkit.view.scope import PUBLIC, Scope

CONFIG = """\
site_name: Test
site_url: https://toolkit.test/
theme: {name: material, font: false}
strict: true
validation: {anchors: warn}
plugins:
  - toolkit
  - i18n:
      docs_structure: folder
      reconfigure_search: false
      languages:
        - {locale: en, name: English, default: true, build: true}
        - {locale: lv, name: Latviešu, build: true}
        - {locale: fi, name: Suomi, build: true}
extra:
  toolkit:
    print: {papers: [a4], fillable: false}
"""


FILES = {
    "content/worksheets/sheet.yaml": worksheet(),
    "content/questions/bank.yaml": bank(),
    "content/sessions/talk.yaml": session(),
}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project({**FILES}, CONFIG)


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]) -> BuiltOnce:
    once = BuiltOnce(tmp_path_factory.mktemp("languages"), {**FILES, "mkdocs.yml": CONFIG}, lay_caches)
    made(Project.open(once.root))
    return once


@pytest.fixture
def whole(built_once: BuiltOnce) -> Project:
    """Return the project with the site of all its languages."""
    return Project.open(built_once.again())


def made(project: Project, *languages: str, scope: Scope = PUBLIC) -> Summary:
    return build(project, lambda done, total: None, languages, scope=scope)


def assert_whole(site: Path, *languages: str) -> None:
    """Every page, menu, statement and list names these languages and no other, and no link is broken."""
    assert {path.name for path in site.iterdir() if path.is_dir()} == {"assets", *languages}
    report = linkcheck.check(site)
    assert report.faults == ()
    assert report.links > 100
    wanted = sorted(languages)
    pages = sorted(site.rglob("*.html"))
    assert len(pages) >= 1 + 5 * len(languages)
    for path in pages:
        root = html.parse(str(path)).getroot()
        if path == site / "index.html":
            assert sorted(root.xpath("//ul[@class='choose']//@hreflang")) == wanted
        else:
            assert root.xpath("//details[contains(@class, 'languages')]//@hreflang") == wanted, path
            others = [code for code in wanted if code != path.relative_to(site).parts[0]]
            beside = root.xpath("//@data-beside")
            assert beside in ([], others), path
        if path.name != "404.html":
            alternates = set(root.xpath("//link[@rel='alternate']/@hreflang")) - {"x-default"}
            assert sorted(alternates) == wanted, path
    sitemap = (site / "sitemap.xml").read_text()
    assert set(re.findall(r'hreflang="(\w+)"', sitemap)) == set(languages)
    listed = set(re.findall(r"<loc>https://toolkit\.test/([^<]*)</loc>", sitemap))
    assert listed == {
        path.parent.relative_to(site).as_posix() + "/"
        for path in pages
        if path.name == "index.html" and path != site / "index.html"
    }
    assert {path.stem for path in (site / "assets").glob("card-*.png")} == {
        f"card-{code}" for code in languages
    }


def test_first_build_of_one_language_is_a_site_of_that_language(project: Project) -> None:
    summary = made(project, "lv")
    assert (summary.built, summary.kept) == (("lv",), ())
    assert_whole(project.site, "lv")


def test_other_languages_stay_as_they_are(whole: Project) -> None:
    assert_whole(whole.site, "en", "fi", "lv")
    before = {
        path: path.read_bytes() for path in whole.site.rglob("*") if path.is_file() and "lv" not in path.parts
    }
    sheet = whole.content / "worksheets" / "sheet.yaml"
    sheet.write_text(sheet.read_text().replace("What matters?", "What else matters?"))
    summary = made(whole, "lv")
    assert (summary.built, summary.kept) == (("lv",), ("en", "fi"))
    assert_whole(whole.site, "en", "fi", "lv")
    assert "What else matters?" in (whole.site / "lv" / "worksheets" / "sheet" / "index.html").read_text()
    assert {path: path.read_bytes() for path in before} == before
    assert len(before) > 40


def test_one_language_after_the_other_makes_a_site_of_both(project: Project) -> None:
    made(project, "lv")
    # The page made first does not know of the second language yet, so it is made again.
    assert made(project, "fi").built == ("lv", "fi")
    assert_whole(project.site, "lv", "fi")
    assert made(project, "fi").kept == ("lv",)
    assert_whole(project.site, "lv", "fi")


@pytest.mark.parametrize("change", ["removed", "added", "hidden"])
def test_definitions_that_come_and_go_leave_no_broken_link(whole: Project, change: str) -> None:
    talk = whole.content / "sessions" / "talk.yaml"
    if change == "removed":
        talk.unlink()
    elif change == "added":
        (whole.content / "worksheets" / "more.yaml").write_text(worksheet("more"))
    else:
        talk.write_text(talk.read_text() + "life_cycle: draft\n")
    summary = made(whole, "lv")
    assert set(summary.built) == {"en", "lv", "fi"}
    assert_whole(whole.site, "en", "fi", "lv")
    assert (whole.site / "en" / "sessions" / "talk").exists() == (change == "added")
    assert (whole.site / "en" / "worksheets" / "more").exists() == (change == "added")


@pytest.mark.parametrize("change", ["settings", "template", "language", "pages"])
def test_what_all_languages_share_is_made_again_for_all(whole: Project, change: str) -> None:
    languages = ["en", "fi", "lv"]
    if change == "settings":
        whole.config.write_text(CONFIG.replace("site_name: Test", "site_name: Other"))
    elif change == "template":
        home = whole.root / "templates" / "page" / "home.md.j2"
        home.parent.mkdir(parents=True)
        home.write_text("# {{ title | heading }} {: #tk_content }\n\nOther\n")
    elif change == "language":
        whole.config.write_text(re.sub(r".*locale: fi.*\n", "", CONFIG))
        languages.remove("fi")
    else:
        (whole.site / "en" / "worksheets" / "sheet" / "index.html").unlink()
    made(Project.open(whole.root), "lv")
    assert_whole(whole.site, *languages)
    if change in ("settings", "template"):
        assert "Other" in (whole.site / "en" / "index.html").read_text()


def test_drafts_of_one_build_do_not_stay_in_the_next(project: Project) -> None:
    sheet = project.content / "worksheets" / "sheet.yaml"
    sheet.write_text(sheet.read_text() + "life_cycle: draft\n")
    made(project, scope=Scope(drafts=True))
    assert (project.site / "en" / "worksheets" / "sheet" / "index.html").is_file()
    made(project, "lv")
    kept = [path for path in project.site.rglob("sheet*") if "assets" not in path.parts]
    assert kept == []
    assert_whole(project.site, "en", "fi", "lv")


def test_a_build_of_one_language_tells_faulty_links(project: Project) -> None:
    home = project.root / "templates" / "page" / "home.md.j2"
    home.parent.mkdir(parents=True)
    home.write_text('# {{ title | heading }} {: #tk_content }\n\n<p><a href="nowhere/">x</a></p>\n')
    with pytest.raises(ContentError) as caught:
        made(project, "lv")
    assert [problem.what.params["target"] for problem in caught.value.problems] == ["nowhere/"]
    assert not project.site.exists()
