"""The house: rooms are entered by their doors, and no module grows beyond what can be read at once.

That imports point down, and that each engine is imported in its own room only, import-linter says
(test_project_files).
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

PACKAGE = Path(__file__).parents[1] / "toolkit"
ROOMS = sorted(door.parent.name for door in PACKAGE.glob("*/__init__.py"))


def imports(package: Path, path: Path) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Yield line, module and name of what a module imports from its own package, at any depth."""
    here = path.relative_to(package).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            module = (*here[: len(here) - node.level + 1], *(node.module or "").split("."))
            yield from ((node.lineno, tuple(filter(None, module)), alias.name) for alias in node.names)


def visits(package: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield place, room, module in it and name, wherever a module takes something out of another room."""
    rooms = {door.parent.name for door in package.glob("*/__init__.py")}
    for path in sorted(package.rglob("*.py")):
        own = path.relative_to(package).parts[0]
        for line, module, name in imports(package, path):
            room, *inside = module or (name,)
            if room in rooms and room != own:
                yield f"{path.relative_to(package)}:{line}", room, ".".join(inside), name


def offered(package: Path, room: str) -> set[str]:
    """Return what stands in a door's ``__all__``."""
    tree = ast.parse((package / room / "__init__.py").read_text(encoding="utf-8"))
    (found,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    names = ast.literal_eval(found)
    assert len(names) == len(set(names))
    return set(names)


def faults(package: Path) -> list[str]:
    """Return where a room is not entered by its door, and what a door offers to nobody or not at all."""
    wanted: dict[str, set[str]] = defaultdict(set)
    found: list[str] = []
    for place, room, module, name in visits(package):
        if module:
            found.append(f"{place} goes into {room}/{module} past the door")
        wanted[room].add(name)
    for room in sorted(wanted):
        found += [f"{room} does not offer {name}" for name in sorted(wanted[room] - offered(package, room))]
        # The command line is entered from outside.
        if room != "cli":
            found += [
                f"nobody takes {name} out of {room}" for name in sorted(offered(package, room) - wanted[room])
            ]
    return found


def test_rooms_are_entered_by_their_doors() -> None:
    assert {"build", "checks", "cli", "definitions", "pdf", "project", "site", "translation", "view"} <= set(
        ROOMS
    )
    assert sum(1 for _ in visits(PACKAGE)) > 200
    assert faults(PACKAGE) == []


@pytest.mark.parametrize(
    ("importing", "told"),
    [
        ("from ..other.part import thing", "one/a.py:1 goes into other/part past the door"),
        ("from ..other import part", "other does not offer part"),
        ("from ..other import thing", "nobody takes spare out of other"),
    ],
)
def test_a_way_past_the_door_is_found(tmp_path: Path, importing: str, told: str) -> None:
    for path, text in {
        "one/__init__.py": '__all__ = ["a"]\n',
        "one/a.py": importing + "\n",
        "other/__init__.py": 'from .part import spare, thing\n\n__all__ = ["spare", "thing"]\n',
        "other/part.py": "spare = thing = 1\n",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert told in faults(tmp_path)


def test_every_module_can_be_read_at_once() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert len(lines) > 80
    assert {path.relative_to(PACKAGE).as_posix(): count for path, count in lines.items() if count > 300} == {}
    assert median(lines.values()) < 120
