"""A finished page in the form in which it opens from a folder, by ``file://``.

There a browser lists folders instead of showing their first page, loads no modules, draws nothing out of
another file and lets no page ask for another one: addresses name files, one linked script takes the
modules' place, icons lie in the page, and what another language's page shows comes as a script.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from . import linking

#: The script beside a page that hands the page's words to another one; core/other-language.js asks for it.
ARTICLE = "article.js"
ASSETS = "assets/"
_FIRST = "index.html"
#: What leads somewhere, for browsers or for our scripts.
_ADDRESSES = ("href", "src", "data-page")
#: Relations of ``<link>`` that ask for what cannot be had, or need not be asked for, in a folder.
_NEEDLESS = {"modulepreload", "preload", "preconnect", "dns-prefetch", "manifest"}

_TAG = re.compile(
    r"""<!--.*?-->|<(?P<name>[a-zA-Z][^\s/>]*)(?P<said>(?:[^"'>]|"[^"]*"|'[^']*')*)>(?P<end></script>)?""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""\s+(?P<name>[^\s"'>/=]+)(?:\s*=\s*(?:"(?P<two>[^"]*)"|'(?P<one>[^']*)'|(?P<bare>[^\s"'>]+)))?"""
)
_SYMBOL = re.compile(r'<symbol id="([^"]+)".*?</symbol>', re.DOTALL)
_ICON = re.compile(r'<svg class="icon".*?</svg>', re.DOTALL)


@dataclass(frozen=True)
class Site:
    """What pages lie among: folders of the site, "" its own; the file of its icons, and each by its id."""

    folders: Collection[str]
    sprite: str
    symbols: Mapping[str, str]


@dataclass
class Page:
    """A page in the making: where it lies in the site, and what goes along with it.

    ``below`` is the folder that holds the site, as seen from the first page alone, which lies beside it; from
    all others that page is one step further away.
    """

    path: str
    site: Site
    below: str = ""
    #: Modules that it starts, as they are called among the assets.
    entries: list[str] = field(default_factory=list)
    #: Files of pages whose words its scripts ask for.
    asked: set[str] = field(default_factory=set)
    _icons: set[str] = field(default_factory=set)

    def rewritten(self, text: str) -> str:
        """Return the page as it opens from a folder."""
        for found in _TAG.finditer(text):
            said = _attributes(found)
            if _is_module(found, said):
                self.entries.append(self._target(said["src"]).removeprefix(ASSETS))
        text = _TAG.sub(self._tag, text)
        drawn = "".join(_own(self.site.symbols[name], name) for name in sorted(self._icons))
        if drawn:
            sheet = f'<svg class="visually-hidden" aria-hidden="true">{drawn}</svg>'
            text = text.replace("</body>", f"{sheet}\n</body>", 1)
        return text

    def _tag(self, found: re.Match[str]) -> str:
        name, said = (found["name"] or "").lower(), _attributes(found)
        if name == "link" and set(said.get("rel", "").split()) & _NEEDLESS:
            return ""
        if _is_module(found, said):
            # The first gives its place to the script that starts all of them.
            is_first = self._target(said["src"]) == f"{ASSETS}{self.entries[0]}"
            return self._starter() if is_first else ""
        changed = {key: self._address(key, said[key]) for key in _ADDRESSES if said.get(key)}
        if name == "html":
            changed["data-folder"] = ""
        text = found[0]
        for key, value in changed.items():
            text = _put(text, key, said.get(key), value)
        # What only a folder has to say stands hidden in every page.
        gone = {"hidden"} if "data-folder" in said else {"crossorigin"}
        return (
            _ATTRIBUTE.sub(lambda one: "" if one["name"] in gone else one[0], text)
            if gone & said.keys()
            else text
        )

    def _starter(self) -> str:
        address = self._written(f"{ASSETS}{linking.NAME}")
        return (
            f'<script defer src="{escape(address)}" data-start="{escape(" ".join(self.entries))}"></script>'
        )

    def _address(self, key: str, value: str) -> str:
        """Return an address of the page as it has to be in a folder."""
        split = urlsplit(value)
        if split.scheme or split.netloc or not split.path:
            return value
        target = self._target(value)
        if target == self.site.sprite and split.fragment in self.site.symbols:
            self._icons.add(split.fragment)
            return f"#tk_icon.{split.fragment}"
        is_folder = split.path.endswith("/") or target in self.site.folders
        file = posixpath.join(target, _FIRST) if is_folder else target
        if key == "data-page":
            self.asked.add(file)
        if file == _FIRST and self.path != _FIRST:
            return split._replace(path=self._written(file)).geturl()
        # Written as it is: what needs no change keeps its signs.
        path = split.path if not is_folder else posixpath.join(split.path, _FIRST)
        return split._replace(path=posixpath.join(self.below, path)).geturl()

    def _target(self, value: str) -> str:
        """Return the path in the site that an address leads to, without a sign at its end."""
        path = unquote(urlsplit(value).path)
        joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(self.path), path))
        return joined.lstrip("/")

    def _written(self, target: str) -> str:
        """Return the address of a file of the site."""
        if self.path == _FIRST:
            return posixpath.join(self.below, target)
        up = "../" * self.path.count("/")
        return f"{up}../{target}" if target == _FIRST else f"{up}{target}"


def style(text: str) -> str:
    """Return a style sheet for a folder: pages there ask for no fonts beforehand, but have them at hand."""
    return text.replace("font-display: optional", "font-display: block")


def symbols(sprite: str) -> dict[str, str]:
    """Return the symbols of a sprite by their ids."""
    return {found[1]: found[0] for found in _SYMBOL.finditer(sprite)}


def article(text: str) -> str | None:
    """Return the script that hands the words of a page to another one; None where it has no article."""
    start, end = text.find("<article"), text.rfind("</article>")
    if start < 0 or end < start:
        return None
    words = json.dumps(_ICON.sub("", text[start:end]) + "</article>", ensure_ascii=False)
    return f'document.currentScript.dispatchEvent(new CustomEvent("article", {{ detail: {words} }}));\n'


def _attributes(found: re.Match[str]) -> dict[str, str]:
    """Return the attributes of a tag; of those that stand twice the first, as browsers do."""
    told: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(found["said"] or ""):
        value = (
            one["two"] if one["two"] is not None else one["one"] if one["one"] is not None else one["bare"]
        )
        told.setdefault(one["name"].lower(), unescape(value or ""))
    return told


def _is_module(found: re.Match[str], said: Mapping[str, str]) -> bool:
    return (found["name"] or "").lower() == "script" and said.get("type") == "module" and "src" in said


def _put(tag: str, key: str, old: str | None, new: str) -> str:
    """Return a tag with a value of an attribute in place of the old one; None: it had no such attribute."""
    if new == old:
        return tag
    written = f' {key}="{escape(new)}"' if new else f" {key}"
    if old is None:
        return f"{tag.removesuffix('>')}{written}>"
    return _ATTRIBUTE.sub(lambda one: written if one["name"].lower() == key else one[0], tag)


def _own(symbol: str, name: str) -> str:
    """Return a symbol with an id of ours, which nothing of an author's can have."""
    return symbol.replace(f'id="{name}"', f'id="tk_icon.{name}"', 1)
