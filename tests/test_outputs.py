"""Two things never write one file, and the check says where both are."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeProject, bank, session, worksheet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.build import run as builder
from toolkit.definitions.entries import Key
from toolkit.definitions.model import Kind
from toolkit.errors import Problem
from toolkit.project.opened import Project
from toolkit.site import engine as sites
from toolkit.view import edition, outputs
from toolkit.view.sheets import file_name, ready_made


def problems_of(project: Project) -> list[Problem]:
    return list(builder.survey(project)[1])


#: What is written, and the two files at fault.
MEET: dict[str, tuple[dict[str, str], str, str]] = {
    "the page that lists its kind": (
        {"content/worksheets/index.yaml": worksheet("index")},
        "content/worksheets/index.yaml",
        "",
    ),
    "one id in two kinds": (
        {"content/worksheets/x.yaml": worksheet("x"), "content/questions/x.yaml": bank("x")},
        "content/worksheets/x.yaml",
        "content/questions/x.yaml",
    ),
    "Capitals": (
        {"content/worksheets/x.yaml": worksheet("x"), "content/worksheets/X.yaml": worksheet("x")},
        "content/worksheets/x.yaml",
        "content/worksheets/X.yaml",
    ),
    "Folders": (
        {"content/worksheets/a/x.yaml": worksheet("x"), "content/worksheets/A/x.yaml": worksheet("y")},
        "content/worksheets/a/x.yaml",
        "content/worksheets/A/x.yaml",
    ),
    "wide letters": (
        {"content/worksheets/x.yaml": worksheet("x"), "content/worksheets/ｘ.yaml": worksheet("x")},
        "content/worksheets/ｘ.yaml",
        "content/worksheets/x.yaml",
    ),
}
for suffix in (
    "fillable",
    "letter",
    "large",
    "ink-saving",
    "es",
    "fillable-letter",
    "letter-large",
    "large-lv",
):
    MEET[f"-{suffix}"] = (
        {
            "content/worksheets/x.yaml": worksheet("x"),
            f"content/worksheets/x-{suffix}.yaml": worksheet(f"x-{suffix}"),
        },
        f"content/worksheets/x-{suffix}.yaml",
        "content/worksheets/x.yaml",
    )
MEET["-letter of another kind"] = (
    {"content/worksheets/x-letter.yaml": worksheet("x-letter"), "content/questions/x.yaml": bank("x")},
    "content/worksheets/x-letter.yaml",
    "content/questions/x.yaml",
)


@pytest.mark.parametrize("name", MEET)
def test_files_that_meet_are_told_with_both_places(make_project: MakeProject, name: str) -> None:
    files, at, other = MEET[name]
    project = make_project(files)
    found = [problem for problem in problems_of(project) if problem.code in {"same-file", "file-case"}]
    assert len(found) == 1, found
    assert project.shown(found[0].place.path) == at
    assert [project.shown(related.place.path) for related in found[0].related] == ([other] if other else [])


def test_definitions_that_do_not_meet_are_left_alone(make_project: MakeProject) -> None:
    project = make_project(
        {
            # Sessions, banks and checklists have no forms to fill in.
            "content/questions/bank.yaml": bank(),
            "content/questions/bank-fillable.yaml": bank("bank-fillable"),
            "content/worksheets/sheet.yaml": worksheet(),
            "content/worksheets/sheet-cards.yaml": worksheet("sheet-cards"),
            "content/worksheets/letter.yaml": worksheet("letter"),
            "content/sessions/talk.yaml": session(),
        }
    )
    assert problems_of(project) == []


def test_the_other_ending_is_told_without_losing_a_file(make_project: MakeProject) -> None:
    project = make_project(
        {"content/worksheets/x.yaml": worksheet("x"), "content/worksheets/x.yml": worksheet("x")}
    )
    (problem,) = problems_of(project)
    assert problem.place.path.name == "x.yml"
    assert "x.yaml" in str(problem.advice)
    assert "rename" not in str(problem.advice)


IDS = st.sampled_from(
    [
        *(
            "x",
            "x-letter",
            "x-large",
            "x-fillable",
            "x-fillable-letter",
            "x-ink-saving",
            "x-es",
            "x-letter-large",
        ),
        *("index", "readme", "assets", "print", "en", "404", "letter", "x-cards", "x-card", "x-fillable-es"),
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(Kind)), IDS), max_size=12, unique=True))
def test_what_is_not_told_writes_files_of_its_own(small_project: Project, keys: list[Key]) -> None:
    """Every pair that shares a file is told: without the later one of each, all files differ."""
    writers: dict[str, Key | None] = {}
    met: set[Key] = set()
    for path, key in outputs.outputs(small_project, keys):
        first = writers.setdefault(path.casefold(), key)
        if key is not None and first != key:
            met.add(key)
    left = [key for key in keys if key not in met]
    paths = [
        path.casefold()
        for path, key in outputs.outputs(small_project, left)
        if key and key[0] is not Kind.glossary
    ]
    assert len(paths) == len(set(paths))
    expected = sum(key[0].info.prints is not None for key in left)
    assert sum(path.startswith("print/") for path in paths) >= 40 * expected


def test_what_is_planned_is_what_is_written(make_project: MakeProject, tmp_path: Path) -> None:
    odd = ("readme", "404", "assets", "print", "es", "en", "search", "tags", "sitemap", "main")
    files = {f"content/worksheets/{name}.yaml": worksheet(name) for name in odd}
    project = make_project({**files, "content/questions/bank.yaml": bank()})
    found, problems = builder.survey(project)
    assert problems == ()
    english = edition(project, found, "en")
    out = tmp_path / "out"
    sites.build_locale(english, sites.write_tree(english, tmp_path / "docs"), out)
    written = {path.relative_to(out).as_posix() for path in out.rglob("*.html")}
    planned = {path for path, _ in outputs.outputs(project, found.entries)}
    assert written - {"404.html"} == {path for path in planned if path.endswith(".html")}
    offered = {
        f"print/{file_name(definition.id, options)}"
        for definition in found
        for options in ready_made(project, definition)
    }
    assert len(offered) == 4 * len(odd) + 2
    assert offered <= planned
