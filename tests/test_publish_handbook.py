"""Handbooks: complete, findable by page, accessible, and without a word for trainers in what participants get."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from conftest import HEAD, MakeProject, bank, quiet, session, worksheet
from filelock import FileLock
from pdf_faults import syntax_faults, ua_faults

from toolkit.definitions import Kind, library
from toolkit.definitions.model.curriculum import Curriculum
from toolkit.definitions.model.glossary import Glossary
from toolkit.definitions.model.question_bank import QuestionBank
from toolkit.errors import ContentError
from toolkit.pdf.book import Book
from toolkit.pdf.bookindex import by_letter
from toolkit.pdf.printer import Printer
from toolkit.project.opened import Project
from toolkit.publish import publish
from toolkit.translation import interface
from toolkit.view import Edition, Scope, edition, markup

NAME = "mentoring-introduction"
EDITIONS = [(locale, reader) for locale in ("lv", "fi") for reader in ("participant", "trainer")]
DAY = 1_767_225_600  # 2026-01-01
POINT = 72 / 25.4


@pytest.fixture(scope="module")
def published(repository: Project, publishing: FileLock, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the handbooks of one curriculum in two languages; return their folder."""
    target = tmp_path_factory.mktemp("published") / NAME
    with publishing, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(DAY + 3600))
        made = publish(repository, NAME, ("lv", "fi"), ("handbook",), target, Scope(), quiet)
    assert [artefact.path for artefact, _ in made.files["handbook"]] == [
        f"{NAME}-{locale}-{reader}.pdf" for locale, reader in EDITIONS
    ]
    return made.folder / "handbook"


@pytest.fixture(scope="module")
def books(published: Path) -> Iterator[Callable[[str, str], pymupdf.Document]]:
    """Return a function that gives an open handbook by language and reader."""
    opened = {one: pymupdf.open(published / f"{NAME}-{one[0]}-{one[1]}.pdf") for one in EDITIONS}
    yield lambda locale, reader: opened[locale, reader]
    for book in opened.values():
        book.close()


def words(text: str) -> str:
    """Return a text on one line, without the words' marks of languages and soft breaks."""
    return " ".join(re.sub("[\u00ad\u2060]", "", text).split())


def told(book: pymupdf.Document, first: int = 1, last: int | None = None) -> str:
    """Return the words of pages, counted from 1."""
    return words(" ".join(book[number - 1].get_text() for number in range(first, (last or len(book)) + 1)))


def curriculum_of(current: Edition) -> Curriculum:
    found = current.get(Kind.curriculum, NAME)
    assert isinstance(found, Curriculum)
    return found


def named(curriculum: Curriculum, key: str) -> list[str]:
    """Return what the activities name, in order, each once."""
    parts = [a for module in curriculum.modules for lesson in module.sessions for a in lesson.activities]
    return list(dict.fromkeys(name for part in parts for name in getattr(part, key)))


@pytest.mark.parametrize(("locale", "reader"), EDITIONS)
def test_validators_find_nothing(published: Path, locale: str, reader: str, faults_found: Path) -> None:
    path = published / f"{NAME}-{locale}-{reader}.pdf"
    assert ua_faults(path, faults_found) == []
    assert syntax_faults(path) == []


@pytest.mark.parametrize(("locale", "reader"), EDITIONS)
def test_contents_name_the_pages_where_things_are(
    repository: Project, books: Callable[[str, str], pymupdf.Document], locale: str, reader: str
) -> None:
    book = books(locale, reader)
    head = interface.page_words(repository, locale).gettext("Contents")
    bookmarks = book.get_toc()
    chapters = [(title, page) for level, title, page in bookmarks if level == 1]
    dotted = re.sub(r"(?:\. ?){4,}", "\t", told(book, 3, chapters[0][1] - 1))
    printed = re.findall(r"([^\t]+?) ?\t ?(\d+) ?", dotted)
    assert len(printed) > 20
    for title, page in printed:
        assert title.removeprefix(f"{head} ") in told(book, int(page), int(page)), title
    first_two = [title for level, title, _ in bookmarks if level <= 2]
    assert len(printed) == len(first_two)
    assert len(bookmarks) > len(first_two) + 15
    for _, title, page in bookmarks:
        assert words(title) in told(book, page, page)
    assert len(book) > (35 if reader == "participant" else 42)


@pytest.mark.parametrize(("locale", "reader"), EDITIONS)
def test_modules_and_annexes_are_all_there(
    books: Callable[[str, str], pymupdf.Document], editions: dict[str, Edition], locale: str, reader: str
) -> None:
    book, current = books(locale, reader), editions[locale]
    curriculum = curriculum_of(current)
    titles = [words(title) for _, title, _ in book.get_toc()]
    for n, module in enumerate(curriculum.modules, 1):
        assert f"{n}. {markup.plain(module.title)}" in titles
        for lesson in module.sessions:
            assert {words(markup.plain(a.title)) for a in (lesson, *lesson.activities)} <= set(titles)
    for kind, key, least in (
        (Kind.worksheet, "worksheets", 4),
        (Kind.checklist, "checklists", 1),
        (Kind.question_bank, "question_banks", 3),
        (Kind.approach, "approaches", 2),
    ):
        names = named(curriculum, key)
        assert len(names) >= least
        assert {words(markup.plain(current.get(kind, name).title)) for name in names} <= set(titles)
    guides = {lesson.guide for module in curriculum.modules for lesson in module.sessions if lesson.guide}
    shown = {words(markup.plain(current.get(Kind.session, name).title)) for name in guides} & set(titles)
    assert len(shown) == (len(guides) if reader == "trainer" else 0)
    text = told(book)
    assert ("0:45–1:05" in text) == (reader == "trainer")
    (glossary,) = current.of_kind(Kind.glossary)
    assert isinstance(glossary, Glossary)
    terms = [concept.terms[locale].preferred for concept in glossary.concepts if locale in concept.terms]
    assert len(terms) > 100
    assert [term for term in terms if term not in text] == []


@pytest.mark.parametrize(("locale", "reader"), EDITIONS)
def test_what_is_to_be_read_stands_in_the_book_and_on_the_page_that_is_named(
    repository: Project,
    books: Callable[[str, str], pymupdf.Document],
    editions: dict[str, Edition],
    locale: str,
    reader: str,
) -> None:
    book, current = books(locale, reader), editions[locale]
    _ = interface.page_words(repository, locale).gettext
    text, pages = told(book), {words(title): page for _, title, page in book.get_toc()}
    for name in named(curriculum_of(current), "approaches"):
        title = words(markup.plain(current.get(Kind.approach, name).title))
        found = re.findall(f"{re.escape(title)}, {_('page {page}').replace('{page}', '([0-9]+)')}", text)
        assert set(found) == {str(pages[title])}, title
    side_by_side = pages[_("Approaches side by side")]
    assert all(
        words(markup.plain(current.get(Kind.approach, name).title))
        in told(book, side_by_side, side_by_side + 1)
        for name in named(curriculum_of(current), "approaches")
    )


def test_notes_of_guides_are_for_who_leads_them(books: Callable[[str, str], pymupdf.Document]) -> None:
    text = told(books("lv", "trainer"))
    assert text.count("Mentoram") >= 6
    assert "Koučam" not in text


@pytest.mark.parametrize("locale", ["lv", "fi"])
def test_every_question_is_in_the_index_in_order_and_on_its_page(
    books: Callable[[str, str], pymupdf.Document], editions: dict[str, Edition], locale: str
) -> None:
    book, current = books(locale, "participant"), editions[locale]
    curriculum = curriculum_of(current)
    banks = [current.get(Kind.question_bank, name) for name in named(curriculum, "question_banks")]
    questions = {words(markup.plain(one.text)) for module in curriculum.modules for one in module.questions}
    for found in banks:
        assert isinstance(found, QuestionBank)
        questions |= {words(markup.plain(one.text)) for one in found.questions}
    assert len(questions) > 60
    start = book.get_toc()[-1][2]
    # Its columns are read one after the other.
    text = words(
        " ".join(page.get_text(clip=half) for page in book.pages(start - 1) for half in halves(page.rect))
    )
    place = 0
    for question in sorted(questions, key=current.order):
        found_at = re.compile(re.escape(question) + r" (\d+(?:, \d+)*)").search(text, place)
        assert found_at, question
        place = found_at.end()
        for page in found_at[1].split(", "):
            assert question in told(book, int(page), int(page))


def halves(page: pymupdf.Rect) -> Iterator[pymupdf.Rect]:
    body = (page.y0 + 16 * POINT, page.y1 - 19 * POINT)
    middle = page.width / 2
    yield pymupdf.Rect(page.x0, body[0], middle, body[1])
    yield pymupdf.Rect(middle, body[0], page.x1, body[1])


@pytest.mark.parametrize(("locale", "reader"), EDITIONS)
def test_nothing_stands_beyond_the_text_block(
    books: Callable[[str, str], pymupdf.Document], locale: str, reader: str
) -> None:
    seen = 0
    for page in books(locale, reader):
        for x0, _, x1, y1, word, *_ in page.get_text("words"):
            seen += 1
            inside = x0 > 17.5 * POINT and x1 < (210 - 17.5) * POINT and y1 < 290 * POINT
            assert inside, (page.number, word)
    assert seen > 8000


def test_no_page_is_empty_and_none_ends_in_a_head(
    books: Callable[[str, str], pymupdf.Document],
) -> None:
    book = books("lv", "participant")
    heads = {words(title) for _, title, _ in book.get_toc()}
    for page in book:
        body = [block for block in page.get_text("blocks", sort=True) if block[3] < 278 * POINT]
        assert body, page.number
        if page.number > 2:
            assert words(body[-1][4]) not in heads, page.number


def test_metadata_say_what_the_imprint_says(published: Path) -> None:
    with pikepdf.open(published / f"{NAME}-lv-participant.pdf") as document:
        assert str(document.Root.Lang) == "lv"
        assert str(document.docinfo["/CreationDate"]).startswith("D:20260101000000")
        with document.open_metadata() as metadata:
            assert metadata["dc:title"].startswith("Ievads mentoringā – ")
            assert metadata["dc:creator"] == ["Coaching Toolkit contributors"]
            assert metadata["dc:rights"] == "CC-BY-4.0"
            assert metadata["xmpRights:WebStatement"] == "https://creativecommons.org/licenses/by/4.0/"
            assert metadata["dc:source"] == f"https://coaching-toolkit.example/lv/curricula/{NAME}/"
            assert metadata["xmpMM:VersionID"] == "1.0"
            assert metadata["pdfuaid:part"] == "1"
    with pymupdf.open(published / f"{NAME}-lv-participant.pdf") as book:
        assert "coaching-toolkit.example/lv/curricula/mentoring-introduction" in told(book, 1, 1)
        assert "2026. gada 1. janv." in told(book, 1, 1)
        assert f"10. lapa no {len(book)}" in told(book, 10, 10)


# -- a small one -----------------------------------------------------------------------------------

COURSE = (
    HEAD.format(kind="curriculum", id="course", language="en")
    + """\
provider: "School"
introduction: "See [what nobody else reads](worksheet:secret)."
minutes: {target: 30, contact: 20}
delivery: online
assessment: "A talk"
completion: {all: "All of it"}
languages: [en, lv]
publish_threshold: 0
modules:
  - id: first
    title: "First"
    summary: "The first"
    questions: {why: "Žoga?", when: "¿And when?", again: "Zero?", first: "What matters to you?"}
    objectives: {know: "Know"}
    keypoints: {listen: "Listen"}
    sessions:
      - id: sitting
        title: "Sitting"
        guide: talk
        activities:
          - id: doing
            title: "Doing"
            type: practice
            minutes: 20
            text: "Do"
            materials: {pens: "Pens"}
            worksheets: [sheet, secret]
            checklists: [trainers]
            question_banks: [bank]
          - {id: home, title: "Home", type: reflection, minutes: 10, contact: false, text: "Think"}
"""
)
TRAINERS = (
    HEAD.format(kind="checklist", id="trainers", language="en").replace(" of trainers", " SECRET-LIST")
    + """\
visibility: trainer
stage: during
roles: [trainer]
groups:
  - {id: one, title: "One", items: [{id: a, term: "Chairs", text: "SECRET-CHAIRS", responsible: [trainer]}]}
"""
)


@pytest.fixture
def small(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(DAY))
    secret = worksheet("secret").replace("Title of secret", "SECRET-SHEET") + "visibility: coach\n"
    return make_project(
        {
            "content/curricula/course.yaml": COURSE,
            "content/worksheets/sheet.yaml": worksheet(),
            "content/worksheets/secret.yaml": secret,
            "content/checklists/trainers.yaml": TRAINERS,
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": session(),
        }
    )


def test_what_is_for_trainers_is_in_their_edition_alone(small: Project, tmp_path: Path) -> None:
    for place in ("one", "two"):
        publish(small, "course", ("lv",), ("handbook",), tmp_path / place, Scope(), quiet)
    names = [f"handbook/course-lv-{reader}.pdf" for reader in ("participant", "trainer")]
    first, again = ([(tmp_path / place / name).read_bytes() for name in names] for place in ("one", "two"))
    assert first == again
    with pymupdf.open(tmp_path / "one" / names[0]) as participants:
        text, pages = told(participants), len(participants)
        assert pages > 8
        assert "SECRET" not in text
        assert "what nobody else reads" in text
        assert "What matters?" in text
        assert "10 min" not in text
    with pymupdf.open(tmp_path / "one" / names[1]) as trainers:
        text = told(trainers)
        assert {"NOTE", "SIGN", "SHEET", "CHAIRS", "LIST"} <= set(re.findall(r"SECRET-(\w+)", text))
        assert "0:00–0:20" in text
        # What is not translated is in English, and says so to those who hear it.
        assert "Pens" in text
    with pikepdf.open(tmp_path / "one" / names[0]) as document:
        spoken = [str(one.get("/Lang")) for one in document.objects if is_dictionary_with_language(one)]
        assert spoken.count("en") > 10


def is_dictionary_with_language(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and "/Lang" in one and one.get("/Type") != "/Catalog"


def test_those_who_take_part_in_what_is_for_coaches_read_as_coaches(small: Project) -> None:
    found = library.load(small)
    current = edition(small, found, "en", Scope())
    course = current.get(Kind.curriculum, "course")
    assert isinstance(course, Curriculum)

    def readers(visibility: str) -> list[str]:
        one = course.model_copy(update={"visibility": type(course.visibility)(visibility)})
        day = date(2026, 1, 1)
        return [Book(current, one, trainer, day, "", "").reader.value for trainer in (False, True)]

    assert readers("client") == ["client", "trainer"]
    assert readers("coach") == ["coach", "trainer"]
    # Who takes part in what is for trainers is not the one who leads it.
    assert readers("trainer") == ["coach", "trainer"]


def test_the_index_is_in_the_order_of_its_language(editions: dict[str, Edition]) -> None:
    def indexed(locale: str, *texts: str) -> list[tuple[str, list[str]]]:
        found = [({"plain": text, "lang": None, "runs": []}, text) for text in texts]
        return [
            (part["letter"], [one["text"]["plain"] for one in part["questions"]])
            for part in by_letter(editions[locale], found)
        ]

    assert indexed("fi", "Öljy?", "Zen?", "Äiti?", "Asia?") == [
        ("A", ["Asia?"]), ("Z", ["Zen?"]), ("Ä", ["Äiti?"]), ("Ö", ["Öljy?"]),
    ]  # fmt: skip
    # By CLDR a long vowel of Latvian is a letter of its own, as č is; in Spanish é is none.
    assert indexed("lv", "Čakls?", "Ēna?", "Esi?", "Cik?") == [
        ("C", ["Cik?"]), ("Č", ["Čakls?"]), ("E", ["Esi?"]), ("Ē", ["Ēna?"]),
    ]  # fmt: skip
    assert indexed("es", "¿Qué?", "Esto", "¿Él?", "Ella", "1 y 2") == [
        ("", ["1 y 2"]), ("E", ["¿Él?", "Ella", "Esto"]), ("Q", ["¿Qué?"]),
    ]  # fmt: skip
    twice = by_letter(editions["en"], [({"plain": "Why?"}, "a"), ({"plain": "Why?"}, "b")])
    assert [one["at"] for part in twice for one in part["questions"]] == [["a", "b"]]


def test_a_word_without_room_is_told_at_its_place(small: Project) -> None:
    path = small.root / "content" / "worksheets" / "sheet.yaml"
    path.write_text(path.read_text().replace("Title of sheet", "W" * 70), encoding="utf-8")
    found = library.load(small)
    current = edition(small, found, "en", Scope())
    course = current.get(Kind.curriculum, "course")
    assert isinstance(course, Curriculum)
    with Printer(small) as printer, pytest.raises(ContentError) as refused:
        printer.book(Book(current, course, False, date(2026, 1, 1), "", ""))
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.path, problem.place.line) == ("too-wide", path, 4)
