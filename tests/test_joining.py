"""What pages ask for later comes as one file: it does what its modules did, and shares what the page has."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from conftest import NODE, REPOSITORY, contents, needs_node

from toolkit.site import joining

MODULES = {
    "page.js": """\
import { count } from "./core/told.js";
count();
const { run } = await import("./own/later.js");
run();
console.log("page", count());
""",
    "core/told.js": """\
let times = 0;
export const count = () => (times += 1);
""",
    "own/later.js": """\
import { count } from "../core/told.js";
import { say as tell } from "./alone.js";
import "./side.js";
export function run() {
  tell("later", count());
}
export const KEPT = 3;
""",
    "own/alone.js": """\
import { deep } from "../own/deep.js";
import { both } from "./both.js";
export const say = (...words) => console.log(deep(), both, ...words, new URL("..", import.meta.url).pathname.endsWith("/"));
""",
    "own/deep.js": "export function deep() {\n  return 'deep';\n}\n",
    "own/side.js": "console.log('side');\n",
    # Needed elsewhere, too, so it stays what it is.
    "own/both.js": "export const both = 'both';\n",
    "other.js": "import { both } from './own/both.js';\nconsole.log(both);\n",
}


def written(folder: Path) -> Path:
    for name, text in MODULES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return folder


def ran(folder: Path, name: str) -> list[str]:
    done = subprocess.run(
        [str(NODE), str(folder / name)], capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@needs_node
def test_one_file_does_what_its_modules_did(tmp_path: Path) -> None:
    folder = written(tmp_path)
    before = [ran(folder, name) for name in ("page.js", "other.js")]
    assert before == [["side", "deep both later 2 true", "page 3"], ["both"]]
    joining.join(folder)
    assert set(MODULES) - set(contents(folder)) == {"own/alone.js", "own/deep.js", "own/side.js"}
    assert [ran(folder, name) for name in ("page.js", "other.js")] == before


@needs_node
def test_the_search_is_two_files_besides_what_every_page_has(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "templates/page/assets", tmp_path / "assets")
    joining.join(tmp_path / "assets")
    left = {name for name in contents(tmp_path / "assets/search") if name.endswith(".js")}
    # The engine is what the search over all questions has, too.
    assert left == {"offer.js", "shortcut.js", "panel.js", "engine.js"}
    for name in ("panel", "engine"):
        shutil.copyfile(tmp_path / f"assets/search/{name}.js", tmp_path / f"{name}.mjs")
        assert (
            subprocess.run([str(NODE), "--check", str(tmp_path / f"{name}.mjs")], timeout=60).returncode == 0
        )
