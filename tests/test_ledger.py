"""What the last build made is taken again only as it would be made now: warm equals cold, whatever changed.

A definition is on more pages than its own. Each change here reaches others on another way.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conftest import TWO, BuiltOnce, MakeProject, bank, contents, quiet, session, worksheet

from toolkit.build import editions, jobs
from toolkit.build import run as builder
from toolkit.cache import Folder
from toolkit.definitions import Key, Kind
from toolkit.errors import ContentError
from toolkit.project.opened import Project
from toolkit.site import engine, finished
from toolkit.site.bodies import Body
from toolkit.view import Edition, needs
from toolkit.view.ledger import Ledger

CATALOG = """\
msgid ""
msgstr "Language: lv\\nContent-Type: text/plain; charset=UTF-8\\n"

msgctxt "worksheet/sheet/title"
msgid "Title of sheet"
msgstr "Lapa"
"""
SHEET, BANK, TALK = (
    "content/worksheets/sheet.yaml",
    "content/questions/bank.yaml",
    "content/sessions/talk.yaml",
)
OTHER, WORDS = "content/worksheets/other.yaml", "locales/lv/LC_MESSAGES/content.po"
START = {
    SHEET: worksheet(),
    OTHER: worksheet("other") + "related_sessions: [talk]\n",
    BANK: bank(),
    TALK: session(),
    WORDS: CATALOG,
}
#: What changes, as (file, before, after), and pages where it shows, beside those of what changed.
CHANGES: dict[str, tuple[str, str, str, str]] = {
    "a title on a page that refers to it": (SHEET, "Title of sheet", "Renamed", "en/sessions/talk"),
    "a title on a page that it refers to": (TALK, "Title of talk", "Renamed", "en/worksheets/sheet"),
    "a title in an index": (OTHER, "Title of other", "A first one", "en/worksheets"),
    "a title on the home page": (OTHER, "Title of other", "A first one", "en"),
    "a question where it is asked": (BANK, "What matters to you?", "What now?", "en/sessions/talk"),
    "a reference that goes": (TALK, "    worksheets: [sheet]\n", "", "en/worksheets/sheet"),
    "a reference that comes": (
        TALK,
        "worksheets: [sheet]",
        "worksheets: [sheet, other]",
        "en/worksheets/other",
    ),
    "who may read it": (SHEET, "kind: worksheet", "visibility: trainer\nkind: worksheet", "en/sessions/talk"),
    "a draft": (SHEET, "kind: worksheet", "life_cycle: draft\nkind: worksheet", "en/sessions/talk"),
    "a draft in an index": (OTHER, "kind: worksheet", "life_cycle: draft\nkind: worksheet", "en/worksheets"),
    "a translated title": (WORDS, "Lapa", "Darba lapa", "lv/sessions/talk"),
    "a translation that is gone": (WORDS, 'msgid "Title of sheet"', 'msgid "Old title"', "lv/sessions/talk"),
    "a target of a link in a text": (OTHER, "visibility: client", "visibility: trainer", "en/sessions/talk"),
}


def site(root: Path) -> dict[str, bytes]:
    builder.build(Project.open(root), quiet)
    return contents(root / "site")


def cold(root: Path) -> dict[str, bytes]:
    """Build without anything that was kept, but for what goes by its own content.

    Those are fonts, PDFs, compiled templates, and how many words of the interface a language has.
    """
    for stage in (root / "build" / "cache").iterdir():
        if stage.name not in {"fonts", "pdf", "templates", "interface"}:
            shutil.rmtree(stage)
    return site(root)


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]) -> BuiltOnce:
    """Return a project that was built once."""
    talk = session().replace('purpose: "Why"', 'purpose: "Why, see [there](worksheet:other)"')
    other = START[OTHER].replace("kind: worksheet", "visibility: client\nkind: worksheet")
    files = {**START, TALK: talk, OTHER: other.replace("related_sessions: [talk]\n", ""), "mkdocs.yml": TWO}
    made = BuiltOnce(tmp_path_factory.mktemp("ledger"), files, lay_caches)
    site(made.root)
    return made


@pytest.fixture
def start(built_once: BuiltOnce) -> Path:
    """Return the folder of a project as it was after its first build."""
    return built_once.again()


def change(root: Path, file: str, before: str, after: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert before in text
    (root / file).write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses of the pages that MkDocs is given from here on, with their languages."""
    found: list[str] = []
    write = engine.write_tree

    def write_tree(edition: Edition, docs: Path, pages: object) -> engine.Tree:
        tree = write(edition, docs, pages)  # type: ignore[arg-type]
        found.extend(path for path, told in tree.pages.items() if told.body and Body.read(told.body).headings)
        return tree

    monkeypatch.setattr(engine, "write_tree", write_tree)
    return found


@pytest.mark.parametrize("what", CHANGES)
def test_warm_is_cold_after_a_change(start: Path, what: str) -> None:
    file, before, after, page = CHANGES[what]
    first = contents(start / "site")
    change(start, file, before, after)
    warm = site(start)
    name = f"{page}/index.html"
    assert warm[name] != first[name]
    other = cold(start)
    assert [path for path in {*warm, *other} if warm.get(path) != other.get(path)] == []


def test_only_what_is_touched_is_made_again(start: Path, made: list[str]) -> None:
    assert site(start)
    assert made == []
    change(start, BANK, "What else?", "What more?")
    site(start)
    # The second question is on no page but the bank's own; its card counts questions and words of title alone,
    # but whoever uses anything of the bank is made again with it.
    assert sorted(made) == sorted(
        f"{locale}/{path}"
        for locale in ("en", "lv")
        for path in (
            "index.md",
            "questions/index.md",
            "questions/bank.md",
            "sessions/talk.md",
            "sessions/index.md",
        )
    )


def test_who_only_names_a_definition_is_not_made_again_for_what_stands_in_it(
    start: Path, made: list[str]
) -> None:
    change(start, SHEET, "What matters?", "What matters most?")
    warm = site(start)
    assert sorted(made) == sorted(
        f"{locale}/{path}"
        for locale in ("en", "lv")
        for path in ("index.md", "worksheets/index.md", "worksheets/sheet.md")
    )
    assert warm == cold(start)


FORGOTTEN: dict[str, tuple[str, Callable[[str], bool]]] = {
    "definitions": ("a question where it is asked", lambda need: need.startswith("one question_bank")),
    "faces": ("a title on a page that refers to it", lambda need: need.startswith("face worksheet/sheet")),
    "kinds": ("a draft in an index", lambda need: need.startswith(("kind", "one worksheet/other"))),
    "users": ("a reference that comes", lambda need: need.startswith("users")),
}


@pytest.mark.parametrize("part", FORGOTTEN)
def test_a_need_that_is_forgotten_is_seen(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """Each kind of need is one that the comparison above would miss."""
    what, forgets = FORGOTTEN[part]
    file, before, after, _ = CHANGES[what]
    put = Ledger.put
    monkeypatch.setattr(
        Ledger,
        "put",
        lambda self, name, found, value: put(self, name, {n for n in found if not forgets(n)}, value),
    )
    root = make_project(START | {OTHER: worksheet("other")}, TWO).root
    site(root)
    change(root, file, before, after)
    try:
        warm = site(root)
    except ContentError as error:
        # A page leads to one that is gone: seen sooner still.
        assert {problem.code for problem in error.problems} == {"link"}
    else:
        assert warm != cold(root)


def test_words_and_settings_are_in_the_ledgers_name(start: Path, made: list[str]) -> None:
    words = start / "locales/lv/LC_MESSAGES/ui.po"
    words.write_text(
        'msgid ""\nmsgstr "Language: lv\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Find a question"\nmsgstr "Meklēt jautājumu te"\n',
        encoding="utf-8",
    )
    warm = site(start)
    assert {path.split("/")[0] for path in made} == {"lv"}
    assert "Meklēt jautājumu te" in warm["lv/index.html"].decode()
    made.clear()
    (start / "mkdocs.yml").write_text(TWO.replace("site_name: Test", "site_name: Best"), encoding="utf-8")
    warm = site(start)
    assert {path.split("/")[0] for path in made} == {"en", "lv"}
    assert warm == cold(start)
    made.clear()
    # A kind that comes first stands in every page's menu.
    (start / "content/checklists").mkdir()
    change(start, SHEET, "Title of sheet", "Title of the worksheet")
    assert (start / BANK).rename(start / "bank.yaml")
    change(start, TALK, "    questions: [bank/first]\n", "")
    warm = site(start)
    assert "questions/" not in warm["lv/sessions/talk/index.html"].decode()
    assert "lv/worksheets/other.md" in made
    assert warm == cold(start)


@pytest.fixture
def entries(start: Path) -> list[Path]:
    """Return what is kept of pages."""
    return sorted((start / "build/cache/pages").iterdir())


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:-1] + b"x", lambda data: b""])
def test_damaged_entries_are_made_anew(
    start: Path, entries: list[Path], made: list[str], damage: Callable[[bytes], bytes]
) -> None:
    before = contents(start / "site")
    # Two ledgers, their pages, and what is beside them.
    assert len(entries) >= 2 * 8 + 2
    for path in entries:
        path.write_bytes(damage(path.read_bytes()))
    assert site(start) == before
    assert len(made) == 2 * 8


def test_one_page_that_is_lost_is_made_alone(start: Path, made: list[str]) -> None:
    page = (start / "site/en/worksheets/sheet/index.html").read_bytes()
    lost = [path for path in (start / "build/cache/pages").iterdir() if path.read_bytes().startswith(page)]
    assert len(lost) == 1
    lost[0].unlink()
    before = contents(start / "site")
    assert site(start) == before
    assert made == ["en/worksheets/sheet.md"]


def test_prints_are_taken_as_they_were(start: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(start / "site")
    printed: list[tuple[str, ...]] = []
    prints = jobs.prints

    def noted(current: Edition, sheets: Sequence[Key], out: Folder) -> jobs.Result:
        printed.extend((current.locale, *key) for key in sheets)
        return prints(current, sheets, out)

    monkeypatch.setattr(jobs, "prints", noted)
    assert site(start) == before
    assert printed == []
    change(start, SHEET, "What matters?", "What matters most?")
    site(start)
    assert printed == [(locale, Kind.worksheet, "sheet") for locale in ("en", "lv")]
    printed.clear()
    change(start, SHEET, "Title of sheet", "Title of the sheet")
    warm = site(start)
    # The guide's cards name the sheet.
    assert printed == [
        (locale, *key)
        for locale in ("en", "lv")
        for key in ((Kind.session, "talk"), (Kind.worksheet, "sheet"))
    ]
    name = "en/print/sheet.pdf"
    assert warm[name] != before[name]
    shutil.rmtree(start / "build/cache/pages")
    assert site(start) == warm


def test_ledgers_tell_nothing_of_what_is_not_asked(start: Path) -> None:
    project = Project.open(start)
    kept = [
        project.cache(editions.PAGES).value(path.name) for path in (start / "build/cache/pages").iterdir()
    ]
    ledgers = [one for one in kept if one is not None]
    assert len(ledgers) == 2
    pages = [name for one in ledgers for name in one.made if name.startswith("page ")]
    assert len(pages) == 2 * 8
    assert needs.one((Kind.worksheet, "other")) not in ledgers[0].made["page questions/bank/"].needs
    assert finished._BESIDE in ledgers[0].made
