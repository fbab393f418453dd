"""Addresses: where the site lies, and where its pages do. The one place that puts them together."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import quote, unquote, urlsplit

_PATH_SAFE = "/%:@!$&'()*+,;=~-._"


def site_address(written: str) -> str | None:
    """Return the address of a site as machines write it, ending with ``/``; None where it is none.

    Letters of other alphabets are written as RFC 3490 (host) and RFC 3986 (path) ask.
    """
    if any(char.isspace() or not char.isprintable() or char in '<>"\\^`{|}' for char in written):
        return None
    try:
        parts = urlsplit(written)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in {"https", "http"} or not host or parts.query or parts.fragment or parts.username:
        return None
    if "?" in written or "#" in written or ".." in parts.path.split("/"):
        return None
    if ":" in host:
        try:
            host = f"[{ip_address(host)}]"
        except ValueError:
            return None
    path = quote(parts.path, safe=_PATH_SAFE).rstrip("/")
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{path}/"


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
        host = ".".join(label.encode("ascii").decode("idna") for label in host.split("."))
    return f"{host}{unquote(parts.path)}".rstrip("/")
