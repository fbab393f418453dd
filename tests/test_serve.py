"""Showing the site while somebody writes: served to this machine only, built again on every change."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import CONFIG, quiet, until
from lxml import html

from toolkit.build import Ahead
from toolkit.build import run as builder
from toolkit.errors import EnvironmentFault
from toolkit.project.opened import Project
from toolkit.site import headers, problem_page
from toolkit.site import server as serve
from toolkit.view import PUBLIC


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


# -- what is sent, and to whom ----------------------------------------------------------------------


def ask(address: str, path: str = "", host: str | None = None, method: str = "GET") -> tuple[int, str, Any]:
    request = urllib.request.Request(address + path, method=method)
    if host is not None:
        request.add_header("Host", host)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode(errors="replace"), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace"), error.headers


def small_site(folder: Path) -> Path:
    for name, text in {
        "index.html": "<html><head></head><body>root</body></html>",
        "en/index.html": '<html><head><title>x</title></head><body class="a">home</body></html>',
        "en/404.html": "english: not found",
        "lv/404.html": "latviski: nav",
        "en/script.js": "1",
        "en/print/sheet.pdf": "%PDF-",
        "assets/site.css": "",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_every_answer_carries_the_headers(tmp_path: Path) -> None:
    small_site(tmp_path)
    with serve.server(tmp_path, 0, serve.Stamp()) as address:
        paths = ("", "en/", "en", "en/script.js", "en/print/sheet.pdf", "nowhere", "__build", "__serve.css")
        for path in paths:
            _, _, sent = ask(address, path)
            assert headers.of(path) == headers.HEADERS or path.endswith(".pdf")
            for name, value in headers.of(path).items():
                assert sent.get_all(name) == [value], (path, name)
        # With "nosniff" a script of the wrong type would not run, whatever this machine believes.
        assert ask(address, "en/script.js")[2]["Content-Type"].startswith("text/javascript")
        assert ask(address, "assets/site.css")[2]["Content-Type"].startswith("text/css")


def test_only_this_machines_own_names_are_answered(tmp_path: Path) -> None:
    """A foreign page whose name was bound to this machine's address (DNS rebinding) learns nothing."""
    small_site(tmp_path)
    with serve.server(tmp_path, 0, serve.Stamp()) as address:
        port = address.rstrip("/").rpartition(":")[2]
        for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LocalHost:{port}"):
            assert ask(address, "en/", host)[0] == 200
        foreign = (
            "evil.example",
            f"evil.example:{port}",
            f"localhost.evil.example:{port}",
            "localhost:1",
            "",
        )
        for host in (*foreign, "localhost", f"127.0.0.1:{port}@evil.example", f"[::1]:{port}"):
            for path in ("en/", "__build", "nowhere", "en"):
                for method in ("GET", "HEAD"):
                    status, text, _ = ask(address, path, host, method)
                    assert (status, text) == (421, ""), (host, path, method)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("en/nowhere/", "english"),
        ("lv/nowhere/deep/x.pdf", "latviski"),
        ("lv/", "latviski"),
        ("xx/nowhere", "english"),
        ("nowhere", "english"),
        ("assets/", "english"),
        ("en/print/", "english"),
        ("..%2f..%2fetc/passwd", "english"),
        ("coaching/lv/nowhere", "latviski"),
    ],
)
def test_unknown_addresses_get_the_sites_own_page(tmp_path: Path, path: str, told: str) -> None:
    with serve.server(small_site(tmp_path), 0, serve.Stamp(), "https://me.example/coaching/") as address:
        status, text, sent = ask(address, path)
        assert status == 404
        assert text.startswith(told)
        assert sent["Content-Type"].startswith("text/html")
        status, text, _ = ask(address, path, method="HEAD")
        assert (status, text) == (404, "")


def test_a_site_below_a_path_is_served_there_too(tmp_path: Path) -> None:
    with serve.server(small_site(tmp_path), 0, serve.Stamp(), "https://me.example/coaching/") as address:
        assert "home" in ask(address, "coaching/en/")[1]
        assert "home" in ask(address, "en/")[1]


# -- while the content is at fault -------------------------------------------------------------------


def test_problems_stand_on_every_page_until_they_are_mended(tmp_path: Path) -> None:
    stamp = serve.Stamp()
    box = problem_page.box(["sheet.yaml:1:1: <script>x</script>"], "Tā nevar", "lv")
    with serve.server(small_site(tmp_path), 0, stamp) as address:
        stamp.set(serve.Trouble(box, "Tā nevar", "lv"))
        assert ask(address, "__build")[1] == "1"
        for path, words in (("en/", "home"), ("", "root"), ("fi/new/", "")):
            status, text, _ = ask(address, path)
            page = html.document_fromstring(text)
            (section,) = page.xpath("//section")
            assert status == 200
            assert section.get("lang") == "lv"
            assert "<script>x</script>" in section.text_content()
            assert not section.xpath(".//script")
            assert page.xpath("//link[@rel='stylesheet']/@href") == ["/__serve.css"]
            assert words in page.text_content()
        assert ask(address, "en/script.js")[1] == "1"
        assert "serve-problems" in ask(address, "__serve.css")[1]
        assert "/__build" in ask(address, "__serve.js")[1]
        stamp.set(None)
        assert "section" not in ask(address, "en/")[1]
        assert ask(address, "fi/new/")[0] == 404


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("mkdocs.yml", True),
        ("logo.svg", True),
        ("content/worksheets/sheet.yaml", True),
        ("content/site/sheet.yaml", True),
        ("templates/print/worksheet.typ", True),
        ("templates/build/x.j2", True),
        ("locales/lv/LC_MESSAGES/ui.po", True),
        ("brand/new/logo.png", True),
        ("site/index.html", False),
        ("build/docs/x.md", False),
        ("print/x.pdf", False),
        (".git/index", False),
        (".venv/lib/x.py", False),
        ("myenv/lib/x.py", False),
        ("content/.schema/worksheet.json", False),
        ("content/worksheets/.sheet.yaml.swp", False),
        ("content/worksheets/sheet.yaml~", False),
        ("node_modules/x/y.js", False),
    ],
)
def test_what_is_watched(tmp_path: Path, path: str, wanted: bool) -> None:
    (tmp_path / "myenv").mkdir()
    (tmp_path / "myenv" / "pyvenv.cfg").touch()
    assert serve.matters(tmp_path, tmp_path / path) is wanted
    assert not serve.matters(tmp_path / "elsewhere", tmp_path / path)


def replaced(path: Path, text: str) -> None:
    """Save a file as most editors do: the new one is written beside it and takes its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}~")
    beside.write_text(text)
    beside.replace(path)


def test_replaced_files_and_new_folders_are_seen_again_and_again(
    small_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: dict[Path, bool] = {}

    def judge(root: Path, path: Path) -> bool:
        judged[path.relative_to(root)] = plain(root, path)
        return judged[path.relative_to(root)]

    plain = serve.matters
    monkeypatch.setattr(serve, "matters", judge)
    stop, built = threading.Event(), threading.Event()
    watching = threading.Thread(target=serve.rebuild_on_change, args=(small_project, built.set, stop))
    watching.start()
    root = small_project.root

    def seen(path: Path, text: str) -> bool:
        built.clear()
        replaced(path, text)
        return built.wait(30)

    try:
        while not built.wait(0.2):
            replaced(root / "mkdocs.yml", CONFIG + "# started\n")
        # One replacement used to be the last that was ever seen.
        for number in range(4):
            assert seen(root / "mkdocs.yml", CONFIG + f"# {number}\n"), number
        for path in (
            "content/checklists/new.yaml",
            "templates/page/home.md.j2",
            "brand/logo.svg",
            "extra.svg",
        ):
            assert seen(root / path, "1"), path
            assert seen(root / path, "2"), path
        # What a build writes itself must not start the next one.
        for path in (Path("site"), Path("build", "x")):
            (root / path).mkdir()
            until(lambda path=path: path in judged)
            # The system may tell of a new folder before it watches what is in it.
            until(
                lambda path=path: replaced(root / path / "index.html", "x") or path / "index.html" in judged
            )
            assert not judged[path]
            assert not judged[path / "index.html"]
    finally:
        stop.set()
        watching.join(timeout=10)
    assert not watching.is_alive()


# -- pages in sight come first ----------------------------------------------------------------------------


def test_a_page_in_sight_has_the_number_of_the_build_that_goes_on(tmp_path: Path) -> None:
    stamp = serve.Stamp()
    trouble = serve.Trouble(problem_page.box(["x"], "No", "en"), "No", "en")
    with serve.server(small_site(tmp_path), 0, stamp, "https://me.example/coaching/") as address:

        def told(page: str) -> int:
            return int(get(f"{address}__build?page=/{page}"))

        assert stamp.in_sight() == frozenset()
        ask(address, "coaching/en/")
        ask(address, "en/script.js")
        assert stamp.in_sight() == {"en/index.html"}
        assert (told("lv/"), told("coaching/en/")) == (0, 0)
        assert stamp.in_sight() == {"en/index.html", "lv/index.html"}
        stamp.set(trouble)
        assert (told("lv/"), told("en/")) == (1, 1)
        # It is mended: the page in sight stands there anew, without what was wrong.
        stamp.ahead(["en/index.html"])
        assert (told("lv/"), told("en/")) == (1, 2)
        assert ask(address, "en/")[2]["Server-Timing"] == 'build;desc="2"'
        assert "section" not in ask(address, "en/")[1]
        # When the others are there, it stays as it is.
        stamp.set(None)
        assert (told("lv/"), told("en/")) == (2, 2)
        # Where they cannot be made, it says so like all the others.
        stamp.ahead(["en/index.html"])
        ahead = told("en/")
        stamp.set(trouble)
        assert told("en/") == told("lv/") > ahead


def test_a_page_that_nobody_asks_for_is_not_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    stamp, now = serve.Stamp(), time.monotonic()
    stamp.note("en/index.html")
    monkeypatch.setattr(time, "monotonic", lambda: now + 60)
    assert stamp.in_sight() == frozenset()


@pytest.mark.parametrize(("until_then", "waits"), [(0.0, 0.25), (0.6, 0.8), (60.0, 1.5)])
def test_the_others_wait_until_what_is_shown_has_been_loaded(
    monkeypatch: pytest.MonkeyPatch, until_then: float, waits: float
) -> None:
    stamp, now = serve.Stamp(), 100.0

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        # A browser asks for one file after the other.
        if now < 100 + until_then:
            stamp.hear()

    monkeypatch.setattr(time, "monotonic", lambda: now)
    monkeypatch.setattr(time, "sleep", sleep)
    stamp.loaded()
    assert now - 100 == pytest.approx(waits, abs=0.05)


SHEET_PAGE, LATVIAN = "en/worksheets/sheet/index.html", "lv/worksheets/sheet/index.html"


@pytest.mark.parametrize("what", ["text", "scope", "settings"])
def test_pages_in_sight_are_made_before_the_others(small_project: Project, what: str) -> None:
    root = small_project.root
    live = builder.live_site(root)
    builder.build(small_project, quiet, live=True)
    sheet, config = root / "content" / "worksheets" / "sheet.yaml", root / "mkdocs.yml"
    if what == "settings":
        # What lies beside pages may change, too: then none may come before it.
        replaced(config, CONFIG.replace("site_name: Test", "site_name: Best"))
    elif what == "scope":
        replaced(sheet, sheet.read_text().replace("kind: worksheet", "life_cycle: draft\nkind: worksheet"))
    else:
        replaced(sheet, sheet.read_text().replace("What matters?", "What matters most?"))
    seen: dict[str, dict[str, str]] = {}

    def shown(files: Collection[str]) -> None:
        seen["files"] = dict.fromkeys(files, "")
        seen["then"] = {name: (live / name).read_text() for name in (SHEET_PAGE, LATVIAN)}

    ahead = Ahead(lambda: {SHEET_PAGE, "en/gone/index.html", "en/../lv/index.html", "xx/index.html"}, shown)
    scope = replace(PUBLIC, drafts=True)
    builder.build(
        Project.open(root), quiet, live=True, scope=scope if what == "scope" else PUBLIC, ahead=ahead
    )
    after = {name: (live / name).read_text() for name in (SHEET_PAGE, LATVIAN)}
    if what == "text":
        assert set(seen["files"]) == {SHEET_PAGE}
        assert "What matters most?" in seen["then"][SHEET_PAGE]
        assert "What matters most?" not in seen["then"][LATVIAN]
        assert seen["then"][SHEET_PAGE] == after[SHEET_PAGE]
        assert "What matters most?" in after[LATVIAN]
    else:
        # Another scope, other settings: nothing in the old site goes with the new pages.
        assert seen == {}


# -- the command itself ---------------------------------------------------------------------------------


@contextmanager
def serving(root: Path, *options: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [
        sys.executable,
        "-m",
        "toolkit",
        "--project",
        str(root),
        "serve",
        "--port",
        str(port),
        *options,
    ]
    with subprocess.Popen(
        program,
        env=os.environ | {"LANG": "lv_LV.UTF-8"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.send_signal(signal.SIGINT)
            try:
                # Where whoever started the tests ignores the signal, the command does so as well.
                assert process.wait(timeout=30) == 0
            finally:
                process.kill()


def holding(address: str, path: str, word: str) -> str:
    """Wait until a page holds a word; return the page."""
    text = ""
    for _ in range(600):
        with suppress(OSError):
            text = ask(address, path)[1]
            if word in text:
                return text
        time.sleep(0.1)
    raise AssertionError((path, word, text[-2000:]))


def test_from_broken_to_mended_to_renamed(small_project: Project, browser: Any) -> None:
    """An author's day: the start fails, the page says why and reloads by itself; drafts are shown as such."""
    root = small_project.root
    sheet = root / "content" / "worksheets" / "sheet.yaml"
    good = sheet.read_text()
    replaced(sheet, good.replace("minutes: 10", "minuts: 10"))
    with serving(root, "--lang", "lv") as address:
        text = holding(address, "", "minuts")
        assert '<html lang="lv">' in text
        assert "content/worksheets/sheet.yaml:10:1" in text
        assert "vai jūs domājāt" in text
        page = browser.new_context().new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(address + "lv/worksheets/sheet/")
        assert page.locator(".serve-problems pre").count() == 1
        assert (
            page.locator(".serve-problems").evaluate("e => getComputedStyle(e).borderBlockEndWidth") == "4px"
        )
        replaced(sheet, good + "life_cycle: draft\n")
        page.wait_for_selector(".standing", timeout=90_000)
        assert page.locator(".serve-problems").count() == 0
        # Broken again: the last good page stays, with the problem on top.
        replaced(sheet, good + "wrong: x\n")
        page.wait_for_selector(".serve-problems", timeout=90_000)
        assert page.locator("#tk_sheet").count() == 1
        replaced(sheet, good)
        page.wait_for_selector("main:not(:has(.standing))", timeout=90_000)
        config = root / "mkdocs.yml"
        for name in ("First", "Second"):
            replaced(config, CONFIG.replace("site_name: Test", f"site_name: {name}"))
            holding(address, "lv/", f"<span>{name}</span>")
        replaced(config, "site_name: [\n")
        holding(address, "lv/", "serve-problems")
        config.unlink()
        time.sleep(0.5)
        replaced(config, CONFIG)
        holding(address, "lv/", "<span>Test</span>")
        # The new site stands a moment before the problem is taken off it.
        until(lambda: "serve-problems" not in ask(address, "lv/")[1])
        assert ask(address, "lv/nowhere/")[0] == 404
        assert [line for line in said if "Content Security Policy" in line] == []
    # What is published is none of its business.
    assert not small_project.site.exists()


def test_a_page_that_is_built_again_before_it_first_asks_is_loaded_again(
    tmp_path: Path, browser: Any
) -> None:
    script = Path(__file__).parents[1] / "templates" / "page" / "assets" / "live.js"
    (tmp_path / "live.js").write_bytes(script.read_bytes())
    page_of = '<!doctype html><title>x</title><p>{}</p><script src="live.js"></script>'.format
    (tmp_path / "index.html").write_text(page_of("old"))
    stamp, asked = serve.Stamp(), 0
    with serve.server(tmp_path, 0, stamp) as address:
        page = browser.new_context().new_page()

        def first(route: Any) -> None:
            nonlocal asked
            if not asked:
                (tmp_path / "index.html").write_text(page_of("new"))
                stamp.set(None)
            asked += 1
            route.continue_()

        page.route("**/__build?*", first)
        page.goto(address)
        page.wait_for_selector("text=new", timeout=20_000)
        # Now it is what has been built last, and stays.
        before = asked
        page.evaluate("window.stays = true")
        page.wait_for_function("window.stays", timeout=5_000)
        # Routes are served while the driver waits for the page.
        until(lambda: page.evaluate("1") and asked > before + 1)
        assert page.evaluate("window.stays") is True
        page.context.close()
