"""The pages' modules as one script without modules: browsers load none for a page that lies in a folder.

Each module becomes a function with its own scope, which runs once, when it is first needed. Names that a
module takes are taken when its own code begins: that is the same as with modules, as long as no module waits
for itself and no name that is given away is changed afterwards. Both are refused here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import rjsmin

from ..errors import ContentError, Message, Place, Problem
from ..project import Project
from . import scripts

#: What the script is called among the assets; ``data-start`` of its element names the entries to run.
NAME = "linked.js"

_FROM = r"""\bfrom\s*(?P<quote>["'])(?P<from>\.{1,2}/[^"']+)(?P=quote)"""
_IMPORT = re.compile(
    rf"""^import\s*(?:(?P<what>[\w$*{{}}\s,]+?){_FROM}"""
    r"""|(?P<mark>["'])(?P<alone>\.{1,2}/[^"']+)(?P=mark))[ \t]*;?""",
    re.MULTILINE,
)
_AGAIN = re.compile(rf"^export\s*(?P<what>\{{[\w$\s,]*\}})\s*{_FROM}[ \t]*;?", re.MULTILINE)
_LISTED = re.compile(r"^export\s*\{(?P<names>[\w$\s,]*)\}[ \t]*;?", re.MULTILINE)
_DECLARED = re.compile(
    r"^export\s+(?P<default>default\s+)?"
    r"(?P<kept>(?:const\s|class\s|(?:async\s+)?function\s*\*|(?:async\s+)?function\s)\s*(?P<name>[\w$]+))",
    re.MULTILINE,
)
#: What a module asks for later.
LATER = re.compile(r"""\bimport\(\s*(["'])(\.{1,2}/[^"']+)\1\s*\)""")
_PARTS = re.compile(
    r"^(?:(?P<default>[\w$]+)\s*,?\s*)?(?:\*\s*as\s+(?P<all>[\w$]+)|\{(?P<names>[\w$\s,]*)\})?$"
)
_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/", re.MULTILINE | re.DOTALL)
#: What is left of a module's own syntax when all that is known has been replaced.
_STRANGE = re.compile(
    r"^(?:import|export)\b[^\n;]*|\bimport\s*\([^\n;]*|\bimport\.meta\b"
    r"|^(?:(?:const|let)\b[^\n]*=\s*)?await\b[^\n;]*",
    re.MULTILINE,
)

_FRAME = """\
"use strict";
(() => {
const here = document.currentScript;
const at = (name) => new URL(name, here.src).href;
const made = new Map();
const modules = {
%s
};
function need(name) {
  if (!made.has(name)) made.set(name, modules[name]());
  return made.get(name);
}
const later = async (name) => need(name);
for (const name of here.dataset.start.split(" ")) {
  // As with modules, one that fails does not keep the others from running.
  try { need(name); } catch (error) { reportError(error); }
}
})();
"""


@dataclass
class Module:
    """A module on its way to a function: what it takes of which other, gives, and asks for later."""

    name: str
    path: Path
    takes: list[tuple[str, set[str]]] = field(default_factory=list)
    gives: dict[str, str] = field(default_factory=dict)
    later: list[str] = field(default_factory=list)
    text: str = ""

    def read(self) -> None:
        """Read the module. Raises :class:`ContentError` where something in it has no place in a function."""
        # Comments give way to as many lines, so that places stay what they are.
        text = _COMMENT.sub(_lines, self.path.read_text(encoding="utf-8"))
        for pattern, put in (
            (_AGAIN, self._passed_on),
            (_IMPORT, self._taken),
            (_LISTED, self._listed),
            (_DECLARED, self._declared),
            (LATER, self._asked),
        ):
            text = pattern.sub(partial(_replaced, put), text)
        text = text.replace("import.meta.url", f"at({json.dumps(self.name)})")
        if strange := _STRANGE.search(text):
            raise self.refused(
                Message("‘{text}’ is not possible in a script without modules", text=strange[0]),
                Message("use simple imports only, and name each function, class or constant that you export"),
                text.count("\n", 0, strange.start()) + 1,
            )
        given = ", ".join(f"{name}: {inner}" for name, inner in self.gives.items())
        self.text = f"{text}\nreturn {{ {given} }};"

    def refused(self, what: Message, advice: Message, line: int = 1) -> ContentError:
        """Return what says that this module cannot be linked."""
        return ContentError([Problem("script", Place(self.path, line), what, advice)])

    def _taken(self, found: re.Match[str]) -> str:
        source = scripts.resolved(self.name, found["from"] or found["alone"])
        parts = _PARTS.fullmatch((found["what"] or "{}").strip())
        if parts is None:
            return found[0]
        pairs = _pairs(parts["names"] or "")
        pairs += [("default", parts["default"])] if parts["default"] else []
        self.takes.append((source, {first for first, _ in pairs}))
        whole = f"const {parts['all']} = {_need(source)}; " if parts["all"] else ""
        if pairs:
            names = ", ".join(f"{first}: {second}" for first, second in pairs)
            return f"{whole}const {{ {names} }} = {_need(source)};"
        return whole or f"{_need(source)};"

    def _passed_on(self, found: re.Match[str]) -> str:
        source, pairs = scripts.resolved(self.name, found["from"]), _pairs(found["what"].strip("{}"))
        self.takes.append((source, {first for first, _ in pairs}))
        self.gives.update((second, f"{_need(source)}.{first}") for first, second in pairs)
        return f"{_need(source)};"

    def _listed(self, found: re.Match[str]) -> str:
        self.gives.update((second, first) for first, second in _pairs(found["names"]))
        return ""

    def _declared(self, found: re.Match[str]) -> str:
        self.gives["default" if found["default"] else found["name"]] = found["name"]
        return found["kept"]

    def _asked(self, found: re.Match[str]) -> str:
        self.later.append(scripts.resolved(self.name, found[2]))
        return f"later({json.dumps(self.later[-1])})"


def linked(project: Project, entries: Iterable[str]) -> tuple[str, frozenset[str]]:
    """Return one script of the modules ``entries`` and all they need, and the names of all these modules.

    Names are relative to the folder of assets. Raises :class:`ContentError` where a module cannot be linked,
    :class:`UsageError` where one is missing.
    """
    modules: dict[str, Module] = {}
    waiting = sorted(entries)
    for name in waiting:
        if name not in modules:
            module = modules[name] = Module(name, project.template_file(f"{scripts.FOLDER}/{name}"))
            module.read()
            waiting += [other for other, _ in module.takes] + module.later
    for module in modules.values():
        for other, names in module.takes:
            for lacking in sorted(names - modules[other].gives.keys()):
                raise module.refused(
                    Message("{module} does not export ‘{name}’", module=other, name=lacking),
                    Message("export it there, or delete it here"),
                )
    no_circle(modules)
    text = ",\n".join(f"{json.dumps(name)}() {{\n{modules[name].text}\n}}" for name in sorted(modules))
    return rjsmin.jsmin(_FRAME.replace("%s", text)), frozenset(modules)


def no_circle(modules: Mapping[str, Module]) -> None:
    """Raise :class:`ContentError` where a module waits for itself."""
    needs = {name: modules.keys() & {other for other, _ in one.takes} for name, one in modules.items()}
    order = TopologicalSorter(needs)
    try:
        order.prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        raise modules[circle[0]].refused(
            Message("these modules import each other in a circle: {names}", names=" → ".join(circle)),
            Message("move what they share to a separate module"),
        ) from None


def _pairs(names: str) -> list[tuple[str, str]]:
    """Return the names in braces: what each is called before and after ‘as’."""
    found = (re.split(r"\s+as\s+", name.strip()) for name in names.split(",") if name.strip())
    return [(parts[0], parts[-1]) for parts in found]


def _need(name: str) -> str:
    return f"need({json.dumps(name)})"


def _lines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _replaced(put: Callable[[re.Match[str]], str], found: re.Match[str]) -> str:
    return put(found) + _lines(found)
