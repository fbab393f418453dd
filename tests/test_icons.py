"""Icons are Material's: drawn into one sprite from the names that templates ask for."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import CONFIG, MakeProject, bank, open_page, quiet, served, session, worksheet
from lxml import etree, html

from toolkit.build.run import build, survey
from toolkit.project import icons
from toolkit.project.opened import Project
from toolkit.project.theme import material

SVG = "{http://www.w3.org/2000/svg}"
ENGLISH = "".join(
    line
    for line in CONFIG.splitlines(True)
    if not any(f"locale: {code}" in line for code in ("es", "lv", "fi"))
)
FILES = {
    "content/worksheets/sheet.yaml": worksheet(),
    "content/sessions/talk.yaml": session(),
    "content/questions/bank.yaml": bank(),
}


def symbols(text: str) -> dict[str, etree._Element]:
    return {one.get("id", ""): one for one in etree.fromstring(text.encode()).iter(f"{SVG}symbol")}


def test_each_symbol_is_materials_drawing(repository: Project) -> None:
    names = {one.name for one in icons.asked(repository)}
    found = symbols(icons.sprite(repository))
    assert len(found) >= 20
    assert set(found) == {icons.symbol(str(name)) for name in names}
    for name in names:
        drawn = etree.parse(material() / ".icons" / f"{name}.svg").getroot()
        mine = found[icons.symbol(str(name))]
        assert mine.get("viewBox") == drawn.get("viewBox")
        assert [(one.tag, dict(one.attrib)) for one in mine] == [(one.tag, dict(one.attrib)) for one in drawn]


def test_sprite_is_light_and_does_nothing(repository: Project) -> None:
    text = icons.sprite(repository)
    assert len(gzip.compress(text.encode())) < 3000
    assert {one.tag for one in etree.fromstring(text.encode()).iter(etree.Element)} <= {
        f"{SVG}{name}" for name in ("svg", "symbol", "path", "circle", "g")
    }
    assert not re.search(r"style=|on\w+=|href", text)


def test_every_icon_of_material_can_be_asked_for() -> None:
    names = icons.names()
    assert len(names) > 14_000
    assert [name for name in names if not icons.exists(name)] == []
    assert len({icons.symbol(name) for name in names}) == len(names)


def test_nothing_is_drawn_by_hand(repository: Project) -> None:
    pages = repository.packaged / "templates" / "page"
    templates = [path for path in pages.rglob("*") if path.suffix in {".html", ".j2"}]
    assert len(templates) > 25
    for path in templates:
        # A wheel's wedges have no shape until somebody fills it in.
        assert not re.search('<(path|symbol|polygon|polyline)(?! class="wedge")', path.read_text("utf-8")), (
            path
        )
    # The mark is the site's own.
    assert {path.name for path in pages.rglob("*.svg")} == {"mark.svg"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]) -> Project:
    folder = tmp_path_factory.mktemp("icons")
    for name, text in {"mkdocs.yml": ENGLISH, **FILES}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    lay_caches(folder)
    opened = Project.open(folder)
    build(opened, quiet)
    return opened


def test_pages_use_what_the_sprite_has(project: Project) -> None:
    sprite = (project.site / "assets" / "icons.svg").read_text(encoding="utf-8")
    used: set[str] = set()
    for path in (project.site / "en").rglob("*.html"):
        for href in html.parse(str(path)).getroot().xpath("//*[local-name()='use']/@href"):
            file, _, name = href.partition("#")
            assert (path.parent / file).resolve() == project.site / "assets" / "icons.svg" or path.name == (
                "404.html"
            )
            used.add(name)
    assert len(used) > 15
    assert used <= set(symbols(sprite))
    # Whoever opens the sprite finds whose drawings they are, and the licence beside it.
    (named,) = re.findall(r"<!-- .* licences: (.*) -->", sprite)
    assert named == "icons-material.txt"
    assert "Apache 2.0" in (project.site / "assets" / named).read_text(encoding="utf-8")


def test_pressed_buttons_show_their_other_icon(browser: Any, project: Project) -> None:
    shown = """() => [...document.querySelectorAll("article [data-star] use")].slice(0, 2)
        .filter((one) => getComputedStyle(one).display !== "none" && one.getBoundingClientRect().width > 5)
        .map((one) => one.getAttribute("href").split("#")[1])"""
    with served(project.site) as address:
        opened, said, asked = open_page(browser, f"{address}/en/questions/bank/")
        opened.wait_for_function("document.querySelectorAll('article [data-star]').length >= 2")
        assert opened.evaluate(shown) == ["star-outline"]
        opened.locator("article [data-star]").first.click()
        assert opened.evaluate(shown) == ["star"]
        assert said == []
        assert {url for url in asked if not url.startswith(address)} == set()
        opened.context.close()


@pytest.mark.parametrize(
    ("asked", "what", "advice"),
    [
        ('icon("material/hart")', "‘material/hart’", "material/heart"),
        ("icon('play')", "‘play’", ""),
        ('icon("../material/play")', "‘../material/play’", ""),
        ("icon(page.title)", "‘page.title’", "quotation marks"),
        ('icon("material/play" if page else "material/pause")', "is not fixed text", "quotation marks"),
    ],
)
def test_icons_that_nobody_has_drawn_are_told(
    make_project: MakeProject, asked: str, what: str, advice: str
) -> None:
    main = f'{{% extends "base.html" %}}\n{{# icon("of no\n matter") #}} icon(x)\n{{% block hero %}}{{{{ {asked} }}}}{{% endblock %}}\n'
    project = make_project(
        {**FILES, "over/main.html": main}, ENGLISH.replace("font: false}", "font: false, custom_dir: over}")
    )
    (problem,) = survey(project)[1]
    assert (problem.code, problem.place.path.name, problem.place.line) == ("icon", "main.html", 4)
    assert what in str(problem.what)
    assert advice in str(problem.advice)


def test_templates_of_a_project_draw_icons_of_their_own(make_project: MakeProject) -> None:
    home = Path("templates/page/home.md.j2").read_text(encoding="utf-8")
    changed = home.replace("material/play", "octicons/heart-24")
    assert changed != home
    project = make_project({"templates/page/home.md.j2": changed}, ENGLISH)
    assert "octicons.heart-24" in symbols(icons.sprite(project))
    assert [name for _, name in icons.licences(project)] == ["icons-material.txt", "icons-octicons.txt"]
