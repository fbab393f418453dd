"""What an override names that the definition beneath it has not: slips of its writer, or what is gone.

What there was when the override was written tells the two apart: its ``was`` lists every text by ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ..errors import Message, Problem
from ..suggestions import nearest, slip_of
from .document import Document, Loc
from .model.hints import Hints

#: The code of problems with ids that the definition beneath has not.
CODE = "override-id"


class Misnamed:
    """Collects what is wrong with the names in one override, at their places.

    ``problems`` keep the definition from being shown as it was meant; ``doubts`` are warnings.
    """

    def __init__(self, own: Document, hints: Hints) -> None:
        self.problems: list[Problem] = []
        self.doubts: list[Problem] = []
        self._own = own
        self._hints = hints
        was = own.data.get("was")
        #: The paths of the texts that there were beneath when the override was written.
        self._was = tuple(f"{path}/" for path in was) if isinstance(was, dict) else ()

    def add(self, at: Loc, what: Message, advice: Message, code: str = "override") -> None:
        """Keep a problem with the key or entry at a place."""
        self.problems.append(Problem(code, self._own.key_place(at), what, advice))

    def is_renamed(self, name: str, path: Sequence[str], below: Collection[str]) -> bool:
        """Say whether an id is recorded in place of one of ours, so that it is no entry of its writer's own.

        Whoever replaces an id in the whole file replaces it in what is recorded, too; and what we have
        renamed since is recorded by its former id.
        """
        return self._was_there(path, name) and self._unrecorded(name, path, below) is not None

    def is_slip(self, name: str, below: Collection[str], named: Collection[str]) -> bool:
        """Say whether an id looks like a slip of the pen for one of ours that the override does not name."""
        return slip_of(name, _others(below, named)) is not None

    def unknown(
        self, name: str, path: Sequence[str], below: Collection[str], lacking: Sequence[str], at: Loc
    ) -> None:
        """Tell of an entry that there is not beneath, and that lacks keys which an own one needs."""
        whole = Message(
            "to add an entry of your own, write everything it needs: {known}", known=", ".join(lacking)
        )
        if not self._was_there(path, name):
            what = Message("the toolkit has no ‘{value}’ here", value=name)
            self.add(at, what, self._hints.near("override", name, list(below), whole), CODE)
        elif near := self._unrecorded(name, path, below):
            self._not_ours(name, near, at)
        else:
            what = Message("the toolkit no longer has ‘{value}’ here, so yours cannot be shown", value=name)
            self.add(at, what, Message("{advice}; or delete this entry", advice=whole), CODE)

    def renamed(self, name: str, path: Sequence[str], below: Collection[str], at: Loc) -> None:
        """Tell of an id that :meth:`is_renamed`."""
        self._not_ours(name, self._unrecorded(name, path, below) or name, at)

    def slipped(self, name: str, below: Collection[str], named: Collection[str], at: Loc) -> None:
        """Tell of a whole entry whose id :meth:`is_slip`, and which does not say where it goes."""
        advice = Message(
            "did you mean ‘{near}’? If this is a new entry, add below its ID where it goes: ‘after: ID’ or "
            "‘before: ID’",
            near=slip_of(name, _others(below, named)),
        )
        self.add(at, Message("the toolkit has no ‘{value}’ here", value=name), advice, CODE)

    def doubt(self, name: str, below: Collection[str], named: Collection[str], at: Loc) -> None:
        """Warn of a name that :meth:`is_slip`, but may as well be meant."""
        advice = Message(
            "did you mean ‘{near}’? If this is an entry of your own, give it an ID that cannot be confused "
            "with it",
            near=slip_of(name, _others(below, named)),
        )
        what = Message("the toolkit has no ‘{value}’ here", value=name)
        self.doubts.append(Problem(CODE, self._own.key_place(at), what, advice, warning=True))

    def nothing(self, name: str, below: Collection[str], at: Loc) -> None:
        """Tell of what should be left out and is not there."""
        what = Message("the toolkit has no ‘{value}’ here that could be left out", value=name)
        advice = self._hints.near("override", name, list(below), Message("delete these lines"))
        self.add(at, what, advice, CODE)

    def nowhere(self, target: str, others: Sequence[str], at: Loc) -> None:
        """Tell of an entry that is not there, so that no other can be put beside it."""
        what = Message("there is no ‘{value}’ in this list", value=target)
        self.add(at, what, self._hints.near("override", target, others), CODE)

    def is_slid(self, at: Loc, around: Collection[str]) -> bool:
        """Say whether a key is one of those ``around`` the key above it, and only one blank deeper than that.

        So stands a line of which ``#`` was deleted, and the blank behind it left.
        """
        key, above = self._own.key_place(at), self._own.key_place(at[:-1])
        return at[-1] in around and key.column == above.column + 1

    def slid(self, at: Loc) -> None:
        """Tell of a key that :meth:`is_slid`."""
        key, above = str(at[-1]), str(at[-2])
        what = Message(
            "this line is indented one space too far, so ‘{key}’ is read as a part of ‘{parent}’",
            key=key,
            parent=above,
        )
        column = self._own.key_place(at[:-1]).column
        advice = Message("delete one space before it, so that it begins in column {column}", column=column)
        self.add(at, what, advice)

    def _not_ours(self, name: str, near: str, at: Loc) -> None:
        what = Message("the toolkit has no ‘{value}’ here", value=name)
        self.add(at, what, Message("did you mean ‘{near}’?", near=near), CODE)

    def _was_there(self, path: Sequence[str], name: str) -> bool:
        start = "/".join((*path, name, ""))
        return any(text.startswith(start) for text in self._was)

    def _unrecorded(self, name: str, path: Sequence[str], below: Iterable[str]) -> str | None:
        """Return the id of ours that is most like one, of those of which nothing is recorded."""
        return nearest(name, [one for one in below if not self._was_there(path, one)])


def _others(below: Iterable[str], named: Collection[str]) -> list[str]:
    return [one for one in below if one not in named]
