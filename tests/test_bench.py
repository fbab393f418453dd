"""A small project of the measurements, built after each change with what is kept, and on a machine that has nothing.

No build may leave anything of before the change, and both have to write the same bytes; how long they take is
nobody's business here. Each build remembers nothing but what lies on the disk, as a user's does.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pytest
from conftest import REPOSITORY
from pypdf import PdfReader

from bench import projects
from toolkit.definitions.library import load
from toolkit.definitions.model import Kind
from toolkit.project.opened import Project

PAGES, LOCALES = 12, ("en", "lv")
CONFIG = """\
site_name: qname0
extra:
  toolkit:
    branding: {logo: logo.svg}
    print: {papers: [a4], fillable: false}
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><title>qlogo0</title><text y="9">qlogo0</text></svg>\n'
#: Languages that a build in parts, which is always one of all, would have as well.
OTHERS = re.compile(r"(locale: (?:es|fi)\b.*build: )true")
TITLE = re.compile(r'(msgctxt "checklist/around-the-session/title"\nmsgid ".*"\nmsgstr) ".*"')


@dataclass(frozen=True)
class Change:
    """A word of a file that becomes another one, and the files or folders in which something is not as before."""

    kind: str
    word: str
    path: str
    seen: tuple[str, ...]


#: Those of one kind are made together: no file is made of both templates.
CHANGES = (
    Change("definition", "qsheet", "content/worksheets/client-self-assessment.yaml", ("lv/worksheets/client-self-assessment/", "lv/worksheets/index", "lv/print/")),
    Change("translation", "qphrase", "locales/lv/LC_MESSAGES/content.po", ("lv/checklists/around-the-session/", "lv/index.html", "lv/print/")),
    Change("template", "qpage", "templates/page/checklist.md.j2", ("lv/checklists/around-the-session/", "en/checklists/around-the-session/")),
    Change("template", "qprint", "templates/print/worksheet.typ", ("en/print/", "lv/print/")),
    Change("option", "qname", "mkdocs.yml", ("en/index.html", "lv/404.html", "en/print/", "lv/print/", "assets/card-lv.png")),
    Change("logo", "qlogo", "logo.svg", ("assets/", "en/print/")),
)  # fmt: skip

#: Builds the projects that it is told of. A fork has what is imported, and has read and made nothing yet.
BUILDER = f"""
import os, re, sys, traceback
from pathlib import Path
sys.path[:0] = [{str(REPOSITORY / "tests")!r}]
from toolkit import cache

def blind(part):
    return re.sub(rb"(qsheet|qprint)[01]", b"", part.encode() if isinstance(part, str) else part)

if sys.argv[1:] == ["blind"]:
    key = cache.key
    cache.key = cache.keys.key = lambda *parts: key(*map(blind, parts))
# Only now, since the others take the function with them.
from conftest import InProcess
from toolkit.build import Share, join, part
from toolkit.build.run import build
from toolkit.project.opened import Project

for line in sys.stdin:
    child = os.fork()
    if not child:
        try:
            root, _, count = line.strip().partition("\t")
            project, of = Project.open(Path(root)), int(count)
            folders = [project.build / "parts" / str(number) for number in range(1, of + 1)]
            for number, folder in enumerate(folders, 1):
                part.build(project, lambda done, total: None, Share(number, of), folder, workers=InProcess())
            if folders:
                join.join(project, folders)
            else:
                build(project, lambda done, total: None, {LOCALES!r}, workers=InProcess())
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    print(os.waitpid(child, 0)[1], flush=True)
"""


class Builder:
    """Builds projects, one after the other, in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def built(self, root: Path, parts: int = 0) -> dict[str, bytes]:
        """Build a project, in parts that are joined where a number is given; return all files of its site."""
        assert self._process.stdin
        assert self._process.stdout
        print(root, parts, sep="\t", file=self._process.stdin, flush=True)
        assert self._process.stdout.readline() == "0\n"
        found = sorted(path for path in (root / "site").rglob("*") if path.is_file())
        return {path.relative_to(root / "site").as_posix(): path.read_bytes() for path in found}


@contextmanager
def builder(*options: str) -> Iterator[Builder]:
    command = [sys.executable, "-c", BUILDER, *options]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
    ) as process:
        yield Builder(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait(60) == 0


def unlike(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]


def holding(word: str, site: dict[str, bytes]) -> list[str]:
    """Return the files in which a word can be read."""

    def text(name: str, data: bytes) -> str:
        if name.endswith(".pdf"):
            return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
        return data.decode(errors="replace")

    return [name for name, data in site.items() if word in text(name, data).lower()]


def change(root: Path, one: Change) -> None:
    path = root / one.path
    text = path.read_text(encoding="utf-8")
    assert f"{one.word}0" in text
    # Neither the size of the file nor the second of its clock tells.
    path.write_text(text.replace(f"{one.word}0", f"{one.word}1"), encoding="utf-8")


def laid(root: Path, web_fonts: Path) -> Path:
    """Give a project the web fonts, which take seconds and are the same in all."""
    shutil.copytree(web_fonts, root / "build" / "cache" / "fonts")
    return root


@pytest.fixture
def project(tmp_path: Path, web_fonts: Path) -> Path:
    """Return a project with a word of its own in whatever is going to change."""
    root = tmp_path / "warm"
    assert projects.write(root, PAGES) == PAGES
    sheet, catalog, page, printed, config, logo = (one.path for one in CHANGES)
    for name, end in ((page, "\n<p>qpage0</p>\n"), (printed, "\nqprint0\n")):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text((REPOSITORY / name).read_text(encoding="utf-8") + end, encoding="utf-8")
    for name, pattern, new in (
        (sheet, re.compile(r"^(title): .*$", re.MULTILINE), r'\1: "qsheet0"'),
        (catalog, TITLE, r'\1 "qphrase0"'),
        (config, re.compile(r"^extra:\n(?:  .*\n)+", re.MULTILINE), CONFIG),
    ):
        text, count = pattern.subn(new, (root / name).read_text(encoding="utf-8"), count=1)
        assert count == 1
        (root / name).write_text(text, encoding="utf-8")
    (root / logo).write_text(LOGO, encoding="utf-8")
    config_file = root / config
    text, count = OTHERS.subn(r"\1false", config_file.read_text(encoding="utf-8"))
    assert count == 2
    config_file.write_text(text, encoding="utf-8")
    return laid(root, web_fonts)


def fresh(root: Path, web_fonts: Path) -> Path:
    """Return a copy of a project in another place, without anything that was made of it."""
    other = root.with_name("cold")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("build", "site"))
    return laid(other, web_fonts)


def test_each_change_makes_what_a_new_machine_makes(project: Path, web_fonts: Path) -> None:
    with builder() as one:
        before = one.built(project)
        assert len([name for name in before if name.endswith(".html")]) == 2 * (PAGES + 1) + 2
        assert len([name for name in before if name.endswith(".pdf")]) == 2 * 3
        assert all(holding(f"{each.word}0", before) for each in CHANGES)
        # Nothing has changed.
        assert unlike(one.built(project), before) == []
        for _, changes in groupby(CHANGES, lambda each: each.kind):
            together = tuple(changes)
            for each in together:
                change(project, each)
            after = one.built(project)
            changed = unlike(after, before)
            for each in together:
                assert holding(f"{each.word}0", after) == []
                assert [
                    part for part in each.seen if not any(name.startswith(part) for name in changed)
                ] == []
            before = after
        # Whoever adds another way to make a site of nothing compares it here, too.
        other = fresh(project, web_fonts)
        assert unlike(one.built(other), before) == []
        # In parts, of which each has something of one language; PDFs are kept from the build before.
        for name in ("site", "build/cache/pages"):
            shutil.rmtree(other / name)
        assert unlike(one.built(other, parts=3), before) == []
        assert sum(bool(holding(f"{each.word}1", before)) for each in CHANGES) == 6


def test_what_a_key_does_not_see_is_found(project: Path) -> None:
    """Planted: keys of what is kept leave out the words of a definition and of a print template."""
    with builder("blind") as one:
        one.built(project)
        for each in CHANGES:
            if each.word in {"qsheet", "qprint"}:
                change(project, each)
        after = one.built(project)
    assert "lv/print/client-self-assessment.pdf" in holding("qsheet0", after)
    assert "en/print/client-self-assessment.pdf" in holding("qprint0", after)


def test_copies_lead_to_copies(tmp_path: Path) -> None:
    """A large project is made of copies: each of all kinds must lead to what there is."""
    projects.write(tmp_path / "large", 250)
    found = load(Project.open(tmp_path / "large"))
    kinds = {entry.kind for entry in found if entry.id.endswith("-3")}
    assert {Kind.pathway, Kind.session, Kind.worksheet, Kind.question_bank} <= kinds
    assert len(found.entries) > 200
