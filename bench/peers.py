"""What a user would otherwise make the site with, over the very same words."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from .costs import Cost, Runner

_REQUIREMENTS = Path(__file__).with_name("requirements.txt")
_NAMES = {"en": "English", "es": "Español", "lv": "Latviešu", "fi": "Suomi"}

_SITE = {"site_name": "Words", "site_url": "https://words.example/", "use_directory_urls": True}
_MARKDOWN = {"markdown_extensions": ["attr_list", {"toc": {"permalink": False}}]}
_MATERIAL = {"theme": {"name": "material", "font": False}}
_STOCK = _SITE | _MATERIAL | _MARKDOWN | {
    "plugins": [
        "search",
        {
            "i18n": {
                "docs_structure": "folder",
                "languages": [
                    {"locale": code, "name": name, "build": True, "default": code == "en"}
                    for code, name in _NAMES.items()
                ],
            }
        },
    ]
}  # fmt: skip

_HUGO = {
    "baseURL": _SITE["site_url"],
    "title": "Words",
    "defaultContentLanguage": "en",
    "defaultContentLanguageInSubdir": True,
    "disableKinds": ["taxonomy", "term", "rss"],
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
    "languages": {
        code: {"languageName": name, "contentDir": f"content/{code}"} for code, name in _NAMES.items()
    },
}
_HUGO_PAGE = """\
<!doctype html>
<html lang="{{ .Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}"></head>
<body><nav>{{ partialCached "nav.html" . .Language.Lang }}</nav>
<nav>{{ .TableOfContents }}</nav><main>{{ .Content }}</main></body></html>
"""
_HUGO_NAV = """\
<ul>{{ range .Site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a><ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></li>{{ end }}</ul>
"""


class Peers:
    """Other generators, installed in a folder of their own."""

    def __init__(self, runner: Runner, folder: Path) -> None:
        self._runner, self._bin = runner, folder / "bin"
        done = folder / "requirements.txt"
        if not done.is_file() or done.read_bytes() != _REQUIREMENTS.read_bytes():
            venv.create(folder, clear=True, with_pip=True)
            self._run("python", "-m", "pip", "install", "--quiet", "--requirement", str(_REQUIREMENTS))
            shutil.copy(_REQUIREMENTS, done)

    def versions(self) -> list[str]:
        """Return name and version of each."""
        lines = _REQUIREMENTS.read_text(encoding="utf-8").splitlines()
        return [line.replace("==", " ") for line in lines if "==" in line]

    def _run(self, program: str, *options: str) -> None:
        subprocess.run([self._bin / program, *options], check=True)  # noqa: S603

    def material(self, words: Words) -> Cost:
        """Build with MkDocs, Material, its search, and static-i18n: all languages in one go."""
        return self._runner.run(
            self._bin / "mkdocs", "build", "--quiet", "--config-file", "stock.yml", folder=words.folder
        )

    def zensical(self, words: Words) -> Cost:
        """Build with Zensical, which knows one language a site."""
        costs = [
            self._runner.run(
                self._bin / "zensical",
                "build",
                "--clean",
                "--config-file",
                f"{code}.yml",
                folder=words.folder,
            )
            for code in _NAMES
        ]
        return sum(costs[1:], costs[0])

    def hugo(self, words: Words) -> Cost:
        """Build with Hugo: all languages, each page with the whole menu."""
        shutil.rmtree(words.folder / "hugo" / "public", ignore_errors=True)
        return self._runner.run(self._bin / "hugo", "--quiet", folder=words.folder / "hugo")


class Words:
    """The words of a project as Markdown, with what each of the peers wants beside them."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        # A process of its own: what this one held would be told as the memory of what it starts.
        command = [sys.executable, "-m", "bench.words", str(project), str(folder / "docs")]
        subprocess.run(command, check=True, cwd=Path(__file__).parents[1])  # noqa: S603
        # JSON is YAML.
        self._write("stock.yml", json.dumps(_STOCK))
        for code in _NAMES:
            own = _SITE | _MATERIAL | _MARKDOWN | {"docs_dir": f"docs/{code}", "site_dir": f"zensical/{code}"}
            self._write(f"{code}.yml", json.dumps(own))
        self._write("hugo/hugo.json", json.dumps(_HUGO))
        self._write("hugo/layouts/all.html", _HUGO_PAGE)
        self._write("hugo/layouts/_partials/nav.html", _HUGO_NAV)
        for path in (folder / "docs").rglob("*.md"):
            name = path.relative_to(folder / "docs")
            # What Hugo calls a list of pages.
            name = name.with_name("_index.md") if name.name == "index.md" else name
            self._write(f"hugo/content/{name.as_posix()}", path.read_text(encoding="utf-8"))

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
