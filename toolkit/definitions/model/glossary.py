"""Glossary: the termbase. Terms stand per language here; definitions are translated as usual."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Definition, Part
from .kindinfo import Kind
from .scalars import LocaleCode, Plain, Slug, Text


class Terms(Part):
    """The terms for a concept in one language."""

    preferred: Plain = Field(description="The preferred term.")
    admitted: tuple[Plain, ...] = Field(default=(), description="Terms that may be used.")
    deprecated: tuple[Plain, ...] = Field(default=(), description="Terms not to use.")


class Concept(Part):
    id: Slug = Field(description="Fixed ID of this concept.")
    definition: Text = Field(description="The meaning, in one sentence.")
    note: Text | None = Field(default=None, description="Usage note for translators.")
    terms: dict[LocaleCode, Terms] = Field(min_length=1, description="The terms in each language.")


class Glossary(Definition):
    """The glossary."""

    kind: Literal[Kind.glossary] = Field(description="What this file defines.")
    concepts: tuple[Concept, ...] = Field(min_length=1, description="The concepts, in order.")
