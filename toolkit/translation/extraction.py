"""Where the words of a Python module stand that nobody marks: the help of commands and of their options.

What a command says of itself is its docstring. Each paragraph of it is a message; of an example
only what stands behind the command is.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from typing import IO, Any

from babel.messages.extract import extract_python

#: What click shows as it is written, line by line, begins with this.
_AS_WRITTEN = "\b\n"
_EXAMPLE = re.compile(r"( +\S.*?\s{2,})(\S.*)")
_Found = Iterator[tuple[int, Any, Any, Any]]


def python(fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> _Found:
    """Extract marked messages as Babel does, and the help of commands besides."""
    yield from extract_python(fileobj, keywords, comment_tags, options)
    fileobj.seek(0)
    for node in ast.walk(ast.parse(fileobj.read())):
        if isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            for text in messages(ast.get_docstring(node) or ""):
                yield node.lineno, None, text, []
        elif isinstance(node, ast.Call):
            for given in node.keywords:
                if given.arg == "help" and isinstance(given.value, ast.Constant) and given.value.value:
                    yield given.value.lineno, None, given.value.value, []


def _is_command(node: ast.expr) -> bool:
    called = node.func if isinstance(node, ast.Call) else node
    return isinstance(called, ast.Attribute) and called.attr in {"command", "group"}


def messages(help_text: str) -> list[str]:
    """Return what is to be translated of a help text."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    translated(help_text, keep)
    return found


def translated(help_text: str, tell: Callable[[str], str]) -> str:
    """Return a help text with each of its messages as ``tell`` translates it."""
    told: list[str] = []
    for paragraph in inspect.cleandoc(help_text).split("\n\n"):
        if not paragraph.startswith(_AS_WRITTEN):
            told.append(tell(" ".join(paragraph.split())) if paragraph.strip() else "")
            continue
        head, *lines = paragraph.removeprefix(_AS_WRITTEN).split("\n")
        examples = [_EXAMPLE.fullmatch(line) or line for line in lines]
        told.append(
            _AS_WRITTEN
            + "\n".join(
                [tell(head), *(one if isinstance(one, str) else one[1] + tell(one[2]) for one in examples)]
            )
        )
    return "\n\n".join(told)
