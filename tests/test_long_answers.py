"""An answer that is longer than its field is printed whole, on a page after all others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader
from test_round_trip import printed, project  # noqa: F401
from test_worksheet_page import answers_file

from toolkit.pdf.form import TICKED
from toolkit.project.opened import Project

LONG = " ".join(f"Vārds{n} ļoti žēl." for n in range(400))
HEADING = {
    "en": "Answers that did not fit into their fields",
    "lv": "Atbildes, kas neietilpa laukos",
}


def pages(project: Project, folder: Path, answers: dict[str, Any], *options: str) -> list[str]:  # noqa: F811
    (folder / "saved.json").write_bytes(answers_file(answers))
    run = printed(project, folder / "saved.json", folder / "out.pdf", *options)
    assert run.exit_code == 0, run.output
    return [page.extract_text() for page in PdfReader(folder / "out.pdf").pages]


@pytest.mark.parametrize("locale", ["en", "lv"])
def test_it_is_printed_whole(project: Project, tmp_path: Path, locale: str) -> None:  # noqa: F811
    short = {"line": "short", "lines": "one\ntwo", "ticks.b": True}
    usual = pages(project, tmp_path, short, "--lang", locale)
    assert not any(HEADING[locale] in page for page in usual)
    answers = {**short, "line": LONG[:900], "lines": f"{LONG}\n\nThe end (of it)."}
    found = pages(project, tmp_path, answers, "--lang", locale)
    assert len(found) > len(usual)
    at = next(n for n, page in enumerate(found) if HEADING[locale] in page)
    assert at == len(usual)
    said = " ".join(" ".join(found[at:]).split())
    for word in (*LONG[:900].split(), *LONG.split(), "(of"):
        assert word in said
    assert "One line" in said
    with pikepdf.open(tmp_path / "out.pdf") as document:
        values = {str(one.get("/V", "")) for one in document.objects if isinstance(one, pikepdf.Dictionary)}
    # What the form holds is whole, too.
    assert {LONG[:900], answers["lines"], f"/{TICKED}"} <= values


def test_letters_that_no_font_has_do_not_stop_it(project: Project, tmp_path: Path) -> None:  # noqa: F811
    found = pages(project, tmp_path, {"line": "Юля и Γιώργος " * 90}, "--lang", "en")
    assert any(HEADING["en"] in page for page in found)
