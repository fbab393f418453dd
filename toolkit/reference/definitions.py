"""What authors of definitions can write: kinds with their keys, field types, words to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from babel.support import NullTranslations

from ..definitions import (
    FIELD_TYPES,
    KINDS,
    MODEL_STEPS,
    OVERRIDE_WORDS,
    KeyOutline,
    Kind,
    Labelled,
    Part,
    Shape,
    outline,
    parts_of,
    vocabularies_of,
)
from ..errors import Message
from ..view import say
from .markdown import anchor, code, heading, sample, table

_FORMS: Mapping[str, Message] = {
    "id": Message("an ID: lower-case letters, digits and hyphens"),
    "line": Message("one line, not translated"),
    "text": Message("one line of text, with emphasis and links"),
    "title": Message("one line of text, with emphasis"),
    "prose": Message("paragraphs and lists"),
    "whole": Message("a whole number"),
    "day": Message("a date, as year-month-day"),
    "flag": Message("true or false"),
    "address": Message("an address"),
    "version": Message("a version number"),
    "language": Message("a language of the site"),
    "items": Message("entries in the form ‘id: text’"),
}


def kinds(words: NullTranslations) -> Iterator[str]:
    """Yield each kind with all of its keys, and below it the parts that it is made of."""
    told: set[type[Part]] = set()
    for kind, model in KINDS.items():
        yield from heading(3, f"{say(words, kind.label)}: {code(kind.value)}")
        folder = f"content/{kind.info.folder}/*.yaml" if kind.info.folder else f"content/{kind}.yaml"
        yield from (Message("Files: {path}", path=code(folder)).render(words.gettext), "")
        yield from _keys(words, model)
        for part in parts_of(model)[1:]:
            if part not in told and part not in FIELD_TYPES.values():
                told.add(part)
                yield from heading(4, _title(words, part))
                yield from _keys(words, part)


def field_types(words: NullTranslations) -> Iterator[str]:
    """Yield each field type of worksheets: what it is, an example, and its keys."""
    for name, model in FIELD_TYPES.items():
        (kind,) = (key for key in outline(model) if key.name == "type")
        yield from heading(3, code(name))
        yield from (words.gettext(kind.note), "")
        yield from sample(model.info.example)
        yield from _keys(words, model)


def overrides(words: NullTranslations) -> Iterator[str]:
    """Yield what an override has besides the keys of its kind."""
    tell = words.gettext
    about = Message(
        "A file that changes a definition that comes with the toolkit. It contains only what is different; "
        "see ‘toolkit override’. Besides ‘language’ and the keys of that kind of definition, it has these "
        "keys:"
    )
    yield from (about.render(tell), "")
    head = [Message("Key").render(tell), Message("What it is").render(tell)]
    yield from table(head, ([code(word), note.render(tell)] for word, note in OVERRIDE_WORDS.items()))


def vocabularies(words: NullTranslations) -> Iterator[str]:
    """Yield the words that definitions choose from, with what they are called."""
    head = [Message("Value in YAML").render(words.gettext), Message("Shown as").render(words.gettext)]
    for known in vocabularies_of(tuple(KINDS.values())):
        yield from heading(3, code(known.__name__))
        yield from table(
            head,
            (
                [code(word.value), say(words, word.label) if isinstance(word, Labelled) else ""]
                for word in known
            ),
        )
    yield from heading(3, Message("Steps of the models").render(words.gettext))
    yield from table(
        [head[0], Message("Steps").render(words.gettext)],
        ([code(model), ", ".join(map(code, steps))] for model, steps in MODEL_STEPS.items()),
    )


def _keys(words: NullTranslations, model: type[Part]) -> Iterator[str]:
    tell = words.gettext
    head = [Message("Key"), Message("What to write"), Message("Required"), Message("What it is for")]
    rows = (
        [
            code(key.name),
            _value(words, key),
            Message("yes").render(tell) if key.is_needed else _default(words, key),
            tell(key.note),
        ]
        for key in outline(model)
    )
    yield from table([one.render(tell) for one in head], rows)


def _default(words: NullTranslations, key: KeyOutline) -> str:
    no = Message("no").render(words.gettext)
    if key.default is None:
        return no
    return Message("no; default: {value}", value=code(key.default)).render(words.gettext)


def _value(words: NullTranslations, key: KeyOutline) -> str:
    tell = words.gettext
    if key.words and key.shape.form != "list":
        return ", ".join(map(code, key.words))
    said = _shape(words, key.shape)
    if key.words:
        said += f" ({', '.join(map(code, key.words))})"
    if key.least is not None and key.most is not None:
        said += f", {key.least}–{key.most}"
    elif key.least is not None:
        said += ", " + Message("at least {number}", number=key.least).render(tell)
    if key.visibility:
        said += "; " + Message("for coaches only").render(tell)
    return said


def _shape(words: NullTranslations, shape: Shape) -> str:
    tell = words.gettext
    match shape.form:
        case "list":
            return Message("a list: {each}", each=_inner(words, shape)).render(tell)
        case "by language":
            return Message("for each language: {each}", each=_inner(words, shape)).render(tell)
        case "choice" if shape.vocabulary:
            return Message("one of {name}", name=_to(code(shape.vocabulary.__name__))).render(tell)
        case "by id":
            return Message("for each ID: {each}", each=_inner(words, shape)).render(tell)
        case "reference" if shape.ref and shape.ref.kind is None:
            return Message("any definition or part of a definition, as kind/id or kind/id/part").render(tell)
        case "reference" if shape.ref and shape.ref.kind:
            what = say(words, Kind(shape.ref.kind).label)
            if shape.ref.part:
                return Message(
                    "part of a definition of the kind {kind}, as definition/part", kind=what
                ).render(tell)
            return Message("the ID of a definition of the kind {kind}", kind=what).render(tell)
        case "part":
            if len(shape.parts) > 1:
                return Message("fields (see the field types)").render(tell)
            return _to(_title(words, shape.parts[0]))
        case "minutes":
            return _to(_title(words, shape.parts[0]))
        case "word":
            return Message("a word").render(tell)
        case _:
            return _FORMS[shape.form].render(tell)


def _inner(words: NullTranslations, shape: Shape) -> str:
    return _shape(words, shape.inner) if shape.inner else ""


def _title(words: NullTranslations, part: type[Part]) -> str:
    return Message("Keys of {name}", name=part.__name__).render(words.gettext)


def _to(title: str) -> str:
    return f"[{title}](#{anchor(title)})"
