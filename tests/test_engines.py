"""A coach's and a client's jobs in three browser engines: each is done by the same script and seen to end alike."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from conftest import REPOSITORY
from test_folder_pages import FIREFOX, NODE, PUPPETEER, needs_firefox
from test_worksheet_store import Chromium
from webkit import needs_webkit, webkit_window

from toolkit.cli import main

SHEET, GUIDE = "worksheets/wheel-of-life/", "sessions/coaching-session/"
SECRET = "parūs ūdens kaķis māja"
JOBS = (Path(__file__).parent / "engine_jobs.js").read_text(encoding="utf-8")


class Engine(Protocol):
    """A browser with a device of its own."""

    def open(self, address: str) -> None:
        """Show a page."""

    def run(self, script: str) -> Any:
        """Return what a script's expression comes to in the end."""

    def kill(self) -> None:
        """End the browser as a crash does, and start it again; what lets nobody do so closes its window."""

    def printed(self) -> int | None:
        """Return the bytes of the page as a PDF; None where the driver cannot print."""


class Blink:
    def __init__(self, browser: Any, profile: Path) -> None:
        self.browser, self.profile = browser, profile
        self.window = Chromium(browser, profile)

    def open(self, address: str) -> None:
        self.window.page.goto(address)

    def run(self, script: str) -> Any:
        return self.window.page.evaluate(script)

    def kill(self) -> None:
        self.window.kill()
        self.window = Chromium(self.browser, self.profile)

    def printed(self) -> int:
        return len(self.window.page.pdf())


class Gecko:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def ask(self, task: str, given: str = "") -> Any:
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps([task, given]), file=self.process.stdin, flush=True)
        told = json.loads(self.process.stdout.readline())
        assert "error" not in told, told
        return told.get("value")

    def open(self, address: str) -> None:
        self.ask("open", address)

    def run(self, script: str) -> Any:
        return self.ask("run", script)

    def kill(self) -> None:
        self.ask("kill")

    def printed(self) -> int:
        return int(self.ask("pdf"))


@contextmanager
def blink(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    engine = Blink(request.getfixturevalue("browser"), tmp_path)
    try:
        yield engine
    finally:
        engine.window.kill()


@contextmanager
def gecko(tmp_path: Path, _: pytest.FixtureRequest) -> Iterator[Engine]:
    script = REPOSITORY / "tests" / "engine_firefox.mjs"
    command = [str(NODE), str(script), str(PUPPETEER), str(FIREFOX), str(tmp_path)]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, **pipes) as process:
        engine = Gecko(process)
        yield engine
        assert engine.ask("end") == []


@contextmanager
def webkit(tmp_path: Path, _: pytest.FixtureRequest) -> Iterator[Engine]:
    with webkit_window(tmp_path) as session:
        yield session


@pytest.fixture(
    params=[
        blink,
        pytest.param(gecko, marks=needs_firefox),
        pytest.param(webkit, marks=needs_webkit),
    ],
    ids=["chromium", "firefox", "webkit"],
)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Return an engine on a device of its own."""
    with ExitStack() as stack:
        yield stack.enter_context(request.param(tmp_path, request))


def job(engine: Engine, name: str, *given: str) -> Any:
    assert f'async "{name}"(' in JOBS
    return engine.run(f"(async () => {{ {JOBS} return jobs[{json.dumps(name)}]({json.dumps(given)}); }})()")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the wheel of life as a PDF that was filled in."""
    folder = tmp_path_factory.mktemp("filled")
    told = {
        "format": "coaching-toolkit-answers",
        "format_version": 1,
        "worksheet": "wheel-of-life",
        "worksheet_version": "1.0",
        "language": "en",
        "saved": "2026-11-30T08:00:00Z",
        "answers": {"sheet.name": "Zoë", "life-wheel.work": "9"},
    }
    (folder / "answers.json").write_text(json.dumps(told), encoding="utf-8")
    options = ["--fillable", "--answers", str(folder / "answers.json"), "--out", str(folder / "sheet.pdf")]
    result = CliRunner().invoke(
        main, ["--project", str(REPOSITORY), "print", "wheel-of-life", "--lang", "en", *options]
    )
    assert result.exit_code == 0, result.output
    return (folder / "sheet.pdf").read_bytes()


def test_jobs_end_alike_in_every_engine(engine: Engine, site_address: str, filled: bytes) -> None:
    def at(path: str, more: str = "") -> None:
        engine.open(f"{site_address}/en/{path}{more}")

    # What is written is there after the end of the browser.
    at(SHEET)
    first = ["Anna", "Ķīšezers", "7"]
    assert job(engine, "fill in a sheet", *first) == first
    engine.kill()
    at(SHEET)
    assert job(engine, "see what is on the sheet") == first
    # Copies, files and PDFs.
    copies = job(engine, "begin a second copy and open the first again", "Bo", "3")
    assert copies == {"second": ["Bo", "", "3"], "listed": 2, "first": first}
    locked = job(engine, "lock a copy in a file and open it", SECRET)
    assert locked == {
        "format": "coaching-toolkit-sealed-answers",
        "isReadable": False,
        "isAlike": True,
    }
    assert job(engine, "open a filled PDF", base64.b64encode(filled).decode()) == ["Zoë", "9"]
    assert job(engine, "tap the wheel") == "4"
    # For one client.
    assert job(engine, "change the sheet for one client", "My bakery").startswith("My bakery")
    engine.open("about:blank")
    at(SHEET)
    label, is_as_published = job(engine, "see a changed sheet")
    assert (label.partition(" (")[0], is_as_published) == ("My bakery", False)
    made = job(engine, "make a link for the client", "Anna")
    address, _, fragment = made["link"].partition("#")
    assert (address, made["code"]) == (f"{site_address}/en/{SHEET}", True)
    assert unquote(fragment).startswith("tk_client&name=Anna")
    engine.open("about:blank")
    engine.open(made["link"])
    came = job(engine, "come by a link", "Anna")
    assert (came["greeted"], came["folded"], "Anna" in came["fragment"]) == (True, True, False)
    # A session, from page to page.
    at(GUIDE)
    phase = job(engine, "hold a session", "She smiles")
    at("glossary/")
    bar = job(engine, "see the running session elsewhere")
    assert (bar["phase"], ":" in bar["time"]) == (phase, True)
    engine.open(bar["back"])
    assert job(engine, "see the session going on") == [phase, "She smiles"]
    if (size := engine.printed()) is not None:
        assert size > 10_000
    # Everything a coach asks, and all of one client.
    at("questions/")
    assert 5 < job(engine, "search all questions", "goals") < 200
    at("")
    assert job(engine, "see all of one client", "Anna") == 3
