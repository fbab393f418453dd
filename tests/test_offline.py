"""Pages that are kept for readers without a network: installed, updated, cut off, refused, cleared."""

from __future__ import annotations

import hashlib
import http.server
import json
import shutil
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from conftest import TWO, bank, contents, quiet, ready, session, until, worksheet
from lxml import html

from toolkit.build.run import build
from toolkit.project.opened import Project

BELOW = "/a/b/"
CONFIG = TWO.replace("https://toolkit.test/", f"https://toolkit.test{BELOW}")
LABEL, NEW_LABEL = "What matters?", "What matters most?"


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]) -> dict[str, Path]:
    """Return two versions of a site: a label, a style and a PDF of the second are others."""
    root = tmp_path_factory.mktemp("offline")
    lay_caches(root)
    for folder in ("worksheets", "questions", "sessions"):
        (root / "content" / folder).mkdir(parents=True)
    (root / "content" / "questions" / "bank.yaml").write_text(bank(), encoding="utf-8")
    (root / "content" / "sessions" / "talk.yaml").write_text(session(), encoding="utf-8")
    (root / "content" / "worksheets" / "other.yaml").write_text(worksheet("other"), encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"{CONFIG}extra_css: [own.css]\n", encoding="utf-8")
    made: dict[str, Path] = {}
    for name, label in (("old", LABEL), ("new", NEW_LABEL)):
        text = worksheet().replace(LABEL, label)
        (root / "content" / "worksheets" / "sheet.yaml").write_text(text, encoding="utf-8")
        (root / "own.css").write_text(f":root {{ --version: {name}; }}\n", encoding="utf-8")
        build(Project.open(root), quiet)
        made[name] = shutil.copytree(root / "site", root / name)
    return made


@dataclass
class Host:
    """A server below a path, whose network can be cut or be somebody else's."""

    root: Path
    address: str = ""
    #: What becomes of requests: they are answered, all or "half" of them, "cut", or answered by a "portal".
    network: str = "there"
    asked: list[str] = field(default_factory=list)

    def answers(self, path: str) -> bool:
        # "half": it ends before all has come.
        return self.network != "cut" and not (self.network == "half" and "own.css" in path)


@pytest.fixture
def host(versions: dict[str, Path]) -> Iterator[Host]:
    told = Host(versions["old"])

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.path)
            # Both versions may have been written in one second, which is all that this header tells.
            del self.headers["If-Modified-Since"]
            if not told.answers(self.path):
                self.close_connection = True
            elif told.network == "portal" and not self.path.endswith(("service-worker.js", "offline.json")):
                body = b"<!doctype html><title>Log in</title>"
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            else:
                super().do_GET()

        def translate_path(self, path: str) -> str:
            assert path.startswith(BELOW) or path == "/favicon.ico", path
            found = super().translate_path(f"/{path.removeprefix(BELOW)}")
            return str(told.root / Path(found).relative_to(Path.cwd()))

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output readable."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        told.address = f"http://127.0.0.1:{server.server_port}{BELOW}en/"
        yield told
        server.shutdown()


#: Resolves when a first visit has brought all along. (A promise would be truth enough to ``wait_for_function``.)
KEPT = """async () => {
  const { serviceWorker } = navigator;
  const taken = new Promise((done) => serviceWorker.addEventListener("controllerchange", done, { once: true }));
  await serviceWorker.ready;
  if (!serviceWorker.controller) await taken;
}"""
#: Looks for a new version, and says whether one is there whole.
UPDATED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update().catch(() => {});
  const { installing } = registration;
  if (installing) await new Promise((done) => installing.addEventListener("statechange", done, { once: true }));
  return Boolean(registration.waiting);
}"""
GONE = """async (name) => {
  while (await caches.has(name)) await new Promise((done) => setTimeout(done, 20));
}"""
NAMES = "caches.keys().then((names) => names.filter((name) => !name.endsWith(':state')))"


def visit(browser: Any, host: Host, path: str = "", **options: Any) -> tuple[Any, list[str]]:
    """Visit a page for the first time, until all is kept; return it, and what its console says."""
    page = browser.new_context(keeping=True, viewport={"width": 1280, "height": 800}, **options).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(host.address + path)
    page.evaluate(KEPT)
    return page, said


def cut(page: Any, host: Host) -> None:
    host.network = "cut"
    page.context.set_offline(True)
    host.asked.clear()


def open_device(page: Any) -> Any:
    page.locator("#tk_device-open").click()
    dialog = page.locator("#tk_device")
    dialog.wait_for()
    return dialog


# -- what a build writes ----------------------------------------------------------------------


def digest(data: bytes) -> str:
    return urlsafe_b64encode(hashlib.sha256(data).digest()[:18]).decode()


def test_the_list_names_every_file_that_pages_need(versions: dict[str, Path]) -> None:
    site = versions["old"]
    told = (site / "lv" / "offline.json").read_bytes()
    listed = json.loads(told)
    assert f'"{digest(told)}"' in (site / "lv" / "service-worker.js").read_text(encoding="utf-8")
    files = listed["core"] | listed["more"]
    for path, (known, size) in files.items():
        data = (site / "lv" / (f"{path}index.html" if path.endswith("/") or not path else path)).read_bytes()
        assert (known, size) == (digest(data), len(data)), path
    assert {path for path in listed["more"] if not path.endswith(".pdf")} == set()
    assert {path for path in listed["core"] if path.endswith(".pdf")} == set()
    own = {f"lv/{path}" for path in contents(site / "lv")} - {"lv/offline.json", "lv/service-worker.js"}
    shared = {f"assets/{path}" for path in contents(site / "assets")}
    named = {
        path.removeprefix("../") if path.startswith("../") else f"lv/{path}" for path in files if path
    } | {"lv/"}
    assert {path.removesuffix("index.html") for path in own | shared} - named == {
        "assets/card-en.png",
        "assets/card-lv.png",
    }
    assert len(listed["more"]) > 4


def test_a_change_of_any_file_is_another_publication(versions: dict[str, Path]) -> None:
    old, new = ((versions[name] / "lv" / "service-worker.js").read_bytes() for name in ("old", "new"))
    assert old != new
    assert len(old) == len(new) < 9_000


def test_the_manifest_holds_below_any_path(versions: dict[str, Path]) -> None:
    for locale in ("en", "lv"):
        folder = versions["old"] / locale
        told = json.loads((folder / "manifest.webmanifest").read_text(encoding="utf-8"))
        assert (told["lang"], told["dir"], told["start_url"], told["scope"]) == (locale, "ltr", "./", "./")
        assert (told["name"], told["display"], told["id"]) == ("Test", "standalone", f"{BELOW}{locale}/")
        assert told["background_color"] == "#ffffff"
        assert told["theme_color"] == "#0b5c63"
        sizes = {(icon["sizes"], icon["purpose"]) for icon in told["icons"]}
        assert sizes == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
        for icon in told["icons"]:
            data = (folder / icon["src"]).resolve().read_bytes()
            assert data.startswith(b"\x89PNG")
            pixels = [int.from_bytes(data[at : at + 4], "big") for at in (16, 20)]
            assert icon["sizes"] == "x".join(map(str, pixels))
        page = html.parse(str(folder / "sessions" / "talk" / "index.html")).getroot()
        assert page.xpath("//link[@rel='manifest']/@href") == ["../../manifest.webmanifest"]


def test_an_author_sees_no_page_that_was_kept(small_project: Project) -> None:
    build(small_project, quiet, ("en",), live=True)
    live = small_project.root / "build" / "live" / "en"
    assert "unregister" in (live / "service-worker.js").read_text(encoding="utf-8")
    assert not (live / "offline.json").exists()
    assert 'rel="manifest"' not in (live / "index.html").read_text(encoding="utf-8")


# -- without a network ------------------------------------------------------------------------


def test_every_job_is_done_without_a_network(browser: Any, host: Host) -> None:
    page, said = visit(browser, host)
    requests: list[str] = []
    page.context.on("request", lambda request: requests.append(request.url))
    pdf = "print/sheet.pdf"
    assert page.evaluate("async (path) => (await fetch(path)).status", pdf) == 200
    cut(page, host)

    page.goto(f"{host.address}sessions/talk/")
    ready(page)
    page.get_by_role("button", name="Run this session").first.click()
    page.locator("[data-run=begin]").click()
    page.locator("[data-run=pause]").wait_for()
    ready(page)
    page.reload()
    ready(page)
    assert page.locator("h1").inner_text() == "Title of talk"

    page.goto(f"{host.address}questions/bank/?q=else")
    ready(page)
    assert page.get_by_text("What else?").first.is_visible()

    page.goto(f"{host.address}worksheets/sheet")
    assert page.url == f"{host.address}worksheets/sheet/"
    page.get_by_label(LABEL).fill("Peace")
    page.wait_for_selector(".sheet-state[data-state=saved]")
    page.reload()
    ready(page)
    assert page.get_by_label(LABEL).input_value() == "Peace"

    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("/")
    page.keyboard.type("matters")
    page.locator(".search-link", has_text="What matters to you?").click()
    page.wait_for_url(f"{host.address}questions/bank/#first")
    ready(page)

    got = page.evaluate(
        "async (path) => { const a = await fetch(path); return [a.status, (await a.text()).slice(0, 5)]; }",
        f"{host.address}{pdf}",
    )
    assert got == [200, "%PDF-"]
    assert said == []
    page.goto(f"{host.address}nothing/")
    assert page.locator("h1").inner_text() == "Page not found"
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--version')") == "old"
    assert {url.split("/a/b/")[0] for url in requests} == {host.address.split("/a/b/")[0]}


def test_all_is_fetched_when_the_reader_asks(browser: Any, host: Host) -> None:
    page, said = visit(browser, host)
    dialog = open_device(page)
    offer = dialog.locator("#tk_offline-all")
    offer.wait_for()
    assert "MB)" in offer.inner_text()
    assert "have been saved" in dialog.locator("#tk_offline-state").inner_text()
    offer.click()
    page.wait_for_function(
        "() => document.getElementById('tk_offline-state').textContent.startsWith('All pages')"
    )
    assert not offer.is_visible()
    listed = json.loads((host.root / "en" / "offline.json").read_text())
    cut(page, host)
    for path in listed["more"]:
        assert page.evaluate("async (path) => (await fetch(path)).status", path) == 200
    assert len(listed["more"]) > 4
    assert said == []


# -- a new version ----------------------------------------------------------------------------


def shown(page: Any) -> tuple[str, str]:
    """Return the label and the style of the worksheet's page."""
    style = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--version')")
    label = NEW_LABEL if page.get_by_text(NEW_LABEL).count() else LABEL
    return label, style


def test_a_new_version_comes_whole_and_when_it_is_wanted(
    browser: Any, host: Host, versions: dict[str, Path]
) -> None:
    sheet = "worksheets/sheet/"
    page, said = visit(browser, host, sheet)
    ready(page)
    other = page.context.new_page()
    other.goto(f"{host.address}{sheet}")
    ready(other)
    assert page.evaluate("async () => (await fetch('../../print/sheet.pdf')).status") == 200
    (before,) = page.evaluate(NAMES)
    host.root = versions["new"]
    host.asked.clear()
    until(lambda: page.evaluate(UPDATED))
    page.wait_for_selector("#tk_news button")
    # What did not change was not asked for again, and what was opened has come along.
    assert f"{BELOW}en/print/sheet.pdf" in host.asked
    assert f"{BELOW}assets/base.css" not in host.asked
    assert shown(page) == (LABEL, "old")
    page.get_by_label(LABEL).fill("Typed just now")
    page.locator("#tk_news button").click()
    page.wait_for_function("(text) => document.body?.textContent.includes(text)", arg=NEW_LABEL)
    ready(page)
    assert shown(page) == (NEW_LABEL, "new")
    assert page.get_by_label(NEW_LABEL).input_value() == "Typed just now"

    # The other tab goes on with what it came from, whatever it asks for.
    other.wait_for_selector("#tk_news button")
    assert shown(other) == (LABEL, "old")
    old = "async () => (await (await fetch('../../../assets/own/1-own.css')).text()).includes('old')"
    assert other.evaluate(old)
    assert not page.evaluate(old)
    assert before in page.evaluate(NAMES)
    other.locator("#tk_news button").click()
    other.wait_for_function("(text) => document.body?.textContent.includes(text)", arg=NEW_LABEL)
    other.goto(f"{host.address}")
    page.evaluate(GONE, before)
    assert len(page.evaluate(NAMES)) == 1
    cut(page, host)
    page.reload()
    assert shown(page) == (NEW_LABEL, "new")
    assert said == []


def test_what_was_cut_off_is_continued_and_a_login_page_is_never_kept(
    browser: Any, host: Host, versions: dict[str, Path]
) -> None:
    page, _ = visit(browser, host)
    (before,) = page.evaluate(NAMES)
    host.root = versions["new"]
    for network in ("portal", "half"):
        host.network = network
        assert not page.evaluate(UPDATED)
        host.network = "cut"
        page.reload()
        assert page.locator("h1").count() == 1
        assert "Log in" not in page.title()
        assert (
            page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--version')") == "old"
        )
    half = [name for name in page.evaluate(NAMES) if name != before]
    assert len(half) == 1
    # Somebody has written rubbish into what was begun.
    page.evaluate(
        """async ([name, address]) => {
          await (await caches.open(name)).put(address, new Response("<title>Log in</title>"));
        }""",
        [half[0], host.address],
    )
    host.network = "there"
    until(lambda: page.evaluate(UPDATED))
    page.wait_for_selector("#tk_news button")
    page.locator("#tk_news button").click()
    page.wait_for_function(
        "() => getComputedStyle(document.documentElement).getPropertyValue('--version') === 'new'"
    )
    assert page.title() == "Test"


# -- refused, and cleared ---------------------------------------------------------------------


@pytest.mark.parametrize("refused", ["worker", "room"])
def test_a_browser_that_keeps_nothing_shows_pages_all_the_same(
    browser: Any, host: Host, refused: str
) -> None:
    context = browser.new_context(keeping=True)
    page = context.new_page()
    if refused == "worker":
        context.add_init_script(
            "ServiceWorkerContainer.prototype.register = async () => { throw new DOMException('', 'SecurityError'); }"
        )
    else:
        room = {"origin": host.address.split(BELOW)[0], "quotaSize": 100_000}
        context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", room)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{host.address}worksheets/sheet/")
    ready(page)
    dialog = open_device(page)
    dialog.get_by_text("cannot save pages for offline use").first.wait_for()
    assert not dialog.locator("#tk_offline-all").is_visible()
    assert not dialog.locator("#tk_offline-remove").is_visible()
    assert said == []


def test_where_what_keeps_pages_did_not_come_the_next_page_begins_anew(browser: Any, host: Host) -> None:
    # So it is, too, for a page that is left while it is on its way.
    page = browser.new_context(keeping=True).new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.route("**/core/publication.js", lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: request.url.endswith("publication.js")):
        page.goto(host.address)
    ready(page)
    page.unroute("**/core/publication.js")
    page.goto(f"{host.address}worksheets/sheet/")
    page.evaluate(KEPT)
    assert said == []


def test_kept_pages_are_removed_and_those_of_other_sites_stay(browser: Any, host: Host) -> None:
    page, said = visit(browser, host, "worksheets/sheet/")
    ready(page)
    page.get_by_label(LABEL).fill("Stays")
    page.wait_for_selector(".sheet-state[data-state=saved]")
    others = ["toolkit:/a/:en:x", "toolkit:/a/b/c/:en:x", "shop"]
    page.evaluate("(names) => Promise.all(names.map((name) => caches.open(name)))", others)
    dialog = open_device(page)
    dialog.locator("#tk_offline-remove").click()
    dialog.get_by_text("have been deleted").first.wait_for()
    assert sorted(page.evaluate("caches.keys()")) == sorted(others)
    page.reload()
    ready(page)
    assert page.get_by_label(LABEL).input_value() == "Stays"
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert sorted(page.evaluate("caches.keys()")) == sorted(others)
    # Wanted again.
    dialog = open_device(page)
    dialog.locator("#tk_offline-all").click()
    page.wait_for_function(
        "() => document.getElementById('tk_offline-state').textContent.startsWith('All pages')"
    )
    cut(page, host)
    page.goto(f"{host.address}questions/bank/")
    host.network = "there"
    page.context.set_offline(False)
    # Clearing the device takes answers and pages.
    dialog = open_device(page)
    page.locator("#tk_device-clear").click()
    page.locator("#tk_device-sure button").first.click()
    page.get_by_text("has been deleted.").first.wait_for()
    assert sorted(page.evaluate("caches.keys()")) == sorted(others)
    assert said == []
