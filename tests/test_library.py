"""References resolve, ids are unique, and all problems of all files come in one pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CONFIG, HEAD, MakeProject, bank, session, worksheet

from toolkit.build import run as builder
from toolkit.definitions.library import load, survey
from toolkit.definitions.model import Kind
from toolkit.errors import ContentError, Problem, UsageError
from toolkit.project.opened import Project


def problems_of(project: Project) -> list[Problem]:
    return list(survey(project)[1])


def test_small_project_loads_and_knows_who_uses_what(small_project: Project) -> None:
    library = load(small_project)
    assert [definition.id for definition in library] == ["talk", "bank", "sheet"]
    assert [user.id for user in library.used_by(library.get(Kind.worksheet, "sheet"))] == ["talk"]
    assert [user.id for user in library.used_by(library.get(Kind.question_bank, "bank"))] == ["talk"]


def test_the_licence_of_the_project_is_nothing_that_a_file_says(make_project: MakeProject) -> None:
    files = {
        "content/worksheets/plain.yaml": worksheet("plain"),
        "content/worksheets/own.yaml": worksheet("own") + "license: CC0-1.0\n",
    }
    found = load(make_project(files, CONFIG + "extra: {toolkit: {license: CC-BY-SA-4.0}}\n"))
    plain, own = (found.get(Kind.worksheet, name) for name in ("plain", "own"))
    assert (plain.license, "license" in plain.model_fields_set) == ("CC-BY-SA-4.0", False)
    assert (own.license, "license" in own.model_fields_set) == ("CC0-1.0", True)
    assert plain.model_fields_set


def test_dangling_reference_shows_both_places(make_project: MakeProject) -> None:
    project = make_project(
        {
            "content/worksheets/sheets.yaml": worksheet("sheets"),
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": session(),
        }
    )
    (problem,) = problems_of(project)
    assert problem.code == "dangling-reference"
    assert problem.place.path.name == "talk.yaml"
    assert "sheets" in str(problem.advice)
    assert [related.place.path.name for related in problem.related] == ["sheets.yaml"]


def test_reference_to_a_missing_part_names_the_nearest(make_project: MakeProject) -> None:
    project = make_project(
        {
            "content/worksheets/sheet.yaml": worksheet(),
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": session().replace("bank/first", "bank/frist"),
        }
    )
    (problem,) = problems_of(project)
    assert "first" in str(problem.advice)
    place = problem.related[0].place
    assert (place.path.name, place.line) == ("bank.yaml", 10)


def test_reference_to_another_kind_says_what_it_is(make_project: MakeProject) -> None:
    project = make_project(
        {
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": session().replace("[sheet]", "[bank]"),
        }
    )
    (problem,) = problems_of(project)
    assert "question_bank" in str(problem.related[0].message)


def test_file_that_is_broken_does_not_make_its_references_dangle(make_project: MakeProject) -> None:
    project = make_project(
        {
            "content/worksheets/sheet.yaml": worksheet() + "unknown: x\n",
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": session(),
        }
    )
    assert [problem.code for problem in problems_of(project)] == ["unknown-key"]


def test_duplicate_ids_show_both_files(make_project: MakeProject) -> None:
    project = make_project(
        {"content/worksheets/sheet.yaml": worksheet(), "content/worksheets/more/sheet.yaml": worksheet()}
    )
    (problem,) = problems_of(project)
    assert problem.code == "duplicate-definition"
    places = {str(problem.place.path.parent.name), problem.related[0].place.path.parent.name}
    assert places == {"worksheets", "more"}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/worksheets/other.yaml", "file-name"),
        ("content/questions/sheet.yaml", "folder"),
        ("content/worksheets/sheet.yml", "file-name"),
    ],
)
def test_misplaced_files(make_project: MakeProject, path: str, code: str) -> None:
    project = make_project({path: worksheet()})
    assert code in [problem.code for problem in problems_of(project)]


def test_all_files_are_reported_at_once(make_project: MakeProject) -> None:
    project = make_project(
        {f"content/worksheets/sheet{n}.yaml": worksheet(f"sheet{n}") + "wrong: x\n" for n in range(5)}
    )
    with pytest.raises(ContentError) as caught:
        load(project)
    assert len(caught.value.problems) == 5
    assert len({problem.place.path for problem in caught.value.problems}) == 5


def test_empty_project_is_a_problem(make_project: MakeProject) -> None:
    assert [problem.code for problem in problems_of(make_project())] == ["no-content"]


def test_second_glossary_and_odd_endings_are_not_lost(make_project: MakeProject) -> None:
    concept = 'concepts: [{id: goal, definition: "What is aimed at", terms: {en: {preferred: goal}}}]\n'
    project = make_project(
        {
            "content/glossary.yaml": HEAD.format(kind="glossary", id="glossary", language="en") + concept,
            "content/more.yaml": HEAD.format(kind="glossary", id="more", language="en") + concept,
            "content/worksheets/lost.YAML": worksheet("lost"),
        }
    )
    assert sorted(problem.code for problem in problems_of(project)) == ["file-name", "second-glossary"]


def test_linked_folder_is_not_followed(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet(), "outside/a.yaml": "a: b"})
    (tmp_path / "content" / "linked").symlink_to(tmp_path / "outside")
    assert "outside" in [problem.code for problem in problems_of(project)]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("plugins: [", "not YAML"),
        ("site_name: X\n", "no languages"),
        ("plugins:\n - i18n: {languages: [{locale: xx9}]}\n", "not a language code"),
        ("plugins:\n - i18n: {languages: [{locale: en./../../content}]}\n", "not a language code"),
        ("plugins:\n - i18n: {languages: [{locale: en}, {locale: en}]}\n", "listed twice"),
        (
            "plugins:\n - i18n: {languages: [{locale: en, default: true}, {locale: es, default: true}]}\n",
            "default",
        ),
        ("plugins:\n - i18n: {languages: [{locale: en}]}\n", "plugin ‘toolkit’ is missing"),
        ("a: " + "[" * 60000, "nested deeper"),
        ("site_name: [a]\nplugins:\n - toolkit\n - i18n: {languages: [{locale: en}]}\n", "is not text"),
    ],
)
def test_unusable_configuration_is_a_problem(make_project: MakeProject, config: str, message: str) -> None:
    try:
        found = list(builder.survey(make_project(config=config))[1])
    except ContentError as error:
        found = error.problems
    # All that is wrong is told at once, the missing plugin too.
    assert message in " ".join(str(problem.what) for problem in found)
    assert all(
        problem.place.path.name == "mkdocs.yml" for problem in found if problem.code == "configuration"
    )


def test_folder_without_a_project(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"mkdocs\.yml"):
        Project.open(tmp_path)


def test_default_language_comes_first(make_project: MakeProject) -> None:
    config = "plugins:\n - toolkit\n - i18n: {languages: [{locale: lv}, {locale: es, default: true}]}\n"
    assert make_project(config=config).locales == ("es", "lv")
