"""What search engines and learning platforms are told about a page: schema.org and LRMI, as JSON-LD.

Only facts that the definition states and everybody may read.
"""

from __future__ import annotations

from babel import Locale
from babel.core import get_global

from ..definitions import AnyDefinition, Curriculum, Glossary
from ..project import absolute, licences
from ..translation import Wording
from . import markup
from .addresses import page_path
from .editions import Edition
from .labels import label
from .outputs import PRINTS
from .sheets import file_name, offered
from .text import View


def linked_data(edition: Edition, definition: AnyDefinition) -> View:
    """Return a localised definition as JSON-LD (schema.org ``LearningResource``, IEEE P2881 / LRMI terms).

    Addresses are left out where the site has none of its own.
    """
    kind = definition.kind
    told: View = {
        "@context": "https://schema.org",
        "@type": kind.info.schema_type,
        "name": _text(definition.title, edition.locale),
        "description": _text(definition.summary, edition.locale),
        "inLanguage": edition.locale,
        "version": definition.version,
        "license": licences.address(definition.license) or definition.license,
        # An author may be a person or an organisation; the definition does not tell which.
        "author": [{"name": author} for author in definition.authors],
        "learningResourceType": label(edition.interface, kind),
        "audience": [
            {"@type": "EducationalAudience", "educationalRole": label(edition.interface, role)}
            for role in definition.audience
        ],
    }
    if definition.topics:
        told["about"] = [label(edition.interface, topic) for topic in definition.topics]
    if minutes := definition.typical_minutes:
        told["timeRequired"] = f"PT{minutes}M"
    if definition.sources:
        told["citation"] = [source.title for source in definition.sources]
    if isinstance(definition, Curriculum):
        told["hasPart"] = [
            {"@type": "LearningResource", "name": _text(module.title, edition.locale)}
            for module in definition.modules
        ]
    if isinstance(definition, Glossary):
        told["hasDefinedTerm"] = [
            {"@type": "DefinedTerm", "name": found.preferred}
            for concept in definition.concepts
            if (found := concept.terms.get(edition.locale))
        ]
    if base := _base(edition):
        told["url"] = base + page_path(kind, definition.id)
        variants = offered(edition.project, edition.scope, definition)
        prints = [file_name(definition.id, options) for options in variants]
        if prints:
            told["encoding"] = [
                {
                    "@type": "MediaObject",
                    "encodingFormat": "application/pdf",
                    "contentUrl": f"{base}{PRINTS}/{file}",
                }
                for file in prints
            ]
    return told


def territory(locale: str) -> str:
    """Return a locale as the Open Graph protocol writes it, with its likeliest country, such as ``lv_LV``."""
    parsed = Locale.parse(locale)
    likely = Locale.parse(get_global("likely_subtags").get(locale, locale))
    return f"{parsed.language}_{parsed.territory or likely.territory or parsed.language.upper()}"


def _base(edition: Edition) -> str:
    return absolute(edition.project.site_url, edition.locale)


def _text(wording: str, locale: str) -> str | View:
    """Return a text; one that is not in the page's language says in which it is."""
    plain = markup.plain(wording)
    if isinstance(wording, Wording) and wording.lang != locale:
        return {"@language": wording.lang, "@value": plain}
    return plain
