"""Glossaries: terms in the edition's language, and what they are called elsewhere."""

from __future__ import annotations

from ...definitions import Glossary
from ...translation import in_language
from ..speaker import Speaker
from ..text import View


def extra(speaker: Speaker, glossary: Glossary, view: View) -> View:
    """Return what a glossary's view has besides its fields: terms in the edition's language first."""
    locale = speaker.edition.locale
    for concept, told in zip(glossary.concepts, view["concepts"], strict=True):
        known = (code for code in (locale, glossary.language, *concept.terms) if code in concept.terms)
        lang = next(known)
        own = concept.terms[lang]
        told |= {
            "term": in_language(own.preferred, lang, locale),
            "admitted": [in_language(term, lang, locale) for term in own.admitted],
            "deprecated": [in_language(term, lang, locale) for term in own.deprecated],
            "others": [
                {"locale": code, "preferred": terms.preferred}
                for code, terms in concept.terms.items()
                if terms is not own
            ],
        }
    return {"concepts": sorted(view["concepts"], key=lambda told: speaker.edition.place(told["term"]))}
