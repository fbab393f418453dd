"""The repository's own content: complete, counted, and well written in every language."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest
import spelling
from conftest import LOCALES

from toolkit.checks import typography
from toolkit.checks.rulebook import rulebook
from toolkit.definitions.entries import Library
from toolkit.definitions.model import Kind, texts
from toolkit.definitions.model.fieldrows import Signature
from toolkit.definitions.model.fields import FIELD_TYPES, Note
from toolkit.definitions.model.glossary import Glossary
from toolkit.definitions.model.question_bank import BankUse, Question, QuestionBank
from toolkit.definitions.model.worksheet import Worksheet
from toolkit.project.opened import Project
from toolkit.translation import catalog as catalogs
from toolkit.translation import interface, pofile
from toolkit.translation.catalog import State
from toolkit.translation.localisation import Wording
from toolkit.view import Edition

OUTLINE = Path(__file__).parent / "outline.csv"
Editions = Mapping[str, Edition]


@dataclass(frozen=True)
class Text:
    """A text in the language of a locale, and where it stands."""

    context: str
    text: str


@pytest.fixture(scope="session")
def interface_words(repository: Project) -> Mapping[str, list[Text]]:
    """Return the words of the interface; English is the language it is written in."""
    english = [text for text in interface.interface_sources(repository) if text.id]
    found = {"en": [Text("ui", form) for text in english for form in _forms(text.id)]}
    for locale in LOCALES[1:]:
        entries = polib.pofile(str(repository.catalog(locale, pofile.INTERFACE)), wrapwidth=0)
        found[locale] = [
            Text(f"ui: {entry.msgid}", form)
            for entry in entries
            for form in (entry.msgstr, *entry.msgstr_plural.values())
            if form
        ]
    return found


def _forms(message: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


@pytest.fixture(scope="session")
def content(editions: Editions) -> Mapping[str, list[Text]]:
    """Return all texts that stand in each locale's own language."""
    return {
        locale: [
            Text(catalogs.context_of(entry.definition, field.path), field.text)
            for entry in editions[locale].localised.values()
            for field in texts(entry.definition)
            if _wording(field.text).lang == locale
        ]
        for locale in LOCALES
    }


def _wording(text: str) -> Wording:
    assert isinstance(text, Wording)
    return text


# -- the outline -------------------------------------------------------------------------

LEAVES = {
    "P1": [f"1.{n}" for n in range(1, 9)],
    "P2": [f"2.{n}{letter}" for n in range(1, 16) for letter in "ab"],
    "P3": [f"3.{n}" for n in range(1, 9)],
    "P4": [f"4.{n}" for n in range(1, 7)],
    "P5": [f"5.{n}" for n in range(1, 24)],
}


def outline() -> list[tuple[str, Kind, str, tuple[str, ...]]]:
    """Return the rows that say where a leaf stands; a practice's own rows name what falls out of it."""
    with OUTLINE.open(encoding="utf-8", newline="") as file:
        return [
            (row["leaf"], Kind(row["kind"]), row["id"], tuple(row["path"].split("/")))
            for row in csv.DictReader(file)
        ]


def test_the_outline_is_listed_leaf_by_leaf() -> None:
    rows = outline()
    assert [len(leaves) for leaves in LEAVES.values()] == [8, 30, 8, 6, 23]
    assert {row[0] for row in rows} == {*LEAVES, *(leaf for leaves in LEAVES.values() for leaf in leaves)}
    assert len(rows) >= 270
    shared = [row for row, count in Counter(row[1:] for row in rows).items() if count > 1]
    assert not shared, "each leaf stands under an id of its own"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_outline_is_covered(editions: Editions, locale: str) -> None:
    uncovered = []
    found = 0
    for leaf, kind, name, path in outline():
        fields = [
            field for field in texts(editions[locale].get(kind, name)) if field.path[: len(path)] == path
        ]
        found += len(fields)
        if not fields:
            uncovered.append((leaf, name, path, "no such text"))
        uncovered += [
            (leaf, name, field.path, _wording(field.text).state)
            for field in fields
            if not field.text.strip() or _wording(field.text).state not in {State.source, State.translated}
        ]
    assert not uncovered
    assert found >= 390


# -- counts ------------------------------------------------------------------------------


def test_there_is_enough_of_every_kind(library: Library) -> None:
    counts = Counter(definition.kind for definition in library)
    assert counts[Kind.approach] >= 4
    assert counts[Kind.session] >= 11
    assert counts[Kind.checklist] >= 9
    assert counts[Kind.worksheet] >= 32
    assert counts[Kind.curriculum] == 4
    assert counts[Kind.glossary] == 1


def test_field_types_are_used(library: Library) -> None:
    """What the toolkit came with is in use; a new type may wait for a sheet that wants it."""
    used = Counter(
        field.type for sheet in _worksheets(library) for section in sheet.sections for field in section.fields
    )
    assert set(used) <= set(FIELD_TYPES)
    assert sum(count >= 2 for count in used.values()) >= 16


def test_questions_are_many_and_prepared(library: Library) -> None:
    prompts = [
        question
        for bank in library.of_kind(Kind.question_bank)
        if isinstance(bank, QuestionBank) and bank.use is BankUse.prompts
        for question in bank.questions
    ]
    assert len(prompts) >= 250
    prepared = [question for question in prompts if question.caution or question.follow_ups]
    assert len(prepared) * 5 >= len(prompts)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_question_asks_one_thing(editions: Editions, locale: str) -> None:
    asked = [
        (bank.id, question.id, wording)
        for bank in editions[locale].of_kind(Kind.question_bank)
        if isinstance(bank, QuestionBank)
        for question in bank.questions
        for wording in _spoken(question)
    ]
    assert len(asked) >= 340
    assert [entry for entry in asked if entry[2].count("?") != 1] == []


def _spoken(question: Question) -> Iterator[str]:
    for wording in (question.text, question.formal, question.informal):
        if wording is not None:
            yield wording


def test_concepts_have_terms_in_every_language(library: Library) -> None:
    concepts = _glossary(library).concepts
    whole = [concept for concept in concepts if all(locale in concept.terms for locale in LOCALES)]
    assert len(whole) >= 120
    assert whole == list(concepts)


def test_every_language_is_a_source(library: Library) -> None:
    counts = Counter(definition.language for definition in library)
    assert set(counts) == set(LOCALES)
    assert min(counts.values()) * 6 >= len(library)


#: How a sheet to be signed says that it is no legal advice.
DISCLAIMER = {
    "en": r"legal advice",
    "es": r"asesor\w+ (jurídic[oa]|legal)",
    "lv": r"juridisk\w+ konsultācij",
    "fi": r"(oikeudelli|juridi|lainopilli)\w+ neuvo",
}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_signed_is_no_legal_advice(editions: Editions, library: Library, locale: str) -> None:
    signed = []
    for sheet in _worksheets(library):
        localised = editions[locale].get(Kind.worksheet, sheet.id)
        assert isinstance(localised, Worksheet)
        fields = [field for section in localised.sections for field in section.fields]
        if any(isinstance(field, Signature) for field in fields):
            notes = " ".join(field.text for field in fields if isinstance(field, Note))
            signed.append(sheet.id)
            assert re.search(DISCLAIMER[locale], notes), sheet.id
    assert len(signed) >= 4


def _worksheets(library: Library) -> list[Worksheet]:
    return [entry for entry in library.of_kind(Kind.worksheet) if isinstance(entry, Worksheet)]


def _glossary(library: Library) -> Glossary:
    [glossary] = library.of_kind(Kind.glossary)
    assert isinstance(glossary, Glossary)
    return glossary


# -- translations ------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
def test_content_is_translated(repository: Project, library: Library, locale: str) -> None:
    counts = catalogs.count(library, catalogs.load(repository, locale))
    assert (counts[State.missing], counts[State.outdated]) == (0, 0)
    assert counts[State.translated] >= 3000


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_the_interface_is_translated(repository: Project, locale: str) -> None:
    counts = interface.count_interface(repository, locale)
    assert (counts[State.missing], counts[State.outdated]) == (0, 0)
    assert counts[State.translated] >= 400


@pytest.mark.parametrize("locale", LOCALES)
def test_no_sentence_was_left_in_its_source_language(
    repository: Project, library: Library, locale: str
) -> None:
    translations = catalogs.load(repository, locale).messages
    sentences = [source for source in catalogs.sources(library, locale) if len(source.text.split()) >= 5]
    assert len(sentences) >= 1900
    same = [source for source in sentences if translations[source.context].msgstr == source.text]
    assert same == []


# -- spelling ----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def vocabulary(
    content: Mapping[str, list[Text]], interface_words: Mapping[str, list[Text]], library: Library
) -> Mapping[str, Mapping[str, str]]:
    """Return every word of each locale, with the first place at which it stands."""
    found: dict[str, dict[str, str]] = {}
    for locale in LOCALES:
        terms = [
            Text(f"glossary: {concept.id}", term)
            for concept in _glossary(library).concepts
            for term in (concept.terms[locale].preferred, *concept.terms[locale].admitted)
        ]
        found[locale] = {
            word: text.context
            for text in reversed([*content[locale], *interface_words[locale], *terms])
            for word in spelling.words(text.text)
        }
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_is_spelled_right(vocabulary: Mapping[str, Mapping[str, str]], locale: str) -> None:
    places = {piece: place for word, place in vocabulary[locale].items() for piece in spelling.pieces(word)}
    assert len(places) >= 3500
    wrong = spelling.without(spelling.unknown(locale, vocabulary[locale]), spelling.allowed(locale))
    assert {word: places[word] for word in wrong} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_allow_list_is_in_order(vocabulary: Mapping[str, Mapping[str, str]], locale: str) -> None:
    listed = spelling.allowed(locale)
    assert listed == sorted(set(listed))
    used = {piece for word in vocabulary[locale] for piece in spelling.pieces(word)}
    assert set(listed) - used - {piece[0].lower() + piece[1:] for piece in used} == set()


@pytest.mark.parametrize(
    ("locale", "text", "wrong"),
    [
        ("en", "A *good* gaol, and a [recieved](https://example.org/xyzzy) {xyzzy}", {"recieved"}),
        ("es", "La sesion de la **persona**", {"sesion"}),
        ("lv", "Kads ir mērķis", {"Kads"}),
        ("fi", "Tavoiteet ja työnohjaus", {"Tavoiteet"}),
    ],
)
def test_a_misspelled_word_is_found(locale: str, text: str, wrong: set[str]) -> None:
    assert spelling.unknown(locale, spelling.words(text)) == wrong


# -- terms -------------------------------------------------------------------------------


def term_pattern(term: str, locale: str) -> re.Pattern[str]:
    """Return what the check of wording finds a term with."""
    rules = rulebook(locale)
    assert rules is not None
    return rules.term(term).one


@pytest.mark.parametrize(
    ("locale", "least"), [("en", 10), ("es", 25), ("lv", 25), ("fi", 25)], ids=lambda value: str(value)
)
def test_no_deprecated_term_is_used(
    library: Library,
    content: Mapping[str, list[Text]],
    interface_words: Mapping[str, list[Text]],
    locale: str,
    least: int,
) -> None:
    deprecated = [
        term for concept in _glossary(library).concepts for term in concept.terms[locale].deprecated
    ]
    assert len(deprecated) >= least
    every = [*content[locale], *interface_words[locale]]
    assert len(every) >= 4000
    used = [
        (term, text)
        for pattern, term in ((term_pattern(term, locale), term) for term in deprecated)
        for text in every
        if pattern.search(text.text)
    ]
    assert used == []


@pytest.mark.parametrize(
    ("locale", "term", "text", "found"),
    [
        ("en", "soft skills", "Soft skills matter", True),
        ("en", "protégé", "two protégés", True),
        ("es", "feedback", "un Feedback honesto", True),
        ("es", "performance", "performances", True),
        ("es", "checklist", "unchecklist", False),
        ("lv", "fīdbeks", "sniedz fīdbeku", True),
        ("lv", "komitments", "bez komitmenta", True),
        ("lv", "coachings", "Coaching Toolkit", False),
        ("lv", "ētikas kods", "ētikas kodekss", False),
        ("fi", "esimies", "Puhu esimiehelle", True),
        ("fi", "feedback", "feedbackia", True),
        ("fi", "esimies", "esihenkilö", False),
    ],
)
def test_a_deprecated_term_is_found(locale: str, term: str, text: str, found: bool) -> None:
    assert bool(term_pattern(term, locale).search(text)) is found


# -- typography --------------------------------------------------------------------------


def faults(text: str, locale: str) -> list[str]:
    """Return what the check of wording says of the signs of a text."""
    return [str(fault) for fault in typography.faults(text, rulebook(locale))]


@pytest.mark.parametrize("locale", LOCALES)
def test_signs_of_the_content_are_those_of_the_language(
    content: Mapping[str, list[Text]], locale: str
) -> None:
    assert len(content[locale]) >= 4000
    wrong = [(faults(text.text, locale), text) for text in content[locale]]
    assert [entry for entry in wrong if entry[0]] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_signs_of_the_interface_are_those_of_the_language(
    interface_words: Mapping[str, list[Text]], locale: str
) -> None:
    assert len(interface_words[locale]) >= 400
    wrong = [(faults(text.text, locale), text) for text in interface_words[locale]]
    assert [entry for entry in wrong if entry[0]] == []


@pytest.mark.parametrize(
    ("locale", "text", "found"),
    [
        ("en", "Say ‘yes’, don’t say ‘no’ – 10–20 minutes …", []),
        ("en", "Don't", ["a straight quotation mark or apostrophe"]),
        ("en", "Say “yes”", ["a character from another language’s typography: “"]),
        ("en", "Say ‘yes", ["one mark of a pair without the other: ‘ ’"]),
        ("en", "One  two", ["two spaces in a row"]),
        ("en", "Why ?", ["a space before a punctuation mark"]),
        ("en", "Well...", ["two or three full stops instead of an ellipsis"]),
        ("en", "Here - there", ["a hyphen instead of a dash"]),
        ("en", "10-20 minutes", ["a hyphen instead of a dash in a range"]),
        ("en", "cafe\u0301", ["a letter and its accent as two characters"]),
        ("en", "- one\n- two, [here](https://example.org/1-2)", []),
        ("es", "¿Qué dice «sí»? ¡Bien!", []),
        ("es", "Una palabra que empieza con «!»", []),
        ("es", "Qué dices?", ["one mark of a pair without the other: ¿ ?"]),
        ("es", "¿Qué? ¡Bien", ["one mark of a pair without the other: ¡ !"]),
        ("es", "Di “sí”", ["a character from another language’s typography: “"]),
        ("es", "Di «sí", ["one mark of a pair without the other: « »"]),
        ("lv", "Saki „jā” – un ej", []),
        (
            "lv",
            "Saki “jā”",
            [
                "a character from another language’s typography: “",
                "one mark of a pair without the other: „ ”",
            ],
        ),
        (
            "lv",
            "Saki „jā“",
            [
                "a character from another language’s typography: “",
                "one mark of a pair without the other: „ ”",
            ],
        ),
        ("fi", "Sano ”joo” – ja mene", []),
        (
            "fi",
            "Sano „joo”",
            [
                "a character from another language’s typography: „",
                "one mark of a pair without the other: ” ”",
            ],
        ),
        ("fi", "Sano ”joo", ["one mark of a pair without the other: ” ”"]),
    ],
)
def test_a_wrong_sign_is_found(locale: str, text: str, found: list[str]) -> None:
    assert faults(text, locale) == found
