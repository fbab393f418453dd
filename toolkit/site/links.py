"""Checks a finished site: every link and anchor leads somewhere, and nothing is asked of other origins."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

#: Attributes that make a browser fetch something by itself.
_FETCHING = ("src", "srcset", "data", "poster", "action", "formaction", "background")
#: Kinds of ``<link>`` that say something about an address without fetching it.
_STATEMENTS = {"canonical", "alternate", "prev", "next", "author", "license"}


@dataclass(frozen=True)
class Fault:
    """A link that leads nowhere, or a request to another origin."""

    page: str
    target: str
    reason: str


@dataclass(frozen=True)
class Report:
    """What was checked, and what was wrong."""

    pages: int
    links: int
    anchors: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class _Parts:
    """What a page or drawing can be linked to by, and what it asks for itself: tag, attribute, address."""

    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    addresses: tuple[tuple[str, str, str], ...] = ()


#: What the pages of the last site held, by a hash of all their bytes; nothing else shapes it.
_last: dict[bytes, _Parts] = {}


def _parts(path: Path, kept: dict[bytes, _Parts]) -> _Parts:
    """Return the parts of a page or drawing, and keep them; one that the last site had is not read again."""
    data = path.read_bytes()
    key = hashlib.sha256(data).digest()
    kept[key] = _last.get(key) or _read(data)
    return kept[key]


def _read(data: bytes) -> _Parts:
    root = html.parse(BytesIO(data)).getroot()
    if root is None:
        return _Parts()
    # What lxml finds would hold on to the whole page.
    ids, names = (frozenset(map(str, root.xpath(where))) for where in ("//@id", "//a/@name"))
    return _Parts(ids, names, tuple(_addresses(root)))


def check(site: Path, base: str = "/", later: Collection[str] = ()) -> Report:
    """Check all HTML pages below ``site``, which lies below the path ``base`` on its host.

    ``later`` are files of the site that are made when somebody asks for them.
    """
    kept: dict[bytes, _Parts] = {}
    pages = {path.relative_to(site).as_posix(): _parts(path, kept) for path in sorted(site.rglob("*.html"))}
    names = {page: parts.ids | parts.names for page, parts in pages.items()}
    # A drawing's parts are used from pages by their ids.
    for drawing in site.rglob("*.svg"):
        names[drawing.relative_to(site).as_posix()] = _parts(drawing, kept).ids
    _last.clear()
    _last.update(kept)
    links = anchors = 0
    below = unquote(base)
    faults: list[Fault] = []
    for page, found in pages.items():
        for tag, attribute, value in found.addresses:
            parts = urlsplit(value)
            if parts.scheme or parts.netloc:
                if parts.scheme in {"mailto", "tel"} or (tag == "a" and parts.scheme in {"https", "http"}):
                    continue
                if tag == "link" and attribute == "statement":
                    continue
                faults.append(Fault(page, value, "request to another origin"))
                continue
            links += 1
            joined = urlsplit(urljoin(f"{base}{page}", parts.path or page.rpartition("/")[2])).path
            # One step up too many stays at the top, as in a browser.
            whole = unquote(f"/{joined.lstrip('/')}")
            if not whole.startswith(below):
                faults.append(Fault(page, value, "leads out of the site"))
                continue
            path = whole.removeprefix(below)
            target = f"{path}index.html" if path == "" or path.endswith("/") else path
            if target not in later and not (site / target).is_file():
                faults.append(Fault(page, value, "no such page"))
            elif parts.fragment:
                anchors += 1
                if unquote(parts.fragment) not in names.get(target, frozenset()):
                    faults.append(Fault(page, value, "no such anchor"))
    return Report(len(pages), links, anchors, tuple(faults))


def _addresses(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if href := element.get("href"):
            said = element.tag == "link" and set((element.get("rel") or "").split()) <= _STATEMENTS
            yield element.tag, "statement" if said else "href", href
        for name in _FETCHING:
            if value := element.get(name):
                yield element.tag, name, value
