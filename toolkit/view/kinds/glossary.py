"""Glossaries: terms in the edition's language, and what they are called elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypedDict

from ...definitions import Part, model
from ...translation import in_language
from ..speaker import Speaker
from ..text import View
from ..typed import ViewOf


class OtherTerm(TypedDict):
    """What a concept is called in another language."""

    locale: Annotated[str, "The language."]
    preferred: Annotated[str, "The term."]


class ConceptView(TypedDict):
    """What a concept has besides its own keys."""

    term: Annotated[str, "The term to use in the page’s language, or in one that has any."]
    admitted: Annotated[list[str], "Terms that may be used."]
    deprecated: Annotated[list[str], "Terms not to use."]
    others: Annotated[list[OtherTerm], "Terms of other languages."]


class GlossaryView(TypedDict):
    """What a glossary has otherwise than it is written."""

    concepts: Annotated[list[Annotated[View, ViewOf(model.glossary.Concept)]], "The concepts, by term."]


#: What views have besides the keys of a definition, by the part of it.
ADDED: Mapping[type[Part], type] = {
    model.glossary.Glossary: GlossaryView,
    model.glossary.Concept: ConceptView,
}


def extra(speaker: Speaker, glossary: model.glossary.Glossary, view: View) -> GlossaryView:
    """Return what a glossary's view has besides its fields: terms in the edition's language first."""
    locale = speaker.edition.locale
    for concept, told in zip(glossary.concepts, view["concepts"], strict=True):
        known = (code for code in (locale, glossary.language, *concept.terms) if code in concept.terms)
        lang = next(known)
        own = concept.terms[lang]
        told |= ConceptView(
            term=in_language(own.preferred, lang, locale),
            admitted=[in_language(term, lang, locale) for term in own.admitted],
            deprecated=[in_language(term, lang, locale) for term in own.deprecated],
            others=[
                {"locale": code, "preferred": terms.preferred}
                for code, terms in concept.terms.items()
                if terms is not own
            ],
        )
    return {"concepts": sorted(view["concepts"], key=lambda told: speaker.edition.place(told["term"]))}
