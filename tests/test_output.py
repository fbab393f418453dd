"""The finished site takes the old one's place at once: whoever reads it or ends the program meanwhile finds it whole."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from toolkit.build import output
from toolkit.errors import EnvironmentFault

#: Swaps once for each case, in a process that ends itself, as a power cut would, right before or after the
#: n-th step of the swap that touches the disk; tells how each ended.
SWAP = """
import json, os, shutil, signal, sys
from pathlib import Path
from toolkit.build import output

def swap(root, way, point, when):
    if way == "renames":
        output._exchanger = lambda: None
    count = 0

    def cut(step):
        def run(*args, **options):
            nonlocal count
            count += 1
            if count == point and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = step(*args, **options)
            if count == point and when == "after":
                os.kill(os.getpid(), signal.SIGKILL)
            return result
        return run

    Path.rename = cut(Path.rename)
    shutil.rmtree = cut(shutil.rmtree)
    output._exchange = cut(output._exchange)
    root = Path(root)
    output.swap(root / "build" / "site", root / "site", root / "build" / "site-old")

ended = []
for case in json.loads(sys.argv[1]):
    process = os.fork()
    if not process:
        swap(*case)
        os._exit(0)
    ended.append(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
print(json.dumps(ended))
"""


def folder(path: Path, text: str) -> Path:
    path.mkdir(parents=True)
    (path / output.MARKER).write_text(output.marked())
    for number in range(20):
        (path / f"{number}.html").write_text(text)
    (path / "index.html").write_text(text)
    return path


def whole(path: Path) -> str:
    """Return which site a folder holds; fail where it is a part of one, or of two."""
    (text,) = {file.read_text() for file in path.glob("*.html")}
    assert len(list(path.glob("*.html"))) == 21
    assert (path / output.MARKER).is_file()
    return text


def run(cases: list[tuple[Path, str, int, str]]) -> list[int]:
    """Return how the swap of each case ended: its root, the way, and before or after which step it is cut."""
    told = json.dumps([(str(root), *case) for root, *case in cases])
    command = [sys.executable, "-c", SWAP, told]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return list(json.loads(done.stdout))


@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_killed_at_any_step_it_leaves_one_whole_site(tmp_path: Path, way: str) -> None:
    cases = [
        (tmp_path / f"{point}-{when}", way, point, when)
        for point in range(1, 10)
        for when in ("before", "after")
    ]
    for root, *_ in cases:
        folder(root / "site", "old")
        folder(root / "build" / "site", "new")
    ended = run(cases)
    # There are fewer steps than cases: the last ones end by themselves.
    steps = ended.index(0)
    assert ended == [-9] * steps + [0] * (len(cases) - steps)
    assert steps >= (4 if way == "exchange" else 10)
    seen = set()
    for root, *_ in cases[:steps]:
        site = root / "site"
        if way == "exchange":
            # Not for a moment is there no site.
            whole(site)
        output.recover(site, root / "build" / "site-old")
        seen.add(whole(site))
        assert not (root / "build" / "site-old").exists()
    assert seen == {"old", "new"}


def test_between_two_renames_there_is_no_site_until_the_next_start(tmp_path: Path) -> None:
    """The fault that an exchange does not have: planted here, so that the test above can fail."""
    root = tmp_path
    folder(root / "site", "old")
    folder(root / "build" / "site", "new")
    # Tidying, the exchange that cannot be, and the first rename.
    assert run([(root, "renames", 3, "after")]) == [-9]
    assert not (root / "site").exists()
    output.recover(root / "site", root / "build" / "site-old")
    assert whole(root / "site") == "old"


def test_a_reader_never_misses_the_site(tmp_path: Path) -> None:
    site, new, aside = tmp_path / "site", tmp_path / "build" / "site", tmp_path / "build" / "site-old"
    folder(site, "0")
    stop, reads, missed = threading.Event(), [0], [0]

    def read() -> None:
        while not stop.is_set():
            try:
                (site / "index.html").read_text()
                reads[0] += 1
            except OSError:
                missed[0] += 1

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(200):
        shutil.rmtree(new, ignore_errors=True)
        folder(new, str(number + 1))
        output.swap(new, site, aside)
        # The old one lies where the next one is made.
        assert whole(new) == str(number)
    stop.set()
    reader.join()
    assert whole(site) == "200"
    assert reads[0] > 200
    # Where folders cannot be exchanged in one step, the site is away for a moment, and back at once.
    assert not sys.platform.startswith("linux") or missed[0] == 0


def test_the_first_site_has_nothing_to_exchange_with(tmp_path: Path) -> None:
    output.swap(folder(tmp_path / "new", "new"), tmp_path / "site", tmp_path / "aside")
    assert whole(tmp_path / "site") == "new"


def test_what_others_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    output.owned(tmp_path / "site")
    (tmp_path / "site" / "thesis.txt").write_text("mine")
    with pytest.raises(EnvironmentFault, match="has not been changed"):
        output.clean(tmp_path / "site")
    (tmp_path / "link").symlink_to(tmp_path / "site")
    with pytest.raises(EnvironmentFault, match="is a link"):
        output.owned(tmp_path / "link")
    assert (tmp_path / "site" / "thesis.txt").read_text() == "mine"


def test_a_folder_says_what_it_was_made_from(tmp_path: Path) -> None:
    assert output.state_of(tmp_path) == ""
    output.clean(tmp_path)
    assert output.state_of(tmp_path) == ""
    (tmp_path / output.MARKER).write_text(output.marked("abc"))
    assert output.state_of(tmp_path) == "abc"
