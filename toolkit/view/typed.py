"""What views hold, as types: the contract with whoever writes templates.

Each view's own types stand beside what makes it (``kinds/``, ``indexes.py``). A key's note is its
annotation. A definition's own keys are described by its model and stand here only where a view changes
them. ``toolkit reference`` prints all of it, and a test compares it with what templates are given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, TypedDict

from ..definitions import Competency, Part, Question


@dataclass(frozen=True)
class Rendered:
    """Marks a text as it comes out: safe HTML on pages, runs in print; of prose paragraphs and lists."""

    prose: bool = False


@dataclass(frozen=True)
class ViewOf:
    """Marks the view of a part of a definition: its own keys, and what the views of its kind add.

    ``bare`` is the view of a part that another definition refers to: no reference of its own, nothing added.
    """

    part: type[Part]
    bare: bool = False


Text = Annotated[Any, Rendered()]


class Choice(TypedDict):
    """A word of a vocabulary."""

    value: Annotated[str, "Its stable name, the same in all languages."]
    label: Annotated[str, "What it is called in the page’s language."]


class ListEntry(TypedDict):
    """An entry of a list that is written as `id: text`."""

    id: Annotated[str, "Its stable name."]
    text: Annotated[Text, "The entry."]


class MinutesView(TypedDict):
    """A span of minutes."""

    min: Annotated[int, "The least number."]
    typical: Annotated[int, "The usual number."]
    max: Annotated[int, "The greatest number."]
    text: Annotated[str, "The usual number in words, such as “45 min”."]
    range: Annotated[str, "The same with its bounds, where they differ."]


class LinkView(TypedDict):
    """A link to another definition."""

    kind: Annotated[str, "Kind of the definition."]
    kind_label: Annotated[str, "What its kind is called."]
    id: Annotated[str, "Its id."]
    title: Annotated[Text, "Its title."]
    plain_title: Annotated[str, "Its title without emphasis."]
    path: Annotated[str, "Address of its page below the language’s folder."]


class QuestionLink(LinkView):
    """A link to a question of a bank."""

    part: Annotated[Any, ViewOf(Question, bare=True), "The question."]
    anchor: Annotated[str, "Where it stands on the page."]


class CompetencyLink(LinkView):
    """A link to a competency of a framework."""

    part: Annotated[Any, ViewOf(Competency, bare=True), "The competency."]
    anchor: Annotated[str, "Where it stands on the page."]


class AnyLink(LinkView):
    """A link to any definition or to a part of one."""

    icon: Annotated[str, "Name of its kind’s icon, for the filter `symbol`."]
    part_title: Annotated[Text | None, "What the part is called or says, if it is a part."]
    address: Annotated[str, "Address below the language’s folder, with the part’s anchor."]


class PrintView(TypedDict):
    """A PDF that the page offers."""

    path: Annotated[str, "Address below the language’s folder."]
    label: Annotated[str, "What it is called: purpose, paper, size."]


class Gaps(TypedDict):
    """How many texts of the definition a language lacks."""

    missing: Annotated[int, "Texts without a translation."]
    outdated: Annotated[int, "Texts whose source has changed since."]


class DefinitionView(TypedDict):
    """What the view of every definition has besides the definition’s own keys."""

    locale: Annotated[str, "Language of the page or sheet."]
    kind_label: Annotated[str, "What the kind is called."]
    plain_title: Annotated[str, "The title without emphasis."]
    plain_summary: Annotated[str, "The summary without emphasis and links."]
    path: Annotated[str, "Address of the page below the language’s folder."]
    gaps: Annotated[Gaps, "What the language lacks of it."]
    life_cycle_label: Annotated[str | None, "That it is no stable one, if so."]
    readers_label: Annotated[str | None, "That it is for trainers only, if so."]
    used_by: Annotated[list[LinkView], "Definitions that refer to this one."]
    prints: Annotated[list[PrintView], "The PDFs that the site offers of it."]
