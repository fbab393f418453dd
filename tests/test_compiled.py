"""Compiled page templates: the same text is compiled once, a changed one anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from toolkit.cache import Cache
from toolkit.site import compiled as compiled_templates
from toolkit.site.compiled import Compiled


def shown(folder: Path, kept: Compiled) -> str:
    environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=kept, autoescape=True)
    return environment.get_template("page.j2").render(word="<b>")


def test_a_text_is_compiled_once_and_a_changed_one_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    compile_ = Environment.compile

    def counted(self: Environment, source: str, *rest: object) -> object:
        compiled.append(source)
        return compile_(self, source, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", counted)
    kept = Compiled("test", Cache(tmp_path / "cache"))
    page = tmp_path / "page.j2"
    page.write_text("First {{ word }}")
    assert [shown(tmp_path, kept) for _ in range(3)] == ["First &lt;b&gt;"] * 3
    page.write_text("Second {{ word }}")
    assert [shown(tmp_path, kept) for _ in range(2)] == ["Second &lt;b&gt;"] * 2
    assert compiled == ["First {{ word }}", "Second {{ word }}"]
    # Nor is it by another process; but where an environment is set up in another way, it is.
    monkeypatch.setattr(compiled_templates, "_memory", {})
    assert shown(tmp_path, kept) == "Second &lt;b&gt;"
    assert len(compiled) == 2
    assert shown(tmp_path, Compiled("other", Cache(tmp_path / "cache"))) == "Second &lt;b&gt;"
    assert len(compiled) == 3


def test_templates_of_one_name_in_two_folders_are_two(tmp_path: Path) -> None:
    kept = Compiled("test", Cache(tmp_path / "cache"))
    for name in ("own", "shipped"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.j2").write_text(name)
    assert [shown(tmp_path / name, kept) for name in ("own", "shipped", "own")] == ["own", "shipped", "own"]
