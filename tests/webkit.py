"""A WebKit window, which Safari is made of: Debian's own driver, spoken to as WebDriver says."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

DRIVER, SCREEN = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
needs_webkit = pytest.mark.skipif(
    not (DRIVER and SCREEN and BROWSER), reason="webkit2gtk-driver and xvfb (Debian) are not installed"
)
#: Milliseconds to wait for what a page is to show.
PATIENCE = 30_000


class Session:
    """A WebKit window; what is looked for in it is waited for."""

    def __init__(self, address: str) -> None:
        options = {"webkitgtk:browserOptions": {"binary": str(BROWSER), "args": ["--automation"]}}
        self.address = f"{address}/session"
        made = self.ask("", {"capabilities": {"alwaysMatch": options}})
        self.address += f"/{made['sessionId']}"
        self.ask("/timeouts", {"implicit": PATIENCE, "script": 2 * PATIENCE})

    def ask(self, path: str, body: dict[str, Any]) -> Any:
        request = urllib.request.Request(
            self.address + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=90) as answer:
            return json.load(answer)["value"]

    def open(self, address: str) -> None:
        """Open an address, and wait until its scripts have run: this driver may answer before they have come."""
        self.ask("/url", {"url": address})
        has_loaded = 'document.readyState === "complete"'
        self.run(f"new Promise((on) => {has_loaded} ? on() : addEventListener('load', () => on()))")

    def kill(self) -> None:
        """Close the window, and open another: an automated browser keeps nothing longer than it runs."""
        other = self.ask("/window/new", {"type": "window"})["handle"]
        request = urllib.request.Request(f"{self.address}/window", method="DELETE")
        urllib.request.urlopen(request, timeout=60).close()
        self.ask("/window", {"handle": other})

    def printed(self) -> None:
        """Return nothing: this driver cannot print."""

    def go(self, address: str, shown: str) -> str:
        """Open an address, and wait for what it is to show; return this element."""
        self.open(address)
        return self.find(shown)

    def find(self, selector: str) -> str:
        (element,) = self.ask("/element", {"using": "css selector", "value": selector}).values()
        return str(element)

    def run(self, script: str) -> Any:
        """Return what a script's expression comes to in the end."""
        done = "arguments[arguments.length - 1]"
        told = self.ask(
            "/execute/async",
            {
                "script": f"const done = {done};"
                f"({script}).then((value) => done({{ value }}), (error) => done({{ error: String(error) }}))",
                "args": [],
            },
        )
        assert "error" not in told, told
        return told.get("value")

    def told(self, script: str) -> Any:
        return self.ask("/execute/sync", {"script": f"return {script}", "args": []})


@contextmanager
def webkit_window(home: Path) -> Iterator[Session]:
    """Give a window of a browser with a home and a screen of its own while the context lasts."""
    read, write = os.pipe()
    screen = subprocess.Popen(
        [str(SCREEN), "-displayfd", str(write)], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    # The number comes when the screen is there.
    with os.fdopen(read) as told:
        number = told.readline().strip()
    own = {"DISPLAY": f":{number}", "HOME": str(home), "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    driver = subprocess.Popen([str(DRIVER), f"--port={port}"], env=os.environ | own)
    try:
        while driver.poll() is None:
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
        session = Session(f"http://127.0.0.1:{port}")
        yield session
        urllib.request.urlopen(urllib.request.Request(session.address, method="DELETE"), timeout=60).close()
    finally:
        driver.terminate()
        driver.wait()
        screen.terminate()
        screen.wait()
