"""Pages of a project's own beside those of definitions: ``pages/NAME.md``, or ``NAME.CODE.md`` in a language.

A file begins with its title, ``# Title``. Between lines of three hyphens before it, ``summary:`` says in one
sentence what the page is, and ``draft: yes`` keeps the file off the published site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import Message, Place, Problem
from ..files import UnreadableFile, decoded, read
from ..project import Project
from ..suggestions import did_you_mean
from .model import KINDS
from .model.scalars import FLAGS, SLUG

MAX_BYTES = 500_000
_TITLE = re.compile(r"# +(\S.*)")
_HEAD = re.compile(r"([A-Za-z_]+): *(.*)")
_KEYS = ("draft", "summary")
#: What a language's folder has besides pages.
_TAKEN = frozenset({"print", "search"})


@dataclass(frozen=True)
class PageWords:
    """A page in one language: ``body`` begins at ``line`` of its file."""

    path: Path
    locale: str
    title: str
    summary: str
    is_draft: bool
    body: str
    line: int


@dataclass(frozen=True)
class OwnPage:
    """A page of the project's own, in the languages that it has been written in, by their codes."""

    name: str
    words: Mapping[str, PageWords]

    @property
    def path(self) -> str:
        """Return the page's address below the language's folder."""
        return f"{self.name}/"

    def words_in(self, locale: str) -> PageWords:
        """Return the page in a language; where it has not been written in it, in the first that it has."""
        return self.words.get(locale) or next(iter(self.words.values()))

    def published(self) -> OwnPage | None:
        """Return the page without its drafts, if anything of it is left."""
        words = {locale: one for locale, one in self.words.items() if not one.is_draft}
        return OwnPage(self.name, words) if words else None


def survey(project: Project) -> tuple[tuple[OwnPage, ...], tuple[Problem, ...]]:
    """Return the project's own pages by their names, and what is wrong with their files."""
    problems: list[Problem] = []
    found: dict[str, dict[str, PageWords]] = {}
    if project.pages.is_dir():
        for path in sorted(project.pages.iterdir()):
            if path.name.startswith((".", "_")):
                continue
            named = _named(project, path)
            if isinstance(named, Problem):
                problems.append(named)
                continue
            name, locale = named
            words = _read(project, path, locale, problems)
            if words is None:
                continue
            if locale in found.setdefault(name, {}):
                other = found[name][locale].path.name
                what = Message("{name} is the same page in the same language", name=other)
                problems.append(Problem("page", Place(path), what, Message("delete one of the two")))
                continue
            found[name][locale] = words
    order = {locale: number for number, locale in enumerate(project.locales)}
    return tuple(
        OwnPage(name, dict(sorted(words.items(), key=lambda item: order[item[0]])))
        for name, words in sorted(found.items())
        if words
    ), tuple(problems)


def _named(project: Project, path: Path) -> tuple[str, str] | Problem:
    """Return the page and the language that a file's name tells, or what is wrong with it."""

    def wrong(what: Message, advice: Message) -> Problem:
        return Problem("page", Place(path), what, advice, private=True)

    shape = Message(
        "use a name such as about.md, or about.{locale}.md for a single language", locale=project.locales[-1]
    )
    if path.is_dir() or path.suffix != ".md":
        return wrong(
            Message("pages are files that end in .md"),
            Message("move pictures and other files to static/, or move this out of pages/"),
        )
    name, _, locale = path.stem.partition(".")
    if not SLUG.fullmatch(name):
        return wrong(
            Message("the file name of a page can contain only lower-case letters a–z, digits and hyphens"),
            shape,
        )
    if locale and locale not in project.locales:
        what = Message("the project has no language ‘{value}’", value=locale)
        return wrong(what, Message("use one of: {known}", known=", ".join(project.locales)))
    if name in _TAKEN or name in {kind.info.folder or kind.value for kind in KINDS}:
        return wrong(
            Message("the site already has its own ‘{name}’", name=name), Message("choose another name")
        )
    return name, locale or project.locales[0]


def _read(project: Project, path: Path, locale: str, problems: list[Problem]) -> PageWords | None:
    try:
        lines = decoded(read(path, MAX_BYTES, project.root)).split("\n")
    except UnreadableFile as error:
        problems.append(Problem("page", Place(path, error.line, error.column), error.what, error.advice))
        return None
    told, at = _head(path, lines, problems)
    while at < len(lines) and not lines[at].strip():
        at += 1
    title = _TITLE.fullmatch(lines[at].rstrip()) if at < len(lines) else None
    if title is None:
        what = Message("the page has no title")
        advice = Message("begin it with a line such as: # About me")
        problems.append(Problem("page", Place(path, min(at, len(lines) - 1) + 1), what, advice))
        return None
    return PageWords(
        path,
        locale,
        title[1].rstrip("# ").strip() or title[1],
        told.get("summary", ""),
        FLAGS.get(told.get("draft", "no"), False),
        "\n".join(lines[at + 1 :]),
        at + 2,
    )


def _head(path: Path, lines: list[str], problems: list[Problem]) -> tuple[dict[str, str], int]:
    """Return what stands between lines of hyphens at the top of a file, and the number of the line behind."""
    if lines[0].rstrip() != "---":
        return {}, 0
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        what = Message("the closing ‘---’ is missing after these lines")
        problems.append(Problem("page", Place(path), what, Message("write ‘---’ below them as well")))
        return {}, len(lines)
    told = {}
    for number, key, value in _pairs(path, lines[1:end], problems):
        if key == "draft" and value not in FLAGS:
            what = Message("‘{key}’ is neither yes nor no", key=key)
            advice = Message("write ‘draft: yes’, or delete the line")
            problems.append(Problem("page", Place(path, number), what, advice))
        told[key] = value
    return told, end + 1


def _pairs(path: Path, lines: list[str], problems: list[Problem]) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(lines, 2):
        pair = _HEAD.fullmatch(line.strip())
        if pair and pair[1] in _KEYS:
            value = pair[2].strip()
            is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            yield number, pair[1], value[1:-1] if is_quoted else value
        elif line.strip() and not line.lstrip().startswith("#"):
            what = Message("there is no key ‘{key}’ here", key=(pair[1] if pair else line.strip())[:60])
            advice = did_you_mean(pair[1] if pair else "", _KEYS)
            problems.append(Problem("page", Place(path, number), what, advice))
