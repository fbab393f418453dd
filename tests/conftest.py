"""Shared fixtures: a small project in a temporary folder, and the repository's own site, built once."""

from __future__ import annotations

import functools
import gc
import http.server
import os
import shutil
import textwrap
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from kept_tab import KeptTab

from toolkit.build import folder, jobs
from toolkit.build import run as builder
from toolkit.build.jobs import Workers
from toolkit.build.summary import Summary
from toolkit.definitions.entries import Library
from toolkit.definitions.library import load
from toolkit.pdf.printer import Printer
from toolkit.project.opened import Project
from toolkit.site.shared import write_fonts
from toolkit.view import Edition, edition

REPOSITORY = Path(__file__).resolve().parent.parent
LOCALES = ("en", "es", "lv", "fi")

CONFIG = """\
site_name: Test
site_url: https://toolkit.test/
use_directory_urls: true
strict: true
validation: {anchors: warn}
theme: {name: material, font: false}
plugins:
  - toolkit
  - i18n:
      docs_structure: folder
      reconfigure_search: false
      languages:
        - {locale: en, name: English, default: true, build: true}
        - {locale: es, name: Español, build: true}
        - {locale: lv, name: Latviešu, build: true}
        - {locale: fi, name: Suomi, build: true}
"""

#: The same in two languages.
TWO = CONFIG.replace("        - {locale: es, name: Español, build: true}\n", "").replace(
    "        - {locale: fi, name: Suomi, build: true}\n", ""
)

HEAD = """\
kind: {kind}
id: {id}
language: {language}
title: "Title of {id}"
summary: "Summary of {id}"
version: "1.0"
authors: [Tester]
audience: [coach]
"""

WORKSHEET = (
    HEAD
    + """\
purpose: "Why"
minutes: 10
cadence: once
instructions: "How"
sections:
  - id: main
    fields:
      - {{id: answer, type: long_text, label: "What matters?"}}
"""
)

BANK = (
    HEAD
    + """\
questions:
  - {{id: first, text: "What matters to you?"}}
  - {{id: second, text: "What else?"}}
"""
)

SESSION = (
    HEAD
    + """\
model: none
purpose: "Why"
outcomes: {{one: "An outcome"}}
format: one_to_one
setting: [online]
length: {{min: 10, typical: 20, max: 30}}
difficulty: {{facilitator: easy, participant: easy}}
phases:
  - id: talk
    title: "Talk"
    intent: "To talk"
    when: during
    minutes: {{min: 10, typical: 20, max: 30}}
    steps:
      coach: {{ask: "Asks"}}
      client: {{answer: "Answers"}}
    questions: [bank/first]
    worksheets: [sheet]
    coach_notes: "SECRET-NOTE"
    watch_for: {{sign: "SECRET-SIGN"}}
"""
)


def quiet(done: int, total: int) -> None:
    """Stand in for the progress display."""


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files in a folder by their paths."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def worksheet(name: str = "sheet", language: str = "en") -> str:
    return WORKSHEET.format(kind="worksheet", id=name, language=language)


def bank(name: str = "bank", language: str = "en") -> str:
    return BANK.format(kind="question_bank", id=name, language=language)


def session(name: str = "talk", language: str = "en") -> str:
    return SESSION.format(kind="session", id=name, language=language)


#: Python looks for rubbish that refers to itself after so many new objects, not after 700: with what the tests
#: keep, editions above all, its searches took a fifth of a worker's time.
gc.set_threshold(50_000, 20, 10)


def leave_out_of_searches() -> None:
    """Tell Python that what is there now lasts as long as the tests do, so that it need not be looked through."""
    gc.freeze()


#: Thousands of small projects are written and forgotten: where memory has ample room for them, no disk sees them.
IN_MEMORY, ROOM = Path("/dev/shm"), 6 << 30  # pytest makes a folder of its own in it
if "TMPDIR" not in os.environ and IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


#: Files whose tests take ten seconds and more: begun last, one of them would go on when all the others are done.
LONG = ("test_bench", "test_warm", "test_project_files", "test_injection", "test_browser", "test_serve")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files with long tests first; the order within a file, which its fixtures rest on, stays."""
    items.sort(key=lambda item: item.path.stem not in LONG)


def pytest_collection_finish() -> None:
    leave_out_of_searches()


MakeProject = Callable[..., Project]


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that the workers of one run share; a run without workers has its own alone."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def web_fonts(repository: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return web fonts as a build keeps them: each takes a second, and every site has the same."""
    shared = shared_folder(tmp_path_factory)
    with FileLock(shared / "fonts.lock"):
        if not (shared / "fonts").exists():
            write_fonts(repository, shared / "made", shared / "fonts")
    return shared / "fonts"


class InProcess(jobs.Workers):
    """Does the jobs of a build here and now: starting processes costs more than a small site."""

    def submit(self, job: jobs.Job) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(jobs._do(job))
        except BaseException as error:
            done.set_exception(error)
        return done


@pytest.fixture(scope="session", autouse=True)
def builds_in_process() -> Iterator[None]:
    """Let builds do their jobs in this process, unless they are given workers of their own.

    The shipped site is built by processes, as for a user, and so is what asks for ``Workers``.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "Workers", InProcess)
        yield


@pytest.fixture(scope="session")
def kept_pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of PDFs that small projects share: what is alike is made once."""
    shared = shared_folder(tmp_path_factory) / "pdf"
    shared.mkdir(exist_ok=True)
    return shared


@pytest.fixture(scope="session")
def lay_caches(web_fonts: Path, kept_pdfs: Path) -> Callable[[Path], None]:
    """Return a function that gives a project what builds before it have kept."""

    def lay(root: Path) -> None:
        cache = root / "build" / "cache"
        if not cache.exists():
            shutil.copytree(web_fonts, cache / "fonts")
            (cache / "pdf").symlink_to(kept_pdfs, target_is_directory=True)

    return lay


class BuiltOnce:
    """A project that several tests begin with as it is after one build; each finds it in the same place.

    What a build keeps knows files by where they lie, so that a copy elsewhere would be another project.
    """

    def __init__(self, folder: Path, files: dict[str, str], lay: Callable[[Path], None]) -> None:
        self.root, self._kept = folder / "project", folder / "kept"
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        lay(self.root)

    def again(self) -> Path:
        """Return the project's folder as it was when it was first asked for."""
        if not self._kept.exists():
            shutil.copytree(self.root, self._kept, symlinks=True)
        else:
            shutil.rmtree(self.root)
            shutil.copytree(self._kept, self.root, symlinks=True)
        return self.root


@pytest.fixture
def make_project(tmp_path: Path, lay_caches: Callable[[Path], None]) -> MakeProject:
    """Return a function that writes a project from ``{path: text}`` and opens it."""

    def make(files: dict[str, str | bytes] | None = None, config: str = CONFIG) -> Project:
        (tmp_path / "content").mkdir(exist_ok=True)
        lay_caches(tmp_path)
        (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
        for name, content in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(textwrap.dedent(content), encoding="utf-8")
        return Project.open(tmp_path)

    return make


@pytest.fixture
def small_project(make_project: MakeProject) -> Project:
    """Return a valid project with a worksheet, a bank and a session that refers to both."""
    return make_project(
        {
            "content/worksheets/sheet.yaml": worksheet(),
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": session(),
        }
    )


@pytest.fixture(scope="session")
def repository() -> Project:
    return Project.open(REPOSITORY)


@pytest.fixture(scope="session")
def faults_found(pytestconfig: pytest.Config) -> Path:
    """Return the folder of what was found in each PDF, for ``ua_faults``; it lasts from one run to the next."""
    cache: pytest.Cache = pytestconfig.cache  # type: ignore[assignment]
    return cache.mkdir("faults")


@pytest.fixture(scope="session")
def library(repository: Project) -> Library:
    """Return the shipped definitions."""
    return load(repository)


@pytest.fixture(scope="session")
def shipped_editions(repository: Project, library: Library) -> dict[str, Edition]:
    """Return the shipped definitions in each language."""
    made = {locale: edition(repository, library, locale) for locale in LOCALES}
    leave_out_of_searches()
    return made


@pytest.fixture(scope="session")
def editions(shipped_editions: dict[str, Edition]) -> dict[str, Edition]:
    """Return the editions that a test file is about: the shipped ones, where it makes none of its own."""
    return shipped_editions


#: Where a build of the shipped site keeps its PDFs: what a test prints alike is not made again.
SHIPPED_PDFS = REPOSITORY / "build" / "cache" / "pdf"


@pytest.fixture(scope="session")
def shipped_printer(repository: Project) -> Iterator[Printer]:
    """Return a printer of shipped definitions."""
    with Printer(repository, SHIPPED_PDFS) as printer:
        yield printer


@pytest.fixture(scope="session")
def built(repository: Project, web_fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """Build the repository's site once for all workers of this run; return the summary."""
    shared = shared_folder(tmp_path_factory)
    with FileLock(shared / "built.lock"):
        done = shared / "built.done"
        if not done.exists():
            shutil.copytree(web_fonts, repository.build / "cache" / "fonts", dirs_exist_ok=True)
            with Workers() as workers:
                summary = builder.build(repository, lambda done, total: None, workers=workers)
            done.write_text(f"{summary.definitions} {summary.pages} {summary.pdfs} {summary.links}")
    definitions, pages, pdfs, links = map(int, done.read_text().split())
    return Summary(definitions, pages, pdfs, links)


@pytest.fixture(scope="session")
def site(repository: Project, built: Summary) -> Path:
    return repository.site


@pytest.fixture(scope="session")
def publishing(tmp_path_factory: pytest.TempPathFactory) -> FileLock:
    """Return what holds while something shipped is published: a project lets nobody else do so meanwhile."""
    return FileLock(shared_folder(tmp_path_factory) / "publishing.lock")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output readable."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder while the context lasts; give its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def site_address(site: Path) -> Iterator[str]:
    """Serve the repository's own site; give its address."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def handed(repository: Project, site: Path, tmp_path_factory: pytest.TempPathFactory) -> folder.Handed:
    """Write the repository's site as a folder to hand over, once for all workers; return where it lies."""
    shared = shared_folder(tmp_path_factory)
    with FileLock(shared / "handed.lock"):
        done = shared / "handed.done"
        if not done.exists():
            made = folder.write(repository, shared / "handed")
            done.write_text(f"{made.index}\n{made.archive}\n{made.links}", encoding="utf-8")
    index, archive, links = done.read_text(encoding="utf-8").splitlines()
    return folder.Handed(Path(index), Path(archive), int(links))


#: What the pages' scripts are run by where no page is needed; ``make test`` installs the tools that need it.
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(not NODE, reason="Node.js is not installed")

#: The shell without windows starts faster and leaves more of the machine to the other tests.
CHROMIUM = next(
    filter(
        None,
        map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")),
    ),
    None,
)


def without_workers(new_context: Callable[..., Any]) -> Callable[..., Any]:
    """Return what opens contexts in which no pages are kept, unless they are opened with ``keeping=True``.

    Keeping asks for every page of a language: a cost that a test of one page does not want.
    """

    def opened(keeping: bool = False, **options: Any) -> Any:
        context = new_context(**options)
        if not keeping:
            context.add_init_script("delete Navigator.prototype.serviceWorker")
        return context

    return opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start Chromium; every test opens contexts of its own in it, which end with it."""
    if not CHROMIUM:
        pytest.skip("Chromium is missing; on Debian and Ubuntu: apt install chromium-headless-shell")
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    leave_as_readers_do(driver)
    with driver.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        started.new_context = without_workers(started.new_context)
        yield started
        started.close()


#: Whether a reader who leaves a page now is let go, unasked.
MAY_LEAVE = "dispatchEvent(new Event('beforeunload', {cancelable: true}))"


def leave_as_readers_do(driver: Any) -> None:
    """Let pages be left once they have written what was done on them, as readers do, who would be asked.

    A page that goes on asking has something that it cannot write, and is left after two seconds.
    """

    def patiently(go: Callable[..., Any]) -> Callable[..., Any]:
        def gone(page: Any, *given: Any, **named: Any) -> Any:
            last = time.monotonic() + 2
            with suppress(driver.Error):
                while not page.evaluate(MAY_LEAVE) and time.monotonic() < last:
                    time.sleep(0.02)
            return go(page, *given, **named)

        return gone

    driver.Page.goto, driver.Page.reload = map(patiently, (driver.Page.goto, driver.Page.reload))


@pytest.fixture(scope="session")
def kept_tab(browser: Any) -> KeptTab:
    return KeptTab(browser)


@pytest.fixture
def tab(kept_tab: KeptTab) -> Iterator[KeptTab]:
    """Return the tab that tests take in turn, as blank as a new one and at less than half its cost."""
    yield kept_tab
    kept_tab.give_back()


@pytest.fixture(autouse=True)
def pages_end_with_their_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close the contexts that a test has opened: pages nobody looks at would go on running beside the others.

    Those that a file's own fixtures keep for several tests are open before.
    """
    if "browser" not in request.fixturenames:
        yield
        return
    browser = request.getfixturevalue("browser")
    before = browser.contexts
    kept = request.getfixturevalue("kept_tab")
    yield
    for context in browser.contexts:
        if context not in before and context is not kept.context:
            context.close()


def open_page(browser: Any, url: str, **options: Any) -> tuple[Any, list[str], list[str]]:
    """Return the loaded page, what its console said, and what it asked of others."""
    page = browser.new_context(**options).new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    return page, said, asked


def visited(
    browser: Any, addresses: Iterable[str], **options: Any
) -> Iterator[tuple[Any, list[str], list[str]]]:
    """Yield what ``open_page`` returns for pages that one tab shows one after the other, as a reader's does.

    A tab of its own for each costs more than most pages.
    """
    page, said, asked = open_page(browser, "about:blank", **options)
    for address in addresses:
        said.clear()
        asked.clear()
        page.goto(address)
        yield page, said, asked
    page.context.close()


def until(condition: Callable[[], Any]) -> None:
    """Wait until a condition holds; fail if it does not come about."""
    last = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < last, "it did not come about"
        time.sleep(0.02)


def ready(page: Any) -> None:
    """Wait until a page has shown all that its scripts had to wait for: what the device keeps, a second language.

    Or until it has kept what was done on it, where that is a run of a session.
    """
    page.wait_for_selector("html[data-ready]", state="attached")


def drawn(page: Any) -> None:
    """Wait until all that a page shows has been drawn, with its fonts, and what moved meanwhile has been noted."""
    ready(page)
    page.evaluate(
        """async () => {
          await document.fonts.ready;
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
          await new Promise((done) => setTimeout(done));
        }"""
    )


AXE = REPOSITORY / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core (npm) is not installed")


#: What the rules are about that a page is held to: WCAG 2.2 AA, and what is good practice.
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

#: The rules that look at colours. All others find the same in a light and in a dark page.
OF_COLOURS = ("color-contrast", "link-in-text-block")


def axe_faults(page: Any, rules: tuple[str, ...] = STANDARDS) -> list[tuple[str, str, int]]:
    """Return WCAG 2.2 AA and best-practice faults of a page as it stands: rule, first element, how many.

    Asserts that rules were run at all.
    """
    if page.evaluate("!('axe' in window)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    # Whole reports cost more on their way out of the browser than the check itself. Nobody reads the selectors,
    # and no rule with these tags asks for the style sheets that are otherwise fetched and parsed once more.
    told = page.evaluate(
        """async (tags) => {
          const lean = { resultTypes: ["violations"], selectors: false, preload: { assets: ["media"] } };
          const { passes, violations, incomplete } = await axe.run({ runOnly: tags, ...lean });
          const shown = ({ id, nodes }) => [id, nodes[0].html.slice(0, 200), nodes.length];
          const counts = [passes.length, incomplete.length];
          return { counts, violations: violations.map(shown) };
        }""",
        list(rules),
    )
    passed, unsure = told["counts"]
    # Of colours over something else nobody can be sure.
    assert passed > 10 if rules is STANDARDS else passed + unsure
    return [(rule, element, count) for rule, element, count in told["violations"]]


def axe_faults_light_and_dark(page: Any) -> list[tuple[str, str, int]]:
    """Return the faults of a page that is shown in light colours, and those of its colours in the dark."""
    found = axe_faults(page)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    drawn(page)
    found += axe_faults(page, OF_COLOURS)
    page.emulate_media(color_scheme="light")
    return found
