"""A site that is built in parts and joined is the one that a single build makes, and foreign parts are refused."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import LOCALES, REPOSITORY, TWO, MakeProject, bank, contents, session, worksheet

from toolkit.build.share import Share, work_of
from toolkit.cli import main
from toolkit.definitions.entries import Library
from toolkit.project.opened import Project
from toolkit.view import PUBLIC
from toolkit.view.scope import narrowed

CONTENT = {
    "content/worksheets/sheet.yaml": worksheet(),
    "content/worksheets/draft.yaml": worksheet("draft") + "life_cycle: draft\n",
    "content/questions/bank.yaml": bank(),
    "content/questions/inner.yaml": bank("inner") + "visibility: trainer\n",
    "content/sessions/talk.yaml": session(),
}


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project(CONTENT, TWO).root


def toolkit(root: Path, *words: str) -> tuple[int, str]:
    done = CliRunner(env={"LANG": "C", "LANGUAGE": "en"}).invoke(main, ["--project", str(root), *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return done.exit_code, done.stdout + done.stderr


def parts(root: Path, of: int, *options: str) -> list[Path]:
    for number in range(1, of + 1):
        code, said = toolkit(root, "build", "--part", f"{number}/{of}", *options)
        assert code == 0, said
        assert "toolkit join" in said
    return [root / "build" / "parts" / f"{number}-of-{of}" for number in range(1, of + 1)]


@pytest.mark.parametrize("options", [(), ("--edition", "trainer", "--drafts"), ("--no-pdf",)], ids=str)
def test_parts_joined_are_one_build(root: Path, options: tuple[str, ...]) -> None:
    assert toolkit(root, "build", *options)[0] == 0
    whole = contents(root / "site")
    assert len([name for name in whole if name.endswith(".html")]) > 10
    assert any(name.endswith(".pdf") for name in whole) == ("--no-pdf" not in options)
    for of in (1, 2, 3, 5) if not options else (2, 3):
        shutil.rmtree(root / "build" / "parts", ignore_errors=True)
        shutil.rmtree(root / "build" / "cache" / "pages", ignore_errors=True)
        shutil.rmtree(root / "site")
        folders = parts(root, of, *options)
        assert not (root / "site").exists()
        held = [set(contents(folder)) - {"part.json", ".coaching-toolkit"} for folder in folders]
        assert sum(map(len, held)) == len(set().union(*held)) > 0
        code, said = toolkit(root, "join")
        assert code == 0, said
        joined = contents(root / "site")
        assert [name for name in sorted({*whole, *joined}) if whole.get(name) != joined.get(name)] == []


def test_a_part_makes_no_web_fonts_and_the_whole_has_them(root: Path) -> None:
    kept = root / "build" / "cache" / "fonts"
    shutil.rmtree(kept, ignore_errors=True)
    parts(root, 2, "--no-pdf")
    assert not kept.exists()
    code, said = toolkit(root, "join")
    assert code == 0, said
    assert len([*(root / "site" / "assets" / "fonts").glob("*.woff2")]) == len([*kept.iterdir()]) >= 8


def test_as_many_parts_as_languages_are_the_languages(library: Library, repository: Project) -> None:
    from dataclasses import replace

    scope = replace(PUBLIC, languages=LOCALES)
    visible = narrowed(library, scope)
    for number, locale in enumerate(LOCALES, 1):
        assert work_of(repository, visible, scope, Share(number, 4)).languages == (locale,)
    for of in (1, 2, 3, 5, 7, 16):
        works = [work_of(repository, visible, scope, Share(number, of)) for number in range(1, of + 1)]
        found = [work.files(repository, visible, scope) for work in works]
        assert sum(map(len, found)) == len(set().union(*found)) > 1000
        for end, slack in ((".html", 1), (".pdf", 8)):
            counts = [sum(name.endswith(end) for name in names) for names in found]
            assert max(counts) - min(counts) <= slack


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--part", "5/4"), "no part 5/4"),
        (("--part", "0/4"), "no part 0/4"),
        (("--part", "x"), "number of the part"),
        (("--part", ""), "number of the part"),
        (("--part", "1/2", "--lang", "lv"), "leave out"),
        (("--part", "1/2", "--only", "sheet"), "leave out"),
        (("--out", "elsewhere"), "--part"),
    ],
)
def test_options_that_do_not_go_together_are_told(root: Path, options: tuple[str, ...], said: str) -> None:
    code, told = toolkit(root, "build", *options)
    assert (code, said in told) == (2, True), told


def test_a_part_takes_nobody_elses_folder(root: Path) -> None:
    (root / "site").mkdir()
    for folder in (root / "content", root / "site" / "part", root):
        code, told = toolkit(root, "build", "--part", "1/2", "--out", str(folder))
        assert code == 3, told
    assert (root / "content" / "worksheets" / "sheet.yaml").is_file()


def test_problems_in_content_are_told_by_every_part(root: Path) -> None:
    with (root / "content" / "worksheets" / "sheet.yaml").open("a") as file:
        file.write("wrong: x\n")
    for number in (1, 2):
        code, told = toolkit(root, "build", "--part", f"{number}/2")
        assert (code, "no key ‘wrong’" in told) == (1, True), told


def test_parts_that_do_not_belong_together_are_told(root: Path) -> None:
    _, two = parts(root, 2, "--no-pdf")
    good = root / "good"
    shutil.copytree(root / "build" / "parts", good)

    def refused(said: str) -> None:
        code, told = toolkit(root, "join")
        assert (code, said in told) == (3, True), told
        assert not (root / "site").exists()
        shutil.rmtree(root / "build" / "parts", ignore_errors=True)
        shutil.copytree(good, root / "build" / "parts")

    def told(change: object) -> None:
        found = json.loads((two / "part.json").read_text())
        (two / "part.json").write_text(json.dumps(found | change))  # type: ignore[operator]

    shutil.rmtree(two)
    refused("part 2/2 is missing")
    shutil.copytree(two, root / "build" / "parts" / "again")
    refused("there are two copies of part 2/2")
    shutil.rmtree(root / "build" / "parts")
    refused("does not contain any part of a site")
    (two / "part.json").write_text("{")
    refused("damaged")
    for wrong in ({"files": []}, {"part": True}, {"of": 0}, {"origin": {"x": "y"}}, {"reader": "all"}):
        told(wrong)
        refused("damaged")
    (two / "part.json").write_text("[" * 100_000)
    refused("damaged")
    told({"of": 10**30})
    refused("part 2/10")
    told({"drafts": True})
    refused("not built with the same options as part 1/2")
    origin = json.loads((two / "part.json").read_text())["origin"]
    for key, words in {
        "program": "a different version of the program",
        "settings": "different settings or templates",
        "content": "different definitions or translations",
        "day": "a different SOURCE_DATE_EPOCH",
    }.items():
        told({"origin": origin | {key: "other"}})
        refused(words)
    page = next(two.rglob("index.html"))
    page.write_bytes(page.read_bytes()[:-1])
    refused("is missing or damaged")
    page.unlink()
    refused("is missing or damaged")
    page.unlink()
    page.symlink_to(root / "mkdocs.yml")
    refused("is missing or damaged")
    names = json.loads((two / "part.json").read_text())["files"]
    for name in (
        "../../evil",
        "lv/../../evil",
        "/evil",
        "en/index.html",
        "lv/print/x.pdf",
        "lv/\x1b[2J",
        "lv\\evil",
    ):
        told({"files": names | {name: "0"}})
        refused("does not belong to this part")
    # What was refused was refused for its fault alone.
    assert toolkit(root, "join")[0] == 0


def test_parts_of_other_content_are_told(root: Path) -> None:
    parts(root, 2, "--no-pdf")
    with (root / "content" / "worksheets" / "sheet.yaml").open("a") as file:
        file.write("# a word\n")
    code, told = toolkit(root, "join")
    assert (code, told.count("different definitions or translations")) == (3, 2), told
    with (root / "mkdocs.yml").open("a") as file:
        file.write("# a word\n")
    code, told = toolkit(root, "join", str(root / "build" / "parts" / "1-of-2"))
    assert code == 3
    assert "different settings or templates" in told
    assert "part 2/2 is missing" in told


def test_the_shipped_workflow_builds_each_language_once(repository: Project) -> None:
    text = (REPOSITORY / ".github" / "workflows" / "toolkit.yml").read_text(encoding="utf-8")
    found = re.findall(r"\{language: (\w+), part: (\d+/\d+)\}", text)
    count = len(repository.published)
    assert found == [(code, f"{number}/{count}") for number, code in enumerate(repository.published, 1)]
    assert "toolkit build --part ${{ matrix.part }}" in text
    assert "toolkit join" in text
    assert text.count("- run: make test\n") == 1
