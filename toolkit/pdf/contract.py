"""What print templates are given as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NotRequired, TypedDict

from ..definitions import model
from ..view import (
    AnswerPlace,
    CertificatePlaces,
    ComparisonView,
    PrintOptions,
    SheetPlaces,
    Text,
    View,
    ViewOf,
)


class Brand(TypedDict):
    """How the organisation shows itself."""

    name: Annotated[str, "Name of the site."]
    logo: Annotated[str, "File name of the logo beside the templates; empty without one."]
    primary: Annotated[str, "First colour, as #rrggbb."]
    accent: Annotated[str, "Second colour, as #rrggbb."]
    footer: Annotated[str, "Line for the foot of the page."]
    names: Annotated[list[tuple[str, str]], "Names of the site in single languages."]


class Standing(TypedDict):
    """What whoever holds the sheet must know of it."""

    label: Annotated[str, "That it is a draft, or for trainers only."]


class SheetMeta(TypedDict):
    """What every printed page says of itself."""

    locale: Annotated[str, "Language of the sheet."]
    title: Annotated[str, "Title of the document, in both languages where there are two."]
    authors: Annotated[list[str], "Who wrote it."]
    licence: Annotated[str, "Authors and licence."]
    standing: Annotated[list[Standing], "What whoever holds it must know of it."]
    address: Annotated[str, "Address of its page as people read it."]
    url: Annotated[str, "Whole address of its page; empty where the site has none."]
    qr: Annotated[str, "QR code of the address as SVG; empty where the site has none."]
    languages: Annotated[list[tuple[str, str]], "Code and name of each other language that texts are in."]
    brand: Annotated[Brand, "How the organisation shows itself."]
    tokens: Annotated[Mapping[str, Any], "Colours, sizes and spaces, by name."]


class Second(TypedDict):
    """The second language of a sheet in two."""

    locale: Annotated[str, "Its code."]
    words: Annotated[Mapping[str, str], "Its interface words, by name."]


class Continued(TypedDict):
    """An answer that is too long for its field."""

    label: Annotated[str, "What is asked."]
    text: Annotated[str, "The whole answer."]


class SheetData(TypedDict):
    """The input `data` of a sheet."""

    words: Annotated[Mapping[str, str], "Interface words, by name."]
    meta: Annotated[SheetMeta, "What every page says of itself."]
    options: Annotated[PrintOptions, "How it is printed."]
    view: Annotated[View, "The view of the definition, see its kind."]
    second: NotRequired[Annotated[Second, "The second language, where there is one."]]
    answered: NotRequired[
        Annotated[
            Mapping[str, float],
            "Numbers that a sheet is filled in with, by the mark of their place; with answers only.",
        ]
    ]
    continued: NotRequired[
        Annotated[list[Continued], "Answers that are too long for their fields, with answers only."]
    ]


class CardData(TypedDict):
    """The input `data` of `card.typ`, the picture that goes with a link to the site."""

    locale: Annotated[str, "Language of the site."]
    title: Annotated[str, "Name of the site."]
    description: Annotated[str, "One sentence about it."]
    languages: Annotated[list[str], "Names of its languages."]
    brand: Annotated[Brand, "How the organisation shows itself."]
    tokens: Annotated[Mapping[str, Any], "Colours, sizes and spaces, by name."]


class CoverData(TypedDict):
    """The input `data` of `cover.typ`, the cover of a book."""

    locale: Annotated[str, "Language of the book."]
    title: Annotated[str, "Title of the book."]
    below: Annotated[str, "Who offers it."]
    brand: Annotated[Brand, "How the organisation shows itself."]
    tokens: Annotated[Mapping[str, Any], "Colours, sizes and spaces, by name."]


class IconData(TypedDict):
    """The input `data` of `icon.typ`, the picture of the site as an app."""

    pixels: Annotated[int, "Pixels each way."]
    maskable: Annotated[bool, "Whether a device may cut it to a shape of its own."]
    logo: Annotated[str, "File name of the logo beside the templates; empty without one."]
    primary: Annotated[str, "First colour, as #rrggbb."]


class BookImprint(TypedDict):
    """What a handbook says of itself on its cover and in its imprint."""

    version: Annotated[str, "Version of the curriculum."]
    language: Annotated[str, "What its language calls itself."]
    day: Annotated[str, "Day of publication, as its language writes it."]
    licence: Annotated[str, "Its licence."]
    licence_address: Annotated[str, "Where the licence can be read; empty where that is not known."]


class BookTerm(TypedDict):
    """A term of the glossary in the book’s language."""

    term: Annotated[str, "The preferred term."]
    admitted: Annotated[list[str], "Terms that may be used."]
    definition: Annotated[Text, "What it means."]


class IndexedQuestion(TypedDict):
    """A question in the index."""

    text: Annotated[Text, "The question."]
    at: Annotated[list[str], "Names of the places where it stands."]


class IndexLetter(TypedDict):
    """The questions under a letter, in the order of the language."""

    letter: Annotated[str, "The letter; empty for questions that begin with none."]
    questions: Annotated[list[IndexedQuestion], "The questions."]


class BookData(TypedDict):
    """The input `data` of `handbook.typ`."""

    words: Annotated[Mapping[str, str], "Interface words, by name, those of sheets and of books."]
    meta: Annotated[SheetMeta, "What every page says of itself."]
    options: Annotated[PrintOptions, "How it is printed."]
    view: Annotated[Any, ViewOf(model.curriculum.Curriculum), "The view of the curriculum."]
    trainer: Annotated[bool, "Whether it is the edition for whoever teaches."]
    imprint: Annotated[BookImprint, "What the cover says."]
    approaches: Annotated[
        list[Annotated[View, ViewOf(model.approach.Approach)]], "The approaches that it leads to."
    ]
    comparison: Annotated[ComparisonView, "The same approaches side by side."]
    worksheets: Annotated[list[Annotated[View, ViewOf(model.worksheet.Worksheet)]], "Its worksheets."]
    checklists: Annotated[list[Annotated[View, ViewOf(model.checklist.Checklist)]], "Its checklists."]
    question_banks: Annotated[
        list[Annotated[View, ViewOf(model.question_bank.QuestionBank)]], "Its question banks."
    ]
    sessions: Annotated[
        list[Annotated[View, ViewOf(model.session.Session)]],
        "Its session guides; only in the trainer’s edition.",
    ]
    terms: Annotated[list[BookTerm], "The glossary, by term."]
    index: Annotated[list[IndexLetter], "The index of questions."]


class PlaceOnPaper(TypedDict):
    """An answer place in print."""

    kind: Annotated[str, "text, area, number, date, check or radio."]
    marks: Annotated[Mapping[str, str], "Addresses that mark where it is, by value."]
    min: Annotated[int | None, "Least value of a number."]
    max: Annotated[int | None, "Greatest value of a number."]


class HeadOnPaper(TypedDict):
    """The answer places of a sheet’s head in print."""

    name: Annotated[PlaceOnPaper, "The place for whom the sheet is."]
    date: Annotated[PlaceOnPaper, "The place for the date."]


class CertificateOnPaper(TypedDict):
    """The answer places of a certificate in print."""

    name: Annotated[PlaceOnPaper, "The place for whoever has attended."]
    dates: Annotated[PlaceOnPaper, "The place for when it was held."]
    hours: Annotated[PlaceOnPaper, "The place for how long they attended."]
    trainer: Annotated[PlaceOnPaper, "The place for the trainer’s name."]
    date: Annotated[PlaceOnPaper, "The place for when it is signed."]
    signature: Annotated[PlaceOnPaper, "The place for the trainer’s signature."]


#: What stands in a view in print where pages have an object.
ON_PAPER: Mapping[type, type] = {
    AnswerPlace: PlaceOnPaper,
    SheetPlaces: HeadOnPaper,
    CertificatePlaces: CertificateOnPaper,
}
