"""Where things stand on the site: the address of each page, and the name of each part of it.

Ids of authors are slugs, so they hold no dot and no underscore. What the program itself names on a
page (an element's id, an anchor) begins with :data:`OWN`, and an author's part is named by its id
alone or, where two lists of ids share a page, by ids joined with a dot. So no two names can meet,
whatever an author chooses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, unquote, urlsplit

import idna

from .model import FOLDERS, AnyDefinition, Kind
from .model.checklist import Checklist
from .model.worksheet import Worksheet

#: How every element begins that the program names by itself.
OWN = "tk_"
#: The parts of a kind that have an address of their own, by the field that lists them.
_PARTS: Mapping[Kind, str] = {
    Kind.session: "phases",
    Kind.question_bank: "questions",
    Kind.checklist: "groups",
    Kind.curriculum: "modules",
    Kind.glossary: "concepts",
    Kind.framework: "competencies",
}
#: A link to a definition, or to a part of it, as content writes it.
_TARGET = re.compile(r"([a-z_]+):([^/#]+)(?:/(.+))?")


@dataclass(frozen=True)
class Target:
    """A definition, or a part of it, that a text links to: ``worksheet:values`` or ``session:grow/goal``."""

    kind: Kind
    name: str
    part: str | None


def target_of(href: str) -> Target | None:
    """Read what a link names; None where it names no definition, but for instance a web address."""
    found = _TARGET.fullmatch(href)
    return Target(Kind(found[1]), found[2], found[3]) if found and found[1] in set(Kind) else None


def page_path(kind: str, name: str | None = None) -> str:
    """Return a page's address below its locale, such as ``worksheets/values/``."""
    folder = FOLDERS[Kind(kind)] or kind
    return f"{folder}/{name}/" if name and FOLDERS[Kind(kind)] else f"{folder}/"


def page_file(path: str) -> str:
    """Return the Markdown file, below its locale, of the page at an address."""
    # A folder's own page is its index; any other page is a file named after its last part.
    return f"{path}index.md" if path.count("/") <= 1 else f"{path.rstrip('/')}.md"


def anchors(definition: AnyDefinition) -> dict[str, str]:
    """Return the parts of a definition that can be linked to: their ids, and their anchors on its page."""
    if isinstance(definition, Worksheet):
        sections = {section.id: f"section-{section.id}" for section in definition.sections}
        fields = [field.id for section in definition.sections for field in section.fields]
        return sections | {name: field_ids(name)["whole"] for name in fields}
    found = {part.id: part.id for part in getattr(definition, _PARTS.get(definition.kind, ""), ())}
    if isinstance(definition, Checklist):
        for group in definition.groups:
            found |= {f"{group.id}/{item.id}": f"{group.id}.{item.id}" for item in group.items}
    return found


def field_ids(name: str) -> dict[str, str]:
    """Return the ids of the elements of a worksheet's field: the whole, its control, hint and bounds."""
    own = {"control": "f", "hint": "h", "bounds": "b"}
    return {"whole": f"field-{name}"} | {part: f"{OWN}{letter}.{name}" for part, letter in own.items()}


def address_of(definition: AnyDefinition, part: str | None) -> str | None:
    """Return the address, below the locale, of a definition or a part; None where it has no such part."""
    path = page_path(definition.kind, definition.id)
    if part is None:
        return path
    found = anchors(definition)
    return f"{path}#{found[part]}" if part in found else None


# -- the site itself -------------------------------------------------------------------------

_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")


def site_address(written: str) -> str | None:
    """Return the address of a site as machines write it, ending with ``/``; None where it is none.

    Letters of other alphabets are written as RFC 5891 (host) and RFC 3986 (path) ask. A path that a
    browser would shorten, or that names a page, is none below which a site could lie.
    """
    if any(char.isspace() or not char.isprintable() or char in '<>"\\^`{|}' for char in written):
        return None
    try:
        parts = urlsplit(written)
        port = parts.port
        host = _host(parts.hostname or "")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in {"https", "http"} or not host or parts.query or parts.fragment or parts.username:
        return None
    if "?" in written or "#" in written or not _is_path(parts.path):
        return None
    path = quote(parts.path, safe=_PATH_SAFE).rstrip("/")
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{path}/"


def _host(name: str) -> str:
    """Return a host as machines write it. Raises ``ValueError`` where it is none."""
    if ":" in name:
        return f"[{ip_address(name)}]"
    host = name if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise ValueError(name)
    return host


def _is_path(path: str) -> bool:
    """Say whether a browser keeps a path as it is, and a page could lie below it."""
    if re.search(r"//|%(?![0-9A-Fa-f]{2})|%2[Ff]|%5[Cc]|%[01]", path):
        return False
    parts = unquote(path).lower().split("/")
    return not {".", ".."} & set(parts) and not parts[-1].endswith((".html", ".htm"))


def base_path(site_url: str) -> str:
    """Return the path below which the site lies on its host, such as ``/`` or ``/coaching/``."""
    return f"{urlsplit(site_url).path.rstrip('/')}/"


def absolute(site_url: str, locale: str = "", path: str = "") -> str:
    """Return the whole address of something on the site, or ``""`` where the site has no address."""
    if not site_url:
        return ""
    return f"{site_url.rstrip('/')}/{f'{locale}/' if locale else ''}{path}"


def printed(address: str) -> str:
    """Return an address as a person reads and types it: without scheme, in its own letters."""
    parts = urlsplit(address)
    host = parts.netloc
    with suppress(UnicodeError):
        host = idna.decode(parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    return f"{host}{unquote(parts.path)}".rstrip("/")
