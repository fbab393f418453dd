"""``mkdocs.yml``: each documented key does what its manual says or is a problem at its own place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import CONFIG, MakeProject, worksheet
from lxml import html
from mkdocs.config.defaults import MkDocsConfig
from mkdocs_static_i18n.config import I18nPluginConfig, I18nPluginLanguage

from toolkit.build import run as builder
from toolkit.errors import ContentError, Problem
from toolkit.project import config
from toolkit.project.options import _EXTRA, _I18N, _LANGUAGE, _PLUGIN_ADVICE, _THEME, KEYS

LANGUAGES = (
    "plugins:\n  - toolkit\n  - i18n: {docs_structure: folder, languages: [{locale: en, name: English}]}\n"
)


def problems(tmp_path: Path, text: str) -> list[Problem]:
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, encoding="utf-8")
    try:
        return list(config.read(path).problems)
    except ContentError as error:
        return list(error.problems)


def places(tmp_path: Path, text: str) -> list[tuple[int, int]]:
    return [(problem.place.line, problem.place.column) for problem in problems(tmp_path, text)]


def keys_of(schema: type) -> set[str]:
    """Return the documented keys of a MkDocs configuration class."""
    return {name for name, _ in schema._schema}  # type: ignore[attr-defined]


def test_every_key_of_mkdocs_has_a_meaning_here() -> None:
    documented = keys_of(MkDocsConfig) - {"config_file_path"}
    assert len(documented) > 25
    assert documented - set(KEYS) == set()


def test_every_key_of_static_i18n_has_a_meaning_here() -> None:
    assert len(keys_of(I18nPluginConfig)) >= 6
    assert keys_of(I18nPluginConfig) - set(_I18N) == set()
    assert len(keys_of(I18nPluginLanguage)) >= 8
    assert keys_of(I18nPluginLanguage) - set(_LANGUAGE) == set()


#: From Material's manual, chapter “Setup”.
MATERIAL_THEME = "name custom_dir favicon features font icon language direction logo palette static_templates"
MATERIAL_EXTRA = "alternate analytics consent social homepage generator version tags status annotate"


def test_every_key_of_material_has_a_meaning_here() -> None:
    assert set(MATERIAL_THEME.split()) <= set(_THEME)
    assert set(MATERIAL_EXTRA.split()) <= set(_EXTRA)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "nav: {a: b.md}",
            "docs_dir: docs",
            "edit_uri: x",
            "extra_javascript: [a.js]",
            "extra_templates: [a.html]",
        ),
        *(
            "markdown_extensions: [toc]",
            "hooks: [a.py]",
            "dev_addr: 1.2.3.4:80",
            "watch: [x]",
            "INHERIT: b.yml",
        ),
        *("exclude_docs: x", "draft_docs: x", "not_in_nav: x", "remote_branch: x", "remote_name: x"),
        *(
            "use_directory_urls: false",
            "strict: false",
            "strict: perhaps",
            "validation: {links: {anchors: ignore}}",
        ),
        *(
            "site_name: [a]",
            "site_url: example.org",
            "repo_url: 'javascript:alert(1)'",
            "copyright: '<b>x</b>'",
        ),
        *("site_dir: content", "site_dir: ../out", "site_dir: a/b", "extra_css: [none.css]", "extra_css: x"),
        *(
            "theme: mkdocs",
            "theme: {name: readthedocs}",
            "theme: {custom_dir: none}",
            "theme: {custom_dir: /etc}",
        ),
        *(
            "theme: {palette: {primary: indigo}}",
            "theme: {logo: a.svg}",
            "theme: {favicon: a.txt}",
            "theme: {font: Roboto}",
        ),
        *(
            "theme: {features: [navigation.tabs]}",
            "theme: {language: lv}",
            "theme: {direction: rtl}",
            "theme: {icon: {}}",
        ),
        *(
            "extra: {analytics: {}}",
            "extra: {social: []}",
            "extra: {toolkit: {brandin: {}}}",
            "sitename: x",
            "extra: [x]",
        ),
    ],
)
def test_what_has_no_effect_is_told_at_its_place(tmp_path: Path, line: str) -> None:
    text = f"# A comment first.\n{LANGUAGES}{line}\n"
    found = problems(tmp_path, text)
    assert [problem.place.line for problem in found] == [text.count("\n")], found
    assert str(found[0].advice)


@pytest.mark.parametrize("plugin", [*_PLUGIN_ADVICE, "material/search", "blog", "macros", "serach"])
def test_a_plugin_that_has_no_effect_is_told_at_its_place(tmp_path: Path, plugin: str) -> None:
    for entry in (plugin, f"{plugin}: {{lang: en}}"):
        text = LANGUAGES.replace("plugins:\n", f"plugins:\n  - {entry}\n")
        assert places(tmp_path, text) == [(2, 5)], entry


@pytest.mark.parametrize(
    ("entry", "what", "advice"),
    [
        ("{locale: pt-BR, name: X}", "region", "‘pt’"),
        ("{locale: zh_Hans, name: X}", "region", "‘zh’"),
        ("{locale: ar, name: X}", "from right to left", "delete"),
        ("{locale: he, name: X}", "from right to left", "delete"),
        ("{locale: xx, name: X}", "not a language code", "two or three letters"),
        ("{locale: EN, name: X}", "not a language code", "‘en’"),
        ("{locale: deu, name: X}", "not a language code", "‘de’"),
        ("{locale: ar-EG, name: X}", "from right to left", "delete"),
        ("{locale: [lv], name: X}", "‘’ is not a language code", "two or three letters"),
        ("{name: X}", "not a language code", "two or three letters"),
        ("{locale: lv, nmae: X}", "not a recognised key", "‘name’"),
        ("{locale: lv, build: maybe}", "true or false", "true"),
        ("{locale: lv, fixed_link: /x/}", "no effect", "menu"),
        ("{locale: lv, site_url: 'https://lv.example/'}", "no effect", "top level"),
        ("{locale: en, name: X}", "listed twice", "delete"),
        ("lv", "not a language", "‘locale’ and ‘name’"),
    ],
)
def test_a_language_that_cannot_be_used_is_told_where_it_is_listed(
    tmp_path: Path, entry: str, what: str, advice: str
) -> None:
    text = (
        f"plugins:\n  - toolkit\n  - i18n:\n      languages:\n        - {{locale: en}}\n        - {entry}\n"
    )
    (found,) = problems(tmp_path, text)
    assert found.place.line == 6
    assert found.place.column >= 11
    assert what in str(found.what)
    assert advice in str(found.advice)


def test_all_problems_are_told_in_one_pass(tmp_path: Path) -> None:
    text = f"site_nmae: x\nnav: []\n{LANGUAGES}theme:\n  logo: x\n  pallete: x\nextra:\n  toolkit:\n    licence: x\n"
    assert places(tmp_path, text) == [(1, 1), (2, 1), (7, 3), (8, 3), (11, 5)]


@pytest.mark.parametrize(
    "text",
    [
        *("a: &x 1\n", "a: &x [1]\nb: *x\n", "a: !ENV X\n", "a: !!python/name:x.y z\n"),
        *("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "site_name: 'x\n", "\tx: y\n", "- a\n- b\n"),
    ],
)
def test_what_would_mislead_a_reader_is_refused(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text + (LANGUAGES if text.startswith("a") else ""))


def test_a_key_that_stands_twice_is_told(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, f"site_name: A\n{LANGUAGES}site_name: B\n")
    assert (found.place.line, "line 1" in str(found.what)) == (5, True)


def test_shipped_configuration_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, CONFIG) == []


def test_options_do_what_their_manuals_say(make_project: MakeProject) -> None:
    more = """\
site_description: A toolkit for Riga
site_author: Anna Ozola
copyright: © 2026 Rīgas skola
repo_url: https://code.example/school/toolkit
repo_name: school/toolkit
site_dir: public
extra_css: [look/own style.css]
"""
    text = CONFIG.replace("font: false}", "font: false, custom_dir: over, favicon: tab.svg}").replace(
        "{locale: lv, name: Latviešu, build: true}",
        "{locale: lv, name: Latviski, build: true, site_name: Skola, copyright: © Skola}",
    )
    text = text.replace("{locale: fi, name: Suomi, build: true}", "{locale: fi, name: Suomi, build: false}")
    project = make_project(
        {
            "content/worksheets/sheet.yaml": worksheet(),
            "look/own style.css": "h1 { color: #123456; }\n",
            "tab.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "over/404.html": '{% extends "main.html" %}{% block content %}<h1 id="tk_content">Own words</h1>{% endblock %}',
        },
        text + more,
    )
    builder.build(project, lambda done, total: None)
    out = project.root / "public"
    assert {path.name for path in out.iterdir() if path.is_dir()} == {"assets", "en", "es", "lv"}
    page = html.parse(str(out / "lv" / "index.html")).getroot()
    foot = " ".join(page.xpath("//footer")[0].text_content().split())
    assert "© Skola" in foot
    assert page.xpath("//footer//a[@href='https://code.example/school/toolkit']")[0].text == "school/toolkit"
    assert page.xpath("//meta[@name='author']/@content") == ["Anna Ozola"]
    assert page.xpath("//meta[@name='description']/@content") == ["A toolkit for Riga"]
    assert page.xpath("//meta[@property='og:site_name']/@content") == ["Skola"]
    assert page.xpath("//*[@class='menu-body']//a/@hreflang") == ["en", "es", "lv"]
    assert page.xpath("//*[@class='menu-body']//a[@hreflang='lv']")[0].text == "Latviski"
    assert page.xpath("//link[@rel='icon']/@href") == ["./../assets/own/favicon.svg"]
    (style,) = [href for href in page.xpath("//link[@rel='stylesheet']/@href") if "/own/" in href]
    assert (out / "lv" / style.replace("%20", " ")).resolve().read_text().startswith("h1")
    english = html.parse(str(out / "en" / "index.html")).getroot()
    assert "© 2026 Rīgas skola" in english.xpath("//footer")[0].text_content()
    assert english.xpath("//meta[@property='og:site_name']/@content") == ["Test"]
    assert "Own words" in (out / "en" / "404.html").read_text(encoding="utf-8")
    assert "fi" not in re.findall(r'hreflang="(\w\w)"', (out / "sitemap.xml").read_text(encoding="utf-8"))
