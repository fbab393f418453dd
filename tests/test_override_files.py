"""Overrides: files that name only what differs from what the package brings along, which may change beneath them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner
from conftest import CONFIG, REPOSITORY, TWO, MakeProject, bank, contents, worksheet

from toolkit.build import run as builder
from toolkit.checks import changed, survey
from toolkit.cli import main
from toolkit.definitions import Kind, library, overriding, shipped, texts
from toolkit.definitions.merging import WORDS
from toolkit.definitions.model import KEYS
from toolkit.project.opened import Project
from toolkit.translation import catalog, merge, overridden
from toolkit.translation.catalog import State
from toolkit.view import edition

SHEET = "content/worksheets/sheet.yaml"
#: The package's worksheet, which the tests' overrides lie over; it is written in English.
OURS = worksheet().replace(
    "fields:\n",
    """fields:
      - id: mood
        type: single_choice
        label: "Mood?"
        options: {good: "good", bad: "bad"}
      - {id: when, type: date, label: "When?"}
""",
)
HERS = """\
overrides: worksheet/sheet
language: lv
title: "Mana lapa"
sections:
  - id: main
    fields:
      - id: mood
        options:
          good: "labi"
          so-so: "tā nekas"
          bad: {remove: yes}
      - id: when
        remove: yes
      - id: own
        type: short_text
        label: "Ko vēl?"
        before: answer
was:
  title: "Lapas virsraksts"
  summary: "Lapas kopsavilkums"
  sections/main/fields/mood/options/good: "good"
"""
ENGLISH = HERS.replace("language: lv", "language: en").replace("Lapas virsraksts", "Title of sheet")
LATVIAN = {
    "title": ("Title of sheet", "Lapas virsraksts"),
    "summary": ("Summary of sheet", "Lapas kopsavilkums"),
    "sections/main/fields/mood/label": ("Mood?", "Noskaņojums?"),
}


def po(path: Path, entries: dict[str, tuple[str, str]]) -> None:
    file = polib.POFile()
    for context, (source, text) in entries.items():
        file.append(polib.POEntry(msgctxt=f"worksheet/sheet/{context}", msgid=source, msgstr=text))
    path.parent.mkdir(parents=True, exist_ok=True)
    file.save(str(path))


Version = Callable[[Project, str], Project]


@pytest.fixture
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """Return a function that gives a project a package of its own: with one worksheet, as it is in a version."""

    def given(project: Project, sheet: str) -> Project:
        folder = tmp_path_factory.mktemp("package")
        (folder / "content" / "worksheets").mkdir(parents=True)
        (folder / "content" / "questions").mkdir()
        if sheet:
            (folder / SHEET).write_text(sheet, encoding="utf-8")
        (folder / "content" / "questions" / "bank.yaml").write_text(bank(), encoding="utf-8")
        (folder / "templates").symlink_to(REPOSITORY / "templates")
        po(folder / "locales" / "lv" / "LC_MESSAGES" / "content.po", LATVIAN)
        return replace(project, packaged=folder)

    return given


def told(project: Project) -> list[tuple[int, int, str]]:
    """Return line, column and words of every problem; each is in the override."""
    found, problems = survey(project)
    problems = (*problems, *changed.check(project, found))
    assert {one.place.path for one in problems} <= {project.root / SHEET}
    return [(one.place.line, one.place.column, f"{one.what} — {one.advice}") for one in problems]


# -- what it gives -------------------------------------------------------------------------------


def test_it_names_only_what_differs(make_project: MakeProject, version: Version) -> None:
    """What it overrides is used, without a word in mkdocs.yml; all else is the package's."""
    project = version(make_project({SHEET: HERS}, TWO), OURS)
    assert told(project) == []
    found = library.load(project)
    assert list(found.entries) == [(Kind.worksheet, "sheet")]
    sheet = found.get(Kind.worksheet, "sheet")
    assert (sheet.title, sheet.summary, sheet.minutes) == ("Mana lapa", "Summary of sheet", 10)
    mood, own, answer = sheet.sections[0].fields
    assert [mood.label, own.label, answer.label] == ["Mood?", "Ko vēl?", "What matters?"]
    assert mood.options == (("good", "labi"), ("so-so", "tā nekas"))
    # It stays ours with some texts of hers: under our licence, not under that of her own.
    assert sheet.license == "CC-BY-4.0"


def test_each_text_is_shown_in_its_own_language(make_project: MakeProject, version: Version) -> None:
    project = version(make_project({SHEET: HERS}, TWO), OURS)
    found = library.load(project)

    def shown(locale: str) -> dict[str, tuple[str, str]]:
        made = edition(project, found, locale).get(Kind.worksheet, "sheet")
        return {"/".join(text.path): (str(text.text), text.text.lang) for text in texts(made)}

    latvian, english = shown("lv"), shown("en")
    assert latvian["title"] == ("Mana lapa", "lv")
    assert latvian["summary"] == ("Lapas kopsavilkums", "lv")
    assert latvian["instructions"] == ("How", "en")
    assert english["title"] == ("Mana lapa", "lv")
    assert english["summary"] == ("Summary of sheet", "en")
    # Hers have to be translated, also into the language that the rest is written in; the package's are there.
    contexts = {one.context for one in catalog.sources(found, "en")}
    assert len(contexts) == 4
    assert "worksheet/sheet/title" in contexts
    merge.update(project, found)
    english_file = polib.pofile(str(project.catalog("en", "content")))
    assert {entry.msgctxt for entry in english_file} == contexts
    latvian_file = polib.pofile(str(project.catalog("lv", "content")))
    listed = {entry.msgctxt.removeprefix("worksheet/sheet/") for entry in latvian_file}
    assert "purpose" in listed
    assert listed.isdisjoint(LATVIAN)
    for entry in english_file:
        entry.msgstr = "My sheet" if entry.msgctxt == "worksheet/sheet/title" else ""
    english_file.save()
    assert shown("en")["title"] == ("My sheet", "en")
    counts = catalog.count(found, catalog.load(project, "en"))
    assert (counts[State.translated], counts[State.missing]) == (1, 3)


def test_a_later_version_reaches_what_she_left_as_it_is(make_project: MakeProject, version: Version) -> None:
    project = make_project({SHEET: HERS}, TWO)
    before = (project.root / SHEET).read_bytes()
    later = OURS.replace("Summary of sheet", "A better summary").replace("What matters?", "What counts?")
    later += "  - {id: more, title: More, fields: [{id: new, type: long_text, label: New}]}\n"
    found = library.load(version(project, later)).get(Kind.worksheet, "sheet")
    assert (found.title, found.summary) == ("Mana lapa", "A better summary")
    assert [field.label for field in found.sections[0].fields] == ["Mood?", "Ko vēl?", "What counts?"]
    assert [section.id for section in found.sections] == ["main", "more"]
    assert told(version(project, later)) == []
    assert (project.root / SHEET).read_bytes() == before


def test_pages_prints_and_search_have_it(make_project: MakeProject, version: Version) -> None:
    project = version(make_project({SHEET: HERS}, TWO), OURS)
    builder.build(project, lambda done, total: None)
    pages = {code: (project.site / code / "worksheets/sheet/index.html").read_text() for code in ("lv", "en")}
    assert "Mana lapa" in pages["lv"]
    assert "Lapas kopsavilkums" in pages["lv"]
    assert '<span lang="lv">Mana lapa</span>' in pages["en"]
    assert "When?" not in pages["en"] + pages["lv"]
    assert list((project.site / "lv").rglob("*.pdf"))
    assert "Mana lapa" in (project.site / "lv" / "search" / "index.js").read_text()


# -- what has changed beneath, and what does not fit ---------------------------------------------


def test_what_changed_beneath_is_told_old_and_new(make_project: MakeProject, version: Version) -> None:
    project = make_project({SHEET: ENGLISH}, TWO)
    assert told(version(project, OURS)) == []
    later = OURS.replace("Title of sheet", "New title").replace('good: "good", ', "")
    later = later.replace("Summary of sheet", "Nobody overrides it")
    project = version(project, later)
    title, option = told(project)
    assert title[:2] == (3, 8)
    assert "it was ‘Title of sheet’ and is now ‘New title’" in title[2]
    assert "toolkit override worksheet/sheet --accept" in title[2]
    assert option[0] == 9
    assert "no longer exists; it was: ‘good’" in option[2]
    # It is nothing that keeps a site from being built.
    assert survey(project)[1] == ()
    own = overriding.find(project, (Kind.worksheet, "sheet"))
    assert own
    before = (project.root / SHEET).read_text().partition("was:")[0]
    overridden.accept(project, (Kind.worksheet, "sheet"), own, str)
    assert told(project) == []
    after = (project.root / SHEET).read_text()
    assert after.startswith(before)
    assert 'title: "New title"' in after
    own = overriding.find(project, (Kind.worksheet, "sheet"))
    assert own
    overridden.accept(project, (Kind.worksheet, "sheet"), own, str)
    assert (project.root / SHEET).read_text() == after


def test_a_changed_translation_of_ours_is_told_too(make_project: MakeProject, version: Version) -> None:
    project = version(make_project({SHEET: HERS.replace('"Lapas virsraksts"', '"Cits"')}, TWO), OURS)
    assert "it was ‘Cits’ and is now ‘Lapas virsraksts’" in told(project)[0][2]


def test_what_is_gone_is_told_and_nothing_is_lost(make_project: MakeProject, version: Version) -> None:
    project = make_project({SHEET: HERS}, TWO)
    gone = re.sub(r"      - id: mood.*?(?=      - \{id: when)", "", OURS, flags=re.DOTALL)
    found = told(version(project, gone))
    assert [place[:2] for place in found] == [(7, 9)]
    assert "no longer has ‘mood’ here" in found[0][2]
    assert "write everything it needs: id, type; or delete this entry" in found[0][2]
    # Written whole, it is one of hers.
    whole = HERS.replace("- id: mood\n", '- id: mood\n        type: single_choice\n        label: "Kā?"\n')
    project = make_project({SHEET: whole.replace("          bad: {remove: yes}\n", "")}, TWO)
    assert "mood" not in str(told(version(project, gone)))
    fields = library.survey(version(project, gone))[0].written[0].definition.sections[0].fields
    assert [field.id for field in fields if field.id != "when"] == ["own", "answer", "mood"]
    (lost,) = told(version(project, ""))
    assert lost[:2] == (1, 12)
    assert "‘worksheet/sheet’ no longer comes with the toolkit" in lost[2]
    assert (project.root / SHEET).is_file()


def test_every_mistake_is_told_at_its_place_in_the_override(
    make_project: MakeProject, version: Version
) -> None:
    project = make_project(
        {
            SHEET: """\
            overrides: worksheet/sheet
            language: xx
            titel: "Mana lapa"
            kind: worksheet
            minutes: many
            summary: {remove: yes}
            purpose: {remove: yes, also: "x"}
            instructions: {remove: perhaps}
            privacy_note: {remove: yes}
            sections:
              - id: main
                fields:
                  - id: mod
                    label: "Noskaņojums?"
                  - id: new
                    label: "Bez veida"
                  - id: mood
                    type: long_text
                  - id: answer
                    after: nobody
                  - id: when
                    label: "Kаd?"
                  - id: when
                    label: "Vēl"
            was: [1]
            """
        },
        TWO,
    )
    found = told(version(project, OURS))
    for place, words in {
        (1, 1): "the key ‘summary’ is missing",
        (2, 11): "no language ‘xx’",
        (3, 1): "did you mean ‘title’?",
        (4, 1): "‘kind’ cannot be changed",
        (5, 10): "not a whole number",
        (7, 24): "no effect together with",
        (8, 16): "neither yes nor no",
        (9, 1): "no ‘privacy_note’ here that could be left out",
        (13, 9): "did you mean ‘mood’?",
        (15, 9): "write everything it needs: id, type",
        (17, 9): "there is no key ‘options’ here",
        (20, 9): "there is no ‘nobody’ in this list",
        (22, 16): "another alphabet",
        (23, 13): "used twice",
        (25, 1): "toolkit override worksheet/sheet --accept",
    }.items():
        assert any(words in said for *at, said in found if tuple(at) == place), (
            place,
            words,
            "\n".join(map(str, found)),
        )


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({SHEET: HERS.replace("/sheet", "/shet", 1)}, "did you mean ‘worksheet/sheet’?"),
        ({SHEET: "overrides: [a]\nlanguage: lv\n"}, "toolkit use"),
        ({SHEET: "overrides: worksheet/sheet\n"}, "add the language you write in, one of: en, lv"),
        ({"content/sessions/sheet.yaml": HERS}, "move the file to content/worksheets"),
        ({"content/worksheets/other.yaml": HERS}, "rename the file to sheet.yaml"),
        ({SHEET: HERS, "content/worksheets/mine/sheet.yaml": HERS}, "into one of the two files"),
        ({SHEET: worksheet(), "content/worksheets/mine/sheet.yaml": HERS}, "into one of the two files"),
    ],
)
def test_an_override_that_lies_or_points_wrong(
    make_project: MakeProject, version: Version, files: dict[str, str], words: str
) -> None:
    _, problems = survey(version(make_project(files, TWO), OURS))
    assert any(words in f"{one.what} — {one.advice}" for one in problems)


def test_several_entries_go_where_they_are_said_to(make_project: MakeProject, version: Version) -> None:
    hers = "overrides: question_bank/bank\nlanguage: en\nquestions:\n"
    for name, where in (("a", "after: first"), ("b", "after: first"), ("c", "before: first"), ("d", "")):
        hers += f"  - id: {name}\n    text: {name}\n" + (f"    {where}\n" if where else "")
    hers += "  - id: second\n    before: c\n"
    project = version(make_project({"content/questions/bank.yaml": hers}, TWO), OURS)
    found = library.load(project).get(Kind.question_bank, "bank")
    assert [question.id for question in found.questions] == ["second", "c", "first", "a", "b", "d"]


def test_its_own_words_are_no_keys_of_definitions() -> None:
    assert KEYS.isdisjoint(WORDS)
    assert len(WORDS) == 5


# -- the command ---------------------------------------------------------------------------------


def run(root: Path, *arguments: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, ["--project", str(root), "--lang", "en", *arguments])
    return found.exit_code, found.output


def test_a_new_one_changes_nothing_until_lines_are_uncommented(make_project: MakeProject) -> None:
    """Every definition that the package brings along can be overridden, in whatever language it is written."""
    project = make_project(config=CONFIG)
    files = shipped.files(project)
    assert len(files) >= 80
    for key in files:
        overridden.begin(project, key, "lv", str)
    found, problems = library.survey(project)
    assert problems == ()
    for key, path in files.items():
        ours, hers = shipped.read(project, path), found.get(*key)
        assert list(texts(hers)) == list(texts(ours))
        assert {hers.language_at(text.path) for text in texts(hers)} == {ours.language}
    assert list(changed.check(project, found)) == []
    # With all lines uncommented it is a definition that is wholly hers.
    for key in files:
        path = overridden.file_of(project, key)
        text = "overrides:" + path.read_text(encoding="utf-8").split("overrides:", 1)[1]
        path.write_text(uncommented(text), encoding="utf-8")
    found, problems = library.survey(project)
    assert problems == ()
    sheet = found.get(Kind.worksheet, "smart-goal")
    assert {sheet.language_at(text.path) for text in texts(sheet)} == {"lv"}
    assert list(changed.check(project, found)) == []


def uncommented(text: str) -> str:
    body, mark, was = text.partition("\nwas:\n")
    return re.sub(r"(?m)^( *)# ?", r"\1", body) + mark + was


def test_the_command_writes_it_and_notes_what_was_seen(make_project: MakeProject) -> None:
    root = make_project(config=CONFIG).root
    path = root / "content/worksheets/goal-ladder.yaml"
    assert run(root, "override", "worksheet/goal-ladder", "--lang", "lv")[0] == 0
    written = path.read_text(encoding="utf-8")
    assert '#title: "Mērķu kāpnes"' in written
    code, said = run(root, "override", "worksheet/goal-ladder")
    assert (code, "--accept" in said) == (2, True)
    mine = written.replace('#title: "Mērķu kāpnes"', 'title: "Manas kāpnes"')
    path.write_text(mine.replace('  title: "Mērķu kāpnes"', '  title: "Vecas kāpnes"'), encoding="utf-8")
    code, said = run(root, "check")
    assert (code, "it was ‘Vecas kāpnes’ and is now ‘Mērķu kāpnes’" in said) == (1, True), said
    assert run(root, "override", "worksheet/goal-ladder", "--accept")[0] == 0
    assert path.read_text(encoding="utf-8") == mine
    code, said = run(root, "check")
    assert (code, said[:12]) == (0, "No problems."), said
    assert run(root, "override", "worksheet/nothing")[0] == 2
    assert run(root, "override", "worksheet/values", "--accept")[0] == 2
    assert run(REPOSITORY, "override", "worksheet/values")[0] == 2
    assert sorted(contents(root / "content")) == ["worksheets/goal-ladder.yaml"]
