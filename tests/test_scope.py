"""Who a site is for: drafts and what is for trainers are nowhere in it unless somebody asks for them."""

from __future__ import annotations

import json
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner
from conftest import HEAD, MakeProject, bank, session, worksheet
from lxml import html
from test_languages import CONFIG

from toolkit.build.run import build, survey
from toolkit.build.summary import Summary
from toolkit.checks import readiness
from toolkit.cli import main
from toolkit.definitions.library import load
from toolkit.definitions.model import Kind, LifeCycle, Visibility
from toolkit.errors import ContentError
from toolkit.project.opened import Project
from toolkit.site import links as linkcheck
from toolkit.translation import merge
from toolkit.view.scope import PUBLIC, Scope, cut_links, narrowed

CURRICULUM = (
    HEAD
    + """\
provider: "Us"
introduction: "Introduction"
minutes: {{target: 30, contact: 30}}
delivery: online
assessment: "By talk"
completion: {{one: "Come"}}
languages: [en, lv]
modules:
  - id: basics
    title: "Module"
    summary: "About"
    questions: {{why: "Why?"}}
    objectives: {{can: "Can do"}}
    keypoints: {{key: "Remember"}}
    sessions:
      - id: lesson
        title: "Lesson"
        guide: talk
        activities:
          - {{id: act, title: "Activity", type: input, minutes: 30, text: "Text", worksheets: [sheet, other]}}
"""
)
#: Kinds of hiding, and what a definition says to be hidden.
HIDDEN = {"draft": "life_cycle: draft\n", "trainer": "visibility: trainer\n"}

#: Everything.
AUTHOR = Scope(Visibility.trainer, drafts=True)


def curriculum(more: str = "publish_threshold: 0\n") -> str:
    return CURRICULUM.format(kind="curriculum", id="course", language="en") + more


def secret(text: str, how: str) -> str:
    """Return a definition that is hidden, and whose every word would be noticed."""
    return text.replace("Title of", "HUSH").replace("Summary of", "HUSH") + HIDDEN[how]


def files(how: str) -> dict[str, str | bytes]:
    return {
        "content/worksheets/sheet.yaml": secret(worksheet(), how) + "debrief: [bank/first]\n",
        "content/worksheets/other.yaml": worksheet("other") + "debrief: [bank/second]\n",
        "content/questions/bank.yaml": secret(bank(), how).replace("What matters to you?", "HUSH question?"),
        "content/sessions/talk.yaml": session(),
        "content/curricula/course.yaml": curriculum(),
    }


def made(project: Project, *languages: str, scope: Scope = PUBLIC) -> Summary:
    return build(project, lambda done, total: None, languages, scope=scope)


def leaks(site: Path) -> list[str]:
    """Return the files of a site that tell of something hidden, by name or by any word in them."""
    found = []
    for path in sorted(site.rglob("*")):
        if not path.is_file() or path.parts[len(site.parts)] == "assets":
            continue
        if path.suffix == ".pdf":
            reader = pypdf.PdfReader(path)
            text = " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
        else:
            text = path.read_text(encoding="utf-8")
        name = path.relative_to(site).as_posix()
        hidden = ("HUSH", "worksheets/sheet", "questions/bank", "print/sheet", "print/bank")
        if any(word in name or word in text for word in hidden):
            found.append(name)
    return found


@pytest.mark.parametrize("how", list(HIDDEN))
def test_what_is_hidden_is_nowhere_on_the_public_site(make_project: MakeProject, how: str) -> None:
    project = make_project(files(how), CONFIG)
    summary = made(project)
    assert leaks(project.site) == []
    assert linkcheck.check(project.site).faults == ()
    # A guide, a sheet to print and to fill in; a course, and its certificate likewise.
    assert sum(1 for _ in project.site.rglob("*.pdf")) == (3 + 3) * 2
    # Not only the definitions are gone, but the kind of which none is left.
    assert not (project.site / "en" / "questions").exists()
    assert {definition.id for definition in summary.left_out} == {"sheet", "bank"}
    # Each link that is left out is told with its place: of the guide, of the course and of the other sheet.
    told = [(link.place.path.name, str(link.message)) for link in summary.cut_links]
    why = (
        "is a draft, so there is no link to it"
        if how == "draft"
        else "is for trainers only, so there is no link to it"
    )
    assert sorted(told) == [
        ("course.yaml", f"‘sheet’ {why}"),
        ("other.yaml", f"‘bank’ {why}"),
        ("talk.yaml", f"‘bank’ {why}"),
        ("talk.yaml", f"‘sheet’ {why}"),
    ]
    for link in summary.cut_links:
        assert link.place.line > 5


@pytest.mark.parametrize(
    ("how", "scope", "label"),
    [("draft", Scope(drafts=True), "Draft"), ("trainer", Scope(Visibility.trainer), "Trainers only")],
)
def test_whoever_asks_gets_it_and_every_page_says_what_it_is(
    make_project: MakeProject, how: str, scope: Scope, label: str
) -> None:
    project = make_project(files(how), CONFIG)
    summary = made(project, "en", scope=scope)
    assert summary.left_out == ()
    assert summary.cut_links == ()
    assert {"en/worksheets/sheet/index.html", "en/questions/bank/index.html", "en/print/sheet.pdf"} <= set(
        leaks(project.site)
    )
    for path in ("worksheets/sheet", "questions/bank"):
        root = html.parse(str(project.site / "en" / path / "index.html")).getroot()
        (notice,) = root.xpath("//div[contains(@class, 'standing')]")
        assert notice.text_content().strip().startswith(label)
    index = html.parse(str(project.site / "en" / "worksheets" / "index.html")).getroot()
    (card,) = index.xpath("//li[@data-entry='worksheets/sheet/']//p[@class='card-facts']")
    assert label in card.text_content()
    public = html.parse(str(project.site / "en" / "worksheets" / "other" / "index.html")).getroot()
    assert not public.xpath("//div[contains(@class, 'standing')]")
    printed = pypdf.PdfReader(project.site / "en" / "print" / "sheet.pdf").pages[0].extract_text()
    assert f"CC-BY-4.0 · {label}" in printed


@pytest.mark.parametrize(("state", "label"), [("review", "In review"), ("deprecated", "Deprecated")])
def test_other_life_cycles_are_published_and_seen(make_project: MakeProject, state: str, label: str) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet() + f"life_cycle: {state}\n"}, CONFIG)
    made(project, "en")
    root = html.parse(str(project.site / "en" / "worksheets" / "sheet" / "index.html")).getroot()
    assert root.xpath("//div[contains(@class, 'standing')]//strong/text()") == [label]


def test_a_site_of_drafts_alone_is_an_empty_one(make_project: MakeProject) -> None:
    project = make_project({"content/worksheets/sheet.yaml": secret(worksheet(), "draft")}, CONFIG)
    assert made(project, "en", "lv").definitions == 0
    assert leaks(project.site) == []
    assert (project.site / "lv" / "index.html").is_file()


def test_each_scope_holds_what_it_should(make_project: MakeProject) -> None:
    project = make_project(
        files("trainer") | {"content/worksheets/idea.yaml": worksheet("idea") + HIDDEN["draft"]}
    )
    library = load(project)
    names = {
        scope: {key[1] for key in narrowed(library, scope).entries}
        for scope in (PUBLIC, Scope(drafts=True), Scope(Visibility.trainer), AUTHOR)
    }
    shown = {"other", "talk", "course"}
    assert names[PUBLIC] == shown
    assert names[Scope(drafts=True)] == shown | {"idea"}
    assert names[Scope(Visibility.trainer)] == shown | {"sheet", "bank"}
    assert names[AUTHOR] == shown | {"sheet", "bank", "idea"}
    assert tuple(cut_links(library, AUTHOR)) == ()
    draft = library.get(Kind.worksheet, "idea")
    assert draft.life_cycle is LifeCycle.draft
    assert PUBLIC.including(draft) == Scope(drafts=True)


def run(project: Project, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner(env={"LANG": "C"}).invoke(main, ["--project", str(project.root), *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_a_draft_prints_when_named_and_says_so(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project(files("draft"), CONFIG)
    code, _, problems = run(project, "print", "sheet", "--lang", "en", "--out", str(tmp_path / "sheet.pdf"))
    assert code == 0, problems
    text = pypdf.PdfReader(tmp_path / "sheet.pdf").pages[0].extract_text()
    assert "Draft" in text
    # The card of a published guide does not name the draft that it refers to.
    code, _, problems = run(project, "print", "talk", "--lang", "en", "--out", str(tmp_path / "talk.pdf"))
    assert code == 0, problems
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "talk.pdf").pages)
    assert "Asks" in text
    assert "HUSH" not in text


def test_the_command_line_says_what_it_left_out(make_project: MakeProject) -> None:
    project = make_project(files("draft"), CONFIG)
    code, told, problems = run(project, "build", "--lang", "en")
    assert code == 0, problems
    assert "content/sessions/talk.yaml:25:17: ‘bank’ is a draft, so there is no link to it" in told
    assert ["Drafts", "left", "out", "2"] in [line.split() for line in told.splitlines()]
    code, told, _ = run(project, "build", "--lang", "en", "--drafts", "--edition", "trainer")
    assert code == 0
    assert "no link" not in told
    assert (project.site / "en" / "worksheets" / "sheet").is_dir()


# -- how far a curriculum is translated ------------------------------------------------------------


def catalog(project: Project, share: int, fuzzy: bool = False) -> None:
    """Translate some per cent of the curriculum into Latvian, the first texts first."""
    merge.update(project, load(project))
    path = project.catalog("lv", "content")
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    mine = [number for number, block in enumerate(blocks) if 'msgctxt "curriculum/' in block]
    for number in mine[: len(mine) * share // 100]:
        flag = "#, fuzzy\n" if fuzzy else ""
        blocks[number] = flag + blocks[number].replace('msgstr ""', 'msgstr "Tulkots"')
    path.write_text("\n\n".join(blocks), encoding="utf-8")


@pytest.mark.parametrize(
    ("threshold", "share", "ready"),
    [(100, 99, False), (100, 100, True), (50, 60, True), (50, 40, False), (0, 0, True)],
)
def test_threshold_is_kept(make_project: MakeProject, threshold: int, share: int, ready: bool) -> None:
    found = {
        **files("draft"),
        "content/curricula/course.yaml": curriculum(f"publish_threshold: {threshold}\n"),
    }
    project = make_project(found, CONFIG)
    catalog(project, share)
    library, problems = survey(project)
    assert problems == ()
    found_problems = list(readiness.check(project, library, project.locales))
    assert [problem.code for problem in found_problems] == ([] if ready else ["publish-threshold"])
    for problem in found_problems:
        # Finnish is no language of this curriculum; Latvian is.
        assert problem.what.params["locale"] == "lv"
        assert len(problem.related) == problem.what.params["total"] - problem.what.params["done"]
        assert all(related.place.line > 3 for related in problem.related)


def test_build_stops_and_names_the_sentences(make_project: MakeProject) -> None:
    found = {**files("draft"), "content/curricula/course.yaml": curriculum("publish_threshold: 90\n")}
    project = make_project(found, CONFIG)
    catalog(project, 50, fuzzy=True)
    code, _, told = run(project, "build")
    assert code == 1
    assert not project.site.exists()
    assert (
        "content/curricula/course.yaml:29:20: ‘course’ is not ready in the language ‘lv’ (texts translated: 0 of 13)"
        in told
    )
    assert "content/curricula/course.yaml:4:8: outdated: ‘Title of course’" in told
    assert "not translated: ‘Activity’" in told
    # The languages in which it is ready can be built.
    assert run(project, "build", "--lang", "en")[0] == 0
    assert run(project, "check")[0] == 0


def test_drafts_are_not_asked_whether_they_are_ready(make_project: MakeProject) -> None:
    found = {**files("draft"), "content/curricula/course.yaml": curriculum("life_cycle: draft\n")}
    project = make_project(found, CONFIG)
    assert list(readiness.check(project, load(project), project.locales)) == []


def test_hundreds_of_sentences_are_counted(make_project: MakeProject) -> None:
    keys = ", ".join(f"k{number}: Key {number}" for number in range(150))
    text = curriculum("").replace('{key: "Remember"}', f"{{{keys}}}")
    project = make_project({**files("draft"), "content/curricula/course.yaml": text}, CONFIG)
    (problem,) = readiness.check(project, load(project), ["lv"])
    assert len(problem.related) == 101
    assert str(problem.related[-1].message) == "more, not listed: 62"


# -- the licence ------------------------------------------------------------------------------------


def test_the_default_licence_is_stated_and_configurable(make_project: MakeProject) -> None:
    config = CONFIG + '    license: "All rights reserved"\n'
    project = make_project(
        {
            "content/worksheets/sheet.yaml": worksheet(),
            "content/worksheets/free.yaml": worksheet("free") + "license: CC0-1.0\n",
        },
        config,
    )
    made(project, "en")
    for name, licence in (("sheet", "All rights reserved"), ("free", "CC0-1.0")):
        root = html.parse(str(project.site / "en" / "worksheets" / name / "index.html")).getroot()
        assert root.xpath("//div[@class='colophon']")[0].text_content().count(licence) == 1
        data = json.loads(root.xpath("//script[@type='application/ld+json']")[0].text)
        assert data["license"] in (licence, "https://creativecommons.org/publicdomain/zero/1.0/")
        assert "All rights reserved" in root.xpath("//footer")[0].text_content()
        printed = pypdf.PdfReader(project.site / "en" / "print" / f"{name}.pdf").pages[0].extract_text()
        assert licence in printed
    home = html.parse(str(project.site / "en" / "index.html")).getroot()
    assert "All rights reserved" in home.xpath("//footer")[0].text_content()


@pytest.mark.parametrize("value", ["[a]", '""', '"' + "x" * 90 + '"', '"a\\u202eb"', '"a\\nb"'])
def test_a_licence_is_one_line_of_text(make_project: MakeProject, value: str) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet()}, CONFIG + f"    license: {value}\n")
    _, problems = survey(project)
    assert [problem.code for problem in problems] == ["configuration"]
    assert "license" in str(problems[0].what)


@pytest.mark.parametrize("name", ["Coaching Toolkit", "Our School", ""])
def test_nothing_depends_on_what_a_site_is_called(make_project: MakeProject, name: str) -> None:
    """A site of our name gets what any other site gets; one without a name is called what it is."""
    config = CONFIG.replace("site_name: Test\n", f"site_name: {name}\n" if name else "")
    project = make_project({"content/worksheets/sheet.yaml": worksheet()}, config)
    made(project, "lv")
    root = html.parse(str(project.site / "lv" / "index.html")).getroot()
    title = root.xpath("//a[@class='brand']")[0].text_content().strip()
    assert title == (name or "Koučinga rīku krājums")
    assert "CC BY 4.0" in root.xpath("//footer")[0].text_content()
    assert "open-source" not in root.text_content()


def test_a_broken_link_to_nothing_is_still_a_problem(make_project: MakeProject) -> None:
    """Hidden is not missing: a wrong id stays a fault, also beside drafts."""
    found = files("draft") | {"content/sessions/talk.yaml": session().replace("[sheet]", "[shet]")}
    with pytest.raises(ContentError) as caught:
        made(make_project(found, CONFIG))
    assert [problem.code for problem in caught.value.problems] == ["dangling-reference"]
