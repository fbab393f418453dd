"""Question cards for Anki: the question in front, and behind it its answer or what goes with it.

Anki knows decks, notes and the model of notes by numbers and marks. They are made of ids here, so that who
imports a newer package gets changed cards instead of second ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from uuid import NAMESPACE_URL, uuid5

import genanki
from markupsafe import Markup, escape

from .. import archive
from ..definitions import L_
from ..view import View
from . import colophon, questions
from .form import Form, per_language
from .imprint import Imprint
from .material import Material
from .questions import Bank
from .wording import html

#: Their names are those that Anki shows who edits a note. Changed ones would make another model of it.
_FIELDS = ("Question", "Answer", "Notes", "Deck")
_FRONT = '<div class="question">{{Question}}</div>'
_BACK = (
    '{{FrontSide}}<hr id="answer"><div class="answer">{{Answer}}{{Notes}}</div><p class="deck">{{Deck}}</p>'
)
_STYLE = """\
.card { font-family: sans-serif; font-size: 20px; line-height: 1.4; text-align: left; }
.card { max-width: 34em; margin: 1em auto; }
.question { font-weight: bold; font-size: 1.2em; }
.deck { font-size: 0.7em; opacity: 0.8; }
"""


def _number(*names: str) -> int:
    """Return the number that stands for what has these names, in the span that Anki's own clients use."""
    return uuid5(NAMESPACE_URL, "\n".join(names)).int % 2**30 + 2**30


def _model() -> genanki.Model:
    return genanki.Model(
        _number("coaching-toolkit", *_FIELDS),
        "Coaching Toolkit",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Question", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )


def _make(material: Material) -> Iterator[tuple[str, bytes]]:
    banks = list(questions.banks(material))
    if not banks:
        return
    top = _deck(material, material.imprint)
    site = material.edition.project.site_url
    model = _model()
    decks = [top]
    for bank in banks:
        deck = _deck(material, bank.imprint, bank)
        for question in bank.questions:
            deck.add_note(_note(model, site, bank, question))
        decks.append(deck)
    files = [("collection.anki2", _collection(material, decks)), ("media", b"{}")]
    yield f"{material.name}.apkg", archive.packed(files)


def _deck(material: Material, about: Imprint, bank: Bank | None = None) -> genanki.Deck:
    # Two colons part a deck from one below it.
    names = [one.title.replace("::", ":") for one in (material.imprint, about)][: 2 if bank else 1]
    number = _number(material.edition.project.site_url, material.name, *([bank.id] if bank else []))
    told = Markup("<br>").join(colophon.lines(material.edition, about))
    return genanki.Deck(number, "::".join(names), description=str(told))


def _note(model: genanki.Model, site: str, bank: Bank, question: View) -> genanki.Note:
    language = bank.imprint.language
    answer = html(question["answer"]) if question["answer"] else Markup("")
    sides = (html(question["text"]), answer, bank.notes(question), escape(bank.title))
    return genanki.Note(
        model=model,
        fields=[
            str(Markup('<div lang="{}">{}</div>').format(language, side)) if side else "" for side in sides
        ],
        sort_field=question["text"]["plain"],
        tags=[bank.id, *(topic["value"] for topic in question["topics"]), question["depth"]["value"]],
        guid=genanki.guid_for(site, bank.id, bank.stable_name(question)),
    )


def _collection(material: Material, decks: list[genanki.Deck]) -> bytes:
    """Return the database of decks, dated as the publication is."""
    day = datetime.fromisoformat(material.imprint.date).replace(tzinfo=UTC)
    # Notes are numbered by the time, and none may be nought.
    seconds = max(int(day.timestamp()), 1)
    with closing(sqlite3.connect(":memory:")) as database:
        genanki.Package(decks).write_to_db(database.cursor(), seconds, count(seconds * 1000))
        database.commit()
        return database.serialize()


FORM = Form("anki", L_("published form", "Question cards for Anki"), per_language(_make))
