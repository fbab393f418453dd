"""The types that every kind of definition is made of.

A field's type says what the field is: text to be translated (:data:`Text`,
:data:`Prose`, :data:`Items`), a reference to another definition (:class:`Ref`) or
plain data. Catalogs, references and views all walk these types; there is no second
list of paths anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PrivateAttr,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from .checks import Fault, fault, has
from .kindinfo import Kind
from .scalars import (
    ID_SCHEMA,
    LINE,
    LocaleCode,
    Plain,
    Slug,
    Text,
    Title,
    Translatable,
    Url,
    Version,
    Whole,
)
from .vocabulary import LifeCycle, Role, Topic, Visibility, WordingRule


class Item(NamedTuple):
    """One entry of a short list: a stable id and its text."""

    id: str
    text: str


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
            "propertyNames": {key: ID_SCHEMA[key] for key in ("pattern", "maxLength", "not")},
            "additionalProperties": LINE.json_schema,
            "minProperties": 1,
        }


#: A short list of texts, written as ``id: text`` so that each keeps its translation when moved.
Items = Annotated[tuple[Item, ...], Translatable(), _ItemsSchema()]


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
    """A range of minutes with its limits; ‘min’ ≤ ‘typical’ ≤ ‘max’.

    Shares of the total are calculated from these numbers, so none of them can be zero.
    """

    min: Whole = Field(ge=1, le=10080, description="The smallest number of minutes that still works.")
    typical: Whole = Field(ge=1, le=10080, description="The usual number of minutes.")
    max: Whole = Field(ge=1, le=10080, description="The largest number of minutes that makes sense.")

    def in_order(self) -> bool:
        """Say whether all three are known, and none is greater than the next."""
        return has(self, "min", "typical", "max") and self.min <= self.typical <= self.max

    def faults(self) -> Iterator[Fault]:
        """Yield minutes that are out of order."""
        yield from super().faults()
        if has(self, "min", "typical", "max") and not self.in_order():
            yield fault("minutes_order", min=self.min, typical=self.typical, max=self.max)


class Source(Part):
    """A published work used as a source of facts; cited, never copied."""

    title: Plain = Field(description="Title of the work, in its original language.")
    author: Plain | None = Field(default=None, description="Who wrote or issued it.")
    year: Whole | None = Field(default=None, ge=1800, le=2200, description="Year of publication.")
    url: Url | None = Field(default=None, description="Where it can be read (https).")


class Excuse(Part):
    """A text that is right as it is, although a wording rule warns about it."""

    path: Plain = Field(description="The path of the text, or of the part that contains it.")
    rules: tuple[WordingRule, ...] = Field(min_length=1, description="The rules to ignore for this text.")


class Definition(Part):
    """What all kinds have in common."""

    kind: Kind = Field(description="What this file defines.")
    id: Slug = Field(
        description="Fixed ID: lower-case letters, digits and hyphens; the same as the file name."
    )
    language: LocaleCode = Field(description="The language this file is written in.")
    title: Title = Field(description="Title of the page and of the printed sheet. Keep it short.")
    summary: Text = Field(
        description="One sentence that explains what this is for. Shown below the title and in lists."
    )
    version: Version = Field(description="Version of this definition, such as 1.0.")
    life_cycle: LifeCycle = Field(
        default=LifeCycle.stable, description="Whether it is a draft, in review, stable or deprecated."
    )
    authors: tuple[Plain, ...] = Field(min_length=1, description="Who wrote it.")
    sources: tuple[Source, ...] = Field(default=(), description="Published works used as sources of facts.")
    license: Plain = Field(default="CC-BY-4.0", description="Licence of this definition.")
    audience: tuple[Role, ...] = Field(min_length=1, description="Who it is written for.")
    topics: tuple[Topic, ...] = Field(default=(), description="What it is about; used for filters.")
    visibility: Visibility = Field(
        default=Visibility.client,
        description="Who may read it: ‘client’ (everyone), ‘coach’ or ‘trainer’.",
    )

    excused: tuple[Excuse, ...] = Field(
        default=(),
        description="Texts that ‘toolkit check’ should not warn about; each warning says what to write here.",
    )

    #: The languages of texts that were written in another one than the rest, by their paths.
    _languages: Mapping[tuple[str, ...], str] = PrivateAttr(default_factory=dict)

    def worded(self, languages: Mapping[tuple[str, ...], str]) -> Self:
        """Return the same definition, some texts of which are written in languages of their own."""
        copy = self.model_copy()
        copy._languages = dict(languages)
        return copy

    def language_at(self, path: tuple[str, ...]) -> str:
        """Return the language that the text at a path of ids is written in."""
        return self._languages.get(path, self.language)

    @property
    def typical_minutes(self) -> int | None:
        """Return how many minutes it usually takes, where that says something."""
        return None
