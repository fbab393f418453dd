"""Checks a finished site: every link and anchor leads somewhere, and nothing is asked of other origins."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

#: Attributes that make a browser fetch something by itself.
_FETCHING = ("src", "srcset", "data", "poster", "action", "formaction", "background")
#: What leads somewhere: links of text, those of the head, and all else.
_HREFS = etree.XPath("//a/@href[. != '']", smart_strings=False)
_LINKS = etree.XPath("//link[@href != '']")
_OTHERS = etree.XPath(
    " | ".join(
        ["//*[not(self::a or self::link)]/@href[. != '']", *(f"//@{name}[. != '']" for name in _FETCHING)]
    ),
    smart_strings=False,
)
_ANCHORS = etree.XPath("//@id | //a/@name", smart_strings=False)
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
class Parts:
    """What a page or drawing can be linked to by, and where it leads to itself."""

    #: What links to it can end with.
    anchors: frozenset[str] = frozenset()
    #: Where it leads, in one piece: pages have a hundred links each, and all of a site are kept at once.
    led: str = ""
    #: Links that no site could hold, and why.
    wrong: tuple[tuple[str, str], ...] = ()
    #: How many links there are, and how many of them with an anchor.
    links: int = 0
    anchored: int = 0

    @property
    def targets(self) -> Iterator[tuple[str, str, str]]:
        """Yield each link once: as it is written, the file it leads to below the site, the anchor there."""
        parts = self.led.split(_PARTED) if self.led else ()
        return zip(parts[::3], parts[1::3], parts[2::3], strict=True)


#: Parts what is kept in one piece; no address in a page can hold it.
_PARTED = "\0"
#: What pages held, by their paths and all their bytes; nothing else shapes it.
_last: dict[bytes, Parts] = {}


def parts(data: bytes, page: str, base: str = "/") -> Parts:
    """Return the parts of the HTML or drawing at ``page``, in a site below the path ``base`` on its host."""
    root = html.parse(BytesIO(data)).getroot()
    if root is None:
        return Parts()
    below, links, anchored = unquote(base), 0, 0
    targets: dict[str, tuple[str, str, str]] = {}
    wrong: dict[str, tuple[str, str]] = {}
    for (tag, attribute, value), times in Counter(_addresses(root)).items():
        split = _split(value)
        if split.scheme or split.netloc:
            if split.scheme in {"mailto", "tel"} or (tag == "a" and split.scheme in {"https", "http"}):
                continue
            if tag == "link" and attribute == "statement":
                continue
            wrong[value] = value, "request to another origin"
            continue
        links += times
        anchored += times if split.fragment else 0
        if value in targets or value in wrong:
            continue
        # As in a browser, one step up too many stays at the top.
        whole = unquote(_joined(f"{base}{page}", split.path) if split.path else f"{base}{page}")
        if not whole.startswith(below):
            wrong[value] = value, "leads out of the site"
            continue
        path = whole.removeprefix(below)
        target = f"{path}index.html" if path == "" or path.endswith("/") else path
        targets[value] = value, target, unquote(split.fragment)
    # What lxml finds would hold on to the whole page.
    anchors = frozenset(map(str, _ANCHORS(root)))
    led = _PARTED.join(part for target in targets.values() for part in target)
    return Parts(anchors, led, tuple(wrong.values()), links, anchored)


#: Most addresses are on many pages.
_split = lru_cache(maxsize=1 << 16)(urlsplit)


def _joined(page: str, path: str) -> str:
    """Return the path that a link's ``path`` leads to from the path of a page (RFC 3986, 5.2)."""
    found: list[str] = []
    *steps, last = path.split("/")
    # Two slashes are one, as to most servers.
    steps = steps[1:] if path.startswith("/") else [*filter(None, (*page.split("/")[:-1], *steps))]
    for step in (*steps, last):
        if step == "..":
            del found[-1:]
        elif step != ".":
            found.append(step)
    # What ends with a step is a folder.
    return f"/{'/'.join(found)}{'/' if last in {'.', '..'} and found else ''}"


def check(
    site: Path,
    base: str = "/",
    later: Collection[str] = (),
    known: Mapping[str, Parts] | None = None,
    held: Collection[str] | None = None,
) -> Report:
    """Check all HTML pages below ``site``, which lies below the path ``base`` on its host.

    ``later`` are files of the site that are made when somebody asks for them.
    ``known`` are the parts of pages that whoever made them has looked at already, by their paths.
    ``held`` are all files of the site, where somebody knows them.
    """
    files = (
        held
        if held is not None
        else {
            Path(folder, name).relative_to(site).as_posix()
            for folder, _, names in os.walk(site)
            for name in names
        }
    )
    kept: dict[bytes, Parts] = {}
    found: dict[str, Parts] = {}
    for path in sorted(files):
        if path.endswith((".html", ".svg")):
            found[path] = (known or {}).get(path) or _kept(site, path, base, kept)
    _last.clear()
    _last.update(kept)
    pages = {path: page for path, page in found.items() if path.endswith(".html")}
    faults: list[Fault] = []
    for page, told in pages.items():
        faults += (Fault(page, value, reason) for value, reason in told.wrong)
        for value, target, anchor in told.targets:
            if target not in files and target not in later:
                faults.append(Fault(page, value, "no such page"))
            elif anchor and (target not in found or anchor not in found[target].anchors):
                faults.append(Fault(page, value, "no such anchor"))
    return Report(
        len(pages),
        sum(page.links for page in pages.values()),
        sum(page.anchored for page in pages.values()),
        tuple(faults),
    )


def _kept(site: Path, path: str, base: str, kept: dict[bytes, Parts]) -> Parts:
    """Return the parts of a page or drawing, and keep them; one that the last site had is not read again."""
    data = (site / path).read_bytes()
    key = hashlib.sha256(f"{base} {path}\n".encode() + data).digest()
    kept[key] = _last.get(key) or parts(data, path, base)
    return kept[key]


def _addresses(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Yield tag, attribute and address of all that leads somewhere; by tag, since most are plain links."""
    yield from (("a", "href", str(href)) for href in _HREFS(root))
    for element in _LINKS(root):
        said = set((element.get("rel") or "").split()) <= _STATEMENTS
        yield "link", "statement" if said else "href", element.get("href")
    yield from (("", "", str(address)) for address in _OTHERS(root))
