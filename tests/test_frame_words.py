"""Words of the frame that our catalogs lack are Material's, where it speaks the page's language."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import CONFIG, LOCALES, MakeProject, quiet, session, worksheet
from lxml import html

from toolkit.build.run import build
from toolkit.project.opened import Project
from toolkit.project.theme import material
from toolkit.translation import interface
from toolkit.translation.catalog import State
from toolkit.translation.foreign import Foreign
from toolkit.translation.framewords import FRAME_WORDS, frame_words, material_language

FOLDER = material() / "partials" / "languages"
WITH_GERMAN = CONFIG.replace(
    "        - {locale: es, name: Español, build: true}\n",
    "        - {locale: de, name: Deutsch, build: true}\n        - {locale: ga, name: Gaeilge, build: true}\n",
)
OWN = 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "On this page"\nmsgstr "Auf dieser Seite"\n'
TALK = {
    "content/worksheets/sheet.yaml": worksheet(),
    "content/sessions/talk.yaml": session().replace("questions: [bank/first]", "questions: []"),
}


def test_every_word_stands_on_a_page_and_in_material(repository: Project) -> None:
    said = {message.id for message in interface.interface_sources(repository)}
    assert len(FRAME_WORDS) >= 7
    assert set(FRAME_WORDS) <= said
    assert set(frame_words("en")) == set(FRAME_WORDS)


def test_every_language_of_material_is_read() -> None:
    languages = sorted(path.stem for path in FOLDER.glob("*.html"))
    assert len(languages) > 60
    # Sinhala has no words for choosing a language.
    assert {code for code in languages if len(frame_words(code)) < len(FRAME_WORDS)} == {"si"}
    for code in languages:
        assert not any("{" in word or "<" in word for word in frame_words(code).values()), code
    assert frame_words("de")["On this page"] == "Inhaltsverzeichnis"
    assert frame_words("xx") == {}


def test_languages_are_found_by_todays_codes() -> None:
    assert [material_language(code) for code in ("de", "no", "fil", "ga")] == ["de", "nb", "tl", None]
    assert frame_words("no") == frame_words("nb") != {}


def test_pages_say_the_frames_words_in_their_language(make_project: MakeProject) -> None:
    project = make_project({**TALK, "locales/de/LC_MESSAGES/ui.po": OWN}, WITH_GERMAN)
    build(project, quiet, ("en", "de", "ga"))

    def shown(locale: str, path: str) -> list[tuple[str, str]]:
        page = html.parse(str(project.site / locale / "sessions/talk/index.html")).getroot()
        (found,) = page.xpath(path)
        return [
            (text.strip(), text.getparent().xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))
            for text in found.xpath(".//text()")
            if text.strip()
        ]

    skip, toc = "//a[@class='skip']", "//p[@id='tk_toc-title']"
    # The project's own catalog is asked before Material, which is asked before English.
    assert shown("de", toc) == [("Auf dieser Seite", "de")]
    assert shown("de", skip) == [("Zum Inhalt", "de")]
    assert shown("de", "//nav[@class='breadcrumb']/a[1]") == [("Home", "en")]
    assert shown("ga", skip) == [("Skip to the content", "en")]
    assert shown("en", skip) == [("Skip to the content", "en")]
    page = html.parse(str(project.site / "de" / "index.html")).getroot()
    assert page.xpath("//nav[@class='site-nav']/@aria-label") == ["Navigation"]
    label = page.xpath("//details[contains(@class, 'languages')]/summary/span[@class='visually-hidden']")
    assert [html.tostring(one, encoding="unicode", with_tail=False) for one in label] == [
        '<span class="visually-hidden">Sprache wechseln: </span>'
    ]


@pytest.mark.parametrize("locale", [code for code in LOCALES if code != "en"])
def test_our_catalogs_come_first(repository: Project, locale: str) -> None:
    pages, ours = interface.page_words(repository, locale), interface.words(repository, locale)
    for message in FRAME_WORDS:
        assert pages.gettext(message) == ours.gettext(message), message
    assert sum(pages.gettext(message) != word for message, word in frame_words(locale).items()) >= 4


def test_borrowed_words_are_no_work_that_is_done(make_project: MakeProject) -> None:
    """What a translator has still to do stays counted, and help on the command line says what it means."""
    project = make_project(TALK, WITH_GERMAN)
    counts = interface.count_interface(project, "de")
    assert (counts[State.translated], counts[State.missing] > 800) == (0, True)
    assert isinstance(interface.words(project, "de").gettext("Language"), Foreign)
    assert not isinstance(interface.page_words(project, "de").gettext("Language"), Foreign)
    assert isinstance(interface.page_words(project, "de").gettext("Home"), Foreign)
    assert isinstance(interface.page_words(project, "de").ngettext("one", "many", 2), Foreign)


def test_files_of_material_stay_templates_that_are_read(tmp_path: Path) -> None:
    assert all(path.read_text(encoding="utf-8").count("macro t(key)") == 1 for path in FOLDER.glob("*.html"))
