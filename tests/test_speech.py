"""The command line speaks the reader's language: findings, help, mistakes, notes of keys; or says that it cannot."""

from __future__ import annotations

import ctypes
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import click
import polib
import pytest
from click.testing import CliRunner, Result
from conftest import MakeProject, worksheet

from toolkit.cli import COMMANDS, main, speech
from toolkit.definitions.model import KINDS, Kind, definition_schema
from toolkit.definitions.model.schema import schema_notes
from toolkit.errors import ContentError
from toolkit.project.opened import Project
from toolkit.translation import extraction, faults, interface


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def run(project: Project, *arguments: str, **env: str) -> Result:
    return CliRunner(env=env).invoke(main, ["--project", str(project.root), *arguments])


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """Return a project whose own catalog has each message of the interface, in letters that no English has."""
    made = make_project({"content/worksheets/sheet.yaml": worksheet()})
    path = made.catalog("lv", "ui")
    path.parent.mkdir(parents=True)
    path.write_text(_all_words(), encoding="utf-8")
    return made


@cache
def _all_words() -> str:
    file = polib.POFile()
    file.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for message in interface.interface_sources(Project.bare()):
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else message.id
        entry = polib.POEntry(msgctxt=message.context, msgid=ids[0])
        if len(ids) > 1:
            entry.msgid_plural = ids[1]
            entry.msgstr_plural = {n: _other_words(text) for n, text in enumerate(ids)}
        else:
            entry.msgstr = _other_words(ids[0])
        file.append(entry)
    return f"{file}\n"


def _other_words(text: str) -> str:
    """Return a text whose words are no English: every letter outside of braces is ķ."""
    parts = re.split(r"(\{[^{}]*\}|%\(\w+\)s)", text)
    return "".join(part if at % 2 else re.sub(r"[^\W\d_]", "ķ", part) for at, part in enumerate(parts))


def english(text: str) -> list[str]:
    """Return what is said in English, of words longer than a command, an option or a kind."""
    known = {"toolkit", "format", "github", "content", "worksheets", "worksheet", "schema", "schemas"}
    words = [word.strip(".,:;'‘’()[]{}") for word in text.split()]
    return [
        word for word in words if word.isalpha() and word.isascii() and word.islower() and word not in known
    ]


def test_the_words_of_these_tests_are_a_sound_catalog(project: Project) -> None:
    assert list(faults.check(project, "lv")) == []


# -- where findings go ----------------------------------------------------------------------


def test_findings_can_be_piped(make_project: MakeProject) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet() + "wrong: x\n"})
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", "--project", str(project.root), "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "content/worksheets/sheet.yaml:17:1" in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[-1] == "Problems: 1"
    assert done.stderr == ""


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_broken_configuration_is_a_finding_in_every_form(make_project: MakeProject, form: str) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet()})
    project.config.write_text("plugins: [\n")
    done = run(project, "check", "--format", form)
    assert (done.exit_code, done.stderr) == (1, "")
    assert "mkdocs.yml" in done.stdout
    if form == "json":
        assert json.loads(done.stdout)[0]["file"] == "mkdocs.yml"


# -- which language --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [["check", "--lang", "de"], ["--lang", "de", "check"], ["--lang", "de", "build"]]
)
def test_a_language_that_it_lacks_is_said_so(project: Project, arguments: list[str]) -> None:
    done = run(project, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.strip() == ("there are no messages in the language ‘de’ – use one of: en, es, fi, lv")


def test_the_environments_language_is_followed_silently(project: Project) -> None:
    done = run(project, "check", LANG="de_DE.UTF-8")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "No problems. Definitions: 1\n", "")


@pytest.mark.parametrize("code", ["lv", "LV", "lv_LV", "lv-LV", "lv_LV.UTF-8"])
def test_a_language_may_be_written_in_many_ways(project: Project, code: str) -> None:
    for done in (run(project, "check", "--lang", code), run(project, "--lang", code, "check")):
        assert done.exit_code == 0
        assert english(done.stdout) == []


def test_a_language_of_the_projects_own_is_spoken(project: Project) -> None:
    path = project.catalog("et", "ui")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "No problems. Definitions: {count}"\nmsgstr "Korras. {count}"\n', encoding="utf-8")
    assert run(project, "check", "--lang", "et").stdout == "Korras. 1\n"


def test_windows_language_is_known(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANG")
    library = SimpleNamespace(kernel32=SimpleNamespace(GetUserDefaultUILanguage=lambda: 0x0426))
    monkeypatch.setattr(ctypes, "windll", library, raising=False)
    assert list(speech.wanted()) == []
    monkeypatch.setattr(speech.sys, "platform", "win32")
    assert list(speech.wanted()) == ["lv"]
    assert list(speech.wanted("fi")) == ["fi", "lv"]
    # A variable that somebody has set comes first.
    monkeypatch.setenv("LANG", "es_ES.UTF-8")
    assert list(speech.wanted()) == ["es"]
    monkeypatch.setenv("LANG", "")
    library.kernel32.GetUserDefaultUILanguage = lambda: 0xFFFF
    assert list(speech.wanted()) == []


def test_outside_of_a_project_messages_are_translated_too(tmp_path: Path) -> None:
    for code, words in (("lv", "nav"), ("es", "no hay"), ("fi", "ei ole")):
        done = CliRunner(env={"LANG": code}).invoke(main, ["--project", str(tmp_path), "check"])
        assert done.exit_code == 2
        assert "mkdocs.yml" in done.stderr
        assert "there is no" not in done.stderr
        assert words in done.stderr.casefold()


# -- what is said ------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [[], ["check"], ["build"], ["serve"], ["print"], ["new"], ["schema"], ["reference"],
                                     ["translations"], ["translations", "update"], ["translations", "status"]])  # fmt: skip
def test_help_holds_no_english(project: Project, command: list[str]) -> None:
    before = run(project, *command, "--help").stdout
    done = run(project, "--lang", "lv", *command, "--help")
    assert done.exit_code == 0
    lines = [line for line in done.stdout.splitlines() if not line.startswith("    toolkit ")]
    values = {"public", "trainer", "drafts", "edition"}
    assert set(english(" ".join(lines))) <= {"main", *COMMANDS, "update", "status", "list"} | values
    assert done.stdout.count("ķ") > 60
    assert run(project, *command, "--help").stdout == before
    assert "Usage:" in before
    assert "Options:" in before


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--bogus"],
        ["frobnicate"],
        ["print"],
        ["new"],
        ["new", "nosuch", "x"],
        ["check", "--format", "xml"],
        ["check", "--format"],
        ["serve", "--port", "99999999"],
        ["serve", "--port", "many"],
        ["print", "sheet", "--answers", "nowhere"],
        ["print", "sheet", "--answers", "."],
        ["print", "sheet", "--fillable=1"],
        ["build", "one", "two"],
    ],
)
def test_a_mistake_is_told_in_the_readers_language(project: Project, arguments: list[str]) -> None:
    plain = run(project, *arguments)
    done = run(project, "--lang", "lv", *arguments)
    assert done.exit_code == plain.exit_code == 2
    told = done.stderr.replace("integer range", "").replace("integer", "")
    mentioned = {word.strip(".,:;'‘’()[]{}") for argument in arguments for word in argument.split("=")}
    choices = {*map(str, Kind), "main", "json", "text", "print", "check", "new", "serve", "build"}
    assert set(english(told)) - mentioned - choices == set(), done.stderr
    assert "Error:" in plain.stderr
    assert "Error" not in done.stderr


def test_a_translation_with_strange_braces_is_not_used(project: Project) -> None:
    path = project.catalog("lv", "ui")
    text = polib.pofile(str(path))
    text.find("No such option {name!r}.").msgstr = "{name.__class__}"
    text.save()
    assert "No such option '--bogus'" in run(project, "--lang", "lv", "check", "--bogus").stderr


def test_notes_of_keys_are_translated(project: Project) -> None:
    path = project.content / "worksheets" / "sheet.yaml"
    path.write_text(path.read_text().replace('purpose: "Why"\n', "").replace("minutes: 10\n", ""))
    plain, done = run(project, "check"), run(project, "check", "--lang", "lv")
    assert plain.stdout.count("add ‘") == 2
    lines = [line for line in done.stdout.splitlines() if " — " in line]
    assert len(lines) == 2
    assert (
        english(
            " ".join(line.partition(": ")[2].replace("purpose", "").replace("minutes", "") for line in lines)
        )
        == []
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_comments_of_a_starter_are_translated(project: Project, kind: Kind) -> None:
    name = "glossary" if kind is Kind.glossary else "my-own"
    assert run(project, "new", kind.value, name, "--lang", "lv").exit_code == 0
    text = next(project.content.rglob(f"{name}.yaml")).read_text(encoding="utf-8")
    comments = [line.lstrip("# ") for line in text.splitlines()[1:] if line.lstrip().startswith("#")]
    assert len(comments) > 8
    # Names of keys, and the values to choose from, are written as they are.
    said = [comment.partition(" – ")[2] or comment.partition(": ")[0] for comment in comments]
    assert english(" ".join(said)) == []
    schema = json.loads(next(project.content.glob(f".schema/{kind}.json")).read_text(encoding="utf-8"))
    assert "ķ" in schema["properties"]["title"]["description"]


def test_a_schema_is_described_in_the_readers_language(project: Project) -> None:
    plain = json.loads(run(project, "schema", "session").stdout)
    done = json.loads(run(project, "--lang", "lv", "schema", "session").stdout)
    assert plain == definition_schema(Kind.session)
    assert done["properties"]["title"]["description"] == _other_words(
        plain["properties"]["title"]["description"]
    )
    assert done["properties"].keys() == plain["properties"].keys()


# -- what is there to translate -------------------------------------------------------------------


def test_all_words_of_the_command_line_are_found(project: Project) -> None:
    found = {
        ids if isinstance(ids, str) else ids[0]
        for ids in (m.id for m in interface.interface_sources(project))
    }
    pending: list[click.Command] = [main]
    seen = 0
    while pending:
        command = pending.pop()
        assert command._help is not None  # type: ignore[attr-defined]
        assert set(extraction.messages(command._help)) <= found  # type: ignore[attr-defined]
        options = [one for one in command.params if isinstance(one, click.Option)]
        assert all(one._help in found for one in options)  # type: ignore[attr-defined]
        seen += 1 + len(options)
        if isinstance(command, click.Group):
            context = click.Context(command)
            pending += [
                found_command
                for name in command.list_commands(context)
                if (found_command := command.get_command(context, name))
            ]
    assert seen > 25
    notes = {
        info.description
        for model in KINDS.values()
        for info in model.model_fields.values()
        if info.description
    }
    assert len(notes) > 40
    assert notes <= found
    assert set(schema_notes()) <= found


def test_a_count_of_one_is_no_plural() -> None:
    """A number that may be one stands behind a colon, or the sentence has plural forms: no "1 problems"."""
    assert str(ContentError([])) == "Problems: 0"
    plain = [one.id for one in interface.interface_sources(Project.bare()) if isinstance(one.id, str)]
    assert len(plain) > 800
    counting = re.compile(r"(?:\{(?:count|total|length|number|n|num)\}|%\(\w+\)s) [a-z]{3,}s\b")
    # A wheel has three areas at least, and a text is too long from hundreds of characters on.
    # Nor are there sessions and curricula of one minute.
    never_one = (
        "Wheel with {count} areas",
        "the text has {length} characters",
        "the phases during the session add up to {total} minutes",
        "the phases that cannot be left out need at least {total} minutes",
        "all the phases together last at most {total} minutes",
        "the activities add up to {total} minutes",
        "the contact time adds up to {total} minutes",
    )
    assert [text for text in plain if counting.search(text) and not text.startswith(never_one)] == []
