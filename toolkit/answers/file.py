"""A client's answers in a file, read and checked.

The page of a worksheet writes the file (templates/page/assets/worksheet/exchange.js) and reads it by the same
rules (answers.js). Anybody can change it, so nothing in it is believed. Answers are confidential: a
problem names the field at fault and never quotes a value, and none asks for its source line to be shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import files
from ..definitions import Worksheet
from ..errors import ContentError, Message, Place, Problem
from ..project import as_printed, lacking
from ..view import AnswerPlace, Changes
from . import changes
from .answer import CONTROLS, Answer, Answers, is_moment, wrong

FORMAT = "coaching-toolkit-answers"
#: A file that changes the sheet is of the second; all others are such as the first pages can open, too.
FORMAT_VERSIONS = (1, 2)
MAX_BYTES = 2_000_000
MAX_NICKNAME = 80
MAX_SNAPSHOTS = 500
#: What may be said of a name that no field has; anything else could be a client's words.
_ID = re.compile(r"[A-Za-z0-9_.-]{1,60}")

#: Files of ours that look like answers to the one who saved them.
_OTHER_FILES = {
    "coaching-toolkit-sealed-answers": (
        Message("the answers are protected with a passphrase"),
        Message("open the file on the worksheet’s page, and save it there without a passphrase"),
    ),
    "coaching-toolkit-question-sheet": (
        Message("this is a worksheet made from questions; it has no form to fill in"),
        Message("open the file on the page of its question bank, and print it there"),
    ),
}


def changes_in(path: Path, worksheet: Worksheet) -> Changes | None:
    """Return what a file changes of the sheet for one client; None where nothing.

    Raises as :func:`load` does.
    """
    return _Reader(path, _text_of(path)).changes(worksheet)


def load(
    path: Path,
    worksheet: Worksheet,
    places: Iterable[AnswerPlace],
    left_out: Iterable[AnswerPlace] = (),
) -> dict[str, Answer]:
    """Return the answers in a file by the place's name.

    ``left_out`` are places that the sheet had before it was changed: earlier dates may hold their values.
    What the page keeps beside the answers, a nickname and the values of earlier dates, is checked as
    strictly and not used. Raises :class:`ContentError` with every problem, :class:`OSError` where the
    file cannot be read.
    """
    known = {place.name: place for place in places}
    earlier = {place.name: place for place in left_out} | known
    return _Reader(path, _text_of(path)).answers(worksheet, known, earlier)


def check_letters(path: Path, answers: Answers, changed: Changes | None, known: frozenset[int]) -> None:
    """Raise :class:`ContentError` for what a file holds in letters or signs that no font here has."""
    reader = _Reader(path, _text_of(path))
    said = {name: answer for name, answer in answers.items() if isinstance(answer, str)}
    # What a part of the sheet is called is said like an answer to it.
    words = {part: text for part, (text, _) in changed.words.items()} if changed else {}
    problems = [
        _problem(
            "answers-letters",
            reader._place(name),
            Message("the answer to ‘{name}’ contains a character that cannot be printed", name=name),
            Message(
                "on the worksheet’s page, write the answer in Latin, Greek or Cyrillic letters, without "
                "emoji or other pictures, and save the worksheet again"
            ),
        )
        for name, text in (said | words).items()
        if lacking(as_printed(text), known)
    ]
    if problems:
        raise ContentError(problems)


def _problem(code: str, place: Place, what: Message, advice: Message) -> Problem:
    return Problem(code, place, what, advice, private=True)


def _text_of(path: Path) -> str:
    try:
        return files.decoded(files.read(path, MAX_BYTES))
    except files.UnreadableFile as error:
        if isinstance(error.__cause__, OSError):
            raise error.__cause__ from None
        what, advice = error.what, Message("enter the name of a file that was saved from a worksheet’s page")
        if error.code == "not-utf-8":
            # The byte at fault could be a client's.
            what = Message("the answers are not UTF-8 text")
            advice = Message("save the worksheet again from its page, or save the file as UTF-8")
        elif error.code == "too-large":
            what = Message(
                "the file is too large for the answers to one worksheet; the limit is {limit}",
                limit=MAX_BYTES,
            )
    raise ContentError([_problem("answers-file", Place(path), what, advice)])


@dataclass(frozen=True)
class _Reader:
    path: Path
    text: str

    def changes(self, worksheet: Worksheet) -> Changes | None:
        data = self._data()
        problems = list(self._wrong_file(data, worksheet))
        if problems:
            raise ContentError(problems)
        if "changes" not in data:
            return None
        found = changes.read(data["changes"])
        faults = list(changes.wrong(found, worksheet)) if isinstance(found, Changes) else [found]
        if faults or not isinstance(found, Changes):
            place = self._place("changes")
            raise ContentError([_problem("answers-changes", place, *fault) for fault in faults])
        return found

    def answers(
        self,
        worksheet: Worksheet,
        places: Mapping[str, AnswerPlace],
        earlier: Mapping[str, AnswerPlace],
    ) -> dict[str, Answer]:
        data = self._data()
        measures = {name: place for name, place in earlier.items() if place.measures}
        problems = list(self._wrong_file(data, worksheet)) or [
            *self._wrong_nickname(data),
            *self._wrong_answers(data["answers"], places),
            *self._wrong_snapshots(data, measures),
        ]
        if problems:
            raise ContentError(problems)
        return {name: value for name, value in data["answers"].items() if value is True or value.strip()}

    def _data(self) -> dict[str, Any]:
        try:
            # Numbers are answers of the wrong type anyway; a long one would be slow to convert.
            data = json.loads(self.text, object_pairs_hook=_unique, parse_int=_small, parse_float=_small)
        except json.JSONDecodeError as error:
            place = Place(self.path, error.lineno, error.colno)
            what = Message("this is not JSON ({reason})", reason=error.msg)
        except _Twice as error:
            place, what = self._place(error.name), Message("‘{name}’ appears twice", name=_shown(error.name))
        except RecursionError:
            place, what = Place(self.path), Message("the answers are nested too deeply")
        else:
            if (
                isinstance(data, dict)
                and data.get("format") == FORMAT
                and isinstance(data.get("answers"), dict)
            ):
                return data
            format_ = data.get("format") if isinstance(data, dict) else None
            if isinstance(format_, str) and format_ in _OTHER_FILES:
                raise ContentError([_problem("answers-file", self._place("format"), *_OTHER_FILES[format_])])
            place, what = Place(self.path), Message("this is not an answers file")
        advice = Message("save the worksheet again from its page; you do not need to edit the file by hand")
        raise ContentError([_problem("answers-file", place, what, advice)])

    def _wrong_file(self, data: Mapping[str, Any], worksheet: Worksheet) -> Iterator[Problem]:
        if data.get("format_version") not in FORMAT_VERSIONS:
            yield _problem(
                "answers-file",
                self._place("format_version"),
                Message("the answers are in a format that this version of the toolkit does not recognise"),
                Message("update the toolkit to the version that the file was saved with"),
            )
        elif data.get("worksheet") != worksheet.id:
            yield _problem(
                "answers-file",
                self._place("worksheet"),
                Message(
                    "the answers belong to ‘{other}’, not to ‘{id}’",
                    other=_shown(data.get("worksheet")),
                    id=worksheet.id,
                ),
                Message("enter the name of the worksheet that the answers belong to, or choose another file"),
            )
        elif data.get("worksheet_version") != worksheet.version:
            yield _problem(
                "answers-file",
                self._place("worksheet_version"),
                Message(
                    "the answers were saved from version {other} of the worksheet; this is version {version}",
                    other=_shown(data.get("worksheet_version")),
                    version=worksheet.version,
                ),
                Message(
                    "open the file on the worksheet’s page, check that the answers still match the "
                    "questions, and save it again"
                ),
            )

    def _wrong_answers(
        self, answers: Mapping[str, Any], places: Mapping[str, AnswerPlace]
    ) -> Iterator[Problem]:
        for name, value in answers.items():
            place = places.get(name)
            if place is None:
                yield _problem(
                    "answers-unknown",
                    self._place(name),
                    Message("the worksheet has no answer field ‘{name}’", name=_shown(name)),
                    Message("delete the line, or choose the worksheet that the answers belong to"),
                )
            elif fault := wrong(place, value):
                yield _problem("answers-value", self._place(name), *fault)

    def _wrong_nickname(self, data: Mapping[str, Any]) -> Iterator[Problem]:
        nickname = data.get("nickname", "")
        if not isinstance(nickname, str):
            what = Message("the nickname is not text")
        elif len(nickname) > MAX_NICKNAME:
            what = Message("the nickname is too long; the limit is {limit}", limit=MAX_NICKNAME)
        elif CONTROLS.search(nickname) or "\t" in nickname or "\n" in nickname:
            what = Message("the nickname contains hidden control characters")
        else:
            return
        advice = Message("type it again on the worksheet’s page, and save the worksheet again")
        yield _problem("answers-value", self._place("nickname"), what, advice)

    def _wrong_snapshots(
        self, data: Mapping[str, Any], places: Mapping[str, AnswerPlace]
    ) -> Iterator[Problem]:
        snapshots = data.get("snapshots", [])
        advice = Message("save the worksheet again from its page; you do not need to edit the file by hand")
        place = self._place("snapshots")
        if not isinstance(snapshots, list) or len(snapshots) > MAX_SNAPSHOTS:
            what = Message("the saved values must be a list of at most {limit} dates", limit=MAX_SNAPSHOTS)
            yield _problem("answers-value", place, what, advice)
            return
        before = ""
        for snapshot in snapshots:
            if (
                not isinstance(snapshot, dict)
                or not is_moment(snapshot.get("saved"))
                or not isinstance(snapshot.get("values"), dict)
            ):
                what = Message("an entry in the saved values has no date or no values")
                yield _problem("answers-value", place, what, advice)
                return
            if snapshot["saved"] <= before:
                what = Message("the saved values are not in date order")
                yield _problem("answers-value", place, what, advice)
                return
            before = snapshot["saved"]
            yield from self._wrong_answers(snapshot["values"], places)

    def _place(self, name: str) -> Place:
        """Return where a key stands; where it is written with escapes, the beginning of the file."""
        found = re.search(rf"(?<!\\){re.escape(json.dumps(name, ensure_ascii=False))}\s*:", self.text)
        if found is None:
            return Place(self.path)
        before = self.text[: found.start()]
        return Place(self.path, before.count("\n") + 1, found.start() - before.rfind("\n"))


class _Twice(Exception):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found


def _small(digits: str) -> int | None:
    return int(digits) if len(digits) < 10 and digits.isdecimal() else None


def _shown(name: object) -> str:
    """Return a name out of the file where it looks like an id: anything else could be a client's words."""
    return name if isinstance(name, str) and _ID.fullmatch(name) else "–"
