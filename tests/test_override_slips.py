"""Slips in an override are told for what they are, with what to do; accepting makes none of them stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CONFIG, MakeProject

from toolkit.checks import changed
from toolkit.cli import main
from toolkit.definitions import Key, Kind, library, overriding, shipped
from toolkit.project import Project
from toolkit.translation import overridden

NAME = "worksheet/wheel-of-life"
WHEEL: Key = (Kind.worksheet, "wheel-of-life")
FILE = "content/worksheets/wheel-of-life.yaml"


def run(root: Path, *arguments: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, ["--project", str(root), "--lang", "en", *arguments])
    return found.exit_code, found.output


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """Return a project with an override of the wheel that changes nothing yet."""
    project = make_project(config=CONFIG)
    overridden.begin(project, WHEEL, "lv", str)
    return project


def change(project: Project, *changes: tuple[str, str]) -> str:
    """Replace texts in the override, each once, and return what it is then."""
    path = project.root / FILE
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return text


def told(project: Project) -> list[tuple[int, int, str, str, bool]]:
    found, problems = library.survey(project)
    problems = (*problems, *changed.check(project, found))
    assert {one.place.path for one in problems} <= {project.root / FILE}
    return [
        (one.place.line, one.place.column, str(one.what), str(one.advice), one.warning) for one in problems
    ]


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    body = text.partition("\nwas:\n")[0]
    yield from (
        (number, line)
        for number, line in enumerate(body.split("\n"))
        if re.match(r" *#\S", line) and not line.startswith("# ")
    )


# -- indentation ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key", [WHEEL, (Kind.session, "closing-session"), (Kind.checklist, "confidentiality-and-limits")]
)
def test_any_line_alone_is_right_as_soon_as_its_sign_is_deleted(make_project: MakeProject, key: Key) -> None:
    """No blank is left over, which could push a line under the key above."""
    project = make_project(config=CONFIG)
    path = overridden.begin(project, key, "lv", str)
    written = path.read_text(encoding="utf-8")
    lines = written.split("\n")
    single = [number for number, line in lines_of(written) if not line.endswith("|")]
    assert len(single) > 20
    for number in single[:: len(single) // 12]:
        changed_lines = list(lines)
        changed_lines[number] = lines[number].replace("#", "", 1)
        path.write_text("\n".join(changed_lines), encoding="utf-8")
        found, problems = library.survey(project)
        assert problems == (), lines[number]
        # What stands there is what stood there before: nothing is new, and nothing has moved.
        own, below = found.entries[key].document.data, shipped.document(project, key).data
        assert shape(own) == shape(below) | {"kind", "id"}, lines[number]


def shape(data: object, path: tuple[str, ...] = ()) -> set[str]:
    """Return all paths of keys and ids in a definition."""
    if isinstance(data, dict):
        return {"/".join((*path, key)) for key in data}.union(
            *(shape(child, (*path, key)) for key, child in data.items())
        )
    if isinstance(data, list):
        ids = (str(one.get("id")) if isinstance(one, dict) else "" for one in data)
        return set().union(*(shape(child, (*path, name)) for name, child in zip(ids, data, strict=True)))
    return set()


@pytest.mark.parametrize("key", ["minutes", "cadence", "instructions"])
def test_a_line_that_slid_under_the_key_above_is_told(project: Project, key: str) -> None:
    """In files of before, a blank stood behind the sign; so a line could become an entry of ‘use_when’."""
    text = change(project, (f"#{key}: ", f" {key}: "))
    number = text[: text.index(f"\n {key}: ")].count("\n") + 2
    ((line, column, what, advice, warning),) = told(project)
    assert (line, column, warning) == (number, 2, False)
    assert f"one space too far, so ‘{key}’ is read as a part of ‘use_when’" in what
    assert "begins in column 1" in advice
    change(project, (f"\n {key}: ", f"\n{key}: "))
    assert told(project) == []


def test_a_line_that_slid_in_a_nested_place_is_told(make_project: MakeProject) -> None:
    project = make_project(config=CONFIG)
    path = overridden.begin(project, (Kind.worksheet, "sponsor-agreement"), "lv", str)
    text = path.read_text(encoding="utf-8").replace("        #rows: 3", "         rows: 3", 1)
    path.write_text(text, encoding="utf-8")
    (problem,) = library.survey(project)[1]
    assert problem.place.column == 10
    assert "‘rows’ is read as a part of ‘columns’" in str(problem.what)


def test_own_entries_below_a_key_may_have_any_indentation(project: Project) -> None:
    change(project, ('  #start: "', ' own-time: "Kad gribas."\n  #start: "'))
    assert told(project) == []


# -- ids -----------------------------------------------------------------------------------------

WRONG = ("- id: surprise\n        #type: long_text\n        #label:", "- id: suprise\n        {}label:")


@pytest.mark.parametrize("typed", ["#type: long_text\n        ", "type: long_text\n        "])
@pytest.mark.parametrize("recorded", [False, True])
def test_a_mistyped_id_is_told_with_the_nearest_and_never_accepted(
    project: Project, typed: str, recorded: bool
) -> None:
    """Written whole or not, and also where it was replaced in the whole file, with what is recorded."""
    change(project, (WRONG[0], WRONG[1].format(typed)))
    if recorded:
        change(project, *[("fields/surprise/", "fields/suprise/")] * 2)
    before = (project.root / FILE).read_bytes()
    ((line, column, what, advice, warning),) = told(project)
    assert (column, warning) == (9, False)
    assert before.decode().split("\n")[line - 1] == "      - id: suprise"
    assert "the toolkit has no ‘suprise’ here" in what
    assert "did you mean ‘surprise’?" in advice
    code, said = run(project.root, "override", NAME, "--accept")
    assert code == 1
    assert "did you mean ‘surprise’?" in said
    assert "Nothing has been recorded." in said
    assert (project.root / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ('#type: long_text\n        #label: "Kas ratā', "surprise", "surprise-in-wheel"),
        ('#leisure: "', "leisure", "leisure-time"),
    ],
)
def test_an_id_replaced_in_the_whole_file_is_no_entry_of_ones_own(
    project: Project, line: str, old: str, new: str
) -> None:
    """However unlike it is: what is recorded of it was recorded of ours."""
    change(project, (line, line.replace("#", "")))
    path = project.root / FILE
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    ((_, _, what, advice, warning),) = told(project)
    assert (what, advice, warning) == (
        f"the toolkit has no ‘{new}’ here",
        f"did you mean ‘{old}’?",
        False,
    )
    assert run(project.root, "override", NAME, "--accept")[0] == 1


def test_what_has_really_gone_is_told_as_gone(project: Project) -> None:
    """It is recorded, and nothing of ours is unrecorded that it might have been meant for."""
    text = change(project, ("- id: surprise\n", '- id: once\n        label: "Kas?"\n      - id: surprise\n'))
    (project.root / FILE).write_text(f'{text}  sections/thoughts/fields/once/label: "Kas?"\n', "utf-8")
    ((_, _, what, advice, _),) = told(project)
    assert "no longer has ‘once’ here" in what
    assert "or delete this entry" in advice
    assert run(project.root, "override", NAME, "--accept")[0] == 1


def test_a_new_entry_that_says_where_it_goes_is_new(project: Project) -> None:
    new = '- id: surprises\n        type: long_text\n        label: "Kas vēl?"\n'
    change(project, ("- id: surprise\n        #type", f"{new}      - id: surprised\n        #type"))
    assert [found[2] for found in told(project)] == [
        "the toolkit has no ‘surprises’ here",
        "the toolkit has no ‘surprised’ here",
    ]
    change(project, ('label: "Kas vēl?"\n', 'label: "Kas vēl?"\n        before: most-effect\n'))
    assert [found[2] for found in told(project)] == ["the toolkit has no ‘surprised’ here"]
    change(project, ("surprised", "surprise"))
    assert told(project) == []


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        ('          #leisure: "', '          leisur: "', "leisure"),
        ("- id: surprise\n", "- id: suprise\n", "surprise"),
    ],
)
def test_what_may_be_a_slip_is_a_warning(project: Project, old: str, new: str, near: str) -> None:
    """An entry that is written below its id, and an id that says nothing, keep no site from being built."""
    change(project, (old, new))
    ((_, _, _, advice, warning),) = told(project)
    assert warning
    assert f"did you mean ‘{near}’?" in advice
    assert library.survey(project)[1] == ()
    assert run(project.root, "override", NAME, "--accept")[0] == 0
    assert [found[4] for found in told(project)] == [True]


@pytest.mark.parametrize("new", ["faith", "leisure-2", "leisure-and-joy"])
def test_own_entries_are_no_slips(project: Project, new: str) -> None:
    change(project, ('          #leisure: "', f'          {new}: "'))
    assert told(project) == []


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        ("- id: surprise\n", "- id: suprise\n        remove: yes\n", "surprise"),
        ("- id: surprise\n", "- id: surprise\n        after: most-efect\n", "most-effect"),
        ('          #leisure: "', '          leisur: {remove: yes}\n          #: "', "leisure"),
    ],
)
def test_removing_and_placing_suggest_too(project: Project, old: str, new: str, near: str) -> None:
    change(project, (old, new))
    assert any(f"did you mean ‘{near}’?" in advice for _, _, _, advice, _ in told(project))


# -- the command, where there is a file already -----------------------------------------------------


def test_an_override_that_is_there_is_to_be_edited(project: Project) -> None:
    code, said = run(project.root, "override", NAME)
    assert code == 2
    assert f"edit {FILE}" in said


@pytest.mark.parametrize("option", [(), ("--accept",)])
def test_a_definition_of_ones_own_is_told_as_such(make_project: MakeProject, option: tuple[str, ...]) -> None:
    """Neither way sends to the other: a copy, or a definition under a name of ours, is edited itself."""
    root = make_project(config=CONFIG).root
    assert run(root, "use", NAME, "--copy")[0] == 0
    code, said = run(root, "override", NAME, *option)
    assert code == 2
    assert "is a definition of your own" in said
    assert FILE in said
    assert "--accept" not in said
    (root / FILE).rename(root / "content/worksheets/mine.yaml")
    text = (root / "content/worksheets/mine.yaml").read_text().replace("id: wheel-of-life", "id: mine", 1)
    (root / "content/worksheets/mine.yaml").write_text(text)
    code, said = run(root, "override", "worksheet/mine", *option)
    assert (code, "content/worksheets/mine.yaml" in said) == (2, True)


@pytest.mark.parametrize("option", [(), ("--accept",)])
def test_a_file_that_overrides_something_else_is_told(project: Project, option: tuple[str, ...]) -> None:
    change(project, (f"overrides: {NAME}", f"overrides: {NAME[:-1]}"))
    code, said = run(project.root, "override", NAME, *option)
    assert code == 2
    assert "correct its line ‘overrides:’" in said
    ((line, _, what, advice, _),) = told(project)
    assert line == 5
    assert what.endswith("does not come with the toolkit")
    assert f"did you mean ‘{NAME}’?" in advice


def test_an_override_is_found_wherever_it_lies(project: Project) -> None:
    moved = project.root / "content/worksheets/mine/wheel-of-life.yaml"
    moved.parent.mkdir()
    (project.root / FILE).rename(moved)
    own = overriding.find(project, WHEEL)
    assert own
    assert own.path == moved
