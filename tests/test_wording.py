"""What an editor would mark: each rule finds a planted fault in each language, can be excused, and fails nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import LOCALES, MakeProject
from hypothesis import given, settings, strategies

from toolkit.checks import typography, wording
from toolkit.checks.rulebook import rulebook
from toolkit.cli import main
from toolkit.definitions import WordingRule, library
from toolkit.project.opened import Project

#: A question with the fault of each rule, by language, and one that is in order.
QUESTIONS = {
    "en": {
        "closed": "Do you want to go on with this?",
        "double": "What do you want to keep and how will you do it?",
        "why": "Why did you leave that meeting early?",
        "leading": "Don’t you think that this is too much?",
        "advice": "Have you thought of asking your manager?",
        "": "What would you like to keep?",
    },
    "es": {
        "closed": "¿Quieres seguir con este tema?",
        "double": "¿Qué quieres mantener y cómo vas a hacerlo?",
        "why": "¿Por qué te fuiste antes de la reunión?",
        "leading": "¿No crees que es demasiado?",
        "advice": "¿Has pensado en hablar con tu responsable?",
        "": "¿Qué te gustaría mantener?",
    },
    "lv": {
        "closed": "Vai vēlaties par to runāt vēl?",
        "double": "Ko jūs gribat saglabāt un kā jūs to darīsiet?",
        "why": "Kāpēc jūs aizgājāt agrāk?",
        "leading": "Tas ir par daudz, vai ne?",
        "advice": "Vai esat mēģinājuši parunāt ar vadītāju?",
        "": "Ko jūs gribētu saglabāt?",
    },
    "fi": {
        "closed": "Haluatko jatkaa tästä aiheesta?",
        "double": "Mitä haluat säilyttää ja miten teet sen?",
        "why": "Miksi lähdit kokouksesta aikaisin?",
        "leading": "Tämä on tietysti liikaa sinulle, vai mitä?",
        "advice": "Oletko ajatellut puhua esihenkilöllesi?",
        "": "Mitä haluaisit säilyttää?",
    },
}
#: Words that a rule of each language does not want; each such rule of ours is met by one text at least.
PHRASES = {
    "en": "Keep the time, please.",
    "es": "Aquí se puede rellenar todo.",
    "lv": "Kas šeit iemācīts?",
    "fi": "Sovitaan tavoitteet, joilla on päivämäärä.",
}


def bank(locale: str, questions: dict[str, str], **more: object) -> str:
    """Return a bank with these questions by id."""
    return yaml.safe_dump(
        {
            "kind": "question_bank",
            "id": "own",
            "language": locale,
            "title": "Own",
            "summary": "Own.",
            "version": "1.0",
            "authors": ["A"],
            "audience": ["coach"],
            "questions": [{"id": name, "text": text} for name, text in questions.items()],
            **more,
        },
        allow_unicode=True,
        sort_keys=False,
    )


def warned(project: Project) -> list[tuple[str, str]]:
    """Return code and line's words of each warning."""
    found, problems = library.survey(project)
    assert problems == ()
    warnings = list(wording.check(project, found))
    assert all(warning.warning for warning in warnings)
    return [(one.code.removeprefix("wording-"), _line(one.place.path, one.place.line)) for one in warnings]


def run(project: Project, *arguments: str) -> Result:
    """Return what the command line says, in English whatever the machine speaks."""
    return CliRunner(env={"LANGUAGE": "en", "LANG": "C.UTF-8"}).invoke(
        main, ["--project", str(project.root), *arguments]
    )


def _line(path: Path, number: int) -> str:
    return path.read_text(encoding="utf-8").splitlines()[number - 1].strip()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_coachs_question_is_judged_by_each_rule(make_project: MakeProject, locale: str) -> None:
    planted = QUESTIONS[locale]
    texts = {name or "good": text for name, text in planted.items()}
    found = warned(make_project({"content/questions/own.yaml": bank(locale, texts)}))
    for rule, text in planted.items():
        codes = {code for code, line in found if text in line}
        assert (rule in codes) if rule else codes == set(), (text, codes)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_rule_has_its_words_in_every_language(locale: str) -> None:
    rules = rulebook(locale)
    assert rules is not None
    assert {rule.value for rule in rules.questions} == set(QUESTIONS[locale]) - {""}
    assert len(rules.phrases) >= 6
    assert all(phrase.why for phrase in rules.phrases)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_phrase_is_found_in_whatever_text_it_stands(make_project: MakeProject, locale: str) -> None:
    text = bank(locale, {"good": QUESTIONS[locale][""]}, introduction=PHRASES[locale])
    assert [code for code, _ in warned(make_project({"content/questions/own.yaml": text}))] == ["phrase"]


def test_a_closed_check_may_be_closed_and_a_readers_question_may_be_anything(
    make_project: MakeProject,
) -> None:
    own = yaml.safe_load(bank("en", {"check": QUESTIONS["en"]["closed"]}))
    own["questions"][0]["type"] = "closed_check"
    faq = yaml.safe_load(bank("en", {"why": QUESTIONS["en"]["why"]}, use="faq")) | {"id": "faq"}
    faq["questions"][0]["answer"] = "Because."
    files = {
        f"content/questions/{one['id']}.yaml": yaml.safe_dump(one, allow_unicode=True) for one in (own, faq)
    }
    assert warned(make_project(files)) == []


def test_a_term_that_the_glossary_does_not_want_is_told_with_the_one_to_use(
    make_project: MakeProject,
) -> None:
    glossary = """kind: glossary
id: glossary
language: en
title: Glossary
summary: Words.
version: "1.0"
authors: [A]
audience: [coach]
concepts:
  - id: coach
    definition: Who coaches.
    terms: {en: {preferred: coach, deprecated: [guru]}}
"""
    project = make_project(
        {
            "content/glossary.yaml": glossary,
            "content/questions/own.yaml": bank(
                "en", {"good": "What would you like?"}, introduction="Ask two gurus."
            ),
        },
    )
    found = [("term", "introduction: Ask two gurus.")]
    assert warned(project) == found
    # What the glossary wants is asked each time, although the bank has been looked at before.
    for deprecated, expected in (("sage", []), ("guru", found)):
        path = project.root / "content" / "glossary.yaml"
        path.write_text(glossary.replace("guru", deprecated), encoding="utf-8")
        assert warned(Project.open(project.root)) == expected


def test_what_is_looked_for_in_all_texts_at_once_misses_nothing(repository: Project) -> None:
    found = library.load(repository)
    terms = wording._unwanted(found)
    by_definition: dict[str, list[wording.Written]] = {}
    # Those with excuses, too, and each once more as somebody would shout it.
    for one in wording._written(repository, found.entries.values()):
        loud = replace(one, text=one.text.upper())
        by_definition.setdefault(one.entry.definition.id, []).extend((one, loud))

    def everything(texts: object, lang: str, terms: wording.Terms) -> wording._Among:
        rules = rulebook(lang)
        assert rules is not None
        return wording._Among(list(rules.phrases), terms.get(lang, []), typography.Among())

    seen = 0
    for own in by_definition.values():
        quick = [(told.rule, told.written.path, str(told.what)) for told in wording._found(own, terms)]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(wording, "_among", everything)
            assert quick == [
                (told.rule, told.written.path, str(told.what)) for told in wording._found(own, terms)
            ]
        seen += len(quick)
    assert seen > 20


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=300, deadline=None, derandomize=True)
@given(data=strategies.data())
def test_a_pattern_for_many_texts_finds_what_stands_in_any(locale: str, data: strategies.DataObject) -> None:
    rules = rulebook(locale)
    assert rules is not None
    words = ("Wort-Größe", "C. V.", "guru")
    finders = [*(one.found_by for one in rules.phrases), rules.foreign, *map(rules.term, words)]
    finder = data.draw(strategies.sampled_from(finders))
    text = data.draw(strategies.from_regex(finder.one))
    assert finder.one.search(text)
    before, after = data.draw(strategies.text(max_size=3)), data.draw(strategies.text(max_size=3))
    assert finder.among.search("\n".join((before, text, after)).lower())


def test_a_definition_is_looked_at_again_only_where_it_or_its_translation_has_changed(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    found = wording._found

    def noted(own: list[wording.Written], terms: wording.Terms) -> Iterator[wording.Found]:
        looked.append(own[0].entry.definition.id)
        return found(own, terms)

    monkeypatch.setattr(wording, "_found", noted)
    other = bank("en", {"good": "What would you like?"}).replace("id: own", "id: other", 1)
    project = make_project(
        {
            "content/questions/own.yaml": bank("en", {"good": "What would you like?"}, introduction="A  b."),
            "content/questions/other.yaml": other,
        }
    )
    catalog = project.root / "locales" / "lv" / "LC_MESSAGES" / "content.po"
    before = [("signs", "introduction: A  b.")]
    for translation, more, again in (
        ("", [], ["other", "own"]),
        ("", [], []),
        ("Citi", [], ["other"]),
        ("Citi  paši", [("signs", 'msgctxt "question_bank/other/title"')], ["other"]),
    ):
        if translation:
            catalog.parent.mkdir(parents=True, exist_ok=True)
            catalog.write_text(
                'msgid ""\nmsgstr "Language: lv\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
                f'msgctxt "question_bank/other/title"\nmsgid "Own"\nmsgstr "{translation}"\n',
                encoding="utf-8",
            )
        told = warned(Project.open(project.root))
        assert (sorted(told), sorted(looked)) == (sorted(before + more), again)
        looked.clear()
    # A line more above it: what was found stands one line lower.
    path = project.root / "content" / "questions" / "own.yaml"
    path.write_text(f"# Mine\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert before[0] in warned(Project.open(project.root))


def test_signs_numbers_and_full_stops_are_compared(make_project: MakeProject) -> None:
    texts = {str.lower(f"q-{name}"): "What would you like?" for name in "ABCDE"}
    own = yaml.safe_load(bank("en", texts, introduction='Two  spaces and a "quote".'))
    for number, question in enumerate(own["questions"]):
        question["intent"] = "Opens the subject." if number else "Opens the subject"
    assert Counter(
        code
        for code, _ in warned(
            make_project(
                {"content/questions/own.yaml": yaml.safe_dump(own, allow_unicode=True, width=1000)},
            )
        )
    ) == {"signs": 2, "full_stop": 1}


def test_a_translation_is_held_to_the_numbers_and_the_language_of_its_own(
    make_project: MakeProject,
) -> None:
    help_at_hand = "Call 999 or 112, within 5 minutes."
    project = make_project(
        {
            "content/questions/own.yaml": bank(
                "en", {"good": "What would be different in 3 weeks?"}, introduction=help_at_hand
            )
        },
    )
    catalog = project.root / "locales/lv/LC_MESSAGES/content.po"
    catalog.parent.mkdir(parents=True, exist_ok=True)
    catalog.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "question_bank/own/questions/good/text"\n'
        'msgid "What would be different in 3 weeks?"\n'
        'msgstr "Kāpēc tas būtu citādi pēc 4 nedēļām?"\n\n'
        'msgctxt "question_bank/own/introduction"\n'
        f'msgid "{help_at_hand}"\n'
        'msgstr "Zvaniet 112 5 minūšu laikā."\n',
        encoding="utf-8",
    )
    assert sorted(code for code, _ in warned(project)) == ["numbers", "why"]


def test_an_excuse_is_heard_and_one_for_nothing_is_told(make_project: MakeProject) -> None:
    why = {"left-early": QUESTIONS["en"]["why"]}
    excused = bank("en", why, excused=[{"path": "questions/left-early", "rules": ["why"]}])
    assert warned(make_project({"content/questions/own.yaml": excused})) == []
    useless = bank(
        "en",
        why,
        excused=[
            {"path": "questions/left-early", "rules": ["why", "double"]},
            {"path": "title", "rules": ["signs"]},
        ],
    )
    assert [code for code, _ in warned(make_project({"content/questions/own.yaml": useless}))] == [
        "unused-excuse",
        "unused-excuse",
    ]


def test_warnings_fail_nothing_unless_asked_to(make_project: MakeProject) -> None:
    project = make_project({"content/questions/own.yaml": bank("en", {"q": QUESTIONS["en"]["why"]})})
    told = run(project, "check")
    assert told.exit_code == 0, told.output
    assert "warning: ‘why’ can sound like an accusation" in told.stdout
    assert "- {path: questions/q/text, rules: [why]}" in told.stdout
    assert "Warnings: 1" in told.stdout
    assert run(project, "check", "--strict").exit_code == 1
    assert "accusation" not in run(project, "check", "--no-wording", "--strict").stdout
    [one] = json.loads(run(project, "check", "--format", "json").stdout)
    assert (one["severity"], one["code"]) == ("warning", "wording-why")
    assert run(project, "check", "--format", "github").stdout.startswith("::warning file=")


def test_all_rules_are_tried_here() -> None:
    tried = {rule for planted in QUESTIONS.values() for rule in planted} - {""}
    assert {*tried, "phrase", "term", "signs", "numbers", "full_stop"} == {rule.value for rule in WordingRule}


def test_the_shipped_toolkit_has_nothing_to_be_warned_of(repository: Project) -> None:
    found, problems = library.survey(repository)
    assert problems == ()
    assert len(found) >= 80
    assert [
        f"{one.place.path}:{one.place.line}: {one.what}" for one in wording.check(repository, found)
    ] == []
