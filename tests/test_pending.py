"""Translators of a project of two languages see which texts wait for them, in languages that they read."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from click.testing import CliRunner
from conftest import CONFIG, MakeProject, bank

from toolkit.cli import main
from toolkit.definitions import Key, Kind, library, shipped
from toolkit.project import Project
from toolkit.translation import merge, overridden
from toolkit.translation.catalog import packaged_catalog

WHEEL: Key = (Kind.worksheet, "wheel-of-life")
FILE = "content/worksheets/wheel-of-life.yaml"
TITLE = "worksheet/wheel-of-life/title"
CATALOG = "locales/en/LC_MESSAGES/content.po"
#: Latvian, then English.
TWO = (
    CONFIG.replace("        - {locale: en, name: English, default: true, build: true}\n", "")
    .replace("        - {locale: es, name: Español, build: true}\n", "")
    .replace("name: Latviešu,", "name: Latviešu, default: true,")
    .replace("{locale: fi, name: Suomi,", "{locale: en, name: English,")
)


def run(root: Path, *arguments: str) -> tuple[int, list[str]]:
    found = CliRunner().invoke(main, ["--project", str(root), "--lang", "en", *arguments])
    return found.exit_code, found.output.split("\n")


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """Return a project of two languages with an override whose title is written anew, in the first one."""
    project = make_project(config=TWO)
    assert project.locales == ("lv", "en")
    assert shipped.read(project, shipped.files(project)[WHEEL]).language not in project.locales
    overridden.begin(project, WHEEL, "lv", str)
    write(project, "Mans rats")
    return project


def write(project: Project, title: str) -> None:
    path = project.root / FILE
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if line.lstrip("#").startswith("title:"))
    lines[number] = f'title: "{title}"'
    path.write_text("\n".join(lines), encoding="utf-8")


def entry(project: Project, locale: str = "en") -> polib.POEntry:
    (found,) = (one for one in polib.pofile(str(project.catalog(locale, "content"))) if one.msgctxt == TITLE)
    return found


def update(project: Project) -> polib.POEntry:
    merge.update(project, library.load(project))
    return entry(project)


# -- what was translated before ------------------------------------------------------------------


def test_what_was_translated_before_is_told_in_the_writers_language(project: Project) -> None:
    """The package may have written it in a third one, which nobody here reads."""
    ours = packaged_catalog(project, "lv").messages[TITLE]
    found = update(project)
    assert (found.msgid, found.msgstr, found.fuzzy) == ("Mans rats", "Wheel of life", True)
    assert found.previous_msgid == ours.msgstr
    text = project.catalog("en", "content").read_text(encoding="utf-8")
    assert ours.msgid not in text
    # A catalog that was written before with the package's source is mended.
    project.catalog("en", "content").write_text(text.replace(ours.msgstr, ours.msgid), "utf-8")
    assert update(project).previous_msgid == ours.msgstr


def test_a_text_that_says_what_ours_says_keeps_our_translation(project: Project) -> None:
    write(project, packaged_catalog(project, "lv").messages[TITLE].msgstr)
    found = update(project)
    assert (found.msgstr, found.fuzzy, found.previous_msgid) == ("Wheel of life", False, None)


def test_a_source_of_the_package_has_bridges_beside_it(make_project: MakeProject) -> None:
    """In a language that the package has not, its texts come with those that an author here can read."""
    config = TWO.replace("{locale: en, name: English,", "{locale: de, name: Deutsch,")
    project = make_project(config=config + "extra: {toolkit: {use: [worksheet/wheel-of-life]}}\n")
    merge.update(project, library.load(project))
    comment = entry(project, "de").comment
    assert "\nen: Wheel of life" in comment
    assert f"\nlv: {packaged_catalog(project, 'lv').messages[TITLE].msgstr}" in comment


# -- which they are ------------------------------------------------------------------------------


def test_outdated_and_missing_texts_are_listed_with_their_lines(project: Project) -> None:
    status = run(project.root, "translations", "status")[1]
    assert "toolkit translations list" in "".join(status)
    code, said = run(project.root, "translations", "list")
    assert code == 0
    assert said[0].startswith(f"{FILE}:")
    assert said[0].endswith(": outdated: Mans rats")
    assert said[1].strip() == "Wheel of life"
    assert "toolkit translations update" in said[2]
    update(project)
    code, said = run(project.root, "translations", "list", "--lang", "en")
    where, _, told = said[0].partition(": ")
    path, _, line = where.rpartition(":")
    assert (path, told) == (CATALOG, "outdated: Mans rats")
    lines = (project.root / CATALOG).read_text(encoding="utf-8").split("\n")
    assert f'msgctxt "{TITLE}"' in lines[int(line) - 1 : int(line) + 3]
    assert "‘fuzzy’" in said[2]
    assert run(project.root, "translations", "list", "--lang", "lv")[1][0] == "All texts are translated."


def test_what_nobody_has_translated_yet_is_listed_too(make_project: MakeProject) -> None:
    project = make_project({"content/questions/bank.yaml": bank()}, TWO)
    merge.update(project, library.load(project))
    said = run(project.root, "translations", "list", "--lang", "lv")[1]
    told = [line.partition(": ")[2] for line in said if line.startswith("locales/lv/LC_MESSAGES/content.po:")]
    assert "missing: Title of bank" in told
    rows = [line.split() for line in run(project.root, "translations", "status")[1]]
    counted = next(row for row in rows if row[:2] == ["lv", "All"])
    assert len(told) == int(counted[-1])


def test_nothing_is_listed_where_all_is_translated(make_project: MakeProject) -> None:
    project = make_project(config=TWO + "extra: {toolkit: {use: [worksheet/wheel-of-life]}}\n")
    assert run(project.root, "translations", "list")[1][0] == "All texts are translated."
    assert "translations list" not in "".join(run(project.root, "translations", "status")[1])
    assert run(project.root, "translations", "list", "--lang", "xx")[0] == 2
