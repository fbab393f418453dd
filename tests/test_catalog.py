"""Catalogs merge by context alone, lose nothing, and never pass an old translation off as current."""

from __future__ import annotations

import polib
import pytest
from conftest import MakeProject, worksheet

from toolkit import catalog
from toolkit.catalog import State
from toolkit.errors import ContentError
from toolkit.library import load
from toolkit.localise import localise
from toolkit.model import Kind
from toolkit.project import Project

TITLE = "worksheet/sheet/title"
PURPOSE = "worksheet/sheet/purpose"


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project({"content/worksheets/sheet.yaml": worksheet(language="es")})


def update(project: Project) -> None:
    catalog.update(project, load(project))


def entries(project: Project, locale: str) -> dict[str, polib.POEntry]:
    path = project.catalog(locale, "content")
    return {entry.msgctxt: entry for entry in polib.pofile(str(path))}


def put(project: Project, locale: str, context: str, text: str) -> None:
    path = project.catalog(locale, "content")
    po = polib.pofile(str(path), wrapwidth=0)
    next(entry for entry in po if entry.msgctxt == context).msgstr = text
    po.save()


def rewrite(project: Project, old: str, new: str) -> None:
    path = project.content / "worksheets" / "sheet.yaml"
    path.write_text(path.read_text().replace(old, new))


def test_catalog_holds_what_was_written_in_another_language(project: Project) -> None:
    update(project)
    assert set(entries(project, "lv")) == set(entries(project, "en"))
    assert entries(project, "es") == {}
    found = entries(project, "lv")[TITLE]
    assert found.msgid == "Title of sheet"
    assert "Title of the page" in found.comment


def test_english_stands_in_the_comment_as_a_bridge(project: Project) -> None:
    update(project)
    put(project, "en", TITLE, "English title")
    update(project)
    assert "en: English title" in entries(project, "lv")[TITLE].comment
    assert "en:" not in entries(project, "en")[TITLE].comment


def test_updating_twice_changes_no_byte(project: Project) -> None:
    update(project)
    put(project, "lv", TITLE, "Virsraksts")
    update(project)
    before = project.catalog("lv", "content").read_bytes()
    update(project)
    assert project.catalog("lv", "content").read_bytes() == before
    assert b"POT-Creation-Date" not in before
    assert b"#:" not in before


def test_changed_source_makes_fuzzy_and_keeps_the_previous_one(project: Project) -> None:
    update(project)
    put(project, "lv", TITLE, "Virsraksts")
    rewrite(project, "Title of sheet", "New title")
    update(project)
    rewrite(project, "New title", "Newer title")
    update(project)
    found = entries(project, "lv")[TITLE]
    assert (found.msgid, found.msgstr, found.fuzzy) == ("Newer title", "Virsraksts", True)
    assert found.previous_msgid == "Title of sheet"


def test_text_that_is_gone_is_kept_and_comes_back(project: Project) -> None:
    update(project)
    put(project, "lv", PURPOSE, "Kāpēc")
    rewrite(project, "id: sheet", "id: other")
    path = project.content / "worksheets" / "sheet.yaml"
    path.rename(path.with_name("other.yaml"))
    update(project)
    assert entries(project, "lv")[PURPOSE].obsolete
    path.with_name("other.yaml").rename(path)
    rewrite(project, "id: other", "id: sheet")
    update(project)
    assert entries(project, "lv")[PURPOSE].msgstr == "Kāpēc"
    assert not entries(project, "lv")[PURPOSE].obsolete


def test_equal_sentences_keep_their_own_translations(project: Project) -> None:
    rewrite(project, '"Why"', '"How"')
    update(project)
    put(project, "fi", PURPOSE, "Näin")
    put(project, "fi", "worksheet/sheet/instructions", "Tällä tavalla")
    update(project)
    found = entries(project, "fi")
    assert found[PURPOSE].msgstr == "Näin"
    assert found["worksheet/sheet/instructions"].msgstr == "Tällä tavalla"


def test_only_a_current_translation_is_shown(project: Project) -> None:
    update(project)
    put(project, "lv", TITLE, "Virsraksts")
    put(project, "lv", PURPOSE, "Kāpēc")
    rewrite(project, '"Why"', '"What for"')
    library = load(project)
    definition = library.get(Kind.worksheet, "sheet")
    shown = localise(definition, catalog.load(project, "lv"))
    assert (shown.definition.title, shown.definition.title.lang) == ("Virsraksts", "lv")
    assert (shown.definition.purpose, shown.definition.purpose.lang) == ("What for", "es")
    assert shown.definition.purpose.state is State.outdated
    states = {gap.context: gap.state for gap in shown.gaps}
    assert states[PURPOSE] is State.outdated
    assert TITLE not in states
    assert State.missing in states.values()
    update(project)
    again = localise(load(project).get(Kind.worksheet, "sheet"), catalog.load(project, "lv"))
    assert again.definition.purpose == "What for"


def test_source_language_has_no_gaps(project: Project) -> None:
    shown = localise(load(project).get(Kind.worksheet, "sheet"), catalog.load(project, "es"))
    assert shown.gaps == ()
    assert shown.definition.title.state is State.source


def test_counts(project: Project) -> None:
    update(project)
    put(project, "lv", TITLE, "Virsraksts")
    counts = catalog.count(load(project), catalog.load(project, "lv"))
    assert counts[State.translated] == 1
    assert counts[State.missing] == len(entries(project, "lv")) - 1 > 3


@pytest.mark.parametrize(
    "damage", [b"msgid", b'msgid "a\n', b"\xff\xfe", b'msgctxt "a"\nmsgid "b"\nmsgstr c\n']
)
def test_broken_catalog_is_a_problem_not_a_traceback(project: Project, damage: bytes) -> None:
    path = project.catalog("lv", "content")
    path.parent.mkdir(parents=True)
    path.write_bytes(damage)
    with pytest.raises(ContentError) as caught:
        catalog.load(project, "lv")
    assert caught.value.problems[0].place.path == path
    assert [problem.code for problem in catalog.check(project, "lv")] == ["catalog"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vir\u200bsraksts", "hidden-character"),
        ("Virsrаksts", "foreign-letter"),
        ("Divas\nrindas", "one-line"),
    ],
)
def test_translations_are_checked_too(project: Project, text: str, code: str) -> None:
    update(project)
    put(project, "lv", TITLE, text)
    (problem,) = catalog.check(project, "lv")
    assert problem.code == code
    assert problem.place.line > 1


def test_interface_plurals_follow_cldr(repository: Project) -> None:
    """In Latvian 0, 10, 11 and 21 take different forms (CLDR: zero, other, one)."""
    latvian = catalog.interface(repository, "lv")
    forms = [latvian.ngettext("%(num)s question", "%(num)s questions", number) for number in (1, 2, 21, 0)]
    assert forms[0] == forms[2] != forms[1]
    assert "question" not in "".join(forms)
