"""What a strict editor would mark in a text: warnings, each with a reason and a way to excuse it.

Nothing is refused for it, and nothing but ``toolkit check`` tells it. Rules of languages are in ``rules/``; a
text in another language is held only to what holds in all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

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
from .rulebook import Rulebook, rulebook

_ANY = re.compile("")
# Whom to call in an emergency (112, 999) differs from country to country, and so may it here.
_NUMBER = re.compile(r"(?<!\d)(?!(?:112|999)(?!\d))\d+")
_STOP = re.compile(r"\.[”’»)]*\s*$")
_ASKS = re.compile(r"[!?…:][”’»)]*\s*$")
#: So many texts of a kind in a definition, and so great a part of them, make a rule for the rest.
_FEW, _MOST = 4, 0.75
_SAYS_OTHERWISE = Message("say it in other words")
#: By language: what finds a term that the glossary does not want, that term, and the one to use.
Terms = dict[str, list[tuple[re.Pattern[str], str, str]]]


@dataclass(frozen=True)
class Written:
    """A text of a definition in one language; a translation has a ``source``, and stands elsewhere."""

    entry: Entry
    field: TextField
    lang: str
    text: str
    source: str | None = None
    there: Place | None = None

    @property
    def place(self) -> Place:
        """Return where it is written."""
        return self.there or self.entry.document.place(self.field.loc)

    @property
    def key(self) -> str:
        """Return the name of the key that holds it, such as ``intent``."""
        return next((step for step in reversed(self.field.loc) if isinstance(step, str)), "")

    @cached_property
    def path(self) -> str:
        return "/".join(self.field.path)

    @property
    def rules(self) -> Rulebook | None:
        return rulebook(self.lang)

    @property
    def is_example(self) -> bool:
        """Say whether it is what an invented client wrote, as one writes such things in a hurry."""
        return "example" in self.field.path


@dataclass(frozen=True)
class Found:
    """What is to be said of a text, by which rule."""

    rule: WordingRule
    written: Written
    what: Message
    advice: Message


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


def _found(written: list[Written], terms: Terms) -> Iterator[Found]:
    for one in written:
        yield from _phrases(one)
        yield from _terms(one, terms)
        yield from _signs(one)
        yield from _numbers(one)
        if isinstance(one.entry.definition, QuestionBank) and one.entry.definition.use is BankUse.prompts:
            yield from _asked(one)
    yield from _full_stops(written)


def _phrases(one: Written) -> Iterator[Found]:
    for phrase in one.rules.phrases if one.rules else ():
        if phrase.keys and one.key not in phrase.keys:
            continue
        if found := phrase.found_by.search(one.text):
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


def _terms(one: Written, terms: Terms) -> Iterator[Found]:
    for pattern, term, preferred in terms.get(one.lang, ()):
        if pattern.search(one.text):
            what = Message("the glossary says not to use the term ‘{term}’", term=term)
            yield Found(WordingRule.term, one, what, Message("write: {words}", words=preferred))


def _signs(one: Written) -> Iterator[Found]:
    for what in typography.faults(one.text, one.rules):
        yield Found(
            WordingRule.signs, one, what, Message("write it the way it is usually written in your language")
        )


def _numbers(one: Written) -> Iterator[Found]:
    if one.source is None or one.is_example:
        return
    wanted, found = (Counter(_NUMBER.findall(text)) for text in (one.source, one.text))
    if wanted != found and wanted and found:
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


def _full_stops(written: list[Written]) -> Iterator[Found]:
    """Yield single sentences that end otherwise than most of their kind in their definition and language."""
    kinds: dict[tuple[Path, str, str], list[Written]] = defaultdict(list)
    for one in written:
        if "\n" not in one.text.strip() and not _ASKS.search(one.text) and not one.is_example:
            # What a key is for is the same for all of its kind, whatever their ids are.
            kinds[one.entry.document.path, one.lang, one.field.note].append(one)
    for alike in kinds.values():
        stopped = [one for one in alike if _STOP.search(one.text)]
        bare = [one for one in alike if one not in stopped]
        if len(alike) < _FEW or not stopped or not bare:
            continue
        few, most = sorted((stopped, bare), key=len)
        if len(most) < _MOST * len(alike):
            continue
        what = Message("most texts of this kind end with a full stop, but this one does not")
        advice = Message("add a full stop")
        if few is stopped:
            what = Message("most texts of this kind here end without a full stop, but this one has one")
            advice = Message("delete the full stop")
        yield from (Found(WordingRule.full_stop, one, what, advice) for one in few)
