"""What was told before is told again where nothing has changed that shaped it, and only there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import CONFIG, REPOSITORY, MakeProject, bank, session, worksheet

from toolkit import cache
from toolkit.cache import stages, state
from toolkit.checks import every
from toolkit.cli import main
from toolkit.definitions import library, parsing
from toolkit.definitions.model.hints import Hints
from toolkit.project import fonts
from toolkit.project.opened import Project
from toolkit.translation import catalog, faults, pofile, reading

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>\n'
SETTINGS = """\
extra_css: [own.css]
extra: {toolkit: {branding: {logo: own/logo.svg}}}
"""
OWN = CONFIG.replace("font: false}", "font: false, custom_dir: theme, favicon: own/icon.svg}") + SETTINGS
PO = """\
msgid ""
msgstr "Language: lv\\nContent-Type: text/plain; charset=UTF-8\\n"

msgctxt "worksheet/sheet/title"
msgid "Title of sheet"
msgstr "%s"
"""
FILES = {
    "content/worksheets/sheet.yaml": worksheet(),
    "content/questions/bank.yaml": bank(),
    "content/sessions/talk.yaml": session(),
    "locales/lv/LC_MESSAGES/content.po": PO % "Lapa",
    "locales/lv/LC_MESSAGES/ui.po": PO.partition("\nmsgctxt")[0],
    "own.css": "p { color: #111111 }\n",
    "own/logo.svg": LOGO,
    "own/icon.svg": LOGO,
    "theme/main.html": '{% extends "base.html" %}\n',
}


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Let nothing be known from memory."""
    parsing._memory.clear()
    reading._memory.clear()
    yield
    parsing._memory.clear()
    reading._memory.clear()


def run(project: Project, *args: str, lang: str = "en") -> tuple[int, str]:
    command = ["--project", str(project.root), "check", *args]
    result = CliRunner().invoke(main, command, env={"LANGUAGE": lang})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def cold(project: Project, *args: str, lang: str = "en") -> tuple[int, str]:
    shutil.rmtree(project.build, ignore_errors=True)
    forget = (parsing._memory, reading._memory)
    for memory in forget:
        memory.clear()
    return run(project, *args, lang=lang)


# -- files known again ------------------------------------------------------------------------


def old(path: Path, seconds: int = 100) -> None:
    """Let a file have been there for long, by what the file system says of it."""
    info = path.stat()
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns - seconds * 10**9))


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at files as if that were long after they changed: nobody can set when a file really did."""
    now = state.time.time_ns
    monkeypatch.setattr(state.time, "time_ns", lambda: now() + 60 * 10**9)


@pytest.mark.usefixtures("settled")
def test_what_did_not_change_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c").write_text("c")
    seen = state.State.of([tmp_path, tmp_path / "missing"])
    assert len(seen.found) == 5
    monkeypatch.setattr(state, "_content", lambda path: pytest.fail(path))
    assert seen.again() is seen
    assert not seen.touched()


def rewritten(root: Path) -> None:
    """Change a word, and put back the time at which the file was written; its size stays."""
    path = root / "a"
    times = path.stat()
    path.write_text("b")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def replaced(root: Path) -> None:
    (root / "new").write_text("b")
    (root / "new").replace(root / "a")


def linked(root: Path) -> None:
    """Put a link to a file with other words in the place of a link."""
    (root / "link").unlink()
    (root / "link").symlink_to("d/c")


CHANGES: tuple[Callable[[Path], Any], ...] = (
    rewritten,
    replaced,
    linked,
    lambda root: (root / "a").unlink(),
    lambda root: (root / "d" / "new").write_text(""),
    lambda root: (root / "d" / "folder").mkdir(),
    lambda root: (root / "missing").write_text(""),
    lambda root: (root / "a").chmod(0o400),
    lambda root: ((root / "a").unlink(), (root / "a").mkdir()),
    lambda root: ((root / "a").rename(root / "e"), (root / "a").symlink_to("e")),
    lambda root: (root / "behind").write_text("other"),
)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("later", [False, True], ids=["at once", "later"])
def test_a_change_is_seen(
    tmp_path: Path, change: Callable[[Path], Any], later: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    (root / "d").mkdir(parents=True)
    for name, text in {"a": "a", "d/c": "c", "behind": "a"}.items():
        (root / name).write_text(text)
    (root / "link").symlink_to("a")
    if later:
        now = state.time.time_ns
        monkeypatch.setattr(state.time, "time_ns", lambda: now() + 60 * 10**9)
    seen = state.State.of([root / "a", root / "d", root / "link", root / "missing", root / "behind"])
    assert seen.again() is not None
    change(root)
    assert seen.again() is None
    assert seen.touched()


def test_a_checkout_changes_times_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("a")
    seen = state.State.of([tmp_path])
    (tmp_path / "a").unlink()
    (tmp_path / "a").write_text("a")
    again = seen.again()
    assert again is not None
    assert again is not seen
    # From then on it is known again without being read.
    now = state.time.time_ns
    monkeypatch.setattr(state.time, "time_ns", lambda: now() + 60 * 10**9)
    again = seen.again()
    assert again is not None
    monkeypatch.setattr(state, "_content", lambda path: pytest.fail(path))
    assert again.again() is again


@pytest.mark.parametrize("ahead", [-60, 0], ids=["the clock went back", "the clock stands"])
def test_a_change_that_leaves_no_trace_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ahead: int
) -> None:
    """A file system that tells seconds shows no difference between two changes in one of them."""
    (tmp_path / "a").write_text("a")
    now = state.time.time_ns
    monkeypatch.setattr(state.time, "time_ns", lambda: now() + ahead * 10**9)
    stamps = {str(path): state._stamp(str(path)) for path in (tmp_path, tmp_path / "a")}
    monkeypatch.setattr(state, "_stamp", stamps.__getitem__)
    seen = state.State.of([tmp_path])
    assert seen.again() is not None
    (tmp_path / "a").write_text("b")
    assert not seen.touched()
    assert seen.again() is None


def test_what_changed_meanwhile_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("a")
    kept = cache.Cache(tmp_path / "kept")
    seen = cache.State.of([tmp_path / "a"])
    cache.note(kept, "key", seen, "told")
    assert cache.recall(kept, "key") == "told"
    assert cache.recall(kept, "other") is None
    with monkeypatch.context() as other:
        other.setattr(stages, "installed", lambda: ("another Python",))
        assert cache.recall(kept, "key") is None
    seen = cache.State.of([tmp_path / "a"])
    (tmp_path / "a").write_text("b")
    cache.note(kept, "meanwhile", seen, "of a")
    assert cache.recall(kept, "meanwhile") is None
    assert cache.recall(kept, "key") is None
    kept.keep("key", ("written by another version",))
    assert cache.recall(kept, "key") is None


# -- the whole check --------------------------------------------------------------------------


def test_an_unchanged_project_is_told_again_without_a_look_inside(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(FILES, OWN)
    first = cold(project)
    assert first[0] == 0
    assert "3" in first[1]
    monkeypatch.setattr(every, "library", None)
    assert run(project) == first


def test_problems_are_told_again_as_they_were(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = worksheet().replace("minutes: 10", "minuts: 10").replace('"Why"', '"See [it](worksheet:shet)"')
    talk = session().replace("[bank/first]", "[bank/frist]").replace("[sheet]", "[sheets]")
    project = make_project(
        FILES | {"content/worksheets/sheet.yaml": sheet, "content/sessions/talk.yaml": talk}, OWN
    )
    asked = [(form, lang) for form in ("text", "json", "github") for lang in ("en", "lv")]
    first = [cold(project, "--format", form, lang=lang) for form, lang in asked]
    assert {code for code, _ in first} == {1}
    assert len({said for _, said in first}) == 6
    assert first[0][1].count(" — ") >= 4
    monkeypatch.setattr(every, "library", None)
    assert [run(project, "--format", form, lang=lang) for form, lang in asked] == first
    only = run(project, str(project.root / "content" / "worksheets"))
    assert only[1].count(" — ") < first[0][1].count(" — ")


#: A change of each kind of input, with what the check then says of it.
INPUTS = {
    "content/worksheets/sheet.yaml": (worksheet().replace("purpose", "purpos"), "purpos"),
    "content/stray.txt": ("x", "stray.txt"),
    "locales/lv/LC_MESSAGES/content.po": (PO % "a \u00ad", "content.po:4"),
    "locales/lv/LC_MESSAGES/ui.po": ("x", "ui.po:1"),
    "mkdocs.yml": (OWN.replace("extra_css", "extra_cs"), "extra_cs"),
    "own.css": ("@import 'x.css';\n", "own.css:1"),
    "own/logo.svg": ("<svg", "mkdocs.yml"),
    "own/icon.svg": ("<svg", "mkdocs.yml"),
    "theme/main.html": ('{% extends "base.html" %}{% block no %}{% endblock %}\n', "main.html:1"),
    "theme/other.html": ("x", "other.html"),
    "templates/assets/fonts/NotoSans-Regular.ttf": ("", "none"),
}


@pytest.mark.parametrize("name", INPUTS)
def test_each_input_of_a_check_counts(make_project: MakeProject, name: str) -> None:
    project = make_project(FILES, OWN)
    assert cold(project)[0] == 0
    text, said = INPUTS[name]
    path = project.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith(".ttf"):
        # A font without the letters of the definition.
        shutil.copy(REPOSITORY / "templates/assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf", path)
        (project.root / "content/worksheets/sheet.yaml").write_text(worksheet().replace("Why", "Why Ж"))
        assert run(project)[0] == 1
        path.unlink()
        assert run(project) == cold(project)
        return
    path.write_text(text, encoding="utf-8")
    again = run(project)
    assert again[0] == 1
    assert said in again[1]
    assert again == cold(project)


def test_every_file_that_a_check_opens_is_among_its_inputs(make_project: MakeProject) -> None:
    project = make_project(FILES, OWN)
    program = (
        "import sys; seen = set()\n"
        "sys.addaudithook(lambda event, args: seen.add(str(args[0])) if event in {'open', 'os.scandir', 'os.listdir'} else None)\n"
        "from pathlib import Path\n"
        "from toolkit.checks import survey\n"
        "from toolkit.project import Project\n"
        "project = Project.open(Path(sys.argv[1])); seen.clear(); survey(project)\n"
        "print(*sorted(seen), sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(project.root)], check=True, capture_output=True, text=True
    )
    opened = [Path(line) for line in done.stdout.splitlines() if line.startswith(str(project.root))]
    opened = [path for path in opened if not path.is_relative_to(project.build)]
    assert len(opened) >= 9
    left = [path for path in opened if not any(path.is_relative_to(one) for one in project.inputs)]
    assert left == []


@pytest.mark.parametrize("lang", ["en", "lv"])
def test_nothing_that_takes_time_is_imported_for_what_is_known(make_project: MakeProject, lang: str) -> None:
    project = make_project(FILES, OWN)
    program = (
        "import sys\nfrom toolkit.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(*sorted(name for name in sys.modules if '.' not in name))\n"
    )
    heavy = {
        "pydantic",
        "polib",
        "yaml",
        "jinja2",
        "babel",
        "mkdocs",
        "lxml",
        "fontTools",
        "typst",
        "rich",
        "markdown_it",
    }

    def imported(*args: str) -> set[str]:
        command = [sys.executable, "-c", program, "--project", str(project.root), *args]
        env = os.environ | {"LANGUAGE": lang}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
        return set(done.stdout.splitlines()[-1].split())

    assert heavy & imported("check")
    for args in (("check",), ("--help",), ("build", "--help")):
        found = imported(*args)
        assert "click" in found
        assert not heavy & found


# -- definitions ------------------------------------------------------------------------------


def parsed(project: Project, name: str = "content/worksheets/sheet.yaml") -> parsing.Parsed:
    parsing._memory.clear()
    return parsing.parse(project, project.root / name, Hints())


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the files whose definitions were validated."""
    seen: list[Path] = []
    whole = parsing.check

    def check(document: Any, *args: Any) -> Any:
        seen.append(document.path)
        return whole(document, *args)

    monkeypatch.setattr(parsing, "check", check)
    return seen


def test_only_the_file_that_changed_is_parsed(make_project: MakeProject, checked: list[Path]) -> None:
    project = make_project(FILES, OWN)
    first = library.survey(project)
    assert len(checked) == 3
    parsing._memory.clear()
    second = library.survey(project)
    assert len(checked) == 3
    assert second == first
    assert [entry.document for entry in second[0].written] == [entry.document for entry in first[0].written]
    assert second[0].written[0].document.place(("title",)) == first[0].written[0].document.place(("title",))
    path = project.root / "content/questions/bank.yaml"
    path.write_text(bank().replace("What else?", "What more?"))
    parsing._memory.clear()
    third = library.survey(project)[0]
    assert checked[3:] == [path]
    digests = [{entry.document.path: entry.digest for entry in one.written} for one in (first[0], third)]
    assert {path for path in digests[0] if digests[0][path] != digests[1][path]} == {path}


def test_what_shapes_a_definition_stands_in_its_key(
    make_project: MakeProject, checked: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(FILES, OWN)
    first = parsed(project)
    assert parsed(project) == first
    assert len(checked) == 1
    # The place: another file that says the same has its own places.
    other = project.root / "content/worksheets/other.yaml"
    shutil.copy(project.root / "content/worksheets/sheet.yaml", other)
    document = parsed(project, "content/worksheets/other.yaml").reading.document
    assert document
    assert document.path == other
    # The project's languages: a definition in another one is a problem.
    (project.root / "mkdocs.yml").write_text(
        CONFIG.replace("locale: en, name: English", "locale: de, name: Deutsch")
    )
    assert not parsed(Project.open(project.root)).sound
    # The program.
    count = len(checked)
    monkeypatch.setattr(parsing, "running", lambda: "another")
    assert parsed(project).sound
    assert len(checked) == count + 1


def test_a_licence_of_the_project_stands_in_the_key_of_its_definitions(make_project: MakeProject) -> None:
    licensed = CONFIG + "extra: {toolkit: {license: CC-BY-SA-4.0}}\n"
    digests = [
        library.survey(make_project(FILES, config))[0].written[0].digest for config in (CONFIG, CONFIG)
    ]
    assert digests[0] != ""
    project = make_project(FILES, CONFIG)
    first = library.survey(project)[0].written[0]
    (project.root / "mkdocs.yml").write_text(licensed)
    second = library.survey(Project.open(project.root))[0].written[0]
    assert (first.definition.license == second.definition.license) == (first.digest == second.digest)
    assert first.definition.license != second.definition.license


# -- catalogs ---------------------------------------------------------------------------------

LV = "locales/lv/LC_MESSAGES/content.po"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the catalogs that were parsed."""
    seen: list[Path] = []
    whole = reading.parsed
    monkeypatch.setattr(reading, "parsed", lambda path, *args: (seen.append(path), whole(path, *args))[1])
    return seen


def test_a_catalog_is_parsed_once_and_none_that_nobody_uses(
    make_project: MakeProject, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(FILES, OWN)
    every.survey(project)
    assert len(read) == len(set(read))
    assert project.root / LV in read
    # Of the package's catalogs, those of the interface alone: it has none of these definitions.
    assert {path.name for path in read if not path.is_relative_to(project.root)} == {"ui.po"}
    count = len(read)
    reading._memory.clear()
    every.survey(Project.open(project.root))
    assert len(read) == count
    (project.root / LV).write_text(PO % "Cita lapa")
    reading._memory.clear()
    every.survey(Project.open(project.root))
    assert read[count:] == [project.root / LV]


def test_a_packaged_catalog_counts_for_a_definition_of_its_own(make_project: MakeProject) -> None:
    project = make_project(FILES, OWN)
    assert [path for path, _ in pofile.catalogs_of(project, "lv", "content")] == [project.root / LV]
    translated = min(pofile._ids(project.packaged / LV))
    (project.root / f"content/worksheets/{translated}.yaml").write_text(worksheet(translated))
    found = [path for path, _ in pofile.catalogs_of(project, "lv", "content")]
    assert found == [project.root / LV, project.packaged / LV]


def test_what_shapes_a_catalog_stands_in_its_key(
    make_project: MakeProject, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(FILES, OWN)
    path = project.root / LV

    def again(where: Path = path, domain: str = "content") -> reading.Read:
        reading._memory.clear()
        return reading.read(project, where, project.root, domain)

    first = again()
    assert again() == first
    assert len(read) == 1
    assert [entry.msgstr for entry in first] == ["Lapa"]
    again(domain="ui")
    assert len(read) == 2
    other = path.with_name("other.po")
    shutil.copy(path, other)
    again(other)
    assert read[2:] == [other]
    monkeypatch.setattr(reading, "running", lambda: "another")
    again()
    assert read[3:] == [path]


def test_what_is_told_of_a_catalog_goes_by_what_it_was_asked(make_project: MakeProject) -> None:
    """The same bytes have other faults in another language, and other texts by another pattern."""
    project = make_project(FILES | {LV: PO % "Лапа [x"}, OWN)
    path = project.root / LV
    other = project.root / "locales/bg/LC_MESSAGES/content.po"
    other.parent.mkdir(parents=True)
    shutil.copy(path, other)
    assert [one.code for one in faults.check(project, "lv")] == ["foreign-letter"]
    assert list(faults.check(project, "bg")) == []
    for pattern, count in ((r"\[", 1), (r"\]", 0), (r"\[", 1)):
        assert len(list(catalog.pairs(project, "lv", catalog.re.compile(pattern)))) == count
    assert "Л" in catalog.signs(project, "lv", "content")


def test_what_a_locale_says_of_a_definition_has_a_digest(make_project: MakeProject) -> None:
    project = make_project(FILES, OWN)
    found = {entry.definition.id: entry.definition for entry in library.survey(project)[0].written}

    def digests() -> dict[str, str]:
        loaded = catalog.load(project, "lv")
        return {name: loaded.digest(one) for name, one in found.items()}

    first = digests()
    assert len(set(first.values())) == 2
    (project.root / LV).write_text(PO % "Cita")
    second = digests()
    assert {name for name in first if first[name] != second[name]} == {"sheet"}
    (project.root / LV).write_text((PO % "Cita").replace("msgctxt", "#, fuzzy\nmsgctxt"))
    assert digests()["sheet"] != second["sheet"]


# -- what is kept -----------------------------------------------------------------------------


@pytest.mark.parametrize("damage", [b"", b"foreign", None], ids=["empty", "foreign", "cut"])
def test_a_damaged_entry_of_any_stage_is_made_anew(make_project: MakeProject, damage: bytes | None) -> None:
    project = make_project(
        FILES | {"content/sessions/talk.yaml": session().replace("[sheet]", "[shet]")}, OWN
    )
    # The shipped typefaces were read before, and are remembered.
    own = project.root / "templates" / fonts.FOLDER / fonts.FIRST
    own.parent.mkdir(parents=True)
    shutil.copy(project.template_file(f"{fonts.FOLDER}/{fonts.FIRST}"), own)
    first = cold(project)
    entries = [path for path in (project.build / "cache").rglob("*") if path.is_file()]
    assert {path.parent.name for path in entries} >= {
        *("catalogs", "check", "definitions", "faults", "letters", "pairs", "signs", "texts")
    }
    for path in entries:
        path.write_bytes(path.read_bytes()[:-5] if damage is None else damage)
    parsing._memory.clear()
    reading._memory.clear()
    assert run(project) == first
    assert run(project) == first


def test_two_checks_at_once_say_the_same(make_project: MakeProject) -> None:
    project = make_project(FILES, OWN)
    command = [sys.executable, "-m", "toolkit", "--project", str(project.root), "check"]
    env = os.environ | {"LANGUAGE": "en"}
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) for _ in range(2)]
    said = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert said[0] == said[1] == run(project)[1]
    assert not list((project.build / "cache").rglob("*.part"))


def test_a_project_that_cannot_be_written_to_is_checked(
    make_project: MakeProject,
) -> None:
    project = make_project(FILES, OWN)
    shutil.rmtree(project.build, ignore_errors=True)
    project.build.write_text("in the way")
    assert run(project)[0] == 0
