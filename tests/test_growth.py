"""The check takes time in proportion to what there is, however much of it is wrong, and lists no more than can be read.

Work is counted, not timed: lookups of a nearest word, characters that the parser reads, lines read again.
"""

from __future__ import annotations

import cProfile
import json
import pstats
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CONFIG, BuiltOnce, MakeProject, bank, session, worksheet

from toolkit import suggestions
from toolkit.cli import main, report
from toolkit.definitions.library import survey
from toolkit.errors import MOST_OF_A_KIND
from toolkit.project.opened import Project

W, S, B = worksheet(), session(), bank()
SHEET, TALK, BANK = (
    "content/worksheets/sheet.yaml",
    "content/sessions/talk.yaml",
    "content/questions/bank.yaml",
)
BASE = {SHEET: W, TALK: S, BANK: B}
ITEMS = W + "use_when:\n"


def lines(count: int, line: str) -> str:
    return "".join(line.format(n=n) + "\n" for n in range(count))


def listed(count: int, entry: str) -> str:
    return "[" + ", ".join(entry.format(n=n) for n in range(count)) + "]"


#: Everything that an author can make large, right and wrong.
LARGE: dict[str, Callable[[int], dict[str, str]]] = {
    "questions": lambda n: {BANK: B + lines(n, '  - {{id: q-{n}, text: "Q"}}')},
    "fields": lambda n: {SHEET: W + lines(n, '      - {{id: f-{n}, type: long_text, label: "F"}}')},
    "files": lambda n: {f"content/questions/b-{i}.yaml": bank(f"b-{i}") for i in range(n // 10)},
    "files that refer to one": lambda n: {f"content/sessions/s-{i}.yaml": session(f"s-{i}") for i in range(n // 10)},
    "references": lambda n: {
        BANK: B + lines(n, '  - {{id: q-{n}, text: "Q"}}'), TALK: S.replace("[bank/first]", listed(n, "bank/q-{n}")),
    },
    "wrong references to parts": lambda n: {
        BANK: B + lines(n, '  - {{id: question-{n}, text: "Q"}}'), TALK: S.replace("[bank/first]", listed(n, "bank/qestion-{n}")),
    },
    "wrong references": lambda n: {
        **{f"content/worksheets/w-{i}.yaml": worksheet(f"w-{i}") for i in range(n // 20)}, TALK: S.replace("[sheet]", listed(n, "v-{n}")),
    },
    "references to nothing": lambda n: {TALK: S.replace("[sheet]", listed(n, "v-{n}"))},
    "unknown keys": lambda n: {SHEET: W + lines(n, "minuts-{n}: x")},
    "one key many times": lambda n: {SHEET: W + "minuts: x\n" * n},
    "one id many times": lambda n: {SHEET: W + '      - {id: answer, type: date, label: "B"}\n' * n},
    "wrong types": lambda n: {SHEET: W + lines(n, '      - {{id: f-{n}, type: longtext, label: "F"}}')},
    "wrong values": lambda n: {SHEET: W + f"topics: {listed(n, 'gols')}\n"},
    "empty values": lambda n: {SHEET: ITEMS + lines(n, "  a-{n}:")},
    "keys that are not indented": lambda n: {SHEET: ITEMS + lines(n, "a-{n}: x")},
    "hidden characters": lambda n: {SHEET: ITEMS + lines(n, '  a-{n}: "x\u00ady"')},
    "decomposed letters": lambda n: {SHEET: ITEMS + lines(n, '  a-{n}: "xe\u0301"')},
    "curly quotes": lambda n: {SHEET: ITEMS + lines(n, "  a-{n}: “x”")},
    "no spaces": lambda n: {SHEET: ITEMS + lines(n, '  a-{n}:"x"')},
    "open quotes": lambda n: {SHEET: ITEMS + lines(n, '  a-{n}: "x')},
    "no colons": lambda n: {SHEET: W + lines(n, "foo bar {n}")},
    "open brackets": lambda n: {SHEET: W + "topics: " + "[" * n + "\n"},
    "uneven indentation": lambda n: {SHEET: ITEMS + lines(n // 2, '  a-{n}: "x"\n   b-{n}: "x"')},
    "tabs": lambda n: {SHEET: ITEMS + lines(n, '\ta-{n}: "x"')},
    "a long line": lambda n: {SHEET: W.replace('"Why"', '"' + "x é" * n * 10 + '"')},
    "a long word": lambda n: {SHEET: W + "x" * n * 10 + ": y\n", TALK: S.replace("[sheet]", "[" + "a-" * n * 10 + "a]")},
    "computed from nothing": lambda n: {
        SHEET: W + f'      - {{id: c, type: computed, label: "C", operation: sum, of: {listed(n, "v-{n}")}}}\n'
    },
    "fields without a type": lambda n: {SHEET: W + lines(n, '      - {{id: f-{n}, label: "", hint: "H"}}')},
    "answers that are missing": lambda n: {BANK: B + lines(n, '  - {{id: q-{n}, text: "Q"}}') + "use: faq\nminuts: 3\n"},
    "stars for hyphens": lambda n: {SHEET: W.replace("[Tester]", "\n" + lines(n, "  * Ann"))},
    "versions side by side": lambda n: {SHEET: W + "<<<<<<< a\n=======\n>>>>>>> b\n" * n},
    "stray files": lambda n: {f"content/a-{i}.txt": "x" for i in range(n // 10)},
}  # fmt: skip


def calls(project: Project) -> tuple[int, int]:
    """Return how many calls a check and its report make, and how many problems there are."""
    profile = cProfile.Profile()
    profile.enable()
    problems = survey(project)[1]
    shown = list(report.as_text(problems, lambda text: text, str))
    profile.disable()
    kinds = len({problem.code for problem in problems})
    assert sum(1 for line in shown if " — " in line) <= (MOST_OF_A_KIND + 1) * kinds
    return pstats.Stats(profile).total_calls, len(problems)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def alone(lay_caches: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory) -> int:
    """Return how many calls it takes when there is next to nothing."""
    once = BuiltOnce(tmp_path_factory.mktemp("alone"), BASE | {"mkdocs.yml": CONFIG}, lay_caches)
    # What a process reads once is no part of it.
    calls(Project.open(once.root))
    return calls(Project.open(once.root))[0]


@pytest.mark.parametrize("name", LARGE)
def test_four_times_as_much_takes_no_more_than_four_times_the_work(
    make_project: MakeProject, name: str, alone: int
) -> None:
    """What each of them adds to what it takes anyway is compared: so even small ones tell."""
    suggestions._pairs.cache_clear()
    few, _ = calls(make_project(BASE | LARGE[name](200)))
    suggestions._pairs.cache_clear()
    many, _ = calls(make_project(BASE | LARGE[name](800)))
    # Work that grows with the square would be near sixteen times as much.
    assert 0 < many - alone < 5.5 * (few - alone)


@pytest.mark.parametrize(
    "name", ["wrong references to parts", "wrong references", "unknown keys", "wrong types", "wrong values"]
)
def test_the_nearest_word_is_looked_for_only_where_it_is_shown(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    looked: list[str] = []
    nearest = suggestions.nearest
    monkeypatch.setattr(
        suggestions, "nearest", lambda value, known: looked.append(value) or nearest(value, known)
    )
    problems = survey(make_project(BASE | LARGE[name](600)))[1]
    assert len(problems) >= 600
    assert 0 < len(looked) <= 2 * MOST_OF_A_KIND
    # And those are the first ones, which are listed.
    assert all(
        "did you mean" in str(problem.advice)
        for problem in problems[:50]
        if name == "wrong references to parts"
    )


def test_the_nearest_word_is_found_among_thousands() -> None:
    known = [f"question-{n}" for n in range(5000)] + ["first-step-to-take"]
    assert suggestions.nearest("frist-step-to-take", known) == "first-step-to-take"
    assert suggestions.nearest("nothing-like-it-at-all", known) is None


def run(project: Project, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(
        main, ["--project", str(project.root), "check", *args], env={"LANGUAGE": "en"}
    )
    return result.exit_code, result.output


def test_problems_beyond_a_hundred_of_one_kind_are_counted(make_project: MakeProject) -> None:
    project = make_project(
        BASE | {SHEET: W.replace("minutes: 10", "minutes: -5") + lines(1000, "minuts-{n}: x")}
    )
    code, said = run(project)
    assert code == 1
    assert said.count("there is no key") == 100
    assert "… and 900 more of this kind" in said
    assert "out of range" in said
    assert "1001" in said
    code, said = run(project, "--format", "json")
    entries = json.loads(said)
    assert code == 1
    assert len(entries) == 102
    assert sum(entry["more"] or 1 for entry in entries) == 1001
    assert max(entry["more"] for entry in entries) == 900
    code, said = run(project, "--format", "github")
    assert code == 1
    assert said.count("::error") == 102
    assert "and 900 more" in said


def test_a_hundred_problems_of_a_kind_are_all_listed(make_project: MakeProject) -> None:
    code, said = run(make_project(BASE | {SHEET: W + lines(100, "minuts-{n}: x")}))
    assert code == 1
    assert said.count("there is no key") == 100
    assert "more of this kind" not in said


def test_faulty_translations_are_counted(make_project: MakeProject) -> None:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entries = lines(500, 'msgctxt "worksheet/sheet/x{n}"\nmsgid "a {{b}}"\nmsgstr "c \u00ad"\n')
    code, said = run(make_project(BASE | {"locales/es/LC_MESSAGES/content.po": head + entries}))
    assert code == 1
    assert "and 400 more" in said
    assert said.count("content.po:") <= 205
