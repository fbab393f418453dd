"""Question banks in GIFT, the text format that Moodle and other learning platforms import.

A question to ask is an essay, since its answer is the learner's own; one of a reader's FAQ has its answer as
feedback.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..definitions import L_
from ..view import View
from . import colophon, questions
from .form import Form, per_language
from .material import Material
from .questions import Bank
from .wording import html

_SPECIAL = re.compile(r"[\\~=#{}:]")


def escaped(text: str) -> str:
    """Return a text in which no sign means anything to GIFT; it stays on one line."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", r"\n")


def _make(material: Material) -> Iterator[tuple[str, bytes]]:
    for bank in questions.banks(material):
        blocks = [
            "\n".join(f"// {line}" for line in colophon.lines(material.edition, bank.imprint)),
            # Signs mean nothing here but for the one that escapes.
            "$CATEGORY: " + questions.category(material, bank).replace("\\", r"\\"),
            *(_question(bank, question) for question in bank.questions),
        ]
        # Questions are parted by empty lines.
        yield f"{material.name}/{bank.id}.gift.txt", ("\n\n".join(blocks) + "\n").encode()


def _question(bank: Bank, question: View) -> str:
    marks = [f"[id:{bank.stable_name(question)}]"]
    marks += ["[tag:{}]".format(topic["label"].replace("]", r"\]")) for topic in question["topics"]]
    feedback = f"####[html]{escaped(html(question['answer']))}" if question["answer"] else ""
    name = escaped(question["text"]["plain"])
    asked = escaped(f"<p>{html(question['text'])}</p>")
    return f"// {' '.join(marks)}\n::{name}::[html]{asked}{{{feedback}}}"


FORM = Form("gift", L_("published form", "Question banks for learning platforms (GIFT)"), per_language(_make))
