"""How long an author waits: from a file that is saved until ``toolkit serve`` shows the new page."""

from __future__ import annotations

import re
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import yaml

from .costs import Failed, Runner
from .ours import TOOLKIT, Ours

_PATIENCE = 120.0
_ADDRESS = re.compile(rb"Showing the site at (http://[^\s/]+/)")


def waited(runner: Runner, ours: Ours) -> float:
    """Return the median of seconds. Raises :class:`Failed` where the new page does not come."""
    runner.go_on()
    told = yaml.safe_load(ours.definition.read_text(encoding="utf-8"))
    page = f"{told['language']}/worksheets/{told['id']}/"
    patience = min(_PATIENCE, runner.left())
    with tempfile.NamedTemporaryFile() as said:
        command = [str(TOOLKIT), "serve", "--port", "0"]
        process = subprocess.Popen(command, cwd=ours.folder, stdout=said, stderr=said)  # noqa: S603
        try:
            address = _started(process, Path(said.name), patience)
            return statistics.median(_shown(ours, f"{address}{page}", patience) for _ in range(runner.times))
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _started(process: subprocess.Popen[bytes], log: Path, patience: float) -> str:
    end = time.monotonic() + patience
    while time.monotonic() < end and process.poll() is None:
        if found := _ADDRESS.search(log.read_bytes()):
            return found[1].decode()
        time.sleep(0.1)
    said = log.read_text(errors="replace")[-500:]
    raise Failed(f"toolkit serve showed nothing after {patience:.0f} s: {said}")


def _shown(ours: Ours, address: str, patience: float) -> float:
    # The other pages, which are made after the one in sight, are there by then. It is in sight still.
    time.sleep(6)
    _read(address)
    start = time.monotonic()
    word = ours.change_definition().encode()
    while time.monotonic() - start < patience:
        if word in _read(address):
            return time.monotonic() - start
        time.sleep(0.01)
    raise Failed(f"toolkit serve did not show a change within {patience:.0f} s")


def _read(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address) as page:  # noqa: S310  # our own server
            return bytes(page.read())
    except urllib.error.URLError:
        return b""  # While folders are swapped, a page may be missing.
