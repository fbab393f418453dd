"""A site is made in the folder of the one before the last: what stands there as it should be is not written again.

Whatever happened to that folder meanwhile, the site is the one that would be made without it.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TWO, BuiltOnce, bank, contents, quiet, session, worksheet

from toolkit.build import run as builder
from toolkit.cache import Content, Folder, folder
from toolkit.cache.folder import Inventory
from toolkit.errors import ContentError
from toolkit.project.opened import Project

SHEET = "content/worksheets/sheet.yaml"
FILES = {
    SHEET: worksheet(),
    "content/questions/bank.yaml": bank(),
    "content/sessions/talk.yaml": session(),
    "mkdocs.yml": TWO,
}


def filled(root: Path, files: dict[str, bytes], known: Inventory | None = None) -> Inventory:
    """Fill a folder and return what it holds."""
    made = Folder.begun(root, known)
    for name, data in files.items():
        made.lay(name, data)
    made.finish()
    assert contents(root) == files
    assert made.files == {name: Content.of(data) for name, data in files.items()}
    return made.inventory()


def marks(root: Path) -> dict[str, tuple[int, int]]:
    """Return what is another for each file that was written since."""
    found = {path.relative_to(root).as_posix(): path.stat() for path in root.rglob("*") if path.is_file()}
    return {name: (info.st_ino, info.st_mtime_ns) for name, info in found.items()}


@pytest.fixture(params=["just now", "long ago"])
def age(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was filled just now is read again; what was filled long ago goes by its size, times and place."""
    seconds = 60 if request.param == "long ago" else 0
    monkeypatch.setattr(folder.time, "time_ns", lambda: int((time.time() + seconds) * 10**9))


ONE = {"index.html": b"one", "a/index.html": b"two", "a/b/c.txt": b"three"}


def test_what_is_there_is_not_written_again(tmp_path: Path) -> None:
    known = filled(tmp_path / "site", ONE)
    before = marks(tmp_path / "site")
    filled(tmp_path / "site", ONE | {"a/index.html": b"other"}, known)
    after = marks(tmp_path / "site")
    assert {name for name in ONE if after[name] != before[name]} == {"a/index.html"}


def test_what_nobody_wants_goes_with_its_folders(tmp_path: Path) -> None:
    known = filled(tmp_path, ONE)
    (tmp_path / "empty" / "er").mkdir(parents=True)
    filled(tmp_path, {"index.html": b"one"}, known)
    assert list(tmp_path.iterdir()) == [tmp_path / "index.html"]


def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(tmp_path: Path) -> None:
    known = filled(tmp_path, ONE)
    filled(tmp_path, {"a": b"now a file", "index.html/index.html": b"now in a folder"}, known)


def test_a_name_in_other_letters_is_another_file_on_any_disk(tmp_path: Path) -> None:
    """Where capitals make no difference, a file that is deleted last would be the one that was just written."""
    known = filled(tmp_path, ONE | {"Team/index.html": b"team"})
    made = Folder.begun(tmp_path, known)
    made.lay("team/index.html", b"our team")
    assert not (tmp_path / "Team").exists()
    made.finish()
    assert contents(tmp_path) == {"team/index.html": b"our team"}


def test_files_whose_names_differ_in_capitals_alone_stay_apart(tmp_path: Path) -> None:
    both = {"A.txt": b"one", "a.txt": b"two"}
    known = filled(tmp_path, both)
    filled(tmp_path, both | {"a.txt": b"other"}, known)
    filled(tmp_path, both | {"A.txt": b"other"}, known)


MEDDLED: dict[str, Callable[[Path], object]] = {
    "written": lambda root: (root / "index.html").write_bytes(b"eno"),
    "replaced": lambda root: (root / "a/index.html").replace(root / "index.html"),
    "deleted": lambda root: (root / "index.html").unlink(),
    "all deleted": lambda root: shutil.rmtree(root),
    "added": lambda root: (root / "a/note.txt").write_text("mine"),
    "a folder for a file": lambda root: ((root / "index.html").unlink(), (root / "index.html").mkdir()),
    "a file for a folder": lambda root: (shutil.rmtree(root / "a"), (root / "a").write_text("x")),
}


@pytest.mark.usefixtures("age")
@pytest.mark.parametrize("how", MEDDLED)
def test_what_others_did_to_it_does_not_last(tmp_path: Path, how: str) -> None:
    root = tmp_path / "site"
    known = filled(root, ONE)
    MEDDLED[how](root)
    filled(root, ONE, known)


@pytest.mark.usefixtures("age")
def test_the_same_size_and_time_do_not_hide_a_change(tmp_path: Path) -> None:
    known = filled(tmp_path, ONE)
    path, info = tmp_path / "index.html", (tmp_path / "index.html").stat()
    path.write_bytes(b"eno")
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    filled(tmp_path, ONE, known)


def test_a_change_within_a_tick_of_the_clock_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk whose clock ticks so seldom that a file has the same stamp after it."""
    monkeypatch.setattr(folder, "numbers", lambda info: (info.st_mode, info.st_size, 0, 5 * 10**9, 5 * 10**9))
    monkeypatch.setattr(folder.time, "time_ns", lambda: 6 * 10**9)
    known = filled(tmp_path, ONE)
    (tmp_path / "index.html").write_bytes(b"eno")
    filled(tmp_path, ONE, known)
    # Looked at long after the last change, its stamp is believed: then nobody can have changed it unseen.
    monkeypatch.setattr(folder.time, "time_ns", lambda: 60 * 10**9)
    known = filled(tmp_path, ONE, known)
    (tmp_path / "index.html").write_bytes(b"eno")
    with pytest.raises(AssertionError):
        filled(tmp_path, ONE, known)


@pytest.mark.usefixtures("age")
@pytest.mark.parametrize("name", ["index.html", "a", "stray"])
def test_no_link_leads_out_of_it(tmp_path: Path, name: str) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "index.html").write_text("mine")
    known = filled(tmp_path / "site", ONE)
    place = tmp_path / "site" / name
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.symlink_to(mine if name == "a" else mine / "index.html")
    filled(tmp_path / "site", ONE, known)
    assert contents(mine) == {"index.html": b"mine"}


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]) -> BuiltOnce:
    made = BuiltOnce(tmp_path_factory.mktemp("next"), FILES, lay_caches)
    build(made.root)
    return made


@pytest.fixture
def twice(built_once: BuiltOnce) -> Path:
    """Return the folder of a project that was built, changed and built again."""
    root = built_once.again()
    change(root, "Why", "What for")
    return root


def build(root: Path) -> dict[str, bytes]:
    builder.build(Project.open(root), quiet)
    return contents(root / "site")


def change(root: Path, before: str, after: str) -> dict[str, bytes]:
    text = (root / SHEET).read_text(encoding="utf-8")
    assert before in text
    (root / SHEET).write_text(text.replace(before, after), encoding="utf-8")
    return build(root)


def cold(root: Path) -> dict[str, bytes]:
    """Return what is made where nothing is known of any site or page."""
    for stage in ("sites", "pages"):
        shutil.rmtree(root / "build" / "cache" / stage)
    return build(root)


def next_site(root: Path) -> Path:
    return root / "build" / "next" / "site"


def test_only_what_changes_is_written_into_the_site_before_the_last(twice: Path) -> None:
    before = marks(next_site(twice))
    made = change(twice, "What matters?", "What matters most?")
    after = marks(twice / "site")
    written = {name for name in after if after[name] != before.get(name)}
    same = before.keys() - written
    # What the sheet is shown and named on, the search of it, the list of files and the worker that reads it.
    assert {"en/worksheets/sheet/index.html", "lv/offline.json", "lv/service-worker.js"} <= written
    assert {"en/questions/bank/index.html", "assets/worksheet.js", "lv/print/talk.pdf"} <= same
    assert len(same) > 3 * len(written)
    assert made == cold(twice)


def test_the_site_is_the_same_whatever_was_done_to_the_last_ones(twice: Path) -> None:
    for at, site in enumerate((twice / "site", next_site(twice))):
        (site / "en" / "mine.html").write_text("mine")
        (site / "en" / "index.html").write_text("broken")
        (site / "lv" / "index.html").unlink()
        shutil.rmtree(site / "assets")
        shutil.rmtree(site / "lv" / "print")
        made = change(twice, f"Title of sheet{at or ''}", "Title of sheet1")
        assert "en/mine.html" not in made
        assert len(made) > 100
        assert made == change(twice, "Title of sheet1", "Title of sheet1")
    assert made == cold(twice)


def test_what_a_failed_build_has_left_is_no_part_of_the_next(twice: Path) -> None:
    template = twice / "templates" / "page" / "home.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text('# {{ title | heading }}\n\n<p><a href="nowhere/">x</a></p>\n')
    before = contents(twice / "site")
    with pytest.raises(ContentError):
        build(twice)
    assert contents(twice / "site") == before
    assert b"nowhere" in (next_site(twice) / "en" / "index.html").read_bytes()
    shutil.rmtree(twice / "templates")
    assert build(twice) == before


def test_a_language_that_stays_is_taken_from_the_site(twice: Path) -> None:
    before = contents(twice / "site")
    for _ in range(2):
        builder.build(Project.open(twice), quiet, ("en",))
        assert contents(twice / "site") == before
