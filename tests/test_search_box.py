"""The search in the header: opened by button, key or address, read by all, and led through by keys alone.

What it finds is made up here: the box is looked at, not the index.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import TWO, axe_faults, bank, needs_axe, open_page, quiet, ready, served, session, worksheet

from toolkit.build.run import build
from toolkit.project.opened import Project

#: Finds by the query’s first letter: of several kinds, parts, another language; or near words, or nothing.
ENGINE = """
const result = (kind, id, part, title, more = {}) => ({
  kind, id, part, title: [[title, false]], passage: [], of: "", language: "en",
  address: `${kind === "session" ? "sessions" : kind === "worksheet" ? "worksheets" : "questions"}/${id}/`
    + (part ? `#${part}` : ""), ...more });
const several = [
  result("question_bank", "bank", "second", "What else?", {
    title: [["What ", false], ["else", true], ["?", false]], of: "Title of bank",
    passage: [["Asks what ", false], ["else", true], [" there is", false]] }),
  result("session", "talk", "talk", "<img src=x onerror=alert(1)>", { language: "lv" }),
  result("question_bank", "bank", "first", "What matters to you?"),
  ...Array.from({ length: 9 }, (_, n) => result("question_bank", "bank", null, `Question ${n + 3}`)),
  result("worksheet", "sheet", null, "Title of sheet"),
];
let asked = 0;
export async function open(root) {
  asked += 1;
  if (!root.endsWith("/en/") && !root.endsWith("/lv/")) throw new Error(root);
  if (location.search.includes("broken") && asked === 1) throw new Error("cut short");
  return { find(query) {
    if (query.startsWith("e")) return { results: several, near: [] };
    if (query.startsWith("w")) return { results: several.slice(-1), near: [] };
    return { results: [], near: query.startsWith("n") ? ["else", "worksheet"] : [] };
  } };
}
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]) -> Iterator[str]:
    """Serve a small site in two languages; give its address."""
    folder = tmp_path_factory.mktemp("search-box")
    files = {
        "mkdocs.yml": TWO,
        "content/worksheets/sheet.yaml": worksheet(),
        "content/sessions/talk.yaml": session(),
        "content/questions/bank.yaml": bank(),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    lay_caches(folder)
    project = Project.open(folder)
    build(project, quiet)
    with served(project.site) as where:
        yield where
