"""The answer places that a print template has marked, and whether they are those of the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pikepdf import Name, Object, Pdf

from ..errors import Message, ToolkitError
from ..view import AnswerPlace, unmarked


def marked(document: Pdf) -> dict[str, Object]:
    """Return the annotations that mark answer places, by the address that is the mark.

    Raises :class:`ToolkitError` where a place is marked twice.
    """
    found: dict[str, Object] = {}
    for page in document.pages:
        for annotation in page.obj.get("/Annots", ()):
            action = annotation.get("/A")
            address = "" if action is None else str(action.get("/URI", ""))
            place = unmarked(address)
            if place is None:
                continue
            if address in found:
                raise ToolkitError(
                    Message("the print template contains the answer field {name} twice", name=place[1])
                )
            found[address] = annotation
            page.obj.Tabs = Name.S
    return found


def check(places: Sequence[AnswerPlace], marked: Mapping[str, Object]) -> None:
    """Raise :class:`ToolkitError` where the marks of a PDF are not those of its places."""
    wanted = [mark for place in places for mark in place.marks.values()]
    if missing := [mark for mark in wanted if mark not in marked]:
        raise ToolkitError(
            Message("the answer fields {names} are missing from the print template", names=_listed(missing))
        )
    if surplus := marked.keys() - set(wanted):
        raise ToolkitError(
            Message(
                "the print template contains unknown answer fields: {names}", names=_listed(sorted(surplus))
            )
        )


def _listed(marks: Iterable[str]) -> str:
    return ", ".join(f"{name} ({kind})" for kind, name in filter(None, map(unmarked, marks)))
