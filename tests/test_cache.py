"""What is kept of earlier builds: whatever shapes a PDF or a web font decides whether the kept one is used."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, MakeProject, until, worksheet
from fontTools.ttLib import TTFont

from toolkit import cache
from toolkit.build import whole
from toolkit.build.jobs import Workers
from toolkit.cache import Cache, store
from toolkit.cache import keys as keys_of
from toolkit.cache import owner as secrets
from toolkit.definitions.library import load
from toolkit.definitions.model import Kind
from toolkit.pdf import printer
from toolkit.pdf.printer import Printer
from toolkit.project.opened import Project
from toolkit.site import shared
from toolkit.view import edition
from toolkit.view.sheets import PrintOptions

FONTS = REPOSITORY / "templates/assets/fonts"


def keys(project: Project, folder: Path, **options: Any) -> set[str]:
    """Return the names of what is kept after printing the project's sheet."""
    current = edition(project, load(project), "en")
    with Printer(project, folder) as made:
        made.pdf(current, current.get(Kind.worksheet, "sheet"), PrintOptions(**options))
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def files() -> dict[str, str | bytes]:
    return {
        "content/worksheets/sheet.yaml": worksheet(),
        "templates/print/worksheet.typ": (REPOSITORY / "templates/print/worksheet.typ").read_bytes(),
    }


@pytest.mark.parametrize("options", [{}, {"fillable": True}], ids=["plain", "fillable"])
def test_nothing_changed_makes_nothing_new(
    make_project: MakeProject, files: dict[str, str | bytes], tmp_path: Path, options: dict[str, Any]
) -> None:
    folder = tmp_path / "kept"
    first = keys(make_project(files), folder, **options)
    assert len(first) == 1
    assert keys(make_project(files), folder, **options) == first


def more_words(files: dict[str, str | bytes]) -> None:
    files["content/worksheets/sheet.yaml"] = str(files["content/worksheets/sheet.yaml"]).replace(
        "What matters?", "What counts?"
    )


def other_template(files: dict[str, str | bytes]) -> None:
    files["templates/print/worksheet.typ"] = bytes(files["templates/print/worksheet.typ"]) + b"\n// Own\n"


def template_part(files: dict[str, str | bytes]) -> None:
    files["templates/print/theme.typ"] = (REPOSITORY / "templates/print/theme.typ").read_bytes() + b"\n"


def another_font(files: dict[str, str | bytes]) -> None:
    files["templates/assets/fonts/Own.ttf"] = (FONTS / "AtkinsonHyperlegibleNext-Bold.ttf").read_bytes()


def another_file_of_a_font(files: dict[str, str | bytes]) -> None:
    files["templates/assets/fonts/AtkinsonHyperlegibleNext-Bold.ttf"] = (
        FONTS / "AtkinsonHyperlegibleNext-Regular.ttf"
    ).read_bytes()


@pytest.mark.parametrize(
    "change", [more_words, other_template, template_part, another_font, another_file_of_a_font]
)
@pytest.mark.parametrize("options", [{}, {"fillable": True}], ids=["plain", "fillable"])
def test_a_change_of_the_project_makes_a_new_pdf(
    make_project: MakeProject,
    files: dict[str, str | bytes],
    tmp_path: Path,
    options: dict[str, Any],
    change: Any,
) -> None:
    folder = tmp_path / "kept"
    before = keys(make_project(files), folder, **options)
    change(files)
    assert len(keys(make_project(files), folder, **options) - before) == 1


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    shutil.copytree(REPOSITORY / "toolkit", folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_a_change_of_any_file_of_the_program_counts(program: Path) -> None:
    before = keys_of.program(program)
    assert keys_of.program(program) == before == keys_of.program(REPOSITORY / "toolkit")
    seen = {before}
    found = [path for path in program.rglob("*") if path.is_file()]
    assert len(found) > 40
    for path in found:
        path.write_bytes(path.read_bytes() + b"\n")
        seen.add(keys_of.program(program))
    assert len(seen) == len(found) + 1


def test_compiled_files_do_not_count(program: Path) -> None:
    before = keys_of.program(program)
    (program / "__pycache__").mkdir()
    (program / "__pycache__" / "pdf.cpython-311.pyc").write_bytes(b"x")
    assert keys_of.program(program) == before


@pytest.fixture
def versions_anew() -> Iterator[None]:
    keys_of.versions.cache_clear()
    yield
    keys_of.versions.cache_clear()


@pytest.mark.usefixtures("versions_anew")
@pytest.mark.parametrize("package", ["typst", "pikepdf", "babel", "fonttools", "segno", "markdown-it-py"])
def test_another_version_of_what_the_program_runs_on_counts(
    monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    before = keys_of.program()
    told = keys_of._version
    keys_of.versions.cache_clear()
    monkeypatch.setattr(keys_of, "_version", lambda name: "0" if name == package else told(name))
    assert keys_of.program() != before


def test_what_only_tests_need_does_not_count() -> None:
    """Else whoever runs the tests after a build has everything made anew."""
    named = [entry.partition(" ")[0] for entry in keys_of.versions()[1:]]
    assert "typst" in named
    assert len(named) >= 20
    assert not {"pytest", "playwright", "ruff"} & set(named)


def test_the_program_stands_in_the_key_of_a_pdf(
    make_project: MakeProject,
    files: dict[str, str | bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "kept"
    before = keys(make_project(files), folder)
    monkeypatch.setattr(printer, "running", lambda: "another")
    assert len(keys(make_project(files), folder) - before) == 1


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.7 half", None], ids=["empty", "foreign", "cut"])
def test_a_damaged_pdf_is_made_anew(
    make_project: MakeProject, files: dict[str, str | bytes], tmp_path: Path, damage: bytes | None
) -> None:
    project = make_project(files)
    folder = tmp_path / "kept"
    (name,) = keys(project, folder)
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:-100] if damage is None else damage)
    assert keys(project, folder) == {name}
    assert (folder / name).read_bytes() == whole


def test_one_flipped_bit_is_a_miss(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put("a", b"words")
    assert kept.get("a") == b"words"
    data = bytearray((tmp_path / "a").read_bytes())
    data[2] ^= 1
    (tmp_path / "a").write_bytes(data)
    assert kept.get("a") is None
    assert kept.get("b") is None
    (tmp_path / "c").mkdir()
    assert kept.get("c") is None


def test_an_entry_of_somebody_else_is_a_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its checksum may be right: what came with a project was not made by this user's toolkit."""
    kept = Cache(tmp_path)
    kept.keep("a", "words")
    assert kept.value("a") == "words"
    with monkeypatch.context() as other:
        other.setattr(store, "secret", lambda: b"of somebody else")
        assert kept.value("a") is None
        kept.keep("a", Planted(tmp_path / "ran"))
        kept.keep("b", "theirs")
    assert kept.value("a") is None
    assert kept.made("b", lambda: "mine") == "mine"
    assert not (tmp_path / "ran").exists()
    # An own one in another's place is as foreign.
    kept.keep("c", "other words")
    (tmp_path / "c").replace(tmp_path / "a")
    assert kept.value("a") is None


class Planted:
    """What runs a program where it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return Path.touch, (self.path,)


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    kept = Cache(tmp_path, limit=350)
    for number, name in enumerate("abcd"):
        kept.put(name, b"x" * 68)  # and 32 of its seal
        os.utime(tmp_path / name, (number, number))
    assert kept.get("a")
    kept.trim()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c", "d"]


def test_a_secret_is_made_once_and_for_its_user_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(secrets.VARIABLE, raising=False)
    monkeypatch.setattr(secrets, "user_state_path", lambda *_, **__: tmp_path / "state")
    found = secrets.secret.__wrapped__()
    path = tmp_path / "state" / "cache-secret"
    assert len(found) == 32
    assert secrets.secret.__wrapped__() == found
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["cache-secret"]
    # Others may have read it, or written it: it says nothing any more.
    path.chmod(0o644)
    again = secrets.secret.__wrapped__()
    assert again not in {found, b""}
    path.write_bytes(b"short")
    assert len(secrets.secret.__wrapped__()) == 32
    monkeypatch.setenv(secrets.VARIABLE, "shared")
    assert secrets.secret.__wrapped__() == b"shared"


def test_without_a_folder_for_the_secret_a_process_has_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.delenv(secrets.VARIABLE, raising=False)
    monkeypatch.setattr(secrets, "user_state_path", lambda *_, **__: tmp_path / "file" / "state")
    assert len(secrets.secret.__wrapped__()) == 32


def test_parts_of_a_key_keep_their_borders() -> None:
    assert len({cache.key("ab", "c"), cache.key("a", "bc"), cache.key("abc"), cache.key("abc", "")}) == 4


# -- fonts ------------------------------------------------------------------------------------


def test_one_font_of_its_own_leaves_the_others(
    make_project: MakeProject, web_fonts: Path, tmp_path: Path
) -> None:
    """On screen as in print a project's folder is laid over the packaged one file by file."""
    bold = (FONTS / "AtkinsonHyperlegibleNext-Bold.ttf").read_bytes()
    own = {
        "templates/assets/fonts/Own.ttf": bold,
        "templates/assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf": bold,
    }
    project = make_project({"content/worksheets/sheet.yaml": worksheet(), **own})
    target = tmp_path / "fonts"
    shutil.copytree(web_fonts, tmp_path / "kept")
    shared.write_fonts(project, target, tmp_path / "kept")
    packaged = {path.stem for path in FONTS.glob("*.ttf")}
    assert len(packaged) >= 4
    assert {path.stem for path in target.glob("*.woff2")} == packaged | {"Own"}
    with TTFont(target / "AtkinsonHyperlegibleNext-Regular.woff2") as font:
        assert font["name"].getDebugName(2) == "Bold"
    with TTFont(target / "AtkinsonHyperlegibleNext-Italic.woff2") as font:
        assert re.search("Italic", font["name"].getDebugName(2))
    with Printer(project) as made:
        gathered = made._root.parent / "fonts"
        assert {path.stem for path in gathered.glob("*.ttf")} == packaged | {"Own"}
        assert (gathered / "AtkinsonHyperlegibleNext-Regular.ttf").read_bytes() == bold


def test_a_damaged_web_font_is_made_anew(make_project: MakeProject, web_fonts: Path, tmp_path: Path) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet()})
    shutil.copytree(web_fonts, tmp_path / "kept")
    shared.write_fonts(project, tmp_path / "fonts", tmp_path / "kept")
    whole = {path.name: path.read_bytes() for path in (tmp_path / "fonts").iterdir()}
    kept = sorted((tmp_path / "kept").iterdir())
    assert len(kept) == len(whole)
    kept[0].write_bytes(kept[0].read_bytes()[:100])
    shared.write_fonts(project, tmp_path / "fonts", tmp_path / "kept")
    assert {path.name: path.read_bytes() for path in (tmp_path / "fonts").iterdir()} == whole


def test_other_processes_make_the_web_fonts_that_are_missing(
    make_project: MakeProject, web_fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet()})
    kept = project.build / "cache" / "fonts"
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(web_fonts, kept)
    asked: list[Path] = []

    class Counting(Workers):
        def call(self, do: Any, *given: Any, **named: Any) -> Any:
            asked.append(given[0])
            return super().call(do, *given, **named)

    with Counting() as workers:
        whole.make_fonts(project, workers)
        assert asked == []
        for path in sorted(kept.glob("Atkinson*"))[:2]:
            path.unlink()
        missing = shared.unmade_fonts(project, kept)
        whole.make_fonts(project, workers)
        assert asked == missing
        assert len(missing) == 2
        until(lambda: shared.unmade_fonts(project, kept) == [])
    # What comes of another process is what this one would make.
    monkeypatch.setattr(shared.fonts, "web_font", lambda _: b"made here")
    assert shared.web_fonts(project, kept) == shared.web_fonts(project, web_fonts)
