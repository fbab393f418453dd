"""Framework: a published competency framework, cited by edition; its wording stays with its owner."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Definition, Part
from .kindinfo import Kind
from .scalars import Plain, Slug, Text, Title, Url, Whole


class Competency(Part):
    id: Slug = Field(description="Fixed ID of this competency.")
    code: Plain = Field(description="Number or code in the framework.")
    gist: Text = Field(description="What it is about, in your own words.")


class Framework(Definition):
    """A competency framework that definitions refer to."""

    kind: Literal[Kind.framework] = Field(description="What this file defines.")
    organisation: Plain = Field(description="Who issues it.")
    edition: Title = Field(description="The version or edition of the framework.")
    year: Whole = Field(ge=1900, le=2200, description="Year of the edition.")
    url: Url | None = Field(default=None, description="Where it is published (https).")
    competencies: tuple[Competency, ...] = Field(
        min_length=1, description="The competencies in the framework."
    )
