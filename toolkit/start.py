"""A toolkit of one's own: its folder with everything that a first build needs.

An example of each kind is a copy of what the package brings along, in the author's language, to be changed
or deleted; what the examples refer to is used as it is.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from .definitions import library, shipped
from .distribution import CONFIG, DISTRIBUTION
from .errors import Message, UsageError
from .project import Project, branding, listing
from .translation import takeover

Gettext = Callable[[str], str]
#: A small example of each kind that has files of its own; what they refer to comes with them.
EXAMPLES = (
    "approach/coaching",
    "session/coaching-session",
    "question_bank/goals-and-obstacles-questions",
    "worksheet/smart-goal",
    "checklist/choosing-a-coach",
    "curriculum/mentoring-introduction",
    "framework/story-supervision",
    "pathway/exhausted-but-keeps-going",
)
#: What has no copies, and is used as it is.
_USED = ("glossary",)
_IGNORED = ("/site/", "/build/", "/print/", "/content/.schema/")
_FOLDER = "start"


@dataclass(frozen=True)
class Wishes:
    """What the author wants: the site's name, its languages (the own one first), colours, licence."""

    name: str
    languages: tuple[str, ...]
    names: tuple[str, ...]
    primary: str
    accent: str
    licence: str


def begin(folder: Path, wishes: Wishes, gettext: Gettext) -> list[str]:
    """Write a project into a folder that is new or empty, and return its files.

    Nothing is written unless all of it is in order. Raises :class:`UsageError` where something is in the
    folder, :class:`ContentError` where a wish cannot be fulfilled.
    """
    if folder.exists() and (not folder.is_dir() or any(one.name != ".git" for one in folder.iterdir())):
        raise UsageError(
            Message(
                "{folder} is not empty – choose a new folder: toolkit init my-toolkit", folder=str(folder)
            )
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".toolkit-") as name:
        made = Path(name) / "new"
        made.mkdir()
        for path, text in _files(wishes, gettext):
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_text(text, encoding="utf-8", newline="\n")
        _fill(Project.open(made), wishes.languages[0])
        branding.load(Project.open(made))
        library.load(Project.open(made))
        shutil.rmtree(made / "build", ignore_errors=True)
        folder.mkdir(exist_ok=True)
        found = sorted(made.iterdir())
        for one in found:
            shutil.move(one, folder / one.name)
    return [one.name for one in found]


def _fill(project: Project, locale: str) -> None:
    """Copy the examples, and name in the configuration what they refer to."""
    # What the package does not have in the author's language is used as it is.
    wanted = [key for name in EXAMPLES for key in shipped.named(project, name)]
    copied = [key for key in wanted if takeover.speaks(project, key, locale)]
    beside = dict.fromkeys((*wanted, *(key for name in _USED for key in shipped.named(project, name))))
    for key in copied:
        beside |= dict.fromkeys(shipped.referred(shipped.read(project, shipped.files(project)[key])))
    used = [f"{kind}/{name}" for kind, name in beside if (kind, name) not in copied]
    text = project.config.read_text(encoding="utf-8")
    project.config.write_text(listing.added(text, ("extra", "toolkit", "use"), used), encoding="utf-8")
    takeover.take_over(project, copied, locale)


def _files(wishes: Wishes, gettext: Gettext) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file that is not content."""
    yield CONFIG, _config(wishes, gettext)
    yield ".gitignore", "".join(f"{name}\n" for name in _IGNORED)
    yield "README.md", _readme(wishes, gettext)
    parts = [f"{number}/{len(wishes.languages)}" for number in range(1, len(wishes.languages) + 1)]
    matrix = "\n".join(
        f"          - {{language: {code}, part: {part}}}"
        for code, part in zip(wishes.languages, parts, strict=True)
    )
    told = {"@VERSION@": metadata.version(DISTRIBUTION), "@MATRIX@": matrix}
    told["@PARTS@"] = ", ".join(f'"{part}"' for part in parts)
    for source, target in (("github.yml", ".github/workflows/toolkit.yml"), ("gitlab.yml", ".gitlab-ci.yml")):
        text = (Project.bare().packaged / "templates" / _FOLDER / source).read_text(encoding="utf-8")
        for name, value in told.items():
            text = text.replace(name, value)
        yield target, text


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _config(wishes: Wishes, gettext: Gettext) -> str:
    languages = [
        f"        - {{locale: {code}, name: {_quoted(name)}{', default: true' if number == 0 else ''}}}"
        for number, (code, name) in enumerate(zip(wishes.languages, wishes.names, strict=True))
    ]
    return "\n".join(
        [
            f"# {gettext('What each key means: toolkit reference')}",
            f"site_name: {_quoted(wishes.name)}",
            f"# {gettext('Where the site will be; it is printed on every sheet, with a QR code.')}",
            "# site_url: https://…",
            "theme: {name: material, font: false}",
            "plugins:",
            "  - toolkit",
            "  - i18n:",
            "      docs_structure: folder",
            "      languages:",
            *languages,
            "extra:",
            "  toolkit:",
            "    branding:",
            f"      primary: {_quoted(wishes.primary)}",
            f"      accent: {_quoted(wishes.accent)}",
            f"    license: {_quoted(wishes.licence)}",
            "",
        ]
    )


def _readme(wishes: Wishes, gettext: Gettext) -> str:
    jobs = (
        (gettext("Show the site while you write; pages reload automatically:"), "toolkit serve"),
        (gettext("Find problems and how to fix them:"), "toolkit check"),
        (gettext("Write your own definition:"), "toolkit new worksheet my-review"),
        (gettext("See what comes with the toolkit, and use some of it:"), "toolkit use"),
        (
            gettext("Change individual texts or questions in one of these:"),
            "toolkit override worksheet/values",
        ),
        (
            gettext("Copy one of these to content/, so that you can change it:"),
            "toolkit use worksheet/values --copy",
        ),
        (gettext("Write the files for translators to locales/:"), "toolkit translations update"),
        (gettext("Build the whole site with all PDFs in site/:"), "toolkit build"),
        (gettext("Build a preview in build/preview/ before you publish:"), "toolkit preview"),
    )
    lines = [f"# {wishes.name}", ""]
    lines += [
        gettext("Your toolkit for coaches: the texts are in content/ and the settings in mkdocs.yml."),
        "",
    ]
    for text, command in jobs:
        lines += [text, "", "```sh", command, "```", ""]
    publishing = gettext(
        "To publish, push this folder to GitHub or GitLab: its workflow checks, builds "
        "and publishes the site. Or upload the folder site/ to any web server."
    )
    return "\n".join([*lines, publishing, ""])
