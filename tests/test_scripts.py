"""The pages' scripts: their types, their style, what runs without a browser, and what is asked for at once."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import NODE, REPOSITORY, MakeProject, needs_node, ready, worksheet
from lxml import html

from toolkit.build import run as builder
from toolkit.errors import UsageError
from toolkit.site import scripts

ASSETS = REPOSITORY / "templates" / "page" / "assets"
TESTS = REPOSITORY / "tests" / "scripts"
#: The script of a module in a learning platform.
OF_PACKAGES = Path("templates/publish/scorm12.js")
TOOLS = REPOSITORY / ".venv" / "node" / "node_modules"
TSC, ESLINT = TOOLS / "typescript" / "bin" / "tsc", TOOLS / "eslint" / "bin" / "eslint.js"
needs_tools = pytest.mark.skipif(
    not (NODE and TSC.is_file() and ESLINT.is_file()), reason="typescript and eslint (npm) are not installed"
)
#: What belongs to a page of each kind, by its folder.
FOLDERS = {
    *("all-questions", "bank", "checklist", "client", "core", "curriculum", "device", "index", "languages"),
    *("offline", "running", "search", "session", "worksheet"),
}
ENTRIES = {
    "all-questions.js",
    "bank.js",
    "checklist.js",
    "choose.js",
    "curriculum.js",
    "facets.js",
    "home.js",
    "live.js",
    "page.js",
    "scripts.js",
    "session.js",
    "worksheet.js",
}


def node(*arguments: object, cwd: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    command = [str(NODE), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=240)


def all_scripts(root: Path) -> set[Path]:
    return {path.relative_to(root) for path in root.rglob("*.js")}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return the folder of scripts in a copy of what the tools look at, to plant faults in."""
    for name in ("jsconfig.json", "eslint.config.js", "package.json"):
        shutil.copyfile(REPOSITORY / name, tmp_path / name)
    target = tmp_path / "templates" / "page" / "assets"
    for path in all_scripts(ASSETS):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ASSETS / path, target / path)
    return target


# -- where they lie ---------------------------------------------------------------------------


def test_entry_scripts_lie_on_top_and_all_else_in_folders() -> None:
    assert {path.name for path in ASSETS.glob("*.js")} == ENTRIES
    assert {path.parts[0] for path in all_scripts(ASSETS) if len(path.parts) > 1} == FOLDERS


# -- types ------------------------------------------------------------------------------------


def typed(root: Path) -> tuple[set[Path], list[str]]:
    """Return the scripts that TypeScript has checked, and what it says of them."""
    done = node(TSC, "--project", root / "jsconfig.json", "--listFiles", "--pretty", "false", cwd=root)
    lines = done.stdout.splitlines()
    faults = [line for line in lines if "error TS" in line]
    assert (done.returncode != 0) == bool(faults), done.stdout + done.stderr
    assets = root / "templates" / "page" / "assets"
    checked = {Path(line) for line in lines if line.endswith(".js") and Path(line).is_absolute()}
    return {path.relative_to(assets if path.is_relative_to(assets) else root) for path in checked}, faults


@needs_tools
def test_types_hold() -> None:
    checked, faults = typed(REPOSITORY)
    assert faults == []
    assert checked == all_scripts(ASSETS) | {OF_PACKAGES}
    assert len(checked) > 60


#: Faults of types, each with what TypeScript calls it. All stand side by side: reading the rest takes seconds.
WRONG_TYPES = {
    "TS2322": '/** @type {number} */\nexport const wrong = "x";\n',
    "TS7006": "export const first = (list) => list[0];\n",
    "TS2531": 'export const text = document.querySelector("p").textContent;\n',
    "TS2305": 'import { nothing } from "../core/element.js";\nnothing();\n',
    "TS2304": "export const gone = unknownName;\n",
}


@needs_tools
def test_a_wrong_type_is_found(copied: Path) -> None:
    for code, fault in WRONG_TYPES.items():
        (copied / "session" / f"{code}.js").write_text(fault, encoding="utf-8")
    checked, faults = typed(copied.parents[2])
    assert checked >= {Path("session") / f"{code}.js" for code in WRONG_TYPES}
    found = [re.search(r"session/(\w+)\.js.*error (\w+)", line) for line in faults]
    assert sorted(match.groups() for match in found if match) == [
        (code, code) for code in sorted(WRONG_TYPES)
    ]
    assert len(faults) == len(WRONG_TYPES)


# -- style ------------------------------------------------------------------------------------


def linted(root: Path, *folders: str) -> tuple[set[Path], list[tuple[str, str]]]:
    """Return the files that ESLint has read, and the faults that it found: file and rule."""
    done = node(ESLINT, "--format", "json", "--max-warnings", "0", *folders, cwd=root)
    assert done.returncode in (0, 1), done.stderr
    told = json.loads(done.stdout)
    found = [(Path(one["filePath"]).name, message["ruleId"]) for one in told for message in one["messages"]]
    assert (done.returncode == 1) == bool(found)
    return {Path(one["filePath"]).relative_to(root) for one in told}, found


@needs_tools
def test_style_holds() -> None:
    read, faults = linted(REPOSITORY, "templates/page/assets", "templates/publish", "tests/scripts")
    assert faults == []
    assert read == {
        OF_PACKAGES,
        *(path.relative_to(REPOSITORY) for folder in (ASSETS, TESTS) for path in folder.rglob("*.js")),
    }


LONG = "export function long() {\n" + '  document.title = "x";\n' * 59 + "}\n"


#: Files with a fault of style, each with the rule that it breaks; of sixty lines, a function may be.
STYLES = {
    "session/long.js": (LONG, "max-lines-per-function"),
    "session/sixty.js": (LONG.replace('  document.title = "x";\n', "", 1), None),
    "session/asked.js": ('export const sure = () => confirm("Sure?");\n', "no-alert"),
    "session/alerted.js": ('window.alert("x");\n', "no-alert"),
    "session/markup.js": ('document.body.innerHTML = "x";\n', "no-restricted-properties"),
    "session/other_kind.js": (
        'import { Deck } from "../bank/deck.js";\nexport const deck = new Deck([]);\n',
        "no-restricted-imports",
    ),
    "session/unused.js": ("export const one = 1;\nconst two = 2;\n", "no-unused-vars"),
    "session/stored.js": ('localStorage.setItem("a", "b");\n', "no-restricted-globals"),
    "core/kind.js": ('export { fit } from "../session/plan.js";\n', "no-restricted-imports"),
}


@needs_tools
def test_a_breach_of_style_is_found(copied: Path) -> None:
    assert STYLES["session/sixty.js"][0].count("\n") == 60
    for name, (fault, _) in STYLES.items():
        (copied / name).write_text(fault, encoding="utf-8")
    read, faults = linted(copied.parents[2], "templates/page/assets")
    assert {path.name for path in read} >= {Path(name).name for name in STYLES}
    assert sorted(faults) == sorted((Path(name).name, rule) for name, (_, rule) in STYLES.items() if rule)


# -- what runs without a browser --------------------------------------------------------------


def run(folder: Path) -> dict[str, int]:
    """Run the tests of a folder with Node's own runner; return its counts."""
    files = sorted(folder.glob("*.test.js"))
    told = node("--test", "--test-reporter=tap", *files, cwd=folder)
    counts = dict(re.findall(r"^# (\w+) (\d+)$", told.stdout, re.MULTILINE))
    assert (told.returncode == 0) == (counts["fail"] == "0"), told.stdout + told.stderr
    return {name: int(count) for name, count in counts.items()}


@needs_node
def test_pure_modules_pass_without_a_browser() -> None:
    tested = {path.name.removesuffix(".test.js") for path in TESTS.glob("*.test.js")}
    assert tested >= {"desk", "plan", "timer", "seal", "deck", "fold", "numbers"}
    counts = run(TESTS)
    assert counts["fail"] == counts["cancelled"] == counts["skipped"] == counts["todo"] == 0
    assert counts["pass"] == counts["tests"] >= 100


@needs_node
def test_a_failing_test_of_a_module_is_seen(tmp_path: Path) -> None:
    text = (TESTS / "deck.test.js").read_text(encoding="utf-8")
    module = (ASSETS / "bank" / "deck.js").read_text(encoding="utf-8")
    planted = module.replace("return (this.at % this.values.length) + 1;", "return this.at;")
    assert planted != module
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "deck.js").write_text(planted, encoding="utf-8")
    text = text.replace("../../templates/page/assets/bank/deck.js", "./deck.js")
    (tmp_path / "deck.test.js").write_text(text, encoding="utf-8")
    assert run(tmp_path)["fail"] == 1


# -- what is asked for at once ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('import { a } from "./a.js";\n', ["./a.js"]),
        ("import {\n  a,\n  b as c,\n} from '../core/a.js';\n", ["../core/a.js"]),
        (
            'import * as a from "./a.js";\nimport "./b.js";\nexport { c } from "./c.js";\n',
            ["./a.js", "./b.js", "./c.js"],
        ),
        ('import{a}from"./a.js";import{b}from"./b.js";', ["./a.js"]),
        ('const a = await import("./a.js");\nif (b) import("./b.js");\n', []),
        (
            '/** @import { A } from "./a.js" */\n/**\n * import { B } from "./b.js"\n */\n// import "./c.js"\n',
            [],
        ),
        ('/*\nimport { a } from "./a.js";\n*/\nexport const b = "./b.js";\n', []),
        ('import a from "https://example.org/a.js";\nimport b from "b";\n', []),
    ],
)
def test_imports_are_read(text: str, found: list[str]) -> None:
    assert list(scripts.imports(text)) == found


def test_modules_are_named_once_and_the_nearest_first(make_project: MakeProject) -> None:
    folder = f"templates/{scripts.FOLDER}"
    project = make_project(
        {
            f"{folder}/one.js": 'import "./x/a.js";\nimport "./x/b.js";\n',
            f"{folder}/two.js": 'import "./x/b.js";\nimport "./one.js";\n',
            f"{folder}/x/a.js": 'import "../core/c.js";\nimport "./b.js";\n',
            f"{folder}/x/b.js": 'import "./a.js";\nconst later = () => import("./d.js");\n',
            f"{folder}/core/c.js": "",
        }
    )
    assert scripts.needed(project, "one.js") == ("x/a.js", "x/b.js", "core/c.js")
    assert scripts.needed(project, "one.js", "two.js") == ("x/a.js", "x/b.js", "core/c.js")
    assert scripts.needed(project, "two.js") == ("x/b.js", "one.js", "x/a.js", "core/c.js")


def test_a_module_that_is_missing_is_named(make_project: MakeProject) -> None:
    project = make_project({f"templates/{scripts.FOLDER}/page.js": 'import "./core/gone.js";\n'})
    with pytest.raises(UsageError, match=r"core/gone\.js"):
        scripts.needed(project, "page.js")


def test_a_page_names_the_modules_of_its_scripts(make_project: MakeProject) -> None:
    own = 'import { byId } from "./core/element.js";\nimport "./own/more.js";\nbyId("tk_content");\n'
    project = make_project(
        {
            "content/worksheets/sheet.yaml": worksheet(),
            f"templates/{scripts.FOLDER}/worksheet.js": own,
            f"templates/{scripts.FOLDER}/own/more.js": "export {};\n",
        }
    )
    builder.build(project, lambda done, total: None)
    page = html.parse(str(project.site / "en" / "worksheets" / "sheet" / "index.html")).getroot()
    links = page.xpath("//link[@rel='modulepreload']/@href")
    names = [link.split("/assets/")[1] for link in links]
    assert names == list(scripts.needed(project, "page.js", "worksheet.js"))
    assert "own/more.js" in names
    assert "worksheet/desk.js" not in names
    for name in names:
        text = (project.site / "assets" / name).read_text(encoding="utf-8")
        assert "/**" not in text


#: One page of each kind that has a script of its own, one that has none, and one that is not there.
PAGES = {
    "": "home.js",
    "sessions/": "facets.js",
    "sessions/coaching-session/": "session.js",
    "questions/session-questions/": "bank.js",
    "worksheets/wheel-of-life/": "worksheet.js",
    "checklists/coach-and-client-responsibilities/": "checklist.js",
    "glossary/": None,
    "404.html": None,
}


@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_loads_is_what_it_names(browser: Any, site_address: str, path: str) -> None:
    page = browser.new_context().new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith(".js") else None)
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{site_address}/en/{path}")
    ready(page)
    named = page.eval_on_selector_all("link[rel=modulepreload]", "links => links.map(link => link.href)")
    entries = page.eval_on_selector_all("script[src]", "scripts => scripts.map(script => script.src)")
    page.context.close()
    assert said == []
    # A guide's second language and its session's bar are imported once the page stands; so is what taps a wheel.
    parts = ("/beside.js", "/other-language.js", "/running/bar.js", "/wheel-tap.js")
    later = {one for one in asked if one.endswith(parts)} - {*named}
    assert set(asked) - later == {*named, *entries}
    assert len(asked) == len(set(asked)) == len(named) + len(entries) + len(later)
    assert [entry.rsplit("/", 1)[1] for entry in entries[2:]] == [name for name in [PAGES[path]] if name]
    assert len(named) >= 5


# -- style sheets -----------------------------------------------------------------------------

SHEETS = {
    "base",
    "own",
    "root",
    "home",
    "facets",
    "comparison",
    "session",
    "bank",
    "worksheet",
    "worksheet-print",
    "checklist",
    "glossary",
    "curriculum",
    "search",
    "pathway",
    "running",
    "all-questions",
}


def test_sheets_are_split_by_kind_of_page() -> None:
    sheets = {path.stem: path.read_text(encoding="utf-8") for path in ASSETS.glob("*.css")}
    assert set(sheets) == SHEETS
    for name, text in sheets.items():
        # Letters have one home; colours come from the tokens; paper has measures of its own.
        assert ("@font-face" in text) == (name == "base")
        assert (":root" in text) == (name in {"base", "worksheet-print"}), name
        numbered = set(re.findall(r"\.([a-z-]+-\d+)\b", text))
        assert len(numbered) <= 20, name


def test_a_share_is_drawn_as_it_is_written(browser: Any, site_address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_address}/en/sessions/coaching-session/")
    phases = page.locator(".bar-phase")
    minutes = [int(phase.get_attribute("data-typical")) for phase in phases.all()]
    page.context.close()
    page = browser.new_context().new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{site_address}/en/sessions/coaching-session/")
    shares = page.eval_on_selector_all(
        ".bar-phase", "all => all.map(one => Number(getComputedStyle(one).flexGrow))"
    )
    page.context.close()
    assert shares == [round(round(100 * one / sum(minutes), 2)) for one in minutes]
    assert len(shares) > 3
    assert 95 < sum(shares) < 105
