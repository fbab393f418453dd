"""The least and the greatest that each number may be make pages and prints like any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import HEAD, MakeProject, bank, session, worksheet

from toolkit.build import print_sheets
from toolkit.definitions import library
from toolkit.site import engine as site
from toolkit.view import edition
from toolkit.view.sheets import PrintOptions

EXTREMES = {
    "least": {
        "minutes": 1, "year": 1800, "edition": 1900, "lines": 2, "rows": 1, "actions": 1,
        "number": (-999_999_999, -999_999_998), "scale": (0, 1), "wheel": (0, 1), "span": 1, "group": 1, "threshold": 0,
    },
    "greatest": {
        "minutes": 600, "year": 2200, "edition": 2200, "lines": 20, "rows": 40, "actions": 12,
        "number": (999_999_998, 999_999_999), "scale": (90, 100), "wheel": (0, 100), "span": 10080, "group": 500, "threshold": 100,
    },
    "high and narrow": {
        "minutes": 600, "year": 2200, "edition": 2200, "lines": 20, "rows": 40, "actions": 12,
        "number": (-999_999_999, 999_999_999), "scale": (99, 100), "wheel": (99, 100), "span": 10080, "group": 500, "threshold": 100,
    },
}  # fmt: skip


def files(v: dict) -> dict[str, str]:
    span = f"{{min: {v['span']}, typical: {v['span']}, max: {v['span']}}}"
    low, high = v["number"]
    sheet = worksheet().replace("minutes: 10", f"minutes: {v['minutes']}") + "".join(
        f"      - {json.dumps(entry)}\n"
        for entry in (
            {"id": "l", "type": "long_text", "label": "L", "lines": v["lines"]},
            {"id": "n", "type": "number", "label": "N", "min": low, "max": high},
            {"id": "s", "type": "scale", "label": "S", "min": v["scale"][0], "max": v["scale"][1], "min_label": "a", "max_label": "b"},
            {"id": "w", "type": "wheel", "label": "W", "min": v["wheel"][0], "max": v["wheel"][1], "segments": {"a": "A", "b": "B", "c": "C"}},
            {"id": "t", "type": "table", "label": "T", "rows": v["rows"], "columns": {"a": "A", "b": "B"}},
            {"id": "c", "type": "commitment", "label": "C", "rows": v["actions"]},
            {"id": "u", "type": "computed", "label": "U", "operation": "mean", "of": ["n", "s", "w"]},
        )
    ) + f'sources: [{{title: "T", year: {v["year"]}}}]\n'  # fmt: skip
    talk = (
        session()
        .replace("{min: 10, typical: 20, max: 30}", span)
        .replace("format: one_to_one", f"format: group\ngroup_size: {{min: {v['group']}, max: {v['group']}}}")
    )
    head = lambda kind, name: HEAD.format(kind=kind, id=name, language="en")  # noqa: E731
    duties = (
        head("checklist", "duties")
        + f'stage: before\nroles: [coach]\ngroups: [{{id: a, title: "A", items: [{{id: b, term: "B", text: "B", responsible: [coach], reference: {{document: "D", year: {v["year"]}}}}}]}}]\n'
    )
    framework = (
        head("framework", "frame")
        + f'organisation: "O"\nedition: "E"\nyear: {v["edition"]}\ncompetencies: [{{id: a, code: "1", gist: "A"}}]\n'
    )
    activity = min(2400, v["span"])
    more = {
        "provider": "P", "introduction": "I", "minutes": {"target": activity, "contact": 0}, "delivery": "online",
        "assessment": "A", "completion": {"a": "A"}, "languages": ["en"], "publish_threshold": v["threshold"],
        "modules": [{
            "id": "m", "title": "M", "summary": "S", "questions": {"a": "A"}, "objectives": {"a": "A"}, "keypoints": {"a": "A"},
            "sessions": [{"id": "s", "title": "S", "activities": [
                {"id": "a", "title": "A", "type": "input", "minutes": activity, "contact": False, "text": "T"}]}],
        }],
    }  # fmt: skip
    course = head("curriculum", "course") + "".join(
        f"{key}: {json.dumps(value)}\n" for key, value in more.items()
    )
    return {
        "content/worksheets/sheet.yaml": sheet,
        "content/questions/bank.yaml": bank(),
        "content/sessions/talk.yaml": talk,
        "content/checklists/duties.yaml": duties,
        "content/frameworks/frame.yaml": framework,
        "content/curricula/course.yaml": course,
    }


@pytest.mark.parametrize("name", EXTREMES)
def test_extreme_numbers_make_pages_and_prints(make_project: MakeProject, tmp_path: Path, name: str) -> None:
    project = make_project(files(EXTREMES[name]))
    found, problems = library.survey(project)
    assert problems == ()
    assert len(found) == 6
    for locale in ("en", "lv"):
        tree = site.write_tree(edition(project, found, locale), tmp_path / "docs" / locale)
        assert len(tree.pages) >= 6
    for fillable in (False, True):
        options = PrintOptions("a4", False, False, fillable, None)
        names = ("sheet",) if fillable else ("sheet", "talk", "duties")
        printed = print_sheets(project, names, ("en",), options, tmp_path / f"out{fillable}")
        assert all(path.read_bytes().startswith(b"%PDF") for path in printed)
