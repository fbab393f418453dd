"""What a build says last: where the site is, and how to look at it, which a browser does not from the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toolkit.cli import main
from toolkit.project import Project


def run(project: Project, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["--project", str(project.root), *arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def test_a_build_says_how_to_look_at_the_site(small_project: Project) -> None:
    # The second time nothing has changed, and the same is said.
    for _ in range(2):
        built = run(small_project, "build", "--no-pdf")
        assert "index.html" not in built.output
        assert ["Site", str(small_project.site)] in [line.split() for line in built.stdout.splitlines()]
        # What a script reads holds no advice.
        assert "toolkit serve" not in built.stdout
        assert built.stderr.splitlines()[-2:] == [
            "To look at the site on this computer, run: toolkit serve",
            "For a copy that opens with a double-click, run: toolkit build --folder",
        ]
    copied = run(small_project, "build", "--no-pdf", "--folder")
    last = copied.stderr.splitlines()[-1]
    assert last.startswith("To open the copy, double-click ")
    assert Path(last.removeprefix("To open the copy, double-click ")).is_file()
    assert "toolkit serve" not in copied.output


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("es", "Para ver el sitio en este equipo, ejecuta: toolkit serve"),
        ("lv", "Lai apskatītu vietni šajā datorā, palaidiet: toolkit serve"),
        ("fi", "Näin katsot sivustoa tällä koneella: toolkit serve"),
    ],
)
def test_it_says_so_in_the_readers_language(small_project: Project, locale: str, said: str) -> None:
    assert said in run(small_project, "--lang", locale, "build", "--no-pdf", "--lang", "en").stderr


def test_a_part_is_no_site_to_look_at(small_project: Project) -> None:
    part = run(small_project, "build", "--part", "1/1")
    assert "toolkit serve" not in part.output
    joined = run(small_project, "join")
    assert "run: toolkit serve" in joined.stderr


def test_a_preview_is_looked_at_as_a_copy(small_project: Project) -> None:
    told = run(small_project, "preview").stderr.splitlines()
    assert told[-1] == "For a copy that opens with a double-click, run: toolkit preview --folder"
    assert not [line for line in told if "toolkit serve" in line]
