"""Values of ``mkdocs.yml``: each is read as its manual says, or is told where it stands, never at the top."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CONFIG, MakeProject, worksheet

from toolkit.build.run import build, survey
from toolkit.cli import main
from toolkit.errors import ContentError, Problem
from toolkit.project import config
from toolkit.project.languagecodes import LOCALES, fault
from toolkit.view.sheets import ready_made

SHEET = {"content/worksheets/sheet.yaml": worksheet()}


def problems(tmp_path: Path, text: str | bytes) -> list[Problem]:
    path = tmp_path / "mkdocs.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        return list(config.read(path).problems)
    except ContentError as error:
        return list(error.problems)


def places(found: list[Problem]) -> list[tuple[int, int]]:
    return [(problem.place.line, problem.place.column) for problem in found]


@pytest.mark.parametrize("nothing", ["", " ~", " null", ' ""'])
def test_a_value_that_is_nothing_is_nothing(tmp_path: Path, nothing: str) -> None:
    lines = CONFIG.replace("site_url: https://toolkit.test/", f"site_url:{nothing}")
    lines += "".join(f"{key}:{nothing}\n" for key in ("copyright", "site_author", "repo_url"))
    path = tmp_path / "mkdocs.yml"
    path.write_text(lines, encoding="utf-8")
    found = config.read(path)
    assert found.problems == ()
    assert (found.site_url, found.copyright, found.site_author, found.repo_url) == ("", "", "", "")


@pytest.mark.parametrize("no", ["false", "False", "no", "off"])
def test_every_word_for_no_is_no(tmp_path: Path, no: str) -> None:
    assert problems(tmp_path, CONFIG.replace("font: false", f"font: {no}")) == []


FAULTS: dict[str, tuple[str | bytes, tuple[int, int]]] = {
    "not UTF-8": (CONFIG.encode().replace(b"Test", b"T\xe9st"), (1, 13)),
    "a NUL": (CONFIG.replace("Test", "Te\0st"), (1, 14)),
    "a quote that stays open": (CONFIG.replace("Test", '"Test'), (1, 12)),
    "a second document": (f"{CONFIG}---\na: b\n", (17, 1)),
    "a list as a key": (f"{CONFIG}[a]: b\n", (17, 1)),
    "a list as a plugin": (CONFIG.replace("  - toolkit\n", "  - toolkit\n  - [x]\n"), (9, 5)),
    "a nameless plugin": (CONFIG.replace("  - toolkit\n", "  - toolkit\n  - ''\n"), (9, 5)),
    "plugins as a word": (CONFIG.partition("plugins:")[0] + "plugins: x\n", (7, 10)),
    "languages as keys": (CONFIG.partition("languages:")[0] + "languages: {locale: en}\n", (12, 18)),
    "a tag and its value": (f"{CONFIG}repo_url: !ENV X\n", (17, 11)),
    "a tag and its list": (f"{CONFIG}repo_url: !ENV [X, y]\n", (17, 11)),
    "no plugins": (CONFIG.partition("plugins:")[0], (6, 1)),
    "a key that stands alone": (f"{CONFIG}repo_name: x\n", (17, 1)),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_once_where_it_is(tmp_path: Path, name: str) -> None:
    text, place = FAULTS[name]
    found = problems(tmp_path, text)
    assert places(found) == [place]
    assert "Node" not in str(found[0].what)


def test_a_tag_hides_nothing_else(tmp_path: Path) -> None:
    text = CONFIG.replace("site_name: Test", "site_name: !ENV NAME").replace("locale: lv", "locale: pt-BR")
    assert places(problems(tmp_path, text + "nav: []\n")) == [(1, 12), (15, 20), (17, 1)]


@pytest.mark.parametrize(("plugin", "meant"), [("tolkit", "toolkit"), ("i18nn", "i18n")])
def test_a_plugin_that_was_meant(tmp_path: Path, plugin: str, meant: str) -> None:
    found = problems(tmp_path, CONFIG.replace(f"- {meant}", f"- {plugin}"))
    assert f"did you mean ‘{meant}’?" in [str(problem.advice) for problem in found]


PRINT = """\
extra:
  toolkit:
    print:
      papers:
        - a4
        - a5
      large: maybe
      paper: x
"""


def test_print_settings_are_told_each_at_its_place(make_project: MakeProject) -> None:
    _, found = survey(make_project(SHEET, CONFIG + PRINT))
    assert places(list(found)) == [(22, 11), (23, 14), (24, 7)]
    assert "‘papers’" in str(found[-1].advice)


def test_print_settings_are_kept(make_project: MakeProject) -> None:
    project = make_project(
        SHEET, CONFIG + "extra: {toolkit: {print: {papers: [letter, letter], large: yes, fillable: off}}}\n"
    )
    library, problems = survey(project)
    assert problems == ()
    (sheet,) = library
    assert [(one.paper, one.large, one.fillable) for one in ready_made(project, sheet)] == [
        ("letter", False, False),
        ("letter", True, False),
    ]


@pytest.mark.parametrize("form", ["json", "github", "text"])
@pytest.mark.parametrize("line", ["nav: []\n", "plugins: x\n"])
def test_faults_come_in_the_form_that_was_asked_for(make_project: MakeProject, line: str, form: str) -> None:
    root = make_project(SHEET).root
    before = CONFIG.partition("plugins:")[0] if line.startswith("plugins") else CONFIG
    (root / "mkdocs.yml").write_text(before + line, encoding="utf-8")
    number = before.count("\n") + 1
    result = CliRunner(env={"LANG": "C"}).invoke(main, ["--project", str(root), "check", "--format", form])
    assert result.exit_code == 1
    if form == "json":
        assert [(one["file"], one["line"]) for one in json.loads(result.stdout)] == [("mkdocs.yml", number)]
    elif form == "github":
        assert result.stdout.startswith(f"::error file=mkdocs.yml,line={number},")
    else:
        assert f"mkdocs.yml:{number}:" in result.output


def test_numbers_are_texts_where_a_text_is_asked_for(make_project: MakeProject) -> None:
    config_text = CONFIG.replace("site_name: Test", "site_name: 2026")
    more = "copyright: 2026\nsite_author: 7\nsite_description: 1.50\ntheme:\n"
    text = config_text.replace("theme: {name: material, font: false}\n", "") + more
    project = make_project(SHEET, text)
    build(project, lambda done, total: None, ("en",))
    page = (project.site / "en" / "index.html").read_text(encoding="utf-8")
    assert '<meta name="author" content="7">' in page
    assert '<meta name="description" content="1.50">' in page
    assert "<p>2026</p>" in page


def test_a_language_that_is_built_no_more_leaves_the_site(make_project: MakeProject) -> None:
    few = "".join(line for line in CONFIG.splitlines(True) if "locale: es" not in line and "fi" not in line)
    project = make_project(SHEET, few)
    build(project, lambda done, total: None)
    assert (project.site / "lv").is_dir()
    project = make_project(SHEET, few.replace("name: Latviešu, build: true", "name: Latviešu, build: false"))
    build(project, lambda done, total: None)
    assert not (project.site / "lv").exists()
    assert 'hreflang="lv"' not in (project.site / "en" / "index.html").read_text(encoding="utf-8")


def test_every_language_of_cldr_is_supported_or_says_what_to_write() -> None:
    """Advice leads to a code that can be listed; nothing written from the right passes, whatever its region."""
    good = {code for code in LOCALES if fault(code) is None}
    assert {"en", "es", "lv", "fi", "pt", "ru", "uk", "el", "no"} <= good
    assert not good & {"ar", "he", "fa", "ur", "ps", "yi", "ug", "sd", "ckb", "dv", "nqo", "root"}
    checked = 0
    for code in LOCALES - good:
        what, advice = fault(code) or pytest.fail(code)
        assert "from right to left" in str(what) or advice.params.get("known") in good or code == "root", code
        checked += 1
    assert checked > 300
    assert [str(fault(code)) == "None" for code in ("pt-BR", "pt_br", "PT", "deu", "iw", "ar-EG", "")] == [
        False
    ] * 7
