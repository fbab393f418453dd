"""Shows the site on this machine and builds it again when a file changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import watch

from .errors import EnvironmentFault, Message
from .project import Project

#: What a build is made from, below the project's folder.
WATCHED = ("content", "templates", "locales", "mkdocs.yml")


class Stamp:
    """Counts finished builds; pages ask for it and reload when it changes."""

    def __init__(self) -> None:
        self.value = 0


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, stamp: Stamp, **options: Any) -> None:
        self.stamp = stamp
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        if self.path == "/__build":
            body = str(self.stamp.value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent; the command line shows builds, not requests."""


@contextmanager
def server(folder: Path, port: int, stamp: Stamp) -> Iterator[str]:
    """Serve ``folder`` to this machine only, and yield the address.

    Raises :class:`EnvironmentFault` where the port is taken.
    """
    handler = partial(_Handler, directory=str(folder), stamp=stamp)
    try:
        httpd = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError:
        raise EnvironmentFault(
            Message("port {port} is in use – choose another with --port", port=port)
        ) from None
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/"
    finally:
        httpd.shutdown()
        httpd.server_close()


def rebuild_on_change(
    project: Project, rebuild: Callable[[], None], stop: threading.Event | None = None
) -> None:
    """Call ``rebuild`` whenever a watched file changes, until interrupted."""
    paths = [project.root / name for name in WATCHED if (project.root / name).exists()]
    for _ in watch(*paths, stop_event=stop):
        rebuild()
