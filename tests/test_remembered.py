"""What was read once is not read again until a file changes; "toolkit serve" lives on that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from toolkit.build.run import survey
from toolkit.project.opened import Project
from toolkit.remembered import remembered


def test_a_function_runs_again_when_a_file_changes(tmp_path: Path) -> None:
    runs = []
    file = tmp_path / "a.txt"

    @remembered(lambda owner, name: [file])
    def lines(owner: object, name: str) -> Iterator[str]:
        runs.append(name)
        yield from file.read_text().splitlines() if file.exists() else ()

    def read(name: str = "x") -> list[str]:
        return list(lines(object(), name))

    assert (read(), read(), len(runs)) == ([], [], 1)
    file.write_text("one\ntwo\n")
    assert (read(), read(), len(runs)) == (["one", "two"], ["one", "two"], 2)
    beside = tmp_path / "b.txt"
    beside.write_text("one\nsix\n")
    beside.replace(file)
    assert (read(), len(runs)) == (["one", "six"], 3)
    assert (read("y"), len(runs)) == (["one", "six"], 4)
    file.unlink()
    assert (read(), len(runs)) == ([], 4)


def test_faults_are_not_remembered(tmp_path: Path) -> None:
    @remembered(lambda owner: [tmp_path])
    def fails(owner: object) -> int:
        runs.append(owner)
        raise ValueError("broken")

    runs: list[object] = []
    for _ in range(2):
        with pytest.raises(ValueError, match="broken"):
            fails(1)
    assert len(runs) == 2


def test_unchanged_catalogs_are_parsed_once(small_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = []
    parse = polib.pofile
    monkeypatch.setattr(polib, "pofile", lambda *args, **more: (parsed.append(args), parse(*args, **more))[1])
    survey(small_project)
    parsed.clear()
    survey(small_project)
    assert parsed == []
    own = small_project.catalog("lv", "content")
    own.parent.mkdir(parents=True)
    own.write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: lv\\n"\n')
    survey(small_project)
    assert parsed
