"""Worksheets as documents that anybody can change in Word or LibreOffice, and fill in there or on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO

from .. import archive
from ..definitions import L_, AnyDefinition, Kind
from ..project import Tokens, branding, licences
from ..view import View, print_words
from . import docx_styles as styles
from . import imprint
from .docx_fields import Fields
from .form import Form, per_language
from .imprint import Imprint
from .material import Material
from .wording import view_of


def _make(material: Material) -> Iterator[tuple[str, bytes]]:
    tokens = branding.load(material.edition.project).tokens
    for worksheet in material.edition.of_kind(Kind.worksheet):
        yield f"{material.name}/{worksheet.id}.docx", _document(material, worksheet, tokens)


def _document(material: Material, worksheet: AnyDefinition, tokens: Tokens) -> bytes:
    edition, view = material.edition, view_of(material, worksheet)
    about = imprint.of(edition, worksheet, date.fromisoformat(material.imprint.date))
    words = print_words(edition)
    document = styles.blank(edition, about, tokens)
    fields = Fields(document, styles.look_of(tokens), edition.locale, words)
    _head(fields, view)
    for section in view["sections"]:
        if section["title"]:
            fields.said(fields.paragraph("Heading 2"), section["title"])
        if section["text"]:
            fields.prose(section["text"])
        before = None
        for field in section["fields"]:
            if field["type"] == "signature" and before in ("note", "signature"):
                # Nobody signs on a page of its own, away from what is signed.
                fields.bind_last()
            fields.draw(field)
            before = field["type"]
    if view["debrief"]:
        fields.word(fields.paragraph("Heading 2"), words["debrief"])
        for link in view["debrief"]:
            fields.said(fields.paragraph("List Bullet"), link["part"]["text"])
    _foot(fields, view, about, edition.interface.gettext("Version {version}"))
    saved = BytesIO()
    document.save(saved)
    return archive.packed(archive.unpacked(saved.getvalue()))


def _head(fields: Fields, view: View) -> None:
    """Write the title, whose sheet it is, what to do, and who sees what is written."""
    fields.word(fields.paragraph(styles.KIND), view["kind_label"])
    fields.said(fields.paragraph("Heading 1"), view["title"])
    line, places = fields.paragraph(styles.ANSWER), view["places"]
    for place, word, blanks in ((places.name, "for_whom", 36), (places.date, "date", 12)):
        fields.word(line, fields.words[word])
        line.add_run(" ")
        fields.place(line, place, blanks)
        line.add_run("   ")
    fields.prose(view["instructions"])
    privacy = fields.paragraph("Normal")
    if view["privacy_note"]:
        fields.said(privacy, view["privacy_note"])
    else:
        fields.word(privacy, fields.words["privacy"])
    for run in privacy.runs:
        run.italic = True


def _foot(fields: Fields, view: View, about: Imprint, version: str) -> None:
    """Write what every page says at its foot: authors, licence, version, day, address and its number."""
    foot = fields.document.sections[0].footer.paragraphs[0]
    told = [", ".join(about.authors), licences.shown(about.licence), version.format(version=about.version)]
    told += [label for label in (view["life_cycle_label"], view["readers_label"]) if label]
    told += [fact for fact in (about.date, about.source) if fact]
    fields.word(foot, " · ".join(told))
    foot.add_run().add_break()
    fields.filled(foot, fields.words["page_of"], {"page": "PAGE", "pages": "NUMPAGES"})


FORM = Form("docx", L_("published form", "Worksheets as editable documents (DOCX)"), per_language(_make))
