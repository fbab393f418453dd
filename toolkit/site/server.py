"""Shows the site on this machine and builds it again when a file changes.

The site is served with the headers that a host should send, to this machine's own names only: a foreign
page that reaches this port under a name of its own (DNS rebinding) gets nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast
from urllib.parse import parse_qs, unquote, urlsplit

from watchfiles import Change, watch

from ..distribution import packaged
from ..errors import EnvironmentFault, Message
from . import headers, problem_page
from .stamp import Stamp, Trouble

#: What is made by programs, at the top of a project's folder; all else may be what a build is made from.
MADE = frozenset({"build", "site", "print", "dist", "node_modules", "venv", "env", "__pycache__"})
#: Milliseconds: how long to wait for more changes that belong to one, and how long at most.
_STEP, _DEBOUNCE = 30, 400
_NAMES = ("127.0.0.1", "localhost")
#: Where pages ask for the number of the build that they are of: ``/__build?page=/lv/``.
STAMP = "/__build"
_LIVE = "templates/page/assets/live.js"


class Folder(Protocol):
    """Whatever has a folder to watch."""

    @property
    def root(self) -> Path: ...  # the class says it


#: Returns a PDF of the site by its file, or why it cannot be made; None where there is none of that name.
Prints = Callable[[str], bytes | Trouble | None]


class _Handler(SimpleHTTPRequestHandler):
    #: Whether the answer is a page, whatever was asked for.
    is_page = False
    # The system's own table may call a script plain text, which "nosniff" then forbids to run.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }

    def __init__(
        self,
        *args: Any,
        stamp: Stamp,
        own: dict[str, bytes],
        below: str,
        prints: Prints | None,
        **options: Any,
    ) -> None:
        self.stamp = stamp
        self.prints = prints
        self.own = own
        self.below = below
        self.build = stamp.value
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        path = split.path
        page = self._page_file(parse_qs(split.query).get("page", [""])[0] if path == STAMP else path)
        # Before anything is read: a page that is replaced meanwhile is told an older build, and loads again.
        self.build = self.stamp.of(page)
        if not self._is_ours():
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"", "text/plain; charset=utf-8")
            return
        if page:
            self.stamp.note(page)
        if path == STAMP:
            self._send(HTTPStatus.OK, str(self.build).encode(), "text/plain; charset=utf-8")
            return
        self.stamp.hear()
        if self.below and path == self.below:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif "\0" in unquote(path):
            # No file has it in its name, and the system will not even look.
            self.send_error(HTTPStatus.NOT_FOUND)
        elif path in self.own:
            self._send(HTTPStatus.OK, self.own[path], self.guess_type(path))
        elif path.endswith((".pdf", ".js")) and (answer := self._print(path)) is not None:
            self._send_print(answer)
        elif self.stamp.trouble and (shown := self._page(path)) is not None:
            self._send(HTTPStatus.OK, shown, "text/html; charset=utf-8")
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        # The same answer without its body, so that nothing is told here that GET refuses.
        self.do_GET()

    def _is_ours(self) -> bool:
        """Say whether the request names this machine, as a browser does that was sent here by no one else."""
        port = cast(ThreadingHTTPServer, self.server).server_port
        asked = (self.headers.get("Host") or "").lower()
        return asked in {f"{name}:{port}" for name in _NAMES} or (port == 80 and asked in _NAMES)

    def _print(self, path: str) -> bytes | Trouble | None:
        """Return a PDF that is not there yet, or why there is none; no PDF says that it is old."""
        if self.prints is None or Path(self.translate_path(path)).exists():
            return None
        file = unquote(path).removeprefix(self.below).removeprefix("/")
        return self.stamp.trouble or self.prints(file)

    def _send_print(self, answer: bytes | Trouble) -> None:
        if isinstance(answer, bytes):
            self._send(HTTPStatus.OK, answer, self.guess_type(self.path))
        else:
            page = problem_page.whole(answer.box, answer.title, answer.lang).encode()
            self._send(HTTPStatus.OK, page, "text/html; charset=utf-8")

    def _page_file(self, path: str) -> str:
        """Return the file in the site of the page at an address; "" where it is none of a page."""
        if not path.endswith("/"):
            return ""
        return unquote(f"{path.removeprefix(self.below)}index.html").removeprefix("/")

    def _page(self, path: str) -> bytes | None:
        """Return a page with what is wrong on top, or what is wrong alone where there is no such page."""
        trouble = self.stamp.trouble
        if trouble is None or not (path.endswith("/") or path.endswith(".html")):
            return None
        file = Path(self.translate_path(path))
        file = file / "index.html" if path.endswith("/") else file
        if file.is_file():
            return problem_page.within(file.read_text(encoding="utf-8"), trouble.box).encode()
        return problem_page.whole(trouble.box, trouble.title, trouble.lang).encode()

    def translate_path(self, path: str) -> str:
        # The site's address may have a path, which stands before all that a "not found" page links to.
        if self.below and path.startswith(f"{self.below}/"):
            path = path.removeprefix(self.below)
        return super().translate_path(path)

    def list_directory(self, path: Any) -> None:  # noqa: ARG002  # the server passes it
        """Treat a folder without a page as any address without a page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where it has one for this."""
        page = self._not_found() if code == HTTPStatus.NOT_FOUND else None
        if page is None:
            super().send_error(code, message, explain)
        else:
            self._send(HTTPStatus.NOT_FOUND, page, "text/html; charset=utf-8")

    def _not_found(self) -> bytes | None:
        """Return the page of the language that the address begins with, or that of the site's first one."""
        root = Path(self.directory)
        asked = unquote(urlsplit(self.path).path).removeprefix(self.below).split("/")[1:2]
        for folder in (*(root / name for name in asked if name.isalpha()), root):
            if (folder / "404.html").is_file():
                return (folder / "404.html").read_bytes()
        found = sorted(root.glob("*/404.html"), key=lambda file: file.parent.name != "en")
        return found[0].read_bytes() if found else None

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.is_page = kind.startswith("text/html")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def copyfile(self, source: BinaryIO | Any, outputfile: Any) -> None:
        """Leave out the body where none was asked for."""
        if self.command != "HEAD":
            super().copyfile(source, outputfile)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        # What a page's own script can read of the answer that brought the page.
        self.send_header("Server-Timing", f'build;desc="{self.build}"')
        # A page that stands where a file was asked for is a page to the browser, too.
        path = "" if self.is_page else urlsplit(getattr(self, "path", "")).path
        for name, value in headers.of(path).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent; the command line shows builds, not requests."""


@contextmanager
def server(
    folder: Path, port: int, stamp: Stamp, site_url: str = "", prints: Prints | None = None
) -> Iterator[str]:
    """Serve ``folder`` to this machine only, and yield the address.

    ``site_url`` is the address that the site will have, ``prints`` makes the PDFs that it lacks, for several
    who ask at once. Raises :class:`EnvironmentFault` where the port is taken.
    """
    own = {
        problem_page.STYLE: problem_page.CSS.encode(),
        problem_page.SCRIPT: (packaged() / _LIVE).read_bytes(),
    }
    below = urlsplit(site_url).path.rstrip("/")
    handler = partial(_Handler, directory=str(folder), stamp=stamp, own=own, below=below, prints=prints)
    try:
        httpd = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError:
        raise EnvironmentFault(
            Message("port {port} is in use – choose another with --port", port=port)
        ) from None
    # Looks twenty times a second whether it is to stop.
    thread = threading.Thread(target=httpd.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/"
    finally:
        httpd.shutdown()
        httpd.server_close()


def matters(root: Path, path: Path) -> bool:
    """Say whether a build may be made from this file: not what programs make or keep for themselves."""
    try:
        parts = path.relative_to(root).parts
    except ValueError:
        return False
    if not parts or parts[0] in MADE or (root / parts[0] / "pyvenv.cfg").is_file():
        return False
    # Hidden files are those of editors, of version control and of environments.
    return not any(part.startswith(".") or part == "__pycache__" for part in parts) and parts[-1][-1] != "~"


def rebuild_on_change(
    project: Folder, rebuild: Callable[[], None], stop: threading.Event | None = None
) -> None:
    """Call ``rebuild`` whenever a file changes that a build of ``project`` is made from, until interrupted.

    The whole folder is watched: a file that an editor replaces is another one to the system, and folders
    come later.
    """
    root = project.root.resolve()

    def wanted(_: Change, path: str) -> bool:
        return matters(root, Path(path))

    for _ in watch(root, watch_filter=wanted, stop_event=stop, step=_STEP, debounce=_DEBOUNCE):
        rebuild()
