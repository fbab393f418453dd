"""Parts of a site, made on several machines, become the site that one build would have made.

Parts were brought here from elsewhere: each file must be as its maker saw it, and what belongs to a part is
known here, not taken from it. Links are looked for in the pages themselves, as of any site.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from .. import files
from ..cache import Content, Folder
from ..errors import FaultyParts, Message, Place, Problem, Related
from ..project import Project
from ..view import PUBLIC, outputs
from . import editions, manifest, origin, output, run, whole
from .manifest import Manifest
from .origin import Origin
from .share import Share, work_of
from .summary import Summary

#: How deep below the folders named parts are looked for; services put some of their own around them.
_DEPTH = 3
#: Bytes of the largest file that a part may have.
_LIMIT = 200_000_000
#: Missing parts that are told one by one.
_TOLD = 10
_AGAIN = Message("build this part again, or download it again")
_ALIKE = Message("use the same files to build all the parts and to join them")


@dataclass(frozen=True)
class Part:
    """A part that was found, and what it says of itself."""

    folder: Path
    told: Manifest

    def problem(self, what: Message, advice: Message, *related: Related) -> Problem:
        """Return a problem of this part."""
        return _problem(self.folder / manifest.NAME, what, advice, *related)


@dataclass(frozen=True)
class Beside:
    """What may lie beside pages in the languages whose first page a part holds; nobody knows its names."""

    homes: tuple[str, ...]
    pages: set[str]

    def may_be(self, name: str) -> bool:
        """Say whether a file may: within its language's folder, and in no other file's place."""
        locale, _, rest = name.partition("/")
        steps = rest.split("/")
        inside = not any(step in {"", ".", ".."} for step in steps) and not any(
            sign in name for sign in "\\:"
        )
        ours = rest in self.pages or steps[0] == outputs.PRINTS
        return locale in self.homes and name.isprintable() and inside and not ours


def join(project: Project, folders: Iterable[Path]) -> Summary:
    """Make the site of all parts in ``folders``, or in folders below them.

    Raises :class:`FaultyParts` where they do not belong together or are not what this project's site is made
    of, and otherwise as :func:`toolkit.build.run.build` does.
    """
    started = time.monotonic()
    with whole.opened(project, project.site):
        parts, problems = _found(tuple(dict.fromkeys(folders)))
        problems += _incomplete(parts) if parts else []
        start = run.begin(project, (), False, parts[0].told.scope if parts else PUBLIC)
        here = origin.of(project, start.found)
        for part in parts:
            problems += _other(part, here, parts[0])
        if problems:
            raise FaultyParts(problems)
        output.owned(project.site)
        out = output.next_site(project, project.site)
        summary = whole.summary(project, start)
        files_of_pages = set(outputs.pages(start.visible))
        for part in parts:
            work = work_of(project, start.visible, start.plan.scope, part.told.share)
            wanted = work.files(project, start.visible, start.plan.scope)
            problems += _taken(part, wanted, Beside(work.homes, files_of_pages), out)
            summary.pages += sum(name.endswith(".html") for name in wanted)
            summary.pdfs += sum(name.endswith(".pdf") for name in wanted)
        if problems:
            raise FaultyParts(problems)
        for locale in start.plan.built:
            current = editions.opened(project, start.visible, locale, start.plan.scope, start.plan.state)
            summary.gaps[locale] = current.gap_count
            editions.keep(current, start.plan.state)
        whole.count_words(project, start.plan.built, summary)
        whole.finish(project, start, out, project.site, summary)
    summary.seconds = time.monotonic() - started
    return summary


def _problem(path: Path, what: Message, advice: Message, *related: Related) -> Problem:
    # Nobody has written these files by hand, so that none of their lines helps anybody.
    return Problem("part", Place(path), what, advice, related, private=True)


def _found(folders: tuple[Path, ...]) -> tuple[list[Part], list[Problem]]:
    """Return the parts in folders by their numbers, and what is wrong with them."""
    parts: list[Part] = []
    problems: list[Problem] = []
    for folder in folders:
        found = list(dict.fromkeys(_below(folder, _DEPTH)))
        if not found:
            problems.append(
                _problem(
                    folder,
                    Message("this folder does not contain any part of a site"),
                    Message(
                        "build all parts with ‘toolkit build --part’, and enter the names of the folders "
                        "they are in"
                    ),
                )
            )
        for each in found:
            if told := manifest.read(each):
                parts.append(Part(each, told))
            else:
                what = Message(
                    "the description of this part is damaged, or was written by another version "
                    "of the toolkit"
                )
                problems.append(_problem(each / manifest.NAME, what, _AGAIN))
    unique = {part.folder.resolve(): part for part in parts}
    return sorted(unique.values(), key=lambda part: (part.told.share, part.folder)), problems


def _below(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the folders of parts: this one, or those in it."""
    if (folder / manifest.NAME).exists():
        yield folder
    elif depth and folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.is_dir() and not path.is_symlink():
                yield from _below(path, depth - 1)


def _incomplete(parts: list[Part]) -> list[Problem]:
    """Return what is wrong with the parts as a set: of different cuts, twice, missing."""
    problems: list[Problem] = []
    first: dict[Share, Part] = {}
    of = parts[0].told.share.of
    for part in parts:
        share = part.told.share
        if share.of != of:
            what = Message(
                "this is part {part}, but there is also part {other}", part=share, other=parts[0].told.share
            )
            advice = Message(
                "delete the parts from the earlier build, so that all the remaining ones have the same "
                "number after the slash"
            )
            problems.append(part.problem(what, advice))
        elif share in first:
            there = Place(first[share].folder / manifest.NAME)
            again = Related(there, Message("the first copy of part {part} is here", part=share))
            what = Message("there are two copies of part {part}", part=share)
            problems.append(part.problem(what, Message("delete one of the two"), again))
        first.setdefault(share, part)
    missing = (Share(number, of) for number in range(1, of + 1) if Share(number, of) not in first)
    for share in islice(missing, _TOLD):
        advice = Message("build it with ‘toolkit build --part {part}’, or download it", part=share)
        problems.append(
            _problem(parts[0].folder.parent, Message("part {part} is missing", part=share), advice)
        )
    return problems


def _other(part: Part, here: Origin, first: Part) -> Iterator[Problem]:
    """Yield in what a part is of another site than the one that would be made here."""
    made = part.told.origin
    if made.program != here.program:
        yield part.problem(
            Message("this part was built with a different version of the program, of Python or of a package"),
            Message("use the same software versions to build all the parts and to join them"),
        )
    if made.settings != here.settings:
        yield part.problem(Message("this part was built with different settings or templates"), _ALIKE)
    if made.content != here.content:
        yield part.problem(Message("this part was built from different definitions or translations"), _ALIKE)
    if made.day != here.day:
        yield part.problem(
            Message("this part was built with a different SOURCE_DATE_EPOCH"),
            Message("set it to the same number for all parts and for ‘toolkit join’"),
        )
    if part.told.scope != first.told.scope:
        yield part.problem(
            Message("this part was not built with the same options as part {part}", part=first.told.share),
            Message("use --edition, --drafts and --no-pdf for all parts, or for none"),
        )


def _taken(part: Part, wanted: set[str], beside: Beside, out: Folder) -> Iterator[Problem]:
    """Copy a part's files to ``out``; yield what is wrong with them."""
    told = part.told.files
    needed = {f"{locale}/{name}" for locale in beside.homes for name in ("404.html", outputs.SEARCH)}
    for name in sorted(wanted | needed | told.keys()):
        if name not in wanted and not beside.may_be(name):
            what = Message("‘{file}’ does not belong to this part", file=_printable(name))
            yield part.problem(what, _AGAIN)
            continue
        try:
            data = files.read(part.folder / name, _LIMIT, part.folder)
        except files.UnreadableFile:
            data = None
        if data is None or Content.of(data).digest != told.get(name):
            yield part.problem(Message("‘{file}’ of this part is missing or damaged", file=name), _AGAIN)
            continue
        out.lay(name, data)


def _printable(name: str) -> str:
    # A hostile name must not send control codes to a terminal.
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
