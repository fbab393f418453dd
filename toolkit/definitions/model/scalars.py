"""The single values of definitions: ids, texts, numbers, addresses; how each is checked, and its schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema
from pydantic.config import JsonDict, JsonValue
from pydantic_core import PydanticCustomError

from .kindinfo import Kind

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
FILLED = rf"^(?!\s*({PLACEHOLDER}\s*)?$)"
_URL = r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s<>\"'\\\[\]]*)?([?#][^\s<>\"'\\\[\]]*)?"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_VERSION = r"[0-9]+\.[0-9]+(\.[0-9]+)?"


@dataclass(frozen=True)
class Translatable:
    """Marks a string as text for readers. ``prose`` allows paragraphs and lists.

    Without ``links`` it is shown within links, buttons or headings, where another link has no place.
    """

    prose: bool = False
    links: bool = True


@dataclass(frozen=True)
class Ref:
    """Marks a string as the id of another definition, or of a ``part`` inside one.

    Without a ``kind`` it names any definition or any part of one; see :data:`Anything`.
    """

    kind: str | None = None
    part: str | None = None

    def target(self, value: str) -> tuple[Kind, str | None, str]:
        """Return what a value refers to: a kind, the key that lists its parts, and ``id`` or ``id/part``."""
        if self.kind is not None:
            return Kind(self.kind), self.part, value
        kind, _, name = value.partition("/")
        return Kind(kind), Kind(kind).info.parts if "/" in name else None, name


@dataclass(frozen=True)
class For:
    """Marks a field as meant only for readers with this role (see :class:`Visibility`)."""

    visibility: str


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


def _anything(value: str) -> str:
    kind, *names = value.split("/")
    if len(names) not in (1, 2) or not all(SLUG.fullmatch(name) for name in names):
        raise PydanticCustomError("any_reference", "not a reference", {"value": value})
    if kind not in set(Kind):
        raise PydanticCustomError("reference_kind", "no kind", {"value": kind, "kinds": list(Kind)})
    if len(names) == 2 and not Kind(kind).info.parts:
        raise PydanticCustomError("reference_part", "no parts", {"value": value, "kind": kind})
    return value


def is_day(value: str) -> bool:
    """Say whether a text is a day of the calendar as year-month-day, such as 2026-12-31."""
    if not re.fullmatch(_DAY, value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _day(value: str) -> str:
    if not is_day(value):
        raise PydanticCustomError("day", "not a day", {"value": value})
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


def schema_of(*types: str, **limits: Any) -> WithJsonSchema:
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
ID_SCHEMA = {
    "pattern": f"^{SLUG.pattern}$",
    "maxLength": MAX_ID,
    "minimum": 0,
    "not": {"enum": sorted(RESERVED_NAMES)},
}
LINE = schema_of("string", "number", "boolean", pattern=rf"{FILLED}\n*[^\n]*\n*$", maxLength=MAX_TEXT)
Slug = Annotated[str, AfterValidator(_slug), schema_of("string", "integer", "boolean", **ID_SCHEMA)]
#: One line of inline Markdown (emphasis and links), translated.
Text = Annotated[str, Translatable(), AfterValidator(_text), LINE]
#: One line without links, since pages show it within links and headings.
Title = Annotated[str, Translatable(links=False), AfterValidator(_text), LINE]
#: Paragraphs and lists of the same, translated.
Prose = Annotated[
    str,
    Translatable(prose=True),
    AfterValidator(_prose),
    schema_of("string", "number", "boolean", pattern=FILLED, maxLength=MAX_PROSE),
]
#: One line that is the same in every language: a name, a code.
Plain = Annotated[str, AfterValidator(_text), LINE]
PartOf = Annotated[
    str, AfterValidator(_part_of), schema_of("string", pattern=f"^{SLUG.pattern}/{SLUG.pattern}$")
]
#: Any definition as ``kind/id``, or a part of one as ``kind/id/part``; marked with a bare :class:`Ref`.
Anything = Annotated[
    str,
    AfterValidator(_anything),
    schema_of(
        "string",
        pattern=f"^({'|'.join(kind for kind in Kind if not kind.info.parts)})/{SLUG.pattern}$"
        f"|^({'|'.join(kind for kind in Kind if kind.info.parts)})/{SLUG.pattern}(/{SLUG.pattern})?$",
    ),
]
#: A day of the calendar, as year-month-day.
Day = Annotated[str, AfterValidator(_day), schema_of("string", pattern=f"^{_DAY}$", format="date")]
#: A whole number. Every field of this type has bounds, ``ge`` and ``le``; the schema takes them from there.
Whole = Annotated[int, BeforeValidator(_whole_number)]
Flag = Annotated[
    bool, BeforeValidator(_flag), schema_of("boolean", "string", pattern=f"^({'|'.join(FLAGS)})$")
]
LocaleCode = Annotated[str, AfterValidator(_locale)]
Url = Annotated[str, AfterValidator(_url), schema_of("string", pattern=f"^{_URL}$")]
Version = Annotated[
    str,
    Field(pattern=f"^{_VERSION}$"),
    schema_of("string", "number", pattern=f"^{_VERSION}$", minimum=0),
]
