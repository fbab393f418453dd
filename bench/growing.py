"""Content of one kind in any number: four times as much may take four times as long."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .ours import REPOSITORY

_HEAD = """\
kind: {kind}
id: {id}
language: en
title: "Title"
summary: "Summary"
version: "1.0"
authors: [Author]
audience: [coach]
"""
_SESSION = """\
model: none
purpose: "Why"
outcomes: {one: "An outcome"}
format: one_to_one
setting: [online]
length: {min: 10, typical: 20, max: 30}
difficulty: {facilitator: easy, participant: easy}
phases:
  - id: talk
    title: "Talk"
    intent: "To talk"
    when: during
    minutes: {min: 10, typical: 20, max: 30}
    steps:
      coach: {ask: "Asks"}
      client: {answer: "Answers"}
    questions: [%s]
"""


def _bank(questions: int, words: str) -> str:
    lines = (f'  - {{id: question-{n}, text: "What {words} {n}?"}}' for n in range(questions))
    return _HEAD.format(kind="question_bank", id="bank") + "\n".join(["questions:", *lines, ""])


def bank(folder: Path, questions: int) -> None:
    """Write a project with a bank of so many questions."""
    _write(folder, {"questions/bank.yaml": _bank(questions, "matters")})


def wrong_references(folder: Path, count: int) -> None:
    """Write a project in which so many references lead nowhere, each for a slip of the pen."""
    wrong = ", ".join(f"bank/qestion-{n}" for n in range(count))
    session = _HEAD.format(kind="session", id="talk") + _SESSION % wrong
    _write(folder, {"questions/bank.yaml": _bank(count, "matters"), "sessions/talk.yaml": session})


def large_file(folder: Path, size: int) -> None:
    """Write a project with one file of about so many bytes, whose texts are long."""
    each = len(_bank(100, "matters " * 40)) // 100
    _write(folder, {"questions/bank.yaml": _bank(size // (each + 4), "matters " * 40)})


@dataclass(frozen=True)
class Growing:
    """What may be much: how it is written, how much of it, which commands are run, and how they end."""

    what: str
    write: Callable[[Path, int], None]
    most: int
    jobs: tuple[tuple[str, ...], ...] = (("check",),)
    ends: tuple[int, ...] = (0,)


GROWING = (
    Growing("wrong references", wrong_references, 8_000, ends=(1,)),
    Growing("questions in a bank", bank, 5_000, (("check",), ("build", "--no-pdf", "--lang", "en"))),
    Growing("bytes in a file", large_file, 1_960_000),
)


def _write(folder: Path, definitions: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in definitions.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copy(REPOSITORY / "mkdocs.yml", folder / "mkdocs.yml")
