"""What a process has read before is used again only where all that shaped it is the same: warm equals cold."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import CONFIG, TWO, MakeProject, bank, contents, quiet, session, worksheet

from toolkit.build.jobs import Workers
from toolkit.build.run import build
from toolkit.definitions import source
from toolkit.definitions.library import load
from toolkit.pdf.printer import Printer
from toolkit.project.opened import Project
from toolkit.site import links as linkcheck
from toolkit.site.environment import page_environment
from toolkit.translation.catalog import State
from toolkit.translation.localisation import Wording
from toolkit.view import edition, markup

HOME = "# {{ title | heading }} {: #tk_content }\n\n<p>%s</p>\n"
CATALOG = """\
msgid ""
msgstr "Language: lv\\nContent-Type: text/plain; charset=UTF-8\\n"

msgctxt "worksheet/sheet/title"
msgid "Title of sheet"
msgstr "%s"
"""


def test_a_warm_build_is_a_cold_one(make_project: MakeProject) -> None:
    """One process sees a definition, a translation, a template, the settings and a style change, one by one."""
    own = "templates/page/home.md.j2"
    content = {
        "content/worksheets/sheet.yaml": worksheet(),
        "content/questions/bank.yaml": bank(),
        "content/sessions/talk.yaml": session(),
        "locales/lv/LC_MESSAGES/content.po": CATALOG % "Vecā lapa",
        own: HOME % "Old",
        "own.css": "p { color: #111111 }\n",
    }
    config = f"{TWO}extra_css: [own.css]\n"
    root = make_project(content, config).root
    changes = {
        "content/questions/bank.yaml": bank().replace("What else?", "What more?"),
        "locales/lv/LC_MESSAGES/content.po": CATALOG % "Jaunā lapa",
        # As long as before, and at once: neither size nor the clock's second tells.
        own: HOME % "New",
        "own.css": "p { color: #222222 }\n",
        "mkdocs.yml": config.replace("site_name: Test", "site_name: Best"),
    }
    with Workers(1) as workers:
        build(Project.open(root), quiet, workers=workers)
        before = contents(root / "site")
        for name, text in changes.items():
            (root / name).write_text(text, encoding="utf-8")
            build(Project.open(root), quiet, workers=workers)
            after = contents(root / "site")
            assert after != before, name
            before = after
    # What is kept on disk is a part of being warm.
    for stage in (root / "build" / "cache").iterdir():
        if stage.name not in {"pdf", "fonts"}:
            shutil.rmtree(stage)
    program = [sys.executable, "-m", "toolkit", "--project", str(root), "build"]
    subprocess.run(program, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"LANG": "C.UTF-8"})
    cold = contents(root / "site")
    assert [name for name in cold if cold[name] != before.get(name)] == []
    assert cold.keys() == before.keys()
    assert len([name for name in cold if name.endswith("index.html")]) == 15
    page = cold["lv/worksheets/sheet/index.html"].decode()
    assert "Jaunā lapa" in page
    assert "Best" in page
    assert "New" in cold["lv/index.html"].decode()
    assert (
        "What more?"
        in cold["en/sessions/talk/index.html"].decode() + cold["en/questions/bank/index.html"].decode()
    )


def test_a_text_is_read_once_and_nobody_changes_what_others_get() -> None:
    text = "A *word* and [more](worksheet:sheet)"
    markup._line.cache_clear()
    markup._plain.cache_clear()
    first = markup.inline(text, lambda _: "one")
    first[0]["v"] = "changed"
    second = markup.inline(Wording(text, "lv", State.translated), lambda _: "two")
    assert second[0]["v"] == "A "
    assert (first[-1]["href"], second[-1]["href"]) == ("one", "two")
    assert markup.plain(text) == markup.plain(Wording(text, "lv", State.translated)) == "A word and more"
    assert type(markup.plain(Wording("a", "lv", State.translated))) is str
    # The text itself; the letter alone needs no reader.
    assert markup._line.cache_info().misses == 1
    assert markup._line.cache_info().hits == 2


def test_a_template_is_compiled_once_for_the_same_source(
    small_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    current = edition(small_project, load(small_project), "en")
    path = small_project.root / "templates" / "page" / "own.j2"
    path.parent.mkdir(parents=True)

    def rendered(text: str) -> str:
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1, 1))
        environment = page_environment(current)
        compile_ = environment._compile
        monkeypatch.setattr(
            environment, "_compile", lambda *args: compiled.append(args[1]) or compile_(*args)
        )
        return environment.get_template("own.j2").render()

    assert [rendered(text) for text in ("a{{ 1 }}", "a{{ 1 }}", "b{{ 1 }}", "a{{ 1 }}")] == [
        "a1",
        "a1",
        "b1",
        "a1",
    ]
    # What an older text was made into is found again on the disk.
    assert len(compiled) == 2


def test_a_file_is_read_anew_when_it_holds_something_else(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"

    def read(text: str, keys: frozenset[str] = frozenset()) -> source.Reading:
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1, 1))
        return source.examine(path, tmp_path, keys)

    first = read("id: one\n")
    assert read("id: one\n") is first
    second = read("id: two\n").document
    assert second
    assert second.data == {"id": "two"}
    assert read("id: one\n", frozenset({"id"})) is not first
    other = tmp_path / "b.yaml"
    other.write_text("id: one\n", encoding="utf-8")
    found = source.examine(other, tmp_path).document
    assert found
    assert found.path == other
    # What may be read at all is asked each time.
    path.unlink()
    assert [one.code for one in source.examine(path, tmp_path).problems] == ["unreadable"]


def test_links_of_unchanged_pages_are_still_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    one.write_text('<p id="a"><a href="two.html#b">x</a> <a href="#a">y</a></p>')
    two.write_text('<p id="b"><a href="one.html#a">x</a></p>')
    read: list[bytes] = []
    whole = linkcheck.parts
    monkeypatch.setattr(linkcheck, "parts", lambda data, *where: read.append(data) or whole(data, *where))
    linkcheck._last.clear()
    cold = linkcheck.check(tmp_path)
    assert (cold.pages, cold.links, cold.anchors, cold.faults) == (2, 3, 3, ())
    assert len(read) == 2
    assert linkcheck.check(tmp_path) == cold
    assert len(read) == 2
    # The page with the link stays as it is; what it leads to changes.
    two.write_text('<p id="c"><a href="one.html#a">x</a></p>')
    (fault,) = linkcheck.check(tmp_path).faults
    assert (fault.page, fault.reason, len(read)) == ("one.html", "no such anchor", 3)
    two.unlink()
    (fault,) = linkcheck.check(tmp_path).faults
    assert (fault.page, fault.reason, len(read)) == ("one.html", "no such page", 3)
    assert len(linkcheck._last) == 1


def test_a_card_is_made_once_for_the_same_words_and_looks(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kept"
    content: dict[str, Any] = {"content/worksheets/sheet.yaml": worksheet()}

    def card(config: str, locale: str = "en") -> bytes:
        project = make_project(content, config)
        with Printer(project, folder) as printer:
            return printer.card(edition(project, load(project), locale))

    first = card(CONFIG)
    assert card(CONFIG) == first
    (name,) = [path.name for path in folder.iterdir()]
    (folder / name).write_bytes(b"damaged")
    assert card(CONFIG) == first
    assert first.startswith(b"\x89PNG")
    made = {first, card(CONFIG.replace("Test", "Another")), card(CONFIG, "lv")}
    colour = "extra: {toolkit: {branding: {primary: '#123456'}}}\n"
    made.add(card(CONFIG + colour))
    content["templates/print/card.typ"] = (
        Path(__file__).parent.parent / "templates/print/card.typ"
    ).read_text(encoding="utf-8") + "\n// Own\n"
    card(CONFIG)
    assert len(made) >= 3
    assert len(list(folder.iterdir())) == len(made) + 1
