"""The types that every kind of definition is made of.

A field's type says what the field is: text to be translated (:data:`Text`,
:data:`Prose`, :data:`Items`), a reference to another definition (:class:`Ref`) or
plain data. Catalogs, references and views all walk these types; there is no second
list of paths anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.config import JsonDict, JsonValue
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .checks import Fault, fault, has

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Names that Windows reserves for devices; a file of such a name cannot be checked out there.
RESERVED_NAMES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{device}{n}" for device in ("com", "lpt") for n in range(1, 10)
}
MAX_ID = 60
MAX_TEXT = 400
MAX_PROSE = 4000
#: What ``toolkit new`` leaves for the author to fill.
PLACEHOLDER = "…"
#: The words for yes and no, as YAML 1.1 and 1.2 write them; not ``on`` and ``off``, which nobody says.
FLAGS = {
    form: value
    for word, value in (("true", True), ("yes", True), ("false", False), ("no", False))
    for form in (word, word.capitalize(), word.upper())
}
#: Beginning of a JSON Schema pattern: neither blank nor the placeholder.
_FILLED = rf"^(?!\s*({PLACEHOLDER}\s*)?$)"
_URL = r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s<>\"'\\\[\]]*)?([?#][^\s<>\"'\\\[\]]*)?"
_VERSION = r"[0-9]+\.[0-9]+(\.[0-9]+)?"


# -- markers on fields -------------------------------------------------------------------


@dataclass(frozen=True)
class Translatable:
    """Marks a string as text for readers. ``prose`` allows paragraphs and lists.

    Without ``links`` it is shown within links, buttons or headings, where another link has no place.
    """

    prose: bool = False
    links: bool = True


@dataclass(frozen=True)
class Ref:
    """Marks a string as the id of another definition, or of a ``part`` inside one."""

    kind: str
    part: str | None = None


@dataclass(frozen=True)
class For:
    """Marks a field as meant only for readers with this role (see :class:`Visibility`)."""

    visibility: str


class Item(NamedTuple):
    """One entry of a short list: a stable id and its text."""

    id: str
    text: str


# -- scalars -----------------------------------------------------------------------------


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value) or len(value) > MAX_ID:
        raise PydanticCustomError("slug", "not an id", {"value": value})
    if value in RESERVED_NAMES:
        raise PydanticCustomError("reserved_name", "reserved", {"value": value})
    return value


def _part_of(value: str) -> str:
    parts = value.split("/")
    if len(parts) != 2 or not all(SLUG.fullmatch(part) for part in parts):
        raise PydanticCustomError("part_reference", "not a reference", {"value": value})
    return value


def _written(value: str) -> None:
    if not value.strip():
        raise PydanticCustomError("empty_text", "empty")
    if value.strip() == PLACEHOLDER:
        raise PydanticCustomError("placeholder", "not filled")


def _text(value: str) -> str:
    _written(value)
    if "\n" in value.strip("\n"):
        raise PydanticCustomError("one_line", "more than one line")
    if len(value) > MAX_TEXT:
        raise PydanticCustomError("long_text", "too long", {"length": len(value), "limit": MAX_TEXT})
    return value.strip()


def _prose(value: str) -> str:
    _written(value)
    if len(value) > MAX_PROSE:
        raise PydanticCustomError("long_text", "too long", {"length": len(value), "limit": MAX_PROSE})
    return value.strip()


def _schema(*types: str, **limits: Any) -> WithJsonSchema:
    """Say in JSON Schema what a scalar may be; its limits concern the types that they can concern.

    Every scalar of a file is text to us, but an editor has made a number of ``2026`` and a truth
    value of ``true`` before it looks at the schema: so these types are named where text may be such a word.
    """
    return WithJsonSchema({"type": list(types), **limits})


def within(schema: JsonDict, *lists: str) -> JsonDict:
    """Return a JSON Schema that asks this of every entry of a list, or of lists in lists."""
    for name in reversed(lists):
        schema = {"properties": {name: {"items": schema}}}
    return schema


def only_if(key: str, value: JsonValue, then: JsonDict, otherwise: JsonDict | None = None) -> JsonDict:
    """Return a JSON Schema that asks ``then`` where a key has this value, ``otherwise`` where it has not."""
    test: JsonDict = {"properties": {key: {"const": value}}, "required": [key]}
    return {"if": test, "then": then, **({"else": otherwise} if otherwise else {})}


def _whole_number(value: Any) -> Any:
    # YAML readers differ on 010 and 5:30; only what nobody can misread is a number here.
    if isinstance(value, str) and not re.fullmatch(r"0|-?[1-9][0-9]{0,8}", value):
        raise PydanticCustomError("whole_number", "not a number", {"value": value})
    return value


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        if value not in FLAGS:
            raise PydanticCustomError("flag", "not a flag", {"value": value})
        return FLAGS[value]
    return value


def _locale(value: str, info: ValidationInfo) -> str:
    known = (info.context or {}).get("locales", ())
    if known and value not in known:
        raise PydanticCustomError(
            "unknown_locale", "unknown locale", {"value": value, "known": ", ".join(known)}
        )
    return value


def _url(value: str) -> str:
    if not re.fullmatch(_URL, value):
        raise PydanticCustomError("url", "not a link", {"value": value})
    return value


#: What an id may be, as JSON Schema says it of a value or of a key.
_ID = {
    "pattern": f"^{SLUG.pattern}$",
    "maxLength": MAX_ID,
    "minimum": 0,
    "not": {"enum": sorted(RESERVED_NAMES)},
}
_LINE = _schema("string", "number", "boolean", pattern=rf"{_FILLED}\n*[^\n]*\n*$", maxLength=MAX_TEXT)
Slug = Annotated[str, AfterValidator(_slug), _schema("string", "integer", "boolean", **_ID)]
#: One line of inline Markdown (emphasis and links), translated.
Text = Annotated[str, Translatable(), AfterValidator(_text), _LINE]
#: One line without links, since pages show it within links and headings.
Title = Annotated[str, Translatable(links=False), AfterValidator(_text), _LINE]
#: Paragraphs and lists of the same, translated.
Prose = Annotated[
    str,
    Translatable(prose=True),
    AfterValidator(_prose),
    _schema("string", "number", "boolean", pattern=_FILLED, maxLength=MAX_PROSE),
]
#: One line that is the same in every language: a name, an edition, a code.
Plain = Annotated[str, AfterValidator(_text), _LINE]
PartOf = Annotated[
    str, AfterValidator(_part_of), _schema("string", pattern=f"^{SLUG.pattern}/{SLUG.pattern}$")
]
#: A whole number. Every field of this type has bounds, ``ge`` and ``le``; the schema takes them from there.
Whole = Annotated[int, BeforeValidator(_whole_number)]
Flag = Annotated[bool, BeforeValidator(_flag), _schema("boolean", "string", pattern=f"^({'|'.join(FLAGS)})$")]
LocaleCode = Annotated[str, AfterValidator(_locale)]
Url = Annotated[str, AfterValidator(_url), _schema("string", pattern=f"^{_URL}$")]
Version = Annotated[
    str,
    Field(pattern=f"^{_VERSION}$"),
    _schema("string", "number", pattern=f"^{_VERSION}$", minimum=0),
]


@dataclass(frozen=True)
class ItemCount:
    """Says of a field of :data:`Items` how many entries it may have."""

    least: int
    most: int

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "minProperties": self.least, "maxProperties": self.most}


class _ItemsSchema:
    """Reads ``id: text`` mappings, in order, into a tuple of :class:`Item`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            lambda value: tuple(Item(key, text) for key, text in value.items()),
            core_schema.dict_schema(
                handler.generate_schema(Slug), handler.generate_schema(Text), min_length=1
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "object",
            "propertyNames": {key: _ID[key] for key in ("pattern", "maxLength", "not")},
            "additionalProperties": _LINE.json_schema,
            "minProperties": 1,
        }


#: A short list of texts, written as ``id: text`` so that each keeps its translation when moved.
Items = Annotated[tuple[Item, ...], Translatable(), _ItemsSchema()]


# -- vocabularies ------------------------------------------------------------------------


class Kind(StrEnum):
    """The kinds of definition, in the order in which the site shows them."""

    approach = "approach"
    session = "session"
    question_bank = "question_bank"
    worksheet = "worksheet"
    checklist = "checklist"
    curriculum = "curriculum"
    glossary = "glossary"
    framework = "framework"


class LifeCycle(StrEnum):
    draft = "draft"
    review = "review"
    stable = "stable"
    deprecated = "deprecated"


class Visibility(StrEnum):
    """Who may read: ‘client’ is everyone, ‘coach’ leaves clients out, ‘trainer’ coaches too."""

    client = "client"
    coach = "coach"
    trainer = "trainer"


class Role(StrEnum):
    """The people around coaching; also the audience that a definition is written for."""

    coach = "coach"
    client = "client"
    mentor = "mentor"
    mentee = "mentee"
    supervisor = "supervisor"
    supervisee = "supervisee"
    manager = "manager"
    sponsor = "sponsor"
    organisation = "organisation"
    trainer = "trainer"


class Topic(StrEnum):
    goals = "goals"
    resources = "resources"
    obstacles = "obstacles"
    relationships = "relationships"
    leadership = "leadership"
    feedback = "feedback"
    decision = "decision"
    conflict = "conflict"
    delegation = "delegation"
    wellbeing = "wellbeing"
    career = "career"
    closing = "closing"
    communication = "communication"
    contracting = "contracting"
    ethics = "ethics"
    learning = "learning"
    motivation = "motivation"
    responsibility = "responsibility"
    self_awareness = "self_awareness"
    time = "time"
    trust = "trust"
    values = "values"


class CoachingModel(StrEnum):
    grow = "grow"
    tgrow = "tgrow"
    clear = "clear"
    oskar = "oskar"
    none = "none"


#: The steps of each conversation model. ``general`` is the toolkit's own eight-phase session.
MODEL_STEPS: dict[str, tuple[str, ...]] = {
    "general": (
        "preparation",
        "opening",
        "exploration",
        "objectives",
        "resources",
        "action",
        "closing",
        "follow_up",
    ),
    "grow": ("goal", "reality", "options", "will"),
    "tgrow": ("topic", "goal", "reality", "options", "will"),
    "clear": ("contracting", "listening", "exploring", "action", "review"),
    "oskar": ("outcome", "scaling", "know_how", "affirm_action", "review"),
}


# -- parts -------------------------------------------------------------------------------


class Part(BaseModel):
    """Base of everything in a definition: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong between keys that may each be right, all of it; keys may be missing here."""
        for name, info in type(self).model_fields.items():
            for limit in info.metadata:
                if not isinstance(limit, ItemCount) or not has(self, name):
                    continue
                count = len(getattr(self, name))
                if not limit.least <= count <= limit.most:
                    yield fault("too_many", name, min=limit.least, max=limit.most, count=count)


class Minutes(Part):
    """A span of minutes with its bounds; ‘min’ ≤ ‘typical’ ≤ ‘max’.

    Shares of a span are computed, so none is nought.
    """

    min: Whole = Field(ge=1, le=10080, description="The least number of minutes that still works.")
    typical: Whole = Field(ge=1, le=10080, description="The usual number of minutes.")
    max: Whole = Field(ge=1, le=10080, description="The most minutes that make sense.")

    def in_order(self) -> bool:
        """Say whether all three are known, and none is greater than the next."""
        return has(self, "min", "typical", "max") and self.min <= self.typical <= self.max

    def faults(self) -> Iterator[Fault]:
        """Yield minutes that are out of order."""
        yield from super().faults()
        if has(self, "min", "typical", "max") and not self.in_order():
            yield fault("minutes_order", min=self.min, typical=self.typical, max=self.max)


class Source(Part):
    """A published work that facts came from; cited, never copied."""

    title: Plain = Field(description="Title of the work, in its own language.")
    author: Plain | None = Field(default=None, description="Who wrote or issued it.")
    year: Whole | None = Field(default=None, ge=1800, le=2200, description="Year of publication.")
    url: Url | None = Field(default=None, description="Where it can be read (https).")


class Definition(Part):
    """What all kinds have in common."""

    kind: Kind = Field(description="What this file defines.")
    id: Slug = Field(
        description="Stable name: lower-case letters, digits and hyphens; the same as the file’s name."
    )
    language: LocaleCode = Field(description="The language this file is written in.")
    title: Title = Field(description="Title of the page and of the printed sheet. Keep it short.")
    summary: Text = Field(
        description="One sentence that says what this is for. Shown under the title and in lists."
    )
    version: Version = Field(description="Version of this definition, such as 1.0.")
    life_cycle: LifeCycle = Field(
        default=LifeCycle.stable, description="Whether it is a draft, in review, stable or deprecated."
    )
    authors: tuple[Plain, ...] = Field(min_length=1, description="Who wrote it.")
    sources: tuple[Source, ...] = Field(default=(), description="Works that facts were taken from.")
    license: Plain = Field(default="CC-BY-4.0", description="Licence of this definition.")
    audience: tuple[Role, ...] = Field(min_length=1, description="For whom it is written.")
    topics: tuple[Topic, ...] = Field(default=(), description="What it is about; used for filters.")
    visibility: Visibility = Field(
        default=Visibility.client,
        description="Who may read it: client (everyone), coach, or trainer.",
    )
