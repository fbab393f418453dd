"""What the index of a kind is filtered and grouped by.

Names of facets and their values are stable ids: they stand in the address of a filtered
page and mean the same in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from babel.support import NullTranslations

from ..definitions import (
    L_,
    MODEL_STEPS,
    AnyDefinition,
    BankUse,
    Cadence,
    CoachingModel,
    Delivery,
    Form,
    Format,
    Kind,
    Label,
    Labelled,
    QuestionBank,
    Role,
    Setting,
    Stage,
    Step,
    Topic,
    Worksheet,
)
from ..translation import joined
from .labels import label

#: Bands of minutes: id, least and greatest number; the last one is open.
BANDS: tuple[tuple[str, int, int | None], ...] = (
    ("to-30", 0, 30),
    ("31-60", 31, 60),
    ("61-90", 61, 90),
    ("over-90", 91, None),
)
#: Pairs of roles that a guide is for, in the order in which an audience decides it.
PAIRS = ((Role.coach, Role.client), (Role.mentor, Role.mentee), (Role.supervisor, Role.supervisee))
#: What heads notes to the one of a pair who leads.
_FOR = {
    Role.coach: L_("heading", "For the coach"),
    Role.mentor: L_("heading", "For the mentor"),
    Role.supervisor: L_("heading", "For the supervisor"),
}
OTHER = "other"
Made = TypeVar("Made")
_FAQ = "faq"


@dataclass(frozen=True)
class Words:
    """What labels are made with: the interface language, and how it says a number of minutes."""

    interface: NullTranslations
    minutes: Callable[[int], str]


@dataclass(frozen=True)
class Facet:
    """One aspect that entries are filtered by: its values in order, and those of an entry."""

    name: str
    title: Label
    order: tuple[str, ...]
    values: Callable[[Any], Sequence[str]]
    label: Callable[[Words, str], str]


@dataclass(frozen=True)
class Grouping:
    """How an index is divided: every entry has one group."""

    order: tuple[str, ...]
    key: Callable[[Any], str]
    label: Callable[[Words, str], str]


def band_of(minutes: int) -> str:
    """Return the id of the band that a number of minutes falls into."""
    return next(name for name, _, most in BANDS if most is None or minutes <= most)


def facets_of(kind: Kind) -> tuple[Facet, ...]:
    """Return the facets of a kind's index, the most telling first."""
    return tuple(_named("facet", _FACETS, name, kind) for name in kind.info.facets)


def grouping_of(kind: Kind) -> Grouping | None:
    """Return how a kind's index is divided, if it is."""
    name = kind.info.grouping
    return _named("grouping", _GROUPINGS, name, kind) if name else None


def _named(what: str, known: Mapping[str, Made], name: str, kind: Kind) -> Made:
    """Return what is known by a name that the record of a kind gives."""
    if name not in known:
        names = ", ".join(known)
        raise LookupError(f"kindinfo.py: the kind ‘{kind}’ has no {what} ‘{name}’; there are: {names}")
    return known[name]


# -- facets --------------------------------------------------------------------------------


def _vocabulary(
    name: str, title: Label, known: type[Labelled], values: Callable[[Any], Sequence[str]]
) -> Facet:
    order = tuple(member.value for member in known)
    return Facet(name, title, order, values, lambda words, value: label(words.interface, known(value)))


def _band_label(words: Words, value: str) -> str:
    _ = words.interface.gettext
    least, most = next((least, most) for name, least, most in BANDS if name == value)
    if most is None:
        return _("More than {minutes}").format(minutes=words.minutes(least - 1))
    if least == 0:
        return _("Up to {minutes}").format(minutes=words.minutes(most))
    return f"{least}–{words.minutes(most)}"


def _steps(bank: QuestionBank) -> tuple[str, ...]:
    found = {step for question in bank.questions for step in question.phases.general}
    return tuple(step.value for step in MODEL_STEPS["general"] if step in found)


def _forms(worksheet: Worksheet) -> tuple[str, ...]:
    found = {field.info.form for section in worksheet.sections for field in section.fields}
    return tuple(form.value for form in Form if form in found)


_FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet(
            "time",
            L_("facet", "Time"),
            tuple(name for name, _, _ in BANDS),
            lambda entry: (band_of(entry.typical_minutes or 0),),
            _band_label,
        ),
        _vocabulary("model", L_("facet", "Model"), CoachingModel, lambda entry: (entry.model,)),
        _vocabulary("format", L_("facet", "Format"), Format, lambda entry: (entry.format,)),
        _vocabulary("setting", L_("facet", "Where"), Setting, lambda entry: entry.setting),
        _vocabulary("cadence", L_("facet", "How often"), Cadence, lambda entry: (entry.cadence,)),
        _vocabulary("topic", L_("facet", "Topic"), Topic, lambda entry: entry.topics),
        _vocabulary("form", L_("facet", "With"), Form, _forms),
        _vocabulary("phase", L_("facet", "Phase"), Step, _steps),
        _vocabulary("audience", L_("facet", "For"), Role, lambda entry: entry.audience),
        _vocabulary("stage", L_("facet", "When"), Stage, lambda entry: (entry.stage,)),
        _vocabulary("role", L_("facet", "Role"), Role, lambda entry: entry.roles),
        _vocabulary("delivery", L_("facet", "Delivery"), Delivery, lambda entry: (entry.delivery,)),
    )
}


# -- groups --------------------------------------------------------------------------------


def pair_of(definition: AnyDefinition) -> tuple[Role, Role] | None:
    """Return who leads and who is the other side: the first pair wholly in the audience, or partly."""
    audience = set(definition.audience)
    whole = (pair for pair in PAIRS if audience.issuperset(pair))
    part = (pair for pair in PAIRS if not audience.isdisjoint(pair))
    return next(whole, next(part, None))


def for_leader(definition: AnyDefinition) -> Label:
    """Return what heads what is told to the one who leads."""
    return _FOR[(pair_of(definition) or PAIRS[0])[0]]


def _pair(definition: AnyDefinition) -> str:
    pair = pair_of(definition)
    return pair[0].value if pair else OTHER


def _pair_label(words: Words, value: str) -> str:
    if value == OTHER:
        return _other(words)
    roles = [role for pair in PAIRS if pair[0].value == value for role in pair]
    return joined(" · ", [label(words.interface, role) for role in roles])


def _other(words: Words) -> str:
    return words.interface.gettext("More")


def _bank_label(words: Words, value: str) -> str:
    return words.interface.gettext("Questions with answers") if value == _FAQ else _pair_label(words, value)


def _main_topic(definition: AnyDefinition) -> str:
    return definition.topics[0].value if definition.topics else OTHER


_PAIR_ORDER = (*(pair[0].value for pair in PAIRS), OTHER)
_GROUPINGS: dict[str, Grouping] = {
    "pair": Grouping(_PAIR_ORDER, _pair, _pair_label),
    "use": Grouping(
        (*_PAIR_ORDER, _FAQ), lambda bank: _FAQ if bank.use is BankUse.faq else _pair(bank), _bank_label
    ),
    "topic": Grouping(
        (*(topic.value for topic in Topic), OTHER),
        _main_topic,
        lambda words, value: _other(words) if value == OTHER else label(words.interface, Topic(value)),
    ),
    "stage": Grouping(
        tuple(stage.value for stage in Stage),
        lambda entry: entry.stage.value,
        lambda words, value: label(words.interface, Stage(value)),
    ),
    "delivery": Grouping(
        tuple(delivery.value for delivery in Delivery),
        lambda entry: entry.delivery.value,
        lambda words, value: label(words.interface, Delivery(value)),
    ),
}
