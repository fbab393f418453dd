"""Chapters as files: each in its form's frame, links led to other chapters, valid as XHTML and as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from jinja2 import Environment
from lxml import etree

from ..errors import ContentError
from ..site import META_POLICY, page_environment, rendered, template_fault
from ..translation import resolve
from ..view import HERE, written_day
from .chapters import Book, Chapter

#: Where the templates of publications lie, in a folder of templates.
TEMPLATES = "publish"
_HTML = "{http://www.w3.org/1999/xhtml}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Elements that never have a content; any other that is empty needs its end tag, or HTML ends it elsewhere.
_VOID = frozenset(
    f"{_HTML}{name}"
    for name in ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


@dataclass(frozen=True)
class Manner:
    """How a form has its chapters: the template around each, their ending, and where links may lead.

    ``led`` says whether a chapter may link to another one, ``aside`` whether a link opens a window of its
    own; there the other chapter is None where it leads to the web. ``is_xml`` is for readers of XML.
    """

    frame: str
    ending: str
    led: Callable[[Chapter, Chapter], bool] = lambda _from, _to: True
    aside: Callable[[Chapter, Chapter | None], bool] = lambda _from, _to: False
    is_xml: bool = False
    #: Whether modules report to a learning platform that they are done.
    reports: bool = False

    def file(self, chapter: Chapter) -> str:
        """Return the name of a chapter's file."""
        return f"{chapter.name}{self.ending}"


def documents(
    book: Book, manner: Manner, prints: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a book's chapters, in order; ``prints`` are the PDFs beside them, by chapter.

    Raises :class:`ContentError` where a template, which may be the project's own, makes no such file.
    """
    edition = book.material.edition
    environment = _environment(book)
    imprint = book.material.imprint
    shared = {
        "book": book,
        "file": manner.file,
        "here": HERE,
        "imprint": imprint,
        "day": written_day(date.fromisoformat(imprint.date), edition.locale),
        "policy": META_POLICY,
        "manner": manner,
        "prints": prints,
    }
    trees: dict[str, etree._Element] = {}
    for chapter in book.chapters:
        context = {**shared, **chapter.context, "chapter": chapter}
        text = resolve(rendered(edition, environment, TEMPLATES, manner.frame, context))
        try:
            trees[chapter.name] = etree.fromstring(text.encode())
        except etree.XMLSyntaxError as error:
            path = edition.project.template_file(f"{TEMPLATES}/{chapter.template}")
            raise ContentError([template_fault(path, error)]) from None
    _name_apart(trees.values())
    ids = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    for chapter in book.chapters:
        tree = trees[chapter.name]
        for link in list(tree.iter(f"{_HTML}a")):
            _lead(book, manner, ids, chapter, link)
        yield manner.file(chapter), _written(tree, manner.is_xml)


def text_of(book: Book, template: str, context: Mapping[str, Any]) -> bytes:
    """Return what a template of publications makes beside the chapters, such as a table of contents."""
    environment = _environment(book)
    told = {"book": book, "imprint": book.material.imprint, **context}
    return (
        resolve(rendered(book.material.edition, environment, TEMPLATES, template, told)).strip().encode()
        + b"\n"
    )


def _environment(book: Book) -> Environment:
    environment = page_environment(book.material.edition, TEMPLATES)
    # Where a format cannot say that words are in another language, they are words like any other.
    environment.filters["words"] = str
    return environment


def _name_apart(trees: Any) -> None:
    """Let no id begin with a digit, as ids of authors may and those of XML may not."""
    for tree in trees:
        for element in tree.xpath("//*[@id]"):
            element.set("id", _as_id(element.get("id")))


def _as_id(name: str) -> str:
    return f"_{name}" if name[:1].isdigit() else name


def _lead(
    book: Book, manner: Manner, ids: Mapping[str, set[str]], chapter: Chapter, link: etree._Element
) -> None:
    """Lead a link to the file of its chapter; one that leads nowhere becomes the words it stands on."""
    address = link.get("href", "")
    if not address.startswith(HERE):
        if address.startswith(("http:", "https:")) and manner.aside(chapter, None):
            link.set("target", "_blank")
        return
    path, _, anchor = address.removeprefix(HERE).partition("#")
    target = book.addresses.get(f"{path}#{anchor}") or book.addresses.get(path)
    if target is None or not (target is chapter or manner.led(chapter, target)):
        link.tag = f"{_HTML}span"
        link.attrib.clear()
        return
    name = _as_id(anchor)
    there = f"#{name}" if name in ids[target.name] else ""
    link.set("href", there or "#content" if target is chapter else f"{manner.file(target)}{there}")
    link.attrib.pop("rel", None)
    if target is not chapter and manner.aside(chapter, target):
        link.set("target", "_blank")
        link.set("rel", "noopener")


def _written(tree: etree._Element, is_xml: bool) -> bytes:
    for element in tree.iter(etree.Element):
        if len(element) == 0 and not element.text and element.tag not in _VOID:
            element.text = ""
        if is_xml and element.get("lang"):
            element.set(_XML_LANG, element.get("lang"))
    text: str = etree.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
    head = '<?xml version="1.0" encoding="utf-8"?>\n' if is_xml else ""
    return f"{head}{text}\n".encode()
