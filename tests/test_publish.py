"""Publishing a curriculum: what is asked before, what lies in the folder afterwards, all of it or nothing."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import TWO, MakeProject, bank, contents, session, worksheet

from toolkit.cli import main
from toolkit.definitions import Kind
from toolkit.project import Project
from toolkit.publish import FORMS, form, forms, run
from toolkit.publish.form import Artefact, Form

CURRICULUM = """\
kind: curriculum
id: course
language: en
title: "A course"
summary: "What it is about"
version: "2.1"
authors: [Tester]
audience: [coach]
provider: "School"
introduction: "For all. See [the other](worksheet:other)."
minutes: {target: 60, contact: 60}
delivery: online
assessment: "By talking"
completion: {all: "Be there"}
languages: [en, lv]
publish_threshold: 0
modules:
  - id: one
    title: "First module"
    summary: "How to begin"
    questions: {what: "What is it?"}
    objectives: {can: "Begin"}
    keypoints: {key: "It begins"}
    sessions:
      - id: sitting
        title: "A sitting"
        guide: talk
        activities:
          - {id: doing, title: "Doing", type: exercise, minutes: 60, text: "We do it."}
"""


@pytest.fixture
def project(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    return make_project(
        {
            "content/worksheets/sheet.yaml": worksheet(),
            "content/worksheets/other.yaml": worksheet("other"),
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": session(),
            "content/curricula/course.yaml": CURRICULUM,
        },
        TWO,
    )


def test_a_curriculum_may_be_called_by_its_kind_and_id(project: Project) -> None:
    result = published(project, "curriculum/course", "--as", "csv")
    assert result.exit_code == 0, result.output
    assert (run.folder_of(project.root, "course") / "csv").is_dir()


def test_that_no_file_says_where_its_page_is_is_told(project: Project) -> None:
    assert "site_url" not in published(project, "course", "--as", "csv").output
    config = project.root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub("(?m)^site_url:.*\n", "", text), encoding="utf-8")
    assert "set ‘site_url’ in" in published(project, "course", "--as", "csv").output


def published(project: Project, *options: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(project.root), "publish", *options])


def test_the_site_of_a_curriculum_holds_what_it_is_taught_with_and_no_more(project: Project) -> None:
    result = published(project, "course", "--as", "site")
    assert result.exit_code == 0, result.output
    folder = run.folder_of(project.root, "course")
    pages = {path.relative_to(folder / "site").as_posix() for path in folder.rglob("index.html")}
    # Its home page is about the course, and leads to it first.
    home = (folder / "site" / "lv" / "index.html").read_text(encoding="utf-8")
    lead, _, doors = home.partition("home-doors")
    assert "Everything you need" not in lead
    assert re.search(r'<a href="([^"]+)"', doors)[1] == "curricula/course/"  # type: ignore[index]
    assert {
        f"lv/{path}/index.html"
        for path in ("curricula/course", "sessions/talk", "worksheets/sheet", "questions/bank")
    } <= pages
    assert not [path for path in pages if "other" in path]
    page = (folder / "site/lv/curricula/course/index.html").read_text(encoding="utf-8")
    assert "the other" in page
    assert "worksheets/other" not in page
    # Hosts ask for these.
    assert {"404.html", "_headers", ".nojekyll", "lv/404.html", "en/404.html"} <= set(
        contents(folder / "site")
    )
    assert (folder / "site/lv/print/sheet.pdf").is_file()
    # The project's own site is not touched, and the manifest tells of all there is.
    assert not project.site.exists()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    told = {one["path"]: one for one in manifest["files"]}
    there = contents(folder)
    assert len(told) > 30
    assert set(told) == set(there) - {"manifest.json", "SHA256SUMS", ".coaching-toolkit"}
    for path, one in told.items():
        assert one["sha256"] == hashlib.sha256(there[path]).hexdigest()
        assert one["bytes"] == len(there[path])
    assert told["site/lv/curricula/course/index.html"]["language"] == "lv"
    assert [one["language"] for one in manifest["editions"]] == ["en", "lv"]
    assert manifest["editions"][0] | {"summary": "", "licence_address": ""} == {
        "title": "A course",
        "summary": "",
        "provider": "School",
        "authors": ["Tester"],
        "version": "2.1",
        "language": "en",
        "date": "2027-01-15",
        "licence": "CC-BY-4.0",
        "licence_address": "",
        "source": "https://toolkit.test/en/curricula/course/",
    }
    # The same input gives the same bytes.
    assert published(project, "course", "--as", "site").exit_code == 0
    assert contents(folder) == there


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["curse"], 2, "did you mean ‘course’"),
        (["course", "--lang", "fi"], 2, "the project has no language ‘fi’"),
        (["course", "--as", "papyrus"], 2, "there is no publishing format ‘papyrus’"),
        (
            ["course", "--as", "scorm"],
            2,
            "did you mean: scorm12? All formats: site, handbook, epub, scorm12,",
        ),
        (["course", "--as", "SCORM 1.2"], 2, "did you mean: scorm12?"),
        (["course", "--as", "scorm1.2"], 2, "did you mean: scorm12?"),
        (["course", "--as", "common-cartridge"], 2, "did you mean: imscc?"),
        (["course", "--as", "ebook"], 2, "did you mean: epub?"),
        (["course", "--as", "moodle"], 2, "did you mean: moodle-xml?"),
        (["course", "--as", "xls"], 2, "did you mean: xlsx?"),
        # What comes with the toolkit is not in use before somebody says so.
        (["coach-starter-course"], 2, "run: toolkit use curriculum/coach-starter-course"),
        (["coach-starter-curse"], 2, "did you mean ‘coach-starter-course’?"),
        (["course", "--out", "content/out"], 3, "already used by this project"),
    ],
)
def test_what_cannot_be_published_is_told_before_anything_is_written(
    project: Project, monkeypatch: pytest.MonkeyPatch, options: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(project.root)
    result = published(project, *options)
    assert result.exit_code == code
    assert said in " ".join(result.output.split())
    assert not (project.build / "publish" / "course").exists()


def test_a_draft_is_published_by_those_who_say_so(project: Project) -> None:
    path = project.content / "curricula/course.yaml"
    path.write_text(CURRICULUM.replace("provider:", "life_cycle: draft\nprovider:"), encoding="utf-8")
    assert "it with --drafts" in published(project, "course", "--as", "site").output
    assert published(project, "course", "--as", "site", "--lang", "en", "--drafts").exit_code == 0


def test_a_curriculum_for_trainers_is_published_by_its_name(project: Project) -> None:
    path = project.content / "curricula/course.yaml"
    path.write_text(CURRICULUM.replace("provider:", "visibility: trainer\nprovider:"), encoding="utf-8")
    result = published(project, "course", "--as", "csv", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert (run.folder_of(project.root, "course") / "csv").is_dir()


def test_a_language_it_is_not_offered_in(project: Project) -> None:
    path = project.content / "curricula/course.yaml"
    path.write_text(CURRICULUM.replace("[en, lv]", "[en]"), encoding="utf-8")
    result = published(project, "course", "--lang", "lv")
    assert result.exit_code == 2
    assert "‘course’ is not available in: lv" in result.output


def test_a_language_below_its_threshold_says_which_sentences_lack(project: Project) -> None:
    path = project.content / "curricula/course.yaml"
    path.write_text(CURRICULUM.replace("threshold: 0", "threshold: 90"), encoding="utf-8")
    result = published(project, "course", "--as", "site")
    assert result.exit_code == 1
    assert "is not ready in the language ‘lv’ (texts translated: 0 of 13)" in result.output
    assert "not translated: ‘How to begin’" in result.output
    assert not run.folder_of(project.root, "course").exists()
    # The author's own language needs no translation.
    assert published(project, "course", "--as", "site", "--lang", "en").exit_code == 0


def rows(result: Result) -> dict[str, list[str]]:
    """Return what a dry run lists: definitions, and what stands behind them."""
    lines = [line.split() for line in result.stdout.splitlines()]
    return {line[0]: line[1:] for line in lines if line and "/" in line[0]}


def test_a_dry_run_lists_what_would_go_in_and_writes_nothing(project: Project) -> None:
    planned = published(project, "course", "--dry-run")
    assert planned.exit_code == 0, planned.output
    assert not (project.build / "publish").exists()
    assert rows(planned)["worksheet/sheet"] == ["Title", "of", "sheet", "100%", "0%"]
    assert "Nothing was written. To publish, run: toolkit publish course" in planned.stdout
    assert published(project, "course", "--as", "site", "--lang", "lv").exit_code == 0
    made = run.folder_of(project.root, "course") / "site/lv"
    folders = {kind.info.folder: kind for kind in Kind if kind.info.folder}
    pages = {page.parent.relative_to(made).parts for page in made.rglob("index.html")}
    held = {f"{folders[path[0]]}/{path[1]}" for path in pages if len(path) > 1 and path[0] in folders}
    assert (
        set(rows(planned))
        == held
        == {"curriculum/course", "session/talk", "worksheet/sheet", "question_bank/bank"}
    )


def test_a_dry_run_says_what_lacks(project: Project) -> None:
    path = project.content / "curricula/course.yaml"
    path.write_text(CURRICULUM.replace("threshold: 0", "threshold: 90"), encoding="utf-8")
    sheet = project.content / "worksheets/sheet.yaml"
    sheet.write_text(worksheet().replace("version:", "life_cycle: draft\nversion:"), encoding="utf-8")
    talk = project.content / "sessions/talk.yaml"
    talk.write_text(session().replace("version:", "visibility: trainer\nversion:"), encoding="utf-8")
    planned = published(project, "course", "--dry-run")
    # It ends as publishing would.
    assert planned.exit_code == 1
    assert "is not ready in the language ‘lv’ (texts translated: 0 of 13)" in planned.stderr
    assert rows(planned)["curriculum/course"][-2:] == ["100%", "0%*"]
    assert "worksheet/sheet" not in rows(planned)
    assert "* less than the curriculum’s ‘publish_threshold’ (90%)" in planned.stdout
    assert "Left out because they are drafts: worksheet/sheet" in planned.stdout
    assert "Only in the handbook for trainers: session/talk" in planned.stdout
    assert published(project, "course", "--dry-run", "--lang", "en").exit_code == 0
    assert "worksheet/sheet" in rows(published(project, "course", "--dry-run", "--lang", "en", "--drafts"))


def test_all_of_it_or_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(publication: object, folder: Path) -> list[Artefact]:
        (folder / "half").write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device", str(folder / "other"))

    assert published(project, "course", "--as", "site", "--lang", "en").exit_code == 0
    folder = run.folder_of(project.root, "course")
    before = contents(folder)
    real = forms.form
    broken = Form("broken", ("", ""), write)  # type: ignore[arg-type]
    monkeypatch.setattr(forms, "form", lambda name: broken if name == "broken" else real(name))
    monkeypatch.setattr("toolkit.publish.FORMS", (*FORMS, "broken"))
    result = published(project, "course", "--as", "site,broken")
    assert result.exit_code == 3
    assert "No space left on device" in result.output
    assert contents(folder) == before
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == ["course"]
    assert not (project.build / "published").exists()


def test_a_folder_of_somebody_else_is_left_alone(project: Project, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("mine", encoding="utf-8")
    result = published(project, "course", "--as", "site", "--out", str(theirs))
    assert result.exit_code == 3
    assert contents(theirs) == {"letter.txt": b"mine"}
    shutil.rmtree(theirs)
    assert published(project, "course", "--as", "site", "--lang", "en", "--out", str(theirs)).exit_code == 0
    assert (theirs / "site/en/index.html").is_file()


def test_every_form_says_its_name() -> None:
    assert len(FORMS) == len(set(FORMS))
    for name in FORMS:
        assert form(name).name == name
        assert form(name).label[1]


def test_the_shipped_curricula_take_along_what_their_guides_are_held_with(repository: Project) -> None:
    from toolkit.definitions import Curriculum, library
    from toolkit.publish import material
    from toolkit.view import Scope

    found = library.load(repository)
    curricula = [one for one in found if isinstance(one, Curriculum)]
    assert len(curricula) == 4
    for curriculum in curricula:
        about = material.publication(repository, found, curriculum, ["lv"], Scope(), lambda done, total: None)
        held = about.materials[0].edition.library.entries
        assert (Kind.glossary, "glossary") in held
        assert 12 < len(held) < len(found.entries) / 2
