"""What every artefact says of itself: its title, version, language, day, licence and source."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from ..definitions import AnyDefinition
from ..errors import Message, UsageError
from ..project import absolute, licences
from ..view import Edition, markup, page_path


@dataclass(frozen=True)
class Imprint:
    """The facts that an artefact carries. Empty texts are what is not known, such as an address."""

    title: str
    summary: str
    provider: str
    authors: tuple[str, ...]
    version: str
    language: str
    #: As ISO 8601 writes it, such as 2026-11-29.
    date: str
    licence: str
    licence_address: str
    #: The page that it was made of.
    source: str

    def facts(self) -> Mapping[str, object]:
        """Return all of it, for a manifest."""
        return asdict(self)


def of(edition: Edition, definition: AnyDefinition, day: date) -> Imprint:
    """Return the imprint of what is made of a localised definition."""
    return Imprint(
        title=markup.plain(definition.title),
        summary=markup.plain(definition.summary),
        provider=getattr(definition, "provider", ""),
        authors=tuple(definition.authors),
        version=definition.version,
        language=edition.locale,
        date=day.isoformat(),
        licence=definition.license,
        licence_address=licences.address(definition.license) or "",
        source=absolute(edition.project.site_url, edition.locale, page_path(definition.kind, definition.id)),
    )


def publication_day() -> date:
    """Return the day of a publication: what ``SOURCE_DATE_EPOCH`` says, or else today, in UTC.

    Raises :class:`UsageError` where it says no number.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return datetime.now(UTC).date()
    if not given.isdecimal():
        raise UsageError(Message("SOURCE_DATE_EPOCH is not a number of seconds"))
    return datetime.fromtimestamp(int(given), UTC).date()
