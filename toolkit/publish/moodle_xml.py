"""Question banks in Moodle's own XML: as in GIFT, and besides what whoever asks or grades should know."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from markupsafe import Markup

from ..definitions import L_
from ..view import View
from . import colophon, questions
from .form import Form, per_language
from .material import Material
from .questions import Bank
from .wording import html

#: What an essay has besides its texts: an answer written in the editor, of any length, without files.
_ESSAY = {
    "defaultgrade": "1",
    "penalty": "0",
    "hidden": "0",
    "responseformat": "editor",
    "responserequired": "1",
    "responsefieldlines": "10",
    "minwordlimit": "",
    "maxwordlimit": "",
    "attachments": "0",
    "attachmentsrequired": "0",
    "maxbytes": "0",
    "filetypeslist": "",
}


def _make(material: Material) -> Iterator[tuple[str, bytes]]:
    for bank in questions.banks(material):
        quiz = etree.Element("quiz")
        told = colophon.lines(material.edition, bank.imprint)
        # Two hyphens would end a comment.
        quiz.append(etree.Comment("\n" + "\n".join(told).replace("--", "- -") + "\n"))
        _category(quiz, questions.category(material, bank), Markup("<br>").join(told), bank)
        for question in bank.questions:
            _question(quiz, bank, question)
        etree.indent(quiz)
        data = etree.tostring(quiz, xml_declaration=True, encoding="UTF-8") + b"\n"
        yield f"{material.name}/{bank.id}.xml", data


def _category(quiz: etree._Element, path: str, info: str, bank: Bank) -> None:
    found = etree.SubElement(quiz, "question", type="category")
    _text(found, "category", path)
    _text(found, "info", info, "html")
    etree.SubElement(found, "idnumber").text = f"{bank.id}.{bank.imprint.language}"


def _question(quiz: etree._Element, bank: Bank, question: View) -> None:
    essay = etree.SubElement(quiz, "question", type="essay")
    answer = html(question["answer"]) if question["answer"] else ""
    _text(essay, "name", question["text"]["plain"])
    _text(essay, "questiontext", f"<p>{html(question['text'])}</p>", "html")
    _text(essay, "generalfeedback", answer, "html")
    etree.SubElement(essay, "idnumber").text = bank.stable_name(question)
    for name, value in _ESSAY.items():
        etree.SubElement(essay, name).text = value
    _text(essay, "graderinfo", answer + bank.notes(question), "html")
    _text(essay, "responsetemplate", "", "html")
    tags = etree.SubElement(essay, "tags")
    for topic in question["topics"]:
        _text(tags, "tag", topic["label"])


def _text(parent: etree._Element, name: str, text: str, format: str = "") -> None:
    found = etree.SubElement(parent, name, {"format": format} if format else {})
    etree.SubElement(found, "text").text = str(text)


FORM = Form("moodle-xml", L_("published form", "Question banks for Moodle (XML)"), per_language(_make))
