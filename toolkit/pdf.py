"""Definitions as PDFs: one Typst compile each, tagged as PDF/UA-1, the same bytes every time.

The only importer of Typst. Data goes in as JSON, never as markup. Typst follows links inside its root
folder, so it gets a private one that holds nothing but print templates.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Literal, Self, cast
from urllib.parse import urlsplit

import typst

from .errors import ContentError, Message, Place, Problem, UsageError
from .model import AnyDefinition, Visibility
from .project import Project
from .views import Edition, PrintMedium, View, Viewer, print_words

#: What would make Typst fetch a package from the network.
_PACKAGE = re.compile(rb'"@[a-z]')


@dataclass(frozen=True)
class PrintOptions:
    """How a sheet is printed. ``fillable`` marks answer places for the pass that makes form fields."""

    paper: Literal["a4", "letter"] = "a4"
    large: bool = False
    ink_saving: bool = False
    fillable: bool = False


class Printer:
    """Makes PDFs with a project's print templates and fonts; a context manager.

    With ``cache``, a folder, a PDF is made once for the same content, templates, fonts and engine.

    Raises :class:`UsageError` where a template would need the network.
    """

    def __init__(self, project: Project, cache: Path | None = None) -> None:
        self._project = project
        self._cache = cache

    def __enter__(self) -> Self:
        self._folder = TemporaryDirectory(prefix="toolkit-print-")
        folder = Path(self._folder.name)
        try:
            self._root, fonts = folder / "root", folder / "fonts"
            self._gather("print", "*.typ", self._root, _refuse_packages)
            self._gather("assets/fonts", "*.ttf", fonts)
            self._engine = _digest(self._root, fonts)
            self._compiler = typst.Compiler(
                root=self._root,
                font_paths=typst.Fonts(False, False, [fonts]),
                ignore_system_fonts=True,
                package_path=folder / "packages",
                package_cache_path=folder / "packages",
            )
        except BaseException:
            self._folder.cleanup()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def pdf(
        self, edition: Edition, definition: AnyDefinition, options: PrintOptions = PrintOptions()
    ) -> bytes:
        """Return the PDF of a localised definition, without what is meant for coaches.

        Raises :class:`ContentError` where it cannot be set, :class:`UsageError` where its kind has no
        print template.
        """
        main = self._root / f"{definition.kind}.typ"
        if not main.is_file():
            raise UsageError(Message("the template {name} is missing", name=f"print/{main.name}"))
        view = Viewer(edition, PrintMedium(), Visibility.client).view(definition)
        data = {
            "view": view,
            "words": print_words(edition),
            "meta": _meta(edition, view),
            "options": asdict(options),
        }
        try:
            pdf = self._compiler.compile(
                input=main,
                format="pdf",
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards="ua-1",
                timestamp=int(os.environ.get("SOURCE_DATE_EPOCH") or 0),
            )
        except typst.TypstError as error:
            raise _failure(edition, definition, error) from None
        return cast(bytes, pdf)  # a list is what other formats than PDF give

    def _gather(
        self, name: str, pattern: str, target: Path, check: Callable[[Path], None] = lambda _: None
    ) -> None:
        """Copy the files of a template folder, the packaged ones first, so that the project's win."""
        target.mkdir()
        for layer in reversed(self._project.template_folders):
            for path in sorted((layer / name).glob(pattern)):
                # A link could bring anything of the machine into a document.
                if path.is_file() and not path.is_symlink():
                    check(path)
                    shutil.copyfile(path, target / path.name)


def _digest(*folders: Path) -> str:
    """Return what stands for the engine in cache keys: Typst's version, templates and fonts."""
    found = hashlib.sha256(metadata.version("typst").encode())
    for folder in folders:
        for path in sorted(folder.iterdir()):
            found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file so that another process sees all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)


def _refuse_packages(path: Path) -> None:
    if _PACKAGE.search(path.read_bytes()):
        raise UsageError(
            Message(
                "{file} imports a Typst package; copy what you need into your own template",
                file=str(path),
            )
        )


def _meta(edition: Edition, view: View) -> View:
    project = edition.project
    site = urlsplit(project.site_url)
    address = f"{site.netloc}{site.path}".rstrip("/")
    return {
        "locale": edition.locale,
        "title": view["plain_title"],
        "authors": view["authors"],
        "licence": f"{', '.join(view['authors'])} · {view['license']}",
        "address": f"{address}/{edition.locale}/{view['path']}".rstrip("/") if address else "",
        "site_name": project.site_name,
    }


def _failure(edition: Edition, definition: AnyDefinition, error: typst.TypstError) -> ContentError:
    entry = edition.library.entries.get((definition.kind, definition.id))
    place = entry.document.place(()) if entry else Place(edition.project.content)
    advice = (
        Message("{hints}", hints="; ".join(error.hints))
        if error.hints
        else Message(
            "look for a character that the print font lacks, or for a fault in your own print template"
        )
    )
    what = Message(
        "the PDF of “{id}” ({locale}) cannot be made: {reason}",
        id=definition.id,
        locale=edition.locale,
        reason=str(error.message),
    )
    return ContentError([Problem("print", place, what, advice)])
