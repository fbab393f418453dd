"""The address of the site, as the configuration gives it: checked, joined, and written for readers."""

from __future__ import annotations

import re
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import quote, unquote, urlsplit

import idna

#: How every element begins that the program names by itself.
OWN = "tk_"
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
