"""What the README says is true, the layers hold, and nothing of one machine got into the repository."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import REPOSITORY

from toolkit.build.summary import Summary
from toolkit.cli import main

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
#: Each block of commands begins in the toolkit’s folder.
STEPS = [
    line.split("  #")[0].strip() for block in BLOCKS for line in ("cd .", *block.splitlines()) if line.strip()
]
COMMANDS = [step for step in STEPS if not step.startswith("cd ")]


def test_readme_has_the_two_commands_first() -> None:
    assert [command.split("#")[0].strip() for command in COMMANDS[:2]] == ["make site", "make test"]
    assert len(COMMANDS) >= 10


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make")] + ["make serve"])
def test_make_targets_of_the_readme_exist(command: str) -> None:
    target = shlex.split(command, comments=True)[1]
    assert re.search(rf"^{target}:", (REPOSITORY / "Makefile").read_text(), re.MULTILINE)


def lent(source: str, target: str) -> None:
    """Make a file stand at another place, too, without a copy where both lie on one disk."""
    try:
        os.link(source, target)
    except OSError:
        # What others no longer keep meanwhile is made anew.
        with suppress(FileNotFoundError):
            shutil.copy2(source, target)


def test_toolkit_commands_of_the_readme_run(
    built: Summary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("content", "templates", "locales"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    # A build after another one, as most are; hundreds of PDFs and the web fonts need not be made again.
    shutil.copytree(REPOSITORY / "build" / "cache", tmp_path / "build" / "cache", copy_function=lent)
    monkeypatch.chdir(tmp_path)
    commands = [command for command in COMMANDS if command.startswith("toolkit")]
    assert len(commands) >= 8
    started = False
    for command in STEPS:
        if command.startswith("cd "):
            monkeypatch.chdir(tmp_path / command.removeprefix("cd "))
        if command not in commands:
            continue
        result = CliRunner().invoke(main, shlex.split(command)[1:])
        # A starter is to be filled first: from then on "check" names what is still to be written.
        expected = {0, 1} if started else {0}
        assert result.exit_code in expected, (command, result.output, result.stderr)
        if command.startswith("toolkit new"):
            started = True
            assert "has not been written yet" in CliRunner(env={"LANG": "C"}).invoke(main, ["check"]).stdout
            next((tmp_path / "content").rglob("my-review.yaml")).unlink()
            started = False


def test_pictures_of_the_readme_exist() -> None:
    # What stands in examples is the reader's.
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", re.sub(r"(?ms)^```.*?^```$", "", README))
    assert len(pictures) >= 4
    for picture in pictures:
        assert (REPOSITORY / picture).is_file(), picture


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"]],
    ids=["ruff", "format", "mypy", "layers"],
)
def test_style_types_and_layers(command: list[str]) -> None:
    program = Path(sys.executable).parent / command[0]
    done = subprocess.run(
        [program, *command[1:]], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_layers_contract_finds_a_planted_fault(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "toolkit", tmp_path / "toolkit")
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    with (tmp_path / "toolkit" / "errors.py").open("a") as file:
        file.write("\nfrom . import cli\n")
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout


def test_direct_dependencies_are_pinned_and_explained() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    assert len(wanted) > 20
    constraints = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in constraints
    fixed = {
        line.split("==")[0].lower().replace("_", "-"): line.split("==")[1] for line in constraints.split()
    }
    explained = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()
    for entry in wanted:
        name, version = re.sub(r"\[.*?\]", "", entry).split("==")
        assert fixed[name.lower()] == version
        assert name.lower() in explained or name.lower().startswith("types-"), name


def test_fonts_are_those_that_were_reviewed() -> None:
    import hashlib

    folder = REPOSITORY / "templates" / "assets" / "fonts"
    told = (folder / "README.md").read_text(encoding="utf-8")
    fonts = sorted(folder.glob("*.ttf"))
    assert len(fonts) == 8
    assert len(list(folder.glob("OFL*"))) == 2
    for font in fonts:
        assert hashlib.sha256(font.read_bytes()).hexdigest() in told
