"""Shared fixtures: a small project in a temporary folder, and the repository's own site, built once."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from toolkit import publish
from toolkit.project import Project

REPOSITORY = Path(__file__).resolve().parent.parent
LOCALES = ("en", "es", "lv", "fi")

CONFIG = """\
site_name: Test
site_url: https://toolkit.test/
use_directory_urls: true
strict: true
validation: {anchors: warn}
theme: {name: material, font: false}
plugins:
  - toolkit
  - i18n:
      docs_structure: folder
      reconfigure_search: false
      languages:
        - {locale: en, name: English, default: true, build: true}
        - {locale: es, name: Español, build: true}
        - {locale: lv, name: Latviešu, build: true}
        - {locale: fi, name: Suomi, build: true}
"""

HEAD = """\
kind: {kind}
id: {id}
language: {language}
title: "Title of {id}"
summary: "Summary of {id}"
version: "1.0"
authors: [Tester]
audience: [coach]
"""

WORKSHEET = (
    HEAD
    + """\
purpose: "Why"
minutes: 10
cadence: once
instructions: "How"
sections:
  - id: main
    fields:
      - {{id: answer, type: long_text, label: "What matters?"}}
"""
)

BANK = (
    HEAD
    + """\
questions:
  - {{id: first, text: "What matters to you?"}}
  - {{id: second, text: "What else?"}}
"""
)

SESSION = (
    HEAD
    + """\
model: none
purpose: "Why"
outcomes: {{one: "An outcome"}}
format: one_to_one
setting: [online]
length: {{min: 10, typical: 20, max: 30}}
difficulty: {{facilitator: easy, participant: easy}}
phases:
  - id: talk
    title: "Talk"
    intent: "To talk"
    when: during
    minutes: {{min: 10, typical: 20, max: 30}}
    steps:
      coach: {{ask: "Asks"}}
      client: {{answer: "Answers"}}
    questions: [bank/first]
    worksheets: [sheet]
    coach_notes: "SECRET-NOTE"
    watch_for: {{sign: "SECRET-SIGN"}}
"""
)


def worksheet(name: str = "sheet", language: str = "en") -> str:
    return WORKSHEET.format(kind="worksheet", id=name, language=language)


def bank(name: str = "bank", language: str = "en") -> str:
    return BANK.format(kind="question_bank", id=name, language=language)


def session(name: str = "talk", language: str = "en") -> str:
    return SESSION.format(kind="session", id=name, language=language)


MakeProject = Callable[..., Project]


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Return a function that writes a project from ``{path: text}`` and opens it."""

    def make(files: dict[str, str | bytes] | None = None, config: str = CONFIG) -> Project:
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
        for name, content in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(textwrap.dedent(content), encoding="utf-8")
        return Project.open(tmp_path)

    return make


@pytest.fixture
def small_project(make_project: MakeProject) -> Project:
    """Return a valid project with a worksheet, a bank and a session that refers to both."""
    return make_project(
        {
            "content/worksheets/sheet.yaml": worksheet(),
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": session(),
        }
    )


@pytest.fixture(scope="session")
def repository() -> Project:
    return Project.open(REPOSITORY)


@pytest.fixture(scope="session")
def built(repository: Project, tmp_path_factory: pytest.TempPathFactory) -> publish.Summary:
    """Build the repository's site once for all workers of this run; return the summary."""
    shared = tmp_path_factory.getbasetemp().parent
    with FileLock(shared / "built.lock"):
        done = shared / "built.done"
        if not done.exists():
            summary = publish.build(repository, lambda done, total: None)
            done.write_text(f"{summary.definitions} {summary.pages} {summary.pdfs} {summary.links}")
    definitions, pages, pdfs, links = map(int, done.read_text().split())
    return publish.Summary(definitions, pages, pdfs, links)


@pytest.fixture(scope="session")
def site(repository: Project, built: publish.Summary) -> Path:
    return repository.site
