"""What templates need, made from localised definitions.

A view is plain data: the definition's own fields by name, with texts rendered for the
medium, vocabulary values labelled, references resolved to titles and links. Templates
add nothing but loops and conditions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, Protocol

from babel.support import Translations
from babel.units import format_unit
from markupsafe import Markup

from . import catalog as catalogs
from . import facets, markup
from .addresses import address_of, page_path, target_of
from .catalog import Catalog, State
from .collation import Key as Order
from .collation import sort_key
from .foreign import in_language, joined
from .formats import written_day
from .labels import COMPARISON, LABELS, PLURALS, STEPS, label, say
from .library import Key, Library
from .localise import Gap, Localised, Wording, localise
from .model import (
    MODEL_STEPS,
    AnyDefinition,
    Item,
    Kind,
    LifeCycle,
    Minutes,
    Part,
    Ref,
    Role,
    Topic,
    Visibility,
)
from .model.approach import Approach
from .model.checklist import Checklist
from .model.curriculum import Curriculum, Lesson, Module
from .model.glossary import Glossary
from .model.question_bank import Depth, QuestionBank, QuestionType
from .model.session import Session, When
from .model.walk import field_specs
from .model.worksheet import Table, Wheel, Worksheet
from .outputs import PRINTS
from .project import Project
from .scope import PUBLIC, RANK, Scope, narrowed
from .variants import PrintOptions, file_name, ready_made

View = dict[str, Any]
#: Tables of so many columns need a wider page.
_MANY_COLUMNS = 5


#: Those for whom the public site is; a page for anyone else says so.
_PUBLIC_READERS = (Visibility.client, Visibility.coach)


#: What a page's link to another page begins with until it is known where the page itself stands.
HERE = "toolkit:"


class Medium(Protocol):
    """How texts and references come out: HTML for pages, runs for print."""

    def text(
        self, wording: str, prose: bool, locale: str, resolve: markup.Resolve = markup.web_address
    ) -> Any:
        """Return one text, marked with its own language where it differs from ``locale``."""

    def page(self, path: str, home: str) -> str:
        """Return the address of a page; ``home`` is that of its language on the web, or ""."""


class PageText(Markup):
    """A text as safe HTML, and as plain words that know their language, for where no HTML can stand."""

    __slots__ = ("plain",)

    plain: str


class PageMedium:
    """Texts as safe HTML."""

    def text(
        self, wording: str, prose: bool, locale: str, resolve: markup.Resolve = markup.web_address
    ) -> PageText:
        found = markup.blocks(wording, resolve) if prose else markup.inline(wording, resolve)
        html = markup.blocks_html(found) if prose else markup.html(found)  # type: ignore[arg-type]
        if isinstance(wording, Wording) and wording.lang != locale:
            tag = Markup("div" if prose else "span")
            html = Markup('<{0} lang="{1}" class="gap">{2}</{0}>').format(tag, wording.lang, html)
        text = PageText(html)
        text.plain = in_language(markup.plain(wording), getattr(wording, "lang", None), locale)
        return text

    def page(self, path: str, home: str) -> str:  # noqa: ARG002  # pages know where they are
        return HERE + path


class PrintMedium:
    """Texts as runs and blocks, for Typst: ``{"runs": […]}`` or ``{"blocks": […]}``."""

    def text(
        self, wording: str, prose: bool, locale: str, resolve: markup.Resolve = markup.web_address
    ) -> View:
        lang = wording.lang if isinstance(wording, Wording) and wording.lang != locale else None
        told: View = {"lang": lang, "plain": markup.plain(wording)}
        if prose:
            # Paragraphs have room for what a reader of paper would have to type.
            return told | {"blocks": markup.spell_out(markup.blocks(wording, resolve))}
        return told | {"runs": markup.inline(wording, resolve)}

    def page(self, path: str, home: str) -> str:
        return home and home + path


@dataclass(frozen=True)
class Edition:
    """The library in one locale: everything that pages and prints of that locale are made from."""

    project: Project
    library: Library
    catalog: Catalog
    interface: Translations
    localised: Mapping[Key, Localised]
    scope: Scope = PUBLIC

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the site that this edition is a part of."""
        return self.scope.languages or self.project.published

    @property
    def locale(self) -> str:
        return self.catalog.locale

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(gap for entry in self.localised.values() for gap in entry.gaps)

    def get(self, kind: Kind, name: str) -> AnyDefinition:
        return self.localised[(kind, name)].definition

    def of_kind(self, kind: Kind) -> tuple[AnyDefinition, ...]:
        """Return this locale's definitions of a kind, by title."""
        found = [entry.definition for key, entry in self.localised.items() if key[0] is kind]
        return tuple(sorted(found, key=lambda definition: self.place(definition.title)))

    def place(self, text: str) -> Order:
        """Return a text's place among others, in the order of this edition's language."""
        return sort_key(self.locale)(markup.plain(text))


def edition(project: Project, library: Library, locale: str, scope: Scope = PUBLIC) -> Edition:
    """Return what a scope holds of the library, in one locale."""
    catalog = catalogs.load(project, locale)
    library = narrowed(library, scope)
    return Edition(
        project,
        library,
        catalog,
        catalogs.interface(project, locale),
        MappingProxyType({(entry.kind, entry.id): localise(entry, catalog) for entry in library}),
        scope,
    )


@dataclass(frozen=True)
class Viewer:
    """Makes views of one edition for one medium and one reader."""

    edition: Edition
    medium: Medium
    reader: Visibility = Visibility.coach
    _seen: dict[Key, View] = field(default_factory=dict, repr=False, compare=False)

    # -- any definition ------------------------------------------------------------------

    def view(self, definition: AnyDefinition) -> View:
        """Return the view of a localised definition; made once, since pages and indexes share it."""
        key = (definition.kind, definition.id)
        if key not in self._seen:
            self._seen[key] = self._view(definition)
        return self._seen[key]

    def _view(self, definition: AnyDefinition) -> View:
        view = self._part(definition)
        view |= {
            "locale": self.edition.locale,
            "kind_label": label(self.edition.interface, definition.kind),
            "plain_title": self.plain(definition.title),
            "plain_summary": self.plain(definition.summary),
            "path": page_path(definition.kind, definition.id),
            "gaps": self._gaps(definition),
            "life_cycle_label": self._unless(definition.life_cycle, LifeCycle.stable),
            "readers_label": self._unless(definition.visibility, *_PUBLIC_READERS),
            "used_by": [self.link(user) for user in self._users(definition)],
        }
        view["prints"] = [
            {"path": f"{PRINTS}/{file_name(definition.id, options)}", "label": self._variant(options)}
            for options in ready_made(self.edition.project, definition.kind)
        ]
        extra = _EXTRAS.get(type(definition))
        return view | (extra(self, definition) if extra else {})

    def _users(self, definition: AnyDefinition) -> list[AnyDefinition]:
        """Return what this reader may see of the definitions that refer to one, by kind and title."""
        users = [
            self.edition.get(user.kind, user.id)
            for user in self.edition.library.used_by(definition)
            if self.may_read(user)
        ]
        kinds = list(Kind)
        return sorted(users, key=lambda user: (kinds.index(user.kind), self.edition.place(user.title)))

    def may_read(self, definition: AnyDefinition) -> bool:
        return RANK[definition.visibility] <= RANK[self.reader]

    def link(self, definition: AnyDefinition) -> View:
        """Return title, summary and address of a definition."""
        return {
            "kind": definition.kind.value,
            "kind_label": label(self.edition.interface, definition.kind),
            "id": definition.id,
            "title": self.text(definition.title),
            "plain_title": self.plain(definition.title),
            "summary": self.text(definition.summary),
            "path": page_path(definition.kind, definition.id),
        }

    def text(self, wording: str, prose: bool = False) -> Any:
        return self.medium.text(wording, prose, self.edition.locale, self._link_address)

    def _link_address(self, href: str) -> str:
        """Return where a link in a text leads; "" where this reader can only be given its words."""
        target = target_of(href)
        if target is None:
            return markup.web_address(href)
        entry = self.edition.localised.get((target.kind, target.name))
        if entry is None or not self.may_read(entry.definition):
            return ""
        path = address_of(entry.definition, target.part)
        base = self.edition.project.site_url.rstrip("/")
        return self.medium.page(path, f"{base}/{self.edition.locale}/" if base else "") if path else ""

    def plain(self, wording: str) -> str:
        """Return the words of a text without its marks; they know their language if it is another one."""
        return in_language(markup.plain(wording), getattr(wording, "lang", None), self.edition.locale)

    def minutes(self, number: int) -> str:
        """Return a duration in minutes, or in hours and minutes from two hours on."""
        return duration(number, self.edition.locale)

    def _variant(self, options: PrintOptions) -> str:
        _ = self.edition.interface.gettext
        paper = _("Letter") if options.paper == "letter" else _("A4")
        words = [_("To fill in (PDF)") if options.fillable else _("To print (PDF)"), paper]
        return joined(", ", [*words, _("large print")] if options.large else words)

    def _unless(self, value: StrEnum, *usual: StrEnum) -> str | None:
        """Return the label of a value that a reader should know of."""
        return None if value in usual else label(self.edition.interface, value)

    def _gaps(self, definition: AnyDefinition) -> View:
        gaps = self.edition.localised[(definition.kind, definition.id)].gaps
        return {
            state.value: sum(gap.state is state for gap in gaps) for state in (State.missing, State.outdated)
        }

    def _part(self, part: Part, follow: bool = True) -> View:
        """Return a part's view; without ``follow`` its own references are left out."""
        view: View = {}
        for name, spec in field_specs(type(part)).items():
            if spec.visibility and RANK[Visibility(spec.visibility.visibility)] > RANK[self.reader]:
                view[name] = None
                continue
            if spec.ref and not follow:
                continue
            prose = bool(spec.text and spec.text.prose)
            view[name] = self._value(getattr(part, name), spec.text is not None, prose, spec.ref)
        return view

    def _value(self, value: Any, text: bool, prose: bool, ref: Ref | None) -> Any:
        if isinstance(value, Minutes):
            return self._minutes(value)
        if isinstance(value, Part):
            return self._part(value)
        if isinstance(value, Item):
            return {"id": value.id, "text": self.text(value.text)}
        if isinstance(value, StrEnum):
            known = type(value) in LABELS
            return {
                "value": value.value,
                "label": label(self.edition.interface, value) if known else value.value,
            }
        if isinstance(value, tuple):
            found = [self._value(child, text, prose, ref) for child in value]
            return [child for child in found if child is not None]
        if isinstance(value, dict):
            return {key: self._value(child, text, prose, ref) for key, child in value.items()}
        if isinstance(value, str) and ref is not None:
            return self._reference(ref, value)
        if isinstance(value, str) and text:
            return self.text(value, prose)
        return value

    def _minutes(self, value: Minutes) -> View:
        return {
            "min": value.min,
            "typical": value.typical,
            "max": value.max,
            "text": self.minutes(value.typical),
            "range": self.minutes(value.typical)
            + (f" ({value.min}–{value.max})" if value.min != value.max else ""),
        }

    def _reference(self, ref: Ref, value: str) -> View | None:
        name, _, wanted = value.partition("/")
        found = self.edition.localised.get((Kind(ref.kind), name))
        # What is not in this edition, or not for this reader, is not linked to.
        if found is None or not self.may_read(found.definition):
            return None
        target = found.definition
        link = self.link(target)
        if ref.part is None:
            return link
        part = next(entry for entry in getattr(target, ref.part) if entry.id == wanted)
        # Questions that lead on to each other in a circle would never come to an end.
        return link | {"part": self._part(part, follow=False), "anchor": wanted}

    # -- indexes and home ----------------------------------------------------------------

    def index(self, kind: Kind) -> View:
        """Return the view of a kind's index page. ``count`` is of what readers look for in it."""
        found = [entry for entry in self.edition.of_kind(kind) if self.may_read(entry)]
        parts = {Kind.question_bank: "questions", Kind.glossary: "concepts"}.get(kind)
        return {
            "kind": kind.value,
            "title": say(self.edition.interface, PLURALS[kind]),
            "path": page_path(kind),
            "count": sum(len(getattr(entry, parts)) for entry in found) if parts else len(found),
            "total": len(found),
            "groups": self._index_groups(kind, found),
            "facets": self._index_facets(kind, found),
            "timed": any(facets.minutes_of(entry) is not None for entry in found),
        }

    def _index_groups(self, kind: Kind, found: list[AnyDefinition]) -> list[View]:
        grouping = facets.grouping_of(kind)
        # Scripts that put all groups into one list get the order from here, whatever a browser knows of it.
        cards = [self._card(entry) | {"place": place} for place, entry in enumerate(found)]
        if grouping is None:
            return [{"id": "all", "title": None, "entries": cards}]
        keys = [key for key in grouping.order if any(grouping.key(entry) == key for entry in found)]
        return [
            {
                "id": key,
                # One group alone says nothing that the page's title does not say.
                "title": grouping.label(self._words(), key) if len(keys) > 1 else None,
                "entries": [
                    card for card, entry in zip(cards, found, strict=True) if grouping.key(entry) == key
                ],
            }
            for key in keys
        ]

    def _index_facets(self, kind: Kind, found: list[AnyDefinition]) -> list[View]:
        views: list[View] = []
        for facet in facets.facets_of(kind):
            counts = {value: sum(value in facet.values(entry) for entry in found) for value in facet.order}
            # What is the same for all entries divides nothing.
            if not any(0 < count < len(found) for count in counts.values()):
                continue
            choices = [
                {"value": value, "label": facet.label(self._words(), value), "count": count}
                for value, count in counts.items()
                if count
            ]
            title = say(self.edition.interface, facet.title)
            views.append({"name": facet.name, "title": title, "choices": choices})
        return views

    def _card(self, definition: AnyDefinition) -> View:
        """Return an entry of an index: a link, what to know of it at a glance, and what filters it."""
        view = self.view(definition)
        return {
            "path": view["path"],
            "title": view["title"],
            "summary": view["summary"],
            "facts": self._card_facts(view),
            "used": len(view["used_by"]),
            "minutes": facets.minutes_of(definition),
            "facets": {
                facet.name: list(facet.values(definition)) for facet in facets.facets_of(definition.kind)
            },
        }

    def _card_facts(self, view: View) -> list[str]:
        ngettext = self.edition.interface.ngettext
        facts: list[str] = []
        match Kind(view["kind"]["value"]):
            case Kind.session:
                model = [view["model"]["label"]] if view["model"]["value"] != "none" else []
                facts = [view["length"]["text"], *model, view["format"]["label"]]
            case Kind.worksheet:
                facts = [view["minutes_text"], view["cadence"]["label"]]
            case Kind.question_bank:
                questions = len(view["questions"])
                facts = [ngettext("%(num)s question", "%(num)s questions", questions) % {"num": questions}]
            case Kind.checklist:
                facts = [view["stage"]["label"], *(role["label"] for role in view["roles"])]
            case Kind.curriculum:
                facts = [view["target"], view["delivery"]["label"]]
            case Kind.framework:
                facts = [view["organisation"], str(view["year"])]
            case _:
                facts = [topic["label"] for topic in view["topics"]]
        facts += [label for label in (view["life_cycle_label"], view["readers_label"]) if label]
        if used := len(view["used_by"]):
            facts.append(ngettext("Used on %(num)s page", "Used on %(num)s pages", used) % {"num": used})
        return facts

    def _words(self) -> facets.Words:
        return facets.Words(self.edition.interface, self.minutes)

    def comparison(self) -> View:
        """Return approaches side by side: a row for each criterion, a cell for each approach."""
        approaches = [
            entry
            for entry in self.edition.of_kind(Kind.approach)
            if isinstance(entry, Approach) and self.may_read(entry)
        ]
        return {
            "columns": [self.link(entry) for entry in approaches],
            "rows": [
                {
                    "id": name,
                    "label": say(self.edition.interface, title),
                    "cells": [
                        {"column": self.text(entry.title), "text": self.text(getattr(entry.comparison, name))}
                        for entry in approaches
                    ],
                }
                for name, title in COMPARISON.items()
            ],
        }

    # -- what single kinds need besides their fields ---------------------------------------

    def _session(self, session: Session) -> View:
        during = [phase for phase in session.phases if phase.when is When.during]
        total = sum(phase.minutes.typical for phase in during)
        steps = self._part(session)["phases"]
        start = 0
        for phase, view in zip(session.phases, steps, strict=True):
            # The clock of the meeting, which phases before and after it do not turn.
            end = start + phase.minutes.typical if phase in during else start
            view |= {"start": start, "end": end}
            start = end
            view["share"] = round(100 * phase.minutes.typical / total, 2) if phase in during else 0
            view["step_label"] = say(self.edition.interface, STEPS[phase.step]) if phase.step else None
        sides = facets.pair_of(session) or facets.PAIRS[0]
        return {
            "phases": steps,
            "times": [{"value": minutes, "text": self.minutes(minutes)} for minutes in (30, 45, 60, 90)],
            "sides": {
                "leader": label(self.edition.interface, sides[0]),
                "participant": label(self.edition.interface, sides[1]),
            },
            "stages": [
                {
                    "value": when.value,
                    "label": label(self.edition.interface, when),
                    "phases": [view for view in steps if view["when"]["value"] == when.value],
                }
                for when in When
                if any(phase.when is when for phase in session.phases)
            ],
        }

    def _bank(self, bank: QuestionBank) -> View:
        questions = self._part(bank)["questions"]
        for question, view in zip(bank.questions, questions, strict=True):
            # A language that makes no difference repeats the question; that is nothing to show.
            for address in ("formal", "informal"):
                if getattr(question, address) == question.text:
                    view[address] = None
            view["mapping"] = [
                {
                    "model": model,
                    "model_label": model.upper() if model != "general" else None,
                    "steps": [
                        say(self.edition.interface, STEPS[step]) for step in getattr(question.phases, model)
                    ],
                }
                for model in MODEL_STEPS
                if getattr(question.phases, model)
            ]
            view["places"] = [
                f"{model}.{step}" for model in MODEL_STEPS for step in getattr(question.phases, model)
            ]
        groups: list[View] = []
        # Grouped by phase of the general session, in the order of the session; then the rest.
        for step in MODEL_STEPS["general"]:
            found = [
                view
                for question, view in zip(bank.questions, questions, strict=True)
                if question.phases.general[:1] == (step,)
            ]
            if found:
                groups.append(
                    {"id": step, "label": say(self.edition.interface, STEPS[step]), "questions": found}
                )
        rest = [
            view
            for question, view in zip(bank.questions, questions, strict=True)
            if not question.phases.general
        ]
        if rest:
            title = self.edition.interface.gettext("More questions") if groups else None
            groups.append({"id": "more", "label": title, "questions": rest})
        self._mark_steps(bank, questions)
        return {"questions": questions, "groups": groups, "facets": self._facets(questions)}

    def _facets(self, questions: list[View]) -> View:
        """Return what a bank's questions can be chosen by: the values that occur in it."""
        places = {place for view in questions for place in view["places"]}

        def occurring(vocabulary: type[StrEnum], found: Iterable[View]) -> list[View]:
            labels = {view["value"]: view["label"] for view in found}
            return [
                {"value": entry.value, "label": labels[entry.value]}
                for entry in vocabulary
                if entry.value in labels
            ]

        topics = occurring(Topic, (topic for view in questions for topic in view["topics"]))
        models = [
            {
                "model": model,
                "label": model.upper() if model != "general" else None,
                "steps": [
                    {"value": f"{model}.{step}", "label": say(self.edition.interface, STEPS[step])}
                    for step in steps
                    if f"{model}.{step}" in places
                ],
            }
            for model, steps in MODEL_STEPS.items()
        ]
        return {
            "models": [model for model in models if model["steps"]],
            "types": occurring(QuestionType, (view["type"] for view in questions)),
            "depths": occurring(Depth, (view["depth"] for view in questions)),
            "topics": sorted(topics, key=lambda topic: self.edition.place(topic["label"])),
            "addresses": any(view["formal"] or view["informal"] for view in questions),
        }

    def _mark_steps(self, bank: QuestionBank, questions: list[View]) -> None:
        """Give each question its place in the one model that fits most of the bank, for cards."""

        def fitting(model: str) -> int:
            return sum(bool(getattr(question.phases, model)) for question in bank.questions)

        # Where two fit alike, the named model says more than the general session.
        model = max(reversed(MODEL_STEPS), key=fitting)
        for question, view in zip(bank.questions, questions, strict=True):
            steps = getattr(question.phases, model)
            view["mark"] = {
                "label": say(self.edition.interface, STEPS[steps[0]]) if steps else None,
                "number": MODEL_STEPS[model].index(steps[0]) + 1 if steps else 0,
                "of": len(MODEL_STEPS[model]),
            }

    def _curriculum(self, curriculum: Curriculum) -> View:
        modules = self._part(curriculum)["modules"]
        titles = {module.id: self.text(module.title) for module in curriculum.modules}

        def minutes_of(lessons: Iterable[Lesson]) -> int:
            return sum(activity.minutes for lesson in lessons for activity in lesson.activities)

        module: Module
        for module, view in zip(curriculum.modules, modules, strict=True):
            view["duration"] = self.minutes(minutes_of(module.sessions))
            for lesson, lesson_view in zip(module.sessions, view["sessions"], strict=True):
                lesson_view["duration"] = self.minutes(minutes_of([lesson]))
                for activity in lesson_view["activities"]:
                    activity["duration"] = self.minutes(activity["minutes"])
        stages = self._part(curriculum)["stages"]
        for stage in stages:
            stage["modules"] = [{"id": name, "title": titles[name]} for name in stage["modules"]]
        return {
            "modules": modules,
            "stages": stages,
            "target": self.minutes(curriculum.minutes.target),
            "contact": self.minutes(curriculum.minutes.contact),
        }

    def _checklist(self, checklist: Checklist) -> View:
        groups = self._part(checklist)["groups"]
        for group, view in zip(checklist.groups, groups, strict=True):
            for item, item_view in zip(group.items, view["items"], strict=True):
                item_view["key"] = f"{group.id}/{item.id}"
                # What several are responsible for stands across all columns of the roles.
                item_view["side"] = checklist.roles.index(item.responsible[0]) + 1
                if len(item.responsible) > 1:
                    item_view["side"] = 0
            sides = {item_view["side"] for item_view in view["items"]}
            view["sides"] = [
                {"number": number, "label": label(self.edition.interface, role)}
                for number, role in enumerate(checklist.roles, 1)
                if number in sides
            ]
            view["shared"] = 0 in sides
            # A group of one role alone stands whole in that role's column.
            view["side"] = sides.pop() if len(sides) == 1 else 0
        return {"groups": groups, "total": sum(len(group.items) for group in checklist.groups)}

    def _worksheet(self, worksheet: Worksheet) -> View:
        fields = [field for section in worksheet.sections for field in section.fields]
        # Known before the page is drawn, so that nothing moves while it comes in.
        wide = any(
            isinstance(field, Wheel) or (isinstance(field, Table) and len(field.columns) >= _MANY_COLUMNS)
            for field in fields
        )
        return {"minutes_text": self.minutes(worksheet.minutes), "wide": wide}

    def _glossary(self, glossary: Glossary) -> View:
        locale = self.edition.locale
        concepts = self._part(glossary)["concepts"]
        for concept, view in zip(glossary.concepts, concepts, strict=True):
            known = (code for code in (locale, glossary.language, *concept.terms) if code in concept.terms)
            lang = next(known)
            own = concept.terms[lang]
            view |= {
                "term": in_language(own.preferred, lang, locale),
                "admitted": [in_language(term, lang, locale) for term in own.admitted],
                "deprecated": [in_language(term, lang, locale) for term in own.deprecated],
                "others": [
                    {"locale": code, "preferred": terms.preferred}
                    for code, terms in concept.terms.items()
                    if terms is not own
                ],
            }
        return {"concepts": sorted(concepts, key=lambda view: self.edition.place(view["term"]))}


_EXTRAS: dict[type[Part], Callable[[Viewer, Any], View]] = {
    Session: Viewer._session,
    QuestionBank: Viewer._bank,
    Curriculum: Viewer._curriculum,
    Checklist: Viewer._checklist,
    Worksheet: Viewer._worksheet,
    Glossary: Viewer._glossary,
}


def duration(minutes: int, locale: str) -> str:
    """Return minutes as words of a locale: minutes up to 120, hours and minutes beyond."""

    def unit(number: int, name: str) -> str:
        return str(format_unit(number, f"duration-{name}", length="short", locale=locale))

    if minutes <= 120:
        return unit(minutes, "minute")
    hours, rest = divmod(minutes, 60)
    parts = [unit(hours, "hour")] + ([unit(rest, "minute")] if rest else [])
    return " ".join(parts)


def print_words(edition: Edition) -> dict[str, str]:
    """Return the interface words that printed sheets use, by name."""
    _ = edition.interface.gettext
    return {
        "for_whom": _("Name"),
        "date": _("Date"),
        "date_hint": date_hint(edition),
        "page_of": _("Page {page} of {pages}"),
        "other": _("Other:"),
        "action": _("Action"),
        "by_when": _("By when"),
        "support": _("Support I need"),
        "confidence": _("Confidence (1–10)"),
        "done": _("Done"),
        "sum": _("Sum"),
        "mean": _("Mean"),
        "rank": _("Rank"),
        "value": _("Value"),
        "segment": _("Area"),
        # The description of a drawn wheel, for those who can't see it.
        "wheel_alt": _(
            "Wheel with {count} areas, rated from {min} to {max}: {names}. The table holds the same."
        ),
        "signature": _("Signature"),
        "printed_name": _("Name in capitals"),
        "required": _("required"),
        "debrief": _("To talk about"),
        "privacy": _("What you write here is yours. You decide what you share and with whom."),
        "licence": _("Licence"),
        "choose_one": _("Choose one."),
        "choose_any": _("Choose any that apply."),
        "tick": _("Tick"),
        "responsible": _("Responsible"),
        "optional": _("optional"),
        "at_hand": _("At hand"),
        "outcomes": _("Outcomes"),
        "not_when": _("When not to hold this session"),
        "questions": _("Questions"),
        "sheets": _("Worksheets at hand"),
        "for_the_coach": _("For the coach"),
        "watch_for": _("Watch for"),
        "can_be_left_out": _("Can be left out"),
        "can_be_moved": _("Can be moved"),
        "then": _("Then"),
        "caution": _("Caution"),
        "use_when": _("Use when"),
        "avoid_when": _("Avoid when"),
        "formal": _("Formal"),
        "informal": _("Informal"),
        "bar": _("Phases of the session, to scale"),
        # The description of a drawn QR code, for those who can't see it.
        "qr_alt": _("QR code of the address {address}"),
        # In the margin of sheets that are cut into cards.
        "cutting": _("Print at 100 % on both sides, turned over the long edge, and cut along the marks."),
        **{f"role_{role}": label(edition.interface, role) for role in Role},
    }


def site_description(edition: Edition) -> str:
    """Return one sentence that says what the site holds: the project's own, or ours."""
    told = edition.project.configured
    own = told.language(edition.locale).site_description or told.site_description
    return own or edition.interface.gettext(
        "Session guides, questions, checklists and printable worksheets for coaches, mentors and trainers."
    )


def date_hint(edition: Edition) -> str:
    """Return how a date is written in a locale, as an example, such as 31.12.2026."""
    return written_day(date(2026, 12, 31), edition.locale)
