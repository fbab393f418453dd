"""Showing the site while somebody writes: served to this machine only, built again on every change."""

from __future__ import annotations

import threading
import urllib.request
from pathlib import Path

import pytest

from toolkit import serve
from toolkit.errors import EnvironmentFault
from toolkit.project import Project


def get(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        return str(answer.read().decode())


def test_pages_and_the_number_of_the_build(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("hello")
    stamp = serve.Stamp()
    with serve.server(tmp_path, 0, stamp) as address:
        assert address.startswith("http://127.0.0.1:")
        assert get(address) == "hello"
        assert get(address + "__build") == "0"
        stamp.value += 1
        assert get(address + "__build") == "1"


def test_taken_port_is_said_plainly(tmp_path: Path) -> None:
    with serve.server(tmp_path, 0, serve.Stamp()) as address:
        port = int(address.rstrip("/").rpartition(":")[2])
        with pytest.raises(EnvironmentFault, match="--port"), serve.server(tmp_path, port, serve.Stamp()):
            pass


def test_change_of_a_file_builds_again(small_project: Project) -> None:
    stop, built = threading.Event(), threading.Event()
    watching = threading.Thread(target=serve.rebuild_on_change, args=(small_project, built.set, stop))
    watching.start()
    try:
        for number in range(50):
            # The watcher needs a moment to start; keep on writing until it has noticed.
            (small_project.content / "worksheets" / "note.txt").write_text(str(number))
            if built.wait(0.2):
                break
        assert built.is_set()
    finally:
        stop.set()
        watching.join(timeout=10)
    assert not watching.is_alive()
