"""The search: what people type leads to what they mean, in every language, in the program as on the page."""

from __future__ import annotations

import gzip
import json
import subprocess
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from conftest import CONFIG, LOCALES, NODE, REPOSITORY, MakeProject, needs_node, worksheet

from toolkit.cli import main
from toolkit.definitions import library
from toolkit.project.opened import Project
from toolkit.search import answer, index_of
from toolkit.search.encoded import scripts
from toolkit.search.index import Index
from toolkit.search.words import stem, words
from toolkit.view import PUBLIC, Scope, edition

SETS = REPOSITORY / "tests" / "search"
#: What a language may weigh, compressed: the index of the shipped content, and all that a question loads.
INDEX_LIMIT, PASSAGE_LIMIT = 100_000, 8_000


@pytest.fixture(scope="module")
def shipped(repository: Project) -> library.Library:
    return library.load(repository)


@pytest.fixture(scope="module")
def indexes(repository: Project, shipped: library.Library) -> dict[str, Index]:
    return {locale: index_of(edition(repository, shipped, locale)) for locale in LOCALES}


def queries(locale: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((SETS / f"{locale}.yaml").read_text(encoding="utf-8"))
    return found


def definitions(index: Index, query: str) -> list[str]:
    """Return the definitions that a question leads to, best first; a part leads to its definition."""
    return list(dict.fromkeys(f"{entry.kind}/{entry.id}" for entry in answer(index, query).entries))


def small(
    make_project: MakeProject, files: dict[str, str], locale: str = "en", scope: Scope = PUBLIC
) -> Index:
    project = make_project(files)  # type: ignore[arg-type]
    return index_of(edition(project, library.load(project), locale, scope))


# -- what people type ----------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
def test_what_people_type_leads_to_what_they_mean(indexes: dict[str, Index], locale: str) -> None:
    asked = queries(locale)
    assert len(asked) >= 60
    known = {f"{entry.kind}/{entry.id}" for entry in indexes[locale].entries}
    ranks = []
    for query in asked:
        assert known.issuperset(query["expect"]), query
        found = definitions(indexes[locale], query["query"])
        ranks.append(next((n for n, name in enumerate(found, 1) if name in query["expect"]), 0))
    recall = sum(0 < rank <= 5 for rank in ranks) / len(ranks)
    reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
    missed = [query["query"] for query, rank in zip(asked, ranks, strict=True) if not 0 < rank <= 5]
    assert recall >= 0.95, missed
    assert reciprocal >= 0.80


@pytest.mark.parametrize(
    ("locale", "query", "address"),
    [
        ("lv", "merki", "worksheets/smart-goal/"),
        ("lv", "mērķiem", "worksheets/smart-goal/"),
        ("fi", "tavoitteiden", "worksheets/smart-goal/"),
        ("es", "reflexion", "worksheets/reflection-diary/"),
        ("en", "miracle question", "questions/"),
    ],
)
def test_words_of_the_issue(indexes: dict[str, Index], locale: str, query: str, address: str) -> None:
    found = [entry.address for entry in answer(indexes[locale], query).entries[:8]]
    assert any(one.startswith(address) for one in found), found


@pytest.mark.parametrize(
    ("locale", "other", "meant"),
    [("fi", "esimies", "esihenkilö"), ("en", "mentee", "mentee"), ("en", "protégé", "mentee")],
)
def test_terms_not_to_use_find_the_one_to_use(
    indexes: dict[str, Index], locale: str, other: str, meant: str
) -> None:
    index = indexes[locale]
    terms = {
        term for entry in index.entries if entry.kind == "glossary" for term in (entry.title, *entry.also)
    }
    assert meant in terms
    if other in terms:
        assert definitions(index, other)[:5]
        assert set(definitions(index, other)[:5]) & set(definitions(index, meant)[:8])


def test_parts_are_found_at_their_place(make_project: MakeProject) -> None:
    index = small(make_project, {"content/worksheets/sheet.yaml": worksheet()})
    found = answer(index, "matters").entries
    assert [(entry.address, entry.title) for entry in found][:1] == [
        ("worksheets/sheet/#field-answer", "What matters?")
    ]
    assert "worksheets/sheet/" in [entry.address for entry in found]
    assert answer(index, "mattrs").entries == found
    nothing = answer(index, "whta xyz")
    assert (nothing.entries, answer(index, "").entries) == ((), ())


def test_what_a_page_hides_is_not_found(make_project: MakeProject) -> None:
    draft = worksheet("draft").replace("Summary of", "Pterodactyl") + "life_cycle: draft\n"
    trainers = worksheet("trainers").replace("Summary of", "Stegosaurus") + "visibility: trainer\n"
    files = {
        "content/worksheets/sheet.yaml": worksheet(),
        "content/worksheets/draft.yaml": draft,
        "content/worksheets/trainers.yaml": trainers,
    }
    index = small(make_project, files)
    for word in ("pterodactyl", "stegosaurus"):
        assert answer(index, word).entries == (), word
        assert not any(word in script.casefold() for script in _scripts(index)), word
    assert answer(index, "summary").entries
    wide = small(make_project, files, scope=Scope(drafts=True))
    assert [entry.id for entry in answer(wide, "pterodactyl").entries] == ["draft"]


def _scripts(index: Index) -> list[str]:
    return [text for _, text in scripts(index)]


# -- the page does the same ----------------------------------------------------------------------


def on_the_page(index: Index, asked: list[str], vocabulary: list[str]) -> dict[str, Any]:
    """Return what the pages' scripts find, and how they cut words."""
    name, script = f"{index.locale}/index", next(text for text in _scripts(index))
    data = {"script": script, "name": name, "queries": asked, "vocabulary": vocabulary}
    done = subprocess.run(
        [str(NODE), REPOSITORY / "tests/search_alike.mjs", REPOSITORY / "templates/page/assets/search"],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@needs_node
@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_cuts_and_finds_as_the_program_does(indexes: dict[str, Index], locale: str) -> None:
    index = indexes[locale]
    texts = [text for entry in index.entries for text in (entry.title, *entry.also, *entry.body)]
    vocabulary = sorted({word for text in texts for word in text.split()})
    assert len(vocabulary) > 5000
    asked = [query["query"] for query in queries(locale)]
    asked += ["", "zzzz", "xyzmerk", "a", "check-list", "ß Ø ﬁ", "…", "🙂 goal"]
    told = on_the_page(index, asked, vocabulary)
    for query, got in zip(asked, told["answers"], strict=True):
        wanted = answer(index, query)
        assert got["found"] == [entry.address for entry in wanted.entries], query
        assert got["near"] == list(wanted.near), query
    for word, got in zip(vocabulary, told["cut"], strict=True):
        assert got == [stem(each, index.rules) for each in words(word)], word


#: A page of one's own, in two of three languages: with headings, one in a quotation, and what is no text.
ABOUT = """\
---
summary: "Who *we* are."
---
# About the school

We teach *gardening* and [climbing](https://example.org/hidden), since
long. ![A woman at a table](../static/me.png)

## Prices & more

| What | Price |
|------|-------|
| workshop | 60 |

> ## Quoted
> Satisfied

## Prices & more

Travelling expenses <b>apart</b>
"""


@needs_node
def test_own_pages_are_found_with_their_headings(make_project: MakeProject) -> None:
    files = {
        "content/worksheets/sheet.yaml": worksheet(),
        "pages/about.md": ABOUT,
        "pages/about.es.md": "# Sobre la escuela\n\nJardines.\n",
        "pages/plans.md": "---\ndraft: yes\n---\n# Plans\n\nPterodactyl\n",
    }
    index = small(make_project, files)
    wanted = {
        "school": ("about/", "About the school"),
        "gardening": ("about/", "About the school"),
        "we are": ("about/", "About the school"),
        "woman": ("about/", "About the school"),
        "price": ("about/#prices-more", "Prices & more"),
        "workshops": ("about/#prices-more", "Prices & more"),
        "satisfied": ("about/#prices-more", "Prices & more"),
        "expenses": ("about/#prices-more-2", "Prices & more"),
    }
    for query, told in wanted.items():
        # A word that a short page has once leads to the page, and then to the part where it is.
        found = [(entry.kind, entry.address, entry.title) for entry in answer(index, query).entries]
        assert found[0][:2] in {("page", told[0]), ("page", "about/")}, query
        assert ("page", *told) in found[:3], query
    for hidden in ("hidden", "pterodactyl"):
        assert answer(index, hidden).entries == ()
    asked = [*wanted, "pages", "hidden", "matters"]
    answers = on_the_page(index, asked, ["gardening"])["answers"]
    assert [got["found"] for got in answers] == [
        [entry.address for entry in answer(index, query).entries] for query in asked
    ]
    bodies = dict(scripts(index))["search/page.about.js"]
    assert "since long. A woman at a table" in bodies
    in_spanish = small(make_project, files, "es")
    assert [entry.title for entry in answer(in_spanish, "jardín").entries] == ["Sobre la escuela"]
    not_yet = small(make_project, files, "fi")
    (entry, *_) = answer(not_yet, "school").entries
    assert (entry.title, entry.language) == ("About the school", "en")


def test_the_command_finds_own_pages(make_project: MakeProject) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet(), "pages/about.md": ABOUT})
    asked = ["--project", str(project.root), "find", "prices", "--kind", "page"]
    told = CliRunner().invoke(main, asked)
    assert told.stdout.splitlines() == [
        "about/#prices-more  Prices & more",
        "about/#prices-more-2  Prices & more",
        "about/  About the school",
    ]


# -- what it costs -------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
def test_weight(indexes: dict[str, Index], shipped: library.Library, locale: str) -> None:
    found = dict(scripts(indexes[locale]))
    weights = {name: len(gzip.compress(text.encode(), 9)) for name, text in found.items()}
    assert len(weights) == len(shipped) + 1
    assert weights.pop("search/index.js") <= INDEX_LIMIT
    assert max(weights.values()) <= PASSAGE_LIMIT


# -- the command ---------------------------------------------------------------------------------


def test_find_answers_from_the_same_index(indexes: dict[str, Index]) -> None:
    asked = ["--project", str(REPOSITORY), "find", "merki", "--lang", "lv"]
    told = CliRunner().invoke(main, [*asked, "--format", "json"])
    assert told.exit_code == 0, told.output
    wanted = answer(indexes["lv"], "merki").entries
    assert json.loads(told.stdout) == [
        {"kind": entry.kind, "id": entry.id, "title": entry.title, "address": entry.address}
        for entry in wanted
    ]
    one = CliRunner().invoke(main, [*asked, "--kind", "worksheet"])
    assert one.stdout.splitlines()[0].startswith("worksheets/")
    assert all(line.startswith(("worksheets/", "…")) for line in one.stdout.splitlines())


def test_find_tells_what_is_wrong(make_project: MakeProject) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet()}, CONFIG)
    run = [main, ["--project", str(project.root), "find"]]
    unknown = CliRunner(env={"LANG": "C"}).invoke(run[0], [*run[1], "x", "--lang", "de"])
    assert (unknown.exit_code, "use one of: en" in unknown.output) == (2, True)
    empty = CliRunner(env={"LANG": "C"}).invoke(run[0], [*run[1], " "])
    assert (empty.exit_code, "enter what to look for" in empty.output) == (2, True)
    none = CliRunner(env={"LANG": "C"}).invoke(run[0], [*run[1], "zebra"])
    assert (none.exit_code, "Nothing was found." in none.output) == (0, True)
