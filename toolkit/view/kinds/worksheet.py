"""Worksheets: the answer places of their fields, and what the elements and texts of a field are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypedDict

from ...definitions import FIELD_TYPES, Item, Part, WorksheetField, model
from .. import facets
from ..addresses import field_ids
from ..changes import NAMES
from ..examples import ExampleView, Shown, example_answers
from ..fieldplaces import sheet_places
from ..places import AnswerPlace, FieldPlaces, SheetPlaces, text_name
from ..speaker import Speaker
from ..text import View
from ..typed import Text
from ..words import print_words


class FieldEntry(TypedDict):
    """An entry of a field’s list, such as an option or a row."""

    id: Annotated[str, "Its stable name."]
    text: Annotated[Text, "The entry."]
    name: Annotated[str, "What its text is called on the page, for the second language."]


class FieldView(TypedDict):
    """What a field has besides its own keys."""

    place: Annotated[AnswerPlace | None, "Its one answer place, if it has one."]
    places: Annotated[
        Mapping[str, AnswerPlace | Mapping[str, AnswerPlace]],
        "Answer places of its parts by id; in tables by row (from 1, where rows have no id), then by column. "
        "Without ids of an author’s: `other`; of a commitment, by row, `action`, `by-when`, `support`, "
        "`confidence` and `done`; of a signature `signature`, `name` and `date`.",
    ]
    written_in: Annotated[AnswerPlace | None, "The place to write another option in, if it has one."]
    room: Annotated[
        str | None,
        "The room of its answer: `box` or `row` beside what is asked, `line` below; nothing for another.",
    ]
    shown_example: Annotated[ExampleView | None, "Its answer in the worked example, if it has one."]
    ids: Annotated[Mapping[str, str], "Ids of elements: `whole`, `control`, `hint` and `bounds`."]
    names: Annotated[Mapping[str, str], "What its texts are called on the page, by key."]


class SectionView(TypedDict):
    """What a section has besides its own keys."""

    columns: Annotated[
        int,
        "How many sections from this one on are the columns of one table: 1 for a section by itself, "
        "0 for a column beside one above it.",
    ]


class WorksheetView(TypedDict):
    """What a worksheet has besides its own keys."""

    minutes_text: Annotated[str, "How long it takes, in words."]
    wide: Annotated[bool, "Whether it needs a wide page."]
    for_leader: Annotated[str, "What heads notes to the one who hands it out."]
    places: Annotated[SheetPlaces, "All its answer places."]


#: What views have besides the keys of a definition, by the part of it.
ADDED: Mapping[type[Part], type] = {
    model.worksheet.Worksheet: WorksheetView,
    model.worksheet.Section: SectionView,
    **dict.fromkeys(FIELD_TYPES.values(), FieldView),
}


def extra(speaker: Speaker, worksheet: model.worksheet.Worksheet, view: View) -> WorksheetView:
    """Return what a worksheet's view has besides its fields."""
    words = print_words(speaker.edition)
    found = sheet_places(worksheet, words)
    shown = Shown(speaker, words, example_answers(worksheet, found))
    fields = [field for section in worksheet.sections for field in section.fields]
    views = [field for section in view["sections"] for field in section["fields"]]
    for field, told in zip(fields, views, strict=True):
        told |= drawn(field, told, found.fields[field.id], shown)
    counts = model.beside.columns(worksheet.sections)
    for section, count in zip(view["sections"], counts, strict=True):
        section["columns"] = count
    # Known before the page is drawn, so that nothing moves while it comes in.
    wide = any(field.is_wide for field in fields) or max(counts) > 1
    return {
        "minutes_text": speaker.minutes(worksheet.minutes),
        "wide": wide,
        "for_leader": speaker.say(facets.for_leader(worksheet)),
        "places": found,
    }


def drawn(field: WorksheetField, view: View, found: FieldPlaces, shown: Shown | None = None) -> FieldView:
    """Return what a page or sheet needs to draw a field; its entries are told what their texts are called."""
    for name in type(field).model_fields:
        entries = getattr(field, name)
        if isinstance(entries, tuple) and entries and isinstance(entries[0], Item):
            for entry in view[name]:
                entry["name"] = text_name(view["id"], NAMES.get(name, name), entry["id"])
    return {
        "place": found.whole,
        "places": found.parts,
        "written_in": found.written_in,
        "room": field.info.room,
        "shown_example": shown.of(field, view, found) if shown else None,
        "ids": field_ids(view["id"]),
        "names": {name: text_name(view["id"], name) for name in view},
    }


def facts(speaker: Speaker, view: View) -> list[str]:  # noqa: ARG001  # all kinds are asked alike
    """Return what to know of a worksheet at a glance."""
    return [view["minutes_text"], view["cadence"]["label"]]
