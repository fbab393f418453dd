"""What a strict editor would mark in a text: warnings, each with a reason and a way to excuse it.

Nothing is refused for it, and nothing but ``toolkit check`` tells it. Rules of languages are in ``rules/``; a
text in another language is held only to what holds in all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from ..cache import key as digest_of
from ..cache import running
from ..definitions import (
    BankUse,
    Entry,
    Glossary,
    Key,
    Library,
    QuestionBank,
    TextField,
    WordingRule,
    key_of,
    model,
    texts,
)
from ..errors import Message, Place, Problem
from ..project import Project
from ..translation import catalog as catalogs
from . import typography
from .interview import question_faults
from .rulebook import Finder, Phrase, rulebook
from .stops import full_stops
from .written import Found, Written

_ANY = re.compile("")
# Whom to call in an emergency (112, 999) differs from country to country, and so may it here.
_NUMBER = re.compile(r"(?<!\d)(?!(?:112|999)(?!\d))\d+")
_SAYS_OTHERWISE = Message("say it in other words")
#: What finds a term that the glossary does not want, that term, and the one to use.
Term = tuple[Finder, str, str]
#: Those of each language.
Terms = dict[str, list[Term]]


def check(project: Project, library: Library) -> Iterator[Problem]:
    """Yield a warning for each text that a strict editor would mark, and each excuse that excuses nothing."""
    # Of one with faults nobody knows yet what it will say.
    entries = list(library.entries.values())
    used: set[tuple[str, str, WordingRule]] = set()
    for found in _all_found(project, _written(project, entries), library):
        entry, rule = found.written.entry, found.rule
        if not found.written.place.path.is_relative_to(project.root):
            # What the toolkit came with is not for this author to reword.
            continue
        if path := _excuse(entry, found.written.path, rule):
            used.add((entry.definition.id, path, rule))
        else:
            yield _warning(found)
    for entry in entries:
        for index, excuse in enumerate(entry.definition.excused):
            place = entry.document.place(("excused", index))
            if not place.path.is_relative_to(project.root):
                # It excuses what the toolkit came with, in languages that this project may not have.
                continue
            for rule in excuse.rules:
                if (entry.definition.id, excuse.path, rule) not in used:
                    yield Problem(
                        "unused-excuse",
                        place,
                        Message("‘{rule}’ does not warn about anything here", rule=rule.value),
                        Message("delete it, or correct the path, which is given in each warning"),
                        warning=True,
                    )


def _warning(found: Found) -> Problem:
    return Problem(
        f"wording-{found.rule.value}",
        found.written.place,
        found.what,
        Message(
            "{advice}; if the text is right as it is, write this under ‘excused:’ in the definition, so "
            "that the warning is no longer shown: {excuse}",
            advice=found.advice,
            excuse=f"- {{path: {found.written.path}, rules: [{found.rule.value}]}}",
        ),
        warning=True,
    )


def _excuse(entry: Entry, path: str, rule: WordingRule) -> str | None:
    """Return the path under which a definition excuses a text or what it is part of, if it does."""
    for excuse in entry.definition.excused:
        if rule in excuse.rules and (path == excuse.path or path.startswith(f"{excuse.path}/")):
            return excuse.path
    return None


def _written(project: Project, entries: Iterable[Entry]) -> Iterator[Written]:
    """Yield each text in its own language, and each translation of it that is in use."""
    sources: dict[str, tuple[Entry, TextField]] = {}
    for entry in entries:
        for field in texts(entry.definition):
            sources[catalogs.context_of(entry.definition, field.path)] = entry, field
            yield Written(entry, field, entry.definition.language_at(field.path), field.text)
    for locale in project.locales:
        for path, (line, context, msgid, msgstr) in catalogs.pairs(project, locale, _ANY):
            source = sources.get(context)
            if source is not None and source[1].text == msgid:
                yield Written(*source, locale, msgstr, msgid, Place(path, line))


def _all_found(project: Project, written: Iterable[Written], library: Library) -> Iterator[Found]:
    """Yield what is found of each definition with its translations; those that have not changed are known."""
    terms = _unwanted(library)
    unwanted = repr([(locale, told[1:]) for locale, found in terms.items() for told in found])
    by_definition: dict[Key, list[Written]] = defaultdict(list)
    for one in written:
        by_definition[key_of(one.entry.definition)].append(one)
    for own in by_definition.values():
        texts_of_it = repr([(one.lang, one.path, one.text, one.source) for one in own])
        name = digest_of("wording", running(), own[0].entry.digest, unwanted, texts_of_it)
        for number, rule, what, advice in project.cache("wording").made(name, partial(_told, own, terms)):
            yield Found(rule, own[number], what, advice)


def _told(own: list[Written], terms: Terms) -> list[tuple[int, WordingRule, Message, Message]]:
    """Return what is found of one definition, each with the number of the text that it is found in."""
    numbers = {id(one): number for number, one in enumerate(own)}
    return [
        (numbers[id(found.written)], found.rule, found.what.plain(), found.advice.plain())
        for found in _found(own, terms)
    ]


@dataclass(frozen=True)
class _Among:
    """What may be found in some of the texts of a language; nothing else need be looked for in each."""

    phrases: list[Phrase]
    terms: list[Term]
    signs: typography.Among


def _among(texts: Iterable[str], lang: str, terms: Terms) -> _Among:
    whole, rules = "\n".join(texts).lower(), rulebook(lang)
    return _Among(
        [phrase for phrase in rules.phrases if phrase.found_by.among.search(whole)] if rules else [],
        [term for term in terms.get(lang, ()) if term[0].among.search(whole)],
        typography.among(whole, rules),
    )


def _found(written: list[Written], terms: Terms) -> Iterator[Found]:
    spoken = dict.fromkeys(one.lang for one in written)
    among = {lang: _among((one.text for one in written if one.lang == lang), lang, terms) for lang in spoken}
    for one in written:
        yield from _phrases(one, among[one.lang].phrases)
        yield from _terms(one, among[one.lang].terms)
        yield from _signs(one, among[one.lang].signs)
        yield from _numbers(one)
        if isinstance(one.entry.definition, QuestionBank) and one.entry.definition.use is BankUse.prompts:
            yield from _asked(one)
    yield from full_stops(written)


def _phrases(one: Written, phrases: Iterable[Phrase]) -> Iterator[Found]:
    for phrase in phrases:
        if phrase.keys and one.key not in phrase.keys:
            continue
        if found := phrase.found_by.one.search(one.text):
            what = Message("‘{words}’: {why}", words=found[0].strip(), why=phrase.why)
            say = Message("write: {words}", words=phrase.say) if phrase.say else _SAYS_OTHERWISE
            yield Found(WordingRule.phrase, one, what, say)


def _unwanted(library: Library) -> Terms:
    """Return what the glossary does not want."""
    found: Terms = defaultdict(list)
    for definition in library:
        for concept in definition.concepts if isinstance(definition, Glossary) else ():
            for locale, told in concept.terms.items():
                if rules := rulebook(locale):
                    found[locale] += [(rules.term(term), term, told.preferred) for term in told.deprecated]
    return found


def _terms(one: Written, terms: Iterable[Term]) -> Iterator[Found]:
    for finder, term, preferred in terms:
        if finder.one.search(one.text):
            what = Message("the glossary says not to use the term ‘{term}’", term=term)
            yield Found(WordingRule.term, one, what, Message("write: {words}", words=preferred))


def _signs(one: Written, among: typography.Among) -> Iterator[Found]:
    for what in typography.faults(one.text, one.rules, among):
        yield Found(
            WordingRule.signs, one, what, Message("write it the way it is usually written in your language")
        )


def _numbers(one: Written) -> Iterator[Found]:
    if one.source is None or one.is_example:
        return
    if not (numbers := _NUMBER.findall(one.text)):
        return
    wanted, found = Counter(_NUMBER.findall(one.source)), Counter(numbers)
    if wanted != found and wanted:
        yield Found(
            WordingRule.numbers,
            one,
            Message(
                "the numbers differ from those in the source, which are: {numbers}", numbers=_listed(wanted)
            ),
            Message("compare the text with the source"),
        )


def _listed(numbers: Counter[str]) -> str:
    return ", ".join(numbers.elements())


def _asked(one: Written) -> Iterator[Found]:
    if one.rules is None or one.field.path[0] != "questions":
        return
    asked = _question(one)
    if asked is not None:
        for rule, what, advice in question_faults(one.text, asked, one.rules):
            yield Found(rule, one, what, advice)


def _question(one: Written) -> model.question_bank.Question | None:
    """Return the question that a text is a wording of, if it is one."""
    bank = one.entry.definition
    if not isinstance(bank, QuestionBank) or one.key not in ("text", "formal", "informal"):
        return None
    return next((question for question in bank.questions if question.id == one.field.path[1]), None)
