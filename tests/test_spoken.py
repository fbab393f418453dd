"""A definition in another language than it says is told, where it says it; those that are right are not."""

from __future__ import annotations

import json
from itertools import combinations, permutations

import pytest
from click.testing import CliRunner, Result
from conftest import LOCALES, MakeProject, bank

from toolkit.checks import spoken
from toolkit.checks.rulebook import languages, rulebook
from toolkit.cli import main
from toolkit.project.opened import Project
from toolkit.view import Edition

LATVIAN = (
    "Ko jūs vēlaties panākt, un kā jūs zināsiet, kad tas būs?",
    "Kad jūs to jau esat darījuši, un kā tas bija?",
)


def check(project: Project, *options: str) -> Result:
    return CliRunner().invoke(main, ["--project", str(project.root), "check", *options])


def warned(project: Project) -> list[dict[str, object]]:
    problems = json.loads(check(project, "--format", "json").stdout)
    return [one for one in problems if one["code"] == "other-language"]


def questions(language: str, title: str = "Title") -> str:
    head, _, _ = bank(language=language).partition("questions:")
    told = "".join(f'  - {{id: q{number}, text: "{text}"}}\n' for number, text in enumerate(LATVIAN))
    return f"{head.replace('Title', title)}questions:\n{told}"


def test_no_word_tells_two_languages() -> None:
    words = {language: rules.common for language in languages() if (rules := rulebook(language))}
    assert set(words) == set(LOCALES)
    assert min(map(len, words.values())) >= 20
    assert [pair for pair in combinations(words, 2) if words[pair[0]] & words[pair[1]]] == []


@pytest.mark.parametrize(("locale", "said"), [*permutations(LOCALES, 2)])
def test_shipped_definitions_are_told_from_those_in_another_language(
    shipped_editions: dict[str, Edition], locale: str, said: str
) -> None:
    whole = [one.definition for one in shipped_editions[locale].localised.values()]
    assert [one.id for one in whole if spoken._other(one.model_copy(update={"language": locale}))] == []
    found = [spoken._other(one.model_copy(update={"language": said})) for one in whole]
    assert found.count(locale) >= 0.97 * len(whole) >= 90
    assert set(found) <= {locale, None}


def test_it_is_told_where_the_language_stands_and_fails_nothing(make_project: MakeProject) -> None:
    project = make_project({"content/questions/bank.yaml": questions("fi")})
    (one,) = warned(project)
    line = questions("fi").splitlines().index("language: fi") + 1
    assert (one["line"], one["severity"]) == (line, "warning")
    assert "‘language: fi’" in str(one["what"])
    assert "‘language: lv’" in str(one["advice"])
    assert check(project).exit_code == 0
    assert check(project, "--strict").exit_code == 1


@pytest.mark.parametrize("language", ["lv", "de"])
def test_the_right_language_and_one_without_rules_are_let_be(
    make_project: MakeProject, language: str
) -> None:
    # Of German nobody knows here what it looks like, and small words of it may be some of another language.
    project = make_project({"content/questions/bank.yaml": questions(language)})
    assert warned(project) == []


def test_a_few_words_say_nothing(make_project: MakeProject) -> None:
    assert warned(make_project({"content/questions/bank.yaml": bank(language="lv")})) == []
