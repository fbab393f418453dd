"""Index pages: the cards of a kind's definitions, in groups and with what filters them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypedDict

from ..definitions import AnyDefinition, Kind
from . import facets
from .addresses import page_path
from .kinds import facts_of
from .speaker import Speaker
from .text import View
from .typed import Text
from .viewer import Viewer


class CardView(TypedDict):
    """A definition in an index."""

    path: Annotated[str, "Address of its page below the language’s folder."]
    title: Annotated[Text, "Its title."]
    summary: Annotated[Text, "Its summary."]
    facts: Annotated[list[str], "What to know of it at a glance."]
    used: Annotated[int, "How many definitions refer to it."]
    minutes: Annotated[int | None, "How long it takes, where that says something."]
    facets: Annotated[Mapping[str, list[str]], "Its values by name of the filter."]
    place: Annotated[int, "Its place among all of its kind, by title."]


class IndexGroup(TypedDict):
    """A part of an index."""

    id: Annotated[str, "Its stable name."]
    title: Annotated[str | None, "What it is called; nothing where there is one alone."]
    entries: Annotated[list[CardView], "Its cards, by title."]


class FacetChoice(TypedDict):
    """A value that entries can be filtered by."""

    value: Annotated[str, "Its stable name."]
    label: Annotated[str, "What it is called."]
    count: Annotated[int, "How many entries have it."]


class FacetView(TypedDict):
    """A filter of an index."""

    name: Annotated[str, "Its stable name."]
    title: Annotated[str, "What it is called."]
    choices: Annotated[list[FacetChoice], "Its values that occur."]


class IndexView(TypedDict):
    """The index of a kind."""

    kind: Annotated[str, "The kind."]
    title: Annotated[str, "What its definitions are called."]
    path: Annotated[str, "Address of the page below the language’s folder."]
    count: Annotated[int, "How many there are of what readers look for: definitions, questions or terms."]
    total: Annotated[int, "How many definitions there are."]
    groups: Annotated[list[IndexGroup], "The definitions in groups."]
    facets: Annotated[list[FacetView], "What they can be filtered by."]
    timed: Annotated[bool, "Whether any of them takes a known time."]


def index(viewer: Viewer, kind: Kind) -> IndexView:
    """Return the view of a kind's index page. ``count`` is of what readers look for in it."""
    found = [entry for entry in viewer.edition.of_kind(kind) if viewer.may_read(entry)]
    parts = kind.info.counted
    return {
        "kind": kind.value,
        "title": viewer.say(kind.info.plural),
        "path": page_path(kind),
        "count": sum(len(getattr(entry, parts)) for entry in found) if parts else len(found),
        "total": len(found),
        "groups": _groups(viewer, kind, found),
        "facets": _facets(viewer, kind, found),
        "timed": any(entry.typical_minutes is not None for entry in found),
    }


def _groups(viewer: Viewer, kind: Kind, found: list[AnyDefinition]) -> list[IndexGroup]:
    grouping = facets.grouping_of(kind)
    # Scripts that put all groups into one list get the order from here, whatever a browser knows of it.
    cards = [_card(viewer, entry, place) for place, entry in enumerate(found)]
    if grouping is None:
        return [{"id": "all", "title": None, "entries": cards}]
    keys = [key for key in grouping.order if any(grouping.key(entry) == key for entry in found)]
    return [
        {
            "id": key,
            # One group alone says nothing that the page's title does not say.
            "title": grouping.label(_words(viewer), key) if len(keys) > 1 else None,
            "entries": [card for card, entry in zip(cards, found, strict=True) if grouping.key(entry) == key],
        }
        for key in keys
    ]


def _facets(speaker: Speaker, kind: Kind, found: list[AnyDefinition]) -> list[FacetView]:
    views: list[FacetView] = []
    for facet in facets.facets_of(kind):
        counts = {value: sum(value in facet.values(entry) for entry in found) for value in facet.order}
        # What is the same for all entries divides nothing.
        if not any(0 < count < len(found) for count in counts.values()):
            continue
        choices: list[FacetChoice] = [
            {"value": value, "label": facet.label(_words(speaker), value), "count": count}
            for value, count in counts.items()
            if count
        ]
        title = speaker.say(facet.title)
        views.append({"name": facet.name, "title": title, "choices": choices})
    return views


def _card(viewer: Viewer, definition: AnyDefinition, place: int) -> CardView:
    """Return an entry of an index: a link, what to know of it at a glance, and what filters it."""
    view = viewer.view(definition)
    return {
        "path": view["path"],
        "title": view["title"],
        "summary": view["summary"],
        "facts": _facts(viewer, view),
        "used": len(view["used_by"]),
        "minutes": definition.typical_minutes,
        "facets": {facet.name: list(facet.values(definition)) for facet in facets.facets_of(definition.kind)},
        "place": place,
    }


def _facts(speaker: Speaker, view: View) -> list[str]:
    told = facts_of(Kind(view["kind"]["value"]))
    facts = told(speaker, view) if told else [topic["label"] for topic in view["topics"]]
    facts += [label for label in (view["life_cycle_label"], view["readers_label"]) if label]
    if used := len(view["used_by"]):
        ngettext = speaker.edition.interface.ngettext
        facts.append(ngettext("Used on %(num)s page", "Used on %(num)s pages", used) % {"num": used})
    return facts


def _words(speaker: Speaker) -> facets.Words:
    return facets.Words(speaker.edition.interface, speaker.minutes)
