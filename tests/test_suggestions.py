"""Whoever mistypes the name of a definition or a kind is told which one is meant, wherever it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CONFIG, TWO, MakeProject, worksheet

from toolkit.cli import main
from toolkit.definitions import library
from toolkit.suggestions import nearest, nearest_name, slip_of

NAMES = [
    "worksheet/wheel-of-life",
    "worksheet/leadership-wheel",
    "worksheet/values",
    "session/grow-session",
    "topic/goals",
    "worksheet",
    "session",
    "all",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("worksheet/wheel", "worksheet/wheel-of-life"),
        ("worksheet/whell-of-life", "worksheet/wheel-of-life"),
        ("worksheet/leadership", "worksheet/leadership-wheel"),
        ("worksheets/values", "worksheet/values"),
        ("Worksheet/Values", "worksheet/values"),
        ("session/values", "worksheet/values"),
        ("wheel-of-life", "worksheet/wheel-of-life"),
        ("grow", "session/grow-session"),
        ("worksheets", "worksheet"),
        ("topic/gols", "topic/goals"),
        ("worksheet/of", None),
        ("nothing/of-this", None),
        ("", None),
        ("/", None),
    ],
)
def test_kind_and_id_of_a_name_are_compared_apart(typed: str, meant: str | None) -> None:
    assert nearest_name(typed, NAMES) == meant


def test_a_part_of_a_word_is_enough_if_no_word_is_alike() -> None:
    assert nearest("wheel", ["leadership-wheel", "wheel-of-life", "wheels-of-all-kinds"]) == "wheel-of-life"
    assert nearest("bank", ["session", "question_bank"]) == "question_bank"
    assert nearest("of", ["wheel-of-life"]) is None


def test_numbers_are_no_slips() -> None:
    assert slip_of("suprise", ["surprise", "first-step"]) == "surprise"
    assert slip_of("question-2", ["question-1", "question-12", "question"]) is None


def run(root: Path, *arguments: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, ["--project", str(root), "--lang", "en", *arguments])
    return found.exit_code, found.output


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        ("use worksheet/wheel", "did you mean ‘worksheet/wheel-of-life’?"),
        ("use worksheets", "did you mean ‘worksheet’?"),
        ("use topic/gols", "did you mean ‘topic/goals’?"),
        ("use worksheet/wheel --copy", "did you mean ‘worksheet/wheel-of-life’?"),
        ("override worksheet/wheel", "did you mean ‘worksheet/wheel-of-life’?"),
        ("override wheel-of-life", "did you mean ‘worksheet/wheel-of-life’?"),
        ("print shet --lang en", "did you mean ‘sheet’?"),
        (
            "print wheel --lang en",
            "did you mean ‘wheel-of-life’? To use it, run: toolkit use worksheet/wheel",
        ),
        ("print wheel-of-life --lang en", "to use it, run: toolkit use worksheet/wheel-of-life"),
        ("build --only shet", "did you mean ‘sheet’?"),
        ("publish coach-starter", "did you mean ‘coach-starter-course’? To use it, run: toolkit use"),
        ("export questions grow", "there is no question bank ‘grow’"),
        ("new worksheeet x", "there is no kind ‘worksheeet’ – did you mean ‘worksheet’?"),
        ("schema bank", "did you mean ‘question_bank’?"),
        ("find x --kind pages", "did you mean ‘page’?"),
    ],
)
def test_every_command_says_what_was_meant(make_project: MakeProject, arguments: str, meant: str) -> None:
    root = make_project({"content/worksheets/sheet.yaml": worksheet()}, TWO).root
    code, said = run(root, *arguments.split())
    assert code == 2, said
    assert meant in " ".join(said.split())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("wheel", "did you mean ‘wheel-of-life’? To use it, run: toolkit use worksheet/wheel-of-life"),
        ("wheel-of-life", "to use it, run: toolkit use worksheet/wheel-of-life"),
        ("shet", "did you mean ‘sheet’?"),
    ],
)
def test_a_reference_suggests_what_the_project_could_use(
    make_project: MakeProject, written: str, meant: str
) -> None:
    project = make_project(
        {
            "content/worksheets/sheet.yaml": worksheet(),
            "content/worksheets/other.yaml": worksheet("other").replace(
                "sections:", f"next: [worksheet/{written}]\nsections:", 1
            ),
        },
        TWO,
    )
    (problem,) = library.survey(project)[1]
    assert str(problem.advice) == meant


def test_the_list_in_the_settings_suggests_too(make_project: MakeProject) -> None:
    project = make_project(config=CONFIG + "extra: {toolkit: {use: [worksheets, worksheet/wheel]}}\n")
    problems = library.survey(project)[1]
    assert [str(problem.advice) for problem in problems[:2]] == [
        "did you mean ‘worksheet’?",
        "did you mean ‘worksheet/wheel-of-life’?",
    ]
