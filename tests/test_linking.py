"""Modules as one script without modules: the same is done, once and in order, and what cannot be linked is named."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import NODE, REPOSITORY, MakeProject, needs_node

from toolkit.errors import ContentError
from toolkit.project import Project
from toolkit.site import linking

#: What a browser has and Node lacks: who loaded the script, and where errors are told.
BROWSER = """\
globalThis.document = { currentScript: { src: "file:///stick/pages/assets/linked.js", dataset: { start: "%s" } } };
globalThis.reportError = (error) => console.log("error", error.message);
"""
FOLDER = "templates/page/assets"

MODULES = {
    "first.js": """\
    // An entry.
    import { count, tell as say } from "./own/told.js";
    import * as all from "./own/told.js";
    import Clock, { SIZE } from "./own/clock.js";
    import "./own/side.js";
    import {
      again,
    } from "./own/again.js";

    count();
    say("first", all.counted(), new Clock().now, SIZE, again());
    import("./own/later.js").then((later) => later.run());
    """,
    "second.js": """\
    import { count, counted, tell } from "./own/told.js";
    count();
    tell("second", counted(), import.meta.url.length > 0);
    """,
    "broken.js": """\
    import "./own/side.js";
    throw new Error("planted");
    """,
    "own/told.js": """\
    /* Told once: import { nothing } from "./nowhere.js"; */
    let times = 0;
    export function count() {
      times += 1;
    }
    export const counted = () => times;
    const tell = (...words) => console.log(...words);
    export { tell };
    """,
    "own/clock.js": """\
    export default class Clock {
      now = "now";
    }
    export const SIZE = 3;
    """,
    "own/side.js": "console.log('side', new URL('..', import.meta.url).href);\n",
    "own/again.js": "export { counted as again } from \"./told.js\";\n",
    "own/later.js": """\
    import { counted, tell } from "./told.js";
    export async function run() {
      tell("later", counted());
    }
    """,
}  # fmt: skip


def project_of(make_project: MakeProject, modules: dict[str, str]) -> Project:
    return make_project({f"{FOLDER}/{name}": text for name, text in modules.items()})


def ran(text: str, start: str, folder: Path) -> list[str]:
    """Run a linked script as a page would, and return what it said."""
    script = folder / "linked.cjs"
    script.write_text(BROWSER % start + text, encoding="utf-8")
    done = subprocess.run(
        [str(NODE), str(script)], capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@needs_node
def test_linked_modules_do_what_modules_do(make_project: MakeProject, tmp_path: Path) -> None:
    project = project_of(make_project, MODULES)
    text, held = linking.linked(project, ["first.js", "second.js", "broken.js"])
    assert held == set(MODULES)
    assert ran(text, "first.js broken.js second.js", tmp_path) == [
        "side file:///stick/pages/assets/",
        "first 1 now 3 1",
        "error planted",
        # Of one page's entries, what they share is there once.
        "second 2 true",
        "later 2",
    ]
    assert ran(text, "second.js", tmp_path) == ["second 1 true"]
    assert linking.linked(project, ["second.js", "broken.js", "first.js"])[0] == text


@pytest.mark.parametrize(
    ("modules", "file", "line", "says"),
    [
        ({"a.js": 'import "./b.js";', "b.js": 'import "./a.js";'}, "a.js", 1, "a.js → b.js → a.js"),
        ({"a.js": "// Words.\n\nexport let seen = 0;\n"}, "a.js", 3, "export let seen = 0"),
        ({"a.js": "/*\n * Words.\n */\nconst found = import(name);\n"}, "a.js", 4, "import(name)"),
        ({"a.js": 'const { x } = await load();\n'}, "a.js", 1, "await load()"),
        ({"a.js": 'import { gone } from "./b.js";', "b.js": "export const here = 1;"}, "a.js", 1, "b.js does not export ‘gone’"),
        ({"a.js": 'import x from "https://elsewhere.test/x.js";'}, "a.js", 1, "elsewhere.test"),
    ],
)  # fmt: skip
def test_what_cannot_be_linked_is_told_with_its_place(
    make_project: MakeProject, modules: dict[str, str], file: str, line: int, says: str
) -> None:
    project = project_of(make_project, modules)
    with pytest.raises(ContentError) as caught:
        linking.linked(project, ["a.js"])
    (problem,) = caught.value.problems
    assert problem.place.path == project.root / FOLDER / file
    assert problem.place.line == line
    assert says in str(problem.what)


@needs_node
def test_the_shipped_modules_are_linked(repository: Project, tmp_path: Path) -> None:
    assets = REPOSITORY / FOLDER
    modules = {path.relative_to(assets).as_posix() for path in assets.rglob("*.js")}
    entries = {name for name in modules if "/" not in name} - {"scripts.js", "choose.js", "live.js"}
    text, held = linking.linked(repository, entries)
    # What keeps pages of a server is no part of any page.
    workers = {"offline/gone.js", "offline/worker.js"}
    assert workers <= modules
    assert held == {name for name in modules if "/" in name} - workers | entries
    (tmp_path / "linked.cjs").write_text(text, encoding="utf-8")
    assert subprocess.run([str(NODE), "--check", str(tmp_path / "linked.cjs")], timeout=60).returncode == 0
