"""A curriculum as a book, for those who take part or for whoever teaches it: what its template is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from ..definitions import AnyDefinition, Curriculum, Kind, Visibility
from ..project import branding
from ..view import (
    RANK,
    Edition,
    PrintMedium,
    PrintOptions,
    View,
    Viewer,
    comparison,
    language_name,
    written_day,
)
from .bookindex import by_letter, question_places
from .bookwords import book_words
from .contract import BookData, BookTerm
from .meta import sheet_meta


@dataclass(frozen=True)
class Book:
    """What a handbook is made of: a curriculum of an edition, localised, and for whom it is.

    The edition of trainers holds what is meant for them, as far as ``edition`` does. ``licence_address`` and
    ``source``, the page that it was made of, are empty where they are not known.
    """

    edition: Edition
    curriculum: Curriculum
    trainer: bool
    day: date
    licence_address: str
    source: str

    @property
    def seconds(self) -> int:
        """Return the day that it is dated, in seconds as ``SOURCE_DATE_EPOCH`` counts them."""
        return int(datetime.combine(self.day, time(), UTC).timestamp())

    @property
    def reader(self) -> Visibility:
        """Return for whom its words are: who takes part in what is for coaches is one, but trains nobody."""
        if self.trainer:
            return Visibility.trainer
        return min(Visibility.coach, self.curriculum.visibility, key=RANK.__getitem__)

    def definitions(self, told: BookData) -> list[AnyDefinition]:
        """Return what it prints, the curriculum first; ``told`` is what its template is given."""
        annexes = (
            *told["approaches"],
            *told["worksheets"],
            *told["checklists"],
            *told["question_banks"],
            *told["sessions"],
        )
        found = [self.edition.get(Kind(view["kind"]["value"]), view["id"]) for view in annexes]
        return [self.curriculum, *found, *self.edition.of_kind(Kind.glossary)]


def book_data(book: Book, brand: branding.Branding) -> BookData:
    """Return what the template of handbooks is given."""
    edition = book.edition
    viewer = Viewer(edition, PrintMedium(), book.reader)
    # A sheet of the annex is the participant's own, as the single one is.
    sheets = viewer if book.trainer else Viewer(edition, PrintMedium(), Visibility.client)
    view = viewer.view(book.curriculum)
    sittings = [sitting for module in view["modules"] for sitting in module["sessions"]]
    activities = [activity for sitting in sittings for activity in sitting["activities"]]
    guides = _guides(viewer, sittings) if book.trainer else []
    named = [*activities, *(phase for guide in guides for phase in guide["phases"])]

    def annex(kind: Kind, key: str) -> list[View]:
        ids = dict.fromkeys(link["id"] for part in named for link in part.get(key, ()))
        return [sheets.view(edition.get(kind, name)) for name in ids]

    words = book_words(edition)
    approaches = annex(Kind.approach, "approaches")
    side_by_side = comparison(sheets, {view["id"] for view in approaches})
    banks = annex(Kind.question_bank, "question_banks")
    worksheets, checklists = annex(Kind.worksheet, "worksheets"), annex(Kind.checklist, "checklists")
    terms = list(_terms(viewer))
    annexes = [approaches, side_by_side, worksheets, checklists, banks, guides, terms]
    meta = sheet_meta(edition, view, [words, view, *annexes], brand)
    version = words["version"].replace("{version}", book.curriculum.version)
    meta["title"] += f" – {words['trainers_handbook' if book.trainer else 'participants_handbook']}"
    meta["licence"] += f" · {version}"
    return {
        "words": words,
        "meta": meta,
        "options": PrintOptions(),
        "view": view,
        "trainer": book.trainer,
        "imprint": {
            "version": book.curriculum.version,
            "language": language_name(edition.locale),
            "day": written_day(book.day, edition.locale),
            "licence": book.curriculum.license,
            "licence_address": book.licence_address,
        },
        "approaches": approaches,
        "comparison": side_by_side,
        "worksheets": worksheets,
        "checklists": checklists,
        "question_banks": banks,
        "sessions": guides,
        "terms": terms,
        "index": by_letter(edition, question_places(view, banks)),
    }


def _guides(viewer: Viewer, sittings: Sequence[View]) -> list[View]:
    """Return the views of the session guides that are followed, each once."""
    names = dict.fromkeys(sitting["guide"]["id"] for sitting in sittings if sitting["guide"])
    return [viewer.view(viewer.edition.get(Kind.session, name)) for name in names]


def _terms(viewer: Viewer) -> Iterator[BookTerm]:
    """Yield what glossaries explain in the edition's language, by term."""
    edition = viewer.edition
    concepts = [
        concept
        for glossary in edition.of_kind(Kind.glossary)
        if viewer.may_read(glossary)
        for concept in viewer.view(glossary)["concepts"]
        if edition.locale in concept["terms"]
    ]
    for concept in sorted(concepts, key=lambda concept: edition.order(concept["term"])):
        yield {
            "term": concept["term"],
            "admitted": concept["admitted"],
            "definition": concept["definition"],
        }
