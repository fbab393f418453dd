"""What has changed on our side beneath the texts that a project's overrides replace."""

from __future__ import annotations

from collections.abc import Iterator

from ..definitions import Entry, Library, key_of, overriding, texts
from ..errors import Message, Problem
from ..project import Project
from ..translation import overridden


def check(project: Project, found: Library) -> Iterator[Problem]:
    """Yield a problem for each text of an override beneath which ours says something else than before.

    Warnings tell of ids in it that may be slips. Nothing is wrong with such a site, and it can be built; its
    author will want to know.
    """
    for entry in found.written:
        if entry.document.layers:
            yield from overriding.doubts(entry.document)
            yield from _changed(project, entry)


def _changed(project: Project, entry: Entry) -> Iterator[Problem]:
    own, document = entry.document.layers[0], entry.document
    was = own.data.get("was")
    if not isinstance(was, dict):
        return
    key = key_of(entry.definition)
    now = overridden.ours(project, key, document.language).by_path
    advice = Message(
        "compare your text with the toolkit’s and, when you are happy with yours, run: toolkit override "
        "{name} --accept",
        name="/".join(key),
    )
    for text in texts(entry.definition):
        path = "/".join(text.path)
        if not document.holds(text.loc) or was.get(path) == now.get(path) or path not in was:
            continue
        what = Message(
            "the toolkit’s text that yours replaces no longer exists; it was: ‘{old}’", old=was[path]
        )
        if path in now:
            what = Message(
                "the toolkit’s text that yours replaces has changed: it was ‘{old}’ and is now ‘{new}’",
                old=was[path],
                new=now[path],
            )
        yield Problem("override-changed", document.place(text.loc), what, advice)
