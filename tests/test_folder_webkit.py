"""The folder to hand over in WebKit, which Safari is made of: Debian's own driver, spoken to as WebDriver says."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import until

from toolkit.build import folder

DRIVER, SCREEN = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
pytestmark = pytest.mark.skipif(
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
        self.ask("/timeouts", {"implicit": PATIENCE})

    def ask(self, path: str, body: dict[str, Any]) -> Any:
        request = urllib.request.Request(
            self.address + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=90) as answer:
            return json.load(answer)["value"]

    def go(self, address: str, shown: str) -> str:
        """Open an address, and wait for what it is to show; return this element."""
        self.ask("/url", {"url": address})
        return self.find(shown)

    def find(self, selector: str) -> str:
        (element,) = self.ask("/element", {"using": "css selector", "value": selector}).values()
        return str(element)

    def told(self, script: str) -> Any:
        return self.ask("/execute/sync", {"script": f"return {script}", "args": []})


@pytest.fixture
def webkit(tmp_path: Path) -> Iterator[Session]:
    read, write = os.pipe()
    screen = subprocess.Popen(
        [str(SCREEN), "-displayfd", str(write)], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    # The number comes when the screen is there.
    with os.fdopen(read) as told:
        number = told.readline().strip()
    own = {"DISPLAY": f":{number}", "HOME": str(tmp_path), "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
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


def test_webkit_opens_the_folder(webkit: Session, handed: folder.Handed) -> None:
    webkit.go(f"{handed.index.as_uri()}#choose", ".choose a")
    pages = f"{handed.index.parent.as_uri()}/{folder.PAGES}/en"
    webkit.go(f"{pages}/sessions/coaching-session/index.html?with=lv", "html.beside .also")
    assert webkit.told("document.querySelectorAll('.also').length") > 200
    assert webkit.told("document.querySelector('.languages svg use').getBoundingClientRect().width") > 0
    assert webkit.told("[...document.fonts].filter(({ status }) => status === 'loaded').length") >= 2
    webkit.told("document.querySelector('[data-run=open]').click()")
    webkit.told("document.querySelector('[data-run=begin]').click()")
    webkit.find(".run-left:not(:empty)")

    sheet = f"{pages}/worksheets/wheel-of-life/index.html"
    webkit.go(sheet, "form[data-ready]")
    assert webkit.told("document.querySelector('[data-folder].notice').checkVisibility()")
    line = webkit.find("form.sheet input[type=text]")
    webkit.ask(f"/element/{line}/value", {"text": "Paldies"})
    webkit.find(".sheet-state[data-state=saved]")
    # What is still being written would keep a reader from leaving.
    until(lambda: webkit.told("dispatchEvent(new Event('beforeunload', { cancelable: true }))"))
    webkit.go(sheet, "form[data-ready]")
    assert webkit.told("document.querySelector('form.sheet input[type=text]').value") == "Paldies"
