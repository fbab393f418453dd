"""Files that are damaged, or made to do harm: each is a clear problem, and nothing is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from conftest import MakeProject
from openpyxl import Workbook

from toolkit.cli import main
from toolkit.exchange import package
from toolkit.project.opened import Project

Members = dict[str, bytes]
BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


def run(project: Project, path: Path) -> Result:
    return CliRunner().invoke(main, ["--project", str(project.root), "import", str(path)])


def _members(raw: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def sound() -> dict[str, Members]:
    """Return the members of a workbook and of a document that can be imported."""
    book, document = Workbook(), docx.Document()
    assert book.active is not None
    book.active.append(("Question",))
    book.active.append(("What matters?",))
    document.add_paragraph("What matters?")
    files = {}
    for name, file in ((".xlsx", book), (".docx", document)):
        out = io.BytesIO()
        file.save(out)
        files[name] = _members(out.getvalue())
    return files


def _main(ending: str) -> str:
    return "xl/workbook.xml" if ending == ".xlsx" else "word/document.xml"


def _declaring(what: bytes) -> Callable[[Members, str], Members]:
    def changed(members: Members, ending: str) -> Members:
        head, _, rest = (
            members[_main(ending)].partition(b"?>")
            if members[_main(ending)].startswith(b"<?")
            else (b"", b"", members[_main(ending)])
        )
        return members | {_main(ending): (head + b"?>" if head else b"") + what + rest}

    return changed


def _with(name: str, data: bytes = b"x") -> Callable[[Members, str], Members]:
    return lambda members, ending: members | {name: data}


def _cut(members: Members, ending: str) -> Members:
    return members | {_main(ending): members[_main(ending)][:-40]}


def _without(members: Members, ending: str) -> Members:
    return {name: data for name, data in members.items() if "rels" not in name}


HOSTILE = {
    "entities": (_declaring(BOMB), "declares entities"),
    "a document type": (_declaring(OUTSIDE), "declares entities"),
    "entities in UTF-16": (
        _with(
            "xl/x.xml",
            b'<?xml version="1.0" encoding="utf-16"?>'.decode().replace("utf-8", "utf-16").encode("utf-16")
            + (BOMB.decode() + "<x/>").encode("utf-16-le"),
        ),
        "declares entities",
    ),
    "a bomb": (_with("word/media/a.png", bytes(package.MAX_UNPACKED)), "the size of the unpacked file is"),
    "a bomb of text": (
        _with("xl/a.xml", b"<a>" + b" " * package.MAX_TEXT + b"</a>"),
        "the size of the unpacked file is",
    ),
    "many files": (
        lambda members, ending: members | {f"a/{number}": b"" for number in range(package.MAX_MEMBERS)},
        "the limit is 2000",
    ),
    "an absolute path": (_with("/etc/passwd"), "a place outside itself: /etc/passwd"),
    "a way out": (_with("xl/../../a.xml", b"<a/>"), "a place outside itself: xl/../../a.xml"),
    "a way out of Windows": (_with("..\\a.xml", b"<a/>"), "a place outside itself"),
    "cut text": (_cut, "damaged"),
    "no parts": (_without, "damaged"),
    "another zip": (lambda members, ending: {"mimetype": b"application/vnd.oasis"}, "OpenDocument"),
}


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(
    make_project: MakeProject, tmp_path: Path, sound: dict[str, Members], name: str, ending: str
) -> None:
    change, told = HOSTILE[name]
    project, path = make_project(), tmp_path / f"mine{ending}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in change(sound[ending], ending).items():
            archive.writestr(member, data)
    result = run(project, path)
    assert (result.exit_code, told in result.stderr) == (1, True), result.output
    assert "Traceback" not in result.output
    assert list(project.content.rglob("*.yaml")) == []
    # As it was, it can be imported.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in sound[ending].items():
            archive.writestr(member, data)
    if name == "entities":
        assert run(project, path).exit_code == 0


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
            "cells that are merged or linked",
        ),
        (
            b"</sheetData>",
            b'</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
            "cells that are merged or linked",
        ),
        (
            b"</sheetData>",
            b'<row r="999999999999"><c r="A2"><v>1</v></c></row></sheetData>',
            "more than 10000 rows",
        ),
        (b"<worksheet", b'<?xml version="1.0" encoding="iso-8859-1"?><worksheet', "not in UTF-8"),
    ],
    ids=["merged", "links", "rows", "encoding"],
)
def test_sheets_that_only_seem_small(
    make_project: MakeProject,
    tmp_path: Path,
    sound: dict[str, Members],
    before: bytes,
    after: bytes,
    told: str,
) -> None:
    project, path = make_project(), tmp_path / "mine.xlsx"
    members = sound[".xlsx"]
    assert before in members[SHEET]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data.replace(before, after, 1) if name == SHEET else data)
    result = run(project, path)
    assert (result.exit_code, told in result.stderr) == (1, True), result.output


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "the file is empty"),
        (b"Question\nWhat?\n", "or it is damaged"),
        (b"PK\x03\x04 nothing", "or it is damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "an outdated format"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "password-protected",
        ),
    ],
)
def test_files_of_another_kind(
    make_project: MakeProject, tmp_path: Path, ending: str, raw: bytes, told: str
) -> None:
    project, path = make_project(), tmp_path / f"mine{ending}"
    path.write_bytes(raw)
    result = run(project, path)
    assert (result.exit_code, told in result.stderr) == (1, True), result.output
    assert " — " in result.stderr


def test_no_file_at_all(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project()
    assert run(project, tmp_path / "nothing.xlsx").exit_code == 2
    assert run(project, tmp_path / "mine.xls").exit_code == 2
    for name in ("folder.xlsx", "folder.docx", "folder.csv"):
        (tmp_path / name).mkdir()
        result = run(project, tmp_path / name)
        assert (result.exit_code, "this is not an ordinary file" in result.stderr) == (1, True), result.output
    (tmp_path / "mine.pdf").write_bytes(b"%PDF")
    result = run(project, tmp_path / "mine.pdf")
    assert (result.exit_code, ".docx" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("ending", "macros", "types"),
    [
        (
            ".xlsx",
            ".xlsm",
            ("spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        ),
        (
            ".docx",
            ".docm",
            ("wordprocessingml.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ),
    ],
)
def test_macros_are_told_and_never_run(
    make_project: MakeProject,
    tmp_path: Path,
    sound: dict[str, Members],
    ending: str,
    macros: str,
    types: tuple[str, str],
) -> None:
    project, path = make_project(), tmp_path / f"mine{macros}"
    old = f"application/vnd.openxmlformats-officedocument.{types[0]}".encode()
    folder = _main(ending).split("/")[0]
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in (sound[ending] | {f"{folder}/vbaProject.bin": b"\0"}).items():
            archive.writestr(
                member, data.replace(old, types[1].encode()) if member == "[Content_Types].xml" else data
            )
    result = run(project, path)
    assert "the file contains macros; they have not been run" in result.stdout, result.output
    assert len(list(project.content.rglob("mine.yaml"))) == 1
