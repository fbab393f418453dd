"""Modules that a page asks for later, each with what it alone needs in one file.

A phone that waits for a first answer should not ask for ten small files. What the page has already, or others
need as well, stays a module of its own: nothing is there twice.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from . import scripts
from .linking import LATER, Module, no_circle

_SLOT = re.compile(r"@(\w+)@")
_FRAME = """\
@imports@
const at = (name) => new URL("@top@" + name, import.meta.url).href;
const later = (name) => import(at(name));
const made = new Map([@outside@]);
const modules = {
@modules@
};
function need(name) {
  if (!made.has(name)) made.set(name, modules[name]());
  return made.get(name);
}
export const { @given@ } = need(@entry@);
"""


def join(assets: Path) -> None:
    """Put what modules that are asked for later need alone into them, in a site's folder of assets.

    Raises :class:`ContentError` where a module cannot be put into another.
    """
    paths = {path.relative_to(assets).as_posix(): path for path in assets.rglob("*.js")}
    texts = {name: path.read_text(encoding="utf-8") for name, path in paths.items()}
    needs = {
        name: {scripts.resolved(name, one) for one in scripts.imports(text)} for name, text in texts.items()
    }
    later = {
        scripts.resolved(name, found[2]) for name, text in texts.items() for found in LATER.finditer(text)
    }
    for entry in sorted(later & paths.keys()):
        own = _own(entry, needs, later)
        if len(own) == 1:
            continue
        modules = {name: Module(name, paths[name]) for name in sorted(own)}
        for module in modules.values():
            module.read()
        no_circle(modules)
        paths[entry].write_text(_written(entry, modules), encoding="utf-8", newline="\n")
        for name in own - {entry}:
            paths[name].unlink()


def _own(entry: str, needs: Mapping[str, set[str]], later: Iterable[str]) -> set[str]:
    """Return a module and those that nobody needs but itself and what it has taken in."""
    own = {entry}
    while True:
        near = {name for one in own for name in needs[one]} - own - set(later)
        alone = {name for name in near if all(one in own for one in needs if name in needs[one])}
        if not alone:
            return own
        own |= alone


def _written(entry: str, modules: Mapping[str, Module]) -> str:
    """Return a module with others in it; it imports what those need besides each other."""
    top = posixpath.relpath(".", posixpath.dirname(entry) or ".")
    others = sorted({name for one in modules.values() for name, _ in one.takes} - modules.keys())
    told = {
        "imports": "\n".join(
            f"import * as m{number} from {json.dumps(f'{top}/{name}')};" for number, name in enumerate(others)
        ),
        "outside": ", ".join(f"[{json.dumps(name)}, m{number}]" for number, name in enumerate(others)),
        "top": f"{top}/",
        "modules": ",\n".join(f"{json.dumps(name)}() {{\n{one.text}\n}}" for name, one in modules.items()),
        "given": ", ".join(modules[entry].gives),
        "entry": json.dumps(entry),
    }
    return _SLOT.sub(lambda found: told[found[1]], _FRAME)
