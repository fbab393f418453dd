"""A preview: the same build as what is published, but for its address and a mark, and apart from it on one host."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import TWO, MakeProject, bank, contents, quiet, ready, session, worksheet
from lxml import html

from toolkit.build import preview, run
from toolkit.cli import main
from toolkit.errors import UsageError
from toolkit.project import Project

AT, UNDER = "https://toolkit.test/", "pull/12"
#: What a page of a preview has besides.
MARKS = (
    re.compile(rb'<meta name="robots" content="noindex">'),
    re.compile(rb'<aside class="preview".*?</aside>'),
)


def toolkit(root: Path, *words: str) -> tuple[int, str]:
    environment = {"LANG": "C", "LANGUAGE": "en", "COLUMNS": "400"}
    done = CliRunner(env=environment).invoke(main, ["--project", str(root), *words])
    return done.exit_code, done.output


def write(root: Path, config: str = TWO) -> Project:
    for path, text in (
        ("mkdocs.yml", config),
        ("content/worksheets/sheet.yaml", worksheet()),
        ("content/questions/bank.yaml", bank()),
        ("content/sessions/talk.yaml", session()),
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return Project.open(root)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]) -> dict[str, Path]:
    """Return a site, its preview, and the site of a project whose address is the preview's."""
    root = tmp_path_factory.mktemp("preview")
    lay_caches(root)
    project = write(root)
    run.build(project, quiet)
    run.build(preview.of(project, None, None, UNDER), quiet)
    moved = write(tmp_path_factory.mktemp("moved"), TWO.replace(AT, f"{AT}{UNDER}/"))
    lay_caches(moved.root)
    run.build(moved, quiet)
    return {"site": project.site, "preview": preview.folder_of(root), "moved": moved.site}


def test_a_preview_is_the_site_but_for_its_mark(sites: dict[str, Path]) -> None:
    """What is built at the preview's address is the preview, byte by byte, when the marks are taken away."""
    shown, moved = contents(sites["preview"]), contents(sites["moved"])
    published = contents(sites["site"])
    assert shown.keys() == moved.keys() == published.keys()
    # Made of the other files: the list of digests, and the worker that holds the list's own.
    listing = {f"{code}/{name}" for code in ("en", "lv") for name in ("offline.json", "service-worker.js")}
    marked = 0
    for name in shown.keys() - listing - {".coaching-toolkit"}:
        data = shown[name]
        if name.endswith(".html"):
            for mark in MARKS:
                data, count = mark.subn(b"", data)
                assert count == 1, (name, mark.pattern)
            marked += 1
        assert data == moved[name], name
    assert marked == sum(name.endswith(".html") for name in published) > 10
    assert not any(mark.search(data) for data in (*published.values(), *moved.values()) for mark in MARKS)
    for code in ("en", "lv"):
        told, other = (json.loads(found[f"{code}/offline.json"]) for found in (shown, moved))
        assert [part.keys() for part in told.values()] == [part.keys() for part in other.values()]


def test_a_preview_names_its_own_address(sites: dict[str, Path]) -> None:
    page = html.parse(str(sites["preview"] / "lv/worksheets/sheet/index.html")).getroot()
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{AT}{UNDER}/lv/worksheets/sheet/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "šī nav publicētā vietne" in page.xpath("//body/aside[@class='preview']")[0].text_content()
    lost = (sites["preview"] / "404.html").read_text(encoding="utf-8")
    assert f'href="/{UNDER}/en/"' in lost
    told = json.loads((sites["preview"] / "lv/manifest.webmanifest").read_text(encoding="utf-8"))
    assert told["id"] == f"/{UNDER}/lv/"


@pytest.mark.parametrize(
    ("config", "address", "under", "made", "told"),
    [
        (TWO, None, None, f"{AT}preview/", ""),
        (TWO, None, "/pull/12/", f"{AT}pull/12/", ""),
        (TWO, "https://elsewhere.test/lv", None, "https://elsewhere.test/lv/", ""),
        (TWO.replace(f"site_url: {AT}\n", ""), None, None, "", ""),
        (TWO, "https://elsewhere.test", "pull/12", "", "choose one of them"),
        (TWO, "pull/12", None, "", "not a website address"),
        (TWO, None, "a?b", "", "not a website address"),
        (TWO, AT, None, "", "the published site is at"),
        (TWO, None, "/", "", "the published site is at"),
        (TWO, None, "lv/new", "", "folder ‘lv’ of the published site"),
        (TWO, f"{AT}assets", None, "", "folder ‘assets’ of the published site"),
        (TWO.replace(f"site_url: {AT}\n", ""), None, "pull/12", "", "add ‘site_url:’"),
    ],
)
def test_a_preview_lies_beside_the_site(
    make_project: MakeProject, config: str, address: str | None, under: str | None, made: str, told: str
) -> None:
    project = make_project(config=config)
    if told:
        with pytest.raises(UsageError) as error:
            preview.of(project, None, address, under)
        assert told in error.value.message.render(str)
    else:
        shown = preview.of(project, None, address, under)
        assert (shown.site_url, shown.site) == (made, project.build / "preview")


def test_the_command_leaves_the_site_alone(sites: dict[str, Path]) -> None:
    root = sites["site"].parent
    before = contents(sites["site"])
    code, told = toolkit(root, "preview", "--under", UNDER, "--folder")
    assert (code, f"{AT}{UNDER}/" in told, "index.html" in told) == (0, True, True), told
    assert contents(sites["site"]) == before
    handed = root / "build" / "preview-folder"
    first = (handed / "test" / "index.html").read_bytes()
    assert all(len(mark.findall(first)) == 1 for mark in MARKS)
    assert (handed / "test.zip").is_file()
    code, told = toolkit(root, "preview", "--out", str(sites["site"]))
    assert (code, "is already used by this project" in told) == (3, True)


def test_a_problem_stops_a_preview_as_it_stops_a_build(make_project: MakeProject) -> None:
    wrong = worksheet().replace("title:", "titel:")
    project = make_project({"content/worksheets/sheet.yaml": wrong}, TWO)
    answers = [toolkit(project.root, command) for command in ("build", "preview")]
    assert answers[0] == answers[1]
    assert (answers[0][0], "‘titel’" in answers[0][1]) == (1, True)
    assert not preview.folder_of(project.root).exists()


#: Resolves when what a page needs without a network is kept, and the page is served by what keeps it.
KEPT = """async () => {
  const { serviceWorker } = navigator;
  const taken = new Promise((done) => serviceWorker.addEventListener("controllerchange", done, { once: true }));
  await serviceWorker.ready;
  if (!serviceWorker.controller) await taken;
  return serviceWorker.controller.scriptURL;
}"""
SCOPES = """async () => {
  const found = await navigator.serviceWorker.getRegistrations();
  return found.map(({ scope }) => new URL(scope).pathname).sort();
}"""


def test_site_and_preview_keep_apart_on_one_host(
    sites: dict[str, Path], browser: Any, tmp_path: Path
) -> None:
    """A preview below the published site takes over neither its pages nor what a client has written there."""
    host = shutil.copytree(sites["site"], tmp_path / "host")
    shutil.copytree(sites["preview"], host / UNDER)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output readable."""

    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(host))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        at = f"http://127.0.0.1:{server.server_port}"
        page = browser.new_context(keeping=True).new_page()
        sheet = "en/worksheets/sheet/"
        page.goto(f"{at}/{sheet}")
        assert page.evaluate(KEPT) == f"{at}/en/service-worker.js"
        page.get_by_label("What matters?").fill("Peace")
        page.wait_for_selector(".sheet-state[data-state=saved]")
        assert page.locator(".preview").count() == 0

        page.goto(f"{at}/{UNDER}/{sheet}")
        assert page.evaluate(KEPT) == f"{at}/{UNDER}/en/service-worker.js"
        ready(page)
        assert page.locator(".preview").is_visible()
        assert page.get_by_label("What matters?").input_value() == ""
        assert page.evaluate(SCOPES) == ["/en/", f"/{UNDER}/en/"]

        page.context.set_offline(True)
        page.goto(f"{at}/{sheet}")
        ready(page)
        assert page.locator(".preview").count() == 0
        assert page.get_by_label("What matters?").input_value() == "Peace"
        page.goto(f"{at}/{UNDER}/{sheet}")
        assert page.locator(".preview").is_visible()
        server.shutdown()
