"""A project of some size, the toolkit at work on it, and an author who changes something in it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from .costs import Cost, Runner

REPOSITORY = Path(__file__).resolve().parents[1]
TOOLKIT = Path(sys.executable).with_name("toolkit")
#: What an author changes: the summary of a worksheet, which its page shows and some lists do.
_SUMMARY = re.compile(r'^summary: ".*"$', re.MULTILINE)
_TEMPLATE = "templates/page/worksheet.md.j2"


class Ours:
    """A generated project."""

    def __init__(self, runner: Runner, folder: Path, pages: int) -> None:
        self.folder, self._runner = folder, runner
        shutil.rmtree(folder, ignore_errors=True)
        # A process of its own: what this one held would be told as the memory of what it starts.
        command = [sys.executable, "-m", "bench.projects", str(folder), str(pages)]
        made = subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY)  # noqa: S603
        self.pages = int(made.stdout)
        self.template = folder / _TEMPLATE
        self.template.parent.mkdir(parents=True)
        shutil.copy(REPOSITORY / _TEMPLATE, self.template)
        self.definition = next(
            path
            for path in sorted((folder / "content" / "worksheets").glob("*.yaml"))
            if _SUMMARY.search(path.read_text(encoding="utf-8"))
        )
        self._context = f'msgctxt "worksheet/{self.definition.stem}/summary"'
        self.catalog = next(
            path
            for path in sorted((folder / "locales").rglob("content.po"))
            if self._context in path.read_text(encoding="utf-8")
        )
        self._numbers = count(1)

    def forget(self) -> None:
        """Delete all that was made, and what is kept of it."""
        for name in ("build", "site"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def run(self, *options: str, ends: Sequence[int] = (0,)) -> Cost:
        """Run the toolkit in the project."""
        return self._runner.run(TOOLKIT, *options, folder=self.folder, ends=ends)

    def build(self) -> Cost:
        """Build all pages, without PDFs."""
        return self.run("build", "--no-pdf")

    def cold(self) -> Cost:
        """Build all pages, without PDFs, as on a new machine."""
        self.forget()
        return self.build()

    def size(self, pattern: str) -> float:
        """Return how large files are, in MB."""
        return sum(path.stat().st_size for path in self.folder.rglob(pattern)) / 1e6

    def change_definition(self) -> str:
        """Change one text of a definition; return a word that is nowhere else."""
        word = self._word()
        text = self.definition.read_text(encoding="utf-8")
        self._save(self.definition, _SUMMARY.sub(f'summary: "{word}"', text))
        return word

    def change_translation(self) -> str:
        """Change one translation; return a word that is nowhere else."""
        word = self._word()
        before, _, after = self.catalog.read_text(encoding="utf-8").partition(self._context)
        after = re.sub(r'^msgstr ".*"$', f'msgstr "{word}"', after, count=1, flags=re.MULTILINE)
        self._save(self.catalog, f"{before}{self._context}{after}")
        return word

    def change_template(self) -> str:
        """Change the page template of worksheets; return a word that is nowhere else."""
        word = self._word()
        shipped = (REPOSITORY / _TEMPLATE).read_text(encoding="utf-8")
        self._save(self.template, f"{shipped}\n<p>{word}</p>\n")
        return word

    def _word(self) -> str:
        return f"Changed{next(self._numbers)}x"

    @staticmethod
    def _save(path: Path, text: str) -> None:
        """Write a file as editors do: whole, in place of the old one."""
        new = path.with_name(f"{path.name}.new~")
        new.write_text(text, encoding="utf-8")
        new.replace(path)
