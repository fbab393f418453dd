"""Pages are light and stand still: bytes that a first visit costs, and parts that jump while a page loads."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import LOCALES, drawn
from lxml import html

KB = 1000
#: One page of each type that has a script of its own, and the home page.
PAGES = (
    "",
    "sessions/",
    "sessions/coaching-session/",
    "questions/session-questions/",
    "worksheets/wheel-of-life/",
    "worksheets/coaching-agreement/",
    "checklists/coach-and-client-responsibilities/",
    "glossary/",
)
_IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[\w/.-]+\.js)["']""")


def compressed(path: Path) -> int:
    """Return what a server sends for a file: fonts are compressed already, all else is gzipped."""
    data = path.read_bytes()
    return len(data) if path.suffix in (".woff2", ".png") else len(gzip.compress(data, 6))


#: What is asked for once somebody types in the search, once a page stands and is kept, and once somebody asks what
#: is stored, compares two copies of a sheet, locks one, changes one for a client, makes a link to one or comes by it, holds a
#: session or searches all questions, and what lets a wheel be tapped: no first look at a page waits for it.
APART = {
    ("search", "panel.js"),
    ("search", "engine.js"),
    ("offline", "news.js"),
    ("client", "dialog.js"),
    ("client", "opening.js"),
    ("client", "sealing.js"),
    ("device", "dialog.js"),
    ("worksheet", "compare.js"),
    ("worksheet", "change-editor.js"),
    ("worksheet", "changed-page.js"),
    ("worksheet", "client.js"),
    ("worksheet", "link.js"),
    ("worksheet", "locking.js"),
    ("worksheet", "reading.js"),
    ("worksheet", "wheel-tap.js"),
    ("running", "bar.js"),
    ("assets", "all-questions.js"),
    ("worksheet", "as-yaml.js"),
}


def with_imports(script: Path) -> set[Path]:
    """Return a module and all that it imports, also later, but for what comes apart."""
    found: set[Path] = set()
    waiting = [script]
    while waiting:
        path = waiting.pop().resolve()
        if path not in found and (path == script or path.parts[-2:] not in APART):
            found.add(path)
            waiting += [path.parent / name for name in _IMPORT.findall(path.read_text(encoding="utf-8"))]
    return found


def parts(site: Path, path: str) -> tuple[Path, set[Path], set[Path]]:
    """Return a page's own file, its scripts, and the style sheets, pictures and fonts that it names."""
    page = site / path / "index.html"
    root = html.fromstring(page.read_text(encoding="utf-8"))
    scripts: set[Path] = set()
    for source in root.xpath("//script/@src"):
        scripts |= with_imports((page.parent / source).resolve())
    links = root.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //img/@src")
    others = {(page.parent / link).resolve() for link in links}
    if root.xpath("//*[local-name()='use']"):
        others.add(site / "assets" / "icons.svg")
    return page, scripts, others


@pytest.mark.parametrize("locale", LOCALES)
def test_home_costs_little_even_with_all_fonts(site: Path, locale: str) -> None:
    page, scripts, others = parts(site, f"{locale}/")
    # Those for Cyrillic and Greek are asked for where such letters stand; see test_fonts.py.
    fonts = set((site / "assets" / "fonts").glob("Atkinson*.woff2"))
    assert len(fonts) == 4
    assert len(list((site / "assets" / "fonts").glob("*.woff2"))) == 8
    assert len(scripts) >= 5
    assert len(others) >= 3
    assert sum(map(compressed, {page} | scripts | others | fonts)) <= 150 * KB


@pytest.mark.parametrize("path", PAGES)
def test_scripts_of_a_page_are_small(site: Path, path: str) -> None:
    _, scripts, _ = parts(site, f"lv/{path}")
    assert {"scripts.js", "page.js"} <= {script.name for script in scripts}
    assert sum(map(compressed, scripts)) <= 30 * KB


def test_what_a_search_needs_besides_is_small(site: Path) -> None:
    _, scripts, _ = parts(site, "lv/")
    assets = site / "assets"
    both = [(assets / "search" / name).resolve() for name in ("panel.js", "engine.js")]
    needed = set().union(*map(with_imports, both)) - scripts
    assert {"panel.js", "engine.js"} <= {script.name for script in needed}
    assert sum(map(compressed, needed | {assets / "search.css"})) <= 12 * KB


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("", "offline/news.js"),
        ("", "client/dialog.js"),
        ("", "device/dialog.js"),
        ("worksheets/wheel-of-life/", "worksheet/compare.js"),
        ("worksheets/wheel-of-life/", "worksheet/link.js"),
        ("worksheets/wheel-of-life/", "worksheet/locking.js"),
        ("worksheets/wheel-of-life/", "worksheet/client.js"),
        ("worksheets/wheel-of-life/", "worksheet/wheel-tap.js"),
        ("worksheets/", "running/bar.js"),
        ("worksheets/wheel-of-life/", "worksheet/as-yaml.js"),
    ],
)
def test_what_comes_after_a_page_is_small(site: Path, page: str, name: str) -> None:
    _, scripts, _ = parts(site, f"lv/{page}")
    needed = with_imports((site / "assets" / name).resolve()) - scripts
    assert site / "assets" / name in needed
    assert sum(map(compressed, needed)) <= 6 * KB


def test_what_changes_a_sheet_is_small(site: Path) -> None:
    _, scripts, _ = parts(site, "lv/worksheets/wheel-of-life/")
    folder = site / "assets" / "worksheet"
    # A copy with changes needs the first, whoever changes one both.
    draws = with_imports((folder / "changed-page.js").resolve()) - scripts
    changes = draws | with_imports((folder / "change-editor.js").resolve()) - scripts
    assert {"change-editor.js", "changed-page.js"} <= {script.name for script in changes}
    assert sum(map(compressed, draws)) <= 7 * KB
    assert sum(map(compressed, changes)) <= 12 * KB


def test_imports_are_followed(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nconst c = await import("./in/c.js");\n')
    (tmp_path / "b.js").write_text('export { d } from "./d-e.js";\n')
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "c.js").write_text("import '../b.js';\n")
    (tmp_path / "d-e.js").write_text("")
    assert {path.name for path in with_imports(tmp_path / "a.js")} == {"a.js", "b.js", "c.js", "d-e.js"}


#: Counts what jumps; a jump after the reader's own doing is none.
JUMPS = """
window.jumps = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) window.jumps.push([entry.value, entry.sources.map((s) => s.node?.className)]);
  }
}).observe({type: 'layout-shift', buffered: true});
"""


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_while_a_page_loads(browser: Any, site_address: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        context.add_init_script(JUMPS)
        page = context.new_page()
        for path in PAGES:
            page.goto(f"{site_address}/fi/{path}")
            drawn(page)
            jumps = page.evaluate("window.jumps")
            assert sum(value for value, _ in jumps) < 0.01, (path, jumps)


def test_a_jump_is_seen(browser: Any, site_address: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.add_init_script(JUMPS)
        page = context.new_page()
        page.goto(f"{site_address}/fi/")
        drawn(page)
        page.evaluate(
            """() => {
                const late = document.createElement('p');
                late.style.height = '200px';
                document.querySelector('article').prepend(late);
            }"""
        )
        drawn(page)
        assert sum(value for value, _ in page.evaluate("window.jumps")) > 0.05
