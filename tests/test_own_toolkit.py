"""A toolkit of one's own: begun with one command, made of what is brought along, changed in one's language."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import CONFIG, MakeProject, contents, worksheet

from toolkit.cli import main
from toolkit.definitions import Kind, library, shipped, texts
from toolkit.errors import ContentError, UsageError
from toolkit.project import static
from toolkit.project.listing import added
from toolkit.project.opened import Project
from toolkit.translation import catalog, takeover
from toolkit.view import edition

USE = "extra: {toolkit: {use: [%s]}}\n"
LATVIAN = (
    CONFIG.replace("        - {locale: en, name: English, default: true, build: true}\n", "")
    .replace("        - {locale: es, name: Español, build: true}\n", "")
    .replace("name: Latviešu,", "name: Latviešu, default: true,")
)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def run(root: Path, *arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--project", str(root), *arguments], input=given)


# -- what is used --------------------------------------------------------------------------------


def test_a_project_uses_what_it_names_with_what_that_refers_to(make_project: MakeProject) -> None:
    project = make_project(config=LATVIAN + USE % "session/grow-session")
    found = library.load(project)
    assert {key[1] for key in found.entries} >= {"grow-session", "smart-goal", "grow-questions"}
    reached = {key for definition in found for key in shipped.referred(definition)}
    assert len(found) > 5
    assert reached <= set(found.entries)
    # In Latvian as the package has it, though written in another language, which this site does not have.
    words = catalog.load(project, "lv")
    assert catalog.count(found, words)[catalog.State.missing] == 0


@pytest.mark.parametrize(
    ("wish", "least"), [("checklist", 9), ("topic/goals", 10), ("all", 80), ("worksheet/values", 1)]
)
def test_all_a_kind_a_topic_or_one(make_project: MakeProject, wish: str, least: int) -> None:
    found = library.load(make_project(config=CONFIG + USE % wish))
    assert len(found) >= least


def test_own_definitions_come_first(make_project: MakeProject) -> None:
    project = make_project(
        {"content/worksheets/smart-goal.yaml": worksheet("smart-goal")}, CONFIG + USE % "all"
    )
    assert library.load(project).get(Kind.worksheet, "smart-goal").title == "Title of smart-goal"


def test_what_there_is_not_is_told_with_what_is_near(make_project: MakeProject) -> None:
    project = make_project(config=CONFIG + USE % "worksheet/smart-gaol, nothing/of-this")
    with pytest.raises(ContentError) as caught:
        library.load(project)
    told = [str(problem.what) + str(problem.advice) for problem in caught.value.problems]
    assert "did you mean ‘worksheet/smart-goal’?" in told[0]
    assert "toolkit use" in told[1]
    assert caught.value.problems[0].place.path == project.config


def test_a_reference_to_what_is_not_used_names_the_command(make_project: MakeProject) -> None:
    project = make_project(
        {
            "content/approaches/coaching.yaml": (
                shipped.files(make_project())[(Kind.approach, "coaching")].read_text(encoding="utf-8")
            )
        }
    )
    with pytest.raises(ContentError) as caught:
        library.load(project)
    assert any("toolkit use approach/mentoring" in str(one.advice) for one in caught.value.problems)


# -- the command ---------------------------------------------------------------------------------


def test_use_writes_the_configuration_once(make_project: MakeProject) -> None:
    project = make_project(config=LATVIAN)
    first = run(project.root, "use", "worksheet/smart-goal", "checklist")
    assert first.exit_code == 0, first.output
    assert "come with the toolkit" in first.output
    new = [line.split()[1] for line in first.output.splitlines() if line.startswith("+ ")]
    assert {"worksheet/smart-goal", "checklist/choosing-a-coach"} < set(new)
    # What these refer to has come along.
    assert {f"{kind}/{name}" for kind, name in library.load(Project.open(project.root)).entries} == set(new)
    text = project.config.read_text(encoding="utf-8")
    assert text.startswith(LATVIAN)
    again = run(project.root, "use", "checklist")
    assert (again.exit_code, "+ " in again.output) == (0, False)
    assert project.config.read_text(encoding="utf-8") == text
    wrong = run(project.root, "use", "worksheet/smart-gaol")
    assert (wrong.exit_code, project.config.read_text(encoding="utf-8")) == (2, text)


def test_use_lists_all_in_the_readers_language(make_project: MakeProject) -> None:
    project = make_project(config=LATVIAN)
    # A system without a language is told in English, whatever a definition was written in.
    assert "approach/mentoring  Mentoring" in run(project.root, "use").output
    told = run(project.root, "--lang", "lv", "use").output
    assert len([line for line in told.splitlines() if line.startswith("worksheet/")]) >= 36
    assert "worksheet/goal-ladder  Mērķu kāpnes" in told


def test_the_list_marks_what_the_toolkit_has(make_project: MakeProject) -> None:
    override = 'overrides: worksheet/strengths\nlanguage: lv\ntitle: "Manas stiprās puses"\n'
    project = make_project(
        {
            "content/worksheets/values.yaml": worksheet("values", "lv"),
            "content/worksheets/strengths.yaml": override,
        },
        LATVIAN + USE % "session/grow-session",
    )
    lines = run(project.root, "use").output.splitlines()
    marks = {line.split("  ")[0]: line.split("  ")[2:] for line in lines if "/" in line.split("  ")[0]}
    assert marks["session/grow-session"] == ["[in use]"]
    # What comes along is in use as well.
    assert marks["worksheet/smart-goal"] == ["[in use]"]
    assert marks["worksheet/values"] == ["[your own version]"]
    assert marks["worksheet/strengths"] == ["[in use, with your changes]"]
    assert marks["worksheet/wheel-of-leadership"] == []
    # What is proposed is not in use yet.
    assert marks[lines[-1].split()[-1]] == []


@pytest.mark.parametrize(
    "before",
    [
        *("", "a: 1", "# only\n", "a: 1\nextra:\n\n# tail\n", "extra:\n  toolkit:\nz: 2\n"),
        "extra:\n    toolkit:\n        license: |\n          two\n          lines\nz: 1\n",
        *("extra:\n  toolkit:\n    use: [a,\n  b]\n", "extra:\n  toolkit:\n    use:\n"),
        *("extra:\n  toolkit:\n    use: all\n", "extra:\n  toolkit:\n    use: []\n"),
        "extra:\n  toolkit:\n    use:\n    - a\n    - b # two\n    print: {large: true}\n",
    ],
)
def test_a_list_grows_and_all_else_stays(before: str) -> None:
    after = added(before, ("extra", "toolkit", "use"), ["x/y", "z"])
    was, now = yaml.safe_load(before) or {}, yaml.safe_load(after)
    old = ((was.get("extra") or {}).get("toolkit") or {}).get("use") or []
    assert now["extra"]["toolkit"].pop("use") == [*([old] if isinstance(old, str) else old), "x/y", "z"]
    for line in before.splitlines():
        assert line.split("[")[0].removesuffix("all").rstrip(" ]") in after
    assert {key: value for key, value in now.items() if key != "extra"} == {
        key: value for key, value in was.items() if key != "extra"
    }


def test_what_cannot_be_changed_is_left_alone() -> None:
    with pytest.raises(ValueError, match="toolkit"):
        added("extra: {toolkit: {license: x}}\n", ("extra", "toolkit", "use"), ["a"])


# -- copies --------------------------------------------------------------------------------------


def test_copies_are_in_the_authors_language_with_all_translations(make_project: MakeProject) -> None:
    project = make_project(config=LATVIAN)
    files = shipped.files(project)
    keys = [key for key in files if key[0].info.folder]
    before = {key: len(list(texts(shipped.read(project, files[key])))) for key in keys}
    takeover.take_over(project, keys, "lv")
    found = library.load(Project.open(project.root))
    assert len(found) == len(keys) >= 79
    assert {definition.language for definition in found} == {"lv"}
    assert {key: len(list(texts(found.get(*key)))) for key in keys} == before
    assert found.get(Kind.worksheet, "goal-ladder").title == "Mērķu kāpnes"
    counts = catalog.count(found, catalog.load(project, "fi"))
    assert counts[catalog.State.translated] >= 4000
    assert counts[catalog.State.missing] == counts[catalog.State.outdated] == 0


def test_nothing_that_is_there_is_written_over(make_project: MakeProject) -> None:
    project = make_project({"content/worksheets/values.yaml": worksheet("values")}, LATVIAN)
    before = contents(project.root / "content")
    with pytest.raises(UsageError, match=r"values\.yaml already exists"):
        takeover.take_over(project, [(Kind.worksheet, "smart-goal"), (Kind.worksheet, "values")], "lv")
    assert contents(project.root / "content") == before
    refused = run(project.root, "use", "glossary/glossary", "--copy")
    assert (refused.exit_code, "without --copy" in refused.output) == (2, True)


# -- a new one -----------------------------------------------------------------------------------


def test_a_new_toolkit_is_in_order_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "rigas-skola"
    made = run(tmp_path, "init", str(folder), "--name", "Rīgas “skola”: 1", "--languages", "lv,en")
    assert made.exit_code == 0, made.output
    checked = run(folder, "check")
    assert (checked.exit_code, checked.stdout[:12]) == (0, "No problems.")
    project = Project.open(folder)
    assert (project.site_name, project.locales) == ("Rīgas “skola”: 1", ("lv", "en"))
    found = library.load(project)
    own = {key for key, entry in found.entries.items() if entry.document.path.is_relative_to(project.content)}
    assert {kind for kind, _ in own} == {kind for kind in Kind if kind.info.folder}
    assert all(found.get(*key).language == "lv" for key in own)
    assert found.of_kind(Kind.glossary)
    # Its certificates name the author's school.
    for locale in project.locales:
        shown = edition(project, found, locale)
        assert [shown.curriculum(one.id).provider for one in found.of_kind(Kind.curriculum)] == [
            project.site_name
        ]
        assert catalog.count(found, catalog.load(project, locale))[catalog.State.missing] == 0
    workflow = yaml.safe_load((folder / ".github/workflows/toolkit.yml").read_text(encoding="utf-8"))
    parts = workflow["jobs"]["build"]["strategy"]["matrix"]["include"]
    assert parts == [{"language": "lv", "part": "1/2"}, {"language": "en", "part": "2/2"}]
    other = yaml.safe_load((folder / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert other["build"]["parallel"]["matrix"] == [{"PART": ["1/2", "2/2"]}]
    # What is proposed is made into a preview, and nothing of it can be published.
    steps = [step.get("run") for step in workflow["jobs"]["preview"]["steps"]]
    assert "toolkit preview --folder" in steps
    assert workflow["jobs"]["preview"]["if"] == "github.event_name == 'pull_request'"
    assert workflow["jobs"]["build"]["if"] == "github.event_name == 'push'"
    assert (workflow["jobs"]["site"]["needs"], workflow["jobs"]["publish"]["needs"]) == ("build", "site")
    assert "toolkit preview" in other["preview"]["script"]
    assert other["preview"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    for job in ("build", "pages"):
        assert other[job]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    for command in ("toolkit serve", "toolkit use", "toolkit build"):
        assert command in (folder / "README.md").read_text(encoding="utf-8")
    again = run(tmp_path, "init", str(folder), "--name", "x", "--languages", "lv")
    assert (again.exit_code, "is not empty" in again.output) == (2, True)


def test_what_is_not_given_is_asked(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    made = run(tmp_path, "init", str(folder), given="Escuela\nes\n#1d4e89\n\nCC-BY-SA-4.0\n")
    assert made.exit_code == 0, made.output
    project = Project.open(folder)
    assert project.configured.settings["branding"]["primary"] == "#1d4e89"
    assert project.configured.settings["license"] == "CC-BY-SA-4.0"
    assert {entry.language for entry in library.load(project)} >= {"es"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--languages", "pt-BR"), "write ‘pt’"),
        (("--languages", "lat"), "write ‘la’ for Latina"),
        (("--languages", "ar"), "written from right to left"),
        (("--languages", ","), "needs a language"),
        (("--languages", "lv", "--primary", "yellow"), "colour"),
    ],
)
def test_a_wish_that_cannot_be_fulfilled_leaves_nothing(
    tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    made = run(tmp_path, "init", str(tmp_path / "new"), "--name", "x", *options)
    assert made.exit_code in (1, 2)
    assert told in made.output
    assert list(tmp_path.iterdir()) == []


def test_a_language_that_the_package_lacks(tmp_path: Path) -> None:
    """Then there is nothing to copy, and all is shown in the language that it was written in."""
    made = run(tmp_path, "init", str(tmp_path / "new"), "--name", "Schule", "--languages", "de")
    assert made.exit_code == 0, made.output
    assert run(tmp_path / "new", "check").exit_code == 0


# -- files as they are ---------------------------------------------------------------------------


def test_files_in_static_are_on_the_site_as_they_are(small_project: Project) -> None:
    for name, data in {"CNAME": b"coach.example\n", ".well-known/x.txt": b"\0\1", "img/me.png": b"P"}.items():
        (small_project.static / name).parent.mkdir(parents=True, exist_ok=True)
        (small_project.static / name).write_bytes(data)
    assert run(small_project.root, "build", "--no-pdf").exit_code == 0
    for name in ("CNAME", ".well-known/x.txt", "img/me.png"):
        assert (small_project.site / name).read_bytes() == (small_project.static / name).read_bytes()
    # A change of one of them is a change of the site.
    (small_project.static / "CNAME").write_text("other.example\n")
    assert run(small_project.root, "build", "--no-pdf").exit_code == 0
    assert (small_project.site / "CNAME").read_text() == "other.example\n"
    own = {path.name for path in small_project.site.iterdir()} - {"CNAME", ".well-known", "img"}
    assert own >= {"en", "assets", "404.html", "index.html", "_headers"}
    for name in own:
        (small_project.static / name).write_text("mine")
    told = list(static.check(small_project))
    assert {problem.place.path.name for problem in told} == own
    assert run(small_project.root, "check").exit_code == 1
    (small_project.static / "link").symlink_to("/etc/passwd")
    assert "link" in {problem.place.path.name for problem in static.check(small_project)}
    assert "link" not in static.files(small_project)
