"""What the variants of a sheet share is made once, and what was printed before costs no engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typst
from conftest import MakeProject, worksheet

from toolkit.definitions.library import load
from toolkit.definitions.model import Kind
from toolkit.pdf import printer as printers
from toolkit.pdf.data import place_data
from toolkit.pdf.printer import Printer
from toolkit.translation import beside
from toolkit.view import Edition, PrintOptions, edition

VARIANTS = tuple(
    PrintOptions(paper, fillable=fillable)  # type: ignore[arg-type]
    for fillable in (False, True)
    for paper in ("a4", "letter")
)


@pytest.fixture
def editions(make_project: MakeProject) -> tuple[Edition, Edition]:
    project = make_project(
        {
            "content/worksheets/sheet.yaml": worksheet(),
            "content/worksheets/other.yaml": worksheet("other", "lv"),
        }
    )
    found = load(project)
    return edition(project, found, "en"), edition(project, found, "lv")


def test_data_of_a_sheet_are_made_once_for_its_variants(
    editions: tuple[Edition, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    english, latvian = editions
    made: list[Any] = []
    make = printers.sheet_of

    def noted(data: Any) -> Any:
        made.append(data)
        return make(data)

    monkeypatch.setattr(printers, "sheet_of", noted)
    with Printer(english.project) as printer:
        sheet, other = (english.get(Kind.worksheet, name) for name in ("sheet", "other"))
        # One after the other, there and back: none is taken for another.
        texts = {}
        for count, (current, definition) in enumerate(
            [(english, sheet), (english, other), (latvian, latvian.get(Kind.worksheet, "sheet"))], start=1
        ):
            told = [printer._sheet(current, definition, None).data(options) for options in VARIANTS]
            assert len(set(told)) == len(VARIANTS)
            assert len(made) == count
            texts[count] = told
            # The template gets what it would get if all were written at once.
            for options, text in zip(VARIANTS, told, strict=True):
                whole = json.dumps(
                    beside({**made[-1], "options": options}), ensure_ascii=False, default=place_data
                )
                assert text == whole
        assert texts[1] != texts[2] != texts[3]
        assert [printer._sheet(english, sheet, None).data(options) for options in VARIANTS] == texts[1]
        second = printer._sheet(english, sheet, latvian).data(PrintOptions(bilingual="lv"))
        assert json.loads(second)["second"]["locale"] == "lv"


def test_what_is_kept_starts_no_engine(
    editions: tuple[Edition, Edition], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english, _ = editions
    sheet = english.get(Kind.worksheet, "sheet")

    def printed() -> list[bytes]:
        with Printer(english.project, tmp_path / "kept") as printer:
            return [printer.pdf(english, sheet, options) for options in VARIANTS]

    first = printed()
    started: list[object] = []

    def refuse(**options: object) -> None:
        started.append(options)
        raise AssertionError("the engine was started")

    monkeypatch.setattr(typst, "Compiler", refuse)
    assert printed() == first
    assert started == []
    next((tmp_path / "kept").glob("*.pdf")).unlink()
    with pytest.raises(AssertionError, match="was started"):
        printed()
