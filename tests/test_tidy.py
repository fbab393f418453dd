"""``toolkit tidy`` mends what pasted text leaves behind, and never a word; what it cannot mend stays as it is."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import REPOSITORY, MakeProject, session, worksheet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.cli import main
from toolkit.definitions.library import survey
from toolkit.project.opened import Project
from toolkit.tidy import tidy

SHEET = "content/worksheets/sheet.yaml"
W = worksheet()
N = "\u00a0"
#: what stands in the file, what should, and what is told
MENDED = {
    "soft hyphen": (W.replace("Why", "Wh\u00ady"), W, "9:13: invisible character"),
    "zero-width space": (W.replace("minutes", "minu\u200btes"), W, "10:5: invisible character"),
    "bidi marks": (W.replace("Why", "\u202aWhy\u202c"), W, "9:11: invisible character"),
    "line separator": (W.replace("Why", "Why\u2028this"), W.replace("Why", "Why this"), "9:14: invisible character"),
    "vertical tab": (W.replace("Why", "Why\x0bthis"), W.replace("Why", "Why this"), "9:14: invisible character"),
    "decomposed letters": (W.replace("Why", "ā̄žu".replace("ā̄", "a\u0304") + "z\u030c"), W.replace("Why", "āžuž"), "9:"),
    "no-break space after a colon": (W.replace("title: ", f"title:{N}"), W, "4:7: non-breaking space"),
    "no-break space in brackets": (W.replace("{id: a", f"{{id:{N}a"), W, "16:13: non-breaking space"),
    "no-break spaces to indent": (W.replace("    fields", N * 4 + "fields"), W, "15:1: non-breaking space"),
    "no-break space in a key": (W.replace("cadence:", f"cadence{N}:"), W.replace("cadence:", "cadence :"), "11:8: non-breaking"),
    "curly quotes": (W.replace('"Why"', "“Why”"), W, "9:10: quotation marks"),
    "low and curly quotes": (W.replace('"Why"', "„Why: x“"), W.replace("Why", "Why: x"), "9:10: quotation marks"),
    "half a pair": (W.replace('"Why"', '"Why”'), W, "9:10: quotation marks"),
    "quotes in curly quotes": (W.replace('"Why"', '“Say a\\b”'), W.replace("Why", "Say a\\\\b"), "9:10: quotation marks"),
    "line ends": (W.replace("\n", "\r\n"), W, "1:1: line endings"),
    "tabs": (
        W.replace("  - id: main\n    fields:\n      - {", "\t- id: main\n\t\tfields:\n\t\t\t- {"), W, "14:1: tab",
    ),
    "all at once": (W.replace("Why", "Wh\u00ady").replace("title: ", f"title:{N}").replace("\n", "\r\n"), W, "4:7: non-breaking"),
    "beside another fault": (
        W.replace("Why", "Wh\u00ady").replace("minutes: 10", "minutes:10"), W.replace("minutes: 10", "minutes:10"), "9:13:",
    ),
}  # fmt: skip


def run(project: Project, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--project", str(project.root), "tidy", *args], env={"LANGUAGE": "en"})
    return result.exit_code, result.output


@pytest.mark.parametrize("name", MENDED)
def test_what_is_sure_is_mended(make_project: MakeProject, name: str) -> None:
    before, after, told = MENDED[name]
    project = make_project({SHEET: before.encode()})
    path = project.root / SHEET
    path.chmod(0o640)
    code, said = run(project, str(path), "--check")
    assert code == 1
    assert f"{SHEET}:{told}" in said
    assert path.read_bytes() == before.encode()
    assert run(project, str(path))[0] == 0
    assert path.read_bytes().decode() == after
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in path.parent.iterdir()] == ["sheet.yaml"]
    # What is tidy stays as it is.
    stamp = path.stat().st_mtime_ns
    assert run(project, str(path)) == (0, "Changes: 0\n")
    assert path.stat().st_mtime_ns == stamp
    assert not [p for p in survey(project)[1] if "tidy" in str(p.advice)]


def test_every_message_that_names_tidy_is_true(make_project: MakeProject) -> None:
    """Where a problem says that ``toolkit tidy`` helps, it does."""
    for before, _, _ in MENDED.values():
        project = make_project({SHEET: before.encode()})
        named = {
            found[1]
            for problem in survey(project)[1]
            if (found := re.search(r"toolkit tidy (\S+)", str(problem.advice)))
        }
        if named:
            assert named == {SHEET}
            assert run(project, str(project.root / SHEET))[0] == 0


def test_utf_16_is_saved_as_utf_8(make_project: MakeProject) -> None:
    project = make_project({SHEET: W.encode("utf-16")})
    assert run(project, str(project.root / SHEET))[0] == 0
    assert (project.root / SHEET).read_text("utf-8") == W


@pytest.mark.parametrize(
    "raw",
    [
        W.replace("Why", "caf\xe9").encode("latin-1"),
        W.replace("Why", "\ue000 private").encode(),
        W.replace("Why", "don\x92t").encode(),
        W.replace("Why", f"Huom:{N}10{N}%").encode(),
        W.replace("Why", "“Why” or “what”").encode(),
        W.replace('"Why"', "Why: x").encode(),
        W.replace("    fields", " \tfields").encode(),
        b"\x00\x01\xff",
    ],
)
def test_what_is_not_sure_stays_byte_by_byte(make_project: MakeProject, raw: bytes) -> None:
    project = make_project({SHEET: raw})
    code, said = run(project, str(project.root / SHEET))
    assert (project.root / SHEET).read_bytes() == raw
    assert "Traceback" not in said
    assert code in (0, 1)


def test_only_definitions_and_catalogs_of_the_project(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project(
        {SHEET: W, "README.txt": "a\u00ad", "content/notes.txt": "a\u00ad", "templates/x.yaml": "a\u00ad"}
    )
    outside = tmp_path.parent / "outside.yaml"
    outside.write_text("a: b\u00ad\n", encoding="utf-8")
    (project.root / "content" / "link.yaml").symlink_to(outside)
    for name in (
        "README.txt",
        "content/notes.txt",
        "templates/x.yaml",
        "mkdocs.yml",
        "content/link.yaml",
        str(outside),
    ):
        before = (project.root / name).read_bytes()
        code, said = run(project, str(project.root / name))
        assert code in (1, 2), (name, said)
        assert (project.root / name).read_bytes() == before
    assert run(project, str(project.root / "content" / "missing.yaml"))[0] == 2


def test_catalog(make_project: MakeProject) -> None:
    text = 'msgctxt "a"\nmsgid "b"\nmsgstr "c\u00ad e\u0301"\n'
    project = make_project({SHEET: W, "locales/es/LC_MESSAGES/content.po": text})
    path = project.root / "locales/es/LC_MESSAGES/content.po"
    assert run(project, str(path))[0] == 0
    assert path.read_text("utf-8") == 'msgctxt "a"\nmsgid "b"\nmsgstr "c é"\n'


def test_one_bad_file_does_not_stop_the_others(make_project: MakeProject) -> None:
    project = make_project({SHEET: W.replace("Why", "Wh\u00ady"), "content/worksheets/a.yaml": b"\xff"})
    code, said = run(project, str(project.root / "content/worksheets/a.yaml"), str(project.root / SHEET))
    assert code == 1
    assert "UTF-8" in said
    assert (project.root / SHEET).read_text("utf-8") == W


def test_a_folder_that_cannot_be_written_leaves_the_file(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project({SHEET: W.replace("Why", "Wh\u00ady")})

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    assert run(project, str(project.root / SHEET))[0] == 3
    assert "\u00ad" in (project.root / SHEET).read_text("utf-8")
    assert len([*(project.root / "content/worksheets").iterdir()]) == 1


def test_shipped_files_are_tidy(repository: Project) -> None:
    files = [p for p in (REPOSITORY / "content").rglob("*.yaml") if ".schema" not in p.parts]
    assert len(files) > 75
    assert [p.name for p in files if tidy(repository, p).changes] == []


PASTED = st.text(
    alphabet=st.sampled_from("ab \n:-\"'“”„’#\t\u00a0\u00ad\u200b\u0301\u2028é{}[],"), max_size=80
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PASTED)
def test_no_letter_is_ever_lost(make_project: MakeProject, text: str) -> None:
    project = make_project({SHEET: (session() + text).encode()})
    found = tidy(project, project.root / SHEET)
    if found.data is not None:
        before, after = (
            [
                char
                for char in unicodedata.normalize("NFC", t.replace("\u00ad", "").replace("\u200b", ""))
                if char.isalnum()
            ]
            for t in (session() + text, found.data.decode())
        )
        assert before == after
        (project.root / SHEET).write_bytes(found.data)
        assert tidy(project, project.root / SHEET).data is None
