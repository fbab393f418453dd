"""The command line as people use it: what it says, and what it returns."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import REPOSITORY, MakeProject, bank, worksheet

from toolkit.cli import main
from toolkit.definitions.model import Kind
from toolkit.project.opened import Project


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def run(project: Project, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(project.root), *arguments])


@pytest.fixture
def broken(make_project: MakeProject) -> Project:
    return make_project({"content/worksheets/sheet.yaml": worksheet() + 'minuts: 3 \nprivacy_note: ""\n'})


def test_check_passes_a_good_project(small_project: Project) -> None:
    result = run(small_project, "check")
    assert (result.exit_code, result.stdout) == (0, "No problems. Definitions: 3\n")


def test_check_shows_place_line_caret_and_advice(broken: Project) -> None:
    result = run(broken, "check")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == (
        "content/worksheets/sheet.yaml:17:1: there is no key ‘minuts’ here — did you mean ‘minutes’?"
    )
    assert lines[1:3] == ["    minuts: 3 ", "    ^"]
    assert lines[3].startswith("content/worksheets/sheet.yaml:18:15: the text is empty")
    assert lines[-1] == "Problems: 2"


@pytest.mark.parametrize(
    ("locale", "words"), [("lv", "vai jūs domājāt"), ("es", "¿querías decir"), ("fi", "tarkoititko")]
)
def test_messages_are_in_the_authors_language(broken: Project, locale: str, words: str) -> None:
    asked = run(broken, "check", "--lang", locale)
    assert words in asked.stdout.casefold()
    by_environment = CliRunner(env={"LANG": f"{locale}_XX.UTF-8"}).invoke(
        main, ["--project", str(broken.root), "check"]
    )
    assert by_environment.stdout == asked.stdout


def test_check_as_json(broken: Project) -> None:
    result = run(broken, "check", "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(entry["file"], entry["line"], entry["code"]) for entry in found] == [
        ("content/worksheets/sheet.yaml", 17, "unknown-key"),
        ("content/worksheets/sheet.yaml", 18, "empty-text"),
    ]


def test_check_for_github_escapes_what_would_end_a_command(make_project: MakeProject) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet() + '"a,b::c%0Ad": 3\n'})
    result = run(project, "check", "--format", "github")
    (line,) = result.stdout.splitlines()
    assert line.startswith("::error file=content/worksheets/sheet.yaml,line=17,col=1,title=unknown-key::")
    assert "%250Ad" in line


def test_check_of_some_paths(make_project: MakeProject) -> None:
    project = make_project(
        {
            "content/worksheets/sheet.yaml": worksheet() + "wrong: x\n",
            "content/questions/bank.yaml": bank() + "wrong: x\n",
        }
    )
    result = run(project, "check", str(project.content / "questions"), "--format", "json")
    assert [entry["file"] for entry in json.loads(result.stdout)] == ["content/questions/bank.yaml"]
    assert run(project, "check", "nowhere").exit_code == 2


def test_exit_codes(small_project: Project, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert CliRunner().invoke(main, ["--project", str(empty), "check"]).exit_code == 2
    assert run(small_project, "build", "--lang", "xx").exit_code == 2
    assert run(small_project, "frobnicate").exit_code == 2
    assert run(small_project, "print", "nosuch").exit_code == 2
    (small_project.root / "site").mkdir()
    (small_project.root / "site" / "mine.txt").write_text("mine")
    result = run(small_project, "build")
    assert result.exit_code == 3
    assert "has not been changed" in result.stderr
    assert (small_project.root / "site" / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("command", [[], ["check"], ["build"], ["serve"], ["print"], ["new"], ["schema"], ["reference"],
                                     ["translations"], ["translations", "update"], ["translations", "status"]])  # fmt: skip
def test_every_command_has_help_with_examples(command: list[str]) -> None:
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    assert "Examples:" in result.stdout


@pytest.mark.parametrize("kind", list(Kind))
def test_new_writes_a_starter_that_passes_once_filled(make_project: MakeProject, kind: Kind) -> None:
    project = make_project(
        {"content/worksheets/sheet.yaml": worksheet(), "content/questions/bank.yaml": bank()}
    )
    name = "glossary" if kind is Kind.glossary else "my-own"
    result = run(project, "new", kind.value, name, "--lang", "es")
    assert result.exit_code == 0, result.stderr
    path = next(project.content.rglob(f"{name}.yaml"))
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=")
    schema = text.splitlines()[0].partition("=")[2]
    assert json.loads((path.parent / schema).read_text(encoding="utf-8"))["title"]
    unfilled = run(project, "check", "--no-wording")
    assert unfilled.exit_code == 1
    told = [line for line in unfilled.stdout.splitlines() if " — " in line]
    assert {"has not been written yet" in line for line in told} == {True}
    path.write_text(text.replace("…", "Texto"), encoding="utf-8")
    assert run(project, "check").exit_code == 0
    assert run(project, "new", kind.value, name, "--lang", "es").exit_code == 2


def test_new_refuses_a_bad_id(small_project: Project) -> None:
    for name in ("Año nuevo", "../up", "con", "a" * 61):
        assert run(small_project, "new", "session", name).exit_code == 2


def test_schema(small_project: Project, tmp_path: Path) -> None:
    shown = json.loads(run(small_project, "schema", "session").stdout)
    assert "phases" in shown["properties"]
    run(small_project, "schema", "--out", str(tmp_path / "schemas"))
    assert len(list((tmp_path / "schemas").glob("*.json"))) == len(Kind)


def test_translations_update_and_status(small_project: Project) -> None:
    assert run(small_project, "translations", "update").exit_code == 0
    assert small_project.catalog("lv", "content").is_file()
    # The package speaks Latvian already; there is no interface to translate here.
    assert not small_project.catalog("lv", "ui").exists()
    result = run(small_project, "translations", "status")
    rows = [line.split() for line in result.stdout.splitlines()]
    (row,) = [row for row in rows if row[:2] == ["lv", "Worksheets"]]
    assert row[2:4] == ["0", "0"]
    assert int(row[4]) > 3


def test_print(small_project: Project, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    result = run(small_project, "print", "sheet", "--lang", "lv", "--out", str(target))
    assert result.exit_code == 0, result.stderr
    assert target.read_bytes().startswith(b"%PDF-")
    run(small_project, "print", "sheet", "--paper", "letter", "--out", str(tmp_path / "all"))
    assert len(list((tmp_path / "all").rglob("sheet-letter.pdf"))) == 4
    assert run(small_project, "print", "sheet", "--out", str(target)).exit_code == 2


def test_sheet_for_clients_holds_nothing_for_coaches(small_project: Project) -> None:
    """Client copies are made without the fields that only coaches may read."""
    from toolkit.definitions.library import load
    from toolkit.definitions.model import Visibility
    from toolkit.view import PrintMedium, Viewer, edition

    current = edition(small_project, load(small_project), "en")
    talk = current.get(Kind.session, "talk")
    for_client = json.dumps(Viewer(current, PrintMedium(), Visibility.client).view(talk))
    for_coach = json.dumps(Viewer(current, PrintMedium(), Visibility.coach).view(talk))
    assert "SECRET" not in for_client
    assert "SECRET-NOTE" in for_coach
    assert "SECRET-SIGN" in for_coach


def test_installed_package_needs_no_repository(tmp_path: Path, make_project: MakeProject) -> None:
    """A project of one's own has neither templates nor catalogs; the package brings them."""
    project = make_project({"content/worksheets/sheet.yaml": worksheet()})
    assert not (project.root / "templates").exists()
    assert project.packaged == REPOSITORY or (project.packaged / "templates").is_dir()
    shutil.copytree(REPOSITORY / "templates" / "print", project.root / "templates" / "print")
    assert [folder.parent for folder in project.template_folders] == [project.root, project.packaged]
