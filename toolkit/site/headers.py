"""What a server says with every page: the one home of the policy and of the headers.

A page carries its policy in a ``meta`` element, too, for hosts that send no headers of their own. What
such an element cannot say, as who may frame the page, is in the headers alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
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
_CSP = "Content-Security-Policy"
#: For PDFs: Chrome shows them in a page of its own, whose style a stricter policy would forbid.
_PDF_POLICY = _joined(_HEADER_ONLY)
_COMMON = {name: value for name, value in HEADERS.items() if name != _CSP}


#: The script that keeps a language's pages, at the top of its folder.
WORKER = "service-worker.js"
_WORKER_PATTERN = WORKER.replace(".", r"\.")
#: It is how browsers learn that there is a new version of the pages, so no cache may hold it back.
_FRESH = {"Cache-Control": "no-cache"}


def of(path: str) -> dict[str, str]:
    """Return the headers of an address."""
    if path.endswith(f"/{WORKER}"):
        return HEADERS | _FRESH
    return HEADERS | {_CSP: _PDF_POLICY} if path.endswith(".pdf") else HEADERS


def netlify(folders: Iterable[str]) -> str:
    """Return ``_headers``, which Netlify and Cloudflare Pages read; ``folders`` are those of pages.

    A rule cannot leave anything out here, so the whole policy stands at the pages, beside that of all files.
    """
    pages = ("/", "/:language/", *(f"/:language/{folder}/*" for folder in folders))
    rules = [("/*", _COMMON | {_CSP: _PDF_POLICY}), *((page, {_CSP: HEADERS[_CSP]}) for page in pages)]
    rules.append((f"/:language/{WORKER}", _FRESH | {_CSP: HEADERS[_CSP]}))
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in told.items()) for path, told in rules
    )


def vercel() -> str:
    """Return ``vercel.json``, which Vercel reads."""
    rules = (
        ("/(.*)", _COMMON),
        (r"/((?!.*\.pdf$).*)", {_CSP: HEADERS[_CSP]}),
        (r"/(.*\.pdf)", {_CSP: _PDF_POLICY}),
        (rf"/(.*)/{_WORKER_PATTERN}", _FRESH),
    )
    told = [
        {"source": source, "headers": [{"key": name, "value": value} for name, value in found.items()]}
        for source, found in rules
    ]
    return json.dumps({"headers": told}, indent=2) + "\n"


def apache() -> str:
    """Return ``.htaccess``, which Apache reads."""
    lines = [f'  Header always set {name} "{value}"' for name, value in HEADERS.items()]
    lines += [r'  <FilesMatch "\.pdf$">', f'    Header always set {_CSP} "{_PDF_POLICY}"', "  </FilesMatch>"]
    lines += [f'  <FilesMatch "{_WORKER_PATTERN}$">']
    lines += [f'    Header always set {name} "{value}"' for name, value in _FRESH.items()]
    lines.append("  </FilesMatch>")
    return "\n".join(["<IfModule mod_headers.c>", *lines, "</IfModule>", ""])


def nginx() -> str:
    """Return what goes into nginx' configuration, which no file of the site can bring along."""
    told = HEADERS | {_CSP: "$toolkit_policy", "Cache-Control": "$toolkit_cache"}
    lines = [
        "# beside the server block",
        "map $uri $toolkit_policy {",
        f'  default "{HEADERS[_CSP]}";',
        f'  ~\\.pdf$ "{_PDF_POLICY}";',
        "}",
        "map $uri $toolkit_cache {",
        *(f'  ~/{_WORKER_PATTERN}$ "{value}";' for value in _FRESH.values()),
        "}",
        "# in the server block",
        *(f'add_header {name} "{value}" always;' for name, value in told.items()),
    ]
    return "\n".join([*lines, ""])


def write(site: Path, folders: Iterable[str]) -> None:
    """Write the files from which common hosts take the headers; others serve them as any file."""
    for name, text in (("_headers", netlify(folders)), (".htaccess", apache()), ("vercel.json", vercel())):
        (site / name).write_text(text, encoding="utf-8", newline="\n")
