"""Index pages: the cards of a kind's definitions, in groups and with what filters them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, TypedDict

from ..definitions import AnyDefinition, Kind
from . import facets, markup
from .addresses import page_path
from .kinds import facts_of
from .speaker import Speaker
from .text import View
from .typed import Text
from .viewer import Viewer

#: The one group of an index that is not divided.
_ALL = "all"


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


class Entry(TypedDict):
    """A card, and what an index is made with besides; it is kept as long as its needs are as they were."""

    card: CardView
    title: str
    group: str
    counted: int


def index(viewer: Viewer, kind: Kind) -> IndexView:
    """Return the view of a kind's index page. ``count`` is of what readers look for in it."""
    found = _entries(viewer, kind)
    return {
        "kind": kind.value,
        "title": viewer.say(kind.info.plural),
        "path": page_path(kind),
        "count": sum(entry["counted"] for entry in found) if kind.info.counted else len(found),
        "total": len(found),
        "groups": _groups(viewer, kind, found),
        "facets": _facets(viewer, kind, [entry["card"] for entry in found]),
        "timed": any(entry["card"]["minutes"] is not None for entry in found),
    }


def _entries(viewer: Viewer, kind: Kind) -> list[Entry]:
    """Return what an index holds, by title."""
    edition = viewer.edition
    made = [
        edition.once(f"card {viewer.reader} {kind}/{name}", partial(_entry, viewer, kind, name))
        for kind, name in edition.keys_of(kind)
    ]
    found: list[Entry] = sorted(filter(None, made), key=lambda entry: edition.order(entry["title"]))
    # Scripts that put all groups into one list get the order from here, whatever a browser knows of it.
    return [{**entry, "card": {**entry["card"], "place": place}} for place, entry in enumerate(found)]


def _entry(viewer: Viewer, kind: Kind, name: str) -> Entry | None:
    """Return what an index holds of a definition; nothing where it is not for this reader."""
    definition = viewer.edition.get(kind, name)
    if not viewer.may_read(definition):
        return None
    grouping, parts = facets.grouping_of(kind), kind.info.counted
    return {
        "card": _card(viewer, definition),
        "title": markup.plain(definition.title),
        "group": grouping.key(definition) if grouping else _ALL,
        "counted": len(getattr(definition, parts)) if parts else 1,
    }


def _groups(viewer: Viewer, kind: Kind, found: list[Entry]) -> list[IndexGroup]:
    grouping = facets.grouping_of(kind)
    if grouping is None:
        return [{"id": _ALL, "title": None, "entries": [entry["card"] for entry in found]}]
    keys = [key for key in grouping.order if any(entry["group"] == key for entry in found)]
    return [
        {
            "id": key,
            # One group alone says nothing that the page's title does not say.
            "title": grouping.label(_words(viewer), key) if len(keys) > 1 else None,
            "entries": [entry["card"] for entry in found if entry["group"] == key],
        }
        for key in keys
    ]


def _facets(speaker: Speaker, kind: Kind, found: list[CardView]) -> list[FacetView]:
    views: list[FacetView] = []
    for facet in facets.facets_of(kind):
        counts = {value: sum(value in card["facets"][facet.name] for card in found) for value in facet.order}
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


def _card(viewer: Viewer, definition: AnyDefinition) -> CardView:
    """Return an entry of an index: a link, what to know of it at a glance, and what filters it."""
    view = viewer.view(definition)
    return {
        "path": view["path"],
        "title": view["title"],
        "summary": view["summary"],
        "facts": _facts(viewer, view),
        "used": len(view["used_by"]),
        "minutes": definition.typical_minutes,
        "facets": {
            facet.name: [str(value) for value in facet.values(definition)]
            for facet in facets.facets_of(definition.kind)
        },
        "place": 0,
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
