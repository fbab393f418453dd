"""Who offers a course: whoever the site is of, unless the course or mkdocs.yml names somebody."""

from __future__ import annotations

import json
from pathlib import Path

import pymupdf
import pytest
from click.testing import CliRunner
from conftest import LOCALES, TWO, MakeProject

from toolkit.cli import main
from toolkit.definitions import library
from toolkit.project import Project
from toolkit.view import Edition, edition

COURSE = "mentoring-introduction"
USE = "extra: {toolkit: {use: [curriculum/%s]%s}}\n"
NAMED = TWO.replace("site_name: Test", "site_name: Rīgas skola")


def offers(project: Project, locale: str) -> str | None:
    return edition(project, library.load(project), locale).curriculum(COURSE).provider


def test_a_used_course_is_offered_by_whoever_the_site_is_of(make_project: MakeProject) -> None:
    config = NAMED.replace("name: English,", "name: English, site_name: Riga School,")
    project = make_project(config=config + USE % (COURSE, ""))
    assert offers(project, "lv") == "Rīgas skola"
    # Where the site has a name of its own in a language, its certificates have it, too.
    assert offers(project, "en") == "Riga School"
    # Who wrote it is told as before.
    course = edition(project, library.load(project), "lv").curriculum(COURSE)
    assert (course.authors, course.license) == (("Coaching Toolkit contributors",), "CC-BY-4.0")


def test_a_provider_in_the_configuration_comes_before_the_name_of_the_site(make_project: MakeProject) -> None:
    project = make_project(config=NAMED + USE % (COURSE, ', branding: {provider: "SIA Skola"}'))
    assert {offers(project, locale) for locale in project.locales} == {"SIA Skola"}


def test_a_provider_that_a_course_names_comes_before_all(make_project: MakeProject) -> None:
    override = f'overrides: curriculum/{COURSE}\nlanguage: lv\nprovider: "Biedrība"\n'
    project = make_project(
        {f"content/curricula/{COURSE}.yaml": override},
        NAMED + "extra: {toolkit: {branding: {provider: SIA Skola}}}\n",
    )
    assert {offers(project, locale) for locale in project.locales} == {"Biedrība"}


def test_what_cannot_be_a_provider_is_told_at_its_place(make_project: MakeProject) -> None:
    project = make_project(config=NAMED + USE % (COURSE, f', branding: {{provider: "{"x" * 121}"}}'))
    result = CliRunner().invoke(main, ["--project", str(project.root), "check"])
    assert result.exit_code == 1
    assert "mkdocs.yml:" in result.output
    assert "the limit is 120" in result.output


@pytest.mark.parametrize("locale", LOCALES)
def test_our_own_courses_are_offered_as_before(editions: dict[str, Edition], locale: str) -> None:
    courses = [entry for entry in editions[locale].library if entry.kind == "curriculum"]
    assert {editions[locale].curriculum(one.id).provider for one in courses} == {"Coaching Toolkit"}


def test_the_certificate_of_a_used_course_is_the_schools_and_in_one_language(
    make_project: MakeProject, tmp_path: Path
) -> None:
    project = make_project(config=NAMED + USE % (COURSE, ""))
    target = tmp_path / "certificate.pdf"
    wish = ("print", COURSE, "--certificate", "--lang", "lv", "--out", str(target))
    printed = CliRunner().invoke(main, ["--project", str(project.root), *wish])
    assert printed.exit_code == 0, printed.output
    lines = [line.strip() for page in pymupdf.open(target) for line in page.get_text().splitlines()]
    assert lines[0] == "Rīgas skola"
    assert "Coaching Toolkit" not in lines
    told = " ".join(lines)
    assert "(2019. gada modeļa 2025. gada redakcija, 2025)" in told
    assert "update of the" not in told
    # The credit that the licence asks for.
    assert "Coaching Toolkit contributors" in told


def test_what_is_published_of_a_used_course_names_the_school(make_project: MakeProject) -> None:
    project = make_project(config=NAMED + USE % (COURSE, ""))
    wish = ("publish", COURSE, "--as", "csv,epub", "--lang", "lv")
    result = CliRunner().invoke(main, ["--project", str(project.root), *wish])
    assert result.exit_code == 0, result.output
    folder = project.build / "publish" / COURSE
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert [one["provider"] for one in manifest["editions"]] == ["Rīgas skola"]
    (about,) = folder.glob(f"csv/{COURSE}-lv.csv-metadata.json")
    assert json.loads(about.read_text(encoding="utf-8"))["dc:publisher"] == "Rīgas skola"
