"""Rules: how a value of ``mkdocs.yml`` is checked and kept, or said to have no effect."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from ..characters import bad_character
from ..errors import Message
from .address import site_address
from .configfile import Given, Reader, Rule, Where, is_empty, said

_LONGEST = 300


@dataclass(frozen=True)
class Told:
    """What a rule says of the values that it takes, for whoever describes the options.

    ``why`` says what to do instead, where a value has no effect. ``choices`` are the words that can stand
    here, ``below`` the rules of the keys below, ``each`` that of the entries of a list.
    """

    why: Message | None = None
    choices: tuple[str, ...] = ()
    below: Mapping[str, Rule] | None = None
    each: Rule | None = None


#: What each rule says, where that is more than its name does.
TOLD: dict[Rule, Told] = {}


def tells(rule: Rule, told: Told) -> Rule:
    """Return a rule that says what values it takes."""
    TOLD[rule] = told
    return rule


#: Words for yes and no, as MkDocs' YAML reads them.
YES, _NO = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})
_FLAGS = dict.fromkeys(YES, True) | dict.fromkeys(_NO, False)


def text(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Keep one line of plain text."""
    if is_empty(node):
        return
    key = said(where)
    if not isinstance(node, yaml.ScalarNode):
        advice = Message("write one line of text after ‘{key}:’", key=str(where[-1]))
        reader.complain(node, Message("‘{key}’ is not text", key=key), advice)
        return
    value = str(node.value).strip()
    if "\n" in value or bad_character(value):
        what = Message("‘{key}’ contains a line break or an invisible character", key=key)
        reader.complain(node, what, Message("write it on one line, without formatting"))
    elif len(value) > _LONGEST:
        what = Message(
            "the text has {length} characters; the limit is {limit}", length=len(value), limit=_LONGEST
        )
        reader.complain(node, what, Message("shorten it"))
    elif re.search(r"<[a-zA-Z/!]|&\w+;", value):
        what = Message("‘{key}’ contains HTML, which would be shown as plain text", key=key)
        reader.complain(node, what, Message("write it without HTML"))
    else:
        reader.found[where] = value


def address(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Keep the address of a site or page, https or http."""
    if is_empty(node):
        return
    value = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
    if isinstance(node, yaml.ScalarNode) and not value:
        return
    made = site_address(value)
    if made is None:
        what = Message("‘{key}’ is not a website address", key=said(where))
        advice = Message("write the full address without ? or #, such as https://example.org/coaching/")
        reader.complain(node, what, advice)
    else:
        reader.found[where] = made


def link(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Keep the address of a page somewhere else, as it was written."""
    if is_empty(node):
        return
    value = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
    if isinstance(node, yaml.ScalarNode) and not value:
        return
    if site_address(value.partition("?")[0].partition("#")[0].removesuffix(".html")) is None:
        what = Message("‘{key}’ is not an address", key=said(where))
        reader.complain(node, what, Message("write the full address, such as https://example.org/toolkit"))
    else:
        reader.found[where] = value


def file(*endings: str) -> Rule:
    """Return a rule that keeps the path of a file inside the project, with one of ``endings``."""

    def rule(reader: Reader, where: Where, node: yaml.Node) -> None:
        if is_empty(node):
            return
        value = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        known = ", ".join(endings)
        if re.match(r"(https?:)?//", value):
            what = Message(
                "‘{value}’ is on another site, which would be able to see who reads the pages",
                value=value[:80],
            )
            reader.complain(
                node, what, Message("copy the file to the project, and write its path instead of the address")
            )
        elif not (path := _inside(reader.path.parent, value)) or not path.is_file():
            what = Message("there is no file ‘{value}’ in the project", value=value[:80])
            reader.complain(
                node, what, Message("write its path, starting from the folder that contains mkdocs.yml")
            )
        elif path.suffix.lower() not in endings:
            what = Message("‘{value}’ is not a file that can be used here", value=value[:80])
            reader.complain(node, what, Message("use a file whose name ends in {known}", known=known))
        else:
            reader.found[where] = value

    return tells(rule, Told(choices=endings))


def folder(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Keep the path of a folder inside the project, which holds nothing but what may be published."""
    if is_empty(node):
        return
    value = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
    path = _inside(reader.path.parent, value)
    if path is None or not path.is_dir():
        what = Message("there is no folder ‘{value}’ in the project", value=value[:80])
        reader.complain(
            node, what, Message("write its path, starting from the folder that contains mkdocs.yml")
        )
    elif not (parts := path.relative_to(reader.path.parent.resolve()).parts) or (
        parts[0].lower() in _OWN_FOLDERS | {"site"} or parts[0].startswith(".")
    ):
        what = Message("all files in ‘{value}’ would be copied to the site", value=value[:80])
        reader.complain(node, what, Message("create a separate folder, such as overrides"))
    else:
        reader.found[where] = value


def output(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Keep the name of the folder that a build writes."""
    value = str(node.value).strip("/") if isinstance(node, yaml.ScalarNode) else ""
    if not re.fullmatch(r"[A-Za-z0-9_-]+", value) or value.lower() in _OWN_FOLDERS:
        what = Message("‘{value}’ cannot be used as the folder of the site", value=value[:60])
        reader.complain(node, what, Message("write the name of a single folder, such as site or public"))
    else:
        reader.found[where] = value


_OWN_FOLDERS = frozenset(
    {"content", "pages", "static", "templates", "locales", "build", "print", "tests", "toolkit"}
)


def _inside(root: Path, value: str) -> Path | None:
    if not value or "\0" in value or len(value) > _LONGEST:
        return None
    # The link is followed first, so that it cannot lead out either.
    path = (root / value).resolve()
    return path if path.is_relative_to(root.resolve()) else None


def flag(reader: Reader, where: Where, node: yaml.Node) -> bool | None:
    """Return what a yes or no says; None where it says neither, which is a problem."""
    if is_empty(node):
        return None
    word = str(node.value).lower() if isinstance(node, yaml.ScalarNode) else ""
    if word not in _FLAGS:
        reader.complain(
            node, Message("‘{key}’ must be true or false", key=said(where)), Message("write true or false")
        )
    return _FLAGS.get(word)


def is_no(node: yaml.Node) -> bool:
    """Say whether a value is nothing or no."""
    return is_empty(node) or (isinstance(node, yaml.ScalarNode) and str(node.value).lower() in _NO)


def kept(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Keep a yes or no."""
    value = flag(reader, where, node)
    if value is not None:
        reader.found[where] = value


def always(value: bool, why: Message) -> Rule:
    """Return a rule for a yes or no that has one answer here."""

    def rule(reader: Reader, where: Where, node: yaml.Node) -> None:
        if flag(reader, where, node) is (not value):
            said_value = "true" if value else "false"
            what = Message("‘{key}’ can only be {value} here", key=said(where), value=said_value)
            reader.complain(node, what, why)

    return tells(rule, Told(why, ("true" if value else "false",)))


def one_of(choices: tuple[str, ...], why: Message) -> Rule:
    """Return a rule for a word that has few answers here."""

    def rule(reader: Reader, where: Where, node: yaml.Node) -> None:
        if is_empty(node):
            return
        if not isinstance(node, yaml.ScalarNode) or str(node.value) not in choices:
            what = Message("‘{key}’ can only be {known} here", key=said(where), known=", ".join(choices))
            reader.complain(node, what, why)

    return tells(rule, Told(why, choices))


def nothing(why: Message) -> Rule:
    """Return a rule for a key that has no effect here."""

    def rule(reader: Reader, where: Where, node: yaml.Node) -> None:
        place = reader.places.get(where) or reader.at(node)
        reader.complain(place, Message("‘{key}’ has no effect here", key=said(where)), why)

    return tells(rule, Told(why))


def group(rules: Mapping[str, Rule]) -> Rule:
    """Return a rule for keys below a key."""

    def rule(reader: Reader, where: Where, node: yaml.Node) -> None:
        reader.mapping(where, node, rules)

    return tells(rule, Told(below=rules))


def several(rule: Rule, is_needed: bool = False) -> Rule:
    """Return a rule for a list, each entry by ``rule``; without one that ``is_needed``, nothing works."""

    def checked(reader: Reader, where: Where, node: yaml.Node) -> None:
        if is_empty(node):
            return
        if not isinstance(node, yaml.SequenceNode):
            what = Message("‘{key}’ is not a list", key=said(where))
            reader.complain(node, what, Message("begin each entry on a separate line with ‘- ’"))
            reader.is_unusable |= is_needed
            return
        for number, entry in enumerate(node.value):
            rule(reader, (*where, number), entry)

    return tells(checked, Told(each=rule))


def anything(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Leave a value to whoever reads it, which also says what is wrong with it."""
    if isinstance(node, yaml.MappingNode):
        for key, name, value in reader.pairs(node):
            reader.places[(*where, name)] = reader.at(key)
            anything(reader, (*where, name), value)


def written(reader: Reader, where: Where, node: yaml.Node) -> None:
    """Keep each key below with its places, for whoever reads it and says what is wrong with it."""
    anything(reader, where, node)
    if not isinstance(node, yaml.MappingNode):
        reader.found[where] = reader.at(node)
        return
    reader.found[where] = tuple(
        Given(
            str(key.value),
            reader.at(key),
            # An unquoted colour is a comment to YAML, so what is left is an empty value.
            str(value.value) if isinstance(value, yaml.ScalarNode) and value.value.strip() else None,
            reader.at(value),
        )
        for key, value in node.value
    )
