"""What a server says with every page: the one home of the policy and of the headers.

A page carries its policy in a ``meta`` element, too, for hosts that send no headers of their own. What
such an element cannot say, as who may frame the page, is in the headers alone.
"""

from __future__ import annotations

import json
from pathlib import Path

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'none'",
    "base-uri": "'none'",
}
#: Directives that browsers read in headers only.
_HEADER_ONLY = {"frame-ancestors": "'none'"}
#: What pages have no use for; the screen that stays awake and the clipboard they do use.
_UNUSED = (
    "accelerometer",
    "bluetooth",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)


def _joined(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


#: The Content-Security-Policy as a ``meta`` element can say it.
META_POLICY = _joined(_POLICY)
#: What pages tell other sites about where a reader came from: nothing.
REFERRER = "no-referrer"
HEADERS: dict[str, str] = {
    "Content-Security-Policy": _joined(_POLICY | _HEADER_ONLY),
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
    "Referrer-Policy": REFERRER,
    # A year. Browsers heed it over HTTPS alone.
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}


def netlify() -> str:
    """Return ``_headers``, which Netlify and Cloudflare Pages read."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())


def apache() -> str:
    """Return ``.htaccess``, which Apache reads."""
    lines = [f'  Header always set {name} "{value}"' for name, value in HEADERS.items()]
    return "\n".join(["<IfModule mod_headers.c>", *lines, "</IfModule>", ""])


def vercel() -> str:
    """Return ``vercel.json``, which Vercel reads."""
    told = [{"key": name, "value": value} for name, value in HEADERS.items()]
    return json.dumps({"headers": [{"source": "/(.*)", "headers": told}]}, indent=2) + "\n"


def nginx() -> str:
    """Return the lines for an nginx ``server`` block, which no file of the site can bring along."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in HEADERS.items())


#: Files at the site's root, each for the hosts that read it; others serve them as any file.
FILES = {"_headers": netlify, ".htaccess": apache, "vercel.json": vercel}


def write(site: Path) -> None:
    """Write the files from which common hosts take the headers."""
    for name, text in FILES.items():
        (site / name).write_text(text(), encoding="utf-8", newline="\n")
