"""Every problem at once: no check stops at its first finding, and no fault hides what is wrong elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeProject, bank, session, worksheet
from test_mistakes import problems_of

from toolkit.build import run as builder

W, S, B = worksheet(), session(), bank()
CHECKLIST = """kind: checklist
id: list
language: en
title: "T"
summary: "S"
version: "1.0"
authors: [Tester]
audience: [coach]
stage: before
roles: [coach, client]
groups:
  - id: one
    title: "G"
    items:
      - {id: a, term: "A", text: "A", responsible: [mentor]}
      - {id: b, term: "B", text: "B", responsible: [coach, manager]}
"""
CURRICULUM = """kind: curriculum
id: course
language: en
title: "T"
summary: "S"
version: "1.0"
authors: [Tester]
audience: [coach]
provider: P
introduction: "I"
minutes: {target: 50, contact: 40}
delivery: online
assessment: "A"
completion: {a: "A"}
languages: [en]
stages:
  - {id: s, title: "S", text: "S", steps: {a: "A"}, modules: [m, x, y]}
modules:
  - id: m
    title: "M"
    summary: "M"
    questions: {a: "A"}
    objectives: {a: "A"}
    keypoints: {a: "A"}
    sessions:
      - id: l
        title: "L"
        activities:
          - {id: a, title: "A", type: input, minutes: 30, text: "A"}
"""
FIELDS = (
    W
    + """      - {id: n, type: number, label: "N", min: 9, max: 2}
      - {id: s, type: scale, label: "S", min: 0, max: 40, min_label: a, max_label: b}
      - {id: o, type: single_choice, label: "O", other: yes, options: {a: A, other: B}}
      - {id: w, type: wheel, label: "W", min: 5, max: 5, segments: {a: A, b: B}}
      - {id: x, type: matrix, label: "X", rows: {a: A}, columns: {a: ""}}
      - {id: c, type: computed, label: "C", operation: sum, of: [none, answer, gone]}
      - {id: sheet, type: date, label: "D"}
  - id: more
    fields:
      - {id: n, type: date, label: "D"}
      - {id: c2, type: computed, label: "C", operation: sum, of: [answer]}
"""
)

#: A definition, and line and code of all that is wrong with it.
MANY = {
    "roles": (CHECKLIST, [(15, "unlisted-role"), (16, "unlisted-role")]),
    "minutes and modules": (
        CURRICULUM, [(11, "contact-minutes"), (11, "target-minutes"), (17, "unknown-module"), (17, "unknown-module")],
    ),
    "answers": (B + "use: faq\n", [(10, "faq-answer"), (11, "faq-answer")]),
    "answers of prompts": (
        B.replace('you?"', 'you?", answer: "Y"').replace('else?"', 'else?", answer: "Y", phases: {grow: [a, b], clear: [c]}'),
        [(10, "stray-answer"), (11, "stray-answer"), *[(11, "unknown-step")] * 3],
    ),
    "a session": (
        S.replace("length: {min: 10, typical: 20, max: 30}", "length: {min: 5, typical: 25, max: 90}")
        .replace("one_to_one", "group").replace("    when: during", "    when: during\n    step: goal"),
        [(12, "group-size"), (14, "minutes-least"), (14, "minutes-most"), (14, "minutes-sum"), (21, "unknown-step")],
    ),
    "an order": (
        S.replace("    when: during", "    when: during\n    needs: [gone, talk, gone]"),
        [(21, "needs-earlier"), (21, "needs-earlier"), (21, "needs-earlier")],
    ),
    "fields": (
        FIELDS,
        [
            (17, "range-order"), (18, "scale-steps"), (19, "reserved-part"), (20, "range-order"), (20, "too-many"),
            (21, "empty-text"), (21, "too-many"), (22, "not-numeric"), (22, "unknown-field"), (22, "unknown-field"),
            (23, "reserved-part"), (26, "duplicate-part"), (27, "not-numeric"),
        ],
    ),
}  # fmt: skip
#: Faults that have nothing to do with the others, and what they are told as.
ELSEWHERE = [
    ("version:", "versoin:", "unknown-key"),
    ('version: "1.0"', "version: 1", "string-pattern-mismatch"),
    ("audience: [coach]", "audience: [coahc]", "enum"),
    ("authors: [Tester]", "authors: []", "too-short"),
    ("title:", "title: \"A\"\ntitle:", "duplicate-key"),
    ("kind: ", "kind: x", "kind"),
    ("language: en", "language: xx", "unknown-locale"),
]  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_a_check_tells_all_that_it_finds(tmp_path: Path, name: str) -> None:
    text, expected = MANY[name]
    found = problems_of(tmp_path, text)
    assert sorted((p.place.line, p.code) for p in found) == expected
    assert len({(p.place, p.code) for p in found}) == len(found)
    assert all(str(p.advice) for p in found)


@pytest.mark.parametrize(("right", "wrong", "code"), ELSEWHERE)
@pytest.mark.parametrize("name", MANY)
def test_a_fault_elsewhere_hides_nothing(
    tmp_path: Path, name: str, right: str, wrong: str, code: str
) -> None:
    text, expected = MANY[name]
    assert right in text
    found = [problem.code for problem in problems_of(tmp_path, text.replace(right, wrong, 1))]
    assert sorted([*found]) == sorted([*(code for _, code in expected), code])


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ('{id: A B, type: longtext, lines: 99, hint: "", lnes: 3}', "missing slug empty-text unknown-key union-tag-invalid"),
        ('{id: A B, hint: "", label: "L"}', "slug empty-text union-tag-not-found"),
        ('{type: zzz, label: [a]}', "missing string-type union-tag-invalid"),
    ],
)  # fmt: skip
def test_a_wrong_type_hides_nothing_of_its_field(tmp_path: Path, wrong: str, codes: str) -> None:
    found = problems_of(tmp_path, W.replace('{id: answer, type: long_text, label: "What matters?"}', wrong))
    told = {problem.code for problem in found}
    assert set(codes.split()) - told <= {"missing"}
    assert len(found) >= len(codes.split()) - 1


def test_what_a_wrong_key_leaves_open_is_not_told(tmp_path: Path) -> None:
    """A sum of which a part is unknown, or a name that may be the one with a slip, is no finding."""
    for text, code in (
        (S.replace("minutes: {min: 10", "minutes: {min: ten").replace("max: 30}\ndiff", "max: 90}\ndiff"), "whole-number"),
        (CHECKLIST.replace("roles: [coach, client]", "roles: [coach, mentro, manager]"), "enum"),
        (W + '      - {id: c, type: computed, label: "C", operation: sum, of: [next]}\n      - {id: Next, type: number, label: "N"}\n', "slug"),
        (W + '      - {id: c, type: computed, label: "C", operation: sum, of: [n]}\n      - {id: n, type: numbr, label: "N"}\n', "union-tag-invalid"),
    ):  # fmt: skip
        assert [problem.code for problem in problems_of(tmp_path, text)] == [code]


@pytest.mark.parametrize("fault", ["topics: [gaols]\n", "minuts: 3\n", 'x: "a\u00adb"\n'])
def test_references_and_texts_of_a_faulty_file_are_checked(make_project: MakeProject, fault: str) -> None:
    talk = S.replace("[sheet]", "[shete]").replace("bank/first", "bank/frist").replace('"Why"', '"<b>x</b>"')
    assert "<b>" in talk
    project = make_project(
        {
            "content/sessions/talk.yaml": talk + fault,
            "content/questions/bank.yaml": B + fault,
            "content/worksheets/sheet.yaml": W,
        }
    )
    found = [p for p in builder.survey(project)[1] if p.place.path.name == "talk.yaml"]
    assert [p.code for p in found].count("dangling-reference") == 2
    assert [p.code for p in found].count("html") == 2
    assert len({p.place.line for p in found}) >= 4


def test_a_faulty_file_takes_a_name_all_the_same(make_project: MakeProject) -> None:
    project = make_project(
        {
            "content/worksheets/sheet.yaml": W + "minuts: 3\n",
            "content/worksheets/more/sheet.yaml": W,
            "content/questions/bank.yaml": B,
        }
    )
    assert sorted(p.code for p in builder.survey(project)[1]) == ["duplicate-definition", "unknown-key"]
