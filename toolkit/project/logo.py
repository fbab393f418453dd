"""A logo of the project's own: what may be drawn on pages and paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..errors import Message

#: Logos up to this size, in bytes; a larger one slows every page and every PDF.
MAX_LOGO = 500_000
_PNG = b"\x89PNG\r\n\x1a\n"
#: Pixels of a PNG, each way; more only fills memory.
_MAX_PIXELS = 6000
_SVG = "{http://www.w3.org/2000/svg}"
#: What a still picture needs no part of, and what runs, embeds or changes something.
_FORBIDDEN = frozenset(
    {"script", "handler", "listener", "foreignobject", "iframe", "embed", "object", "audio", "video"}
    | {"canvas", "animate", "animatemotion", "animatetransform", "animatecolor", "set", "discard"}
)
_INNER_LINK = re.compile(r"\s*(#|data:image/(png|jpeg);base64,)", re.IGNORECASE)
_OUTER_STYLE = re.compile(r"@import|\\|url\(\s*['\"]?(?!\s*#)", re.IGNORECASE)
SAVE_AS_PICTURE = Message("save it again as a plain SVG in your drawing program")


def png_fault(data: bytes) -> tuple[Message, Message] | None:
    """Return what is wrong with a PNG picture, and what to do; None where it can be shown."""
    again = Message("save it again as PNG")
    if not data.startswith(_PNG) or data[12:16] != b"IHDR":
        return Message("the file is not a PNG image"), again
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if not (0 < width <= _MAX_PIXELS and 0 < height <= _MAX_PIXELS):
        return Message("the logo measures {width} × {height} pixels", width=width, height=height), again
    return None


def svg_fault(data: bytes) -> tuple[Message, Message] | None:
    """Return what is wrong with an SVG drawing, and what to do; None where it can be shown."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Message("the file is not an SVG image"), SAVE_AS_PICTURE
    if root.tag not in {f"{_SVG}svg", "svg"}:
        return Message("the file is not an SVG image"), SAVE_AS_PICTURE
    if root.getroottree().docinfo.internalDTD is not None:
        return Message("the logo must not contain ‘{found}’", found="<!DOCTYPE"), SAVE_AS_PICTURE
    found = next(_active_parts(root), None)
    return (Message("the logo must not contain ‘{found}’", found=found), SAVE_AS_PICTURE) if found else None


def _active_parts(root: etree._Element) -> Iterator[str]:
    """Yield what an SVG must not have: scripts, events, animation, and links to anything outside it."""
    for node in (*root.itersiblings(preceding=True), *root.iter()):
        if not isinstance(node.tag, str):
            # Comments say nothing to anyone; instructions and entities do.
            if node.tag is not etree.Comment:
                yield "<?" if node.tag is etree.PI else "&"
            continue
        name = etree.QName(node).localname.lower()
        if name in _FORBIDDEN:
            yield f"<{name}>"
        if name == "style" and _OUTER_STYLE.search("".join(node.itertext())):
            yield "<style>"
        for attribute, value in node.attrib.items():
            local = etree.QName(attribute).localname.lower()
            outer = local in {"href", "src"} and not _INNER_LINK.match(value)
            styled = "url(" in value.lower() and _OUTER_STYLE.search(value)
            if outer or styled or local == "base" or local.startswith("on"):
                yield f"{local}={value[:40]}"
