"""The question banks of a publication, as learning platforms and card programs take them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ..definitions import Kind
from ..view import View, print_words
from . import imprint
from .imprint import Imprint
from .material import Material
from .wording import html, view_of, word_html

#: What is told of a question under a name, in the order in which it is read.
_NAMED = ("use_when", "avoid_when", "caution", "formal", "informal")


@dataclass(frozen=True)
class Bank:
    """A bank in one language: its view, with texts as plain data, and its imprint."""

    id: str
    view: View
    imprint: Imprint
    words: Mapping[str, str]

    @property
    def title(self) -> str:
        return self.imprint.title

    @property
    def questions(self) -> list[View]:
        """Return the views of its questions, in order."""
        found: list[View] = self.view["questions"]
        return found

    def stable_name(self, question: View) -> str:
        """Return what tells a question from all others of the banks with its name, the same every time."""
        return f"{question['id']}.{self.imprint.language}"

    def notes(self, question: View) -> Markup:
        """Return what whoever asks a question should know of it, as safe HTML, which may be empty."""
        told = []
        if question["intent"]:
            told.append(Markup("<p>{}</p>").format(html(question["intent"])))
        told += [
            Markup("<p><strong>{}</strong> {}</p>").format(word_html(self.words[name]), html(question[name]))
            for name in _NAMED
            if question[name]
        ]
        if question["follow_ups"]:
            entries = Markup("").join(
                Markup("<li>{}</li>").format(html(link["part"]["text"])) for link in question["follow_ups"]
            )
            told.append(
                Markup("<p><strong>{}</strong></p><ul>{}</ul>").format(word_html(self.words["then"]), entries)
            )
        return Markup("").join(told)


def banks(material: Material) -> Iterator[Bank]:
    """Yield the banks that a curriculum is taught with, by title."""
    words = print_words(material.edition)
    day = date.fromisoformat(material.imprint.date)
    for bank in material.edition.of_kind(Kind.question_bank):
        about = imprint.of(material.edition, bank, day)
        yield Bank(bank.id, view_of(material, bank), about, words)


def category(material: Material, bank: Bank) -> str:
    """Return the path of a bank's category, as Moodle takes it: a stroke that parts nothing stands twice."""
    return "/".join(title.replace("/", "//") for title in (material.imprint.title, bank.title))
