"""What a project puts over ours works as the manuals say, asks nobody, and shows nothing that is not public."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import CONFIG, MakeProject, quiet, worksheet
from lxml import html
from mkdocs.structure.files import Files

from toolkit.build.run import build, survey
from toolkit.checks.overrides import check
from toolkit.definitions.library import load
from toolkit.errors import ContentError, Problem
from toolkit.project.opened import Project
from toolkit.project.theme import BASE, frame_folders, material
from toolkit.site import engine
from toolkit.view import edition

SHEET = {"content/worksheets/sheet.yaml": worksheet()}
ENGLISH = "".join(
    line
    for line in CONFIG.splitlines(True)
    if not any(f"locale: {code}" in line for code in ("es", "lv", "fi"))
)
OVER = ENGLISH.replace("font: false}", "font: false, custom_dir: over}")


def told(project: Project) -> list[tuple[str, int, str]]:
    return [(one.place.path.name, one.place.line, str(one.what)) for one in survey(project)[1]]


def test_blocks_are_changed_as_materials_manual_says(make_project: MakeProject) -> None:
    main = """\
    {% extends "base.html" %}
    {% block htmltitle %}<title>Ours</title>{% endblock %}
    {% block extrahead %}<link rel="stylesheet" href="{{ 'look/own.css' | url }}">{% endblock %}
    {% block announce %}<p class="news">Open day</p><p class="of">{{ config.copyright }}</p>{% endblock %}
    {% block footer %}{{ super() }}<p class="more">{% include "partials/more.html" %}</p>{% endblock %}
    """
    project = make_project(
        {
            **SHEET,
            "over/main.html": main,
            "over/partials/more.html": "More of us",
            "over/look/own.css": "p { color: #123456; }\n",
            "over/assets/stylesheets/second.css": "p { color: #123456; }\n",
        },
        f"{OVER}copyright: © Us\n",
    )
    assert told(project) == []
    build(project, quiet)
    for path in ("index.html", "worksheets/sheet/index.html", "404.html"):
        page = html.parse(str(project.site / "en" / path)).getroot()
        assert page.findtext(".//title") == "Ours"
        assert page.xpath("string(//p[@class='news'])") == "Open day"
        assert page.xpath("string(//p[@class='of'])") == "© Us"
        assert page.xpath("string(//p[@class='more'])") == "More of us"
        # All else of the page is ours, its policy first.
        assert page.xpath("//meta[@http-equiv='Content-Security-Policy']")
        assert page.xpath("//footer[@class='site-footer']")
        assert "material" not in html.tostring(page).decode().lower()
    assert (project.site / "en" / "look" / "own.css").is_file()
    assert (project.site / "en" / "assets" / "stylesheets" / "second.css").is_file()


def test_every_block_of_the_frame_can_be_changed(make_project: MakeProject) -> None:
    names = ("site_meta", "htmltitle", "styles", "fonts", "libs", "scripts", "extrahead", "announce")
    names += ("header", "hero", "container", "site_nav", "content")
    blocks = "".join(
        f"{{% block {name} %}}<!-- own {name} -->{{{{ super() }}}}{{% endblock %}}"
        for name in (*names, "footer")
    )
    project = make_project({**SHEET, "over/main.html": '{% extends "base.html" %}' + blocks}, OVER)
    assert told(project) == []
    build(project, quiet)
    page = (project.site / "en" / "index.html").read_text(encoding="utf-8")
    assert [name for name in (*names, "footer") if f"<!-- own {name} -->" not in page] == []


@pytest.mark.parametrize(
    ("files", "where", "what"),
    [
        (
            {"main.html": '{% extends "base.html" %}\n{% block tabs %}x{% endblock %}'},
            ("main.html", 2),
            "‘tabs’",
        ),
        (
            {"main.html": '{% extends "base.html" %}\n{% block footr %}{% endblock %}'},
            ("main.html", 2),
            "‘footr’",
        ),
        ({"main.html": '{% extends "main.html" %}'}, ("main.html", 1), "itself"),
        ({"main.html": '{% extends "base.html" %}\n{% block x'}, ("main.html", 2), "cannot be used"),
        ({"partials/tabs.html": "x"}, ("tabs.html", 1), "no page uses"),
    ],
)
def test_what_no_page_uses_is_told(
    make_project: MakeProject, files: dict[str, str], where: tuple[str, int], what: str
) -> None:
    project = make_project({**SHEET, **{f"over/{name}": text for name, text in files.items()}}, OVER)
    ((name, line, said),) = told(project)
    assert (name, line) == where
    assert what in said
    with pytest.raises(ContentError):
        build(project, quiet)


@pytest.mark.parametrize("text", ["{{ nowhere.to.be.found }}", '{% include "nowhere.html" %}', "{{ 1 / 0 }}"])
def test_a_template_that_fails_is_told_at_its_line(make_project: MakeProject, text: str) -> None:
    main = f'{{% extends "base.html" %}}\n{{% block announce %}}\n{text}{{% endblock %}}\n'
    project = make_project({**SHEET, "over/main.html": main}, OVER)
    with pytest.raises(ContentError) as caught:
        build(project, quiet)
    assert {(one.code, one.place.path.name, one.place.line) for one in caught.value.problems} == {
        ("template", "main.html", 3)
    }


@pytest.mark.parametrize(
    "folder",
    [".", "content", "./content/worksheets", "locales", "build", "site", "templates", ".git", "..", "x"],
)
def test_folders_that_are_not_for_the_public_are_no_theme(make_project: MakeProject, folder: str) -> None:
    root = make_project(SHEET).root
    for name in ("locales", "build", "site", "templates", ".git"):
        (root / name).mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(OVER.replace("custom_dir: over", f"custom_dir: '{folder}'"))
    (problem,) = Project.open(root).configured.problems
    assert (problem.place.path.name, problem.place.line) == ("mkdocs.yml", 6)
    assert Project.open(root).custom_theme is None


def styled(make_project: MakeProject, css: str | bytes) -> list[Problem]:
    return list(check(make_project({**SHEET, "own.css": css}, f"{ENGLISH}extra_css: [own.css]\n")))


@pytest.mark.parametrize(
    "rule",
    [
        '@import "https://fonts.example/x.css";',
        "@IMPORT url(other.css);",
        "h1 { background: url(https://x.example/a.png) }",
        "h1 { background: url( 'a.png' ) }",
        "@font-face { font-family: x; src: url(data:font/woff2;base64,AA==) }",
    ],
)
def test_style_sheets_ask_for_nothing(make_project: MakeProject, rule: str) -> None:
    (problem,) = styled(make_project, f"/* url(a.png)\n@import */\n  {rule}\n")
    assert (problem.place.path.name, problem.place.line) == ("own.css", 3)


def test_style_sheets_hold_their_own_pictures(make_project: MakeProject) -> None:
    css = """h1 { background: url("data:image/png;base64,AA=="); mask: url(#a); content: "\\2014"; }\n"""
    assert styled(make_project, css) == []


def test_style_sheet_that_is_no_text(make_project: MakeProject) -> None:
    (problem,) = styled(make_project, b"h1 { content: '\xe9' }")
    assert "0xE9" in str(problem.what)


def test_favicon_is_held_to_the_rules_of_a_logo(make_project: MakeProject) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    text = ENGLISH.replace("font: false}", "font: false, favicon: tab.svg}")
    (problem,) = survey(make_project({**SHEET, "tab.svg": drawing}, text))[1]
    assert (problem.place.line, problem.place.path.name) == (6, "mkdocs.yml")
    assert "<script>" in str(problem.what)


def test_changed_templates_make_all_languages_again(make_project: MakeProject) -> None:
    text = CONFIG.replace("font: false}", "font: false, custom_dir: over}")
    main = '{% extends "base.html" %}{% block announce %}First{% endblock %}'
    project = make_project({**SHEET, "over/main.html": main}, text)
    build(project, quiet)
    (project.root / "over" / "main.html").write_text(main.replace("First", "Second"))
    build(project, quiet, ("en",))
    for locale in project.locales:
        assert "Second" in (project.site / locale / "index.html").read_text(encoding="utf-8"), locale


def blocks(path: Path) -> set[str]:
    return set(re.findall(r"{% *-? *block (\w+)", path.read_text(encoding="utf-8")))


def test_frame_has_the_name_and_blocks_of_material(repository: Project) -> None:
    (folder,) = frame_folders(repository)
    frame = folder / BASE
    assert frame == repository.packaged / "templates/page/theme/base.html"
    assert (folder / "main.html").read_text(encoding="utf-8") == '{% extends "base.html" %}\n'
    assert len(blocks(frame)) == 14
    assert blocks(frame) <= blocks(material() / BASE)
    partials = {path.name for path in (folder / "partials").iterdir()}
    assert partials == {"header.html", "footer.html", "search.html", "toc.html"}
    assert partials <= {path.name for path in (material() / "partials").iterdir()}


def test_partials_and_the_whole_frame_are_changed_as_materials_manual_says(
    make_project: MakeProject,
) -> None:
    files = {
        **SHEET,
        "over/partials/header.html": '<header class="ours">{{ lang.t("toc") }}</header>',
        "over/partials/footer.html": "<footer class='ours'>Below</footer>",
        "over/main.html": '{% extends "base.html" %}{% block announce %}{% include ".icons/material/heart.svg" %}'
        '{{ icon("material/heart") }}{{ icon("fontawesome/solid/bell") }}{{ lang.t("source.file.date.updated") }}{% endblock %}',
    }
    config = OVER.replace(
        "        - {locale: en, name: English, default: true, build: true}\n",
        "        - {locale: en, name: English, default: true, build: true}\n        - {locale: de, name: Deutsch, build: true}\n",
    )
    project = make_project(files, config)
    assert told(project) == []
    build(project, quiet)
    for locale, contents, updated in (
        ("en", "Table of contents", "Last update"),
        ("de", "Inhaltsverzeichnis", "Letztes Update"),
    ):
        for path in ("index.html", "worksheets/sheet/index.html", "404.html"):
            page = html.parse(str(project.site / locale / path)).getroot()
            assert page.xpath("string(//header[@class='ours'])") == contents
            assert page.xpath("string(//footer)") == "Below"
            assert updated in page.text_content()
            uses = page.xpath("//svg[@class='icon']/use/@href")
            assert [use.partition("icons.svg")[2] for use in uses][:2] == [
                "#heart",
                "#fontawesome.solid.bell",
            ]
            assert page.xpath("count(//body/svg/path)") == 1
    assets = project.site / "assets"
    assert 'id="heart"' in (assets / "icons.svg").read_text(encoding="utf-8")
    assert "CC BY 4.0" in (assets / "icons-fontawesome.txt").read_text(encoding="utf-8")
    (project.root / "over" / "main.html").unlink()
    (project.root / "over" / "base.html").write_text("<!doctype html><title>Bare</title>{{ page.content }}")
    build(project, quiet)
    page = (project.site / "de" / "index.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html><title>Bare</title>")


def test_nothing_of_material_is_listed_or_shipped(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project = make_project(SHEET, ENGLISH)
    seen: list[str] = []
    add = Files.add_files_from_theme

    def counted(self: Files, env: Any, config: Any) -> None:
        seen.extend(env.list_templates())
        add(self, env, config)

    monkeypatch.setattr(Files, "add_files_from_theme", counted)
    made = edition(project, load(project), "en")
    engine.build_locale(made, engine.write_tree(made, tmp_path / "docs"), tmp_path / "out")
    assert {"base.html", "main.html", "404.html"} <= set(seen)
    # Material's are more than ten thousand; MkDocs has a few templates of its own.
    assert len(seen) < 30
    assert len(list(material().rglob("*.svg"))) > 10_000
    files = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")}
    assert files == {"index.html", "404.html", "worksheets/index.html", "worksheets/sheet/index.html"}


def test_a_broken_frame_of_ones_own_is_told_by_the_build(make_project: MakeProject) -> None:
    files = {
        **SHEET,
        "over/main.html": '{% extends "base.html" %}',
        "templates/page/theme/base.html": "{% if",
    }
    project = make_project(files, OVER)
    assert told(project) == []
    with pytest.raises(ContentError) as caught:
        build(project, quiet)
    assert {one.place.path.name for one in caught.value.problems} == {"base.html"}
