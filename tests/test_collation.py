"""The order of texts is that of their language, and the same here as in browsers."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import pytest
from conftest import LOCALES, MakeProject, worksheet

from toolkit.definitions.library import load
from toolkit.definitions.model import Kind, texts
from toolkit.view import Edition, PrintMedium, Viewer, edition, index
from toolkit.view.collation import sort_key
from toolkit.view.markup import plain

#: Languages with rules of their own that Chromium knows, beside those of the shipped content.
OTHERS = ("ru", "uk", "bg", "el", "hr", "lt", "et", "de", "da", "hu", "cs", "pl", "sv", "sr", "tr", "nb")
LETTERS = (
    "aábcčćdđdžeéëfgģğhchiíīıjkķlļłmnņñńoóöøõőpqrřsšşßtțuúüűvwxyýzžźżåäæœþðǆǉ",
    "абвгґдеёжзиийїкловўцшщъыьэюяћђџ",
    "αάβγδεέζηήθιςσλω",
)
SIGNS = " _-–—,;:!?.…'\"‘’“”„‚«»‹›()[]{}@*/\\&#%‰`^+<=>|~$€£¥°§¶•·0123456789½²№©®×÷¿¡‑"


def hard_list() -> list[str]:
    """Return letters of three alphabets with and without accents, capitals, digits, signs, and words of them."""
    chance = random.Random(9)
    found = {
        "co-op",
        "coop",
        "co op",
        "CO-OP",
        "2",
        "10",
        "01",
        "1a",
        "cote",
        "côte",
        "coté",
        "côté",
        "Résumé",
    }
    for letters in LETTERS:
        both = letters + letters.upper()
        found.update(both)
        found.update("".join(chance.choices(both, k=3)) for _ in range(300))
        found.update("".join(chance.choices(letters, k=4)) for _ in range(300))
    for sign in SIGNS:
        found.update((sign, f"{sign}a", f"{sign}B", f"a{sign}b", f"b{sign}a"))
    words = sorted(word for word in found if word.strip())
    chance.shuffle(words)
    return words


def disagreements(browser: Any, locale: str, words: list[str]) -> list[list[str]]:
    """Return neighbours of our order that a browser puts the other way round, or holds equal where we don't."""
    key = sort_key(locale)
    ours = sorted(words, key=key)
    pairs = [[one, other, key(one) == key(other)] for one, other in pairwise(ours)]
    page = browser.new_page()
    try:
        found: list[list[str]] = page.evaluate(
            """([pairs, locale]) => {
              if (!Intl.Collator.supportedLocalesOf(locale).length) throw new Error(locale);
              const order = new Intl.Collator(locale);
              return pairs.filter(([a, b, same]) => order.compare(a, b) !== (same ? 0 : -1));
            }""",
            [pairs, locale],
        )
    finally:
        page.close()
    return found


@pytest.mark.parametrize("locale", [*LOCALES, *OTHERS])
def test_hard_lists_are_in_the_order_of_browsers(browser: Any, locale: str) -> None:
    words = hard_list()
    assert len(words) > 1500
    assert disagreements(browser, locale, words) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_all_shipped_texts_are_in_the_order_of_browsers(
    browser: Any, editions: dict[str, Edition], locale: str
) -> None:
    ours = editions[locale]
    words = {plain(text.text) for entry in ours.localised.values() for text in texts(entry.definition)}
    assert len(words) > 3000
    assert disagreements(browser, locale, sorted(words)) == []


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("fi", "a o z å ä ö"),
        ("lv", "c cz č d g gz ģ k ķ l ļ n ņ s š z ž"),
        ("es", "n nz ñ o"),
        ("en", "a ä n ñ o"),
        ("ru", "а е ё я a z"),
        ("da", "z æ ø å"),
        ("cs", "h hz ch i"),
    ],
)
def test_languages_have_orders_of_their_own(locale: str, expected: str) -> None:
    words = expected.split()
    backwards = list(reversed(words))
    assert sorted(backwards, key=sort_key(locale)) == words


def test_one_language_changes_no_other() -> None:
    before = sort_key("en")("ä")
    assert sort_key("fi")("ä") != before == sort_key("en")("ä")


def test_accents_may_be_written_apart() -> None:
    assert sort_key("fi")("a\u0308") == sort_key("fi")("ä")


def test_every_list_of_a_locale_has_its_order(make_project: MakeProject) -> None:
    """Sheets on pages, their numbers for scripts, users of a bank, and terms of the glossary."""
    titles = {"one": "Äly", "two": "Zeta", "three": "Apu", "four": "Öljy", "five": "Ård"}
    expected = ["Apu", "Zeta", "Ård", "Äly", "Öljy"]
    sheets = {
        f"content/worksheets/{name}.yaml": worksheet(name, "fi").replace(f"Title of {name}", title)
        for name, title in titles.items()
    }
    concepts = "".join(
        f'  - id: {name}\n    definition: "x"\n    terms: {{fi: {{preferred: "{title}"}}}}\n'
        for name, title in titles.items()
    )
    glossary = worksheet("glossary", "fi").split("purpose:")[0].replace("kind: worksheet", "kind: glossary")
    project = make_project(sheets | {"content/glossary.yaml": f"{glossary}concepts:\n{concepts}"})
    finnish = edition(project, load(project), "fi")
    viewer = Viewer(finnish, PrintMedium())
    assert [sheet.title for sheet in finnish.of_kind(Kind.worksheet)] == expected
    (group,) = index(viewer, Kind.worksheet)["groups"]
    assert [(card["place"], card["title"]["plain"]) for card in group["entries"]] == list(enumerate(expected))
    (terms,) = finnish.of_kind(Kind.glossary)
    assert [concept["term"] for concept in viewer.view(terms)["concepts"]] == expected
